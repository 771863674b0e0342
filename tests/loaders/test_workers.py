"""Reading in several processes: what one of them meets comes back, and one that is gone is told in one line."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterable, Iterator

import pytest

from volteface.graph.errors import DataError, IgnoreRecord, SkipRecord, UsageError
from volteface.graph.model import Document, Statement
from volteface.loaders.workers import Workers, batch_outcomes, outcome, outcomes


def document(number: int) -> Document:
    return Document(f"{number}.txt", f"Kenya condemned Uganda. It is text {number}.")


def statement(document: Document, quote: str) -> Statement:
    return Statement(
        document=document.path,
        source="Kenya",
        source_kind="state",
        target="Uganda",
        target_kind="state",
        type="opposes",
        quote=quote,
        char_start=0,
        char_end=len(quote),
    )


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(processes=2)
    yield made
    made.close()


def test_batches_come_back_in_their_order(workers: Workers) -> None:
    waiting = [workers.read([document(number), document(number + 1)]) for number in (0, 2, 4)]
    found = [one for read in waiting for one in outcomes(read)]
    assert [[said.document for said in one.statements or ()] for one in found] == [[f"{number}.txt"] for number in range(6)]


def test_a_process_that_is_killed_is_told_in_one_line(workers: Workers) -> None:
    outcomes(workers.read([document(0)]))
    outcomes(workers.read([document(1)]))
    assert workers._pool is not None
    for process in list(workers._pool._processes.values()):
        os.kill(process.pid or 0, signal.SIGKILL)
    with pytest.raises(DataError, match="process that was reading is gone"):
        outcomes(workers.read([document(2)]))


class Odd:
    """A reader that does what the text says."""

    def read(self, document: Document) -> Iterator[Statement | SkipRecord]:
        if document.text == "skip":
            raise SkipRecord(document.path, "not today")
        if document.text == "stop":
            raise UsageError("no key")
        if document.text == "trip":
            raise RuntimeError("oops")
        yield IgnoreRecord(document.path, "made up")


def test_what_a_reader_does_with_a_document() -> None:
    assert outcome(Odd(), Document("a", "skip")).refused == (SkipRecord("a", "not today"),)
    assert "RuntimeError: oops" in outcome(Odd(), Document("a", "trip")).refused[0].why
    assert outcome(Odd(), Document("a", "")) == outcome(Odd(), Document("a", "else"))
    with pytest.raises(UsageError, match="no key"):
        outcome(Odd(), Document("a", "stop"))
    with pytest.raises(UsageError, match="no key"):
        outcomes(Workers(own=Odd(), processes=2).read([Document("a", "stop")]))


class Together(Odd):
    """The same, several documents at a time."""

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement | SkipRecord]]]:
        self.asked = list(documents)
        for one in self.asked:
            yield one, list(self.read(one))


def test_documents_read_together_are_those_read_one_by_one() -> None:
    """Also where one of them trips the reader: it alone is left out."""
    for texts in (["", "else"], ["", "trip", "else"], ["skip", ""], [""]):
        documents = [Document(f"{place}.txt", text) for place, text in enumerate(texts)]
        reader = Together()
        assert batch_outcomes(reader, documents) == [outcome(Odd(), one) for one in documents]
        assert not hasattr(reader, "asked") if len(documents) == 1 else reader.asked == documents
    with pytest.raises(UsageError, match="no key"):
        batch_outcomes(Together(), [Document("a", ""), Document("b", "stop")])


def test_what_cannot_be_quoted_is_refused_of_documents_read_together() -> None:
    class Inventing(Together):
        def read(self, document: Document) -> Iterator[Statement | SkipRecord]:
            yield statement(document, quote="Kenya left" if document.path == "1.txt" else "Kenya condemned")

    found = batch_outcomes(Inventing(), [document(0), document(1)])
    assert [len(one.statements or ()) for one in found] == [1, 0]
    assert "quote what does not stand in the text" in found[1].refused[0].why


@pytest.mark.parametrize("kind", [SkipRecord, IgnoreRecord])
def test_a_reason_goes_from_process_to_process(kind: type[SkipRecord]) -> None:
    assert pickle.loads(pickle.dumps(kind("a.txt", "empty file"))) == kind("a.txt", "empty file")
