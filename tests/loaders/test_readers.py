"""Readers that other packages bring: found by their entry point, checked before they read."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from volteface.graph.errors import UsageError
from volteface.graph.model import Document, Statement
from volteface.loaders import readers
from volteface.loaders.readers import DocumentReader, reader


class Silent:
    """A reader to which no text says anything."""

    def read(self, document: Document) -> list[Statement]:
        return []


def broken() -> Silent:
    raise RuntimeError("no model file")


NOT_A_READER = dict


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Silent", "broken", "NOT_A_READER", "gone")
    points = EntryPoints(EntryPoint(name.lower(), f"{__name__}:{name}", readers.GROUP) for name in names)
    monkeypatch.setitem(__import__("sys").modules, __name__, __import__("types").SimpleNamespace(**globals()))
    monkeypatch.setattr(readers, "entry_points", lambda group: points.select(group=group))


def test_a_plug_in_is_found_by_its_name() -> None:
    assert isinstance(reader("silent"), DocumentReader)


def test_the_built_in_reader_has_a_name_too() -> None:
    assert isinstance(reader("rules"), DocumentReader)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nobody", r"not installed \(valid: rules, broken, gone, not_a_reader, silent\)"),
        ("broken", "cannot be started: RuntimeError: no model file"),
        ("gone", "cannot be started: AttributeError"),
        ("not_a_reader", "has no method read"),
    ],
)
def test_one_that_cannot_read_is_refused_in_one_line(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        reader(name)
