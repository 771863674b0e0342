"""Names that are listed: "A, B and C", "(A, B, C)"; the parser loses some of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..actors.register import Mention

if TYPE_CHECKING:
    from ..parse.tree import Doc

_LISTING = frozenset((",", "and", "or", "&", "the", "even", "now", "also"))


def listed(doc: Doc, heads: dict[int, Mention], spans: dict[int, tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """First tokens of names that are listed: three or more with only commas between them and a last "and", or within brackets."""
    places = sorted(heads)
    run: list[int] = []
    joined = False
    for place in places:
        first, last = spans[place]
        between = doc[spans[run[-1]][1] + 1 : first] if run else None
        words = {token.lower_ for token in between} if between is not None else set()
        if run and words and words <= _LISTING:
            run.append(place)
            joined = joined or bool(words & {"and", "or", "&"})
        else:
            run, joined = [place], False
        after = doc[last + 1].text if last + 1 < len(doc) else ""
        before = doc[spans[run[0]][0] - 1].text if spans[run[0]][0] else ""
        if len(run) > 2 and (joined or (before == "(" and after == ")")):
            yield tuple(spans[one][0] for one in run)
