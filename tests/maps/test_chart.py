"""The alignment chart: three formats, gaps, no traces of the run, errors that name what is valid."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.errors import DataError, UsageError
from volteface.maps.chart import alignment_chart

A, B = ["Arland", "Bor <b> & $x$"], ["Cestan"]


def entry(month: int, value: float | None) -> dict[str, Any]:
    interval = None if value is None else [value - 0.1, value + 0.1]
    return {
        "date": f"2024-{month:02}-01",
        **dict.fromkeys(("cohesion_a", "cohesion_b", "antagonism", "polarisation"), value),
        "coverage": 0.5,
        "interval": interval,
        "actors": {name: {"lean": value, "interval": interval, "coverage": 0.5} for name in A + B},
    }


SERIES = [entry(1, 0.2), entry(2, 0.3), entry(3, None), entry(4, -0.25), entry(5, 0.4)]


@pytest.mark.parametrize(("suffix", "magic"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")])
def test_each_format_is_what_it_says_and_the_same_twice(tmp_path: Path, suffix: str, magic: bytes) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    alignment_chart(SERIES, A, B, 365, first)
    alignment_chart(SERIES, A, B, 365, second)
    assert first.read_bytes().startswith(magic)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


def test_unknown_is_a_gap_in_the_line(tmp_path: Path) -> None:
    def moves(series: list[dict[str, Any]]) -> int:
        """How often the longest line of the chart lifts its pen."""
        alignment_chart(series, A, B, 365, tmp_path / "a.svg")
        dashed: list[str] = re.findall(r'<path d="([^"]*)"[^>]*stroke: #000000; stroke-width: 1.6', (tmp_path / "a.svg").read_text())
        return max(path.count("M") for path in dashed)

    assert moves(SERIES) == 2
    assert moves([entry(month, 0.1 * month) for month in range(1, 6)]) == 1


def test_what_is_unknown_throughout_is_named_and_has_no_place_in_the_legend(tmp_path: Path) -> None:
    def chart(series: list[dict[str, Any]]) -> str:
        alignment_chart(series, A, B, 365, tmp_path / "a.svg")
        return (tmp_path / "a.svg").read_text()

    part = [{**one, "cohesion_b": None, "actors": {**one["actors"], "Cestan": {"lean": None}}} for one in SERIES]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", chart(part))
    assert "cohesion of B" not in texts
    assert "Cestan (B)" not in texts
    assert "unknown throughout: cohesion of B, Cestan (B)" in texts
    assert {"cohesion of A", "Arland (A)"} <= set(texts)
    assert "unknown throughout" not in chart(SERIES)
    assert "unknown throughout: polarisation" in chart([entry(1, None), entry(2, None)])


def test_the_page_has_the_figures_and_names_as_text(tmp_path: Path) -> None:
    alignment_chart(SERIES, A, B, 30, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<th scope="row">2024-04-01</th><td>−0.25</td>' in page
    assert '<th scope="row">2024-03-01</th><td>–</td>' in page
    assert "Bor <b>" not in page
    assert "Bor &lt;b&gt; &amp; $x$" in page
    assert "Half-life 30 days" in page
    assert "<script" not in page


def test_the_title_stands_once_in_each_format(tmp_path: Path) -> None:
    for name in ("a.svg", "a.html"):
        alignment_chart(SERIES, ["Arland"], ["Cestan"], 365, tmp_path / name)
        shown = re.sub(r"<title>.*?</title>", "", (tmp_path / name).read_text(encoding="utf-8"))
        assert len(re.findall(r">Arland +against +Cestan<", shown)) == 1, name


def test_a_chart_has_the_rights_of_any_new_file_and_leaves_the_process_its_mask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        alignment_chart(SERIES, A, B, 365, tmp_path / "a.svg")
        (tmp_path / "b.txt").touch()
        assert (tmp_path / "a.svg").stat().st_mode == (tmp_path / "b.txt").stat().st_mode
    finally:
        assert os.umask(before) == 0o027


def test_drawing_never_touches_the_mask_that_other_threads_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(mask: int) -> int:
        raise AssertionError(f"umask({mask})")

    monkeypatch.setattr(os, "umask", refused)
    alignment_chart(SERIES, A, B, 365, tmp_path / "a.html")
    assert (tmp_path / "a.html").stat().st_size > 1000


def test_another_suffix_names_the_valid_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'\.pdf' \(valid: \.svg, \.png, \.html\)"):
        alignment_chart(SERIES, A, B, 365, tmp_path / "a.pdf")


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        alignment_chart(SERIES, A, B, 365, tmp_path / "nowhere" / "a.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_chart_that_cannot_be_drawn_leaves_the_old_one(tmp_path: Path) -> None:
    old = tmp_path / "a.svg"
    old.write_text("old")
    with pytest.raises(ValueError, match="no date"):
        alignment_chart([{**entry(1, 0.1), "date": "no date"}], A, B, 365, old)
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]
