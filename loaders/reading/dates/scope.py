"""Which date expression of a sentence governs a predicate: by the clauses of the parse, not by distance alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .clock import month_of, words
from .dating import Expression

if TYPE_CHECKING:
    from ..parse.tree import Doc, Span, Token

# Links by which what a clause says is dated by the clause above it: "said on Monday that it would leave", "met on Monday and urged".
_UPWARD = ("xcomp", "ccomp", "pcomp", "conj", "dep", "parataxis", "acl", "advcl", "prep")
# Marks of a finite clause that happens with the one above it; after the others ("after", "because", "if") it happened at another time.
_WITH = ("as", "when", "while", "where", "by")
# A clause with one of these tells of another time than the clause above it.
_NO_TIME = frozenset(("before", "since", "because", "if", "until", "unless", "although", "though", "whether"))
_SERIES = frozenset("series number round wave spate string set sequence kind sort state spell bout".split())
_OPENERS = (["and"], ["but"], ["while"], [","], [":"], ["-"])
_WITHIN_NOUN = frozenset("relcl acl prep pobj agent pcomp xcomp compound amod poss conj appos dobj".split())
_ATTRIBUTES = ("nummod", "compound", "amod", "poss", "nmod")

# "over the protests of B"
_IN_SPITE = ("over", "despite", "amid", "against")


def governing(doc: Doc, found: Sequence[Expression], at: Iterable[int]) -> Expression | None:
    """The expression that dates the predicate with the tokens `at`; None where those of the sentence date something else.

    First its own ("a 2020 offensive", "the raid of 3 May"), then those of its clause, of the clauses above it as far as they
    tell of the same time, last those of a clause below it that sets the scene ("speaking on Monday").
    """
    tokens = [doc[place] for place in at]
    tokens += [
        token.head.head for token in tokens if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _SERIES
    ]
    ranked = [(rank, number) for number, one in enumerate(found) if (rank := _rank(doc, one, tokens)) is not None]
    if ranked:
        (steps, _, _), number = min(ranked)
        if 0.9 <= steps < 2 and _of_its_ground(doc, found[number], tokens):
            start = found[number].start
            return replace(found[number], start=month_of(start) if start else None)
        nearer = _before_its_subject(doc, found[number], found, tokens) if steps >= 2 else None
        chosen = nearer or _as_told(doc, found[number], tokens)
        # What came after an event came at best in its month.
        return replace(chosen, start=month_of(chosen.start)) if steps == 2.5 and chosen.start and chosen.attributive else chosen
    for one in found:
        if one.kind == "point" and one.start and _since_then(doc, one, tokens):
            return replace(one, kind="since", attributive=False)
    # A small parser hangs many a date on the wrong word: then the nearest dates it.
    points = [one for one in found if one.kind == "point" and not one.attributive]
    points = [
        one
        for one in points
        if not any(";" in doc.text[min(one.char_start, token.idx) : max(one.char_start, token.idx)] for token in tokens)
    ]
    dates = [one for one in points if not _describes(doc, one) and all(_loose(token, standing_with(doc, one)) for token in tokens)]
    places = [(token.idx, token.idx + len(token)) for token in tokens]
    nearest = min(dates, key=lambda one: min(max(first - one.char_end, one.char_start - last) for first, last in places), default=None)
    return _after_it(doc, nearest, tokens) if nearest else None


def _of_its_ground(doc: Doc, one: Expression, tokens: Sequence[Token]) -> bool:
    """Whether a date is that of a deed at which another takes offence: "the raid on Saturday infuriated Kenya"."""
    host = standing_with(doc, one)
    if one.kind != "point" or host.pos_ not in ("NOUN", "PROPN") or str(host.lemma_).lower() not in words().happenings:
        return False
    return host.dep_ == "nsubj" and any(token.i == host.head.i for token in tokens)


def _since_then(doc: Doc, one: Expression, tokens: Sequence[Token]) -> bool:
    """Whether a date is that of what a state of affairs has lasted since: "since the coup of 2012", "since it seceded in 1991"."""
    span = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
    token = span.root if span is not None and len(span) else doc[0]
    for _ in range(8):
        above = token.head
        marked = token.dep_ in ("pobj", "pcomp") and above.lower_ == "since"
        if marked or (token.dep_ == "advcl" and any(child.lower_ == "since" and child.i < token.i for child in token.children)):
            clause = clause_head(above.head if marked else above)
            lasting = tense(clause) in ("perfect", "present", "pluperfect")
            return lasting and any(clause in (head := clause_head(each), *head.ancestors) for each in tokens)
        if token.dep_ == "ROOT" or (token.dep_ in ("ccomp", "conj") and token.pos_ == "VERB"):
            return False
        token = above
    return False


def _after_it(doc: Doc, one: Expression, tokens: Sequence[Token]) -> Expression:
    """What came "after its troops crossed the border on 27 June" came, as far as is certain, in that month."""
    dated = clause_head(standing_with(doc, one))
    after = any(child.dep_ == "mark" and child.lower_ == "after" for child in dated.children)
    apart = all(clause_head(token) != dated for token in tokens)
    return replace(one, start=month_of(one.start)) if after and apart and one.start else one


def said_later(doc: Doc, one: Expression, at: Sequence[int]) -> Token | None:
    """The verb of saying, where a date is that on which it was said what had been done: "said on Wednesday that Kenya had raided it"."""
    dated = clause_head(standing_with(doc, one))
    clauses = [clause_head(doc[place]) for place in at]
    done = all(clause.dep_ == "ccomp" and tense(clause) in ("pluperfect", "perfect") and dated in clause.ancestors for clause in clauses)
    return dated if done and one.kind == "point" else None


def _before_its_subject(doc: Doc, chosen: Expression, found: Sequence[Expression], tokens: list[Token]) -> Expression | None:
    """The date that opens a later clause, as in "and last October China signed": a small parser hangs it on the subject."""
    place = min(tokens, key=lambda token: token.i)
    for one in reversed(found):
        if one.kind == "point" and not one.attributive and chosen.char_end <= one.char_start and one.char_end <= place.idx:
            first = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
            between = doc[first.end : place.i] if first is not None else doc
            opens = (
                first is not None and first.start > 0 and doc.words(max(0, first.start - 2), first.start).lower().split()[-1:] in _OPENERS
            )
            if opens and not any(token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("amod", "acl") for token in between):
                return one
    return None


def _as_told(doc: Doc, one: Expression, tokens: Sequence[Token]) -> Expression:
    """What is "not done until 1991" was done then; what "was under way by 1951", too."""
    clauses = [clause_head(token) for token in tokens]
    if (
        one.kind == "until"
        and doc.text[one.char_start : one.char_start + 3].lower() == "by "
        and tense(clauses[0]) in ("past", "pluperfect")
    ):
        return replace(one, kind="point", start=one.end, end=None)
    denied = doc.text[: one.char_start].rstrip().lower().endswith("not")
    denied = denied or any(child.dep_ == "neg" or child.lower_ in ("never", "only") for clause in clauses for child in clause.children)
    return replace(one, kind="point", start=one.end, end=None) if one.kind == "until" and denied else one


def standing_with(doc: Doc, one: Expression) -> Token:
    """The word with which an expression stands."""
    span = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
    return _host(span)[0] if span is not None and len(span) else doc[0]


def _describes(doc: Doc, one: Expression) -> bool:
    """Whether a date only describes an event: "the attack of 27 June"."""
    span = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
    return span is not None and bool(len(span)) and _of_event(span.root)


def _of_event(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "of" and str(token.head.head.lemma_).lower() in _events()


def _loose(token: Token, host: Token) -> bool:
    """Whether a date may date a predicate from anywhere in its sentence: not what is or has been, nor what a relative clause adds."""
    clause, dated = clause_head(token), clause_head(host)
    if dated.dep_ == "xcomp" and dated.head.dep_ == "advcl" and dated != clause and dated not in clause.ancestors:
        return False
    marks = {child.lower_ for child in dated.children if child.dep_ in ("mark", "advmod")}
    if dated.dep_ == "advcl" and dated != clause and marks & _NO_TIME:
        return False
    if dated.dep_ == "pcomp" and dated != clause and dated not in clause.ancestors:
        return False
    above = {clause, *clause.ancestors}
    if any(one.dep_ == "relcl" and one not in above for one in (dated, *dated.ancestors)):
        return False
    if clause.dep_ == "pcomp" and clause.head.lower_ in ("after", "before", "since"):
        return False
    if not _done(token, host) or (dated.dep_ == "conj" and clause in dated.ancestors and dated.i > token.i):
        return False
    while clause.dep_ != "ROOT":
        marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
        if clause.dep_ in ("relcl", "advcl") and tense(clause) != "none" and not marks & set(_WITH):
            return False
        if tense(clause) in ("perfect", "pluperfect", "present"):
            return False
        clause = clause_head(clause.head)
    return tense(clause) in ("past", "future", "none")


def _done(token: Token, host: Token) -> bool:
    """False for a noun that only names the ground of what is told: "concern over the arrests", "despite the sanctions".

    Unless the date stands with the ground itself: "since their summit last year".
    """
    if token.dep_ == "amod":
        # "The Kenyan-backed rebels attacked on Monday": they were backed at other times too.
        return token in host.ancestors
    objects = token.lemma_.lower() in words().objections
    while token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("pobj", "conj", "compound", "poss", "appos"):
        if token.dep_ == "appos":
            return token in host.ancestors
        named = any(child.dep_ in ("det", "poss") for child in token.children)
        token = token.head
        if token.lower_ == "under" and named:
            # "under the agreement between them", not "came under attack"
            return token in host.ancestors
        if token.lower_ in words().grounds and not (objects and token.lower_ in _IN_SPITE):
            return token in host.ancestors
        token = token.head if token.pos_ == "ADP" else token
    return True


def clause_head(token: Token) -> Token:
    """The verb of the clause in which a token stands; the root where there is none."""
    while token.dep_ != "ROOT" and (token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound")):
        token = token.head
    return token


def tense(verb: Token) -> str:
    """past, perfect, pluperfect, present, future, or `none` of a form that has no tense of its own."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    if words & {"will", "would", "shall", "'ll", "’ll", "may", "might", "could", "can", "should", "must"}:
        return "future"
    if words & {"has", "have", "'ve", "’ve"} and verb.tag_ in ("VBN", "VBD"):
        return "perfect"
    if words & {"had", "'d"} and verb.tag_ in ("VBN", "VBD"):
        return "pluperfect"
    if words & {"was", "were", "did", "got"} or (verb.tag_ == "VBD" and not helpers):
        return "past"
    if words & {"is", "are", "'s", "'re", "am", "do", "does"} or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return "none"


def _rank(doc: Doc, one: Expression, tokens: list[Token]) -> tuple[float, bool, int] | None:
    """How directly an expression dates a predicate, the lowest first; None where it does not."""
    span = doc.char_span(one.char_start, one.char_end, alignment_mode="expand")
    if span is None or not len(span) or all(_parted(doc, span, token) for token in tokens):
        return None
    if one.kind == "apart":
        return (0.2, False, 0) if any(_introduced(span, token) for token in tokens) else None
    host, attribute = _host(span)
    nearest = min(abs(host.i - token.i) for token in tokens)
    vague = one.kind in ("past_vague", "unknown")
    # "threatened on Wednesday to impose sanctions by August": the threat has its day, the sanctions a term.
    term = one.kind == "until" and clause_head(host).dep_ == "xcomp" and tense(clause_head(clause_head(host).head)) == "past"
    if term and any(clause_head(token) == clause_head(host) for token in tokens):
        return (2.2, vague, nearest)
    for token in tokens:
        if host.i == token.i:
            return (0.0, vague, nearest)
        if host in token.ancestors and host.pos_ in ("NOUN", "PROPN") and _noun_path(token, host) and (attribute or token.dep_ != "amod"):
            return (0.5 if attribute else 0.4, vague, nearest)
        if token in host.ancestors and token.pos_ in ("NOUN", "PROPN") and _inside(host, token) and not _undone(host, token, tokens):
            return (0.3, vague, nearest)
    if any(_at_its_edge(token, span, host) for token in tokens):
        return (0.35, vague, nearest)
    if attribute and any(_taking_part(token, host) for token in tokens):
        return (0.8, vague, nearest)
    if attribute and one.start and _follows(host) and any(clause_head(token) == clause_head(host.head) for token in tokens):
        return (2.5, vague, nearest)
    if any(_right_before(doc, span, token) for token in tokens):
        return (0.9, vague, nearest)
    if attribute or not all(_done(token, host) for token in tokens):
        return None
    steps = min((step for token in tokens for step in [_steps(token, clause_head(host), span)] if step is not None), default=None)
    if steps is None:
        return None
    return (1 + steps + (0.5 if host.pos_ in ("NOUN", "PROPN") else 0.0), vague, nearest)


def _right_before(doc: Doc, span: Span, token: Token) -> bool:
    """Whether a date stands right before a verb, whatever a parser hung it on: "who on Monday night broke off relations"."""
    between = [doc[place] for place in range(span.end, token.i)]
    fills = all(word.pos_ in ("ADV", "AUX") or word.lower_ in ("night", "morning", "evening", "afternoon") for word in between)
    return token.tag_ in ("VBD", "VBN") and token.i >= span.end and len(between) <= 2 and fills and token.dep_ != "amod"


def _follows(event: Token) -> bool:
    """Whether something is said to have come after a dated event: "after the 2008 raid"."""
    return event.dep_ == "pobj" and event.head.lower_ in ("after", "following")


def _at_its_edge(token: Token, span: Span, host: Token) -> bool:
    """Whether a date ends the phrase of a noun, though it was hung on the verb behind it: "since their summit last year broke down"."""
    gap = span.start - token.right_edge.i - 1
    linked = gap == 0 or (gap == 1 and span[0].nbor(-1).pos_ == "ADP")
    return token.pos_ == "NOUN" and token.i < span.start and linked and host.i >= span.end


def _taking_part(token: Token, host: Token) -> bool:
    """Whether the dated event is that in which the predicate takes place: "interfered in the 2016 election", "skipped the 2025 parade"."""
    if token.pos_ == "ADP":
        token = token.head
    below = host.head if host.dep_ == "pobj" and host.head.lower_ in ("in", "at", "during", "with", "from") else None
    if below is not None:
        return below.head.i == token.i or below.i == token.i
    return host.dep_ == "dobj" and host.head.i == token.i and str(token.lemma_).lower() in words().takes_part


def _parted(doc: Doc, span: Span, token: Token) -> bool:
    """Whether a semicolon stands between a date and a predicate: then it is of another statement."""
    first, last = sorted((span.start, token.i))
    return any(between.text == ";" for between in doc[first:last])


def _introduced(span: Span, token: Token) -> bool:
    """Whether a predicate stands in what "a day after" introduces."""
    word = span[-1]
    below = [word.head] if word.dep_ == "mark" else list(word.children)
    return any(token.i == head.i or head in token.ancestors for head in below if head.i > word.i)


def _host(span: Span) -> tuple[Token, bool]:
    """What a date stands with, and whether it only describes a noun ("the 2016 coup", "last year's election")."""
    token = span.root
    attribute = token.dep_ in _ATTRIBUTES and token.head.pos_ in ("NOUN", "PROPN") and token.head not in span
    # "the attack of 27 June" as "the 27 June attack"
    attribute = attribute or _of_event(token)
    token = token.head
    stands = ("VERB", "AUX", "NOUN", "PROPN")
    while token.dep_ != "ROOT" and (token in span or token.pos_ not in stands or token.dep_ in ("aux", "auxpass")):
        token = token.head
    return token, attribute


def _events() -> frozenset[str]:
    """The words for what happens, and for meetings."""
    return words().happenings | words().meetings


def _noun_path(token: Token, noun: Token) -> bool:
    """Whether `token` says more of a dated noun: "a 2016 ruling that voided the claims", "the 2020 offensive by Kenya backed by Uganda"."""
    while token.i != noun.i:
        if token.dep_ not in _WITHIN_NOUN or token.lower_ in words().grounds:
            return False
        token = token.head
    return True


def _inside(host: Token, noun: Token) -> bool:
    """Whether a date below a noun is still the noun's: "the raid on the camp on 3 May", "sanctions, which were imposed in 2019"."""
    while host.i != noun.i:
        if host.dep_ in ("ccomp", "advcl", "conj"):
            return False
        many = any(child.lower_ in ("were", "are", "have") for child in host.children)
        if host.dep_ in ("relcl", "acl") and host.head.i != noun.i and host.head.pos_ == "PROPN" and not many:
            # "ties with Kenya, which held a vote in 2019"
            return False
        host = host.head
    return True


def _undone(host: Token, noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a date tells how what is now done came about: "restored the ties severed in 2014"."""
    verb = noun.head if noun.dep_ == "dobj" else None
    return verb is not None and verb in tokens and host.pos_ == "VERB" and host.dep_ in ("acl", "relcl")


def _steps(token: Token, dated: Token, span: Span) -> float | None:
    """How many clauses lie between a predicate and the clause that is dated; None where one does not date the other."""
    head = clause_head(token)
    scene: float | None = None
    for steps, clause in enumerate(_upward(head, span)):
        if clause.i == dated.i:
            return steps
        if scene is None and clause in dated.ancestors and _scene(dated, clause):
            # "After taking office in 2016, he took steps to improve relations"
            scene = 3.0 + steps
    return scene


def _upward(clause: Token, span: Span) -> Iterator[Token]:
    """A clause and those above it that tell of the same time."""
    for _ in range(8):
        yield clause
        if clause.dep_ == "ROOT":
            return
        above = clause_head(clause.head)
        marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
        if clause.dep_ in ("relcl", "advcl", "acl") and ("when" in marks or ("where" in marks and _alike(tense(clause), tense(above)))):
            pass
        elif clause.dep_ not in _UPWARD or not _same_time(clause, above, marks):
            return
        clause = above


def _same_time(clause: Token, above: Token, marks: set[str]) -> bool:
    own = tense(clause)
    if clause.dep_ == "pcomp" and clause.head.lower_ in ("after", "before", "since"):
        return False
    if clause.dep_ in ("ccomp", "xcomp", "pcomp", "prep"):
        return True
    if clause.dep_ == "advcl" and own != "none":
        return bool(marks & set(_WITH)) and own == tense(above)
    if clause.dep_ in ("conj", "dep", "parataxis"):
        return _alike(own, tense(above)) or _goes_on(clause, above)
    return own in ("none", "past")


def _goes_on(clause: Token, above: Token) -> bool:
    """Whether a verb shares the auxiliary of the one before it: "have raided the paper, stripped the BBC and jailed two"."""
    bare = not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in clause.children)
    return bare and clause.tag_ in ("VBN", "VBD") and tense(above) in ("perfect", "pluperfect", "past")


def _alike(own: str, above: str) -> bool:
    """Whether two clauses tell of the same time, as far as their tenses say."""
    ahead = ("future", "present")
    return "none" in (own, above) or own == above or (own in ahead and above in ahead)


def _met_at(noun: Token) -> bool:
    """Whether a noun is the meeting at which something is done: "agreed at a summit held in May"."""
    meeting = str(noun.lemma_).lower() in words().meetings and noun.dep_ == "pobj"
    return meeting and noun.head.lower_ in ("at", "during", "in") and noun.head.head.pos_ == "VERB"


def _scene(dated: Token, head: Token) -> bool:
    """Whether a dated clause below another sets its scene: "speaking on Monday, he warned", "a report released on Monday warned"."""
    while dated.i != head.i:
        marks = {child.lower_ for child in dated.children if child.dep_ in ("mark", "advmod")}
        match dated.dep_:
            case "advcl" if marks & {"when", "as", "while"} or (dated.tag_ in ("VBG", "VBN") and not marks & {"after", "since", "before"}):
                pass
            case "acl" if dated.head.dep_ in ("nsubj", "nsubjpass", "pobj") and dated.head.lower_ in words().told_by:
                pass
            case "acl" | "relcl" if _met_at(dated.head):
                pass
            case "pcomp" if dated.head.lower_ in ("after", "in", "on", "upon", "by", "while", "when"):
                pass
            case "pcomp" if dated.head.lower_ == "since" and tense(head) == "perfect":
                pass
            case "xcomp" if str(dated.head.lemma_).lower() in words().ahead and dated.head.dep_ == "advcl":
                return False
            case "xcomp" | "prep" | "pobj" | "nsubj" | "nsubjpass" | "dobj":
                pass
            case _:
                return False
        dated = dated.head
    return True
