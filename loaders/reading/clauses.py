"""A parsed sentence → clauses: predicates with their arguments by grammatical role, polarity, status and who says so.

Tokens are numbered as the parser numbers them. Roles follow meaning, not surface: the subject of a passive is an `object`, its by-agent a
`subject`; a participle, an infinitive or a second verb takes the subject that it shares; "which" is what it refers to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import Lexicon
from .parse.lemmas import lemma_of
from .parse.verbs import negated, passive, referent, says_not, subject_of

if TYPE_CHECKING:
    from .parse.tree import Doc, Token

_OBJECTS = ("dobj", "dative", "oprd")
_IF = ("if", "unless", "whether")
_RELATIVE = ("WDT", "WP", "WP$")
_CALLING = frozenset("call describe term label see regard consider deem denounce condemn brand characterise characterize".split())
# Verbs that tell of a state of affairs: in the past tense it is over. Others tell of its beginning.
_STATIVE = frozenset("be remain stay seem appear enjoy have see view regard consider know belong back share".split())
_IMAGINING = frozenset("would could might 'd".split())
_PLANNED_AUX = frozenset("will would shall could may might should must 'll ll ca can wo".split())


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: `role` is subject, object, prep (of the predicate), object-prep (of its object) or particle.

    `token` heads the phrase; `word` is the preposition or particle.
    """

    role: str
    token: int
    word: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its arguments. `status` is a status of the schema; `speaker` heads whoever is quoted or said to say it, -1 if nobody.

    `unreal`: what is only imagined ("if A attacked B, C would", "whether A might", "it would be absurd for A to").
    `ceased`: what was and is no more ("is no longer", "ceased to be").
    """

    verb: int
    lemma: str
    arguments: tuple[Argument, ...]
    negated: bool = False
    status: str = "asserted"
    past: bool = False
    conditional: bool = False
    speaker: int = -1
    unreal: bool = False
    ceased: bool = False

    def of(self, role: str, *words: str) -> tuple[int, ...]:
        """Heads of the arguments of a role, of those prepositions where any are given."""
        return tuple([one.token for one in self.arguments if one.role == role and (not words or one.word in words)])


def clauses(doc: Doc, lexicon: Lexicon) -> list[Clause]:
    """Every verb of a parsed sentence as a clause, in order."""
    return [clause(token, lexicon) for token in doc if _heads_clause(token)]


def _heads_clause(token: Token) -> bool:
    """Whether a token is a verb with its own arguments; "was overrun by" is one though the parser takes it for a noun."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ not in ("aux", "auxpass")
    return token.pos_ == "NOUN" and any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def clause(verb: Token, lexicon: Lexicon) -> Clause:
    """One verb as a clause."""
    status, speaker, conditional = _status(verb, lexicon)
    return Clause(
        verb.i,
        lemma_of(verb),
        tuple(_arguments(verb)),
        negated(verb),
        status,
        lemma_of(verb) in _STATIVE
        and verb.tag_ in ("VBD", "VBN")
        and not any(child.lower_ in ("has", "have", "'ve") for child in verb.children),
        conditional,
        speaker,
        _imagined(verb, lexicon),
        _ceased(verb),
    )


def _arguments(verb: Token) -> Iterator[Argument]:
    is_passive = passive(verb)
    subject = subject_of(verb)
    if subject is not None:
        yield Argument("object" if is_passive else "subject", subject.i)
    objects: list[Token] = []
    below = [one for child in verb.children if child.dep_ == "prep" and child.i > verb.i for one in child.children]
    gerund = min((one.i for one in below if one.tag_ == "VBG"), default=None)
    for child in verb.children:
        if child.dep_ in _OBJECTS and child.pos_ != "ADP":
            if gerund is None or child.i < gerund:  # in "accuses B of shielding C" the parser may give C to the first verb
                objects.append(referent(child))
        elif child.dep_ in ("ccomp", "dobj", "pcomp") and (named := _so_called(child)) is not None:
            objects.append(named)
        elif child.dep_ in ("ccomp", "xcomp") and child.tag_ == "VB" and not is_passive:
            # "urged B to withdraw", "let B go": the parser hangs B on the second verb.
            if not any(one.dep_ == "mark" for one in child.children):
                objects.extend(referent(one) for one in child.children if one.dep_ in ("nsubj", "nsubjpass"))
        elif child.dep_ == "agent" or (is_passive and child.dep_ == "prep" and child.lower_ == "by"):
            for one in child.children:
                if one.dep_ == "pobj":
                    yield Argument("subject", referent(one).i)
        elif child.dep_ in ("prep", "dative") and child.lower_ != "according":
            yield from _preposition(child, "prep")
        elif child.dep_ == "prt" or (child.dep_ == "advmod" and child.pos_ == "ADP"):
            yield Argument("particle", child.i, child.lower_)
            yield from _preposition(child, "prep", below=True)
        elif child.dep_ == "advmod":
            yield from _preposition(child, "prep", below=True)
    if is_passive and not any(child.dep_ == "agent" for child in verb.children):
        # "is armed, trained and paid by B"
        later = [one for one in verb.conjuncts if one.i > verb.i and one.tag_ == "VBN"]
        agents = [child for one in later for child in one.children if child.dep_ == "agent"]
        yield from (Argument("subject", referent(one).i) for child in agents for one in child.children if one.dep_ == "pobj")
    if is_passive and subject is not None:
        yield from (one for child in subject.children if child.dep_ == "prep" for one in _preposition(child, "object-prep"))
    if not objects:
        objects = list(_shared_object(verb, is_passive))
    for one in objects:
        yield Argument("object", one.i)
        # "loans and grants for B": what follows the last of a list may be said of all.
        for child in (below for part in (one, *_listed_after(one)) for below in part.children):
            if child.dep_ == "prep":
                yield from _preposition(child, "object-prep")


def _so_called(verb: Token) -> Token | None:
    """What "what he called B's meddling" or "what it described as B's threats" is about: the meddling, the threats."""
    if lemma_of(verb) not in _CALLING or not any(child.lower_ == "what" for child in verb.children):
        return None
    below = [child for child in verb.children if child.dep_ in ("oprd", "attr", "dobj", "ccomp") and child.pos_ in ("NOUN", "PROPN")]
    below += [one for child in verb.children if child.lower_ == "as" for one in child.children if one.dep_ == "pobj"]
    return next((one for one in below if one.lower_ != "what"), None)


def _listed_after(noun: Token) -> Iterator[Token]:
    """Plain nouns coordinated to a plain noun, the last of which may have the phrase that belongs to all."""
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ == "NOUN" and noun.pos_ == "NOUN":
            yield child
            yield from _listed_after(child)


def _preposition(prep: Token, role: str, below: bool = False) -> Iterator[Argument]:
    if not below:
        word = prep.lower_
        for child in prep.children:
            if child.dep_ == "pobj":
                yield Argument(role, referent(child).i, word)
    for child in prep.children:
        if child.dep_ == "prep" or (child.dep_ == "conj" and child.pos_ == "ADP"):
            yield from _preposition(child, role)  # "with B and with C"
        if prep.lower_ == "out" and child.lower_ == "of":
            yield from (Argument(role, referent(one).i, "out") for one in child.children if one.dep_ == "pobj")  # "pulled troops out of B"
        if child.dep_ == "conj" and child.pos_ == "ADP":
            # "imports of steel from B and of sugar from C": the parser hangs the second pair on the first "from"
            again = (one for noun in child.children if noun.dep_ == "pobj" for one in noun.children)
            yield from (one for below in again if below.dep_ == "prep" for one in _preposition(below, role))


def _shared_object(verb: Token, is_passive: bool) -> Iterator[Token]:
    """The object of "A criticised and condemned B", and of "remarks that A condemned"."""
    if is_passive:
        return
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(one.dep_ == "nsubj" for one in child.children):
            if any(one.dep_ == "prep" for one in verb.children):
                continue
            yield from (referent(one) for one in child.children if one.dep_ == "dobj")
    if verb.dep_ == "relcl" and any(child.dep_ == "nsubj" and child.tag_ not in _RELATIVE for child in verb.children):
        yield verb.head


def _status(verb: Token, lexicon: Lexicon) -> tuple[str, int, bool]:
    """What the clause is worth: asserted, planned, alleged or denied; who says it; whether it hangs on an "if"."""
    status = "asserted"
    speaker = -1
    conditional = False
    if any(child.dep_ == "aux" and child.lower_ in _PLANNED_AUX for child in verb.children):
        status = "planned"
    token = verb
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ in ("advcl", "ccomp") and any(child.dep_ == "mark" and child.lower_ in _IF for child in token.children):
            conditional = True
        if token.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "prep", "parataxis") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            status, speaker = _governed(token, head, status, speaker, lexicon)
        elif token.dep_ == "conj" and any(child.dep_ == "aux" and child.lower_ in _PLANNED_AUX for child in head.children):
            status = "planned" if status == "asserted" and verb.tag_ in ("VB", "VBN", "VBG") else status
        token = head
    return status, speaker if speaker >= 0 else _said_aside(verb, lexicon), conditional


def _said_aside(verb: Token, lexicon: Lexicon) -> int:
    """Who is told of beside the clause: "A, B complained, had opened fire", "according to B, A had opened fire"; -1 if nobody."""
    for child in verb.children:
        if child.dep_ == "parataxis" and lexicon.is_word("attribute", lemma_of(child)):
            return _said_by(child, -1)
        if child.dep_ == "prep" and child.lower_ == "according":
            return next((one.i for to in child.children for one in to.children if one.dep_ == "pobj"), -1)
    return -1


def _ceased(verb: Token) -> bool:
    """Whether a verb says that something is no more: "is no longer", "is not … any more", "ceased to be"."""
    words = [child for child in verb.children if child.dep_ in ("advmod", "neg")]
    no_longer = any(child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no" for child in words)
    any_more = says_not(verb) and any(child.lower_ in ("more", "anymore", "longer") for child in words)
    return no_longer or any_more or (verb.dep_ == "xcomp" and lemma_of(verb.head) in ("cease", "stop", "quit"))


def _imagined(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause tells of nothing that is or is planned: a past "if" below a "would", "whether … might", "it would be absurd"."""
    if _shied_from(verb, lexicon):
        return True
    for token in (verb, *verb.ancestors):
        if token.pos_ not in ("VERB", "AUX"):
            continue
        above = token.head
        marks = [child.lower_ for child in token.children if child.dep_ == "mark"]
        if "whether" in marks and token.dep_ in ("ccomp", "advcl") and (_might(token) or lexicon.is_word("wondering", lemma_of(above))):
            return True
        if above is token or not _might(above):
            continue
        simple = token.tag_ == "VBD" or any(child.dep_ == "aux" and child.tag_ == "VBD" for child in token.children)
        if "if" in marks and token.dep_ == "advcl" and simple:
            return True
        said = [child for child in above.children if child.dep_ in ("acomp", "attr")] if lemma_of(above) == "be" else []
        if any(lexicon.is_word("unreal", lemma_of(one)) for one in said):
            return True
    return False


def _shied_from(verb: Token, lexicon: Lexicon) -> bool:
    """Whether one would rather not do it: "wary of offending B", "afraid to provoke B", "avoids angering B"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "about", "from") else verb.head
    return verb.dep_ in ("pcomp", "xcomp") and verb.tag_ in ("VBG", "VB") and lexicon.is_word("shying", lemma_of(above))


def _might(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _IMAGINING for child in verb.children)


def _governed(token: Token, head: Token, status: str, speaker: int, lexicon: Lexicon) -> tuple[str, int]:
    word = lemma_of(head)
    infinitive = token.tag_ == "VB" or any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
    if token.dep_ in ("xcomp", "acl", "ccomp") and infinitive and lexicon.is_word("intend", word):
        return ("planned" if status == "asserted" else status), speaker
    if token.dep_ == "prep" and token.lower_ in ("to", "of", "toward", "towards", "on") and lexicon.is_word("nearing", word):
        return ("planned" if status == "asserted" else status), speaker  # "close to signing", "on the verge of war"
    if token.dep_ in ("prep", "pcomp", "ccomp") and lexicon.is_word("faulting", word):
        return "alleged", _said_by(head, speaker)  # "accused B of arming C", "criticised B for arming C"
    if token.dep_ in ("acl", "ccomp", "relcl") and head.pos_ == "NOUN" and lexicon.is_word("allegation", word):
        return "alleged", _alleged_by(head, speaker)  # "rejected a charge by C that it was arming B"
    if token.dep_ in ("ccomp", "parataxis", "xcomp") and lexicon.is_word("deny", word) and not infinitive:
        return "denied", _said_by(head, speaker)
    if token.dep_ in ("ccomp", "parataxis") and lexicon.is_word("attribute", word) and head.pos_ == "VERB":
        by = subject_of(head)
        doubtful = by is not None and lexicon.is_word("outsider", lemma_of(by)) and status == "asserted"
        return ("alleged" if doubtful else status), _said_by(head, speaker)
    return status, speaker


def _alleged_by(noun: Token, speaker: int) -> int:
    """Whose a charge is: "Chad's claim that", "accusations by Chad that"."""
    owners = [child.i for child in noun.children if child.dep_ == "poss" or (child.dep_ == "amod" and child.text[:1].isupper())]
    by = [one.i for child in noun.children if child.lower_ in ("by", "from", "of") for one in child.children if one.dep_ == "pobj"]
    return next(iter(owners + by), speaker)


def _said_by(head: Token, speaker: int) -> int:
    if speaker >= 0:
        return speaker
    subject = subject_of(head)
    return subject.i if subject is not None else -1
