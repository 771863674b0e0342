"""Where the embedded engine would answer otherwise than Neo4j, or not at all: said before it is asked, with the way out.

What it would silently answer otherwise is asked in another way, refused, or comes with a hint; tests/graph/cypher/differences.toml
lists all that is left, and what it lacks. Found by asking both engines the same (tests/graph/cypher/test_both.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .engine import QueryError, offset
from .lexer import Token
from .structure import (
    around,
    closing,
    keys,
    named,
    node_variables,
    opening,
    pattern_end,
    pattern_start,
    pattern_variables,
    value_end,
    written,
)

WAY_OUT = "--neo4j URI asks a server"
# Passes of the optimizer that change answers: they count undirected paths of two steps as none; sort by what is no longer there;
# forget the relationships that a WITH hands on.
WRONG_PASSES = ("fuse_match", "fold_")
# Properties that it makes up: of nodes, and of relationships.
INVENTED = frozenset("type title label node_type start end start_id end_id connection_type".split())
INSTEAD = {
    "type": "type(r) is a relationship's type, s.relation that of a Statement",
    "title": "a Document has a headline",
    "label": "labels(n) are a node's labels",
    "node_type": "labels(n) are a node's labels",
}
LACKING = {"stdevp": "stDevP()", "percentilecont": "percentileCont()", "percentiledisc": "percentileDisc()"}
# The others answer otherwise: `db.labels` knows one label a node.
PROCEDURES = ("RELATIONSHIPTYPES", "PROPERTYKEYS")


class Rewritten(NamedTuple):
    """A query as the embedded engine is asked it: `inserted` are places in the original, and how many characters came in there."""

    text: str
    inserted: list[tuple[int, int]]

    def original(self, place: int) -> int:
        """The place in the original of a character of the text."""
        for at, length in self.inserted:
            if at < place:
                place = max(at, place - length)
        return place


def dialect(query: str, tokens: Sequence[Token]) -> list[str]:
    """Hints on a query that the embedded engine answers; raises QueryError for one that it would answer wrongly or not at all."""
    checks: tuple[Callable[[str, Sequence[Token], int], str], ...] = (lacking, ends_of_relationships, differing, projected)
    invented(query, tokens)
    unseen(query, tokens)
    for place, token in enumerate(tokens[:-1]):
        for check in checks:
            why = check(query, tokens, place)
            if why:
                raise QueryError(why, query, token.start)
    return list(doubtful(tokens))


def invented(query: str, tokens: Sequence[Token]) -> None:
    """Properties that nothing has, and that the embedded engine would answer all the same."""
    made = {written(query, tokens[place]) for place in keys(tokens, pattern=False)}
    places = [place for place in keys(tokens, pattern=True) if written(query, tokens[place]) in INVENTED]
    for place, token in enumerate(tokens[:-1]):
        before, second, after = around(tokens, place, -1), around(tokens, place, -2), around(tokens, place, 1)
        name = token.text[1:-1] if token.kind == "string" else written(query, token)
        if name not in INVENTED or name in made:
            continue
        read = named(token) and before.is_sign(".") and not after.is_sign("(") and second.kind != "parameter"
        looked_up = token.kind == "string" and before.is_sign("[") and after.is_sign("]") and named(second)
        if read or looked_up:
            places.append(place)
    for place in places:
        name = tokens[place].text[1:-1] if tokens[place].kind == "string" else written(query, tokens[place])
        ends = "startNode(r) and endNode(r) are a relationship's ends; since, until, started, ended its dates"
        raise QueryError(f"nothing has the property {name} ({INSTEAD.get(name, ends)})", query, tokens[place].start)


def unseen(query: str, tokens: Sequence[Token]) -> None:
    """A variable in the map of a pattern that the same pattern binds: the embedded engine finds nothing then."""
    for key in keys(tokens, pattern=True):
        start = pattern_start(tokens, key)
        known = {token.text for token in tokens[:start] if named(token)}
        new = pattern_variables(tokens, start, pattern_end(tokens, key)) - known
        for place in range(key + 2, value_end(tokens, key + 2)):
            if named(tokens[place]) and tokens[place].text in new and around(tokens, place, 1).is_sign("."):
                name = written(query, tokens[place])
                why = f"{name} is bound by the same pattern, which the embedded engine does not see in its map (valid: WHERE …)"
                raise QueryError(why, query, tokens[place].start)


def lacking(query: str, tokens: Sequence[Token], place: int) -> str:
    """What the embedded engine cannot read."""
    token, before, after = tokens[place], around(tokens, place, -1), around(tokens, place, 1)
    what = ""
    if token.is_sign(")") and quantified(tokens, place):
        what = "a quantified path"
    elif token.is_word("SHORTEST"):
        what = "SHORTEST"
    elif token.is_word("COLLECT") and after.is_sign("{"):
        what = "COLLECT { … }"
    elif token.is_word("EXISTS", "COUNT") and after.is_sign("{") and returns(tokens, place + 1):
        what = f"RETURN within {token.text} {{ … }}"
    elif token.is_sign("!", "&") or (token.is_sign("%") and before.is_sign(":", "|", "(", "!", "&")):
        what = "a label expression with &, ! or % (:A:B are both, :A|B one of two)"
    elif token.kind == "word" and token.text.lower() in LACKING and after.is_sign("("):
        what = LACKING[token.text.lower()]
    return f"{what} is not in the embedded engine ({WAY_OUT})" if what else ""


def quantified(tokens: Sequence[Token], place: int) -> bool:
    """Whether the ) ends a group of a path that is repeated: `((a)-->(b)){1,3} (c)`, `((a)-->(b))+ (c)`."""
    after, second = around(tokens, place, 1), around(tokens, place, 2)
    if after.is_sign("{"):
        return second.kind == "number" or second.is_sign(",")
    return after.is_sign("+", "*") and second.is_sign("(") and around(tokens, place, -1).is_sign(")")


def returns(tokens: Sequence[Token], place: int) -> bool:
    return any(token.is_word("RETURN") for token in tokens[place : closing(tokens, place)])


def ends_of_relationships(query: str, tokens: Sequence[Token], place: int) -> str:
    """startNode(r) as a value of its own: the embedded engine gives null for it."""
    if not (tokens[place].is_word("STARTNODE", "ENDNODE") and around(tokens, place, 1).is_sign("(")):
        return ""
    after = tokens[closing(tokens, place + 1) + 1]
    if after.is_sign(".", "=", "<>", ")", ":") or after.is_word("IN") or around(tokens, place, -1).is_sign("=", "<>"):
        return ""
    return f"startNode() and endNode() as a whole are not in the embedded engine (name the node in the pattern, or {WAY_OUT})"


def differing(query: str, tokens: Sequence[Token], place: int) -> str:
    """What the embedded engine computes otherwise."""
    token, before, second = tokens[place], around(tokens, place, -1), around(tokens, place, -2)
    if token.is_word("BETWEEN") and before.is_sign(".") and second.is_word("DURATION"):
        return f"duration.between() counts only days in the embedded engine (duration.inDays() is alike in both, or {WAY_OUT})"
    if token.is_word("CALL") and around(tokens, place, 1).is_word("DB") and not around(tokens, place, 3).is_word(*PROCEDURES):
        return f"this procedure answers otherwise in the embedded engine (`volteface cypher --schema` prints the schema, or {WAY_OUT})"
    return ""


def projected(query: str, tokens: Sequence[Token], place: int) -> str:
    """`r {.id}` of anything but a node: the embedded engine gives null."""
    token, after = tokens[place], around(tokens, place, 1)
    inside = around(tokens, place, 2)
    if not (named(token) and after.is_sign("{") and inside.is_sign(".")) or token.text in node_variables(tokens):
        return ""
    name = written(query, token)
    return f"{name} {{…}} is only for nodes in the embedded engine ({{id: {name}.id, …}} or properties({name}) give the same)"


def doubtful(tokens: Sequence[Token]) -> Iterator[str]:
    """What it may answer otherwise, as hints."""
    for place, token in enumerate(tokens[:-1]):
        if token.is_word("ROUND") and tokens[place + 1].is_sign("("):
            end = closing(tokens, place + 1)
            if not any(one.is_sign(",") and opening(tokens, at) == place + 1 for at, one in enumerate(tokens[:end]) if at > place):
                yield "round() takes -0.5, -1.5, … to -1, -2, … in the embedded engine, to 0, -1, … in Neo4j"
                return


def rewritten(query: str, tokens: Sequence[Token]) -> Rewritten:
    """The query as it is asked: what the embedded engine overlooks is put so that it sees it.

    It compares a pattern's `{id: r.id}` with nothing where r is a relationship; with `coalesce(r.id, null)` it does, and quickly.
    """
    pieces: list[tuple[int, str]] = []
    for key in keys(tokens, pattern=True):
        first, dot, name, end = (around(tokens, key, by) for by in (2, 3, 4, 5))
        if named(first) and dot.is_sign(".") and named(name) and end.is_sign(",", "}"):
            pieces += [(first.start, "coalesce("), (name.start + len(name.text) + 2 * (name.kind == "name"), ", null)")]
    text, inserted, done = "", [], 0
    for at, piece in pieces:
        text += query[done:at] + piece
        inserted.append((at, len(piece)))
        done = at
    return Rewritten(text + query[done:], inserted)


# -- complaints of kglite

PLACED = re.compile(r"(?P<what>.*?) at line (?P<line>\d+), col (?P<column>\d+): (?P<why>.*)", re.DOTALL)
KINDS = re.compile(r"(?:Cypher (?:syntax |execution )?|Schema )error: ?", re.IGNORECASE)
TOO_MANY = re.compile(r"exceeding the safety ceiling of (\d+) rows")


def explained(query: str, asked: Rewritten, error: Exception) -> QueryError:
    """A complaint of the embedded engine, in one line and at its place."""
    text = str(error)
    placed = PLACED.match(text)
    where = None
    if placed:
        where = asked.original(offset(asked.text, int(placed["line"]) - 1, int(placed["column"]) - 1))
        text = placed["why"]
    text = " ".join(KINDS.sub("", text.split("\n   ")[0]).split())
    missing = re.match(r"Missing parameter: \$(\w+)", text)
    if missing:
        return QueryError(f"the parameter ${missing[1]} has no value (--param {missing[1]}=VALUE)")
    if many := TOO_MANY.search(text):
        return QueryError(f"more than {int(many[1]):,} rows on the way to the answer (name an actor, a type, fewer steps)")
    if type(error).__name__ == "CypherSyntaxError" or text.startswith("Unknown function"):
        text += f" (the embedded engine knows most of Cypher, not all: {WAY_OUT})"
    return QueryError(text, query, where)
