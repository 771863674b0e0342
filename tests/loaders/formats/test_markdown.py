"""Markdown to the text that its reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import IgnoreRecord, SkipRecord
from volteface.loaders.formats.front_matter import front_matter
from volteface.loaders.formats.markdown import plain, read

PAGE = """---
title: Kenya and Uganda settle
date: 2025-06-03T10:00:00+03:00
source_name: "Lake Courier" # added by a script
tags: [a, b]
nested:
  outlet: Not This One
---

# Kenya and *Uganda* settle

Kenya **praised** [Uganda](https://example.org/a_(b)) for
its `patience`&nbsp;in the talks.<br>It was late.

![Ministers at the lake](lake.jpg)

- Kenya opened a border post.
- Uganda sent maize\\*.

| State | Post |
|-------|------|
| Kenya | Busia |

> A guest of **both** sides spoke.

<!-- a note to the editor --><script>alert("no")</script>

<div class="box">A box in HTML.</div>
"""


def test_marks_go_and_words_stay() -> None:
    document = read(PAGE.encode(), "a.md")
    assert document.text.split("\n\n") == [
        "Kenya and Uganda settle",
        "Kenya praised Uganda for its patience in the talks.\nIt was late.",
        "Kenya opened a border post.",
        "Uganda sent maize*.",
        "State\tPost",
        "Kenya\tBusia",
        "A guest of both sides spoke.",
        "A box in HTML.",
    ]
    assert (document.title, document.published, document.outlet) == ("Kenya and Uganda settle", PartialDate(2025, 6, 3), "Lake Courier")


def test_the_title_is_the_first_of_the_highest_headings() -> None:
    assert plain("## Kicker\n\n# Kenya *backs* Uganda\n\ntext\n\n# Later")[1] == "Kenya backs Uganda"
    assert plain("Kenya backs Uganda\n===\n\ntext")[1] == "Kenya backs Uganda"
    assert plain("no heading")[1] is None


def test_code_is_text_and_its_lines_stay() -> None:
    assert plain("```\none\n  two\n```")[0] == "one\n  two"


def test_nothing_but_marks() -> None:
    with pytest.raises(SkipRecord, match=r"a\.md: no text beside the Markdown marks"):
        read(b"---\n\n<!-- nothing -->\n", "a.md")


def test_a_readme_may_ask_to_be_left_out() -> None:
    with pytest.raises(IgnoreRecord, match="volteface: ignore"):
        read(b"---\nvolteface: ignore\n---\n# Notes\n", "README.md")


@pytest.mark.parametrize(
    ("source", "found", "rest"),
    [
        ("---\ntitle: A b\n---\nText", {"title": "A b"}, "Text"),
        ("---\r\nTitle: 'it''s'\r\n...\r\nText", {"title": "it's"}, "Text"),
        ('+++\ntitle = "A = b"\ndate = 2025-06-03\n+++\nText', {"title": "A = b", "date": "2025-06-03"}, "Text"),
        ("---\ntitle: unknown\noutlet: n/a\ndate: 2025\n---\nText", {"date": "2025"}, "Text"),
        ("---\nno pair here\n---\nText", {}, "---\nno pair here\n---\nText"),
        ("---\ntitle: never closed\n\nText", {}, "---\ntitle: never closed\n\nText"),
        ("Text\n---\ntitle: below\n---\n", {}, "Text\n---\ntitle: below\n---\n"),
        ("---\ntitle: first\ntitle: second\n---\n", {"title": "first"}, ""),
        ("", {}, ""),
    ],
)
def test_front_matter(source: str, found: dict[str, str], rest: str) -> None:
    metadata, start = front_matter(source)
    assert (metadata, source[start:]) == (found, rest)


@given(st.text(alphabet=st.sampled_from("#*_`[]()!<>|-=+:\\\"'& \n\tabcKenya1.é\u00a0\u2028"), max_size=200))
def test_any_source_is_read_or_refused(source: str) -> None:
    try:
        document = read(source.encode(), "a.md")
    except SkipRecord:
        return
    assert document.text.strip()
    assert "\u00a0" not in document.text
    assert document == read(source.encode(), "a.md")
