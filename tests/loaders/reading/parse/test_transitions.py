"""The parses of many texts step by step together are spaCy's own of each by itself."""

import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest
import spacy

from volteface.loaders.reading.parse.attributes import STEPS
from volteface.loaders.reading.parse.parser import DEFAULT, load_pipeline
from volteface.loaders.reading.parse.transitions import Transitions, transitions

TEXTS = [
    "",
    "The envoy whom Chad had sent to Niger said on Monday that the talks, which began in May, would go on until both sides agreed.",
    "What a day it was, and who would have thought that the mill, the oldest in town, burnt down within an hour?",
    "Yes.",
    "Rain fell. Nobody came. The market closed early and the ferry left without those who were late.",
]


def official() -> Any:
    return spacy.load(next(one for one in DEFAULT if find_spec(one)), exclude=["ner"])


def told(doc: Any) -> list[tuple[int, str, bool]]:
    return [(one.head.i, one.dep_, one.is_sent_start) for one in doc]


@pytest.mark.parametrize("texts", [TEXTS, ["", "Yes."], [""], ["Yes."]])
def test_heads_and_dependencies_are_those_of_the_parser(texts: list[str]) -> None:
    nlp = official()
    ours = transitions(nlp, STEPS)
    assert ours is not None
    for _ in range(2):
        docs = [nlp(text, disable=(*STEPS, "parser")) for text in texts]
        assert not any(doc.has_annotation("DEP") for doc in docs if len(doc))
        ours.parse(docs)
        assert [told(doc) for doc in docs] == [told(nlp(text)) for text in texts]


def test_a_pipeline_with_other_steps_after_its_parser_is_left_to_spacy() -> None:
    nlp = official()
    assert transitions(nlp, ()) is None
    nlp.add_pipe("sentencizer", before=STEPS[0])
    assert transitions(nlp, STEPS) is None


def test_a_parser_of_another_make_is_left_to_spacy() -> None:
    nlp = official()
    parser: Any = nlp.get_pipe("parser")
    parser.cfg["beam_width"] = 4
    assert transitions(nlp, STEPS) is None
    parser.cfg["beam_width"] = 1
    parser.model.attrs["unseen_classes"].add(3)
    assert transitions(nlp, STEPS) is None


def test_the_pipeline_makes_use_of_it() -> None:
    assert isinstance(load_pipeline()._transitions, Transitions)


def test_a_process_that_has_loaded_it_ends_in_silence() -> None:
    # What is frozen is let go at the end: else other libraries tell of leaks.
    code = "import duckdb; duckdb.connect(); from volteface.loaders.reading.parse.parser import load_pipeline; load_pipeline()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("", "")
