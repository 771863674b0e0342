"""Web pages: the article, and nothing that stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import SkipRecord
from volteface.loaders.formats.html import read

STORY = [
    "Norway summoned the ambassador of Belarus on 2 June 2025 after a drone had crossed the border near Kirkenes in the night.",
    "The foreign minister spoke of a grave incident and asked for an explanation within three days, which Belarus has refused to give.",
    "Finland and Sweden stood by Norway. Their ministers will meet in Oslo on Friday and talk about the guarding of the border.",
]
MENU = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Home", "World", "Chess", "Weather", "Login"))
AROUND = "".join(
    f"<li><a href='/{day}'>Chile invades Peru, part {day}</a><time datetime='2025-07-{day:02}'>{day} July 2025</time></li>"
    for day in (7, 8, 9)
)


def page(head: str = "", byline: str = "", story: list[str] = STORY) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in story)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Norway protests | Fjord Post</title>{head}</head><body>"
        f"<nav><ul>{MENU}</ul></nav><main><article><h1>Norway protests to Belarus</h1>{byline}{paragraphs}</article></main>"
        f"<aside class='related'><h2>Related articles</h2><ul>{AROUND}</ul></aside>"
        "<footer><p>Copyright 2025 Fjord Post. All rights reserved.</p></footer></body></html>"
    ).encode()


META = (
    "<meta property='og:site_name' content='Fjord Post'><meta property='og:title' content='Norway protests to Belarus'>"
    "<meta property='article:published_time' content='2025-06-03T09:00:00+02:00'>"
)


def test_the_article_with_its_title_date_and_outlet() -> None:
    document = read(page(META), "a.html")
    assert (document.title, document.published, document.outlet) == ("Norway protests to Belarus", PartialDate(2025, 6, 3), "Fjord Post")
    assert all(line in document.text.split("\n\n") for line in STORY)


def test_menus_and_related_articles_stay_out() -> None:
    text = read(page(META), "a.html").text
    assert not [word for word in ("Chess", "Login", "Chile", "rights reserved") if word in text]


def test_the_date_beside_the_author() -> None:
    byline = "<p class='byline'>By Kari Nordmann</p><p class='date'>3 June 2025</p>"
    assert read(page(byline=byline), "a.html").published == PartialDate(2025, 6, 3)


@pytest.mark.parametrize(
    ("old", "new"), [("aside", "aside"), ("<aside class='related'>", "<div class='latest-news'>"), ("aside", "footer")]
)
def test_the_dates_of_other_articles_are_not_its_own(old: str, new: str) -> None:
    assert read(page().replace(old.encode(), new.encode()), "a.html").published is None


def test_the_date_that_the_page_declares_to_machines() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-06-03T09:00:00Z"}</script>'
    assert read(page(head), "a.html").published == PartialDate(2025, 6, 3)


def test_the_date_does_not_hang_on_the_day_of_the_run() -> None:
    assert read(page(META.replace("2025", "2061")), "a.html").published == PartialDate(2061, 6, 3)


def test_white_space_and_entities() -> None:
    first = "Norway&nbsp;and   Belarus\n  spoke &amp; parted, and the talks about the border will rest until the autumn of the year."
    story = [first, *STORY]
    assert "Norway and Belarus spoke & parted, and" in read(page(META, story=story), "a.html").text


def test_the_declared_encoding_counts() -> None:
    source = page(META, story=["Czech police searched a house in Děčín before dawn and found the papers it had been looking for.", *STORY])
    text = source.decode().replace("charset='utf-8'", "charset='iso-8859-2'")
    assert "Děčín" in read(text.encode("iso-8859-2"), "a.html").text


def test_xhtml() -> None:
    source = b"<?xml version='1.0' encoding='utf-8'?>\n" + page(META).replace(b"<meta charset='utf-8'>", b"<meta charset='utf-8'/>")
    assert STORY[0] in read(source, "a.xhtml").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary data (a PNG image), not text"),
        (b"", "empty file"),
        (b"Only words, and no element.", "no HTML element in it (a plain text? name it .txt)"),
        (b"<html><head><title>Nothing</title></head><body></body></html>", "no main text in the page"),
        (b"<html><body><script>var a = 'Norway attacks Belarus';</script></body></html>", "no main text in the page"),
    ],
)
def test_what_is_no_page(data: bytes, reason: str) -> None:
    with pytest.raises(SkipRecord) as caught:
        read(data, "a.html")
    assert caught.value == SkipRecord("a.html", reason)


PIECES = [*"<p> </p> <div > <!-- --> <table> <td> &#0; &#x110000; <br/> ]]> <? \u2028 é".split(" "), "Kenya praised Uganda. "]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_broken_pages_are_read_or_refused(parts: list[str]) -> None:
    data = "".join(parts).encode()
    try:
        document = read(data, "a.html")
    except SkipRecord:
        return
    assert document.text.strip()
    assert document == read(data, "a.html")
