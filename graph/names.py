"""Actors as users write them: by name, alias or ISO code, in any case, with or without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .errors import UsageError
from .model import Actor

# Letters that NFKD does not take apart.
LETTERS = str.maketrans({"ı": "i", "ə": "e", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})


def fold(text: str) -> str:
    """Case, accents and spaces do not tell names apart; neither does a leading "the"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def resolve(text: str, actors: Sequence[Actor]) -> int:
    """The code (place in `actors`) of the actor that a user means; `leader:Ilham Aliyev` names the kind too.

    A name goes before an ISO code, that before an alias, that before words of a name ("putin"). Raises UsageError naming the
    closest actors, or the several that the text fits.
    """
    kind, _, name = text.rpartition(":") if text.partition(":")[0] in {a.kind for a in actors} else ("", "", text)
    wanted = fold(name)
    pool = [(code, actor) for code, actor in enumerate(actors) if not kind or actor.kind == kind]
    named = [code for code, actor in pool if fold(actor.name) == wanted]
    coded = [code for code, actor in pool if actor.iso3 and actor.iso3.casefold() == wanted]
    called = [code for code, actor in pool if any(fold(alias) == wanted for alias in actor.aliases)]
    words = set(wanted.split())
    within = [code for code, actor in pool if words and words <= set(fold(actor.name).split())]
    for found in (named, coded, called, within):
        states = [code for code in found if actors[code].kind == "state"]
        if len(found) == 1 or len(states) == 1:
            return (states or found)[0]
        if found:
            several = ", ".join(f"{actors[code].kind}:{actors[code].name}" for code in found)
            raise UsageError(f"actor {text!r}: several have that name (valid: {several})")
    raise UsageError(f"actor {text!r}: not in this graph ({closest(wanted, [actor for _, actor in pool])})")


def closest(wanted: str, actors: Sequence[Actor]) -> str:
    """What to try instead: up to five actors whose name or alias is near."""
    from rapidfuzz import fuzz, process

    spellings = [(fold(name), actor.name) for actor in actors for name in (actor.name, *actor.aliases)]
    hits = process.extract(wanted, [written for written, _ in spellings], scorer=fuzz.WRatio, limit=20, score_cutoff=60)
    names = list(dict.fromkeys(spellings[place][1] for _, _, place in hits))[:5]
    if names:
        return f"closest: {', '.join(names)}"
    return f"it holds {len(actors)} actors: see `volteface info`" if actors else "it holds no actors"
