"""Structural statements: who leads what, whose outlet it is, what a corridor connects, who is a member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .belonging import belonging, hoped, own_ends
from .carriers import called
from .mediation import mediating
from .operators import over_verb
from .relations import Occurrence, Reading, Relation, follow, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_STATES = ("state", "territory")
_INTO_OFFICE = frozenset(
    "become elect appoint name take swear install crown proclaim inaugurate choose remain reelect re-elect make serve".split()
)
_NOT_IN_OFFICE = frozenset("former ex late next future deputy vice youngest oldest honorary likely second".split())
_INCLUDING = frozenset("include comprise group unite consist".split())
_TIMES = frozenset(
    """january february march april may june july august september october november december year month week spring summer autumn winter
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_JOINING = frozenset("join rejoin accede".split())
_ROUTE = frozenset("from to through via between across into with".split())


def structural_relations(reading: Reading, corridors: dict[str, frozenset[str]]) -> Iterator[Relation]:
    """`corridors`: what the dictionary knows each corridor (by name) to connect, as names of states."""
    for place, mention in reading.ends.heads.items():
        token = reading.doc[place]
        if mention.party.kind == "outlet":
            yield from _outlet(reading, token)
        elif mention.party.kind == "corridor":
            yield from _corridor(reading, token, corridors.get(mention.party.name, frozenset()))
        elif mention.party.kind == "organization":
            yield from _members(reading, token)
    yield from belonging(reading)
    yield from own_ends(reading)
    yield from mediating(reading)
    for clause in reading.clauses.values():
        yield from _takes_office(reading, clause)
        yield from _includes(reading, clause)
        verb = reading.doc[clause.verb]
        for field, words, cls in reading.lexicon.structural.get(clause.lemma, ()):
            if field in ("nouns", "named") or clause.negated:
                continue
            if over_verb(verb, reading.lexicon) or (cls.type == "member_of" and hoped(verb)):
                continue  # "voted against joining the union", "applied to join it"
            sources = reading.parties(clause.of("subject"), "subject")
            if field == "verbs":
                targets = reading.parties(clause.of("object"), "object")
            else:
                last = follow(verb, words)
                targets = reading.parties(objects_below(last), "prep") if last is not None else []
            if cls.type == "connects":
                targets = targets + reading.parties(clause.of("prep", *_ROUTE) + clause.of("object-prep", *_ROUTE), "prep")
                targets = list({one.party: one for one in targets if one.party.kind in _STATES}.values())
                sources = [one for one in sources if one.party.kind == "corridor"]
            else:
                sources = [one for one in sources if one.party.kind in _STATES]
                unions = reading.ends.discourse.register.unions
                known = [one for one in targets if one.how == "named" or (one.how == "reference" and one.party.name in unions)]
                targets = [one for one in known if one.party.kind == "organization"]
                if not targets and clause.lemma in _JOINING and _dated_only(reading, clause):
                    targets = _spoken_of(reading, verb)
            yield from Occurrence(cls, "subject-object", (verb.i,), clause).between(sources, targets)


def _dated_only(reading: Reading, clause: Clause) -> bool:
    """Whether nothing but a date stands after a verb: "joined in April 2004"."""
    below = [reading.doc[one.token] for one in clause.arguments if one.role in ("object", "prep", "object-prep")]
    return all(one.lower_.isdigit() or one.lower_ in _TIMES for one in below)


def _spoken_of(reading: Reading, verb: Token) -> list[End]:
    """What is joined in "Finland joined in April": the alliance just spoken of."""
    discourse = reading.ends.discourse
    unions = discourse.register.unions
    here = [mention.party for place, mention in sorted(reading.ends.heads.items()) if place < verb.i and mention.party.name in unions]
    body = here[-1] if here else discourse.last(lambda one: one.kind == "organization" and one.name in unions, 1)
    return [End(body, verb.i, verb.i, "reference", 0.7)] if body is not None else []


def _takes_office(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """`X became prime minister of A`, `X was elected president of A`, `X took office as president of A`: who leads what."""
    if clause.negated or clause.status != "asserted" or clause.unreal:
        return
    verb = reading.doc[clause.verb]
    if clause.lemma in _INTO_OFFICE or clause.lemma == "be":
        titles = [child for child in verb.children if child.dep_ in ("attr", "oprd", "dobj", "xcomp", "acomp")]
        titles += [one for child in verb.children if child.lower_ == "as" for one in child.children if one.dep_ == "pobj"]
    else:
        return

    people = [
        end for end in reading.parties(clause.of("subject") + clause.of("object"), "subject") if end.party.kind in ("leader", "person")
    ]
    for title in titles:
        plain = not any(child.lower_ in _NOT_IN_OFFICE for child in title.children)
        if people and plain and called(title, reading.lexicon.words["title"]):
            of = [place for child in title.children if child.lower_ == "of" for place in objects_below(child)]
            states = [end for end in reading.parties(of, "prep") if end.party.kind in _STATES]
            for end in people[:1]:
                for state in states[:1]:
                    yield replace(_simple(end, state, "leads", "takes-office/title-of", 0.85), past=clause.past)


def _includes(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """`the Union, which includes A and B`: its members."""
    if clause.lemma not in _INCLUDING or clause.negated or clause.status != "asserted":
        return
    bodies = [end for end in reading.parties(clause.of("subject"), "subject") if end.party.kind == "organization" and end.how == "named"]
    places = clause.of("object") + clause.of("prep", "of")
    for body in bodies[:1]:
        for state in reading.parties(places, "object"):
            if state.party.kind in _STATES and state.how in ("named", "member"):
                yield _simple(state, body, "member_of", "member/included", 0.75)


def _end(reading: Reading, place: int, how: str = "named") -> End:
    first, last = reading.ends.spans[place]
    return End(reading.ends.at[place].party, first, last, how)


def _simple(source: End, target: End, kind: str, rule: str, confidence: float) -> Relation:
    first, last = min(source.first, target.first), max(source.last, target.last)
    return Relation(source, target, kind, rule, first, last, "asserted", False, confidence)


def _outlet(reading: Reading, token: Token) -> Iterator[Relation]:
    """`Russian state broadcaster RT`, `Iran's news agency IRNA`: the nationality said with an outlet."""
    owners = [one for one in reading.ends.owners(token) if one.party.kind in _STATES]
    if not owners and token.dep_ == "appos":
        owners = [one for one in reading.ends.owners(token.head) if one.party.kind in _STATES]
    for child in token.children:
        if not owners and child.dep_ == "appos":
            owners = [one for one in reading.ends.owners(child) if one.party.kind in _STATES]
    for owner in owners:
        yield _simple(_end(reading, token.i), owner, "outlet_of", "outlet/nationality", 0.85)


def _corridor(reading: Reading, token: Token, known: frozenset[str]) -> Iterator[Relation]:
    """The states of the sentence that a route is known to join (`belonging` has those that it is said to)."""
    source = _end(reading, token.i)
    there = {mention.party.name: place for place, mention in reading.ends.heads.items() if mention.party.kind in _STATES}
    both = {name: place for name, place in there.items() if name in known}
    for place in both.values() if len(both) > 1 else ():  # one of them alone may be named for anything
        yield _simple(source, _end(reading, place), "connects", "corridor/known", 0.7)


def _members(reading: Reading, token: Token) -> Iterator[Relation]:
    """`NATO member Turkey`, `Turkey, a member of NATO`, `members of the EU such as Greece`, `its membership of NATO`."""
    head = token.head
    within = token.dep_ in ("compound", "poss", "nmod", "amod")
    noun = head if within else None
    if token.dep_ == "pobj" and head.lower_ in ("of", "in", "to"):
        noun = head.head
    if noun is None or _denied(noun):
        return
    fields = ("nouns", "named") if within else ("nouns",)
    cls = _member_class(reading, noun, fields)
    if lemma_of(noun) == "government" and reading.ends.at[token.i].party.name not in reading.ends.discourse.register.unions:
        return  # "the Green Front government of Chad"
    sources: list[End] = []
    if cls is None and noun.i in reading.ends.at and token.dep_ in ("compound", "nmod"):
        # "NATO member Turkey" is parsed with Turkey as head and both words before it.
        cls = next((found for child in noun.children if (found := _member_class(reading, child, fields))), None)
        sources = [_end(reading, noun.i)]
    if cls is not None:
        states = [one for one in sources or _member_states(reading, noun) if one.party.kind in _STATES]
        yield from Occurrence(cls, "member", (noun.i,)).between(states, [_end(reading, token.i)])


def _denied(noun: Token) -> bool:
    """Whether one is said not to be a member: "is not a member", "Chad, no member of the Union,"."""
    above = [noun, noun.head] if noun.dep_ in ("attr", "appos", "pobj") else [noun]
    return any(
        child.dep_ == "neg" or child.lower_ in ("not", "no", "never", "non") for one in above for child in one.children if child.i < noun.i
    )


def _member_class(reading: Reading, noun: Token, fields: tuple[str, ...]) -> PredicateClass | None:
    return next((cls for field, _, cls in reading.lexicon.structural.get(lemma_of(noun), ()) if field in fields), None)


def _member_states(reading: Reading, noun: Token) -> list[End]:
    """Who the members are: in apposition, the subject of "is", named after "such as", the owner of a membership."""
    if noun.dep_ == "appos":
        return reading.ends.of(noun.head, "prep")
    if noun.dep_ == "pobj" and noun.head.head.dep_ == "appos":
        return reading.ends.of(noun.head.head.head, "prep")  # "one of the members of"
    if noun.dep_ == "attr":
        return [end for child in noun.head.children if child.dep_ == "nsubj" for end in reading.ends.of(child, "subject")]
    if noun.dep_ in ("compound", "nmod") and noun.head.i in reading.ends.at:
        return [_end(reading, noun.head.i)]
    owners = [end for child in noun.children if child.dep_ == "poss" for end in reading.ends.of(child, "prep")]
    named = reading.ends.members(noun, "prep", 1)
    named += [end for child in noun.children if child.dep_ == "appos" for end in reading.ends.of(child, "prep")]
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and not named:
        named = reading.parties([one.i for one in noun.head.head.children if one.dep_ == "nsubj"], "subject")  # "joined as a member of"
    return named or owners or reading.ends.reference(noun)
