"""What the commands print: the rows of an answer, whole for CSV, and as a table shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from .output import Row

if TYPE_CHECKING:
    from ..api import Graph
    from ..graph.model import Actor
    from ..queries.diff import Change
    from ..queries.telling import Evidence

SAID = ("status", "past", "quote", "document", "line")
COUNTS = ("what", "which", "n")
TIES = ("sign", "start", "end", "outgoing", "type", "other", "other_kind", *SAID)
STATEMENTS = (
    "start",
    "end",
    "counts_from",
    "source",
    "source_kind",
    "type",
    "target",
    "target_kind",
    "weight",
    "share",
    "closed",
    *SAID,
)
CHANGES = (
    "change",
    "a",
    "a_kind",
    "b",
    "b_kind",
    "before",
    "after",
    "sign_before",
    "sign_after",
    "sign_after_30_days",
    "n_before",
    "n_after",
    "date",
    *SAID,
)
SIGNS = {1: "+", -1: "-", 0: "mixed"}


class Stored(Protocol):
    """What stands for a statement: it knows its row in the store."""

    @property
    def row(self) -> int: ...


def with_rows(told: Sequence[Row], found: Sequence[Stored]) -> list[Row]:
    """What JSON tells of statements, with their rows in the store."""
    return [{**one, "row": of.row} for one, of in zip(told, found, strict=True)]


def in_sentences(told: Sequence[Row], graph: Graph) -> list[Row]:
    """The same with the words around each quote, where the text is stored."""
    around = graph.around([one["row"] for one in told])
    return [{**one, "around": words} for one, words in zip(told, around, strict=True)]


def counts(whole: Mapping[str, Any]) -> list[Row]:
    """`info`: one row a count."""
    groups = ("actors", "statements", "signs", "documents")
    rows = [{"what": group, "which": name, "n": count} for group in groups for name, count in whole[group].items()]
    return [*rows, {"what": "relations", "which": "undated", "n": whole["dates"]["undated"]}]


def grouped(ties: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The relations of a card, the latest first, with `n`: what many reports say in passing (who leads what) stands once."""
    from ..graph.schema import schema  # not needed to print --help

    found: dict[object, dict[str, Any]] = {}
    for place, tie in enumerate(ties):
        lasting = tie["sign"] == 0 and tie["quote"] is not None and schema().relations[tie["type"]].holds
        same = tuple(tie[key] for key in ("type", "other", "other_kind", "outgoing", "status", "past", "end")) if lasting else place
        found.setdefault(same, {**tie, "n": 0})["n"] += 1
    return list(found.values())


def shared_names(actors: Iterable[Actor]) -> set[str]:
    """The names that actors of two kinds bear: there a table says which is meant."""
    return {name for name, number in Counter(actor.name for actor in actors).items() if number > 1}


def label(name: str, kind: str, shared: Container[str]) -> str:
    return f"{kind}:{name}" if name in shared else name


def tie_shown(tie: Row, shared: Container[str] = ()) -> Row:
    """`show`: a row of the table."""
    return {
        "sign": SIGNS[tie["sign"]] if tie["sign"] else "0",
        "date": tie["start"],
        "until": tie["end"],
        "relation": f"{tie['type']} ->" if tie["outgoing"] else f"<- {tie['type']}",
        "other": label(tie["other"], tie["other_kind"], shared),
        "times": tie["n"] if tie["n"] > 1 else None,
        "status": mark(tie),
        "where": cited(tie, tie.get("around") or ("", "")),
    }


def statement_shown(said: Row, shared: Container[str] = ()) -> Row:
    """`why`: a row of the table."""
    source, target = (label(said[end], said[f"{end}_kind"], shared) for end in ("source", "target"))
    return {
        "date": said["start"],
        "until": said["end"],
        "statement": f"{source} {said['type']} {target}",
        "status": mark(said),
        "weight": said["weight"],
        "counts": said["share"] if said["start"] else None,
        "where": cited(said, said.get("around") or ("", "")),
    }


def changes(name: str, found: Sequence[Change], evidence: Evidence) -> list[Row]:
    """`diff`: one row a change and sentence; one without a sentence where there is none."""
    nothing = dict.fromkeys(("date", *SAID))
    return [
        {
            "change": name,
            "a": change.a.name,
            "a_kind": change.a.kind,
            "b": change.b.name,
            "b_kind": change.b.kind,
            "before": change.before and change.before.alignment,
            "after": change.after and change.after.alignment,
            "sign_before": change.before and change.before.sign,
            "sign_after": change.after and change.after.sign,
            "sign_after_30_days": change.after and change.after.tension,
            "n_before": change.before.n if change.before else 0,
            "n_after": change.after.n if change.after else 0,
            **{key: said.get(key) for key in nothing},
        }
        for change in found
        for said in evidence(change.evidence_rows) or [nothing]
    ]


def change_shown(change: Row, shared: Container[str] = ()) -> Row:
    """`diff`: a row of the table."""
    recent = change["sign_after_30_days"]
    return {
        "change": change["change"],
        "a": label(change["a"], change["a_kind"], shared),
        "b": label(change["b"], change["b_kind"], shared),
        "before": signed(change["before"]),
        "after": signed(change["after"]),
        "30 days": None if recent in (None, change["sign_after"]) else SIGNS[recent],
        "date": change["date"],
        "status": mark(change),
        "where": cited(change),
    }


def points(whole: Mapping[str, Any]) -> list[Row]:
    """`align`: one row a point, every number in a cell of its own."""
    rows: list[Row] = []
    for point in whole["series"]:
        row: dict[str, Any] = {"date": point["date"], **bounded("polarisation", point["polarisation"], point["interval"])}
        row["coverage"] = point["coverage"]
        for name, (known, pairs) in point["known"].items():
            row |= bounded(name, point[name], point["intervals"][name]) | {f"{name}_known": known, f"{name}_pairs": pairs}
        for name, lean in point["actors"].items():
            row |= bounded(f"lean_{name}", lean["lean"], lean["interval"]) | {f"lean_{name}_coverage": lean["coverage"]}
        rows.append(row)
    return rows


def bounded(name: str, value: float | None, interval: Sequence[float] | None) -> dict[str, float | None]:
    low, high = interval or (None, None)
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def blocs_shown(point: Mapping[str, Any]) -> Row:
    """`align`: a row of the table of the blocs."""
    means = {"cohesion A": "cohesion_a", "cohesion B": "cohesion_b", "antagonism": "antagonism"}
    return {
        "date": point["date"],
        "polarisation": measured(point["polarisation"], point["interval"]),
        **{head: measured(point[name], point["intervals"][name]) for head, name in means.items()},
        "known pairs": ", ".join(f"{known}/{pairs}" for known, pairs in point["known"].values() if pairs),
    }


def leans_shown(point: Mapping[str, Any]) -> Row:
    """`align`: a row of the table of the members."""
    others = len(point["actors"]) - 1
    return {
        "lean": point["date"],
        **{
            name: None if lean["lean"] is None else f"{measured(lean['lean'], lean['interval'])} {lean['coverage'] * others:.0f}/{others}"
            for name, lean in point["actors"].items()
        },
    }


def measured(value: float | None, interval: Sequence[float] | None) -> str | None:
    """`+0.30 (-0.10..+0.50)`; without an interval the value alone; nothing where it is unknown."""
    if value is None or interval is None:
        return signed(value)
    return f"{signed(value)} ({signed(interval[0])}..{signed(interval[1])})"


def signed(value: float | None) -> str | None:
    return None if value is None else f"{round(value, 2) + 0.0:+.2f}"


def mark(said: Row) -> str | None:
    """What makes a statement less than a fact that holds: alleged, planned, denied; told as over. None for a plain one."""
    marks = [said["status"]] if said["status"] not in (None, "asserted") else []
    return ", ".join([*marks, "past"] if said["past"] else marks) or None


def cited(said: Row, around: tuple[str, str] = ("", "")) -> str | None:
    """A quote, in the sentence around it, with the document it stands in; or a data set with the line."""
    if said["document"] is None:
        return None
    place = said["document"] + (f":{said['line']}" if said.get("line") else "")
    if not said["quote"]:
        return f"({place})"
    before, after = around
    return f"{before}{' ' if before else ''}“{said['quote']}”{after} ({place})"
