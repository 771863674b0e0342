"""What the parser reads in place of names of states."""

from __future__ import annotations

from volteface.loaders.dictionary import Dictionary
from volteface.loaders.reading.actors.mentions import Finder
from volteface.loaders.reading.actors.register import Register
from volteface.loaders.reading.parse.parser import load_pipeline
from volteface.loaders.reading.parse.stand_ins import stand_ins
from volteface.loaders.reading.sentences import sentences

LONG = "Kyrgyzstan and Kyrgyz traders protested in Bishkek against what the Tajiks had done at the border."


def found(text: str) -> dict[str, str]:
    (sentence,) = sentences(text)
    mentions = Finder(Dictionary.load()).find(sentence, Register(), None)
    return {sentence.clean[start:end]: word for (start, end), word in stand_ins(sentence, mentions).items()}


def test_states_and_their_adjectives_have_one() -> None:
    assert found(LONG) == {"Kyrgyzstan": "france", "Kyrgyz": "french", "Bishkek": "paris", "Tajiks": "germans"}


def test_short_lines_are_read_as_they_are() -> None:
    assert found("Kyrgyzstan condemned Tajikistan.") == {}


def test_the_tree_keeps_the_text() -> None:
    (tree,) = load_pipeline().pipe([LONG], [{(0, 10): "france"}])
    assert tree.text == LONG
    assert (tree[0].text, tree[0].lower_, tree[0].lemma_) == ("Kyrgyzstan", "kyrgyzstan", "Kyrgyzstan")
