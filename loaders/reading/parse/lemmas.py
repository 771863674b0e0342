"""Lemmas as the lexicon spells them: what the lemmatizer misreads put right, prefixes written apart kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tree import Token

# Verbs whose forms the lemmatizer takes for those of another verb or none: "waged" for "wag", "relaunched" for "relaunche".
_MISREAD = {
    form: verb
    for verb in (
        "wage stage fine hate scare rape shame spare stare dine rage ride pipe snipe gripe appall install fulfill delink relaunch rearrest "
        "unsign waterboard napalm cyberattack bodyguard scapegoat counterweigh doublecross divebomb cozy cosy resupply"
    ).split()
    for stem in (verb[:-1] if verb[-1] in "ey" else verb,)
    for form in (
        (f"{stem}ed", f"{stem}ing")
        if verb[-1] == "e"
        else (f"{stem}ied", f"{stem}ying")
        if verb[-1] == "y"
        else (f"{verb}ed", f"{verb}ing")
    )
}
_MISREAD |= {
    "forsook": "forsake",
    "forsaken": "forsake",
    "retook": "retake",
    "underwrote": "underwrite",
    "overflew": "overfly",
    "extolled": "extol",
    "wiretapped": "wiretap",
    "axed": "axe",
    "mistook": "mistake",
}
_PREFIXES = ("de", "non", "dis", "un", "mis", "anti")


def lemma_of(token: Token) -> str:
    """The lemma in lower case, with a prefix that turns the meaning where one is written apart: `de-escalate`, `counter-attack`."""
    if token.base is None:
        token.base = _lemma_of(token)
    return token.base


def _lemma_of(token: Token) -> str:
    lemma = _MISREAD.get(token.lower_) or str(token.lemma_).lower()
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and token.nbor(-2).lower_ in _PREFIXES:
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma
