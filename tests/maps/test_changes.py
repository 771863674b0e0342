"""The page between two dates, in a real browser: changes, the signs of pairs, and who counts for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Statement
from volteface.graph.store import open_store
from volteface.maps.view import Change, MapView
from volteface.queries.diff import Side

pytestmark = pytest.mark.browser

STATE = {"source_kind": "state", "target_kind": "state"}


def one(**more: Any) -> Statement:
    given = {"document": "a.txt", "source": "Arland", "target": "Borvia", "type": "supports", **STATE}
    return Statement(**{**given, **more})


def test_the_panel_of_a_change_has_all_that_its_figures_add_up(opened: Any, map_sample: Callable[..., MapView], tmp_path: Path) -> None:
    """A real diff of a sample with leaders: at each change as many statements count as `diff` says."""
    statements = [entry.statement for entry in map_sample(hostile=False).entries]
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([], statements)
        store.checkpoint()
    Graph.open(tmp_path / "g.duckdb").map(opened.file, changes=("2023-06-01", "2024-06-01"))
    page = opened.load()
    page.locator("#table-button").click()
    rows = page.locator("tbody button")
    seen = 0
    for number in range(0, rows.count(), 3):
        rows.nth(number).click()
        after = page.locator(".delta > div").last.inner_text()
        listed = re.search(r"(\d+) statements? up to 2024-06-01(?:, of which (\d+) count)?", page.locator("#evidence .sub").inner_text())
        assert listed
        counted = re.search(r"from (\d+) statement", after)
        assert int(listed[2] or listed[1]) == (int(counted[1]) if counted else 0) or "unknown" in after
        seen += bool(counted)
    assert seen > 5


def test_a_line_that_did_not_change_has_its_statements_too(opened: Any) -> None:
    office = {"source_kind": "leader", "type": "leads", "start": PartialDate(2019), "end": PartialDate(2030)}
    a, b = Actor("Arland", "state"), Actor("Borvia", "state")
    page = opened.said(
        one(source="Ana", target="Arland", **office),
        one(source="Ana", source_kind="leader", start=PartialDate(2024, 2, 2)),
        actors=(a, b),
        start=date(2024, 1, 1),
        end=date(2024, 6, 1),
        changes=(Change(a, b, "gained", None, Side(0.8, 1, 1, None)),),
    )
    box = page.locator("#canvas").bounding_box()
    grid = [(x / 24, y / 24) for y in range(4, 20) for x in range(2, 22)]
    for x, y in grid:
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if page.locator("#evidence h3").inner_text() in ("Ana — Borvia", "Borvia — Ana"):
            break
    assert page.locator("#evidence .sub").inner_text() == "unchanged · 1 statement up to 2024-06-01"
    assert page.locator("article .who").inner_text() == "Ana (Arland) → Borvia"


def test_before_and_after(opened: Any) -> None:
    a, b, c = (Actor(name, "state") for name in ("Arland", "Borvia", "Cestan"))
    changed = (Change(a, b, "flipped", Side(0.5, 1, 2, None), Side(-0.4, -1, 3, None)), Change(a, c, "gained", None, Side(0.3, 1, 1, None)))
    statements = (one(start=PartialDate(2024)), one(target="Cestan", start=PartialDate(2025)))
    page = opened.said(*statements, actors=(a, b, c), start=date(2024, 6, 1), end=date(2025, 6, 1), changes=changed)
    assert opened.chips() == ["1 gained", "1 flipped"]
    page.locator("#table-button").click()
    rows = [row.split("\t")[:5] for row in page.locator("tbody tr").all_inner_texts()]
    assert sorted(rows) == [
        ["Arland", "Borvia", "flipped", "+0.50 positive", "−0.40 negative"],
        ["Arland", "Cestan", "gained", "unknown", "+0.30 positive"],
    ]
    page.get_by_label("Evidence: Arland, Borvia").click()
    assert page.locator(".delta b").all_inner_texts() == ["+0.50", "−0.40"]
    page.locator("#table-button").click()
    page.locator("#sides button[data-side=before]").click()
    assert page.locator("#sides button[data-side=before]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("d")
    assert opened.chips()[0].endswith("relations")
    assert page.locator("#play").is_enabled()
    page.keyboard.press("d")
    assert opened.chips() == ["1 gained", "1 flipped"]


def test_a_mixed_pair_looks_like_neither_friends_nor_foes(opened: Any) -> None:
    """The sign is the query's: an alignment of the same size is drawn as mixed or as hostile, as the query says."""
    a, b = Actor("Arland", "state"), Actor("Borvia", "state")
    mixed, hostile = Side(-0.05, 0, 4, None), Side(-0.05, -1, 4, None)

    def shown(after: Side) -> tuple[set[str], set[str]]:
        """The sign colours of the disc on the line, and of the line itself under "After"."""
        view = {"actors": (a, b), "start": date(2024, 1, 1), "end": date(2024, 6, 1)}
        page = opened.said(one(start=PartialDate(2024)), changes=(Change(a, b, "weakened", Side(0.3, 1, 2, None), after),), **view)
        disc = colours(page)
        page.locator("#sides button[data-side=after]").click()
        return disc, colours(page)

    assert shown(hostile) == ({"negative"}, {"negative"})
    assert shown(mixed) == ({"mixed"}, {"mixed"})
    page = opened.page
    legend = [" ".join(row.split()) for row in page.locator("#sign-legend label").all_inner_texts()]
    assert legend == ["positive 0", "negative 0", "mixed 1"]
    page.locator("#sides button[data-side=before]").click()
    assert colours(page) == {"positive"}
    assert "positive 1" in " ".join(page.locator("#sign-legend").inner_text().split())
    page.locator("#table-button").click()
    assert page.locator("tbody td").nth(2).inner_text() == "−0.05 mixed"
    page.get_by_label("Evidence: Arland, Borvia").click()
    assert page.locator(".delta span").all_inner_texts() == ["positive", "mixed"]
    page.locator(".tools button").first.click()
    assert page.locator(".partners .part").inner_text() == "weakened, mixed"


def colours(page: Any) -> set[str]:
    """Which of the colours of signs stand near the middle of the canvas, in 10 pixels or more."""
    found: list[str] = page.evaluate(
        """() => {
            const canvas = document.querySelector("#canvas canvas"), ratio = canvas.width / canvas.clientWidth, size = 120 * ratio;
            const copy = new OffscreenCanvas(size, 20).getContext("2d", { willReadFrequently: true });
            copy.drawImage(canvas, (size - canvas.width) / 2, 10 - canvas.height / 2);
            const { data } = copy.getImageData(0, 0, size, 20);
            const style = getComputedStyle(document.documentElement);
            return ["positive", "negative", "mixed"].filter(name => {
                const hex = style.getPropertyValue("--" + name).trim();
                const want = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
                let seen = 0;
                for (let at = 0; at < data.length; at += 4) seen += want.every((value, part) => Math.abs(value - data[at + part]) < 32);
                return seen >= 10;
            });
        }"""
    )
    return set(found)


def test_between_two_dates_a_leader_leads_to_the_state_that_he_counts_for(opened: Any, tmp_path: Path) -> None:
    office = {"source_kind": "leader", "type": "leads", "start": PartialDate(2019), "end": PartialDate(2030)}
    statements = [
        one(source="Ana", target="Arland", **office),
        one(source="Ana", source_kind="leader", start=PartialDate(2024, 3, 3)),
        one(source="Cleo", source_kind="person", target="Cestan", start=PartialDate(2020)),
    ]
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([], statements)
        store.checkpoint()
    Graph.open(tmp_path / "g.duckdb").map(opened.file, changes=("2024-01-01", "2024-06-01"))
    page = opened.load()

    def search(name: str) -> str:
        page.locator("#search").fill(name)
        page.keyboard.press("Enter")
        return " ".join(page.locator("#evidence").inner_text().split())

    told = search("ana")
    assert "Between two dates leaders and outlets count for their states: what Ana did is counted for Arland." in told
    assert "changes of arland borvia gained, positive" in told.lower()
    page.locator("#evidence button.state").click()
    assert page.locator("#evidence h3").inner_text() == "Arland"
    assert "Between two dates" not in page.locator("#evidence").inner_text()
    assert "Nothing of Cleo changed from 2024-01-01 to 2024-06-01" in search("cleo")
    page.locator("#change-filter input").first.uncheck()
    assert "1 change hidden by the filters" in search("arland")


def test_whoever_is_found_the_canvas_stays_full(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(hostile=False, diff=True))
    places = page.evaluate("JSON.parse(document.querySelector('#facts').textContent).actors.map(one => [one.label, one.x, one.y])")
    for axis in (1, 2):
        for outermost in (min, max):
            page.locator("#search").fill(outermost(places, key=lambda place: place[axis])[0])
            page.keyboard.press("Enter")
            page.wait_for_timeout(100)
            assert min(filled(page)) > 0.002, (axis, outermost, filled(page))


def filled(page: Any) -> list[float]:
    """The share of pixels that are not the ground's, in the left, right, upper and lower third of the canvas."""
    shares: list[float] = page.evaluate(
        """() => {
            const source = document.querySelector("#canvas canvas"), w = source.width, h = source.height;
            const copy = new OffscreenCanvas(w, h).getContext("2d", { willReadFrequently: true });
            copy.drawImage(source, 0, 0);
            return [[0, 0, w / 3, h], [w * 2 / 3, 0, w / 3, h], [0, 0, w, h / 3], [0, h * 2 / 3, w, h / 3]].map(box => {
                const { data } = copy.getImageData(...box);
                let seen = 0;
                for (let at = 3; at < data.length; at += 4) seen += data[at] > 0;
                return seen / (data.length / 4);
            });
        }"""
    )
    return shares
