"""spaCy's vocabulary does not grow with the texts that are read, and what is read does not hang on it."""

from typing import Any

import pytest

from volteface.loaders.reading.parse import parser
from volteface.loaders.reading.parse.parser import load_pipeline


def told(pipeline: parser.Pipeline, texts: list[str]) -> list[list[tuple[str, ...]]]:
    return [[(one.text, one.tag_, one.pos_, one.dep_, one.lemma_, one.head.text) for one in tree] for tree in pipeline.pipe(texts)]


def test_words_beyond_the_room_are_let_go_of_after_their_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = load_pipeline()
    texts = [f"The mayors of Qorva{number}stan and Zul{number}dor were sold{number} a Wexli{number}." for number in range(40)]
    strings: Any = pipeline.nlp.vocab.strings
    monkeypatch.setattr(parser, "_WORDS", 0)
    before = len(strings)
    few = told(pipeline, texts)
    assert len(strings) - before < 10
    assert told(pipeline, texts) == few
    monkeypatch.setattr(parser, "_WORDS", 1 << 30)
    assert told(pipeline, texts) == few
    assert len(strings) - before >= 40
