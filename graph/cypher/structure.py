"""Where things stand in a query of tokens: brackets, the maps of patterns, variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .guard import FUNCTIONS
from .lexer import Token

NOTHING = Token("end", "", 0)
# What a pattern comes after: from there on, its variables are new, if they are.
STARTS = ("MATCH", "WHERE", "RETURN", "WITH", "AND", "OR", "XOR", "NOT", "EXISTS", "COUNT", "COLLECT", "UNWIND", "CALL", "THEN", "WHEN")


def around(tokens: Sequence[Token], place: int, by: int) -> Token:
    """The token so many places further on or back."""
    return tokens[place + by] if 0 <= place + by < len(tokens) else NOTHING


def closing(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that opens here closes."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].is_sign("(", "[", "{") - tokens[end].is_sign(")", "]", "}")
        if not depth:
            return end
    return len(tokens) - 1


def opening(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that a token stands in opens; -1 at the top."""
    depth = 0
    for start in range(place - 1, -1, -1):
        depth += tokens[start].is_sign(")", "]", "}") - tokens[start].is_sign("(", "[", "{")
        if depth < 0:
            return start
    return -1


def named(token: Token) -> bool:
    return token.kind in ("word", "name")


def in_pattern(tokens: Sequence[Token], start: int) -> bool:
    """Whether the brace at a place opens the map of a pattern, `(n:State {name: 'x'})`, not one that the query makes."""
    if start < 1 or not tokens[start].is_sign("{"):
        return False
    before, second, third = (around(tokens, start, -by) for by in (1, 2, 3))
    if before.is_sign("(", "["):
        return not (second.kind == "word" and second.text.lower() in FUNCTIONS) and (before.text == "(" or second.is_sign("-", "<-"))
    if not (named(before) or before.kind == "number" or before.is_sign("*", "..")):
        return False
    if second.is_sign("("):
        return not (third.kind == "word" and third.text.lower() in FUNCTIONS)
    return second.is_sign("[", ":", "|", "&", "*", "..")


def keys(tokens: Sequence[Token], pattern: bool) -> Iterator[int]:
    """The places of the keys in the maps of patterns, or in those that the query makes."""
    for place, token in enumerate(tokens):
        if named(token) and around(tokens, place, 1).is_sign(":") and around(tokens, place, -1).is_sign("{", ","):
            start = opening(tokens, place)
            if start >= 0 and tokens[start].is_sign("{") and in_pattern(tokens, start) == pattern:
                yield place


def value_end(tokens: Sequence[Token], place: int) -> int:
    """Where the value of a key ends: at the next comma or brace of its map."""
    while not tokens[place].is_sign(",", "}") and tokens[place].kind != "end":
        place = closing(tokens, place) + 1 if tokens[place].is_sign("(", "[", "{") else place + 1
    return place


def pattern_variables(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> set[str]:
    """The variables of nodes and relationships in the patterns between two places."""
    return node_variables(tokens, start, end) | {
        tokens[place].text
        for place in range(start, len(tokens) if end is None else end)
        if named(tokens[place]) and around(tokens, place, -1).is_sign("[") and around(tokens, place, -2).is_sign("-", "<-")
    }


def node_variables(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> set[str]:
    """The variables that stand as nodes in patterns."""
    found = set()
    for place in range(start, len(tokens) if end is None else end):
        before, second, after = around(tokens, place, -1), around(tokens, place, -2), around(tokens, place, 1)
        called = second.kind == "word" and second.text.lower() in FUNCTIONS
        if named(tokens[place]) and before.is_sign("(") and not called and after.is_sign(":", ")", "{"):
            found.add(tokens[place].text)
    return found


def pattern_start(tokens: Sequence[Token], place: int) -> int:
    """Where the pattern begins that a token is part of."""
    while place and not tokens[place].is_word(*STARTS):
        place -= 1
    return place


def pattern_end(tokens: Sequence[Token], place: int) -> int:
    """Where the pattern ends that a token is part of."""
    while tokens[place].kind != "end" and not tokens[place].is_word(*STARTS, "OPTIONAL", "ORDER", "UNION", "LIMIT", "SKIP"):
        place += 1
    return place


def written(query: str, token: Token) -> str:
    """A word as it stands in the query; the name that stands in backticks."""
    return query[token.start : token.start + len(token.text)] if token.kind == "word" else token.text
