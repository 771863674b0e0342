"""Where the embedded engine would answer otherwise than Neo4j, or not at all: said before it is asked, with the way out.

What it would silently answer otherwise is refused or comes with a hint; tests/graph/cypher/differences.toml lists all of that, and
what it lacks. Found by asking both engines the same (tests/graph/cypher/test_both.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .engine import QueryError, offset
from .lexer import Token

WAY_OUT = "--neo4j URI asks a server"
# Properties that it makes up: of nodes, and of relationships.
INVENTED = frozenset("type title label node_type start end start_id end_id connection_type".split())
LACKING = {
    "stdevp": "stDevP()",
    "percentilecont": "percentileCont()",
    "percentiledisc": "percentileDisc()",
}


def dialect(query: str, tokens: Sequence[Token]) -> list[str]:
    """Hints on a query that the embedded engine answers; raises QueryError for one that it would answer wrongly or not at all."""
    keys = {query_text(query, tokens[place]) for place in literal_keys(tokens)}
    for place in range(len(tokens) - 1):
        for check in (invented, lacking, ends_of_relationships, differing):
            why = check(query, tokens, place, keys)
            if why:
                raise QueryError(why, query, tokens[place].start)
    return [hint for place in range(len(tokens) - 1) for hint in doubtful(tokens, place)]


def invented(query: str, tokens: Sequence[Token], place: int, keys: set[str]) -> str:
    """A property that nothing has, and that the embedded engine would answer all the same."""
    name = query_text(query, tokens[place])
    token, before, after = tokens[place], around(tokens, place, -1), around(tokens, place, 1)
    if token.kind == "string":
        name = token.text[1:-1]
        if (
            name in INVENTED
            and name not in keys
            and before.is_sign("[")
            and after.is_sign("]")
            and around(tokens, place, -2).kind != "sign"
        ):
            return no_property(name)
        return ""
    if token.kind not in ("word", "name") or name not in INVENTED:
        return ""
    read = before.is_sign(".") and not after.is_sign("(") and name not in keys and around(tokens, place, -2).kind != "parameter"
    matched = after.is_sign(":") and in_pattern(tokens, place)
    return no_property(name) if read or matched else ""


def no_property(name: str) -> str:
    known = {"type": "type(r) is a relationship's type, s.relation that of a Statement", "title": "a Document has a headline"}
    known |= {"label": "labels(n) are a node's labels", "node_type": "labels(n) are a node's labels"}
    ends = "startNode(r) and endNode(r) are a relationship's ends; since, until, started, ended its dates"
    return f"nothing has the property {name} ({known.get(name, ends)})"


def lacking(query: str, tokens: Sequence[Token], place: int, keys: set[str]) -> str:
    """What the embedded engine cannot read."""
    token, before, after = tokens[place], around(tokens, place, -1), around(tokens, place, 1)
    what = ""
    if token.is_sign(")") and quantified(tokens, place):
        what = "a quantified path"
    elif token.is_word("SHORTEST"):
        what = "SHORTEST"
    elif token.is_word("COLLECT") and after.is_sign("{"):
        what = "COLLECT { … }"
    elif token.is_sign("!", "&") or (token.is_sign("%") and before.is_sign(":", "|", "(", "!", "&")):
        what = "a label expression with &, ! or % (:A:B are both, :A|B one of two)"
    elif token.kind == "word" and token.text.lower() in LACKING and after.is_sign("("):
        what = LACKING[token.text.lower()]
    return f"{what} is not in the embedded engine ({WAY_OUT})" if what else ""


def quantified(tokens: Sequence[Token], place: int) -> bool:
    """Whether the ) ends a group of a path that is repeated: `((a)-->(b)){1,3} (c)`, `((a)-->(b))+ (c)`."""
    if around(tokens, place, 1).is_sign("{"):
        return around(tokens, place, 2).kind == "number" or around(tokens, place, 2).is_sign(",")
    return around(tokens, place, 1).is_sign("+", "*") and around(tokens, place, 2).is_sign("(") and around(tokens, place, -1).is_sign(")")


def ends_of_relationships(query: str, tokens: Sequence[Token], place: int, keys: set[str]) -> str:
    """startNode(r) as a value of its own: the embedded engine gives null for it."""
    if not (tokens[place].is_word("STARTNODE", "ENDNODE") and around(tokens, place, 1).is_sign("(")):
        return ""
    after = tokens[closing(tokens, place + 1) + 1]
    if after.is_sign(".", "=", "<>", ")", ":") or after.is_word("IN"):
        return ""
    return f"startNode() and endNode() as a whole are not in the embedded engine (name the node in the pattern, or {WAY_OUT})"


def differing(query: str, tokens: Sequence[Token], place: int, keys: set[str]) -> str:
    """What the embedded engine computes otherwise."""
    if tokens[place].is_word("BETWEEN") and around(tokens, place, -1).is_sign(".") and around(tokens, place, -2).is_word("DURATION"):
        return f"duration.between() counts only days in the embedded engine (duration.inDays() is alike in both, or {WAY_OUT})"
    return ""


def doubtful(tokens: Sequence[Token], place: int) -> Iterator[str]:
    """What it may answer otherwise, as hints."""
    return iter(())


# -- places in a query


def around(tokens: Sequence[Token], place: int, by: int) -> Token:
    return tokens[place + by] if 0 <= place + by < len(tokens) else Token("end", "", 0)


def closing(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that opens here closes."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].is_sign("(", "[", "{") - tokens[end].is_sign(")", "]", "}")
        if not depth:
            return end
    return len(tokens) - 2


def opening(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that a token stands in opens; -1 at the top."""
    depth = 0
    for start in range(place - 1, -1, -1):
        depth += tokens[start].is_sign(")", "]", "}") - tokens[start].is_sign("(", "[", "{")
        if depth < 0:
            return start
    return -1


def in_pattern(tokens: Sequence[Token], place: int) -> bool:
    """Whether a key stands in the map of a pattern, `(n:State {name: 'x'})`, rather than in one that the query makes."""
    start = opening(tokens, place)
    if start < 1 or not tokens[start].is_sign("{"):
        return False
    before = tokens[start - 1]
    if before.is_sign("(", "["):
        return around(tokens, start, -2).kind != "word"
    return before.kind in ("word", "name", "number") and around(tokens, start, -2).is_sign("(", "[", ":", "|", "&", "*", "..")


def literal_keys(tokens: Sequence[Token]) -> Iterator[int]:
    """The places of the keys of maps that the query makes itself."""
    for place, token in enumerate(tokens):
        if token.kind in ("word", "name") and around(tokens, place, 1).is_sign(":") and around(tokens, place, -1).is_sign("{", ","):
            start = opening(tokens, place)
            if start >= 0 and tokens[start].is_sign("{") and not in_pattern(tokens, place):
                yield place


def query_text(query: str, token: Token) -> str:
    """A word as it was written; the name that stands in backticks."""
    return query[token.start : token.start + len(token.text)] if token.kind == "word" else token.text


# -- complaints of kglite

PLACED = re.compile(r"(?P<what>.*?) at line (?P<line>\d+), col (?P<column>\d+): (?P<why>.*)", re.DOTALL)
KINDS = re.compile(r"(?:Cypher (?:syntax |execution )?|Schema )error: ?", re.IGNORECASE)


def explained(query: str, error: Exception) -> QueryError:
    """A complaint of the embedded engine, in one line and at its place."""
    text = str(error)
    placed = PLACED.match(text)
    where = None
    if placed:
        where = offset(query, int(placed["line"]) - 1, int(placed["column"]) - 1)
        text = placed["why"]
    text = " ".join(KINDS.sub("", text.split("\n   ")[0]).split())
    missing = re.match(r"Missing parameter: \$(\w+)", text)
    if missing:
        return QueryError(f"the parameter ${missing[1]} has no value (--param {missing[1]}=VALUE)")
    if type(error).__name__ == "CypherSyntaxError" or text.startswith("Unknown function"):
        text += f" (the embedded engine knows most of Cypher, not all: {WAY_OUT})"
    return QueryError(text, query, where)
