"""Pieces of HTML: their words, in the paragraphs that a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.errors import SkipRecord
from volteface.loaders.formats.fragment import is_markup, plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\n\nThree."),
        ("<p>One\n  and\u00a0two.</p>\n\n<p>Three.</p>", "One and two.\n\nThree."),
        ("<p>A <a href='x'>link</a>, <b>bold</b><i>er</i>.</p>", "A link, bolder."),
        ("One &amp; two &lt;three&gt; &eacute; &#8217;", "One & two <three> é ’"),
        ("<h2>Head</h2>Body<ul><li>a</li><li>b</li></ul>", "Head\n\nBody\n\na\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\tb"),
        ("<script>x()</script><style>p{}</style><!-- c --><nav>Menu</nav>Body<aside>More</aside> end", "Body end"),
        ("<figure><img src=x><figcaption>A photo</figcaption></figure><p>Body.</p>", "Body."),
        (
            f"<p>{'Body. ' * 20}</p><p class='wp-caption'>A photo</p>tail<div id='jp-relatedposts'>More</div>",
            f"{('Body. ' * 20).strip()}\n\ntail",
        ),
        ("<div class='content share-enabled'>Body.</div>", "Body."),
        ("</div></p>Body", "Body"),
        ("<img src=x>", ""),
        ("", ""),
    ],
)
def test_what_is_left(source: str, text: str) -> None:
    assert plain(source, "a") == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a < b > c", False),
        ("x<br>y", True),
        ("R&D", False),
        ("&nbsp;", True),
        ("AT&amp;T", True),
        ("<Ruritania>", False),
        ("<P CLASS=x>", True),
    ],
)
def test_what_is_taken_for_html(text: str, markup: bool) -> None:
    assert is_markup(text) is markup


@given(st.text(alphabet="<>/&;pbrdiv ='\"\n\u00a0é!-#x1", max_size=60))
def test_anything_is_read_or_refused(source: str) -> None:
    try:
        text = plain(source, "a")
    except SkipRecord:
        return
    assert text == text.strip("\n ")
    assert "\0" not in text
