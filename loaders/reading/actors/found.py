"""Parties that the text itself introduces: titled names, organizations, corridors, outlets, armed groups, acronyms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..lexicon import Lexicon
from .called import Introduced, called, named, text_of
from .holders import holders
from .offices import Titled
from .outlets import outlets
from .register import Mention, Party
from .words import Word, words_of

_INNER = frozenset("of and for the de al el bin ibn von van der den da du la le del y e - ' ’ s &".split())
_ACTING = frozenset("has have had said says will would also".split())
_BROADCAST = frozenset("radio tv television agence daily".split())
_ARMED = frozenset("forces troops fighters guerrillas commander leader leaders spokesman offensive leadership".split())
_OFFICIAL = frozenset(
    "commission committee agency authority court ministry department bank bureau inspectorate prosecutor forces guard guards".split()
)
_GENERIC = frozenset("armed national federal central state supreme royal air security constitutional foreign defense defence".split())
# Routes only where a name or two ends stand before them.
_WEAK_ROUTES = frozenset("line route dam highway bridge crossing".split())
_ORGANS = frozenset(
    "army forces council parliament congress assembly agency committee commission court authority corps guards bank".split()
)


# Corps by their numbers: "II Corps".
_UNIT = re.compile(r"[IVX]+|\d+(?:st|nd|rd|th)?|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth")
# What is signed, not a body.
_TEXTS = frozenset("treaty convention agreement accord accords protocol pact declaration act charter memorandum".split())


def introduced(
    clean: str,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    about: tuple[str, str] | None = None,
    before: tuple[str, str] | None = None,
    demonyms: dict[str, str] | None = None,
    cabinet: tuple[str, str] | None = None,
) -> tuple[list[Introduced], list[Titled]]:
    """What a sentence introduces, given the dictionary mentions in it.

    `about`: the state that the document is about, of which an unknown "Interior Minister Ana Oruz" is most likely one; `before`: the
    one that the sentence before names first, of which is "its president"; `demonyms`: by the names of states; `cabinet`: as `about`, for
    titles that not every state has.
    """
    words = words_of(clean)
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    if clean.isupper():
        return [*_shouted(words, covered, lexicon), *_acronyms(clean, words, mentions, ())], []
    bodies = [*called(words, mentions, lexicon), *outlets(words, mentions, lexicon, about, demonyms or {})]
    bodies += [one for first, last in _runs(words, mentions, lexicon) if (one := _body(words, first, last, mentions, covered, lexicon))]
    bodies += _initials(words, covered, lexicon)
    # A body that the sentence introduces may be what a title is of: "Ana Ruiz, head of the Green Path Movement".
    known = sorted([*mentions, *(Mention(one.start, one.end, one.party, "found") for one in bodies)], key=lambda one: one.start)
    people, titled = holders(words, known, lexicon, about, before, cabinet)
    taken = {(one.start, one.end) for one in people}
    found = [*people, *(one for one in bodies if (one.start, one.end) not in taken)]
    found.extend(_acronyms(clean, words, mentions, found))
    return found, titled


def _shouted(words: Sequence[Word], covered: set[int], lexicon: Lexicon) -> Iterator[Introduced]:
    """In a line all in capitals, where nothing else tells a name: `UDX REBELS`, `UDX FORCES`."""
    for word, after in pairwise(words):
        form = word.form.lower()
        armed = after.form.lower() in ("forces", "troops") or lexicon.is_word("rebel", after.form.lower())
        if not armed or not form.isalpha() or not 2 < len(form) < 9 or word.start in covered:
            continue
        if not any(lexicon.is_word(group, form) for group in ("describing", "not_a_name", "office_part", "forces_of")):
            yield Introduced(word.start, word.end, Party(word.form, "organization"), (word.form,))


def _two(words: Sequence[Word], at: int, borders: tuple[set[int], set[int]], lexicon: Lexicon) -> bool:
    """Whether an "and" stands between two names rather than in one: beside a known name, before "the", after a name's last word."""
    starts, ends = borders
    after = words[at + 1] if at + 1 < len(words) else None
    ended = any(lexicon.is_word(group, words[at - 1].form.lower()) for group in ("organization_head", "outlet_head", "corridor_head"))
    return after is None or after.form == "the" or words[at - 1].end in ends or after.start in starts or ended


def _runs(words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Maximal sequences of capitalised words, with the small words inside them: [first, last)."""
    borders = {one.start for one in mentions}, {one.end for one in mentions}
    at = 0
    while at < len(words):
        if not words[at].form[:1].isupper():
            at += 1
            continue
        last = at + 1
        ahead = last
        while ahead < len(words) and ahead - last < 3 and (words[ahead].form[:1].isupper() or words[ahead].form in _INNER):
            if words[ahead].form == "the" and words[ahead - 1].form not in _INNER:
                break  # "In Chad the Green Party"
            if words[ahead].form == "and" and _two(words, ahead, borders, lexicon):
                break
            ahead += 1
            if words[ahead - 1].form[:1].isupper():
                last = ahead
        yield at, last
        at = last


def _body(
    words: Sequence[Word], first: int, last: int, mentions: Sequence[Mention], covered: set[int], lexicon: Lexicon
) -> Introduced | None:
    """An organization, a corridor, an outlet or an armed group whose name is a run of capitalised words."""
    while first < last and not named(words[first], lexicon):
        first += 1
    if first >= last:
        return None
    first = _after_article(words, _after_owner(words, first, last, mentions), last, lexicon)
    inside = words[first:last]
    after = words[last].form.lower() if last < len(words) else ""
    kind = _kind(inside, after, any(word.start in covered for word in inside), first > 0, lexicon)
    if not kind or any(one.start <= inside[0].start and one.end >= inside[-1].end for one in mentions):
        return None
    if kind == "organization":
        if _is_organ(inside, mentions) or any(inside[0].start < one.start and one.end == inside[-1].end for one in mentions):
            return None  # an organ of a state; "Members of the Green Union", "Neither the Soviet Union"
        state = _body_of(words, first, inside, mentions)
        short = tuple(dict.fromkeys((" ".join(word.form for word in inside), *((inside[0].form,) if len(inside) == 1 else ()))))
        if after in lexicon.words["rebel"] and not inside[-1].form.isupper():
            inside = words[first : last + 1]  # "Tibesti rebels" are called for a place, "FARC rebels" are FARC
            short = (" ".join(word.form for word in inside),)
        return Introduced(inside[0].start, inside[-1].end, Party(text_of(inside), kind, state), short)
    if kind == "outlet":
        return _outlet(inside, mentions)
    bare = all(word.start in covered or word.form in ("'", "s") for word in inside)
    if bare and len(inside) < 3:
        return None
    whole = words[first : last + (inside[-1].form.lower() not in lexicon.words["corridor_head"])]
    return Introduced(whole[0].start, whole[-1].end, Party(text_of(whole), kind), (" ".join(word.form for word in whole),))


def _after_owner(words: Sequence[Word], first: int, last: int, mentions: Sequence[Mention]) -> int:
    """Where a name begins after a possessor: "China's" in "China's Lantern Daily" is no part of it."""
    owner = next((one for one in mentions if one.start == words[first].start and one.party.kind in ("state", "territory")), None)
    if owner is None:
        return first
    place = next((at for at in range(first, last) if words[at].start >= owner.end), last)
    return place + 2 if place + 2 < last and words[place].form == "'" and words[place + 1].form == "s" else first


def _after_article(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Where a name begins after what is only of it: "Chairman of the Green Standing Committee"."""
    if lexicon.is_word("organization_head", words[first].form.lower()):
        return first
    of = next((at for at in range(first, last - 2) if words[at].form == "of" and words[at + 1].form == "the"), None)
    return first if of is None else of + 2


def _body_of(words: Sequence[Word], first: int, inside: Sequence[Word], mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The state of whose a commission, a court or a bank is: "Chad's Land Commission", "the Chadian Land Agency"; none of a party's."""
    heads = {inside[0].form.lower(), inside[-1].form.lower(), *(word.form.lower() for word in inside[1:] if word.form.istitle())}
    if not heads & _OFFICIAL:
        return None
    for one in mentions:
        if one.party.kind in ("state", "territory") and (one.start == inside[0].start or (first > 1 and one.end == words[first - 2].start)):
            return one.party.state
    return None


def _outlet(inside: Sequence[Word], mentions: Sequence[Mention]) -> Introduced:
    """An outlet by its name; the state is that of the nationality or the capital in it."""
    inner = [
        one for one in mentions if inside[0].start <= one.start and one.end <= inside[-1].end and one.party.kind in ("state", "territory")
    ]
    party = Party(text_of(inside), "outlet", inner[0].party.state if inner else None)
    return Introduced(inside[0].start, inside[-1].end, party, (" ".join(word.form for word in inside),))


def _kind(inside: Sequence[Word], after: str, known: bool, inner: bool, lexicon: Lexicon) -> str:
    """What a run of capitalised words is by its first or last word, or by the small word after it; empty where it says nothing.

    `inner`: it does not open the sentence, where words of menus and headlines stand.
    """
    heads = [word.form.lower() for word in inside]
    several = len(inside) > 1
    if several and heads[-1] in lexicon.words["corridor_head"] and (heads[-1] != "line" or "-" in heads):
        return "corridor"  # the Durand Line is a border
    if after in lexicon.words["corridor_head"] and ("-" in heads or after not in _WEAK_ROUTES or (not known and after != "line")):
        return "corridor"
    calls = lexicon.is_word("calls_outlet", f"{heads[-1]} {after}")  # "Peruvian TV channel X"
    if several and inner and not calls and (heads[-1] in lexicon.words["outlet_head"] or heads[0] in _BROADCAST):
        return "outlet"
    if several and heads[-1] in lexicon.words["organization_head"] and not (heads[-1] == "corps" and _UNIT.fullmatch(inside[0].form)):
        return "organization"
    if len(inside) > 2 and heads[0] in lexicon.words["organization_head"] and inside[1].form in ("of", "for"):
        return "organization"
    plain = all(lexicon.is_word("describing", head) or f"class_{head}" in lexicon.words for head in heads)
    if not known and len(inside) <= 3 and after in lexicon.words["rebel"] and after != "group" and not plain:
        return "organization"
    if not known and len(inside) == 1 and inside[0].form.isupper() and len(heads[0]) > 2 and after in _ARMED:
        return "organization"
    return ""


def _is_organ(inside: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """Whether a capitalised body is an organ of the state named at its start ("Turkish Armed Forces", "Iran's Security Council")."""
    owner = next((one for one in mentions if one.start == inside[0].start and one.party.kind in ("state", "territory")), None)
    rest = [word.form.lower() for word in inside if not owner or word.start >= owner.end]
    rest = [form for form in rest if form not in ("'", "s", "’")]
    return bool(rest) and rest[-1] in _ORGANS and all(form in _GENERIC for form in rest[:-1])


def _initials(words: Sequence[Word], covered: set[int], lexicon: Lexicon) -> Iterator[Introduced]:
    """`the FLX`, and `FLX has said` at the head of a sentence: an acronym that acts is an organization, whatever it is short for."""
    for at, word in enumerate(words[:-1]):
        form, after = word.form, words[at + 1].form
        if (
            not (2 < len(form) < 8 and form.isupper() and form.isalpha())
            or word.start in covered
            or lexicon.is_word("not_acronym", form.lower())
        ):
            continue
        before = words[at - 1].form if at else ""
        acting = after.islower() and (after in _ACTING or after.endswith("ed"))
        if (before.lower() == "the" and after.islower()) or (acting and before in ("", ".", ",", "The", '"', "and")):
            yield Introduced(word.start, word.end, Party(form, "organization"), (form,))


def _acronyms(clean: str, words: Sequence[Word], mentions: Sequence[Mention], found: Sequence[Introduced]) -> Iterator[Introduced]:
    """`Long Name (LN)`: the short form stands for whatever the long one is."""
    for at in range(1, len(words) - 2):
        if (words[at].form, words[at + 2].form) not in (("(", ")"), (",", ",")):
            continue
        acronym = words[at + 1].form
        if not (2 <= len(acronym) <= 8 and acronym[:1].isupper() and sum(char.isupper() for char in acronym) >= 2):
            continue
        end = words[at - 1].end
        known: list[Mention | Introduced] = [*mentions, *found]
        party = next((one.party for one in known if one.end == end), None)
        party = party or _defined(words, at, acronym)
        if party and words[at].form == "," and _initial(party.name) != acronym:
            continue  # "the Green Path Front, GPF, said"
        if party:
            yield Introduced(words[at + 1].start, words[at + 1].end, party, (acronym,))


def _initial(name: str) -> str:
    return "".join(word.form[0] for word in words_of(name) if word.form[0].isupper())


def _defined(words: Sequence[Word], at: int, acronym: str) -> Party | None:
    """A capitalised run before the bracket whose initials the acronym repeats: an organization."""
    first = at
    while first > 0 and at - first < 9 and (words[first - 1].form[:1].isupper() or words[first - 1].form in _INNER):
        first -= 1
    while first < at and (words[first].form in _INNER or words[first].form in ("The", "In", "And", "But")):
        first += 1
    inside = words[first:at]
    if inside and inside[-1].form.lower() in _TEXTS:
        return None
    initials = "".join(word.form[0] for word in inside if word.form[0].isupper())
    if len(inside) > 1 and initials[:1] == acronym[:1].upper() and len(initials) >= len(acronym) - 1:
        return Party(text_of(inside), "organization")
    return None
