"""DOCX: what a reader of the document sees, and one clear line for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from volteface.graph.dates import PartialDate
from volteface.loaders.formats import docx

Reads = Callable[..., Any]
RUN = "<w:r><w:t>{}</w:t></w:r>"


def test_paragraphs_and_tables(reads: Reads, made: SimpleNamespace) -> None:
    p = made.paragraph
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(p('State') + p('(short)'))}{cell(p('Side'))}</w:tr><w:tr>{cell(p('Chad'))}{cell(p('west'))}</w:tr></w:tbl>"
    body = p("Norway thanked Kenya & Chad.") + table + p("") + f"<w:sdt><w:sdtContent>{p('Kenya smiled.')}</w:sdtContent></w:sdt>"
    document = reads("a.docx", made.docx(body)).only
    assert document.text == "Norway thanked Kenya & Chad.\n\nState (short)\tSide\n\nChad\twest\n\nKenya smiled."


def test_a_table_in_a_cell_stays_in_the_cell(reads: Reads, made: SimpleNamespace) -> None:
    p = made.paragraph
    inner = f"<w:tbl><w:tr><w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{p('a')}{inner}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    assert "".join(reads("a.docx", made.docx(table)).only.text.split()) == "abcd"


def test_runs_links_breaks_and_changes(reads: Reads, made: SimpleNamespace) -> None:
    run = RUN.format
    inside = (
        f"{run('Nor')}{run('way')}<w:r><w:tab/><w:t>thanked</w:t><w:br/></w:r><w:hyperlink>{run('Kenya')}</w:hyperlink>"
        f"<w:ins>{run(' warmly')}</w:ins><w:del><w:r><w:delText> coldly</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert reads("a.docx", made.docx(f"<w:p>{inside}</w:p>")).only.text == "Norway thanked\nKenya warmly"


def test_a_text_box_is_read_once_and_apart(reads: Reads, made: SimpleNamespace) -> None:
    box = f"<w:txbxContent>{made.paragraph('In the box.')}</w:txbxContent>"
    mc = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    drawn = f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    text = reads("a.docx", made.docx(f"<w:p>{RUN.format('Outside.')}{drawn}</w:p>")).only.text
    assert sorted(text.split("\n\n")) == ["In the box.", "Outside."]


def test_properties_count_where_the_text_bears_them_out(reads: Reads, made: SimpleNamespace) -> None:
    prose = made.paragraph(
        "The talks went on for weeks. On 3 June 2025 they ended, and on the next day the ministers of Norway and Kenya left."
    )
    core = "<dc:title>Grain for Kenya</dc:title><dcterms:created>{}-06-05T10:00:00Z</dcterms:created>".format
    found = reads("a.docx", made.docx(prose, core(2025))).only
    assert (found.title, found.published) == ("Grain for Kenya", PartialDate(2025, 6, 5))
    assert reads("a.docx", made.docx(prose, core(2012))).only.published is None


def test_a_truncated_file(reads: Reads, made: SimpleNamespace) -> None:
    whole = made.docx(made.paragraph("Norway thanked Kenya."))
    for cut in (10, len(whole) // 2, -30):
        assert reads("a.docx", whole[:cut]).refused.startswith("a.docx: truncated or damaged DOCX")


def test_a_damaged_part(reads: Reads, made: SimpleNamespace) -> None:
    whole = bytearray(made.docx(made.paragraph("Norway thanked Kenya. " * 50)))
    at = whole.index(b"word/document.xml") + len("word/document.xml") + 8
    whole[at : at + 6] = b"\xff" * 6
    assert reads("a.docx", bytes(whole)).refused.startswith("a.docx: truncated or damaged DOCX")
    assert "cannot be read as XML" in reads("a.docx", made.docx("<w:p>")).refused


def test_a_bomb_is_not_unpacked(reads: Reads, made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_PART", 1_000_000)
    bomb = made.docx(made.paragraph("Norway ") * 40_000)
    assert len(bomb) < 100_000
    assert "unpacks to more than 1 MB: a decompression bomb?" in reads("a.docx", bomb).refused


def test_entities_are_not_followed(reads: Reads, made: SimpleNamespace) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
        body = f"<w:body><w:p>{RUN.format('Norway &l11; thanked Kenya.')}</w:p></w:body>"
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f"<!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]><w:document xmlns:w='{space}'>{body}</w:document>")
    came = reads("a.docx", out.getvalue())
    assert all(len(text) < 100 for text in came.texts)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007, or one with a password"),
        (b"hello", "truncated or damaged DOCX"),
    ],
)
def test_what_is_no_docx(reads: Reads, data: bytes, says: str) -> None:
    assert says in reads("a.docx", data).refused


def test_other_archives(reads: Reads, made: SimpleNamespace) -> None:
    assert "no word/document.xml in it (a spreadsheet" in reads("a.docx", made.docx("", part="xl/workbook.xml")).refused
    assert reads("a.docx", made.docx(made.paragraph(" "))).refused == "a.docx: no text in it"
