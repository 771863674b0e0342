"""Queries made at random by a grammar, for asking both engines the same."""

from __future__ import annotations

import random
from typing import NamedTuple

LABELS = "State Leader Outlet Organization Corridor Actor".split()
TYPES = "ALLY SUPPORTS OPPOSES COERCES LEADS MEMBER_OF MEETS ATTACKS ADVERSARY AIDS".split()
NAMES = "Azerbaijan Russia Turkey Armenia Ukraine Iran Peru Chile Chad Mali".split()
DAYS = "2019-06-30 2020-01-01 2021-03-15 2023-09-25 2024-02-29 2024-12-31 2025-05-29 2025-07-05".split()
TEXTS = "id name kind iso3 wikidata".split()


class Made(NamedTuple):
    query: str
    ordered: bool


class Grammar:
    """One query. `nodes`, `links` and `paths` are the variables that are in scope."""

    def __init__(self, source: random.Random) -> None:
        self.random = source
        self.nodes: list[str] = []
        self.links: list[str] = []
        self.used = 0
        self.either = self.chance(0.6)  # `A|B`, or `A:B`: Neo4j does not take both in one query

    def one(self, *of: str) -> str:
        return self.random.choice(of)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def new(self, letter: str) -> str:
        self.used += 1
        return f"{letter}{self.used}"

    # -- patterns

    def node(self, variable: str = "", known: bool = False) -> str:
        if known:
            return f"({variable})"
        shape = self.random.randrange(8)
        label = self.one(*LABELS)
        if shape == 0:
            return f"({variable})"
        if shape == 1:
            return f"({variable}:Actor {{name: {self.name()}}})"
        if shape == 2:
            return f"({variable}:{label}{f'|{self.one(*LABELS)}' if self.either else ''})"
        if shape == 3:
            return f"({variable} {{kind: {self.kind()}}})"
        if shape == 4:
            return f"({variable}:Actor{'|' if self.either else ':'}{label})"
        return f"({variable}:{label})"

    def link(self, variable: str = "", hops: bool = False) -> str:
        types = f":{self.one(*TYPES)}"
        if self.chance(0.3):
            types += f"|{self.one(*TYPES)}"
        elif self.chance(0.2):
            types = ""
        inside = f"{variable}{types}"
        if hops:
            inside += self.one("*1..2", "*2", "*1..3", "*0..1", "*..2")
        elif self.chance(0.15):
            inside += self.one(" {status: 'asserted'}", " {sign: 1}", " {past: false}", " {sign: -1, status: 'planned'}")
        left, right = self.one("-|->", "<-|-", "-|-", "-|->").split("|")
        return f"{left}[{inside}]{right}" if inside else f"{left}{right}"

    def path(self, hops: int) -> str:
        """A pattern of so many hops, whose nodes and relationships come into scope."""
        first = self.new("n")
        known = bool(self.nodes) and self.chance(0.6)
        if known:
            first = self.one(*self.nodes)
        text = self.node(first, known)
        new_nodes, new_links = [] if known else [first], []
        for _ in range(hops):
            link, node = self.new("r"), self.new("n")
            text += self.link(link) + self.node(node)
            new_links.append(link)
            new_nodes.append(node)
        self.nodes += new_nodes
        self.links += new_links
        return text

    # -- values

    def name(self) -> str:
        return f"'{self.one(*NAMES)}'"

    def kind(self) -> str:
        return self.one("'state'", "'leader'", "'outlet'", "'corridor'")

    def day(self) -> str:
        return f"date('{self.one(*DAYS)}')"

    def text(self) -> str:
        node = self.one(*self.nodes)
        if self.links and self.chance(0.3):
            return self.one(*(f"{self.one(*self.links)}.{name}" for name in ("status", "published", "started", "ended", "id")))
        return f"{node}.{self.one(*TEXTS)}"

    def number(self) -> str:
        if self.links and self.chance(0.7):
            link = self.one(*self.links)
            return self.one(
                f"{link}.sign",
                f"{link}.weight",
                f"{link}.confidence",
                f"{link}.since.year",
                f"{link}.published_day.month",
                f"duration.inDays({link}.since, {self.day()}).days",
                f"({link}.sign * 2 + 1)",
                f"abs({link}.weight)",
                f"size({link}.quote)",
                f"toInteger({link}.weight * 10)",
            )
        node = self.one(*self.nodes)
        return self.one(f"size({node}.name)", f"size({node}.aliases)", f"size(labels({node}))", f"toInteger({node}.name)", "3", "1.5")

    def date(self) -> str:
        if not self.links:
            return self.day()
        link = self.one(*self.links)
        return self.one(
            f"{link}.since",
            f"{link}.until",
            f"{link}.started_day",
            f"{link}.ended_day",
            f"{link}.published_day",
            f"{link}.published_day + duration('P1M')",
            f"coalesce({link}.until, {self.day()})",
        )

    def scalar(self) -> str:
        shape = self.random.randrange(12)
        if shape < 4:
            return self.text()
        if shape < 6:
            return self.number()
        if shape < 8:
            return self.date()
        node = self.one(*self.nodes)
        if shape == 8 and self.links:
            return f"type({self.one(*self.links)})"
        return self.one(
            f"coalesce({self.text()}, 'none')",
            f"toUpper({self.text()})",
            f"CASE WHEN {self.condition(0)} THEN {self.text()} ELSE 'other' END",
            f"CASE {node}.kind WHEN 'state' THEN 1 WHEN 'leader' THEN 2 END",
            f"{node}.name + '/' + {self.text()}",
            f"substring({node}.name, 1, 3)",
            f"toString({self.date()})",
            f"head({node}.aliases)",
            f"{node}.aliases[0..2]",
            f"[x IN {node}.aliases WHERE size(x) > 7 | toLower(x)]",
            f"reduce(s = 0, x IN {node}.aliases | s + size(x))",
            f"split({node}.name, 'a')",
            f"{self.condition(0)}",
            f"{{a: {self.text()}, b: {self.number()}}}",
        )

    def entity(self) -> str:
        return self.one(*self.nodes, *self.links)

    # -- conditions

    def condition(self, depth: int = 1) -> str:
        if depth and self.chance(0.35):
            left, right = self.condition(depth - 1), self.condition(depth - 1)
            return self.one(f"({left} AND {right})", f"({left} OR {right})", f"NOT ({left})", f"({left} XOR {right})")
        node = self.one(*self.nodes)
        compared = self.one("=", "<>", "<", ">", "<=", ">=")
        choices = [
            f"{node}.name {compared} {self.name()}",
            f"{node}.name {self.one('STARTS WITH', 'ENDS WITH', 'CONTAINS')} '{self.one('A', 'an', 'ia', 'r')}'",
            f"{node}.name IN [{self.name()}, {self.name()}]",
            f"{node}.name =~ '{self.one('A.*', '.*ia', '[A-M].*')}'",
            f"{node}.iso3 IS {self.one('', 'NOT ')}NULL",
            f"{node}:{self.one(*LABELS)}",
            f"size({node}.aliases) {compared} {self.random.randrange(4)}",
            f"any(x IN {node}.aliases WHERE x CONTAINS '{self.one('a', 'i', 'RF')}')",
            f"{self.number()} {compared} {self.number()}",
        ]
        if self.links:
            link = self.one(*self.links)
            choices += [
                f"{link}.{self.one('since', 'until', 'published_day')} {compared} {self.day()}",
                f"{link}.{self.one('until', 'since', 'started', 'quote')} IS {self.one('', 'NOT ')}NULL",
                f"{link}.weight {compared} {self.one('0', '0.5', '-0.25')}",
                f"type({link}) IN ['{self.one(*TYPES)}', '{self.one(*TYPES)}']",
                f"{link}.status <> 'denied'",
                f"{link}.since.year {compared} {self.one('2023', '2024')}",
            ]
        if len(self.nodes) > 1:
            choices += [f"{self.one(*self.nodes)} <> {self.one(*self.nodes)}", f"{self.one(*self.nodes)}.id < {self.one(*self.nodes)}.id"]
        return self.one(*choices)

    def about(self) -> str:
        """A condition on what is around a node."""
        node = self.one(*self.nodes)
        there = f"({node}){self.link()}{self.node()}"
        inner = self.new("m")
        condition = f"{inner}.name <> {self.name()}"
        return self.one(
            f"EXISTS {{ {there} }}",
            f"NOT EXISTS {{ {there} }}",
            f"EXISTS {{ MATCH ({node}){self.link()}({inner}) WHERE {condition} }}",
            f"COUNT {{ {there} }} {self.one('>', '=', '<')} {self.random.randrange(3)}",
            there,
            f"NOT {there}",
        )

    def where(self, share: float = 0.6) -> str:
        if not self.chance(share):
            return ""
        return " WHERE " + (self.about() if self.chance(0.25) else self.condition())

    # -- ends

    def aggregate(self, exact: bool = False) -> str:
        """`exact`: one that is the same to the last digit in both engines, so that it can be compared."""
        if exact:
            return self.one("count(*)", f"count(DISTINCT {self.text()})", f"min({self.number()})", f"max({self.number()})")
        return self.one(
            "count(*)",
            f"count({self.text()})",
            f"count(DISTINCT {self.text()})",
            f"sum({self.number()})",
            f"min({self.one(self.date(), self.number(), self.text())})",
            f"max({self.one(self.date(), self.number(), self.text())})",
            f"avg({self.number()})",
            f"size(collect({self.text()}))",
            f"size(collect(DISTINCT {self.text()}))",
            f"sum(CASE WHEN {self.condition(0)} THEN 1 ELSE 0 END)",
        )

    def returned(self) -> tuple[str, bool]:
        shape = self.random.randrange(6)
        if shape == 0:
            return f"RETURN {self.one('DISTINCT ', '')}{self.entity()} AS e", False
        if shape in (1, 2):
            keys = [f"{self.scalar()} AS k{i}" for i in range(self.random.randrange(3))]
            values = [f"{self.aggregate()} AS v{i}" for i in range(1 + self.random.randrange(2))]
            text = f"RETURN {', '.join([*keys, *values])}"
            if keys and self.chance(0.4):
                order = ", ".join(f"{column.split()[-1]}{self.one('', ' DESC')}" for column in (*values, *keys))
                return f"{text} ORDER BY {order}", True
            return text, False
        columns = [f"{self.scalar()} AS c{i}" for i in range(1 + self.random.randrange(3))]
        text = f"RETURN {self.one('', '', 'DISTINCT ')}{', '.join(columns)}"
        if self.chance(0.4):
            text += " ORDER BY " + ", ".join(f"c{i}{self.one('', ' DESC')}" for i in range(len(columns)))
            if self.chance(0.5):
                text += f"{self.one('', ' SKIP 1')} LIMIT {self.random.randrange(1, 9)}"
            return text, True
        return text, False

    # -- whole queries

    def matched(self) -> str:
        return f"MATCH {self.path(self.random.randrange(3))}{self.where()}"

    def query(self) -> Made:
        form = self.one(
            *"simple simple simple optional optional with with unwind two comma hops hops path call union aggregates listed".split(),
            *"aliased aliased collected evidence triangle latest balance".split(),
        )
        made: tuple[str, bool] = getattr(self, f"query_{form}")()
        return Made(*made)

    def query_simple(self) -> tuple[str, bool]:
        text = f"MATCH {self.path(1 + self.chance(0.3))}{self.where(0.8)}"
        end, ordered = self.returned()
        return f"{text} {end}", ordered

    def query_optional(self) -> tuple[str, bool]:
        text = self.matched()
        node = self.one(*self.nodes)
        link, other = self.new("r"), self.new("n")
        text += f" OPTIONAL MATCH ({node}){self.link(link)}{self.node(other)}"
        self.nodes.append(other)
        self.links.append(link)
        text += self.where(0.4)
        end, ordered = self.returned()
        return f"{text} {end}", ordered

    def query_with(self) -> tuple[str, bool]:
        text = f"MATCH {self.path(1)}{self.where()}"
        node = self.one(*self.nodes)
        text += f" WITH {node}, {self.aggregate(exact=True)} AS total"
        self.nodes, self.links = [node], []
        if self.chance(0.6):
            text += f" WHERE total {self.one('>', '<=', '<>')} {self.random.randrange(4)}"
        if self.chance(0.4):
            text += f" MATCH {self.path(1)}"
            end, ordered = self.returned()
            return f"{text} {end}", ordered
        return f"{text} RETURN {node}.id AS id, total ORDER BY total DESC, id", True

    def query_unwind(self) -> tuple[str, bool]:
        names = ", ".join(self.name() for _ in range(3))
        node = self.new("n")
        text = f"UNWIND [{names}] AS wanted {self.one('MATCH', 'OPTIONAL MATCH')} ({node}:Actor {{name: wanted}})"
        self.nodes.append(node)
        if self.chance(0.5):
            text += f" MATCH {self.path(1)}{self.where(0.4)}"
        elif self.chance(0.5):
            text += f" UNWIND {node}.aliases AS alias WITH {node}, alias WHERE size(alias) > 4"
            return f"{text} RETURN {node}.name AS name, alias, size(alias) AS n ORDER BY name, alias", True
        end, ordered = self.returned()
        return f"{text} {end}", ordered

    def query_two(self) -> tuple[str, bool]:
        text = f"MATCH {self.path(1)}{self.where(0.4)} MATCH {self.path(1)}{self.where(0.5)}"
        return f"{text} RETURN count(*) AS n, count(DISTINCT {self.text()}) AS d", False

    def query_comma(self) -> tuple[str, bool]:
        text = f"MATCH {self.path(1)}, {self.path(1)}{self.where(0.7)}"
        return f"{text} RETURN count(*) AS n, min({self.text()}) AS m", False

    def query_hops(self) -> tuple[str, bool]:
        first, link, last = self.new("n"), self.new("r"), self.new("n")
        text = f"MATCH ({first}:Actor {{name: {self.name()}}}){self.link(link, hops=True)}{self.node(last)}"
        self.nodes += [first, last]
        text += self.where(0.4)
        column = self.one(
            f"size({link})",
            f"[x IN {link} | x.sign]",
            f"all(x IN {link} WHERE x.weight > 0)",
            f"reduce(s = 0.0, x IN {link} | s + x.weight)",
            f"[x IN {link} | type(x)]",
            f"none(x IN {link} WHERE x.until IS NULL)",
        )
        return f"{text} RETURN {first}.name AS a, {last}.name AS b, {column} AS c, count(*) AS n", False

    def query_path(self) -> tuple[str, bool]:
        if self.chance(0.4):
            a, b = self.name(), self.name()
            kind = self.one("*..4", "*1..5", "*..3")
            text = f"MATCH (x:Actor {{name: {a}}}), (y:Actor {{name: {b}}}) WHERE x <> y"
            return f"{text} MATCH p = shortestPath((x)-[:{self.one(*TYPES)}|{self.one(*TYPES)}{kind}]-(y)) RETURN length(p) AS n", False
        text = f"MATCH p = {self.path(1 + self.chance(0.4))}{self.where(0.6)}"
        column = self.one(
            "length(p)",
            "[x IN nodes(p) | x.name]",
            "[x IN relationships(p) | type(x)]",
            "reduce(s = 0, x IN relationships(p) | s + x.sign)",
            "p",
            "all(x IN nodes(p) WHERE x:State)",
        )
        return f"{text} RETURN {column} AS c, count(*) AS n", False

    def query_call(self) -> tuple[str, bool]:
        text = self.matched()
        node = self.one(*self.nodes)
        counted = self.one("count(r)", "max(r.since)", "count(DISTINCT m.id)")
        inner = f"MATCH ({node}){self.link('r')}{self.node('m')} RETURN {counted} AS n"
        text += f" CALL ({node}) {{ {inner} }}"
        return f"{text} RETURN {node}.id AS id, n, count(*) AS times", False

    def query_union(self) -> tuple[str, bool]:
        first = self.matched() + f" RETURN {self.scalar()} AS x"
        self.nodes, self.links = [], []
        second = self.matched() + f" RETURN {self.scalar()} AS x"
        return f"{first} UNION {self.one('', 'ALL ')}{second}", False

    def query_aggregates(self) -> tuple[str, bool]:
        text = f"MATCH {self.path(1)}{self.where(0.7)}"
        node = self.one(*self.nodes)
        text += f" WITH {node}, {self.aggregate()} AS a, {self.aggregate()} AS b"
        return f"{text} RETURN {node}.kind AS kind, count(*) AS n, min(a) AS low, max(b) AS high", False

    def query_listed(self) -> tuple[str, bool]:
        node = self.new("n")
        self.nodes.append(node)
        text = f"MATCH {self.node(node)}{self.where(0.5)}"
        column = self.one(
            f"[({node}){self.link()}(m) WHERE m.name <> {self.name()} | m.name]",
            f"[({node}){self.link('r')}(m:State) | r.sign]",
            f"COUNT {{ ({node}){self.link()}() }}",
            f"COUNT {{ MATCH ({node}){self.link('r')}(m) WHERE r.weight > 0 }}",
            f"EXISTS {{ ({node}){self.link()}({self.new('m')}:State) }}",
            f"size([x IN {node}.aliases WHERE x STARTS WITH 'A'])",
        )
        return f"{text} RETURN {node}.id AS id, {column} AS c", False

    def query_aliased(self) -> tuple[str, bool]:
        """Values that a WITH gives names, and that are grouped and sorted by."""
        text = f"MATCH {self.path(self.random.randrange(2))}{self.where(0.5)}"
        node = self.one(*self.nodes)
        key = self.one(self.scalar(), self.number(), f"{self.number()} % 3", self.date(), self.text())
        text += f" WITH {self.one('', 'DISTINCT ')}{node}, {key} AS k"
        if self.chance(0.3):
            text += f" WHERE k IS NOT NULL AND {node}.name <> {self.name()}"
        end = self.one(
            f"RETURN k, count({node}) AS n ORDER BY k",
            "RETURN k, count(*) AS n ORDER BY n DESC, k LIMIT 3",
            f"RETURN k AS k, size(collect({node}.id)) AS n ORDER BY k DESC",
            "WITH k, count(*) AS n WHERE n > 1 RETURN k, n ORDER BY n, k",
            "RETURN DISTINCT k ORDER BY k SKIP 1",
            f"RETURN {node}.kind AS kind, min(k) AS low, max(k) AS high, count(k) AS n ORDER BY kind",
            f"WITH {node}, k ORDER BY {node}.id, k RETURN collect(k)[0..3] AS l",
        )
        return f"{text} {end}", "ORDER BY" in end

    def query_collected(self) -> tuple[str, bool]:
        """Lists of what was matched, filtered and taken apart again."""
        text = f"MATCH {self.path(1)}{self.where(0.4)}"
        node, link = self.one(*self.nodes), self.one(*self.links)
        text += f" WITH {node}, collect({link}) AS rs"
        end = self.one(
            f"RETURN {node}.id AS id, size([r IN rs WHERE r.weight > 0]) AS p, size([r IN rs WHERE r.weight < 0]) AS n ORDER BY id",
            "UNWIND rs AS r WITH r WHERE r.since IS NOT NULL RETURN type(r) AS t, count(*) AS n, max(r.since) AS d ORDER BY t",
            f"RETURN {node}.id AS id, reduce(s = 0.0, r IN rs | s + r.weight) AS w, any(r IN rs WHERE r.past) AS p ORDER BY id",
            f"WHERE size(rs) > 1 RETURN {node}.id AS id, [r IN rs | r.sign] AS l ORDER BY id",
            "UNWIND rs AS r MATCH (x)-[r]->(y) RETURN x.id AS x, y.id AS y, count(*) AS n ORDER BY x, y",
        )
        return f"{text} {end}", "AS l " not in end

    def query_evidence(self) -> tuple[str, bool]:
        """From relationships to the statements and documents behind them."""
        link = self.new("r")
        text = f"MATCH ({self.one('a', 'a:State', 'a:Actor')}){self.link(link)}(b)"
        self.nodes, self.links = ["a", "b"], [link]
        text += self.where(0.5)
        text += f" MATCH (s:Statement {{id: {link}.id}})" + self.one("", "-[:READ_IN]->(d:Document)", "-[:READ_IN]->(d)")
        if "(d" in text:
            return f"{text} RETURN d.id AS d, count(*) AS n, count(DISTINCT s.relation) AS t ORDER BY d", True
        return f"{text} RETURN s.relation AS t, s.read AS read, count(*) AS n, sum(s.line) AS l ORDER BY t, read", True

    def query_triangle(self) -> tuple[str, bool]:
        text = f"MATCH (a:State){self.link('r1')}(b:State){self.link('r2')}(c:State){self.link('r3')}(a) WHERE a.id < b.id"
        return f"{text} RETURN count(*) AS n, sum(r1.sign * r2.sign * r3.sign) AS s, count(DISTINCT c) AS c", False

    def query_latest(self) -> tuple[str, bool]:
        """Of each the first in an order."""
        text = f"MATCH {self.path(1)}{self.where(0.4)}"
        node, link = self.one(*self.nodes), self.one(*self.links)
        text += f" WITH {node}, {link} ORDER BY {link}.since {self.one('', 'DESC')}, {link}.id"
        text += f" WITH {node}, {self.one('head', 'last')}(collect({link})) AS r"
        return f"{text} RETURN {node} {{.id, .kind}} AS node, r.id AS id, r.since AS since ORDER BY node.id", True

    def query_balance(self) -> tuple[str, bool]:
        """Sums over pairs, on a day."""
        text = f"MATCH (a:State){self.link('r')}(b:State) WHERE a.id < b.id AND r.since <= {self.day()}"
        text += f" AND (r.until IS NULL OR r.until >= {self.day()})"
        text += " WITH a, b, sum(CASE WHEN r.weight > 0 THEN r.weight ELSE 0 END) AS c"
        text += ", sum(CASE WHEN r.weight < 0 THEN -r.weight ELSE 0 END) AS h"
        return f"{text} RETURN a.id AS a, b.id AS b, round((c - h) / (c + h + 1), 4) AS v ORDER BY a, b", True


def make(source: random.Random) -> Made:
    """A query, and whether its rows come in an order that it asks for."""
    return Grammar(source).query()
