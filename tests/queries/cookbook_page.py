"""docs/cookbook.md, made of the queries and of their answers on the sample: `python tests/queries/cookbook_page.py` writes it anew.

test_cookbook.py compares: after a change of a query, of the sample or of what is read in it, the page is written again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from volteface.api import Graph
from volteface.queries.cookbook import KINDS, Query, plain, queries

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cookbook.md"
# Rows of an answer that are shown.
MOST = 4
INTRODUCTION = """\
# Cook book

{count} questions that analysts ask, each a query that runs on the graph file and on a Neo4j server, with the same rows in the same
order. This page is made from the queries and from their answers on the sample in `seeds/` (its first {most} rows each, without the ids
of the statements). [cypher.md](cypher.md) has the model, and says how to write your own.

```sh
volteface cypher --list                                              # names, questions, parameters
volteface cypher --run flipped-since --param since=2024-12-01
volteface cypher --run friends-of-my-enemies --param actor=aze --format json
volteface cypher --run last-word --param a=Azerbaijan --param b=Russia --neo4j neo4j://localhost:7687
```

From Python: `graph.ask("flipped-since", since="2024-12-01")` gives the rows as dicts.

**What counts**, in all of them unless they say otherwise: a statement weighs what its type does, by its status (asserted in full,
alleged and planned half, denied nothing) and by how far the reading is trusted, from the day `since` on and, where it is a state of
affairs, up to `until`. A sum of weights does not fade, as the measure of `diff` does: the parameter `since` says what is too old. What a
leader or an outlet does counts for its state while it speaks for it; where one leads two, for both. A relation without direction is
read once. Rows carry the quote, its document and the statement's id; of several statements the heaviest is quoted, of several as heavy
the latest.

**Parameters**: {kinds}.
"""


def page(graph: Graph) -> Iterator[str]:
    """The lines of the page."""
    kinds = "; ".join(f"*{kind}*: {says}" for kind, says in KINDS.items())
    yield INTRODUCTION.format(count=len(queries()), most=MOST, kinds=kinds)
    yield "| query | asks |"
    yield "|---|---|"
    for query in queries():
        yield f"| [`{query.name}`](#{query.name}) | {query.question} |"
    for query in queries():
        yield from section(query, graph.cypher(query.text, **query.values(query.example)))


def section(query: Query, rows: list[dict[str, Any]]) -> Iterator[str]:
    yield f"\n## {query.name}"
    yield f"**{query.title}.** {query.question}"
    for note in query.notes:
        yield f"\n{note}"
    if query.parameters:
        yield "\n| parameter | is | default |"
        yield "|---|---|---|"
    for one in query.parameters:
        default = "needed" if one.default is None else f"`{plain(one.default)}`" if one.default else "none"
        yield f"| `{one.name}` ({one.kind}) | {one.says} | {default} |"
    yield f"\n```cypher\n{body(query)}```"
    given = "".join(f" --param {name}={quoted(plain(value))}" for name, value in query.example.items())
    yield f"\n`volteface cypher --run {query.name}{given}`\n"
    yield from table(rows)


def body(query: Query) -> str:
    """The query without its head."""
    return re.sub(r"\A(?://.*\n)+", "", query.text)


def quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def table(rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        yield "No row: the sample has none."
        return
    names = [name for name in rows[0] if name != "id" and not name.startswith("id_")]
    yield f"| {' | '.join(names)} |"
    yield "|---" * len(names) + "|"
    for row in rows[:MOST]:
        yield f"| {' | '.join(cell(row[name]) for name in names)} |"
    if len(rows) > MOST:
        yield "\n…"


def cell(value: Any) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text.removeprefix("seeds/").replace("|", "\\|").replace("\n", " ")


def written(folder: Path) -> str:
    """The page, from a graph of the sample made in a folder. Documents are called as they are from the root of the repository."""
    graph = Graph.open(folder / "sample.duckdb")
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        graph.load(["seeds"])
    finally:
        os.chdir(here)
    return "\n".join(page(graph)) + "\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        PAGE.write_text(written(Path(folder)), encoding="utf-8")
