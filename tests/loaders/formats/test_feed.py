"""RSS and Atom: each entry with its own date, link and text; what feeds get wrong is mended or named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import IgnoreRecord

Reads = Callable[..., Any]
DATED = "<pubDate>Tue, 03 Jun 2025 09:00:00 GMT</pubDate>"


def item(number: int, dated: str = DATED, extra: str = "") -> str:
    return (
        f"<item><title>Grain for Kenya, part {number}</title><link>https://example.org/{number}</link><guid>g{number}</guid>{dated}"
        f"<description>&lt;p&gt;Norway thanked Kenya.&lt;/p&gt;&lt;p&gt;Kenya smiled.&lt;/p&gt;</description>{extra}</item>"
    )


def rss(*items: str, head: str = "<?xml version='1.0' encoding='utf-8'?>") -> str:
    spaces = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    channel = "<title>Fjord Post</title><lastBuildDate>Wed, 04 Jun 2025 09:00:00 GMT</lastBuildDate>"
    return f"{head}<rss version='2.0' {spaces}><channel>{channel}{''.join(items)}</channel></rss>"


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Post</title>
<entry><title type="html">Grain &amp;amp; ships</title><id>urn:1</id><updated>2025-06-04T10:00:00Z</updated>
<published>2025-06-03T10:00:00Z</published><link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<summary>In short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Norway thanked <b>Kenya</b>.</p>
<p>Kenya smiled.</p></div></content></entry>
</feed>"""


@pytest.mark.parametrize("suffix", ["rss", "xml", "atom", "rdf"])
def test_entries_of_rss(reads: Reads, suffix: str) -> None:
    came = reads(f"feed.{suffix}", rss(item(1), item(2)))
    assert [one.path for one in came.documents] == [f"feed.{suffix}#g1", f"feed.{suffix}#g2"]
    first = came.documents[0]
    assert first.text == "Grain for Kenya, part 1\n\nNorway thanked Kenya.\n\nKenya smiled."
    assert (first.title, first.outlet, first.published) == ("Grain for Kenya, part 1", "Fjord Post", PartialDate(2025, 6, 3))
    assert (came.left_out, came.ended) == ([], None)


def test_entries_of_atom(reads: Reads) -> None:
    entry = reads("feed.atom", ATOM).only
    assert (entry.path, entry.title, entry.published) == ("feed.atom#urn:1", "Grain & ships", PartialDate(2025, 6, 3))
    assert entry.text == "Grain & ships\n\nNorway thanked Kenya.\n\nKenya smiled."


def test_entries_of_rss_1(reads: Reads) -> None:
    feed = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Fjord Post</title></channel><item><title>Grain for Kenya</title>"
        "<link>https://example.org/1</link><dc:date>2025-06-03</dc:date><description>Norway thanked Kenya.</description></item></rdf:RDF>"
    )
    entry = reads("feed.rdf", feed).only
    assert (entry.path, entry.outlet) == ("feed.rdf#https://example.org/1", "Fjord Post")
    assert entry.published == PartialDate(2025, 6, 3)


def test_the_whole_text_goes_before_the_summary_and_pictures_have_no_say(reads: Reads) -> None:
    extra = "<media:title>A photo</media:title><content:encoded><![CDATA[<p>At length&nbsp;&mdash; thanks.</p>]]></content:encoded>"
    entry = reads("feed.rss", rss(item(1, extra=extra))).only
    assert entry.text == "Grain for Kenya, part 1\n\nAt length — thanks."
    picture = "<item><media:title>A photo</media:title><description>Norway thanked Kenya.</description></item>"
    assert reads("feed.rss", rss(picture)).only.text == "Norway thanked Kenya."


def test_an_entry_of_somebody_else_names_its_outlet(reads: Reads) -> None:
    assert reads("feed.rss", rss(item(1, extra="<source url='https://example.com'>Other Post</source>"))).only.outlet == "Other Post"


def test_a_feed_without_dates_gives_undated_documents(reads: Reads) -> None:
    """The day on which the feed was built is no entry's."""
    came = reads("feed.xml", rss(item(1, ""), item(2, "")))
    assert [one.published for one in came.documents] == [None, None]
    assert reads("feed.xml", rss(item(1, "")), published=PartialDate(2025, 6)).only.published == PartialDate(2025, 6)


def test_an_entry_with_a_title_only_is_a_headline_and_one_with_nothing_is_named(reads: Reads) -> None:
    came = reads("feed.rss", rss("<item><title>Norway thanks Kenya</title></item>", "<item><link>https://example.org</link></item>"))
    assert came.texts == ["Norway thanks Kenya"]
    assert came.left_out == ["feed.rss: entry 2: neither a text nor a title"]


def test_entities_that_xml_does_not_know_and_bare_ampersands(reads: Reads) -> None:
    entry = "<item><title>Caf&eacute; R&D & more</title><description>Norway&nbsp;thanked Kenya &amp; Chad.</description></item>"
    assert reads("feed.rss", rss(entry)).only.text.replace("\u00a0", " ") == "Café R&D & more\n\nNorway thanked Kenya & Chad."


def test_what_blogs_put_at_the_end_of_an_entry(reads: Reads) -> None:
    end = "<p>The post <a href='x'>Chile attacks Peru</a> appeared first on <a href='y'>Fjord Post</a>.</p>"
    entry = f"<item><title>Grain</title><description><![CDATA[<p>Norway thanked Kenya.</p>{end}]]></description></item>"
    assert reads("feed.rss", rss(entry)).only.text == "Grain\n\nNorway thanked Kenya."


def test_a_truncated_feed_loses_its_last_entry_only(reads: Reads) -> None:
    whole = rss(item(1), item(2), item(3))
    came = reads("feed.rss", whole[: whole.index("smiled", whole.index("g3"))])
    assert [one.path for one in came.documents] == ["feed.rss#g1", "feed.rss#g2"]
    assert came.left_out == ["feed.rss: truncated feed (no </rss> at its end): its last entry is missing"]


def test_entities_of_its_own_are_not_followed(reads: Reads, tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("SECRET")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    head = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}<!ENTITY file SYSTEM 'file://{tmp_path}/secret'>]>"
    entry = "<item><title>Norway</title><description>Norway &l11; thanked &file; Kenya.</description></item>"
    came = reads("feed.rss", rss(entry, head=head))
    assert "SECRET" not in "".join(came.texts)
    assert len("".join(came.texts)) < 200


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty file"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (rss(item(1)).replace("Norway", "Привет из Баку. " * 30).encode("cp1251"), "encoding unknown"),
        (b"<urlset><url/></urlset>", "no feed: XML, but its root is <urlset> (valid: rss, feed, rdf:RDF)"),
        (b"hello", "no feed: no XML element in it"),
        (rss().encode(), "a feed without entries"),
        (b"<rss>", "a feed without entries"),
    ],
)
def test_what_is_no_feed(reads: Reads, data: bytes, says: str) -> None:
    came = reads("feed.rss", data)
    assert came.documents == []
    assert says in str(came.ended)


def test_other_xml_in_a_folder_was_never_meant(reads: Reads) -> None:
    assert isinstance(reads("sitemap.xml", "<urlset><url/></urlset>", folder=True).ended, IgnoreRecord)


def test_a_declared_encoding_counts(reads: Reads) -> None:
    feed = rss(item(1), head="<?xml version='1.0' encoding='koi8-r'?>").replace("Kenya smiled", "Баку и Москва")
    assert "Баку и Москва" in reads("feed.rss", feed.encode("koi8-r")).only.text


def test_a_page_that_is_called_xml_is_a_page(reads: Reads) -> None:
    paragraph = f"<p>{'Norway criticised Belarus on Monday over the closing of the border. ' * 4}</p>"
    page = f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><article>{paragraph * 3}</article></body></html>"
    assert "Norway criticised" in reads("page.xml", page).only.text
