"""Paths to files, and which reader takes which."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, SkipRecord
from volteface.loaders.files import STDIN, File, find
from volteface.loaders.formats.table import READERS, STREAMS, read

TEXT = "Norway criticised Belarus on Monday over the closing of the border.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("reports/b.txt", "reports/a.md", "reports/Z.HTML", "reports/deep/er/c.txt", "reports/data.xyz", "reports/.hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports" / ".git").mkdir()
    (tmp_path / "reports" / ".git" / "d.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def names(*paths: str) -> list[str]:
    return [file.name for file in find(paths)]


def test_a_folder_is_walked_sorted_under_the_name_given(folder: Path) -> None:
    found = ["reports/Z.HTML", "reports/a.md", "reports/b.txt", "reports/data.xyz", "reports/deep/er/c.txt"]
    assert names("reports") == found
    assert names("reports/") == found
    assert names(str(folder / "reports"))[0] == str(folder / "reports" / "Z.HTML")


def test_suffixes_are_lower_case_and_may_be_missing(folder: Path) -> None:
    (folder / "LICENCE").write_text(TEXT, encoding="utf-8")
    assert [file.suffix for file in find(["reports/Z.HTML", "LICENCE"])] == ["html", ""]


def test_paths_come_in_the_order_given_and_once(folder: Path) -> None:
    found = names("reports/b.txt", "reports/deep", "reports/b.txt", "reports")
    assert found[:3] == ["reports/b.txt", "reports/deep/er/c.txt", "reports/Z.HTML"]
    assert len(names("reports", "reports")) == 5


@pytest.mark.parametrize(
    ("begins", "suffix"),
    [
        ("Ruritania protested.", "txt"),
        ("", "txt"),
        ("< 5 people", "txt"),
        ("\ufeff\n<!DOCTYPE html><p>", "html"),
        ("<HTML lang=en>", "html"),
        ("<?xml version='1.0'?>\n<rss>", "xml"),
        ("<rss version='2.0'>", "rss"),
        ('{"source": "A"}', "jsonl"),
        ('{\n  "articles": [', "jsonl"),
        ('[{"text": "Norway"}]', "jsonl"),
        ("[sic] he said", "txt"),
        ("%PDF-1.7", "pdf"),
        ("PK\x03\x04", "docx"),
        ("{sic}", "txt"),
    ],
)
def test_stdin_is_what_its_first_bytes_say(monkeypatch: pytest.MonkeyPatch, begins: str, suffix: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(begins.encode())))
    for file in find(["-"]):
        assert (file.name, file.suffix, file.path.read_text()) == (STDIN, suffix, begins)


@pytest.mark.parametrize("missing", ["nowhere.txt", ""])
def test_a_missing_path_is_named_before_anything_comes_out(folder: Path, missing: str) -> None:
    with pytest.raises(DataError, match=rf"{missing or repr('')}: no such file or folder"):
        find(["reports", missing])


def test_what_stands_in_a_folder_but_is_no_input_is_told(folder: Path) -> None:
    (folder / "reports" / "broken").symlink_to("nothing")
    os.mkfifo(folder / "reports" / "pipe")
    skipped: list[SkipRecord] = []
    assert len(list(find(["reports"], skipped.append))) == 5
    assert {record.where: record.why for record in skipped} == {
        "reports/.git": "hidden",
        "reports/.hidden.txt": "hidden",
        "reports/broken": "a broken link",
        "reports/pipe": "not a regular file",
    }


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "reports" / "deep" / "loop").symlink_to(folder / "reports", target_is_directory=True)
    skipped: list[SkipRecord] = []
    assert names("reports") == [file.name for file in find(["reports"], skipped.append)]
    assert "reports/deep/loop" in [record.where for record in skipped]
    assert len(names("reports")) == 5


def test_a_name_that_is_no_utf8_is_spelt_so_that_it_can_be_printed(folder: Path) -> None:
    try:
        Path(os.fsdecode(b"reports/caf\xe9.txt")).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (name,) = (name for name in names("reports") if "caf" in name)
    assert name.encode().decode() == "reports/caf\ufffd.txt"
    assert any(read(file).text == TEXT for file in find(["reports"]) if file.name == name)


def test_the_table_of_readers() -> None:
    assert {*READERS} == {"txt", "text", "md", "markdown", "html", "htm", "xhtml"}
    assert {*STREAMS} == {"pdf", "docx", "json", "jsonl", "ndjson", "rss", "atom", "xml", "rdf"}
    assert not {*STREAMS} & {*READERS}


def test_a_suffix_without_reader_names_the_known_ones(folder: Path) -> None:
    for name, said in (("reports/data.xyz", r"no reader for \.xyz"), ("LICENCE", "no reader for a file without a suffix")):
        (folder / name).write_text(TEXT, encoding="utf-8")
        with pytest.raises(SkipRecord, match=rf"{said} \(known: \.txt, .*\.jsonl.*; packed: \.gz, .*\)"):
            read(next(find([name])))


def test_a_file_that_cannot_be_read_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    with pytest.raises(SkipRecord, match=r"gone\.txt: cannot be read: No such file"):
        read(File("gone.txt", path, "txt"))


def test_published_fills_in_only_where_the_document_does_not_say(tmp_path: Path) -> None:
    given = PartialDate(2024, 5)
    for name, text, expected in (("a.txt", TEXT, given), ("b.txt", f"Published: 3 June 2025\n\n{TEXT}", PartialDate(2025, 6, 3))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read(File(name, tmp_path / name, "txt"), given).published == expected
    assert read(File("a.txt", tmp_path / "a.txt", "txt")).published is None


def test_reading_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    for file in find(["-"]):
        document = read(file)
    assert (document.path, document.text) == (STDIN, TEXT)
