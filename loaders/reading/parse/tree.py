"""A parsed sentence as plain objects: what the rules walk over.

spaCy's own tokens are views of a C structure: each step to a child makes a new object, each question for a word a new string. A sentence
is walked over some hundred times, so its tree is written out once. Names and meanings are those of spaCy (https://spacy.io/api/token).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

# What a word is, but for its place: text, lower case, tag, part of speech, dependency, lemma, whether it is a mark, whether a blank.
Word = tuple[str, str, str, str, str, str, bool, bool]


class Token:
    """One word of a parse. `children` are in the order of the text; the root is its own `head`.

    `base` has room for what `clauses.lemma_of` says of it.
    """

    __slots__ = (
        "_ancestors",
        "base",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )
    doc: Doc
    head: Token

    def __init__(self, i: int, idx: int, word: Word, blank: bool, first: bool) -> None:
        """`blank`: whether a blank follows. `first`: whether the parser begins a sentence with it."""
        self.i = i
        self.idx = idx
        self.text, self.lower_, self.tag_, self.pos_, self.dep_, self.lemma_, self.is_punct, self.is_space = word
        self.whitespace_ = " " if blank else ""
        self.is_sent_start = first
        self.children: Sequence[Token] = ()
        self.base: str | None = None
        self._ancestors: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        """How many characters it has: at least one."""
        return len(self.text)

    @property
    def text_with_ws(self) -> str:
        """The word with the blank after it, if there is one."""
        return self.text + self.whitespace_

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on. Raises IndexError beyond either end."""
        if self.i + by < 0:
            raise IndexError(f"no token {by} from {self.i}")
        return self.doc[self.i + by]

    def part_of(self, head: Token, dep: str) -> None:
        """Hangs it, with all below it, on another token. Only before anything is asked of the tree: it remembers what it was asked."""
        self.head.children = [one for one in self.head.children if one is not self]
        self.head, self.dep_ = head, dep
        head.children = sorted((*head.children, self), key=lambda one: one.i)

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """The tokens above it, the nearest first."""
        if self._ancestors is None:
            found: list[Token] = []
            one = self
            while one.head is not one:
                one = one.head
                found.append(one)
            self._ancestors = tuple(found)
        return self._ancestors

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether the other hangs below it."""
        return self in descendant.ancestors

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it, in the order of the text."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The others that it is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for one in found:  # it grows on the way
            found += [child for child in one.children if child.i > one.i and child.dep_ == "conj"]
        return tuple(one for one in found if one is not self)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self.doc[self.doc.edges[1][self.i]]


class Doc(tuple[Token, ...]):
    """A parsed text: its tokens, by number."""

    text: str
    _starts: list[int]

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], heads: Sequence[int]) -> Doc:
        """The tree of a text. `heads[i]` is how far on the head of token `i` stands, 0 for a root."""
        found = cls(tokens)
        found.text = text
        found._starts = [one.idx for one in tokens]
        below: dict[int, list[Token]] = {}
        for one, on in zip(tokens, heads, strict=True):
            one.doc = found
            one.head = tokens[one.i + on]
            if on:
                below.setdefault(one.i + on, []).append(one)
        for place, children in below.items():
            tokens[place].children = children
        return found

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """The first and the last token of the subtree of each token."""
        first, last = list(range(len(self))), list(range(len(self)))
        for one in self:
            above = one.head
            while first[above.i] > one.i:  # whom an earlier one has reached, it reached with all above
                first[above.i] = one.i
                above = above.head
        for one in reversed(self):
            above = one.head
            while last[above.i] < one.i:
                last[above.i] = one.i
                above = above.head
        return first, last

    def take_apart(self) -> None:
        """Lets go of the tree once it is read: else it waits for the garbage collector, which then walks over all there is."""
        for one in self:
            one.children = one._ancestors = ()
            del one.head, one.doc

    def words(self, start: int, end: int) -> str:
        """The text of the tokens `[start, end)`, "" where there are none."""
        tokens = self[start:end]
        return self.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])] if tokens else ""

    def char_span(self, start: int, end: int, alignment_mode: str = "expand") -> Span | None:
        """The tokens of `text[start:end]`: all that lie in it at least in part, or ("contract") wholly."""
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return None
        if alignment_mode == "contract":
            first += self[first].idx < start
            last -= end < self[last].idx + len(self[last])
            if last < first:
                return None
        elif start == self[first].idx + len(self[first]):
            first += 1  # what begins with the blank after a word
        return Span.of(self, first, last + 1)

    def _at(self, place: int) -> int:
        """The token in which a character stands, or after which if it is a blank; -1 outside the text."""
        return bisect_right(self._starts, place) - 1 if 0 <= place < len(self.text) else -1


class Span(tuple[Token, ...]):
    """Tokens `[start, end)` of a parse."""

    start: int
    end: int

    @classmethod
    def of(cls, doc: Doc, start: int, end: int) -> Span:
        """These tokens of a text."""
        found = cls(doc[start:end])
        found.start, found.end = start, end
        return found

    @property
    def root(self) -> Token:
        """The first of the tokens with the shortest way to the root of their sentence, a mark only if need be. The span is not empty."""
        outer = [one for one in self if one.head is one or not self.start <= one.head.i < self.end]
        return next((one for one in outer if one.head is one), None) or min(outer, key=_height, default=self[0])


def _height(token: Token) -> int:
    bare = (token.is_punct or token.is_space) and not token.children
    return len(token.doc) - 1 if bare else len(token.ancestors)
