"""What we draw is not what we read: a folder may hold maps and charts beside the reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from volteface.graph.errors import IgnoreRecord
from volteface.loaders.formats.html import read
from volteface.maps.chart import alignment_chart
from volteface.maps.render import render
from volteface.maps.view import MapView

ENTRY = {
    "date": "2024-05-01",
    **dict.fromkeys(("cohesion_a", "cohesion_b", "antagonism", "polarisation", "coverage"), 0.5),
    "interval": None,
    "actors": {"Arland": {"lean": 0.5}, "Borvia": {"lean": -0.5}},
}


def test_a_map_is_no_document(map_sample: Callable[..., MapView]) -> None:
    with pytest.raises(IgnoreRecord, match=r"map.html: a page that volteface drew"):
        read(render(map_sample()).encode(), "map.html")


def test_a_chart_is_no_document(tmp_path: Path) -> None:
    alignment_chart([ENTRY], ["Arland"], ["Borvia"], 365, tmp_path / "chart.html")
    with pytest.raises(IgnoreRecord, match=r"chart.html: a page that volteface drew"):
        read((tmp_path / "chart.html").read_bytes(), "chart.html")
