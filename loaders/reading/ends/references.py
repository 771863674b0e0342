"""What pronouns, "the two countries", "the kingdom" or "the group" stand for: by salience, with agreement in kind, number and class."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..actors.register import Party
from ..lexicon import Lexicon
from .discourse import DOERS, DOING, ENEMIES, FAR, MANY, NEAR, SUFFERERS, Context, Deed, Discourse, Salient, as_state, whole
from .geography import geography
from .groups import officials
from .others import EACH, HOSTS, of_each
from .several import one_of_two, pair, stand_to_each_other, they, together

if TYPE_CHECKING:
    from ..parse.tree import Token

__all__ = [
    "MANY",
    "NO_JUNTA",
    "Context",
    "Deed",
    "Discourse",
    "Salient",
    "as_state",
    "presides",
    "referring",
    "resolve",
    "whole",
]

_PERSONAL = frozenset("he she him her his hers himself herself".split())
_SINGULAR = frozenset("it its itself".split())
_PLURAL = frozenset("they their them themselves theirs".split())
_SPEAKER = frozenset("we us our ours ourselves i me my".split())
# What of somebody's is bombed, seized, expelled or condemned by others only, and verbs of this that are said with a class of their own.
_ASSETS = frozenset(
    """position base basis camp ship vessel boat trawler tanker warship submarine fleet aircraft plane jet airliner airfield airbase
    airport port harbour harbor capital territory stronghold headquarters convoy outpost bunker infrastructure facility
    refinery diplomat ambassador envoy attache consul asset troop soldier force army navy president leader leadership
    government king regime premier city airspace""".split()
)
_AGAINST = frozenset("condemn denounce criticize criticise insult bomb shell expel seize freeze sink capture bombard invade".split())
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
# Nobody calls the government of these a junta or a regime.
NO_JUNTA = frozenset(
    """United States,United Kingdom,Canada,Australia,New Zealand,Ireland,Norway,Sweden,Denmark,Finland,Iceland,Netherlands,Belgium,Japan,
Israel""".replace("\n", "").split(",")
)
_THOSE = frozenset("those these".split())
_PAIRS = {"pair": 2, "duo": 2, "twosome": 2, "trio": 3, "threesome": 3, "quartet": 4, "foursome": 4}
# With "this" before them they are the speaker's own.
_SPEAKERS = frozenset("government delegation administration parliament".split())
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
_DEFINITE = frozenset("the this that these those both".split())
_STATES = ("state", "territory")
_PEOPLE = ("leader", "person")
_BODIES = (*_STATES, "organization")
# Before a referring noun these make it another one than was named: "a neighbouring country", "the third Arab state".
_OTHER = frozenset(
    "neighbouring neighboring other another first second third next last only host foreign same new former certain various many most any "
    "every each such whole entire developing rogue nuclear sovereign independent deep welfare".split()
)
_ANY_LEADER = frozenset("leader ruler strongman dictator minister monarch despot autocrat".split())
# Ranks by which a text goes on to call a leader.
_RANKED = frozenset("general colonel marshal captain admiral sheikh ayatollah pontiff pope general-secretary".split())
# Plural nouns for those of an armed group.
_FIGHTERS = frozenset(
    """rebel militant guerrilla fighter insurgent separatist gunman militiaman jihadist extremist terrorist paramilitary islamist partisan
    secessionist""".split()
)
# What only an alliance of states is called, and what none is.
_OF_STATES, _OF_PERSONS = (
    frozenset("bloc alliance".split()),
    frozenset("militia movement party faction insurgency front group force".split()),
)


def resolve(token: Token, context: Context, discourse: Discourse, lexicon: Lexicon) -> list[Party]:
    """The parties that a pronoun or a referring noun phrase stands for; none where that is not clear."""
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        if token.lower_ in EACH - {"both"}:
            return of_each(token, context, discourse)
        return _pronoun(token, context, discourse, lexicon)
    if token.lower_ in ("former", "latter") and any(child.lower_ == "the" for child in token.children):
        return one_of_two(token.lower_ == "latter", context, discourse)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "DET", "ADJ"):
        return []
    if token.tag_ == "NN" and str(token.lemma_).lower() in _SPEAKERS and any(child.lower_ == "this" for child in token.children):
        return _this_of_ours(token, discourse)
    if token.text.endswith("s") and token.text[:1].isupper() and (twins := _twins(token.text, lexicon)):
        return twins
    return _counted(token, context, discourse, lexicon) or _described(token, context, discourse, lexicon)


def _pronoun(token: Token, context: Context, discourse: Discourse, lexicon: Lexicon) -> list[Party]:
    word = token.lower_
    owning = token.dep_ == "poss"
    if owning and context.subjects and _of_another(token, lexicon):
        owning, context = False, replace(context, own=True)
    if word.endswith(("self", "selves")):
        return list(context.subjects)
    if word in _PERSONAL:
        return _person(token, context, owning, discourse)
    if word in _SINGULAR:
        found = _thing(token, context, owning, discourse)
        return [found] if found else []
    if word in _SPEAKER:
        spoken = discourse.we('"' in token.doc.text)
        if not spoken and owning and word == "our":
            return _our_own(token, discourse)
        return spoken
    if word in _PLURAL:
        return they(token, context, owning, discourse)
    if word in ("both", "two"):
        return pair(context, discourse)
    return []


def _this_of_ours(token: Token, discourse: Discourse) -> list[Party]:
    """Whose "this government", "this delegation" is where somebody speaks: the speaker's."""
    spoken = [as_state(one) for one in discourse.we('"' in token.doc.text)]
    return [one for one in spoken if one.kind in _STATES][:1]


def _of_another(owner: Token, lexicon: Lexicon) -> bool:
    """Whether "its" cannot mean the subject: nobody bombs its own positions, or expels its own diplomats."""
    noun = owner.head
    verb = noun.head
    if noun.dep_ != "dobj" or str(noun.lemma_).lower() not in _ASSETS or any(child.lower_ == "own" for child in noun.children):
        return False
    lemma = str(verb.lemma_).lower()
    return lemma in _AGAINST or any(cls.type in ("attacks", "coerces") for cls in lexicon.verbs.get(lemma, ()))


def _our_own(token: Token, discourse: Discourse) -> list[Party]:
    """Whose "our government" is in a text of nobody's: of the state that it is about."""
    state = discourse.register.matter()
    public = str(token.head.lemma_).lower() in (
        "government",
        "country",
        "army",
        "nation",
        "president",
        "border",
        "side",
        "republic",
        "soldier",
        "troop",
    )
    return [Party(state[1], state[0])] if state is not None and public else []


def _person(token: Token, context: Context, owning: bool, discourse: Discourse) -> list[Party]:
    usable = [one for one in context.subjects if one.kind in _PEOPLE] if owning or not context.own else []
    if usable:
        return usable[-1:]
    if context.personal and context.subjects and (owning or not context.own):
        return list(context.subjects[:1])  # "the Chadian minister praised his country": Chad
    if context.blocked and (owning or not context.own):
        return []
    shut = {one.state for one in context.subjects} if context.own and not owning else set()
    here = [one for one in (*context.before, *context.earlier) if one.kind in _PEOPLE and one.state not in shut]
    found = here[-1] if here else discourse.last(lambda one: one.kind in _PEOPLE and one.state not in shut, FAR)
    if found is None and owning:
        found = next((one for one in context.later if one.kind in _PEOPLE), None)
    if found is None and token.lower_ in ("she", "her") and not context.blocked:
        # "Britain called this treason. She imposed sanctions."
        found = discourse.last(lambda one: one.kind == "state", 1)
    # A person whom the document names but nobody knows stands in the way of the one before.
    if found and not found.name and found.of:
        return [whole(found)]  # "The Chadian minister spoke. He praised his country"
    return [found] if found and found.name else []


def _thing(token: Token, context: Context, owning: bool, discourse: Discourse) -> Party | None:
    usable = context.subjects if owning or not context.own else ()
    if len(usable) == 1 and usable[0].kind in _BODIES:
        return usable[0]
    shut = {one.state for one in context.subjects} if context.own and not owning else set()

    kinds = (*_BODIES, "corridor") if token.dep_ in ("dobj", "pobj", "nsubjpass") else _BODIES

    several = discourse.joint_subjects()

    def fits(one: Party) -> bool:
        return one.kind in kinds and one.state not in shut

    before = [one for one in context.before if fits(one)]
    if owning and before:
        acting = [one for one in context.earlier if fits(one)]
        return acting[-1] if acting else before[-1]
    if len(usable) == 1 and usable[0].kind in _PEOPLE:
        return None
    if token.dep_ == "dative" and token.head.dep_ == "conj" and before:
        return before[-1]  # "A armed B and C gave it money": B
    if earlier := [one for one in context.earlier if fits(one)]:
        return earlier[-1]
    if owning and (later := [one for one in context.later if fits(one)]):
        return later[0]
    alone = discourse.last(lambda one: fits(one) and one.state not in several, NEAR)
    return alone or (before[-1] if before else None)


def _twins(text: str, lexicon: Lexicon) -> list[Party]:
    """`the two Koreas`, `both Germanys`: the states that share a name."""
    for one in lexicon.words["twins"]:
        plural, *names = one.split("|")
        if plural == text:
            return [Party(name, "state") for name in names]
    return []


def _counted(token: Token, context: Context, discourse: Discourse, lexicon: Lexicon) -> list[Party]:
    """`the two countries`, `both sides`, `the pair`, `the three states`, `the sides`."""
    word, lemma = token.lower_, str(token.lemma_).lower()
    modifiers = {child.lower_ for child in token.children}
    single = EACH - {"both"}
    one_of_them = bool(modifiers & single) and token.tag_ == "NN" and lexicon.is_word("pair_reference", lemma)
    if token.dep_ == "nsubj" and (word in single or one_of_them):
        return of_each(token, context, discourse)
    paired = token.tag_ == "NNS" and "the" in modifiers and stand_to_each_other(token, lemma)
    if (modifiers & _OTHER and not paired) or any(
        child.dep_ in ("prep", "relcl") and child.lower_ in ("of", "in", "from") for child in token.children
    ):
        return []
    number = next((_COUNTS[one] for one in modifiers if one in _COUNTS), 0)
    if number and not lexicon.is_word("pair_reference", lemma):
        return []
    alone = token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass", "poss")
    if not number and alone and word in _COUNTS and (word == "both" or modifiers & {"the", "all", "these", "those"}):
        number = _COUNTS[word]
    if not number and alone and word in _PAIRS and modifiers & {"the"}:
        number = _PAIRS[word]
    counted = number > 0
    bare = all(child.dep_ in ("det", "punct", "case", "predet") for child in token.children)
    if not number and bare and token.tag_ == "NNS" and lexicon.is_word("state_reference", lemma) and modifiers & _THOSE:
        return discourse.several()
    if not number and token.tag_ == "NNS" and lexicon.is_word("implied_pair", lemma) and modifiers & {"the", "these"}:
        number = 2 if all(child.dep_ in ("det", "punct", "case") for child in token.children) else 0
    number = number or 2 * paired
    classes = [key for child in token.children if child.dep_ in ("amod", "compound") for key in _classes(child, lexicon)]
    if not number and token.tag_ == "NNS" and classes and "the" in modifiers and lexicon.is_word("state_reference", lemma):
        return discourse.of_class(lambda one: one.kind in _STATES and _is_of(classes, one.name, lexicon))
    if not number:
        return []
    if lexicon.is_word("leader_reference", lemma):
        leaders = together(number, lambda one: one.kind == "leader", context, discourse)
        if leaders and all(one.kind == "leader" for one in leaders):
            return leaders
    apart = token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ not in ("between", "of"))
    apart = apart or (token.dep_ == "pobj" and token.head.head.pos_ == "VERB")
    own = {one.state for one in context.subjects} if apart else set()
    noun = "" if "former" in modifiers else lemma

    def fits(one: Party) -> bool:
        return one.kind in kinds and one.state not in own and (not classes or _is_of(classes, whole(one).name, lexicon))

    kinds: tuple[str, ...] = (*_STATES, "leader", "person")
    if not lexicon.is_word("state_reference", lemma):
        found = together(number, fits, context, discourse, noun, counted)
        kinds = (*kinds, "organization")
        if found:
            return [as_state(one) for one in found]
    if lexicon.is_word("state_reference", lemma):
        own |= {one.state for one in (*context.before, *(old.party for old in discourse.recent)) if one.state[0] not in _STATES}
    found = together(number, fits, context, discourse, noun, counted)
    return [as_state(one) for one in found]


def _described(token: Token, context: Context, discourse: Discourse, lexicon: Lexicon) -> list[Party]:
    """`the kingdom`, `the island nation`, `the alliance`, `the president`, `the junta`, `his country`."""
    lemma = str(token.lemma_).lower()
    if token.tag_ in ("NNS", "NNPS"):
        return _armed(token, lemma, context, discourse) or officials(token, discourse)
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is not None:
        return []
    modifiers = [child for child in token.children if child.dep_ in ("amod", "compound", "nmod", "nummod")]
    young = frozenset(("new",)) if lemma in ("state", "republic", "nation") else frozenset()
    if not {child.lower_ for child in token.children} & _DEFINITE or any(child.lower_ in _OTHER - young for child in modifiers):
        return []
    if any(_limits(child, token) for child in token.children) or (token.i and token.nbor(-1).text == "-"):
        return []
    own = {one.state for one in context.subjects} if context.own else set()
    if lexicon.is_word("corridor_reference", lemma) and not any(child.pos_ == "PROPN" for child in modifiers):
        here = [one for one in context.before if one.kind == "corridor"]
        route = here[-1] if here else discourse.last(lambda one: one.kind == "corridor", 4)
        return [route] if route else []
    classes = [key for child in modifiers for key in _classes(child, lexicon)]
    plain = all(child.lower_ in lexicon.words["describing"] | young or _classes(child, lexicon) for child in modifiers)
    if not modifiers and lexicon.is_word("organization_head", lemma) and (named := _by_head(lemma, own, discourse)):
        return named
    if (lexicon.is_word("organization_reference", lemma) and (plain or lemma in ("group", "bloc", "alliance"))) or (
        lemma == "force" and not modifiers
    ):
        return _body("" if modifiers else lemma, context, own, discourse)
    if (lexicon.is_word("leader_reference", lemma) or lemma in _RANKED) and not modifiers:
        if presides(lemma, discourse):
            return []

        def called(one: Party) -> bool:
            titles = discourse.register.leaders.get(one.of or ("", ""), {}).get(one, frozenset())
            fits = not titles or lemma in _ANY_LEADER | _RANKED or any(title.endswith(lemma) for title in titles)
            return one.kind == "leader" and one.state not in own and fits

        found = next((one for one in reversed(context.before) if called(one)), None) or discourse.last(called, NEAR)
        return [found] if found else []
    if not plain:
        return []
    own |= context.beside
    if lexicon.is_word("class_noun", lemma):
        classes.append(f"class_{lemma}")
    elif lemma in geography().classes:
        classes.append(lemma)  # "the giant to the south"
    elif not lexicon.is_word("state_reference", lemma):
        return []

    never = NO_JUNTA if lemma in ("junta", "regime") else frozenset()

    def fits(one: Party) -> bool:
        known = _is_of(classes, one.name, lexicon)
        return one.kind in _STATES and one.state not in own and known and one.name not in never

    return _state(lemma, fits, bool(classes), context, discourse)


def presides(lemma: str, discourse: Discourse) -> bool:
    """Whether "the President" is who presides over an assembly, in which many speak."""
    return lemma == "president" and len({one.state for turn in discourse.register.turns.values() for one in turn}) > 2


def _limits(child: Token, noun: Token) -> bool:
    """Whether a phrase says which one a noun means: "the group that Iran arms", not "the group, which Iran arms"."""
    if child.dep_ == "relcl" and noun.i + 1 < len(noun.doc) and noun.nbor(1).text == ",":
        return False
    if child.lower_ in ("to", "in", "on") and any(one.lower_ in _DIRECTIONS for one in child.children):
        return False  # "the giant to the south"
    return child.dep_ in ("relcl", "prep", "acl")


def _armed(token: Token, lemma: str, context: Context, discourse: Discourse) -> list[Party]:
    """`the rebels`, `the militants`: the armed group last spoken of."""
    if lemma not in _FIGHTERS or not any(child.lower_ in ("the", "these", "those") for child in token.children):
        return []
    if any(child.dep_ in ("amod", "compound", "nmod", "poss", "prep", "nummod") for child in token.children):
        return []
    # Whom the sentence names fights them, or is with them.
    shut = {one.state for one in (*context.here, *(context.subjects if context.own else ()))}
    found = discourse.last(
        lambda one: one.kind == "organization" and one.state not in shut and one.name not in discourse.register.unions, FAR
    )
    return [found] if found is not None and found.of is None else []


def _classes(modifier: Token, lexicon: Lexicon) -> list[str]:
    """The lists of states that a modifier asks for: `class_island`, `class_african` of the lexicon, `south asian` of the map."""
    word, noun = modifier.lower_, modifier.head
    names = [word, f"{word} {noun.lemma_.lower()}"]
    if modifier.i + 1 < noun.i:
        names.insert(0, f"{word} {modifier.nbor(1).lower_}")
    if modifier.i:
        names.insert(0, f"{modifier.nbor(-1).lower_} {word}")
    if found := next((name for name in names if name in geography().classes), None):
        return [found]
    key = f"class_{modifier.lower_}"
    return [key] if key in lexicon.words else []


def _is_of(classes: Sequence[str], state: str, lexicon: Lexicon) -> bool:
    """Whether a state is in all of some lists."""
    return all(state in geography().classes.get(key, ()) or lexicon.is_word(key, state) for key in classes)


def _body(lemma: str, context: Context, own: set[tuple[str, str]], discourse: Discourse) -> list[Party]:
    unions = discourse.register.unions

    def fits(one: Party) -> bool:
        if one.kind != "organization" or one.state in own:
            return False
        return not (lemma in _OF_PERSONS - {"group"} and one.name in unions)

    # "the alliance" is first of all one that is called so.
    named = discourse.last(lambda one: fits(one) and lemma != "" and lemma in unions.get(one.name, one.name.lower()), FAR)
    found = next((one for one in reversed(context.before) if fits(one)), None) or named
    found = found or discourse.last(fits, FAR)
    if found and (lemma not in ("union", "front", "league", "federation", "pact", "party") or _called_so(lemma, found, unions)):
        return [found]
    return []


def _by_head(lemma: str, own: set[tuple[str, str]], discourse: Discourse) -> list[Party]:
    """The body last spoken of whose name has a noun for its head: the Gulf Cooperation Council, the League of Arab States."""
    unions = discourse.register.unions

    def called(one: Party) -> bool:
        names = unions.get(one.name, one.name.lower())
        head = one.name.lower().partition(" of ")[0].split()
        return bool(head) and (head[-1] == lemma or one.name.lower().split()[-1] == lemma or f"{lemma} of " in names)

    found = discourse.last(lambda one: one.kind == "organization" and one.state not in own and called(one), FAR)
    return [found] if found else []


def _called_so(lemma: str, party: Party, unions: Mapping[str, str]) -> bool:
    """Whether a body is a union, a front, a party: by one of its names, or where its name says nothing of the kind."""
    name = unions.get(party.name, party.name.lower())
    if lemma in name:
        return True
    others = ("union", "front", "league", "federation", "pact", "party", "army", "council", "agency", "bank", "court")
    return lemma == "party" and party.name not in unions and not any(one in name for one in others)


_LANDS = frozenset("country nation state kingdom republic island sultanate emirate".split())


def _state(lemma: str, fits: Callable[[Party], bool], known: bool, context: Context, discourse: Discourse) -> list[Party]:
    """The state that a noun describes: the subject above, the last subject, what was named last; a class of states reaches farther."""
    if lemma in ("neighbor", "neighbour"):
        return []
    subjects = [whole(one) for one in context.subjects if not context.own]
    found = next((one for one in subjects if fits(one)), None)
    if known or (context.own and lemma in _LANDS):  # "A flew to B and pledged aid to the country"
        found = found or next((one for one in reversed(context.before) if fits(one)), None)
    found = found or next((whole(one) for one in reversed(context.earlier) if fits(whole(one))), None)
    if found is None and not known and lemma in ("country", "nation"):
        before = context.before if context.beside else ()
        found = next((one for one in reversed(before) if fits(one)), None) or discourse.subject_matter(fits)
    found = found or discourse.last_state(fits, FAR if known else NEAR)
    if found is None and known:
        topic = [Party(name, kind) for kind, name in discourse.register.topic(3)]
        found = next((one for one in topic if fits(one)), None)
    return [found] if found else []


_WORD = re.compile(r"[a-z]+")
_PLAIN = _FIGHTERS | _RANKED | DOERS | SUFFERERS | ENEMIES | DOING | HOSTS
_PLAIN |= {"force", "gunmen", "militiamen", "giant", "leaders", "ministers", "delegates"}
_TWINS = frozenset("koreas germanys germanies vietnams yemens congos sudans guineas".split())


def referring(clean: str, lexicon: Lexicon) -> int:
    """How many words of a sentence may stand for a party that it does not name (2 for a word that stands for two)."""
    words = set(_WORD.findall(clean.lower()))
    single = _PERSONAL | _SINGULAR | _PLURAL | _SPEAKER
    count = len(words & single) + any(not words.isdisjoint(lexicon.words.get(group, ())) for group in _GROUPS)
    plain = any(one in _PLAIN or one.removesuffix("s") in _PLAIN for one in words)
    return count + plain + 2 * bool(words & _TWINS) + 2 * bool(words & _SEVERAL)


_SEVERAL = frozenset(
    """both two each neither either three pair duo trio quartet former latter countries sides nations governments states neighbours
    neighbors""".split()
)
_GROUPS = ("state_reference", "organization_reference", "leader_reference", "implied_organ", "corridor_reference", "opposing", "deed")
