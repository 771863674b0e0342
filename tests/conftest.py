"""Fixtures that more than one room's tests share."""

from __future__ import annotations

import os
import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium: the system's, else Playwright's own. Without any, skips; in CI, fails."""
    from playwright.sync_api import Error, sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        except Error as error:
            missing(f"no browser: none of {', '.join(BROWSERS)} on the path, and Playwright's own does not start: {error}")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page of 1440 x 900 that may not reach any network."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def map_sample() -> Callable[..., Any]:
    """`sample(actors, statements, **view)` of tests/maps/sample.py: an invented world to draw."""
    made: Callable[..., Any] = runpy.run_path(str(Path(__file__).parent / "maps" / "sample.py"))["sample"]
    return made


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Any]:
    """A real Neo4j of tests/neo4j/server.py: `uri`, `user`, `password`, `query(…)`. Where none can be had, skips; in CI, fails."""
    starter = runpy.run_path(str(Path(__file__).parent / "neo4j" / "server.py"))
    try:
        with starter["running"]() as server:
            yield server
    except starter["Unavailable"] as reason:
        missing(str(reason))


@pytest.fixture
def own_neo4j(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A Neo4j of the test's own, which it may stop (`process`) and `start()` again."""
    starter = runpy.run_path(str(Path(__file__).parent / "neo4j" / "server.py"))
    try:
        with starter["own"]() as server:
            monkeypatch.setenv("VOLTEFACE_NEO4J_USER", server.user)
            monkeypatch.setenv("VOLTEFACE_NEO4J_PASSWORD", server.password)
            yield server
    except starter["Unavailable"] as reason:
        missing(str(reason))


@pytest.fixture
def neo4j(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The same, emptied, with its user and password in the environment, as the program reads them."""
    neo4j_server.empty()
    monkeypatch.setenv("VOLTEFACE_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("VOLTEFACE_NEO4J_PASSWORD", neo4j_server.password)
    return neo4j_server


def missing(reason: str) -> None:
    """What a test needs is not on this machine: on a developer's it skips, in CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def volteface(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`volteface("diff", …)` in an empty folder: (exit status, standard output, standard error), as the program gives them."""
    from volteface.cli import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VOLTEFACE_GRAPH", raising=False)

    def call(*args: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return status, out, err

    return call
