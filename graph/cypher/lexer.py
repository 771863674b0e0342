"""A Cypher query as tokens, as both engines see it: words, names in backticks, strings, numbers, parameters, signs.

What the two could read differently is refused here: `\\u` escapes (Neo4j decodes them before it parses, even inside comments and
strings, the embedded engine does not), characters that are no part of the language, and whatever is not closed. Comments are not
tokens; `without_comments` blanks them, so that an engine never sees where it may think that one ends.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .engine import QueryError

Kind = Literal["word", "name", "string", "number", "parameter", "sign", "end"]

PIECES = re.compile(
    r"""(?P<space>\s+)
    | (?P<comment>//[^\r\n]* | /\*.*?\*/)
    | (?P<word>[^\W\d]\w*)
    | (?P<name>`(?:[^`]|``)*`)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<number>0[xX][0-9A-Fa-f]+ | 0[oO][0-7]+ | (?:[0-9][0-9_]*)?\.[0-9]+(?:[eE][-+]?[0-9]+)?
        | [0-9][0-9_]*(?:\.(?![.\w]))?(?:[eE][-+]?[0-9]+)?)
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    | (?P<sign>\.\.|=~|<>|<=|>=|->|<-|::|\|\||\+=|[-+*/%^=<>()\[\]{},:;.|&!$])
    """,
    re.VERBOSE | re.DOTALL,
)
OPENERS = {"'": "a string", '"': "a string", "`": "a name in backticks", "/": "a comment"}


class Token(NamedTuple):
    """A piece of a query. `text` is a word in upper case, the name within backticks, or as it stands; `start` counts characters."""

    kind: Kind
    text: str
    start: int

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.text in signs

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text in words


def tokens(query: str) -> list[Token]:
    """The tokens, and one of kind "end". Raises QueryError where the two engines would not see the same."""
    escape = re.search(r"\\u", query)
    if escape:
        raise QueryError(r"a \u escape (write the character itself, or give the text as a parameter)", query, escape.start())
    half = re.search("[\ud800-\udfff]", query)
    if half:
        raise QueryError("half a character (a lone surrogate)", query, half.start())
    found: list[Token] = []
    place = 0
    while place < len(query):
        piece = PIECES.match(query, place)
        if piece is None:
            raise QueryError(why_none(query, place), query, place)
        if piece.lastgroup not in ("space", "comment"):
            found.append(token(piece))
        place = piece.end()
    return [*found, Token("end", "", len(query))]


def token(piece: re.Match[str]) -> Token:
    text = piece[0]
    match piece.lastgroup:
        case "word":
            # Not `upper` of all that Unicode has: ſ is no S to an engine, and must not be one here.
            return Token("word", re.sub("[a-z]+", lambda part: part[0].upper(), text), piece.start())
        case "name":
            return Token("name", text[1:-1].replace("``", "`"), piece.start())
        case "string":
            return Token("string", text, piece.start())
        case "number":
            return Token("number", text, piece.start())
        case "parameter":
            return Token("parameter", text[1:].strip("`"), piece.start())
        case _:
            return Token("sign", text, piece.start())


def why_none(query: str, place: int) -> str:
    if query[place] in OPENERS:
        return f"{OPENERS[query[place]]} that is not closed"
    return f"the character U+{ord(query[place]):04X} outside a string (a name with it stands in backticks)"


def without_comments(query: str) -> str:
    """The query with a space for each character of a comment, line ends kept: places stay what they were."""

    def blank(piece: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", piece[0]) if piece.lastgroup == "comment" else piece[0]

    return PIECES.sub(blank, query)
