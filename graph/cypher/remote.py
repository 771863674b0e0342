"""The engine of a Neo4j server: the same questions, the same form of answers, the same refusals as the embedded one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import DataError
from . import values
from .engine import Answer, Kind, QueryError, Shape
from .guard import check
from .hints import mixed_dates, unknown
from .lexer import without_comments

if TYPE_CHECKING:
    from .server import Server

EXPLAIN = "EXPLAIN "
NODES = "CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName RETURN nodeLabels, propertyName"
RELATIONSHIPS = "CALL db.schema.relTypeProperties() YIELD relType, propertyName RETURN relType, propertyName"
# Rows whose relationships get the ids of their ends in one question more.
BATCH = 500
# What a server remarks on names that the database has not (GQL status codes), and where in its words the name stands.
UNKNOWN = {"01N50": "label", "01N51": "relationship type", "01N52": "property"}
NAME = re.compile(r"`(.*?)`")
OFFSET = re.compile(r"\(line \d+, column \d+ \(offset: (\d+)\)\)")
PARAMETER = re.compile(r"parameter\(s\): (.+)")


class Remote:
    """An engine on a server, which `server.connect` gives; closing it closes that."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ids: dict[str, Any] = {}

    def run(self, query: str, params: Mapping[str, Any] | None = None, timeout: float | None = None, limit: int | None = None) -> Answer:
        """See `Engine.run`. The rows come while they are read; the transaction ends with them."""
        mixed_dates(query, check(query), params or {})
        text = without_comments(query)
        hints = self.explain(query, text, params, timeout)
        rows = self.stream(query, text, params, timeout, limit)
        return Answer(next(rows), rows, hints, limit)

    def explain(self, query: str, text: str, params: Mapping[str, Any] | None, timeout: float | None) -> list[str]:
        """Makes sure that the server too takes the query for one that only reads; its remarks, as hints."""
        with self.explaining(query, len(EXPLAIN)), self.server.read(EXPLAIN + text, params, timeout, notifications=True) as result:
            summary = result.consume()
        if summary.query_type != "r":
            raise QueryError("the server says that the query does more than read", query, 0)
        remarks = [(status.gql_status, status.status_description) for status in summary.gql_status_objects]
        return [hint for code, said in dict.fromkeys(remarks) if (hint := self.hint(code, said))]

    def hint(self, code: str, said: str) -> str:
        """The hint that a remark of the server is worth; empty for one that only says that all went well."""
        name = NAME.search(said)
        if code in UNKNOWN and name:
            shape = self.shape()
            here = {
                "label": [kind.name for kind in shape.labels],
                "relationship type": [kind.name for kind in shape.types],
                "property": sorted({one for kind in (*shape.labels, *shape.types) for one in kind.properties}),
            }
            return unknown(UNKNOWN[code], name[1], here[UNKNOWN[code]], [])
        return " ".join(said.split()) if code.startswith("01") else ""

    def stream(
        self, query: str, text: str, params: Mapping[str, Any] | None, timeout: float | None, limit: int | None
    ) -> Iterator[tuple[Any, ...]]:
        """The columns, then the rows."""
        fetched = 1000 if limit is None else min(1000, limit + 1)
        with self.explaining(query, 0), self.server.read(text, params, timeout, fetch_size=fetched) as result:
            yield tuple(result.keys())
            records = (record.values() for record in result)
            # So few at a time that the first come soon; one more than the limit says that there are more.
            while batch := list(islice(records, BATCH if limit is None else min(BATCH, limit + 1))):
                self.resolve(batch)
                for record in batch:
                    yield tuple(self.plain(value) for value in record)

    @contextmanager
    def explaining(self, query: str, shift: int) -> Iterator[None]:
        """Shows in the query what the server says of it, where that is `shift` characters further on there."""
        try:
            yield
        except QueryError:
            raise
        except (ValueError, TypeError, OverflowError) as error:  # the driver's, of a parameter that Cypher has not
            raise QueryError(f"a parameter is not to be sent: {' '.join(str(error).split())}") from error
        except DataError as error:
            cause = error.__cause__
            said = str(getattr(cause, "message", None) or "")
            if not (getattr(cause, "code", None) or "").startswith(("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")):
                raise
            missing = PARAMETER.search(said)
            if missing:
                first = missing[1].split(",")[0].strip()
                raise QueryError(f"the parameter ${first} has no value (--param {first}=VALUE)") from cause
            if "TransactionTimedOut" in str(cause):
                raise
            offset = OFFSET.search(said)
            line = " ".join(OFFSET.sub("", said).strip().splitlines()[0].split()) if said.strip() else str(error)
            raise QueryError(line, query, max(0, int(offset[1]) - shift) if offset else None) from cause

    def shape(self) -> Shape:
        """See `Engine.shape`."""
        labels = dict(self.server.rows("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*)"))
        types = dict(self.server.rows("MATCH ()-[r]->() RETURN type(r), count(*)"))
        of_label: dict[str, set[str]] = {}
        for names, name in self.server.rows(NODES):
            for label in names:
                of_label.setdefault(label, set()).update([name] if name else [])
        of_type: dict[str, set[str]] = {}
        for type_, name in self.server.rows(RELATIONSHIPS):
            of_type.setdefault(type_[2:-1].replace("``", "`"), set()).update([name] if name else [])
        return Shape(kinds(labels, of_label), kinds(types, of_type))

    def close(self) -> None:
        """See `Engine.close`."""
        self.server.close()

    # -- values

    def resolve(self, batch: list[Any]) -> None:
        """Learns the ids of the nodes that the relationships of some rows stand between."""
        unknown_ends = {end for value in batch for end in ends(value) if end not in self.ids}
        if unknown_ends:
            rows = self.server.rows("MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n), n.id", ends=sorted(unknown_ends))
            self.ids.update(dict.fromkeys(unknown_ends))
            self.ids.update((end, id_) for end, id_ in rows)

    def plain(self, value: Any) -> Any:
        """A value of the driver in the form of `values.py`."""
        import neo4j.graph
        import neo4j.spatial
        import neo4j.time as times

        if isinstance(value, list):
            return [self.plain(one) for one in value]
        if isinstance(value, dict):
            return {name: self.plain(value[name]) for name in sorted(value)}
        if isinstance(value, neo4j.graph.Node):
            return values.node(value.labels, {name: self.plain(one) for name, one in value.items()})
        if isinstance(value, neo4j.graph.Relationship):
            start, end = (self.ids.get(one.element_id) if one is not None else None for one in (value.start_node, value.end_node))
            return values.relationship(value.type, start, end, {name: self.plain(one) for name, one in value.items()})
        if isinstance(value, neo4j.graph.Path):
            found = [self.plain(value.nodes[0])]
            for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
                found += [self.plain(relationship), self.plain(node)]
            return found
        if isinstance(value, times.Duration):
            return values.duration(value.months, value.days, value.seconds, value.nanoseconds)
        if isinstance(value, times.Date | times.DateTime | times.Time):
            return value.to_native()
        return str(value) if isinstance(value, neo4j.spatial.Point) else value


def kinds(counts: Mapping[str, int], properties: Mapping[str, set[str]]) -> tuple[Kind, ...]:
    return tuple(Kind(name, counts[name], tuple(values.ordered(dict.fromkeys(properties.get(name, ()), 1)))) for name in sorted(counts))


def ends(value: Any) -> Iterator[str]:
    """The nodes, by the server's ids, that the relationships in a value stand between."""
    import neo4j.graph

    if isinstance(value, neo4j.graph.Relationship):
        yield from (node.element_id for node in (value.start_node, value.end_node) if node is not None)
    elif isinstance(value, neo4j.graph.Path):
        for one in value.relationships:
            yield from ends(one)
    elif isinstance(value, list | tuple | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from ends(one)
