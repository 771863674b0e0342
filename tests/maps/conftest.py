"""Views to draw, made of statements, and the page in a browser with one of them in it."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.model import Statement
from volteface.maps.render import render
from volteface.maps.view import MapView


@pytest.fixture(scope="session")
def map_view() -> Callable[..., MapView]:
    """`view(statements, actors, reports, **fields)` of sample.py: the view of these statements."""
    made: Callable[..., MapView] = runpy.run_path(str(Path(__file__).parent / "sample.py"))["view_of"]
    return made


class Opened:
    """The page with a map in it; whatever it fetched, logged, refused or ran that it should not is in `faults`."""

    def __init__(self, page: Any, folder: Path, view_of: Callable[..., MapView]) -> None:
        self.page, self.file, self.view_of = page, folder / "map.html", view_of
        self.faults: list[str] = []
        page.expose_function("canary", lambda what: self.faults.append(f"ran {what}"))
        page.on("request", lambda request: self._requested(request.url))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.add_init_script("addEventListener('securitypolicyviolation', event => canary('against ' + event.violatedDirective))")

    def _requested(self, url: str) -> None:
        if not url.startswith(("data:", "blob:")) and url != self.file.as_uri():
            self.faults.append(f"fetched {url}")

    def open(self, view: MapView) -> Any:
        self.file.write_text(render(view), encoding="utf-8")
        return self.load()

    def load(self) -> Any:
        self.page.goto(self.file.as_uri())
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page

    def said(self, *statements: Statement, **view: Any) -> Any:
        """The map of these statements; of two actors, the middle of the canvas is on their line."""
        return self.open(self.view_of(statements, **view))

    def chips(self) -> list[str]:
        said: list[str] = self.page.locator("#chips span").all_inner_texts()
        return said

    def relations(self) -> int:
        """The first chip: how many lines are drawn."""
        return int(self.chips()[0].split()[0].replace(",", ""))


@pytest.fixture
def opened(page: Any, tmp_path: Path, map_view: Callable[..., MapView]) -> Iterator[Opened]:
    """A map to open; afterwards nothing may have been fetched, logged, refused or run."""
    found = Opened(page, tmp_path, map_view)
    yield found
    page.wait_for_timeout(50)
    assert found.faults == []
