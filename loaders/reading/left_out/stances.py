"""Rows of tables and lists that say where somebody stands: "| Poland | against | …", "- Austria: in favour"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ..actors.register import Party
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..rules.relations import Reading, Relation, possible
from .gaps import words

_STANDS = {"against": PredicateClass("stands-against", "opposes", 0.6), "favour": PredicateClass("stands-for", "supports", 0.6)}
# What parts the cells of a row, and a list entry from what is said of it.
_BAR = re.compile(r"\s*[|\t]\s*|\s*:\s+|\s+[-\u2013\u2014]\s+")
# The sign in it: a text without one is not gone through blank by blank.
_BAR_SIGN = re.compile(r"[|\t]|:\s|\s[-\u2013\u2014]\s")
_WORD = re.compile(r"[a-z]+")
# A cell of more words than this is a remark.
_SHORT = 5


def stance_relations(reading: Reading, topic_for: Callable[[Party], Party | None]) -> Iterator[Relation]:
    """What a row says of the party in its first cell and of whom the table is about."""
    text = reading.doc.text
    if not _BAR_SIGN.search(text):
        return
    bars = [*_BAR.finditer(text)]
    edges = [0, *(edge for bar in bars for edge in bar.span()), len(text)]
    cells = [(begin, end) for begin, end in list(pairwise(edges))[::2] if text[begin:end].strip()]
    if len(cells) < 2:
        return
    heads = [place for place in sorted(reading.ends.heads) if reading.doc[place].idx < cells[0][1]]
    if len(heads) != 1 or len(text[slice(*cells[0])].split()) > _SHORT:
        return
    first, last = reading.ends.spans[heads[0]]
    doer = End(reading.ends.at[heads[0]].party, first, last, "named")
    topic = topic_for(doer.party)
    if topic is None:
        return
    for begin, end in cells[1:]:
        cell = _WORD.findall(text[begin:end].lower())
        if any(begin <= reading.doc[place].idx < end for place in reading.ends.heads):
            return  # what is said is said of that one
        if not 0 < len(cell) <= _SHORT:
            continue
        for group, cls in _STANDS.items():
            says = " ".join(cell) in words()[f"{group}_cell"] or cell[0] in words()[f"{group}_word"]
            if says and (span := reading.doc.char_span(begin, end, alignment_mode="contract")) is not None:
                target = End(topic, span.start, span.start, "implied", 0.8)
                if possible(doer, target, cls.type):
                    trust = cls.confidence * target.trust
                    rule = f"{cls.name}/implied-row"
                    yield Relation(doer, target, cls.type, rule, first, span.end - 1, "asserted", False, trust, (span.start,))
                return
