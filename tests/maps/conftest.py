"""Views to draw, made of statements."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from volteface.maps.view import MapView


@pytest.fixture(scope="session")
def map_view() -> Callable[..., MapView]:
    """`view(statements, actors, reports, **fields)` of sample.py: the view of these statements."""
    made: Callable[..., MapView] = runpy.run_path(str(Path(__file__).parent / "sample.py"))["view_of"]
    return made
