"""How well the reader reads plain news sentences: each of sentences.toml read alone, its relations compared with what it says.

    python benchmarks/sentences.py [--closed] [--show] [--group WORD] [--pipeline NAME]

Even-numbered items are open: read them (`--show` prints misses and faults), look for what the reader lacks.
Odd ones are closed, a blind check: `--closed` scores them, their texts are printed nowhere.

A *dyad* is an unordered pair of parties with a sign (structural relations: an ordered pair with a type); leaders and outlets
count for their state. A *row* has the direction (unless the type is symmetric) and the type as well. Denied rows do not count,
nor does a corridor's, an outlet's or a leader's state where the dictionary knows it and the sentence does not say it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Document, Statement
from volteface.graph.schema import schema
from volteface.loaders.dictionaries.entries import covers
from volteface.loaders.dictionary import Dictionary
from volteface.loaders.reading.reader import Reader

FILE = Path(__file__).with_suffix(".toml")
MARKS = ("alleged", "planned", "denied", "past", "either")
Key = tuple[str, str]
Dyad = tuple[object, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One relation that a sentence says: `types` are those that a careful reader may choose, the likeliest first."""

    source: Actor
    target: Actor
    types: tuple[str, ...]
    status: str = "asserted"
    past: bool = False
    either: bool = False

    @property
    def sign(self) -> int:
        return schema().relations[self.types[0]].sign


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence; `says` must be found, `may` is neither missed nor wrong."""

    number: int
    group: str
    text: str
    says: tuple[Row, ...]
    may: tuple[Row, ...]
    published: PartialDate | None
    start: PartialDate | None

    @property
    def closed(self) -> bool:
        return self.number % 2 == 1


@dataclass(slots=True)
class Score:
    """Counts of one group: of dyads, and of rows."""

    items: int = 0
    said: int = 0
    dyads: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)


def load(path: Path = FILE, dictionary: Dictionary | None = None) -> list[Item]:
    """The items of a file, in order. Raises ValueError: an actor that is not in the dictionaries, a type or mark that is not valid."""
    known = dictionary or Dictionary.load()
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    each = [(group["name"], raw) for group in groups for raw in group["item"]]
    return [_item(number, group, raw, known) for number, (group, raw) in enumerate(each, 1)]


def _item(number: int, group: str, raw: dict[str, object], known: Dictionary) -> Item:
    def rows(name: str) -> tuple[Row, ...]:
        written = raw.get(name, [])
        assert isinstance(written, list)
        return tuple(row(one, known) for one in written)

    published, start = (PartialDate.parse(str(raw[name])) if name in raw else None for name in ("published", "start"))
    unknown = raw.keys() - {"text", "says", "may", "published", "start"}
    if unknown:
        raise ValueError(f"item {number}: field {sorted(unknown)[0]!r}")
    return Item(number, group, str(raw["text"]), rows("says"), rows("may"), published, start)


def row(written: str, known: Dictionary) -> Row:
    """`Kenya opposes/coerces Uganda (alleged)` as a row."""
    relations = "|".join(schema().relations)
    found = re.fullmatch(rf"(.+?) ((?:{relations})(?:/(?:{relations}))*) (.+?)((?: \((?:{'|'.join(MARKS)})\))*)", written)
    if not found:
        raise ValueError(f"{written!r} (valid: SOURCE TYPE TARGET, then {', '.join(f'({mark})' for mark in MARKS)})")
    ends = [known.find(found[place]) for place in (1, 3)]
    if ends[0] is None or ends[1] is None:
        raise ValueError(f"{written!r}: {found[1] if ends[0] is None else found[3]!r} is in no dictionary")
    marks = re.findall(r"\((\w+)\)", found[4])
    status = next((mark for mark in marks if mark in schema().status), "asserted")
    return Row(ends[0], ends[1], tuple(found[2].split("/")), status, "past" in marks, "either" in marks)


def homes(item: Item, reader: Reader, document: Document, read: Iterable[Statement]) -> dict[Key, Key]:
    """Whose acts a leader's or an outlet's are: what the item says first, then what the reader takes it for."""
    found: dict[Key, Key] = {}
    for one in (*item.says, *item.may):
        if one.types[0] in ("leads", "outlet_of"):
            found.setdefault(one.source.key, one.target.key)
    for statement in read:
        if statement.type in ("leads", "outlet_of"):
            found.setdefault((statement.source_kind, statement.source), (statement.target_kind, statement.target))
    for mentions in reader.outline(document).mentions:
        for mention in mentions:
            if mention.party.of:
                found.setdefault((mention.party.kind, mention.party.name), mention.party.of)
    return found


def dyad(source: Key, target: Key, kind: str, home: dict[Key, Key]) -> Dyad | None:
    """What is compared first; None for a pair within one state."""
    sign = schema().relations[kind].sign
    if sign == 0 and kind != "mediates":
        return (source, target), kind
    source, target = home.get(source, source), home.get(target, target)
    if source == target:
        return None
    return (frozenset((source, target)), sign) if sign else ((source, target), kind)


def fits(statement: Statement, one: Row, home: dict[Key, Key]) -> bool:
    """Whether a statement is the row: type and direction too."""
    ends = [(statement.source_kind, statement.source), (statement.target_kind, statement.target)]
    said = [one.source.key, one.target.key]
    if one.sign or one.types[0] == "mediates":
        ends, said = [home.get(end, end) for end in ends], [home.get(end, end) for end in said]
    either = one.either or schema().relations[statement.type].symmetric
    return statement.type in one.types and (ends == said or (either and ends == said[::-1]))


def compare(item: Item, read: list[Statement], home: dict[Key, Key], score: Score) -> tuple[list[Row], list[Statement], list[Statement]]:
    """Counts an item into a score; the rows whose dyad was missed, the statements with a wrong dyad, those otherwise wrong."""

    def of(one: Row) -> Dyad | None:
        return dyad(one.source.key, one.target.key, one.types[0], home)

    def told(one: Statement) -> Dyad | None:
        return dyad((one.source_kind, one.source), (one.target_kind, one.target), one.type, home)

    read = [one for one in read if told(one) is not None]
    # An alternative type never has another sign, but "attacks/adversary" and the like are one dyad all the same.
    says = {of(one) for one in item.says} - {None}
    may = {of(one) for one in item.may} - says
    found = {told(one) for one in read}
    score.items += 1
    score.said += bool(found)
    score.dyads += Counter(found=len(found & says), said=len(says), read=len(found - may))
    right = [one for one in read if any(fits(one, said, home) for said in item.says)]
    near = [one for one in read if told(one) in may or any(fits(one, said, home) for said in item.may)]
    held = [said for said in item.says if any(fits(one, said, home) for one in right)]
    score.rows += Counter(found=len(held), said=len(item.says), right=len(right), read=len(read) - sum(one not in right for one in near))
    for said in held:
        got = next(one for one in right if fits(one, said, home))
        score.rows += Counter(status=got.status == said.status, past=got.past == said.past)
        if item.start and said.sign:
            score.rows += Counter(dated=1, start=str(got.start) == str(item.start))
    missed = [one for one in item.says if of(one) not in found]
    wrong = [one for one in read if told(one) not in says | may]
    return missed, wrong, [one for one in read if one not in [*wrong, *right, *near]]


def ratios(found: float, said: float, right: float, read: float) -> str:
    """Precision, recall, F1 in columns; a dash where there is nothing to divide by."""
    precision = right / read if read else None
    recall = found / said if said else None
    f1 = 2 * precision * recall / ((precision + recall) or 1) if precision is not None and recall is not None else None
    return " ".join("    -" if value is None else f"{value:5.2f}" for value in (precision, recall, f1))


def line(name: str, score: Score) -> str:
    d, r = score.dyads, score.rows
    dyads, rows = ratios(d["found"], d["said"], d["found"], d["read"]), ratios(r["found"], r["said"], r["right"], r["read"])
    return f"{name:<42} {score.items:5} {d['said']:5} {d['read'] - d['found']:5}  {dyads}  {rows}"


def by_type(types: dict[str, Counter[str]]) -> Iterable[str]:
    for name in schema().relations:
        one = types[name]
        yield f"{name:<42} {one['said']:5} {one['read']:5}  {ratios(one['found'], one['said'], one['right'], one['read'])}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--closed", action="store_true", help="score the odd-numbered items, a blind check")
    parser.add_argument("--show", action="store_true", help="what was missed, is wrong, or has another type or direction, with the rule")
    parser.add_argument("--group", default="", help="only groups whose name holds this")
    parser.add_argument("--pipeline", help="an installed spaCy pipeline")
    options = parser.parse_args()
    if options.closed and options.show:
        parser.error("--show with --closed: the closed items are a blind check, nothing of them is shown")
    reader = Reader(pipeline=options.pipeline)
    items = [one for one in load(dictionary=reader.dictionary) if one.closed == options.closed and options.group in one.group]
    documents = [Document(f"item {one.number}", one.text, published=one.published) for one in items]
    started = time.perf_counter()
    read = [
        list(_news(item, statements, reader.dictionary)) for item, (_, statements) in zip(items, reader.read_all(documents), strict=True)
    ]
    seconds = time.perf_counter() - started
    groups: dict[str, Score] = defaultdict(Score)
    families: dict[str, Score] = defaultdict(Score)
    whole, types = Score(), defaultdict[str, Counter[str]](Counter)
    for item, document, statements in zip(items, documents, read, strict=True):
        home = homes(item, reader, document, statements)
        faults = compare(item, statements, home, groups[item.group])
        for score in (families[item.group.partition(":")[0]], whole):
            compare(item, statements, home, score)
        _count(item, statements, home, types)
        if options.show and any(faults):
            _show(item, *faults)
    print(f"{'group':<42} items dyads wrong   dyads: P, R, F1      rows: P, R, F1")
    print("\n".join(line(name, score) for name, score in groups.items()))
    print()
    print("\n".join(line(name, score) for name, score in {**families, "all": whole}.items()))
    silent = [score for name, score in groups.items() if "trap" in name]
    print(f"\ntraps: {sum(one.said for one in silent)} of {sum(one.items for one in silent)} yield something")
    r = whole.rows
    print(f"of {r['found']} rows found: status right {r['status']}, past right {r['past']}; start right {r['start']} of {r['dated']} dated")
    print(f"\n{'type':<42}  said  read   P, R, F1 (rows)")
    print("\n".join(by_type(types)))
    print(f"\n{len(items)} sentences in {seconds:.1f} s")
    return 0


def _news(item: Item, read: Iterable[Statement], known: Dictionary) -> Iterable[Statement]:
    """Without what is denied, and what the dictionary knows of a corridor, an outlet or an office unless the sentence says it too."""
    for one in read:
        actor = Actor(one.source, one.source_kind)
        entry = known.entry(actor)
        told = {("connects", place.name) for place in entry.connects} if entry else set()
        for fact in known.facts(actor):
            if fact.type == "outlet_of" or (item.published and covers(fact.start, fact.end, item.published)):
                told.add((fact.type, fact.target))
        if one.status != "denied" and ((one.type, one.target) not in told or any(fits(one, said, {}) for said in item.says)):
            yield one


def _count(item: Item, read: list[Statement], home: dict[Key, Key], types: dict[str, Counter[str]]) -> None:
    """Rows by type: what is said under its first type, what is read under its own."""
    for said in item.says:
        types[said.types[0]] += Counter(said=1, found=any(fits(one, said, home) for one in read))
    for one in read:
        right = any(fits(one, said, home) for said in item.says)
        if right or not any(fits(one, may, home) for may in item.may):
            types[one.type] += Counter(read=1, right=right)


def _show(item: Item, missed: list[Row], wrong: list[Statement], other: list[Statement]) -> None:
    print(f"{item.number} [{item.group}] {item.text}")
    for one in missed:
        print(f"    missed: {one.source.name} {'/'.join(one.types)} {one.target.name}")
    for word, statements in (("wrong: ", wrong), ("other: ", other)):
        for statement in statements:
            print(f"    {word} {statement.source} {statement.type} {statement.target}  {statement.status}, by {statement.rule}")


if __name__ == "__main__":
    sys.exit(main())
