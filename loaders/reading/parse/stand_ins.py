"""Words that the parser reads in place of names that it knows less well.

A small model has seen "France" thousands of times, "Kyrgyzstan" hardly, and takes the rarer name for a noun or a verb more often. So where
a state is named by one word, the parser is told that it is like "France", and its adjective like "French": the word itself, its shape
and its place stay. On texts that no rule was written on, this is worth more than most rules (docs/reading.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..actors.register import Mention
from ..sentences import Sentence

_KINDS = ("state", "territory")
_BY_ROLE = {"name": "france", "alias": "france", "demonym": "french", "capital": "paris", "metonym": "paris"}
_PLURAL = "germans"
# Characters from which a sentence is long enough to be misread for its names.
_LONG = 60


def stand_ins(sentence: Sentence, mentions: Sequence[Mention]) -> Mapping[tuple[int, int], str]:
    """For names of states in a sentence, by where they start and end: the word, in small letters, that the parser reads there."""
    # In a headline or a short line a common name in place of a rare one changes more than it mends.
    if sentence.kind != "prose" or len(sentence.clean) < _LONG:
        return {}
    return {
        (one.start, one.end): _PLURAL if one.role == "demonym" and sentence.clean[one.end - 1] == "s" else _BY_ROLE[one.role]
        for one in mentions
        if one.party.kind in _KINDS and one.role in _BY_ROLE
    }
