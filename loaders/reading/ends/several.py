"""Whom "both", "the two countries", "the trio" and "they" stand for: several parties that the text has spoken of together.

Those named together come before those that only stand near each other: first in the sentence itself, then in the ones before, the latest
first; in each the subjects, the two of whom it told something, all whom it names, then others that it names together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..actors.register import Party
from .discourse import FAR, MANY, Context, Discourse, Group, as_state, distinct_states, whole
from .geography import geography

if TYPE_CHECKING:
    from ..parse.tree import Token

_STATES = ("state", "territory")
_PARTIES = (*_STATES, "organization", "leader")
# Nouns that say how two stand to each other: agreement in meaning. "Former" before them turns the meaning round.
FOES = frozenset("rival foe enemy adversary belligerent combatant archrival nemesis antagonist".split())
FRIENDS = frozenset("ally partner friend".split())
# Before such a noun in the plural they leave it meaning the two: "the former foes", "the warring sides".
_STANDING = frozenset("former warring feuding bitter old long longtime erstwhile nuclear armed - quarrelling quarreling onetime".split())
NEIGHBOURS = frozenset("neighbour neighbor".split())
_BETWEEN = frozenset("between among of".split())

Fits = Callable[[Party], bool]
Agree = Callable[[Sequence[Party]], bool]


def together(number: int, fits: Fits, context: Context, discourse: Discourse, noun: str = "", counted: bool = True) -> list[Party]:
    """That many fitting parties that were last spoken of together; none where that is not clear.

    `noun`: what they are called, lower case. Where they are not `counted` ("the countries") nothing is looked for behind a sentence
    that names more.
    """

    def agree(parties: Sequence[Party]) -> bool:
        return number != 2 or _agree(noun, parties, discourse)

    found = _together(number, fits, agree, context, discourse, counted)
    if not found and noun in FOES | FRIENDS:  # rivals make peace, allies quarrel
        found = _together(number, fits, lambda parties: True, context, discourse, counted)
    return found


def _together(number: int, fits: Fits, agree: Agree, context: Context, discourse: Discourse, counted: bool) -> list[Party]:
    """The last that are so many, fit and agree."""

    def usable(parties: Sequence[Party]) -> bool:
        return len(parties) == number and agree(parties)

    if usable(joined := _latest(context.groups, number, fits, discourse)):
        return joined
    near = distinct_states([one for one in context.before if fits(one)])
    last = _told_of(discourse.place - 1, number, fits, discourse)
    # Where the sentence names the two that the document is about, no other two of its names are meant.
    topic, here = set(discourse.register.topic(number)), _states(context.before)
    others = topic <= here and topic != _states(near)
    if usable(near) and not others and not (usable(last) and _states(last) != _states(near)):
        return near
    for place in range(discourse.place - 1, max(-1, discourse.place - 1 - FAR), -1):
        said = [one for one in discourse.recent if one.place == place and one.party.name and fits(one.party)]
        named = distinct_states([one.party for one in said])
        subjects = distinct_states([one.party for one in said if one.weight > 1])
        listed = _latest([one for one in discourse.groups if one.place == place], number, fits, discourse)
        about = [one for one in named if one.state in topic] if len(named) > number else []
        for found in (_told_of(place, number, fits, discourse), named, about, subjects, listed):
            if usable(found):
                return found if found is not named else _of_topic(found, number, fits, context, discourse)
        if place == discourse.place - 1 and number > 2 and usable(gathered := distinct_states([*near, *subjects])):
            return gathered
        crowded = len(named) > number + 1 and place == discourse.place - 1
        if crowded or (len(named) > number and not counted):
            return []
    if number > 2:
        return []
    topic_parties = [Party(name, kind) for kind, name in discourse.register.topic(number) if fits(Party(name, kind))]
    return topic_parties if usable(topic_parties) else []


def _of_topic(found: list[Party], number: int, fits: Fits, context: Context, discourse: Discourse) -> list[Party]:
    """Those whom the document is about, where the subject of the sentence is one of them and none of those only named before."""
    topic = [Party(name, kind) for kind, name in discourse.register.topic(number)]
    subject = {one.state for one in context.subjects}
    fitting = len(topic) == number and all(fits(one) for one in topic)
    return topic if fitting and len(subject) == 1 and subject <= _states(topic) and not subject & _states(found) else found


def one_of_two(latter: bool, context: Context, discourse: Discourse) -> list[Party]:
    """`the former`, `the latter`: of two that were just spoken of together; the latter also of all that were named last."""

    def fits(one: Party) -> bool:
        return one.kind in (*_PARTIES, "person")

    two = _latest(context.groups, 2, fits, discourse) or distinct_states([one for one in context.before if fits(one)])
    place = discourse.place - 1
    if len(two) < 2:
        two = _told_of(place, 2, fits, discourse)
    if len(two) != 2:
        two = distinct_states([one.party for one in discourse.recent if one.place == place and one.party.name and fits(one.party)])
    if len(two) == 2 or (latter and len(two) > 2):
        return [two[-1] if latter else two[0]]
    return []


def pair(context: Context, discourse: Discourse) -> list[Party]:
    """The two states last spoken of together."""
    return together(2, lambda one: one.kind in (*_STATES, "leader"), context, discourse)


def they(token: Token, context: Context, owning: bool, discourse: Discourse) -> list[Party]:
    """Whom `they`, `them`, `their` mean: the subjects above, those named together before, the many of a people, a body."""
    usable = context.subjects if owning or not context.own else ()
    several = distinct_states([one for one in usable if one.kind in _PARTIES])
    if len(several) > 1:
        # "They recalled their envoys": each its own.
        return [] if owning and context.own else several
    if several and several[0].kind != "organization" and not context.crowd:
        several = []  # no state is "they"
    if several and (owning or several[0].kind == "organization"):
        return several
    shut = {one.state for one in context.subjects}

    def fits(one: Party) -> bool:
        return one.kind in _PARTIES and one.state not in shut

    if not context.blocked and not context.things and (here := _any_number(context.groups, fits)):
        return here
    if context.blocked or any(one.state not in shut for one in context.before):
        return several
    latest = [one for one in discourse.recent if one.place == discourse.place - 1 and one.weight > 2]
    if context.things or (latest and latest[-1].party.kind == "things"):
        return several
    subjects = distinct_states([one.party for one in latest if fits(one.party)])
    if len(subjects) > 1:
        return subjects
    if len(subjects) == 1 and any(one.weight == MANY for one in latest):
        return [whole(subjects[0])]  # "The Turks …", "Turkish troops …"
    if several:
        return several
    if found := _any_number([one for one in discourse.groups if one.place == discourse.place - 1], fits):
        return found
    if token.head.lower_ in _BETWEEN and len(two := _told_of(discourse.place - 1, 2, fits, discourse)) == 2:
        return two
    body = discourse.last(lambda one: one.kind == "organization" and one.state not in shut, 1)
    return [body] if body else []


def stand_to_each_other(noun: Token, lemma: str) -> bool:
    """Whether a plural noun calls two what they are to each other: "the former allies", "the warring neighbours"."""
    beside = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "npadvmod", "advmod")]
    words = {one.lower_ for child in beside for one in (child, *child.children)}
    below = all(child in beside or child.dep_ in ("det", "punct", "case") for child in noun.children)
    return bool(words) and below and words <= _STANDING and (lemma in FOES | FRIENDS | NEIGHBOURS or lemma in ("side", "party"))


def _latest(groups: Iterable[Group], number: int, fits: Fits, discourse: Discourse, least: int = 1) -> list[Party]:
    """The fitting parties of the group of that size that stands out most, the last of these; none where none weighs the `least`.

    Those that the document is about stand out more than the subjects of one sentence.
    """
    found: list[Party] = []
    topic = set(discourse.register.topic(number))
    for group in groups:
        parties = distinct_states([one for one in group.parties if fits(one)])
        weight = group.weight + 2 * (_states(parties) == topic)
        if len(parties) == number and weight >= least:
            found, least = parties, weight
    return found


def _any_number(groups: Sequence[Group], fits: Fits) -> list[Party]:
    """The group that stands out most, whatever its size; none where two do alike."""
    fitting = [(one.weight, parties) for one in groups if len(parties := distinct_states([who for who in one.parties if fits(who)])) > 1]
    top = [parties for weight, parties in fitting if weight == max(each for each, _ in fitting)]
    return top[-1] if top and all(_states(one) == _states(top[-1]) for one in top) else []


def _told_of(place: int, number: int, fits: Fits, discourse: Discourse) -> list[Party]:
    """The subjects that a sentence names together, or the one pair between whom it tells something."""
    groups = [one for one in discourse.groups if one.place == place]
    if main := _latest(groups, number, fits, discourse, 3):
        return main
    pairs = [(one.source, one.target) for one in discourse.deeds if one.place == place and fits(one.source) and fits(one.target)]
    acting = {one.party.state for one in discourse.recent if one.place == place and one.weight > 2 and one.party.name and fits(one.party)}
    if acting:  # of what is told of several, what the subject does
        pairs = [one for one in pairs if acting & _states(one)]
    if number != 2 or len({_states(one) for one in pairs}) != 1:
        return _latest(groups, number, fits, discourse, 2)
    order = [one.party.state for one in discourse.recent if one.place == place]
    first, last = (as_state(one) for one in pairs[0])
    known = first.state in order and last.state in order
    return [last, first] if known and order.index(last.state) < order.index(first.state) else [first, last]


def _states(parties: Iterable[Party]) -> frozenset[tuple[str, str]]:
    return frozenset(one.state for one in parties)


def _agree(noun: str, two: Sequence[Party], discourse: Discourse) -> bool:
    """Whether two can be called neighbours, foes, allies: by the map, and by what was told of them (nothing is no bar)."""
    if noun in NEIGHBOURS:
        one, other = (whole(each).name for each in two)
        return geography().side_by_side(one, other) is not False
    wanted = -1 if noun in FOES else 1 if noun in FRIENDS else 0
    if not wanted:
        return True
    told = [one.type for one in discourse.deeds if {one.source.state, one.target.state} == {each.state for each in two}]
    signs = {schema().relations[one].sign for one in told} - {0}
    return not signs or wanted in signs
