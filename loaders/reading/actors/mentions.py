"""Who is named in a sentence: the longest match of dictionary names over its words, then names found in the document itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache, partial

from ....graph.dates import PartialDate
from ....graph.model import Actor
from ...dictionaries.entries import Key
from ...dictionary import Dictionary, Entry, Name
from ..lexicon import lexicon
from ..sentences import Sentence
from .ambiguity import after_title, choose, given_names, in_place_name, inside_longer_name, offices_held, weak
from .register import Mention, Party, Register
from .words import Word, first_form, forms_of, words_of


def _shouted(name: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    """Whether a name stands at the head of words that are all in capitals: as it is, or in capitals."""
    return len(name) <= len(forms) and forms[1 : len(name)] in (name[1:], tuple(form.upper() for form in name[1:]))


# What quarters are called in short.
_COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West", "No": "North", "So": "South"}
# How many words the name of a state has at most.
_LONGEST = 8
_PLACES = ("state", "territory")
# Names that are a state's own: no city or seat of it.
_OWN = ("name", "alias", "demonym", "capital")

# By the place of the first word: how many words a name has, and all that it may name.
Matches = dict[int, tuple[int, list[Name]]]


class Gazetteer:
    """Dictionary names by their first word, longest first; `nobody` of the dictionary: names that hold one of those and name no party.

    What names begin with a word is looked up when a text has it: of 30,000 names a document meets a few hundred.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._keys: dict[str, dict[Key, None]] = defaultdict(dict)
        for key, text in dictionary.spelled():
            if first := first_form(text):
                self._keys[first][key] = None
        self._nobody: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for text in dictionary.nobody:
            forms = forms_of(text)
            self._keys.setdefault(forms[0], {})
            self._nobody[forms[0]].append(forms)
        for short in _COMPASS:
            self._keys.setdefault(short, {})
        mixed = [first for first in self._keys if len(first) > 1 and not first.isupper()]
        # Sorted so that "Guinea" wins over "guinea", which stands only in names of nobody.
        self._upper = {first.upper(): first for first in sorted(mixed, reverse=True)}
        self._made: dict[str, dict[tuple[str, ...], list[Name]]] = {}

    def _starting(self, first: str) -> dict[tuple[str, ...], list[Name]]:
        """The names that begin with a word, by their words, longest first; what begins with "the" also at the head of a sentence."""
        if first not in self._keys:
            return {}
        if first not in self._made:
            found: dict[tuple[str, ...], list[Name]] = defaultdict(list)
            for name in self._dictionary.names(self._keys[first], lambda text: first_form(text) == first):
                found[forms_of(name.text)].append(name)
            for forms in self._nobody.get(first, ()):
                found.setdefault(forms, [])
            if first == "The":
                for forms, names in self._starting("the").items():
                    found.setdefault((first, *forms[1:]), names)
            self._made[first] = dict(sorted(found.items(), key=lambda item: -len(item[0])))
        return self._made[first]

    def _other_case(self, form: str, words: Sequence[Word], at: int) -> tuple[int, list[Name]] | None:
        """A name written in the other way: the organizations `Nato` and `Farc`, `MERCOSUR`, the state `SRI LANKA`."""
        if form.isupper() and (title := self._upper.get(form)):
            forms = tuple(word.form for word in words[at : at + _LONGEST])
            for name, names in self._starting(title).items():
                if (len(form) > 3 or len(name) > 1) and _shouted(name, forms) and forms[len(name) - 1].isupper():
                    places = [one for one in names if one.entry.actor.kind in _PLACES and one.role in _OWN]
                    if places:
                        return len(name), places
        if len(form) < 4:
            return None
        other = form.upper() if form.istitle() else self._upper.get(form, "") if form.isupper() else ""
        found = self._starting(other).get((other,), [])
        found = [one for one in found if one.entry.actor.kind == "organization" and not one.ambiguous]
        return (1, found) if found and not lexicon().is_word("plain_word", form.lower()) else None

    def match(self, words: Sequence[Word], at: int, shouting: bool) -> tuple[int, list[Name]] | None:
        """The longest name that starts at word `at`: how many words it has, and all that it may name (nobody, where none)."""
        first = words[at].form
        if shouting:
            return self._shouted_match(words, at)
        if first not in self._keys:
            return self._other_case(first, words, at) if len(first) > 1 else None
        if first in _COMPASS and (found := self._by_compass(words, at)):
            return found
        known = self._starting(first)
        longest = min(len(words) - at, len(next(iter(known), ())))
        forms = tuple(word.form for word in words[at : at + longest])
        sizes = range(longest, 0, -1)
        found = next(((size, known[forms[:size]]) for size in sizes if forms[:size] in known), None)
        return found or (self._other_case(first, words, at) if first.isupper() and len(first) > 3 else None)

    def _shouted_match(self, words: Sequence[Word], at: int) -> tuple[int, list[Name]] | None:
        """The longest name at a word of a line that is all in capitals; a short word in capitals may be an acronym or none."""
        first = words[at].form
        forms = tuple(word.form for word in words[at : at + _LONGEST])
        if len(first) > 3:
            known = self._starting(self._upper.get(first, first))
            found = ((len(name), names) for name, names in known.items() if _shouted(name, forms))
        else:
            known = self._starting(first)
            longer = self._starting(self._upper.get(first, ""))
            found = ((len(name), names) for name, names in longer.items() if len(name) > 1 and _shouted(name, forms))
        return next(found, None) or next(((len(name), names) for name, names in known.items() if _shouted(name, forms)), None)

    def _by_compass(self, words: Sequence[Word], at: int) -> tuple[int, list[Name]] | None:
        """A state by its quarter in short: "S. Korea", "N Korean", "E. Germany"."""
        place = at + 1 + (at + 1 < len(words) and words[at + 1].form == ".")
        if place >= len(words) or not words[place].form[:1].isupper() or words[place].start - words[place - 1].end > 1:
            return None
        quarter = _COMPASS[words[at].form]
        ahead = [words[at]._replace(form=quarter), *words[place : place + 3]]
        forms = tuple(word.form for word in ahead)
        for name, names in self._starting(quarter).items():
            if len(name) > 1 and _shouted(name, forms) and any(one.entry.actor.kind == "state" for one in names):
                return place - at + len(name) - 1, names
        return None

    def matches(self, text: str) -> Matches:
        """The longest name that starts at each word of a text where one does."""
        words = words_of(text)
        shouting = text.isupper()
        found = ((at, self.match(words, at, shouting)) for at in range(len(words)))
        return {at: match for at, match in found if match is not None}


class Finder:
    """Finds mentions by a dictionary. One for many documents."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.gazetteer = Gazetteer(dictionary)
        # A document is gone through twice: what its sentences have of the dictionary is kept till then.
        self._matches = lru_cache(maxsize=2048)(self.gazetteer.matches)
        states = [*dictionary.entries_of("state"), *dictionary.entries_of("territory")]
        self.demonyms: dict[str, str] = {}
        for entry in states:
            for one in entry.spellings:
                if one.role == "demonym":
                    self.demonyms.setdefault(entry.actor.name, one.text)
        self.own = {
            entry.actor.name: frozenset(one.text for one in entry.spellings if one.role in ("name", "alias", "demonym", "capital"))
            for entry in states
        }
        self.unions = {
            entry.actor.name: " ".join(one.text.lower() for one in entry.spellings if one.role in ("name", "alias"))
            for entry in dictionary.entries_of("organization")
            if entry.members
        }
        self.of_word: dict[str, Party] = {}
        for role in ("name", "alias", "capital"):
            for entry in states:
                for one in entry.spellings:
                    if one.role == role and not one.ambiguous and entry.end is None and one.end is None:
                        self.of_word.setdefault(one.text, Party(entry.actor.name, entry.actor.kind))
        prefixes = dict(one.split(" ", 1) for one in lexicon().words["compound_prefix"])
        by_name = {entry.actor.name: entry for entry in states if entry.actor.kind == "state"}
        self.prefixes = {prefix: by_name[state] for prefix, state in prefixes.items() if state in by_name}

    def find(self, sentence: Sentence, register: Register, published: PartialDate | None) -> list[Mention]:
        """The mentions of a sentence, in order, none overlapping. A name that the register knows wins over an ambiguous one."""
        register.demonyms = self.demonyms
        register.own = self.own
        register.of_word = self.of_word
        register.unions = self.unions
        register.office = partial(self._holder, published)
        register.held = self._held
        words = words_of(sentence.clean)
        shouting = sentence.clean.isupper()
        matches = self._matches(sentence.clean)
        if sentence.kind == "prose":
            for surname, given in given_names(words):
                register.given.setdefault(surname, set()).add(given)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            form = words[at].form
            size = 0
            if at in matches or form in register.short.longest or form in self.prefixes:
                size = self._one(words, at, matches, shouting, register, published, found)
            at += size or 1
        return found

    def _one(
        self,
        words: Sequence[Word],
        at: int,
        matches: Matches,
        shouting: bool,
        register: Register,
        published: PartialDate | None,
        found: list[Mention],
    ) -> int:
        if (
            words[at].form in self.prefixes
            and matches.get(at, (1,))[0] == 1
            and (size := self._prefix(words, at, register, published, found))
        ):
            return size
        matched = matches.get(at)
        known = register_match(words, at, register)
        if known and (
            not matched or known[0] > matched[0] or (known[0] == matched[0] and (weak(matched[1]) or words[at].form in register.firm))
        ):
            size, party = known
            found.append(Mention(words[at].start, words[at + size - 1].end, party, "found"))
            return size
        if not matched:
            return 0
        size, names = matched
        if not names:
            return size
        if self._longer_inside(words, at, size, matches, register):
            return 0
        name = choose(names, words, at, size, register, published)
        if name is None or (name.entry.actor.kind == "state" and not shouting and in_place_name(words, at, size)):
            return 0
        if name.role == "surname" and not after_title(words, at) and register.namesake(name):
            return 0
        party = self._party(name, published)
        found.append(Mention(words[at].start, words[at + size - 1].end, party, name.role))
        if name.role == "capital":
            register.by_capital.setdefault(words[at].form.title(), party)
        if party.kind == "leader" and party.of and party not in register.leaders.get(party.of, ()):
            register.leaders.setdefault(party.of, {})[party] = self._titles(name, published)
        return size

    def _party(self, name: Name, published: PartialDate | None) -> Party:
        """The party of a name; whoever belongs to an organ of a state ("the chief of Chad's army") belongs to the state."""
        party = party_of(name.entry, published)
        if party.of is None or party.of[0] != "organization":
            return party
        body = self.dictionary.entry(Actor(party.of[1], party.of[0]))
        home = party_of(body, None).of if body else None
        return Party(party.name, party.kind, home) if home and home[0] == "state" else party

    def _prefix(self, words: Sequence[Word], at: int, register: Register, published: PartialDate | None, found: list[Mention]) -> int:
        """`Sino-` before the name of a people: "Sino-Indian" names two states, "Indo-Pacific" none."""
        state = self.prefixes[words[at].form]
        if at + 2 >= len(words) or words[at + 1].form != "-" or words[at + 1].start != words[at].end:
            return 0
        other = self.gazetteer.match(words, at + 2, False)
        if other is None or not any(one.role == "demonym" for one in other[1]):
            return 0
        found.append(Mention(words[at].start, words[at].end, party_of(state, published), "demonym"))
        return 1

    def _holder(self, published: PartialDate | None, state: tuple[str, str], title: str) -> Party | None:
        """The leader who held an office at a date: "the Turkish president" of 2025."""
        if published is None:
            return None
        found = self.dictionary.holder(Actor(state[1], state[0]), title, published)
        return Party(found.name, found.kind, state) if found else None

    def _held(self, party: Party, year: int) -> bool:
        """Whether a leader was in office in the state that it belongs to, at any time of a year."""
        entry = self.dictionary.entry(Actor(party.name, party.kind))
        return entry is not None and any(one.of.key == party.of for one in offices_held(entry, PartialDate(year)))

    def _titles(self, name: Name, published: PartialDate | None) -> frozenset[str]:
        """What the offices that somebody holds then are called."""
        held = {office.office for office in offices_held(name.entry, published)}
        return frozenset(title for title, offices in self.dictionary.titles.items() if held.intersection(offices))

    def alike(self, title: str) -> frozenset[str]:
        """What else those are called who bear a title: "premier" and "prime minister"."""
        held = set(self.dictionary.titles.get(title, ()))
        return frozenset({title} | {one for one, offices in self.dictionary.titles.items() if held.intersection(offices)})

    def _longer_inside(self, words: Sequence[Word], at: int, size: int, matches: Matches, register: Register) -> bool:
        """Whether a longer name starts inside this one: "the North" in "the North-South Transport Corridor"."""
        for step in range(1, size):
            inner = matches.get(at + step) or register_match(words, at + step, register)
            if inner is not None and inner[0] > size:
                return True
        return False


def register_match(words: Sequence[Word], at: int, register: Register) -> tuple[int, Party] | None:
    """The longest text that the document itself has defined."""
    for size in range(min(register.short.longest.get(words[at].form, 0), len(words) - at), 0, -1):
        text = " ".join(word.form for word in words[at : at + size])
        if party := register.short.get(text):
            if size == 1 and inside_longer_name(words, at, size):
                continue
            return size, party
    return None


def party_of(entry: Entry, published: PartialDate | None) -> Party:
    """The party that an entry of the dictionary stands for: what it belongs to by the offices held then, else the latest one."""
    actor = entry.actor
    if (home := entry.home(published)) is not None:
        return Party(actor.name, actor.kind, home.key)
    if not entry.offices:
        return Party(actor.name, actor.kind)
    return Party(actor.name, actor.kind, (offices_held(entry, published) or list(entry.offices))[-1].of.key)
