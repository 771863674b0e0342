"""docs/cypher.md: its examples run on both engines; docs/neo4j-style.grass: it has a style for all that there is, in the map's colours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.cypher import model
from volteface.graph.cypher.push import push
from volteface.graph.cypher.remote import Remote
from volteface.graph.cypher.server import connect
from volteface.graph.schema import schema

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8"), re.DOTALL)
STYLE = (ROOT / "docs" / "neo4j-style.grass").read_text(encoding="utf-8")
RULES = {
    name: dict(re.findall(r"([a-z-]+): (.+);", body))
    for name, body in re.findall(r"^([\w.]+) \{\n(.*?)\n\}", STYLE, re.DOTALL | re.MULTILINE)
}
# What the page says that both engines understand, each a query of its own.
SUBSET = [
    "MATCH (a:State) OPTIONAL MATCH (a)-[r:ATTACKS]->(b:State) RETURN a.id AS a, b.id AS b, r.since AS since ORDER BY a, b, since, r.id",
    "MATCH (a:Actor) RETURN a.name AS name ORDER BY name SKIP 3 LIMIT 5",
    "UNWIND [3, 1, 2] AS n RETURN n ORDER BY n DESC",
    "MATCH (a:State) RETURN a.name AS name ORDER BY name LIMIT 3 UNION MATCH (a:State) RETURN a.name AS name ORDER BY name LIMIT 2",
    "RETURN 1 AS n UNION ALL RETURN 1 AS n",
    "MATCH (a:State) CALL { WITH a MATCH (a)-[r:ALLY]-() RETURN count(r) AS n } RETURN a.id AS id, n ORDER BY id",
    "MATCH (a:Actor:State) RETURN count(a) AS n",
    "MATCH (a:State|Territory)-[:ALLY|SUPPORTS]->(b) RETURN count(*) AS n",
    "MATCH (a:State {name: 'Armenia'})<-[r]-(b) RETURN b.id AS id, r.id AS r ORDER BY id, r",
    "MATCH (a:State {name: 'Pakistan'})-[:ALLY*1..3]-(b) RETURN DISTINCT b.id AS id ORDER BY id",
    "MATCH p = allShortestPaths((a:State {name: 'Pakistan'})-[:ALLY*..4]-(b {name: 'Azerbaijan'})) RETURN length(p) AS n, count(*) AS m",
    "MATCH p = (:State {name: 'Pakistan'})-[:ALLY]-(b) RETURN [n IN nodes(p) | n.id] AS ids ORDER BY b.id",
    "MATCH (a:State) WHERE EXISTS { MATCH (a)-[r:ATTACKS]->(b) WHERE r.weight < -5 } RETURN a.id AS id ORDER BY id",
    "MATCH (a:State) WHERE COUNT { (a)-[:ATTACKS]->() } >= 2 RETURN a.id AS id ORDER BY id",
    "MATCH (a:State) RETURN CASE WHEN a.iso3 IN ['ARM', 'AZE'] THEN 1 WHEN a.iso3 IS NULL THEN 2 END AS n, a.id AS id ORDER BY n, id",
    "MATCH (a:Actor) WHERE a.name STARTS WITH 'A' OR a.name ENDS WITH 'n' OR a.name CONTAINS 'ss' RETURN a.id AS id ORDER BY id",
    "MATCH (a:Actor) WHERE a.name =~ '(?i)[A-C].*n' RETURN a.id AS id ORDER BY id",
    "WITH range(1, 9) AS n RETURN n[2..5] AS a, n[..-7] AS b, [x IN n WHERE x % 2 = 0 | x * x] AS c, n[-1] AS d, size(n) AS e",
    "WITH [1, 2, 3] AS n RETURN all(x IN n WHERE x > 0) AS a, any(x IN n WHERE x > 2) AS b, none(x IN n WHERE x > 3) AS c,"
    " single(x IN n WHERE x = 1) AS d, reduce(s = 0, x IN n | s + x) AS e",
    "WITH {a: 1, b: {c: 'x'}} AS m RETURN m.a AS a, m.b.c AS c",
    "MATCH ()-[r]->() WHERE r.sign <> 0 RETURN count(r) AS a, round(sum(r.weight), 2) AS b, round(avg(r.weight), 4) AS c,"
    " min(r.since) AS d,"
    " max(r.since) AS e, count(DISTINCT r.document) AS f, round(stDev(r.weight), 4) AS g, size(collect(DISTINCT r.status)) AS h",
    "MATCH ()-[r:ATTACKS]->() RETURN r.since.year AS year, r.since.month AS month, count(*) AS n ORDER BY year, month",
    "RETURN date('2025-01-31') + duration({days: 3}) AS a, date('2025-01-31') - duration({months: 1}) AS b,"
    " duration.inDays(date('2024-02-28'), date('2024-03-01')).days AS c, date.truncate('month', date('2025-01-31')) AS d",
    "MATCH (a:State) RETURN a.iso3 AS iso3 ORDER BY iso3",
    "MATCH (a:Actor) RETURN a.iso3 AS iso3, a.id AS id ORDER BY iso3 DESC, id",
    "RETURN round(-2.51) AS a, round(2.5, 0) AS b, round(-2.25, 1) AS c, sign(-0.5) AS d, abs(-3) AS e, 7 / 2 AS f, 7 % 3 AS g, 2 ^ 3 AS h",
]
# Text on a colour must stand out so much (WCAG 2.2, 1.4.3; large text 3).
CONTRAST = 4.0


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = Graph.open(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    graph.load([ROOT / "seeds"])
    return graph


@pytest.mark.parametrize("query", [*EXAMPLES, *SUBSET])
def test_an_example_has_an_answer(sample: Graph, query: str) -> None:
    assert sample.cypher(query)
    assert sample.engine().run(query).hints == () or "round(" in query


@pytest.mark.neo4j
def test_a_server_answers_every_one_alike(sample: Graph, neo4j: Any) -> None:
    with connect(neo4j.uri, user=neo4j.user, password=neo4j.password) as server:
        with sample.store() as store:
            push(store, server)
        for query in [*EXAMPLES, *SUBSET]:
            assert list(Remote(server).run(query).dicts()) == sample.cypher(query), query


def test_every_label_and_type_has_a_style() -> None:
    labels = {"node"} | {f"node.{label}" for label in (*model.labels().values(), "Document", "Statement")}
    types = {"relationship"} | {f"relationship.{name}" for name in (*model.types().values(), "READ_IN")}
    assert RULES.keys() == labels | types
    assert STYLE.count("{\n") == len(RULES), "a rule that this test does not see"
    assert "/*" not in STYLE, "Neo4j Browser knows no comments there"


def test_the_colours_are_those_of_the_map() -> None:
    palette = set(re.findall(r"#[0-9a-f]{6}", (ROOT / "maps" / "assets" / "map.css").read_text(encoding="utf-8")))
    colours = {value for rule in RULES.values() for name, value in rule.items() if name.endswith("color") or "text-color" in name}
    assert colours <= palette
    signs = {relation.name.upper(): relation.sign for relation in schema().relations.values()}
    of_sign = {sign: {RULES[f"relationship.{name}"]["color"] for name, its in signs.items() if its == sign} for sign in (1, 0, -1)}
    assert [len(one) for one in of_sign.values()] == [1, 1, 1]
    assert len(set().union(*of_sign.values())) == 3


def test_the_heavier_is_the_thicker() -> None:
    known = schema().relations.values()
    for sign in (1, -1):
        by_weight = sorted((relation for relation in known if relation.sign == sign), key=lambda relation: abs(relation.weight))
        widths = [int(RULES[f"relationship.{relation.name.upper()}"]["shaft-width"].removesuffix("px")) for relation in by_weight]
        assert widths == sorted(set(widths)), sign


@pytest.mark.parametrize("name", [name for name in RULES if name.startswith("node.")])
def test_a_name_can_be_read_on_its_node(name: str) -> None:
    light, dark = sorted((luminance(RULES[name][key]) for key in ("color", "text-color-internal")), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= CONTRAST


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
