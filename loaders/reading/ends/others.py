"""The other one of two: "each other", "the other" that each does something to, "its neighbour", "its rival", "his host"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..actors.register import Party
from .discourse import FAR, NEAR, Context, Discourse, whole
from .geography import geography
from .several import FOES, FRIENDS, NEIGHBOURS, pair

if TYPE_CHECKING:
    from ..parse.tree import Token

_STATES = ("state", "territory")
_MUTUAL = frozenset("other another".split())
# Words by which of two each does something.
EACH = frozenset("each both neither either".split())
_FORMER = frozenset("former erstwhile one-time".split())
_GIANT = frozenset("giant huge mighty larger bigger powerful".split())
# Who receives somebody, or is received.
HOSTS = frozenset("host guest visitor interlocutor counterpart".split())


def other_of(owners: Sequence[Party], noun: str, beside: AbstractSet[str], discourse: Discourse, before: Sequence[Party]) -> Party | None:
    """The other one, where "its neighbour" or "its rival" is said without a name: the state last spoken of beside the owners.

    A neighbour is one on the map, the only one there (or the only giant) at worst; an ally one of whom something good was told, of a former
    one anything; a host one whom the owner met. `beside`: the words before the noun.
    """
    former, giant = bool(beside & _FORMER), bool(beside & _GIANT) and noun in NEIGHBOURS
    own = {one.state for one in owners}
    names = [whole(one).name for one in owners]

    def fits(one: Party) -> bool:
        if one.kind not in _STATES or one.state in own:
            return False
        return noun not in NEIGHBOURS or all(geography().side_by_side(name, one.name) is not False for name in names)

    if noun in FRIENDS | FOES | HOSTS:
        near = [one for one in reversed(discourse.deeds) if discourse.place - one.place <= FAR]
        wanted = 0 if former else -1 if noun in FOES else 1
        for one in near:
            sign = schema().relations[one.type].sign
            others = [whole(end) for end in (one.source, one.target) if end.state not in own]
            if noun in HOSTS and one.type not in ("cooperates", "mediates"):
                continue
            if len(others) == 1 and fits(others[0]) and sign and sign * wanted >= 0:
                return others[0]
        if noun not in FOES:
            return None
    here = [one for one in before if fits(one)]
    found = here[-1] if here else discourse.last(fits, NEAR)
    if found is None and noun in NEIGHBOURS:
        around = {one for name in names for one in geography().neighbours.get(name, ())}
        big = around & geography().classes["giant"] if giant else frozenset()
        only = big or around
        found = Party(min(only), "state") if len(only) == 1 else None
    return found


def is_mutual(token: Token) -> bool:
    """Whether the token is "each other" or "one another", or "the other" that each of two does something to."""
    if token.lower_ == "one" and any(child.lower_ == "another" for child in token.children):
        return True
    if token.lower_ not in _MUTUAL:
        return False
    words = {child.lower_ for child in token.children}
    before = token.nbor(-1).lower_ if token.i else ""
    return bool(words & {"each", "one"}) or before in ("each", "one") or (before == "the" and _by_each(token))


def _by_each(other: Token) -> bool:
    """Whether what is done to `the other` is done by each of two: "both accused the other", "each side has expelled the other's envoy"."""
    verb = next((above for above in other.ancestors if above.pos_ in ("VERB", "AUX")), None)
    if verb is None or other.dep_ not in ("dobj", "poss", "pobj", "dative"):
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < other.i), None)
    beside = [*verb.children, *((subject, *subject.children) if subject is not None else ())]
    return any(child.lower_ in EACH and child.i < other.i for child in beside)


def of_each(subject: Token, context: Context, discourse: Discourse) -> list[Party]:
    """`each`, `neither side`: the two of whom each does something to the other."""
    verb = subject.head
    others = (one for one in verb.subtree if one.i > verb.i and one.lower_ == "other")
    if not any(is_mutual(one) for one in others):
        return []
    return list(context.subjects) if len(context.subjects) == 2 and not context.own else pair(context, discourse)
