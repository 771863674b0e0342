"""Shorter names by which a document goes on: "the Foundation", "NS2" after "Nord Stream 2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..lexicon import Lexicon
from .called import Introduced
from .register import Mention, Party, Register
from .words import words_of

_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{1,7}\b")
_HEAD = re.compile(r"\b[Tt]he ([A-Z][a-z]+)\b(?! of\b| for\b)")
_KINDS = ("organization", "corridor")


def shorten(text: str, named: Iterable[tuple[str, Mention | Introduced]], register: Register, lexicon: Lexicon) -> None:
    """Adds to the register the initials and the head words of names, where the text uses them.

    `named`: the names, each beside the sentence that it stands in. A head word that two of the names have stands for neither.
    """
    initials = set(_CAPITALS.findall(text))
    heads = set(_HEAD.findall(text))
    if not initials and not heads:
        return
    by_head: dict[str, set[Party]] = defaultdict(set)
    for clean, one in named:
        if one.party.kind not in _KINDS:
            continue
        words = [word.form for word in words_of(clean[one.start : one.end]) if word.form[0].isupper() or word.form.isdigit()]
        if len(words) < 2:
            # "EU … the Union": the name that the dictionary has for the short one.
            words = [word for word in one.party.name.split() if word[0].isupper()]
        if len(words) < 2:
            continue
        short = "".join(word[0] for word in words)
        if len(short) > 2 and short in initials:
            register.short.setdefault(short, one.party)
        for word in {words[0], words[-1]} & heads:
            if lexicon.is_word(f"{one.party.kind}_head", word.lower()):
                by_head[word].add(one.party)
    for head, parties in by_head.items():
        if len(parties) == 1:
            for article in ("the", "The"):
                register.short.setdefault(f"{article} {head}", next(iter(parties)))
