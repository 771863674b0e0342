"""`volteface.Graph`: one method a verb, the same that the command line calls.

>>> from volteface import Graph
>>> graph = Graph.open("rift.duckdb")
>>> graph.load(["seeds"])
>>> graph.diff("2024-12-01", "2025-07-05").flipped
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .graph.dates import PartialDate, day_number
from .graph.errors import IgnoreRecord, SkipRecord, UsageError
from .graph.names import resolve
from .graph.store import Store, open_store
from .queries.measure import HALF_LIFE, check_half_life

if TYPE_CHECKING:
    import networkx as nx

    from .graph.cache import Tables
    from .graph.columns import Columns
    from .graph.cypher.embedded import Embedded
    from .graph.cypher.pull import Pulled
    from .graph.cypher.push import Pushed
    from .graph.model import Actor, Statement
    from .graph.store import DocumentInfo
    from .loaders.load import Report
    from .loaders.readers import DocumentReader
    from .loaders.reading.explain import Explanation
    from .queries.alignment import Alignment
    from .queries.card import Card
    from .queries.diff import Diff
    from .queries.evidence import Why
    from .queries.info import Info
    from .queries.snapshot import Snapshot

Day = str | date | PartialDate


def day_of(day: Day, *, first: bool = False) -> int:
    """The day number of a day; of a month or a year its last day, or its `first`. Raises UsageError for no date."""
    if isinstance(day, date):
        return day_number(day)
    partial = PartialDate.parse(day) if isinstance(day, str) else day
    return day_number(partial.first if first else partial.last)


class Graph:
    """A graph file, open for queries. Nothing is read before it is asked for; only `load` and `pull` create or change the file.

    Days are given as `date`, `PartialDate` or text (`2025`, `2025-06`, `2025-06-27`); a month or a year means its last day.
    Actors are given by name, alias or ISO code. Every method raises UsageError for a bad argument and DataError for a file
    that cannot be used, both with one line of text.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine: tuple[list[int] | None, Embedded] | None = None

    def __repr__(self) -> str:
        return f"Graph({str(self.path)!r})"

    @classmethod
    def open(cls, path: str | Path = "volteface.duckdb") -> Graph:
        """The graph of a file, which need not exist until something is loaded or asked."""
        return cls(Path(path))

    # -- loading

    def load(
        self,
        paths: Iterable[str | Path],
        published: Day | None = None,
        reader: DocumentReader | str | None = None,
        progress: Callable[[str], None] = lambda name: None,
        dictionaries: Iterable[str | Path] = (),
        fields: Mapping[str, str] | None = None,
        processes: int | None = 1,
        again: bool = False,
    ) -> Report:
        """Loads documents and `.jsonl` statements from files and folders (`-`: standard input) and says what it did.

        `published` dates a document that does not say when it was published; `reader` replaces the built-in one: an object of
        yours, or the name of an installed one (docs/readers.md); `dictionaries` are TOML files that add to the built-in ones
        (docs/dictionaries.md); `fields` says where the records of article dumps keep `text`, `title`, `date`, `outlet`, `url` and
        `id`, if not under a name that is known (docs/formats.md). `processes` read (None: as many as there are processors): a
        script that asks for more than one must do so under `if __name__ == "__main__"`, for each of them imports it. The same
        input loaded twice changes nothing, unless it is to be read `again`.
        """
        from .loaders.dictionary import Dictionary
        from .loaders.files import find
        from .loaders.formats.fields import Fields
        from .loaders.load import load
        from .loaders.readers import BUILT_IN
        from .loaders.readers import reader as installed

        if processes is not None and processes < 1:
            raise UsageError(f"processes {processes} (valid: 1 or more)")
        given = [str(path) for path in paths]
        when = None if published is None else partial(published)
        named = Fields.of(fields)
        find(given)  # neither a path that does not exist nor a bad dictionary must leave a graph file behind
        extra = [str(path) for path in dictionaries]
        dictionary = Dictionary.load(extra) if extra else None
        if isinstance(reader, str) and reader != BUILT_IN:
            installed(reader)  # nor a reader that there is not
        with open_store(self.path, write=True) as store:
            report = load(store, given, when, reader, progress, dictionary, named, processes, again)
            store.checkpoint()
        self.__dict__.pop("tables", None)
        return report

    # -- what queries read

    @cached_property
    def tables(self) -> Tables:
        """The column table and the evidence, from the cache beside the graph file or, where that does not fit, made anew."""
        from .graph import cache

        if not self.path.exists():
            open_store(self.path)  # says that there is no such graph
        cached = cache.read(self.path)
        if cached is not None:
            return cached
        with self.store() as store:  # while it is open to read, nobody writes to it
            tables = cache.build(store)
            cache.write(tables, self.path)
        return tables

    @property
    def columns(self) -> Columns:
        return self.tables.columns

    def store(self) -> Store:
        """The graph file itself, to read; close it (or use it in a `with`)."""
        return open_store(self.path)

    def actor(self, name: str) -> Actor:
        """The actor that a name, an alias or an ISO code means; UsageError names the closest."""
        return self.columns.actors[resolve(name, self.columns.actors)]

    def evidence(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """What was read where, for rows of the store: {document, date, end, quote, status, past}, and `line` in a data set."""
        return self.tables.evidence.of(rows)

    def around(self, rows: Sequence[int]) -> list[tuple[str, str] | None]:
        """The words before and after each quote in its sentence, for rows of the store; None where no text is stored."""
        with self.store() as store:
            return words_around(store, list(store.statements(rows)))

    def documents(self) -> list[DocumentInfo]:
        """Every document, without its text."""
        with self.store() as store:
            return store.documents()

    def statements(self, rows: Sequence[int] | None = None) -> list[Statement]:
        """The statements of these rows of the store, or all of them."""
        with self.store() as store:
            return list(store.statements(rows))

    # -- queries

    def info(self) -> Info:
        """What the graph holds."""
        from .queries.info import info

        return info(self.columns, self.documents())

    def show(self, actor: str) -> Card:
        """An actor's card: names, offices, relations by sign, the latest first."""
        from .queries.card import card

        found = self.actor(actor)
        return card(self.columns, self.columns.actors.index(found))

    def snapshot(self, day: Day, half_life: float = HALF_LIFE, level: str = "state", as_known: Day | None = None) -> Snapshot:
        """Every known pair on a day."""
        from .queries.snapshot import snapshot

        return snapshot(self.columns, day_of(day), half_life, level, known_on(as_known))

    def diff(self, before: Day, after: Day, half_life: float = HALF_LIFE, level: str = "state", as_known: Day | None = None) -> Diff:
        """The pairs gained, lost, flipped, strengthened and weakened between two days."""
        from .queries.diff import diff

        return diff(self.columns, day_of(before), day_of(after), half_life, level, known_on(as_known))

    def alignment(
        self,
        bloc_a: Sequence[str],
        bloc_b: Sequence[str],
        first: Day | None = None,
        last: Day | None = None,
        every: str = "month",
        half_life: float = HALF_LIFE,
        as_known: Day | None = None,
    ) -> Alignment:
        """How two blocs hold together and stand against each other, from `first` to `last`.

        The series has a point at `first`, at the end of each day, week, month, quarter or year (`every`), and at `last`.
        Without `first` it begins where the two blocs first meet in a dated statement, without `last` where the graph ends.
        """
        from .queries.alignment import alignment, first_meeting
        from .queries.calendar import dates
        from .queries.clocks import known_by
        from .queries.extent import extent

        check_half_life(half_life)
        a, b = ([self.actor(name) for name in bloc] for bloc in (bloc_a, bloc_b))
        columns = known_by(self.columns, known_on(as_known))
        until = extent(columns)[1] if last is None else day_of(last)
        if first is None:
            begun = first_meeting(columns, a, b)
            since = until if begun is None else min(begun, until)
        else:
            since = day_of(first, first=True)
        return alignment(columns, a, b, dates(since, until, every), half_life)

    def why(
        self,
        a: str,
        b: str,
        day: Day | None = None,
        half_life: float = HALF_LIFE,
        level: str | None = None,
        as_known: Day | None = None,
    ) -> Why:
        """The dated statements behind a pair and how they add up."""
        from .queries.evidence import why

        on = None if day is None else day_of(day)
        return why(self.columns, self.actor(a), self.actor(b), on, half_life, known_on(as_known), level)

    def span(self) -> tuple[int, int]:
        """The first and the last day (days since 1970-01-01) that the graph tells of. Raises UsageError where nothing is dated."""
        from .queries.extent import extent

        return extent(self.columns)

    # -- out

    def to_networkx(self, at: Day | None = None, dyads: bool = False, half_life: float = HALF_LIFE, level: str = "state") -> nx.Graph[str]:
        """A MultiDiGraph with one edge a statement (what had happened and still held by `at`, or all); with `dyads`, a signed
        Graph with one edge a known pair on `at` (the last day of the graph).
        """
        from .graph.network import dyad_graph, statement_graph
        from .queries.snapshot import snapshot

        columns = self.columns
        if dyads:
            codes = {actor: code for code, actor in enumerate(columns.actors)}
            day = self.span()[1] if at is None else day_of(at)
            pairs = snapshot(columns, day, half_life, level)
            return dyad_graph(columns.actors, [(codes[p.a], codes[p.b], p.alignment, p.sign, p.n) for p in pairs])
        rows = None if at is None else columns.row[in_force(columns, day_of(at))].tolist()
        return statement_graph(columns.actors, self.statements(rows))

    def export(self, path: str | Path) -> int:
        """Writes every statement to a file, by its suffix: .jsonl, .csv, .graphml, .gexf or .parquet; returns how many."""
        from .graph.exports import export

        with self.store() as store:
            return export(store, Path(path))

    def cypher(self, query: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a Cypher query that only reads, as dicts by column; `params` are what its `$names` stand for.

        Dates are `date`s, nodes and relationships dicts (docs/cypher.md). Raises DataError, with the place in the query, for one
        that is wrong or would write.
        """
        return list(self.engine().run(query, params).dicts())

    def ask(self, name: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query of the cook book (docs/cookbook.md), as `cypher` gives them.

        Actors may be called as everywhere else, days may be `date`s or text. Raises UsageError for a name, a parameter or an actor
        that there is not.
        """
        from .queries.cookbook import query

        found = query(name)
        return self.cypher(found.text, **found.values(params, self.actor_id))

    def actor_id(self, name: str) -> str:
        """The `id` in Cypher (`state:Chad`) of the actor that a name, an alias or an ISO code means."""
        return ":".join(self.actor(name).key)

    def engine(self) -> Embedded:
        """The Cypher engine on this graph as it is now: `run(query, params, timeout, limit)` gives an answer row by row."""
        from .graph import cache
        from .graph.cypher.embedded import open_embedded

        now = cache.stamp(self.path)
        if self._engine is None or now is None or self._engine[0] != now:
            # Of the state before it was read: a load meanwhile makes the next question read anew.
            self._engine = (now, open_embedded(self.path))
        return self._engine[1]

    def push(
        self,
        uri: str,
        at: Day | None = None,
        text: bool = True,
        prune: bool = False,
        dry_run: bool = False,
        user: str | None = None,
        password: str | None = None,
        database: str = "neo4j",
        progress: Callable[[str, int, int], None] = lambda kind, done, of: None,
    ) -> Pushed:
        """Makes a database of a Neo4j server (`neo4j://HOST:7687`) hold what the graph holds, and says what it did (docs/neo4j.md).

        With `at` only what had happened and still held by then. Without `text` the texts of documents stay here; `prune` deletes
        there what is ours and not in the graph; `dry_run` only counts. `user` and `password` come from the environment if they
        are not given. `progress` is told a kind of thing, how many of it are done, and how many there are. What is there already
        is left alone: a push that fails says what is stored, and the next one completes it.
        """
        from .graph.cypher.model import held
        from .graph.cypher.push import push
        from .graph.cypher.server import connect, credentials

        name, secret = credentials(user, password)
        with self.store() as store, connect(uri, database, name, secret) as server:
            rows = None if at is None else self.columns.row[in_force(self.columns, day_of(at))].tolist()
            if prune and not dry_run and not (held(store).statements if rows is None else rows):
                when = "" if at is None else f" held on {at}"
                raise UsageError(f"{self.path}: no statement{when}: to prune would delete all that is ours there (a dry run counts it)")
            return push(store, server, rows, text=text, prune=prune, dry_run=dry_run, progress=progress)

    def pull(
        self,
        uri: str,
        user: str | None = None,
        password: str | None = None,
        database: str = "neo4j",
        progress: Callable[[str, int], None] = lambda kind, done: None,
    ) -> Pulled:
        """Adds to the graph what was pushed to a database of a Neo4j server, all of it or nothing, and says what it did.

        What is not of the form that `push` writes, or was changed there, is left out and named. `progress` is told a kind of thing
        and how many of it have come.
        """
        from .graph.cypher.pull import pull
        from .graph.cypher.server import connect, credentials

        name, secret = credentials(user, password)
        with connect(uri, database, name, secret) as server, open_store(self.path, write=True) as store:
            pulled = pull(server, store, progress)
            store.checkpoint()
        self.__dict__.pop("tables", None)
        return pulled

    def map(
        self,
        path: str | Path,
        at: Day | None = None,
        first: Day | None = None,
        last: Day | None = None,
        changes: tuple[Day, Day] | None = None,
        focus: str | None = None,
        half_life: float = HALF_LIFE,
    ) -> Path:
        """Writes the interactive map (.html): opened on a day, on a window, or on the changes between two days."""
        from .graph.exports import whole_file
        from .maps.compose import check_window, compose, page_path
        from .maps.render import render

        target = page_path(Path(path), self.path)
        window = (None if first is None else day_of(first, first=True), None if last is None else day_of(last))
        check_window(*window)
        difference = None if changes is None else self.diff(*changes, half_life=half_life)
        with self.store() as store:
            view = compose(
                columns=self.columns,
                statements=lambda rows: list(store.statements(rows)),
                documents=store.documents,
                at=None if at is None else day_of(at),
                window=window,
                difference=difference,
                focus=None if focus is None else self.actor(focus),
                half_life=half_life,
                reports=store.reports(),
                around=lambda found: words_around(store, found),
            )
        with whole_file(target) as out:
            out.write_text(render(view), encoding="utf-8")
        return target


def read(
    paths: Iterable[str | Path],
    published: Day | None = None,
    dictionaries: Iterable[str | Path] = (),
    pipeline: str | None = None,
    skipped: Callable[[SkipRecord], None] = lambda record: None,
) -> Iterator[tuple[dict[str, Any], list[Explanation]]]:
    """Reads documents without a graph: each as {document, published, title, outlet} with its sentences explained, in order.

    `skipped` is told of files and records that cannot be read. Raises DataError for a path that does not exist or a bad dictionary.
    """
    from .loaders import files
    from .loaders.dictionary import Dictionary
    from .loaders.formats import table as formats
    from .loaders.reading.reader import Reader

    given = [str(path) for path in paths]
    found = files.find(given)
    reader = Reader(Dictionary.load([str(path) for path in dictionaries]), pipeline)
    when = None if published is None else partial(published)

    def told(reason: SkipRecord) -> None:
        if not isinstance(reason, IgnoreRecord):
            skipped(reason)

    for file in found:
        if file.found and not formats.takes(file):
            continue
        if formats.holds_statements(file):
            if not file.found:
                skipped(SkipRecord(file.name, "statements, and no text to read (valid: load them)"))
            continue
        try:
            for document in formats.documents(file, when, left_out=told):
                day = None if document.published is None else str(document.published)
                about = {"document": document.path, "published": day, "title": document.title, "outlet": document.outlet}
                yield about, reader.explain(document)
        except SkipRecord as reason:
            told(reason)


def in_force(columns: Columns, day: int) -> Any:
    """The rows of the table that hold on `day` between the actors as written: events until then, states while they hold."""
    return (columns.start <= day) & (~columns.holds | (columns.actor_end > day))


# So many texts are in memory at once.
TEXTS = 250


def words_around(store: Store, statements: Sequence[Statement]) -> list[tuple[str, str] | None]:
    """The words before and after the quote of each in its sentence; None where no text is stored."""
    from .queries.passage import around

    found: list[tuple[str, str] | None] = [None] * len(statements)
    places: dict[str, list[int]] = {}
    for place, one in enumerate(statements):
        if one.char_start is not None and one.char_end is not None:
            places.setdefault(one.document, []).append(place)
    paths = list(places)
    for first in range(0, len(paths), TEXTS):
        for path, text in store.texts(paths[first : first + TEXTS]).items():
            for place in places[path]:
                one = statements[place]
                if text[one.char_start : one.char_end] == one.quote:
                    found[place] = around(text, one.char_start or 0, one.char_end or 0)
    return found


def known_on(day: Day | None) -> int | None:
    return None if day is None else day_of(day)


def partial(day: Day) -> PartialDate:
    if isinstance(day, PartialDate):
        return day
    return PartialDate.of(day) if isinstance(day, date) else PartialDate.parse(day)
