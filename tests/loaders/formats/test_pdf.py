"""PDF: paragraphs out of lines, properties that can be believed, and one clear line for what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfWriter

from volteface.graph.dates import PartialDate
from volteface.loaders.formats import pdf

Reads = Callable[..., Any]
FIRST = ["Norway thanked Kenya on 3 June 2025 for the grain that had come by sea, and the min-", "isters of both spoke of a harbour."]
SECOND = ["Chad and Niger, whose trucks will bring the grain from there, were not at the table."]


def test_pages_are_joined_and_words_mended(reads: Reads, made: SimpleNamespace) -> None:
    document = reads("a.pdf", made.pdf([FIRST, SECOND])).only
    assert document.path == "a.pdf"
    assert "and the ministers of both spoke of a harbour." in document.text
    assert SECOND[0] in document.text


@pytest.mark.parametrize(
    ("info", "title", "day"),
    [
        ("/Title (Grain for Kenya) /CreationDate (D:20250605100000Z)", "Grain for Kenya", PartialDate(2025, 6, 5)),
        ("/Title (Microsoft Word - grain final.doc) /CreationDate (D:20190605100000Z)", None, None),
        ("/Title (untitled) /CreationDate (yesterday)", None, None),
        ("/Title (grain.pdf)", None, None),
        ("", None, None),
    ],
)
def test_properties_count_where_the_text_bears_them_out(
    reads: Reads, made: SimpleNamespace, info: str, title: str | None, day: PartialDate | None
) -> None:
    prose = ["The talks went on for weeks. On 3 June 2025 the ministers of Norway and Kenya signed, and on the next day they left again."]
    document = reads("a.pdf", made.pdf([prose], info)).only
    assert document.published == day
    assert (document.title == title) if title else document.title not in ("untitled", "grain.pdf", "Microsoft Word - grain final.doc")


@pytest.mark.parametrize("cut", [40, 400, 700, -200, -60, -20])
def test_a_truncated_pdf(reads: Reads, made: SimpleNamespace, cut: int) -> None:
    refused = reads("a.pdf", made.pdf([FIRST, SECOND])[:cut]).refused
    assert refused.startswith("a.pdf: truncated or damaged PDF")


def test_a_damaged_page_costs_only_itself(reads: Reads, made: SimpleNamespace) -> None:
    whole = made.pdf([FIRST, SECOND])
    at = whole.rindex(b"<< /Length")
    broken = whole[:at] + whole[at:].replace(b"<< /Length", b"<< /Filter /NoSuch /Length", 1)
    came = reads("a.pdf", broken)
    assert "harbour" in came.texts[0]
    assert "Niger" not in came.texts[0]
    assert came.left_out == ["a.pdf: damaged or overfull pages left out: 2 of 2"]


def test_an_overfull_page_costs_only_itself_and_a_bomb_the_file(
    reads: Reads, made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGE", 2000)
    file = made.pdf([FIRST, SECOND * 60])
    assert reads("a.pdf", file).left_out == ["a.pdf: damaged or overfull pages left out: 2 of 2"]
    monkeypatch.setattr(pdf, "MAX_DRAWN", 4000)
    assert "more than 0 MB of drawing in it: maps, or a decompression bomb?" in reads("a.pdf", file).refused


def test_a_password(reads: Reads, made: SimpleNamespace) -> None:
    for password, opens in (("secret", False), ("", True)):
        out = io.BytesIO()
        writer = PdfWriter(clone_from=io.BytesIO(made.pdf([FIRST])))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(out)
        if opens:
            assert "harbour" in reads("a.pdf", out.getvalue()).only.text
        else:
            assert reads("a.pdf", out.getvalue()).refused == "a.pdf: encrypted PDF: it opens with a password only"


def test_a_cipher_that_needs_another_package_names_it(reads: Reads, made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PageObject
    from pypdf.errors import DependencyError

    def missing(self: PageObject) -> str:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PageObject, "extract_text", missing)
    refused = reads("a.pdf", made.pdf([FIRST])).refused
    assert refused == "a.pdf: encrypted PDF (AES): to read it, install the Python package cryptography"


def test_scanned_images_only(reads: Reads, made: SimpleNamespace) -> None:
    assert reads("a.pdf", made.pdf([[], [], ["2"]])).refused == (
        "a.pdf: no text in its 3 pages: scanned images? (run text recognition, OCR, over them first)"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty file"), (b"<html></html>", "no PDF: its first bytes do not say so"), (b"%PDF-1.7\nhello", "truncated or damaged PDF")],
)
def test_what_is_no_pdf(reads: Reads, data: bytes, says: str) -> None:
    assert says in reads("a.pdf", data).refused


def test_too_much_text(reads: Reads, made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_BYTES", 200)
    assert "the most that one document may have" in reads("a.pdf", made.pdf([FIRST, SECOND])).refused


def test_nothing_is_written_on_standard_error(reads: Reads, made: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    reads("a.pdf", made.pdf([FIRST])[:-60])
    reads("a.pdf", made.pdf([FIRST]).replace(b"endobj", b"endobx"))
    assert capfd.readouterr().err == ""
