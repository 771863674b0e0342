"""The lexicon as data: what it may hold, that no word means two things in one frame, and that nothing is copied from evaluation texts."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.schema import schema
from volteface.loaders import reading
from volteface.loaders.reading.lexicon import lexicon

FOLDER = Path(reading.__file__).parent / "lexicon"
GOLD = Path(__file__).resolve().parents[4] / "shared" / "gold"
FILES = ("verbs.toml", "nouns.toml", "adjectives.toml", "ties.toml")
WORDS = (
    "verbs", "phrasal", "around", "clausal", "intransitive", "nouns", "bare", "preps",
    "adjectives", "compound", "relation", "relation_verbs", "relation_acts",
)  # fmt: skip
PREPOSITIONS = {
    "of", "to", "on", "against", "with", "for", "at", "over", "in", "into", "from", "about", "toward", "towards", "upon", "between",
    "by", "off", "inside", "behind", "alongside", "beside", "around", "round", "out", "up", "under", "aside", "down", "home", "along",
    "near", "onto", "before", "as", "together", "outside", "within", "among", "across", "than", "away", "through", "ahead",
}  # fmt: skip


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def classes() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in FILES:
        for given in read(name)["class"]:
            yield name, given


def frames(file: str, given: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Each way in which a class can be called: (file, field, word) or (file, "with_object", verb, object, preposition)."""
    bare = file == "nouns.toml" and given.get("reciprocal", False)
    for key in WORDS:
        if key == "preps":
            continue
        for word in given.get(key, ()):
            yield file, "bare" if key == "nouns" and bare else key, word
    for entry in given.get("with_object", ()):
        for verb in entry["verbs"]:
            for noun in entry["objects"]:
                for preposition in entry["preps"]:
                    yield file, "with_object", verb, noun, preposition


def every_word() -> Iterator[tuple[str, str]]:
    for file, given in classes():
        for key in WORDS:
            for word in given.get(key, ()):
                yield f"{file}: {given['name']}.{key}", word
        for entry in given.get("with_object", ()):
            for key in ("verbs", "objects", "preps"):
                for word in entry[key]:
                    yield f"{file}: {given['name']}.with_object.{key}", word
    for key, value in read("operators.toml").items():
        for given in value if key == "operator" else [{"verbs": value, "name": key}]:
            for word in (*given.get("verbs", ()), *given.get("nouns", ()), *given.get("subjects_of", ())):
                yield f"operators.toml: {given['name']}", word


def test_the_loader_takes_every_class() -> None:
    lexicon.cache_clear()
    loaded = lexicon()
    for _, given in classes():
        for verb in given.get("verbs", ()):
            if " " not in verb:
                assert given["name"] in {cls.name for cls in loaded.verbs[verb]}
    assert {cls.type for found in loaded.verbs.values() for cls in found} >= {"opposes", "coerces", "attacks", "supports", "cooperates"}


@pytest.mark.parametrize("file", FILES)
def test_types_signs_and_confidence_are_declared(file: str) -> None:
    relations = schema().relations
    for given in read(file)["class"]:
        assert given["type"] in relations, given["name"]
        assert 0 < given["confidence"] <= 1, given["name"]
        assert any(given.get(key) for key in (*WORDS, "with_object")), f"{given['name']} says nothing"


def test_operators_turn_declared_types_into_declared_types() -> None:
    relations = schema().relations
    for given in read("operators.toml")["operator"]:
        assert given["turns"] or given["name"] == "restrain", given["name"]  # what one is kept from says nothing
        for before, after in given["turns"].items():
            assert {before, after} <= {*relations}, given["name"]


def test_operators_that_stop_a_thing_change_its_sign() -> None:
    relations = schema().relations
    for given in read("operators.toml")["operator"]:
        if given["name"] in ("stop", "lift", "settle"):
            for before, after in given["turns"].items():
                assert relations[before].sign == -relations[after].sign, f"{given['name']}: {before} -> {after}"


def test_no_word_is_in_two_classes_with_the_same_frame() -> None:
    callers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for file, given in classes():
        for frame in frames(file, given):
            callers[frame].append(given["name"])
    assert {frame: names for frame, names in callers.items() if len(names) > 1} == {}


def test_no_word_is_in_two_operators_or_twice_in_a_list() -> None:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, value in read("operators.toml").items():
        if key != "operator":
            assert len(value) == len({*value}), f"{key}: a word twice"
            continue
        for given in value:
            for part in ("verbs", "nouns", "subjects_of"):
                for word in given.get(part, ()):
                    owners[part, word].append(given["name"])
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_words_are_lower_case_lemmas_with_single_spaces() -> None:
    shape = re.compile(r"\*|[a-zà-ÿ]+(?:[-' ][a-zà-ÿ]+)*")
    assert [(where, word) for where, word in every_word() if not shape.fullmatch(word)] == []


def test_phrasal_verbs_and_directed_nouns_end_in_a_preposition() -> None:
    wrong = [
        (given["name"], word)
        for file, given in classes()
        for key in ("phrasal", "nouns", "adjectives")
        for word in given.get(key, ())
        if not given.get("reciprocal") or key == "nouns"
        if (key != "nouns" or (file == "nouns.toml" and not given.get("reciprocal"))) and word.split()[-1] not in PREPOSITIONS
    ]
    assert wrong == []


def test_it_is_broad() -> None:
    words: dict[str, set[str]] = defaultdict(set)
    for file, given in classes():
        for frame in frames(file, given):
            words[file].add(" ".join(frame[2:4]) if frame[1] != "with_object" else frame[2] + " +")
    operators = read("operators.toml")["operator"]
    assert len(words["verbs.toml"]) >= 1200
    assert len({word.rpartition(" ")[0] or word for word in words["nouns.toml"]}) >= 500
    assert len(words["ties.toml"]) >= 120
    assert len(words["adjectives.toml"]) >= 120
    assert sum(len(given.get("verbs", ())) for given in operators) >= 80


@pytest.mark.parametrize(
    ("verb", "type_"),
    [("condemn", "opposes"), ("sanction", "coerces"), ("invade", "attacks"), ("endorse", "supports"), ("cooperate", "cooperates")],
)
def test_plain_verbs_say_what_they_say(verb: str, type_: str) -> None:
    loaded = lexicon()
    found = loaded.verbs.get(verb, []) + loaded.intransitive.get(verb, [])
    assert {cls.type for cls in found} == {type_}


def test_no_run_of_six_words_comes_from_the_evaluation_texts() -> None:
    if not GOLD.is_dir():
        pytest.skip("no ../shared/gold beside the checkout: nothing to compare with")
    gold: set[tuple[str, ...]] = set()
    for path in GOLD.rglob("*.txt"):
        tokens = re.findall(r"[a-z'à-ÿ-]+", path.read_text(encoding="utf-8").lower())
        gold.update(zip(*(tokens[start:] for start in range(6)), strict=False))
    assert gold, "no text under ../shared/gold"
    for path in FOLDER.iterdir():
        tokens = re.findall(r"[a-z'à-ÿ-]+", path.read_text(encoding="utf-8").lower())
        shared = gold & {*zip(*(tokens[start:] for start in range(6)), strict=False)}
        assert not shared, f"{path.name}: {sorted(shared)[:3]}"
