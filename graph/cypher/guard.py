"""Lets through only queries that read the graph: no writing, no files, no network, no administration.

What is not known is refused. A word stands in a query either where a value may stand (a variable, a function, `CASE`), or after a
value: there it goes on with an expression (`AND`, `STARTS WITH`) or begins a clause, and must be one of FOLLOWS. A writing clause is
neither, whatever it is called: the names of the usual ones only make for a better message. Functions and procedures must be on the
lists below. Properties, labels, aliases, keys of maps and names in backticks may be called what they like.

The engines have locks of their own besides (a read-only graph, a READ session); only this one stops `LOAD CSV` and procedures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NoReturn

from .engine import QueryError
from .lexer import Token, tokens

State = Literal["clause", "value", "after"]

# What begins a clause, and what goes on with one.
BEGINS = frozenset("MATCH OPTIONAL RETURN WITH UNWIND CALL".split())
CLAUSES = BEGINS | frozenset("WHERE ORDER SKIP OFFSET LIMIT UNION YIELD".split())
# What stands after a value, with a value to come; and what ends there.
JOINS = frozenset("AND OR XOR IN STARTS ENDS CONTAINS AS WHEN THEN ELSE".split())
COMPLETES = frozenset("IS NOT NULL END ASC ASCENDING DESC DESCENDING TYPED NORMALIZED".split())
FOLLOWS = CLAUSES | JOINS | COMPLETES
# Words of two, of which the second stands where else a value would.
PAIRS = {
    ("OPTIONAL", "MATCH"),
    ("OPTIONAL", "CALL"),
    ("ORDER", "BY"),
    ("STARTS", "WITH"),
    ("ENDS", "WITH"),
    ("CASE", "WHEN"),
}
PREFIXES = frozenset("NOT DISTINCT CASE SHORTEST".split())
SUBQUERIES = frozenset("EXISTS COUNT COLLECT".split())
STARRED = ("RETURN", "WITH", "DISTINCT", "YIELD")

WRITES = frozenset(
    """CREATE MERGE SET DELETE DETACH NODETACH REMOVE DROP FOREACH INSERT LOAD COPY EXPORT IMPORT ATTACH INSTALL ALTER GRANT DENY
    REVOKE RENAME TERMINATE ENABLE DISABLE DRYRUN DEALLOCATE REALLOCATE START STOP FORMAT TRANSACTIONS CONCURRENT""".split()
)
ELSEWHERE = {
    "SHOW": "`volteface cypher --schema` prints labels, types and properties",
    "USE": "`--database NAME` chooses the database",
    "EXPLAIN": "queries are answered here, not planned",
    "PROFILE": "queries are answered here, not measured",
    "CYPHER": "options before a query are not taken",
    "HAVING": "both engines understand WITH … WHERE",
    "FILTER": "both engines understand WITH * WHERE",
    "OVER": "Neo4j has no window functions",
    "FOR": "Neo4j has no valid time",
    "INTERSECT": "Neo4j has it not",
    "EXCEPT": "Neo4j has it not",
}
# A variable of such a name is one only where what follows could not belong to the clause.
HARMLESS = (")", "]", "}", ",", ".", ":", "|", "=", "<>", "<", ">", "<=", ">=")

FUNCTIONS = frozenset(
    """abs acos all allshortestpaths any asin atan atan2 avg btrim ceil ceiling char_length character_length coalesce collect cos
    cosh cot coth count date datetime degrees duration e elementid endnode exists exp floor haversin head id isempty isnan keys
    labels last left length localdatetime localtime log log10 lower ltrim max min nodes none normalize nullif percentilecont
    percentiledisc pi point properties radians rand randomuuid range reduce relationships replace reverse right round rtrim
    shortestpath sign sin single sinh size split sqrt startnode stdev stdevp substring sum tail tan tanh time timestamp toboolean
    tobooleanlist tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull tolower tostring
    tostringlist tostringornull toupper trim type upper valuetype""".split()
)
# Functions with a namespace: only those of these are known to read neither files nor the network.
NAMESPACES = frozenset("date datetime localdatetime time localtime duration point".split())
PROCEDURES = frozenset("db.labels db.relationshiptypes db.propertykeys db.schema.nodetypeproperties db.schema.reltypeproperties".split())


def check(query: str) -> list[Token]:
    """The tokens of a query that only reads. Raises QueryError, at its place, for anything else."""
    found = tokens(query)
    while len(found) > 1 and found[-2].is_sign(";"):
        del found[-2]
    if len(found) == 1:
        raise QueryError("an empty query (valid: MATCH … RETURN …)")
    Guard(query, found).run()
    return found


class Guard:
    """Goes over the tokens once, knowing whether a clause must begin, a value may stand, or one has stood."""

    def __init__(self, query: str, found: Sequence[Token]) -> None:
        self.query = query
        self.found = found
        self.place = 0
        self.state: State = "clause"
        # What is open: "(", "[", "map", "times" (a quantifier), "query" (a subquery), "call" (one of CALL), "scope" (its variables).
        self.open: list[str] = []
        self.opened_at: list[int] = []
        self.closed = ""  # what was closed last
        self.clauses: list[str] = []  # at the top, of the last part of a UNION

    def run(self) -> None:
        while self.token.kind != "end":
            self.state = self.step(self.token)
            self.place += 1
        if self.open:
            self.place = self.opened_at[-1]
            self.refuse("a bracket that is not closed")
        if self.clauses[-1:] != ["RETURN"] and self.clauses != ["CALL"]:
            self.refuse("a query ends with RETURN")

    @property
    def token(self) -> Token:
        return self.found[self.place]

    @property
    def next(self) -> Token:
        return self.found[self.place + 1]

    @property
    def last(self) -> Token:
        return self.found[self.place - 1] if self.place else Token("end", "", 0)

    @property
    def inside(self) -> str:
        return self.open[-1] if self.open else ""

    def refuse(self, why: str) -> NoReturn:
        raise QueryError(why, self.query, self.token.start)

    def complain(self, otherwise: str = "") -> NoReturn:
        """Refuses the word, by what is known of it."""
        name = self.token.text
        if name in WRITES:
            self.refuse(f"{name}: a query only reads (load and push change graphs)")
        if name in ELSEWHERE:
            self.refuse(f"{name} is not taken: {ELSEWHERE[name]}")
        self.refuse(otherwise or f"{self.written} begins no clause that only reads, and goes on with none")

    @property
    def written(self) -> str:
        return self.query[self.token.start : self.token.start + len(self.token.text)]

    def step(self, token: Token) -> State:
        """The state after this token."""
        if self.inside == "times" and token.kind != "number" and not token.is_sign(",", "}"):
            self.refuse("only numbers stand in a quantifier ({1,3})")
        if token.kind == "word":
            return self.word(token)
        if token.kind == "sign":
            return self.sign(token)
        if self.state == "clause":
            self.refuse(f"{token.kind} where a clause is to begin (valid: MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL, RETURN)")
        if self.state == "after":
            self.refuse(f"{token.kind} where the query should go on with an operator or a clause")
        if token.kind == "name" and self.next.is_sign("("):
            self.refuse("a function whose name is in backticks")
        return "after"

    # -- words

    def word(self, token: Token) -> State:
        if self.last.is_sign("."):
            return self.dotted()
        if self.named():
            return "after"
        if self.state == "clause":
            return self.begin(token)
        if self.state == "after":
            return self.follow(token)
        return self.value(token)

    def named(self) -> bool:
        """A label or a type, an alias, a key of a map: it may be called anything."""
        if self.last.is_sign(":") and self.inside != "map":
            return True
        if self.last.is_word("AS") and self.state == "value":
            return True
        return self.inside == "map" and self.last.is_sign("{", ",") and self.next.is_sign(":")

    def dotted(self) -> State:
        """A property, or the name of a function with a namespace."""
        if self.next.is_sign("("):
            first = self.place
            while first >= 2 and self.found[first - 1].is_sign("."):
                first -= 2
            name = ".".join(token.text.lower() for token in self.found[first : self.place + 1 : 2])
            if self.found[first].kind != "word" or name.split(".")[0] not in NAMESPACES:
                self.refuse(f"the function {name} may do more than read, or is not in both engines")
        return "after"

    def begin(self, token: Token) -> State:
        if token.is_word("ALL", "DISTINCT") and self.last.is_word("UNION"):
            return "clause"
        if token.text not in BEGINS:
            self.complain()
        return self.keyword(token)

    def follow(self, token: Token) -> State:
        if token.text not in FOLLOWS:
            self.complain()
        if token.is_word("IN") and self.last.is_sign("}") and self.closed == "call":
            self.refuse("IN TRANSACTIONS: a query only reads")
        return "after" if token.text in COMPLETES else self.keyword(token)

    def keyword(self, token: Token) -> State:
        if not self.open and token.text in BEGINS:
            self.clauses.append(token.text)
        if token.is_word("UNION"):
            if not self.open:
                self.clauses.clear()
            return "clause"
        if token.is_word("CALL"):
            return self.call()
        first = token.text
        if first in {one for one, _ in PAIRS} and (first, self.next.text) not in PAIRS:
            self.refuse(f"{first} without {' or '.join(sorted(two for one, two in PAIRS if one == first))}")
        return "value"

    def call(self) -> State:
        """A subquery, or a procedure, whose name is taken here."""
        if self.next.is_sign("{", "("):
            return "value"
        self.place += 1
        parts = [self.token.text.lower()] if self.token.kind == "word" else []
        while parts and self.next.is_sign(".") and self.found[self.place + 2].kind == "word":
            self.place += 2
            parts.append(self.token.text.lower())
        name = ".".join(parts)
        if name not in PROCEDURES:
            self.refuse(f"the procedure {name or self.token.text} may do more than read (valid: {', '.join(sorted(PROCEDURES))})")
        return "after"

    def value(self, token: Token) -> State:
        if (self.last.text, token.text) in PAIRS and self.last.kind == "word":
            if token.is_word("CALL"):
                return self.call()
            return "value"
        if token.text in PREFIXES or (token.is_word("ALL", "ANY") and self.next.is_word("SHORTEST")):
            return "value"
        if self.next.is_sign("(") and token.text.lower() not in FUNCTIONS and not token.is_word("ANY"):
            self.complain(f"the function {self.written} is not in both engines, or does more than read")
        if not (self.next.is_sign(*HARMLESS) or self.next.kind == "end" or self.next.is_word(*FOLLOWS)):
            if token.text in WRITES:
                self.complain()
            if token.text in CLAUSES:
                self.refuse(f"{self.written} where a value is to come")
        return "after"

    # -- signs

    def sign(self, token: Token) -> State:
        if token.is_sign(";"):
            self.refuse("one query at a time (nothing may follow the ;)")
        if token.is_sign("(", "[", "{"):
            return self.opened(token)
        if token.is_sign(")", "]", "}"):
            return self.close(token)
        if self.state == "clause":
            self.refuse("a sign where a clause is to begin")
        if token.is_sign("*") and self.stands_for_all():
            return "after"
        if token.is_sign("%") and self.last.is_sign(":", "!", "|", "&", "("):
            return "after"
        return "value"

    def stands_for_all(self) -> bool:
        return self.last.is_word(*STARRED) or self.last.is_sign("(", ".")

    def opened(self, token: Token) -> State:
        if self.state == "clause" and (self.inside != "query" or not token.is_sign("(")):
            self.refuse("a bracket where a clause is to begin")
        self.opened_at.append(self.place)
        if not token.is_sign("{"):
            self.open.append("scope" if self.last.is_word("CALL") and self.state == "value" else token.text)
            return "value"
        if self.last.is_word("CALL") or (self.last.is_sign(")") and self.closed == "scope"):
            self.open.append("call")
            return "clause"
        if self.last.is_word(*SUBQUERIES):
            self.open.append("query")
            return "clause"
        self.open.append("times" if self.last.is_sign(")") else "map")
        return "value"

    def close(self, token: Token) -> State:
        wanted = {"(": ")", "scope": ")", "[": "]"}.get(self.inside, "}") if self.open else ""
        if token.text != wanted:
            self.refuse(f"{token.text} closes nothing" if not wanted else f"{token.text} where {wanted} should close")
        self.opened_at.pop()
        self.closed = self.open.pop()
        if self.closed == "scope" and not self.next.is_sign("{"):
            self.refuse("CALL (variables) without a subquery")
        return "after"
