"""The lexicon: predicate classes read from `lexicon/*.toml` and indexed by word (the format: `lexicon/README.md`)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from ...graph.errors import DataError
from ...graph.schema import schema

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BARE_PREPS = ("of", "against", "on", "toward", "towards")
_FIELDS = {
    "verbs.toml": {"verbs", "phrasal", "around", "with_object", "clausal", "intransitive"},
    "nouns.toml": {"nouns", "bare", "preps"},
    "adjectives.toml": {"adjectives", "compound", "relation", "relation_verbs", "relation_acts", "relation_nouns"},
    "ties.toml": {"nouns", "inverse"},
    "structural.toml": {"verbs", "phrasal", "nouns", "named"},
}
_COMMON = {"name", "type", "confidence", "reciprocal", "status", "inverse", "targets", "deed", "note"}
# Words that may follow each other in a phrase, each below the one before; two other words in a row are one name ("collision course").
_LINKS = frozenset(
    (
        "of to on against with for at over in into from about toward towards upon between by off inside behind alongside beside around "
        "round out up under aside down home along near together away back through as ahead across closer close"
    ).split()
)


@dataclass(frozen=True, slots=True)
class PredicateClass:
    """Words that say one type of relation in one way; `name` is the first half of a statement's rule.

    `inverse`: the grammatical object does it to the subject. `targets`: kinds to which the object is confined, any where empty.
    `deed`: the subject may be anything of a party's ("its new map angered B").
    """

    name: str
    type: str
    confidence: float = 0.8
    reciprocal: bool = False
    status: str = "asserted"
    inverse: bool = False
    targets: frozenset[str] = frozenset()
    deed: bool = False


@dataclass(frozen=True, slots=True)
class Operator:
    """What is done to a relation named by a noun or an infinitive; `turns` maps its type to the one that results."""

    name: str
    turns: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class WithObject:
    """A verb that says something only with one of these object nouns."""

    objects: frozenset[str]
    preps: frozenset[str]
    cls: PredicateClass


@dataclass
class Lexicon:
    """Every class by the words that call it. Keys are lemmas; a preposition or particle is in the key's tuple."""

    verbs: dict[str, list[PredicateClass]] = field(default_factory=lambda: defaultdict(list))
    phrasal: dict[str, list[tuple[tuple[str, ...], PredicateClass]]] = field(default_factory=lambda: defaultdict(list))
    around: dict[str, list[tuple[tuple[str, ...], PredicateClass]]] = field(default_factory=lambda: defaultdict(list))
    with_object: dict[str, list[WithObject]] = field(default_factory=lambda: defaultdict(list))
    clausal: dict[str, list[PredicateClass]] = field(default_factory=lambda: defaultdict(list))
    intransitive: dict[str, list[PredicateClass]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[tuple[frozenset[str], PredicateClass]]] = field(default_factory=lambda: defaultdict(list))
    adjectives: dict[str, list[tuple[tuple[str, ...], PredicateClass]]] = field(default_factory=lambda: defaultdict(list))
    compound: dict[str, PredicateClass] = field(default_factory=dict)
    relation: dict[str, PredicateClass] = field(default_factory=dict)
    relation_verbs: dict[str, PredicateClass] = field(default_factory=dict)
    relation_acts: dict[str, PredicateClass] = field(default_factory=dict)
    relation_nouns: dict[str, PredicateClass] = field(default_factory=dict)
    ties: dict[str, PredicateClass] = field(default_factory=dict)
    structural: dict[str, list[tuple[str, tuple[str, ...], PredicateClass]]] = field(default_factory=lambda: defaultdict(list))
    operator_verbs: dict[str, Operator] = field(default_factory=dict)
    operator_nouns: dict[str, Operator] = field(default_factory=dict)
    operator_subjects: dict[str, Operator] = field(default_factory=dict)
    objects: set[str] = field(default_factory=set)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_word(self, group: str, lemma: str) -> bool:
        """Whether the lemma is in one of the plain lists: light, intend, attribute, allege, deny, agent, relation_nouns..."""
        return lemma in self.words.get(group, ())


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package. Raises DataError naming the file, class and field that is wrong."""
    import tomllib

    found = Lexicon()
    seen: dict[str, str] = {}
    folder = resources.files(__package__).joinpath("lexicon")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            raw = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"{file.name}: not TOML: {error}") from None
        if file.name in ("operators.toml", "words.toml"):
            _add_operators(found, file.name, raw)
            continue
        if file.name not in _FIELDS:
            raise DataError(f"lexicon/{file.name}: not a lexicon file (valid: {', '.join(sorted(_FIELDS))}, operators.toml, words.toml)")
        for given in raw.get("class", ()):
            cls = _class(file.name, given, seen)
            _ADD[file.name](found, cls, given)
    return found


@cache
def heads() -> frozenset[str]:
    """The words that may head a name of several words for a noun, a tie or an object: `agreement`, `war` and `words` for "war of words"."""
    known = lexicon()
    named = [name for names in (known.nouns, known.ties, known.objects) for name in names]
    parts = [part for name in named for part in name.split(" of ") if not part.isalpha()]
    parts += [name.split(" of ")[0] for name in named if " of " in name]
    return frozenset(last for part in parts for last in (part.split()[-1], re.split(r"\W+", part)[-1]))


def _class(file: str, given: dict[str, Any], seen: dict[str, str]) -> PredicateClass:
    name = str(given.get("name", ""))
    where = f"lexicon/{file}: class {name!r}"
    if not _NAME.fullmatch(name):
        raise DataError(f"{where}: the name is lower case words joined by '-'")
    if name in seen:
        raise DataError(f"{where}: already in {seen[name]}")
    if unknown := {*given} - _COMMON - _FIELDS[file]:
        raise DataError(f"{where}: fields {sorted(unknown)} (valid: {', '.join(sorted(_COMMON | _FIELDS[file]))})")
    for key, value, valid in (
        ("type", given.get("type"), schema().relations),
        ("status", given.get("status", "asserted"), schema().status),
    ):
        if value not in valid:
            raise DataError(f"{where}: {key} {value!r} (valid: {', '.join(valid)})")
    seen[name] = file
    return PredicateClass(
        name=name,
        type=given["type"],
        confidence=float(given.get("confidence", 0.8)),
        reciprocal=bool(given.get("reciprocal", file == "ties.toml")),
        status=given.get("status", "asserted"),
        inverse=bool(given.get("inverse", False)),
        targets=frozenset(given.get("targets", ())),
        deed=bool(given.get("deed", False)),
    )


def links(phrase: str) -> tuple[str, ...]:
    """What follows the first word of a phrase: `on collision course with` → (`collision course`, `with`)."""
    found: list[str] = []
    for word in phrase.split()[1:]:
        if found and word not in _LINKS and found[-1].split()[-1] not in _LINKS:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return tuple(found)


def _add_verbs(found: Lexicon, cls: PredicateClass, given: dict[str, Any]) -> None:
    for verb in given.get("verbs", ()):
        if " " in verb and verb.split()[-1] in ("in", "on", "free", "go"):
            found.around[verb.split()[0]].append((links(verb), cls))  # "took in refugees", not "took refuge in"
        elif " " in verb:
            found.phrasal[verb.split()[0]].append((links(verb), cls))
        else:
            found.verbs[verb].append(cls)
    for phrase in given.get("phrasal", ()):
        found.phrasal[phrase.split()[0]].append((links(phrase), cls))
    for phrase in given.get("around", ()):
        found.around[phrase.split()[0]].append((links(phrase), cls))
    for entry in given.get("with_object", ()):
        rule = WithObject(frozenset(entry["objects"]), frozenset(entry.get("preps", ("on", "against", "to", "with"))), cls)
        found.objects.update(rule.objects)
        for verb in entry["verbs"]:
            found.with_object[verb].append(rule)
    for verb in given.get("clausal", ()):
        found.clausal[verb].append(cls)
    for verb in given.get("intransitive", ()):
        found.intransitive[verb].append(cls)


def _add_nouns(found: Lexicon, cls: PredicateClass, given: dict[str, Any]) -> None:
    preps: dict[str, set[str]] = defaultdict(set)
    for entry in given.get("nouns", ()):
        noun, _, prep = entry.rpartition(" ") if not cls.reciprocal else (entry, "", "")
        if noun:
            preps[noun].update({prep} if prep else ())
        else:
            preps[entry].update(_BARE_PREPS)
    for noun in given.get("bare", ()):
        preps[noun].update(given.get("preps", _BARE_PREPS))
    for noun, after in preps.items():
        found.nouns[noun].append((frozenset(after), cls))


def _add_adjectives(found: Lexicon, cls: PredicateClass, given: dict[str, Any]) -> None:
    for entry in given.get("adjectives", ()):
        found.adjectives[entry.split()[0]].append((links(entry), cls))
    for key in ("compound", "relation", "relation_verbs", "relation_acts", "relation_nouns"):
        getattr(found, key).update(dict.fromkeys(given.get(key, ()), cls))


def _add_ties(found: Lexicon, cls: PredicateClass, given: dict[str, Any]) -> None:
    found.ties.update(dict.fromkeys(given.get("nouns", ()), cls))


def _add_structural(found: Lexicon, cls: PredicateClass, given: dict[str, Any]) -> None:
    for key in ("verbs", "phrasal", "nouns", "named"):
        for entry in given.get(key, ()):
            found.structural[entry.split()[0]].append((key, tuple(entry.split()[1:]), cls))


_ADD = {
    "verbs.toml": _add_verbs,
    "nouns.toml": _add_nouns,
    "adjectives.toml": _add_adjectives,
    "ties.toml": _add_ties,
    "structural.toml": _add_structural,
}


def _add_operators(found: Lexicon, file: str, raw: dict[str, Any]) -> None:
    for given in raw.get("operator", ()):
        operator = Operator(given["name"], dict(given["turns"]))
        if unknown := {*operator.turns, *operator.turns.values()} - {*schema().relations}:
            raise DataError(f"lexicon/{file}: operator {operator.name!r}: types {sorted(unknown)}")
        found.operator_verbs.update(dict.fromkeys(given.get("verbs", ()), operator))
        found.operator_nouns.update(dict.fromkeys(given.get("nouns", ()), operator))
        found.operator_subjects.update(dict.fromkeys(given.get("subjects_of", ()), operator))
    for key, value in raw.items():
        if key != "operator":
            found.words[key] = frozenset(value)
