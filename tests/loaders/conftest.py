"""What the tests of formats share: files made for a test, and what came of reading one."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import IgnoreRecord, SkipRecord
from volteface.graph.model import Document
from volteface.loaders.files import find
from volteface.loaders.formats.fields import Fields
from volteface.loaders.formats.table import documents


class Came(NamedTuple):
    """What came of reading a file: its documents, what was left out as lines, and the exception that ended it, if one did."""

    documents: list[Document]
    left_out: list[str]
    ended: SkipRecord | None

    @property
    def texts(self) -> list[str]:
        return [document.text for document in self.documents]

    @property
    def only(self) -> Document:
        assert self.left_out == []
        assert self.ended is None
        (document,) = self.documents
        return document

    @property
    def refused(self) -> str:
        """The one line that says why nothing was read."""
        assert self.documents == []
        assert self.ended is not None
        assert not isinstance(self.ended, IgnoreRecord)
        assert len(str(self.ended).splitlines()) == 1
        return str(self.ended)


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Came]:
    """`reads(name, data, fields=None, published=None, folder=False)`: writes the file and reads it, itself or in a folder."""
    monkeypatch.chdir(tmp_path)

    def reading(
        name: str,
        data: bytes | str,
        fields: dict[str, str] | None = None,
        published: PartialDate | None = None,
        folder: bool = False,
    ) -> Came:
        path = Path("in", name) if folder else Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        left_out: list[SkipRecord] = []
        found: list[Document] = []
        ended = None
        (file,) = find(["in" if folder else name])
        try:
            for document in documents(file, published, Fields.of(fields), left_out.append):
                found.append(document)
        except SkipRecord as reason:
            ended = reason
        return Came(found, [str(one) for one in left_out], ended)

    return reading


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """The functions of made.py: `pdf`, `docx`, `paragraph`."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).parent / "made.py")))
