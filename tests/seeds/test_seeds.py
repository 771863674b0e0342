"""The sample reports say what `expected.toml` lists: loaders and reader, held to it row by row."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.errors import SkipRecord
from volteface.graph.model import Document, Statement
from volteface.graph.schema import schema
from volteface.loaders.dictionary import Dictionary
from volteface.loaders.files import find
from volteface.loaders.formats import table as formats
from volteface.loaders.reading.reader import Reader

SEEDS = Path(__file__).parents[2] / "seeds"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("expected.toml").read_text(encoding="utf-8"))
MUST = [(name, *row) for name, report in EXPECTED.items() for row in report["must"]]
NEVER = [(name, pair) for name, report in EXPECTED.items() for pair in report.get("never", [])]


@cache
def document(name: str) -> Document:
    (file,) = find([str(SEEDS / name)])
    return formats.read(file)


@cache
def reader() -> Reader:
    return Reader()


@cache
def read(name: str) -> tuple[Statement, ...]:
    return tuple(reader().read(document(name)))


@cache
def dictionary() -> Dictionary:
    return Dictionary.load()


def canonical(name: str) -> str:
    """The name under which the graph holds an actor: the dictionary's, or the text's own where it knows none."""
    actor = dictionary().find(name)
    return actor.name if actor else name


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def between(statement: Statement, source: str, target: str, either_way: bool) -> bool:
    ends = (statement.source, statement.target)
    wanted = (canonical(source), canonical(target))
    return ends == wanted or (either_way and ends == wanted[::-1])


def test_every_report_is_expected() -> None:
    reports = {path.name for path in SEEDS.iterdir()} - {"README.md"}
    assert reports == set(EXPECTED)
    assert len(reports) >= 8


def test_the_readme_is_not_a_report() -> None:
    with pytest.raises(SkipRecord):
        document("README.md")


@pytest.mark.parametrize("name", EXPECTED)
def test_document(name: str) -> None:
    found, wanted = document(name), EXPECTED[name]
    assert found.title == wanted["title"]
    assert str(found.published) == wanted["published"]
    assert found.outlet == wanted.get("outlet")
    assert 150 <= len(found.text.split()) <= 400


@pytest.mark.parametrize("name", EXPECTED)
def test_every_quote_is_verbatim(name: str) -> None:
    assert read(name)
    for statement in read(name):
        assert statement.quote
        assert document(name).text[statement.char_start : statement.char_end] == statement.quote


@pytest.mark.parametrize(
    ("name", "source", "types", "target", "start", "words"),
    MUST,
    ids=[f"{m[0][:10]}-{m[1]} {m[2]} {m[3]}-{m[5]}" for m in MUST],
)
def test_holds(name: str, source: str, types: str, target: str, start: str, words: str) -> None:
    """A statement of one of the types, with the date as the text writes it, on a quote with the words."""
    assert words in flat(document(name).text), "expected.toml quotes words that the report does not have"
    known = schema().relations
    near = [s for s in read(name) if between(s, source, target, True)]
    right = [
        s
        for s in near
        if s.type in types.split("|")
        and between(s, source, target, known[s.type].symmetric)
        and words in flat(s.quote)
        and start in ("", str(s.start))
    ]
    if not right and types in ("leads", "outlet_of"):
        # Said by no sentence: then the dictionary knows it, and the graph takes it from there.
        actor = dictionary().find(source)
        assert actor
        assert (types, canonical(target)) in {(fact.type, fact.target) for fact in dictionary().facts(actor)}
        return
    assert right, "got: " + "; ".join(f"{s.source} {s.type} {s.target} {s.start} “{flat(s.quote)}”" for s in near)


@pytest.mark.parametrize(("name", "pair"), NEVER, ids=[f"{name[:10]}-{' '.join(pair)}" for name, pair in NEVER])
def test_does_not_hold(name: str, pair: list[str]) -> None:
    """No signed statement between the two in this report; with a third item, "-", no negative one."""
    wrong_signs = {-1} if pair[2:] == ["-"] else {-1, 1}
    wrong = [s for s in read(name) if between(s, pair[0], pair[1], True) and s.sign in wrong_signs]
    assert not wrong, "; ".join(f"{s.source} {s.type} {s.target} “{flat(s.quote)}”" for s in wrong)


@pytest.mark.parametrize("name", [name for name, report in EXPECTED.items() if "absent" in report])
def test_menus_and_related_articles_are_no_evidence(name: str) -> None:
    around = {canonical(actor) for actor in EXPECTED[name]["absent"]}
    assert not around & {end for s in read(name) for end in (s.source, s.target)}
    for actor in EXPECTED[name]["absent"]:
        assert actor in (SEEDS / name).read_text(encoding="utf-8") or actor == "Sweden"
        assert actor not in document(name).text
