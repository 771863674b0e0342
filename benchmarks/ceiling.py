"""How far the ends of relations reach: the score if every pair of parties that the reader puts in one sentence got gold's label.

Run by `reading.py --ceiling`. What is missed is sorted by cause: `end` (a party found nowhere in the document), `reference` (both are
found, but not in the sentence that gold quotes), `relation` (both are there; no rule says how they stand).
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from volteface.graph.model import Document
from volteface.loaders.reading.actors.register import Party
from volteface.loaders.reading.ends.references import Discourse
from volteface.loaders.reading.parse.parser import load_pipeline
from volteface.loaders.reading.reader import Reader
from volteface.loaders.reading.rules.headlines import sentence_case

CAUSES = ("relation", "reference", "end")
_HEADS = ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")


def ceiling(scorer: Path, gold: Path, documents: Sequence[Document], rows: Sequence[dict[str, Any]], reader: Reader, each: bool) -> str:
    """The report: the ceiling and the causes of what is missed, per document and in all; with `each`, every missed dyad too."""
    score = _module(scorer)
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_name[row["doc"]].append(row)
    lines = ["doc    must found ceiling  " + "  ".join(CAUSES)]
    total: Counter[str] = Counter()
    for document in documents:
        name = Path(document.path).stem
        found = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))
        with (gold / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            found["text"] = file.read()
        tally, missed = _document(score, found, by_name[name], list(parties(reader, document)))
        total.update(tally)
        lines.append(_line(name, tally))
        if each:
            lines.extend(f"    {cause:10}{what}" for cause, what in missed)
    recall = total["ceiling"] / total["must"] if total["must"] else 0.0
    lines += [_line("all", total), f"ceiling          recall {recall:.3f}, grounded F1 {2 * recall / (1 + recall):.3f}"]
    return "\n".join(lines)


def parties(reader: Reader, document: Document) -> Iterator[tuple[str, list[Party]]]:
    """Each sentence's text with the parties in it: those named, and those that its phrases stand for."""
    outline = reader.outline(document)
    nlp = load_pipeline(reader.pipeline)
    discourse = Discourse(outline.register)
    for place, sentence in enumerate(outline.sentences):
        mentions = outline.mentions[place]
        found = {mention.party: None for mention in mentions}
        if place in outline.parsed:
            reading = reader.reading(nlp(sentence_case(sentence, mentions)), mentions, discourse)
            for token in reading.doc:
                if token.pos_ in _HEADS:
                    for role in ("subject", "object"):
                        found.update(dict.fromkeys(end.party for end in reading.ends.of(token, role)))
            discourse.remember(reading.ends.named(), reading.ends.groups())
        else:
            discourse.remember([(mention.party, 1) for mention in mentions])
        yield document.text[sentence.start : sentence.end], list(found)


def _document(
    score: Any, gold: dict[str, Any], rows: list[dict[str, Any]], sentences: list[tuple[str, list[Party]]]
) -> tuple[Counter[str], list[tuple[str, str]]]:
    structural = [row for row in rows if not row["sign"]]
    pairs = [
        _pair(one, other, quote, sign) for quote, found in sentences for one, other in combinations(_ends(found), 2) for sign in (1, -1)
    ]
    best, said = score.prepare(gold, structural + pairs), score.prepare(gold, rows)
    golds = [row for row in best.gold if row["sign"] and len(row["dyad"]) == 2]
    must = {score.dyad_sign(row): row for row in reversed(golds) if row["must"]}
    reach = score.grounded([row for row in best.pred if row["sign"] and len(row["dyad"]) == 2], golds, gold["text"])
    hits = score.grounded([row for row in said.pred if row["sign"] and len(row["dyad"]) == 2], golds, gold["text"])
    known = {end for row in best.pred for end in (row["s"], row["t"], row["a"], row["b"])}
    known |= {best.names.resolve(name, kind) for _, found in sentences for kind, name in _ends(found)}
    tally = Counter(must=len(must), found=len(hits & must.keys()), ceiling=len(reach & must.keys()))
    missed = []
    for key, row in must.items():
        if key in hits:
            continue
        lost = [end for end in (row["a"], row["b"]) if end not in known]
        cause = "relation" if key in reach else "end" if lost else "reference"
        tally[cause] += 1
        missed.append((cause, f"{row['source']} {row['type']} {row['target']} ({', '.join(lost)}): {row['quote']}"))
    return tally, missed


def _ends(found: list[Party]) -> list[tuple[str, str]]:
    """Parties as written and as the states for which they act."""
    return list(dict.fromkeys(key for party in found for key in ((party.kind, party.name), party.state)))


def _pair(one: tuple[str, str], other: tuple[str, str], quote: str, sign: int) -> dict[str, Any]:
    ends = {"source": one[1], "source_kind": one[0], "target": other[1], "target_kind": other[0]}
    return {**ends, "type": "any", "sign": sign, "start": None, "quote": quote}


def _line(name: str, tally: Counter[str]) -> str:
    return f"{name:6} {tally['must']:4} {tally['found']:5} {tally['ceiling']:7}  " + "  ".join(
        f"{tally[cause]:{len(cause)}}" for cause in CAUSES
    )


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up by name
    import sys

    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module
