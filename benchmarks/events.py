"""How the rules do on public sets of sentences with coded events, which no rule was written for.

    python benchmarks/events.py [EVENTS_DIR] [--misses SET] [--half odd|even]

plv, coped  sentences with both ends marked: the sign that the rules read between the ends, macro F1 over + and -; saying nothing is wrong.
            The ends are given, so this measures relations alone.
cameo       sentences with coded ends, and more that are about nothing: the sign of each (+, -, 0), macro F1.
unscon      speeches to the UN Security Council: which states a speech criticises; precision at recall of one half.

The sets are not part of this repository: where EVENTS_DIR is not there, this is said and nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from volteface.graph.model import Document, Statement
from volteface.graph.schema import schema
from volteface.loaders.reading.actors.register import Mention, Party, Register
from volteface.loaders.reading.ends.references import Discourse
from volteface.loaders.reading.parse.parser import load_pipeline
from volteface.loaders.reading.reader import Reader
from volteface.loaders.reading.sentences import sentences

if TYPE_CHECKING:
    from volteface.loaders.reading.parse.tree import Doc

SPEAKER = "Uruguay"
Spans = tuple[tuple[int, int], ...]
ROOT = Path(__file__).resolve().parent.parent
SIGN = {1: "+", -1: "-", 0: "0"}
# To mediate has no sign in our graph; the sets count it as cooperation of the mediator with either side.
ACTS = {**{name: SIGN[one.sign] for name, one in schema().relations.items()}, "mediates": "+"}
# PENTA classes of coped: statement, verbal and material cooperation, verbal and material conflict.
PENTA = {0: "0", 1: "+", 2: "+", 3: "-", 4: "-"}


def main() -> int:
    options = _options()
    folder = Path(options.events)
    if not folder.is_dir():
        print(f"{folder}: not there, nothing is measured (the sets are not part of this repository)")
        return 0
    reader = Reader(pipeline=options.pipeline)
    for name, measure in (("plv", _plv), ("coped", _coped), ("cameo", _cameo), ("unscon", _unscon)):
        print(f"{name:8s}{measure(reader, folder, options)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", default=str(ROOT.parent / "shared" / "data" / "events"))
    parser.add_argument("--misses", help="print what this set gets wrong: gold sign, ours with its rules, sentence")
    parser.add_argument("--half", choices=("odd", "even"), help="only every second row of plv and coped")
    parser.add_argument("--pipeline", help="an installed spaCy pipeline")
    return parser.parse_args()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# --- sign given the pair -------------------------------------------------------------------------------------------------------


def _plv(reader: Reader, folder: Path, options: argparse.Namespace) -> str:
    cases = []
    for row in _rows(folder / "plv" / "plv_train.jsonl"):
        if (spans := _marked(row["marked"])) and row["sign"] in "+-":
            cases.append((*spans, row["sign"]))
    return _given_pair(reader, cases, options, "plv")


def _coped(reader: Reader, folder: Path, options: argparse.Namespace) -> str:
    cases = []
    for row in _rows(folder / "coped" / "coped_train_clean.jsonl"):
        text, sign = row["text"], PENTA.get(row.get("penta", 0), "0")
        ends = [text.find(row[key][0]) if row.get(key) else -1 for key in ("source", "target")]
        if sign in "+-" and min(ends) >= 0 and ends[0] != ends[1]:
            spans = [((start, start + len(row[key][0])),) for start, key in zip(ends, ("source", "target"), strict=True)]
            cases.append((text, *spans, sign))
    return _given_pair(reader, cases, options, "coped")


def _marked(marked: str) -> tuple[str, Spans, Spans] | None:
    """The sentence without its marks, and where source and target stand, each as often as it is marked."""
    text = ""
    begun: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for piece in re.split(r"(</?[st]>)", marked):
        if not re.fullmatch(r"</?[st]>", piece):
            text += piece
        elif piece[1] != "/":
            begun[piece[1]] = len(text)
        elif piece[2] in begun:
            spans[piece[2]].append((begun.pop(piece[2]), len(text)))
    return (text, tuple(spans["s"]), tuple(spans["t"])) if spans["s"] and spans["t"] else None


def _given_pair(reader: Reader, cases: list[Any], options: argparse.Namespace, name: str) -> str:
    if options.half:
        cases = cases[options.half == "odd" :: 2]
    cases = [(*_as_parsed(text, first, second), sign) for text, first, second, sign in cases]
    docs = load_pipeline(reader.pipeline).pipe([case[0] for case in cases], batch_size=128)
    pairs, rules = [], []
    for (_, first, second, sign), doc in zip(cases, docs, strict=True):
        ours, said = _between(reader, doc, first, second)
        pairs.append((ours, sign))
        rules.append(said)
    if options.misses == name:
        for (text, first, second, sign), (ours, _), said in zip(cases, pairs, rules, strict=True):
            if ours != sign:
                print(f"gold {sign} ours {ours} [{said}] S=<{text[slice(*first[0])]}> T=<{text[slice(*second[0])]}> {text}")
    silent = sum(ours == "0" for ours, _ in pairs) / len(pairs)
    wrong = sum(ours not in ("0", sign) for ours, sign in pairs) / len(pairs)
    return f"sign given the pair: macro F1 {_macro(pairs, '+-'):.3f}; silent {silent:.3f}, wrong {wrong:.3f} of {len(pairs)}"


def _between(reader: Reader, doc: Doc, first: Spans, second: Spans) -> tuple[str, str]:
    """The sign that the rules read between two ends, "0" for none, and the rules that say something."""
    mentions = [
        Mention(*span, Party(end, _kind(reader, doc, spans[0])), "name")
        for end, spans in (("Source", first), ("Target", second))
        for span in spans
    ]
    votes: dict[str, float] = defaultdict(float)
    said = set()
    for relation in reader._every(reader.reading(doc, sorted(mentions, key=lambda one: one.start), Discourse(Register()))):
        value = ACTS[relation.type]
        if {relation.source.party.name, relation.target.party.name} == {"Source", "Target"} and value != "0":
            votes[value] = max(votes[value], relation.confidence)
            said.add(f"{relation.rule}>{relation.type}")
    return max(votes, key=lambda one: votes[one], default="0"), " ".join(sorted(said))


def _as_parsed(text: str, first: Spans, second: Spans) -> tuple[str, Spans, Spans]:
    """The sentence and the spans in it as the reader has them parsed: without a dateline."""
    every = [*first, *second]
    for one in sentences(text):
        if one.start <= min(start for start, _ in every) and max(end for _, end in every) <= one.end:
            moved = [tuple((one.position(start), one.position(end - 1) + 1) for start, end in spans) for spans in (first, second)]
            return one.clean, moved[0], moved[1]
    return text, first, second


def _kind(reader: Reader, doc: Doc, span: tuple[int, int]) -> str:
    """What an end is, as far as its words tell: a known name or one with a title is a leader's, anything else counts as a state."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None or not len(found) or found.root.pos_ != "PROPN":
        return "state"
    if any(f" {title} " in f" {doc.words(found.start, found.end).lower()} " for title in reader.lexicon.words["title"]):
        return "leader"
    known = [one for mentions in reader.outline(Document("", doc.words(found.start, found.end))).mentions for one in mentions]
    return "leader" if known and known[-1].party.kind in ("leader", "person") else "state"


# --- sentences and speeches as they come ---------------------------------------------------------------------------------------


def _cameo(reader: Reader, folder: Path, options: argparse.Namespace) -> str:
    """Where the coders mark who does it to whom, what the rules read between these; where they agree that nothing is told, what is read.

    Sentences that are signed, but in which nobody is marked as the other party, tell of no relation between two and are left out.
    """
    rows = [row for row in _rows(folder / "cameo_multicoder" / "setA_round7.jsonl") if row["consensus_sign"]]
    pairs: list[tuple[str, str]] = []
    marked = [(row, ends) for row in rows if row["consensus_sign"] != "0" and (ends := _coded_ends(row))]
    cases = [_as_parsed(row["text"], *ends) for row, ends in marked]
    for (text, first, second), (row, _), doc in zip(
        cases, marked, load_pipeline(reader.pipeline).pipe(case[0] for case in cases), strict=True
    ):
        sign, rule = _between(reader, doc, first, second)
        pairs.append((sign, row["consensus_sign"]))
        if options.misses == "cameo" and sign != row["consensus_sign"]:
            print(f"gold {row['consensus_sign']} ours {sign} [{rule}] S=<{text[slice(*first[0])]}> T=<{text[slice(*second[0])]}> {text}")
    silent = [row for row in rows if row["consensus_sign"] == "0"]
    for row, found in zip(silent, _read(reader, (row["text"] for row in silent)), strict=True):
        sign, rule = _strongest((one.sign, one.confidence, one.rule or "") for one in found)
        pairs.append((sign, "0"))
        if options.misses == "cameo" and sign != "0":
            print(f"gold 0 ours {sign} [{rule}] {row['text']}")
    read = sum(ours != "0" for ours, gold in pairs if gold == "0")
    nothing = f"{read} of {len(silent)} about nothing are read as something"
    return f"sign of a sentence: macro F1 {_macro(pairs, '+-0'):.3f} of {len(pairs)}; {nothing}"


def _coded_ends(row: dict[str, Any]) -> tuple[Spans, Spans] | None:
    """The spans of those who do it and to whom, as the first coder has them who marks both; two doers do it with each other."""
    for coder in row["coders"].values():
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for label, text, start in coder["entities"]:
            if row["text"][start : start + len(text)] == text:
                spans[label].append((start, start + len(text)))
        sources = [span for label in sorted(spans) if label.startswith("Source") for span in spans[label]]
        targets = [span for label in sorted(spans) if label.startswith("Target") for span in spans[label] if span not in sources]
        if sources and targets:
            return tuple(sources), tuple(targets)
        if len(sources) > 1:
            return (sources[0],), tuple(sources[1:])
    return None


def _strongest(said: Iterable[tuple[int, float, str]]) -> tuple[str, str]:
    """The sign with the most confidence behind it, 0 where nothing signed is said, and a rule that says it."""
    votes: dict[str, float] = defaultdict(float)
    rules: dict[str, str] = {}
    for sign, confidence, rule in said:
        if sign:
            votes[SIGN[sign]] += confidence
            rules.setdefault(SIGN[sign], rule)
    best = max(votes, key=lambda one: votes[one], default="0")
    return best, rules.get(best, "")


def _unscon(reader: Reader, folder: Path, options: argparse.Namespace) -> str:
    """Whom a speech criticises: who does evil in it, or is opposed in it.

    The set's names of speakers are not to be relied on (whole speeches bear another's name), so "we" is a state that nobody speaks of.
    """
    speeches: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder / "unscon" / "unscon_dev.jsonl"):
        speeches[row["speech"]].append(row)
    gold = {(name, row["target_state"]) for name, rows in speeches.items() for row in rows if row["conflict"] and row["target_state"]}
    states = {target for _, target in gold}
    scores: dict[tuple[str, str], float] = defaultdict(float)
    for name, found in zip(speeches, _read(reader, map(_speech, speeches.values())), strict=True):
        for one in found:
            if one.sign < 0:
                # What a speech tells of a third party's opposition is that party's deed, as its acts are.
                evil = one.type in ("attacks", "coerces") or one.source != SPEAKER
                scores[name, _key(one.source if evil else one.target)] += one.confidence
    ranked = sorted((pair for pair in scores if pair[1] in states), key=lambda pair: -scores[pair])
    best, right = 0.0, 0
    for place, pair in enumerate(ranked, start=1):
        right += pair in gold
        if right >= len(gold) / 2:
            best = max(best, right / place)
    recall = right / len(gold)
    precision = right / len(ranked) if ranked else 0.0
    if options.misses == "unscon":
        for pair in sorted(gold ^ set(ranked)):
            print("missed" if pair in gold else "wrong", *pair)
    at_half = f"{best:.3f}" if recall >= 0.5 else "not reached"
    return f"speech against state: precision {precision:.3f}, recall {recall:.3f} of {len(gold)}; precision at recall of one half {at_half}"


def _speech(rows: list[dict[str, Any]]) -> str:
    """The sentences of a speech as they were printed: the set has them with a space before every mark."""
    text = re.sub(r" +(?=[,.;:!?)]|'s\b|n't\b)|(?<=\() +", "", " ".join(row["text"] for row in rows))
    return f"Statement by the delegation of {SPEAKER}\n\n" + re.sub(r"(?<=\w) - (?=\w)", "-", re.sub(r" +", " ", text))


def _read(reader: Reader, texts: Iterable[str]) -> Iterator[list[Statement]]:
    for _, found in reader.read_all(Document(f"{place}.txt", text) for place, text in enumerate(texts)):
        yield found


def _key(name: str) -> str:
    short = {"russia": "russian_federation", "united_states": "united_states_of_america"}
    key = name.lower().replace(" ", "_")
    return short.get(key, key)


def _macro(pairs: list[tuple[str, str]], signs: str) -> float:
    """Mean F1 of the signs, over (ours, gold)."""
    each = []
    for sign in signs:
        right = sum(ours == gold == sign for ours, gold in pairs)
        said = sum(ours == sign for ours, _ in pairs) + sum(gold == sign for _, gold in pairs)
        each.append(2 * right / said if said else 0.0)
    return sum(each) / len(each)


if __name__ == "__main__":
    sys.exit(main())
