"""The page as text: what it holds, and what it never holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.errors import UsageError
from volteface.graph.model import Actor, Statement
from volteface.maps.network import RelationshipMap, inert_json
from volteface.maps.render import render
from volteface.maps.view import Change, MapView

GOLDEN = Path(__file__).parent / "page.golden"
VOID = {"meta", "input", "br", "link", "img"}


class Outline(HTMLParser):
    """Tags with their ids and roles, indented; and the text of each script and style, character by character."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth, self.policy = 0, ""
        self.rows: list[str] = []
        self.blocks: dict[str, list[str]] = {"script": [], "style": []}
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        named = "".join(f" {key}={given[key]}" for key in ("id", "role", "type", "aria-label") if given.get(key))
        self.rows.append("  " * self.depth + tag + named)
        self.depth += tag not in VOID
        self.within = tag if tag in self.blocks and not (given.get("type") or "").endswith("json") else ""
        if self.within:
            self.blocks[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in VOID
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within:
            self.blocks[self.within][-1] += data


def outline(text: str) -> Outline:
    found = Outline()
    found.feed(text)
    return found


def facts(text: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="facts">(.*?)</script>', text, re.S)
    assert block
    read: dict[str, Any] = json.loads(block[1])
    return read


def one(**more: Any) -> Statement:
    given = {"document": "a.txt", "source": "Arland", "source_kind": "state", "target": "Borvia", "target_kind": "state", "type": "ally"}
    return Statement(**{**given, **more})


def test_the_structure_of_the_page_is_the_golden_one(map_sample: Callable[..., MapView]) -> None:
    assert outline(render(map_sample(actors=6, statements=8))).rows == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_same_view_makes_the_same_page(map_sample: Callable[..., MapView]) -> None:
    assert render(map_sample(diff=True)) == render(map_sample(diff=True))


def test_every_script_and_style_is_named_by_its_hash_and_nothing_else_may_run(map_sample: Callable[..., MapView]) -> None:
    page = outline(render(map_sample()))
    rules = dict(rule.split(" ", 1) for rule in page.policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data: blob:"
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in page.blocks[kind]}
        assert hashes == set(rules[directive].split())


def test_nothing_is_fetched(map_sample: Callable[..., MapView]) -> None:
    text = render(map_sample(hostile=False))
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    assert not re.search(r"\b(?:src|href)\s*=\s*[\"'](?!#)", markup)
    assert "<link" not in markup
    style = outline(text).blocks["style"][0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a & b", "line\u2028para\u2029"])
def test_data_cannot_leave_its_block(text: str) -> None:
    held = inert_json({"quote": text})
    assert not set(held) & set("<>&\u2028\u2029")
    assert json.loads(held) == {"quote": text}


def test_a_quote_arrives_verbatim_and_what_is_unknown_is_absent(map_view: Callable[..., MapView]) -> None:
    quote = 'He said: "no" </script>\u2028 <b>\n\tand left.'
    page = facts(render(map_view([one(quote=quote, char_start=0, char_end=len(quote)), one(line=7, document="b.csv")])))
    assert page["statements"][0]["quote"] == quote
    assert {"quote", "first", "last", "published", "start"}.isdisjoint(page["statements"][1])


def test_our_scripts_never_make_markup_of_text(map_sample: Callable[..., MapView]) -> None:
    ours = outline(render(map_sample())).blocks["script"][-1]
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser"):
        assert way not in ours


def test_an_empty_view_and_one_without_dates_are_pages_too(map_view: Callable[..., MapView]) -> None:
    assert facts(render(MapView("empty", (), ())))["actors"] == []
    assert len(facts(render(map_view([one()])))["lines"]) == 1


def test_a_crowd_has_a_place_among_the_strongest(map_sample: Callable[..., MapView]) -> None:
    actors = facts(render(map_sample(actors=160, statements=300)))["actors"]
    assert sum(actor["overview"] is not None for actor in actors) == 100
    assert all((actor["overview"] is not None) == (actor["rank"] < 100) for actor in actors)


def test_an_unknown_kind_of_change_names_the_valid_ones() -> None:
    with pytest.raises(UsageError, match="valid: gained, lost, flipped, strengthened, weakened"):
        Change(Actor("Arland", "state"), Actor("Borvia", "state"), "cooled")


def test_pyvis_writes_one_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    drawn = RelationshipMap("t")
    drawn.add_actor(0, "Arland", "state", 10, (0, 0), rank=0, camp=-1)
    drawn.write_html("map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
