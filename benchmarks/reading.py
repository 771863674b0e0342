"""How well the reader reads: predictions on a folder of gold documents, scored by the folder's own scorer.

    python benchmarks/reading.py [GOLD_DIR] [--check] [--pipeline NAME] [--out FILE] [--only d01,s2] [--scorer FILE]

GOLD_DIR (default ../shared/gold/dev beside the project) holds `<id>.txt` and `<id>.json`; `score.py` stands in it, above it
or in ../shared/gold beside the project, unless `--scorer` names it. Without `--check` the check sets are left out (d29 to d40;
p37 to p48 and p49 to p72 of benchmarks/passages); with it, only they are scored, each apart.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from ceiling import ceiling

from volteface.graph.model import Actor, Document, Statement
from volteface.loaders.files import File
from volteface.loaders.formats.table import read
from volteface.loaders.reading.reader import Reader

CHECK = tuple(
    {f"{letter}{number}" for number in range(first, last + 1)} for letter, first, last in (("d", 29, 40), ("p", 37, 48), ("p", 49, 72))
)
ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
SIGNED = ("dyad", "grounded")


def main() -> int:
    options = _options()
    folder = Path(options.gold)
    places = [Path(options.scorer)] if options.scorer else [place / "score.py" for place in (folder, folder.parent, GOLD)]
    scorer = next((one for one in places if one.is_file()), None)
    if scorer is None:
        print(f"no scorer ({', '.join(map(str, places))}): nothing to score with", file=sys.stderr)
        return 1
    only = set(options.only.split(",")) if options.only else None
    names = sorted(file.stem for file in folder.glob("*.json"))
    names = [name for name in names if any(name in part for part in CHECK) == options.check and (only is None or name in only)]
    documents = [_document(folder / f"{name}.txt") for name in names]
    reader = Reader(pipeline=options.pipeline)
    sentences = sum(len(reader.outline(document).sentences) for document in documents)
    found = {Path(document.path).stem: statements for document, statements in reader.read_all(documents)}
    # In a process that has read before, by its own clock: other work on the machine counts less.
    started = time.process_time()
    for _ in reader.read_all(documents):
        pass
    seconds = time.process_time() - started
    rows = [_row(name, statement, reader) for name in names for statement in found[name]]
    rows += [actor for document in documents for actor in _actors(reader, document)]
    if options.out:
        Path(options.out).write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
    parts = [[name for name in names if name in part] for part in CHECK] if options.check else [names]
    code = 0
    for part in filter(None, parts):
        if len(part) < len(names):
            print(f"{part[0]} to {part[-1]}:", flush=True)
        code = max(code, _score(options, scorer, part, [one for one in documents if Path(one.path).stem in part], rows, reader))
    statements = sum("type" in row for row in rows)
    print(f"\n{sentences} sentences in {seconds:.2f} s of one core: {sentences / seconds:.0f} sentences/s; {statements} statements")
    return code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", default=str(GOLD / "dev"))
    parser.add_argument("--check", action="store_true", help="score the check set, which is not looked at while rules are written")
    parser.add_argument("--documents", action="store_true", help="grounded F1 of each document first")
    parser.add_argument(
        "--ceiling", action="store_true", help="the score if every pair of parties in a sentence got gold's label; causes of misses"
    )
    parser.add_argument("--misses", action="store_true", help="with --ceiling, every missed dyad (never on the check set)")
    parser.add_argument("--pipeline", help="an installed spaCy pipeline")
    parser.add_argument("--only", help="names of documents, joined by commas")
    parser.add_argument("--scorer", help="the score.py to use")
    parser.add_argument("--out", help="keep the predictions in this file")
    return parser.parse_args()


def _score(
    options: argparse.Namespace, scorer: Path, names: list[str], documents: list[Document], rows: list[dict[str, Any]], reader: Reader
) -> int:
    """What the scorer prints on the documents `names` alone, after the reports asked for; its exit code."""
    folder = Path(options.gold)
    rows = [row for row in rows if row["doc"] in names]
    with tempfile.TemporaryDirectory() as place:
        gold = Path(place, "gold")
        gold.mkdir()
        for name in names:
            for suffix in ("json", "txt"):
                (gold / f"{name}.{suffix}").symlink_to((folder / f"{name}.{suffix}").resolve())
        if options.ceiling:
            print(ceiling(scorer, gold, documents, [row for row in rows if "type" in row], reader, each=options.misses), end="\n\n")
        if options.documents:
            _each(scorer, gold, names, rows, Path(place))
        out = Path(place, "predictions.json")
        out.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
        result = subprocess.run([sys.executable, str(scorer), str(gold), str(out)], check=False, text=True, capture_output=True)
    print(result.stdout.rsplit("\n", 2)[0] if not result.stderr else result.stderr)
    return result.returncode


def _document(path: Path) -> Document:
    return read(File(path.name, path, "txt"))


def _spellings(reader: Reader, name: str, kind: str) -> list[str]:
    """What else the dictionary calls an actor: the scorer takes them for its name."""
    entry = reader.dictionary.entry(Actor(name, kind))
    return [one.text for one in entry.spellings if one.role in ("name", "alias")] if entry else []


def _row(name: str, statement: Statement, reader: Reader) -> dict[str, Any]:
    source, target = (
        _spellings(reader, *end) for end in ((statement.source, statement.source_kind), (statement.target, statement.target_kind))
    )
    return {
        "aliases": {"source": source, "target": target},
        "doc": name,
        "source": statement.source,
        "source_kind": statement.source_kind,
        "target": statement.target,
        "target_kind": statement.target_kind,
        "type": statement.type,
        "sign": statement.sign,
        "start": str(statement.start) if statement.start else None,
        "end": str(statement.end) if statement.end else None,
        "quote": statement.quote,
        "rule": statement.rule,
    }


def _actors(reader: Reader, document: Document) -> list[dict[str, Any]]:
    """Rows that only declare who is named in a document, with or without a relation."""
    parties = dict.fromkeys(mention.party for mentions in reader.outline(document).mentions for mention in mentions)
    name = Path(document.path).stem
    return [{"doc": name, "actor": one.name, "kind": one.kind, "aliases": _spellings(reader, one.name, one.kind)} for one in parties]


def _each(scorer: Path, gold: Path, names: list[str], rows: list[dict[str, Any]], place: Path) -> None:
    """One line a document: the scorer's summary on that document alone."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_name[row["doc"]].append(row)
    for name in names:
        one = place / name
        one.mkdir()
        for suffix in ("json", "txt"):
            (one / f"{name}.{suffix}").symlink_to((gold / f"{name}.{suffix}").resolve())
        out = one / "predictions.list"
        out.write_text(json.dumps(by_name[name]), encoding="utf-8")
        result = subprocess.run([sys.executable, str(scorer), str(one), str(out), "--json"], check=False, text=True, capture_output=True)
        print(name, result.stdout.strip() or result.stderr.strip())


if __name__ == "__main__":
    sys.exit(main())
