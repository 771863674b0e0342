"""Files into the graph: what is new, what is known, what is left out, and that one bad text costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, IgnoreRecord, SkipRecord
from volteface.graph.model import Document, Statement
from volteface.graph.store import Store, open_store
from volteface.loaders import load as loading
from volteface.loaders.dictionary import Dictionary
from volteface.loaders.load import Report, load

FIRST = "Ruritania criticised Freedonia over the closing of the mountain pass.\n"
SECOND = "Ruritania criticised Freedonia again, and closed its own side of the pass.\n"
TRAP = "Ruritania criticised Freedonia in a text that trips the reader.\n"


class Quoting:
    """A reader that takes the first words of every text for a statement, and trips where a text says so."""

    def __init__(self) -> None:
        self.read_paths: list[str] = []

    def read(self, document: Document) -> list[Statement]:
        self.read_paths.append(document.path)
        quote = document.text[:30]
        said = Statement(
            document.path, "Ruritania", "state", "Freedonia", "state", "opposes", document.published, quote=quote, char_start=0, char_end=30
        )
        if "trips the reader" in document.text:
            raise ValueError("tripped")
        return [said]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "graph.duckdb", write=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def counts(report: Report) -> tuple[int, int, int]:
    return report.documents, report.documents_known, report.statements


def paths(store: Store) -> list[str]:
    return [info.path for info in store.documents()]


def test_texts_and_their_statements_are_stored(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST, b__txt=SECOND)
    told: list[str] = []
    report = load(store, ["in"], PartialDate(2024, 5), Quoting(), told.append)
    assert counts(report) == (2, 0, 2)
    assert report.skipped == report.ignored == []
    assert told == paths(store) == ["in/a.txt", "in/b.txt"]
    assert {(one.document, one.quote, str(one.published)) for one in store.statements()} == {
        ("in/a.txt", FIRST[:30], "2024-05"),
        ("in/b.txt", SECOND[:30], "2024-05"),
    }


def test_a_second_load_finds_everything_known_and_reads_nothing(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST, b__txt=SECOND)
    load(store, ["in"], reader=Quoting())
    before = store.fingerprint()
    reader = Quoting()
    assert counts(load(store, ["in"], reader=reader)) == (0, 2, 0)
    assert reader.read_paths == []
    assert store.fingerprint() == before


@pytest.mark.parametrize("runs", [[["in/a.txt", "in/b.txt"]], [["in/a.txt"], ["in/b.txt"]]])
def test_the_same_text_at_two_paths_is_known(store: Store, folder: Path, runs: list[list[str]]) -> None:
    put(folder, a__txt=FIRST, b__txt=FIRST)
    reports = [load(store, run, reader=Quoting()) for run in runs]
    assert [sum(column) for column in zip(*map(counts, reports), strict=True)] == [1, 1, 1]
    assert paths(store) == ["in/a.txt"]


def test_the_same_path_with_a_new_text_is_kept_beside_the_old(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    load(store, ["in"], reader=Quoting())
    put(folder, a__txt=SECOND)
    assert counts(load(store, ["in"], reader=Quoting())) == (1, 0, 1)
    second = f"in/a.txt#{Document('', SECOND).id[:8]}"
    assert paths(store) == ["in/a.txt", second]
    assert store.texts(["in/a.txt", second]) == {"in/a.txt": FIRST, second: SECOND}
    assert {one.document: one.quote for one in store.statements()} == {"in/a.txt": FIRST[:30], second: SECOND[:30]}
    assert counts(load(store, ["in"], reader=Quoting())) == (0, 1, 0)


def test_a_text_that_trips_the_reader_costs_only_itself(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST, b__txt=TRAP, c__txt=SECOND)
    report = load(store, ["in"], reader=Quoting())
    assert counts(report) == (2, 0, 2)
    assert report.skipped == [SkipRecord("in/b.txt", "could not be read: ValueError: tripped")]
    assert paths(store) == ["in/a.txt", "in/c.txt"]


def test_a_text_that_tripped_the_reader_is_read_again_by_the_next_load(store: Store, folder: Path) -> None:
    put(folder, b__txt=TRAP)
    load(store, ["in"], reader=Quoting())
    reader = Quoting()
    assert len(load(store, ["in"], reader=reader).skipped) == 1
    assert reader.read_paths == ["in/b.txt"]


def test_batches_lose_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    put(folder, **{f"a{number}__txt": f"{FIRST}Number {number}.\n" for number in range(5)})
    assert counts(load(store, ["in"], reader=Quoting())) == (5, 0, 5)
    assert len(paths(store)) == 5


def test_what_a_load_that_is_killed_has_stored_is_known_to_the_next(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    put(folder, **{f"a{number}__txt": f"{FIRST}Number {number}.\n" for number in range(5)})

    def stop(name: str) -> None:
        if name == "in/a3.txt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, ["in"], reader=Quoting(), progress=stop)
    assert counts(load(store, ["in"], reader=Quoting())) == (3, 2, 3)


def test_ignored_is_what_was_never_meant_and_skipped_what_was(store: Store, folder: Path) -> None:
    put(folder, README__md="---\nvolteface: ignore\n---\nNotes.\n", LICENCE="All rights.", data__xyz="1 2", __hidden=FIRST)
    put(folder, empty__txt="", void__jsonl="", a__txt=FIRST)
    (folder / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    report = load(store, ["in"], reader=Quoting())
    assert {one.where: one.why for one in report.ignored} == {
        "in/.hidden": "hidden",
        "in/LICENCE": "no reader for a file without a suffix",
        "in/README.md": "its front matter says volteface: ignore",
        "in/data.xyz": "no reader for .xyz",
    }
    assert {one.where: one.why for one in report.skipped} == {
        "in/empty.txt": "empty file",
        "in/photo.html": "binary data (a PNG image), not text",
        "in/void.jsonl": "empty file",
    }
    assert paths(store) == ["in/a.txt"]


def test_a_file_that_is_named_itself_was_meant(store: Store, folder: Path) -> None:
    put(folder, data__xyz="1 2", README__md="---\nvolteface: ignore\n---\nNotes.\n")
    report = load(store, ["in/data.xyz", "in/README.md"], reader=Quoting())
    assert [one.where for one in report.skipped] == ["in/data.xyz"]
    assert report.ignored == [IgnoreRecord("in/README.md", "its front matter says volteface: ignore")]


def test_statements_come_from_lines_and_bad_lines_are_named(store: Store, folder: Path) -> None:
    record = {"document": "news", "source": "Ruritania", "target": "Freedonia", "type": "opposes"}
    record |= {"source_kind": "state", "target_kind": "state"}
    put(folder, s__jsonl=f"{json.dumps(record)}\n{json.dumps(record | {'type': 'sings'})}\n")
    report = load(store, ["in"], reader=Quoting())
    assert counts(report) == (0, 0, 1)
    (skipped,) = report.skipped
    assert skipped.where.startswith("in/s.jsonl")
    assert "sings" in skipped.why
    again = load(store, ["in"], reader=Quoting())
    assert (again.statements, again.statements_known) == (0, 1)


def test_a_missing_path_stops_the_load_before_anything_is_stored(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    with pytest.raises(DataError, match=r"in/b\.txt: no such file or folder"):
        load(store, ["in/a.txt", "in/b.txt"], reader=Quoting())
    assert paths(store) == []


def test_the_dictionaries_are_asked_once_about_each_actor(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    load(store, ["in"], reader=Quoting())
    assert store.new_actors() == []
    assert {actor.name for actor in store.actors()} == {"Ruritania", "Freedonia"}


def test_a_date_given_later_dates_a_text_that_had_none(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    assert load(store, ["in/a.txt"], reader=Quoting()).undated == ["in/a.txt"]
    dated = load(store, ["in/a.txt"], PartialDate(2024, 5), reader=Quoting())
    assert (counts(dated), dated.undated) == ((1, 0, 1), [])
    assert [(one.document, one.published) for one in store.statements()] == [("in/a.txt", PartialDate(2024, 5))]
    assert [info.published for info in store.documents()] == [PartialDate(2024, 5)]
    # A text that has its date keeps it.
    assert counts(load(store, ["in/a.txt"], PartialDate(2020), reader=Quoting())) == (0, 1, 0)


def test_a_copy_of_a_text_that_trips_the_reader_is_not_taken_for_known(store: Store, folder: Path) -> None:
    put(folder, a__txt=TRAP, b__txt=TRAP)
    report = load(store, ["in/a.txt"], reader=Quoting())
    reading = loading.Reading(store, report, loading.Workers(own=Quoting()))
    for file in loading.files.find(["in/a.txt", "in/b.txt"]):
        reading.take(file, None)
        reading.finish()
    assert [one.where for one in report.skipped] == ["in/a.txt", "in/a.txt", "in/b.txt"]


def test_a_quote_that_the_text_does_not_hold_is_refused(store: Store, folder: Path) -> None:
    class Inventing(Quoting):
        def read(self, document: Document) -> list[Statement]:
            (said,) = super().read(document)
            return [said, replace(said, quote="Ruritania loves Freedonia dear", type="ally")]

    put(folder, a__txt=FIRST)
    report = load(store, ["in"], reader=Inventing())
    assert [one.type for one in store.statements()] == ["opposes"]
    assert "1 of the reader's 2 statements quote what does not stand in the text" in report.skipped[0].why


def test_many_documents_are_read_by_several_processes_as_by_one(tmp_path: Path, folder: Path) -> None:
    for number in range(80):
        day = f"{1 + number % 28} March {1960 + number % 50}"
        put(folder, **{f"n{number:02}__txt": f"Kenya condemned Uganda on {day}. It is text {number}.\n"})
    (folder / "bad.txt").write_bytes(b"\0\1")
    found = []
    for processes in (1, 2):
        with open_store(tmp_path / f"{processes}.duckdb", write=True) as store:
            report = load(store, ["in"], processes=processes)
            assert counts(report) == (80, 0, 80)
            assert [skip.where for skip in report.skipped] == ["in/bad.txt"]
            found.append((store.fingerprint(), paths(store)))
    assert found[0] == found[1]


def test_texts_read_again_lose_what_was_read_before(store: Store, folder: Path) -> None:
    class Milder(Quoting):
        def read(self, document: Document) -> list[Statement]:
            return [replace(one, type="cooperates") for one in super().read(document)]

    put(folder, a__txt=FIRST, copy__txt=FIRST)
    assert counts(load(store, ["in"], PartialDate(2024), reader=Quoting())) == (1, 1, 1)
    assert counts(load(store, ["in"], reader=Milder())) == (0, 2, 0)
    assert counts(load(store, ["in"], reader=Milder(), again=True)) == (1, 1, 1)
    assert [(one.type, one.published) for one in store.statements()] == [("cooperates", PartialDate(2024))]


def test_what_dictionaries_say_is_asked_again_too(store: Store, folder: Path) -> None:
    class Renaming(Quoting):
        def read(self, document: Document) -> list[Statement]:
            return [replace(one, source="Grand Ruritania", target="Kenya") for one in super().read(document)]

    put(folder, a__txt=FIRST)
    load(store, ["in"], reader=Quoting())
    load(store, ["in"], reader=Renaming(), again=True)
    assert [actor.name for actor in store.actors()] == ["Grand Ruritania", "Kenya"]
    assert [(one.source, one.target) for one in store.statements()] == [("Grand Ruritania", "Kenya")]
    assert "KEN" in [actor.iso3 for actor in store.actors()]


def test_what_others_said_of_a_text_stays_when_it_is_read_again(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    load(store, ["in/a.txt"], reader=Quoting())
    store.add([], [Statement("in/a.txt", "Chad", "state", "Mali", "state", "ally", rule="by hand")])
    load(store, ["in/a.txt"], reader=Quoting(), again=True)
    assert {one.source for one in store.statements()} == {"Ruritania", "Chad"}


def test_a_dictionary_that_changed_leaves_nothing_of_the_old_one(store: Store, folder: Path) -> None:
    put(folder, a__txt=FIRST)
    for home in ("Malta", "Iceland"):
        put(folder, own__toml=f'# {home}\n\n[[outlet]]\nname = "Ruritania"\nof = "{home}"\nstate_controlled = true\n')
        own = Dictionary.load(["in/own.toml"])

        class Outlets(Quoting):
            def read(self, document: Document) -> list[Statement]:
                return [replace(one, source_kind="outlet") for one in super().read(document)]

        load(store, ["in/a.txt"], reader=Outlets(), dictionary=own, again=True)
        assert [(one.type, one.target) for one in store.statements() if one.rule == "dictionary"] == [("outlet_of", home)]


def test_a_statement_that_cannot_be_stored_costs_only_itself(store: Store, folder: Path) -> None:
    class Garbling(Quoting):
        def read(self, document: Document) -> list[Statement]:
            (said,) = super().read(document)
            return [said, replace(said, source="\ud800")]

    put(folder, a__txt=FIRST)
    report = load(store, ["in"], reader=Garbling())
    assert (report.statements, [one.where for one in report.skipped]) == (1, ["in/a.txt"])
    assert "cannot be stored" in report.skipped[0].why
