"""The page in a real browser, opened from disk with no network: every control does what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.dates import PartialDate
from volteface.graph.model import Document, Statement
from volteface.graph.store import open_store
from volteface.maps.view import MapView, Source

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=canary('quote')><script>canary('script')</script> “Ärland” 🛰️ وكالة  said\tno."
STATE = {"source_kind": "state", "target_kind": "state"}


def one(**more: Any) -> Statement:
    given = {"document": "a.txt", "source": "Arland", "target": "Borvia", "type": "supports", **STATE}
    return Statement(**{**given, **more})


def middle(page: Any, times: int = 1) -> None:
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, click_count=times)


def test_a_click_on_a_line_shows_its_quote_verbatim(opened: Any) -> None:
    said = one(
        document="docs/a.txt", quote=HOSTILE, char_start=0, char_end=len(HOSTILE), start=PartialDate(2025, 6), rule="backs", confidence=0.75
    )
    page = opened.said(said, documents={"docs/a.txt": Source("A <b>title</b>", "Gazette", PartialDate(2025, 6, 9))})
    middle(page)
    assert page.locator("blockquote").evaluate("node => node.textContent") == HOSTILE
    card = page.locator("article").inner_text()
    for part in ("supports", "2025-06", "rule backs", "confidence 0.75", "A <b>title</b>", "docs/a.txt", "Gazette", "2025-06-09"):
        assert part in card
    assert page.locator("#evidence img, #evidence script").count() == 0


def test_a_quote_stands_marked_in_its_sentence_which_stays_text(opened: Any, tmp_path: Path) -> None:
    whole = "A first one. On Monday <img src=x onerror=canary('before')> Arland backed Borvia</b> with </script>\ngrain. Another one."
    quote = "Arland backed Borvia"
    start = whole.index(quote)
    part = one(document="a.txt", quote=quote, char_start=start, char_end=start + len(quote), start=PartialDate(2024), type="supports")
    alone = one(document="b.txt", target="Cestan", quote="Arland met Cestan", char_start=0, char_end=17, start=PartialDate(2024))
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([Document("a.txt", whole), Document("b.txt", "Arland met Cestan. So it was.")], [part, alone])
        store.checkpoint()
    Graph.open(tmp_path / "g.duckdb").map(opened.file)
    page = opened.load()
    page.locator("#table-button").click()
    page.get_by_label("Evidence: Arland, Borvia").click()
    sentence = "On Monday <img src=x onerror=canary('before')> Arland backed Borvia</b> with </script> grain."
    assert page.locator("blockquote").evaluate("node => node.textContent") == sentence
    assert page.locator("blockquote mark").evaluate("node => node.textContent") == quote
    assert page.locator("blockquote mark b").all_inner_texts() == ["Arland", "Borvia"]
    page.get_by_label("Evidence: Arland, Cestan").click()
    assert page.locator("blockquote").inner_text() == "Arland met Cestan."
    assert page.locator("#evidence img, #evidence script, blockquote mark").count() == 0


def test_hostile_names_stay_text_everywhere(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(diff=True))
    page.locator("#table-button").click()
    page.locator("#search").fill("script")
    assert "<script>canary('script')</script>" in page.locator("#found").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#evidence h3").evaluate("node => node.textContent") == "</script><script>canary('script')</script>"
    assert page.locator("img").count() == 0


def test_a_click_on_nothing_clears_the_panel(opened: Any) -> None:
    page = opened.said(one(start=PartialDate(2024), quote="Arland backs Borvia", char_start=0, char_end=19))
    middle(page)
    assert page.locator("article").count() == 1
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 20)
    assert page.locator("article").count() == 0


def test_the_time_window_filters_by_handle_by_text_and_by_key(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    whole = opened.relations()
    page.locator("#to-text").fill("2023-06")
    page.locator("#to-text").press("Enter")
    half = opened.relations()
    assert 0 < half < whole
    assert page.locator("#to-text").input_value() == "2023-06-30"
    page.locator("#to").focus()
    page.keyboard.press("Home")
    assert opened.relations() < half
    assert page.locator("#to-text").input_value() == page.locator("#from-text").input_value()
    page.locator("#from-text").fill("2023-13")
    page.locator("#from-text").press("Enter")
    assert page.locator("#from-text").get_attribute("aria-invalid") == "true"
    page.locator("#from-text").fill("2023-02")
    page.locator("#to-text").fill("2023-02")
    page.locator("#to-text").press("Enter")
    page.locator("#canvas").focus()
    page.keyboard.press("]")
    assert [page.locator(f"#{side}-text").input_value() for side in ("from", "to")] == ["2023-03-01", "2023-03-31"]
    page.keyboard.press("[")
    assert page.locator("#from-text").input_value() == "2023-02-01"


def test_a_state_is_on_the_map_after_its_first_day_and_an_event_is_not(opened: Any) -> None:
    page = opened.said(
        one(type="ally", start=PartialDate(2020, 1)),
        one(target="Cestan", start=PartialDate(2020, 1)),
        one(target="Cestan", start=PartialDate(2021, 12)),
        start=date(2021, 3, 1),
        end=date(2021, 5, 1),
    )
    assert opened.chips()[0] == "1 relation"
    page.locator("#table-button").click()
    assert page.locator("tbody tr th").all_inner_texts() == ["Arland", "Borvia"]


def test_a_vague_event_is_there_from_the_day_it_counts_and_a_tie_without_dates_always(opened: Any) -> None:
    vague = one(start=PartialDate(2020), published=PartialDate(2025, 1, 5))
    tie = one(source="Ana", source_kind="leader", target="Cestan", type="leads")
    page = opened.said(vague, tie, start=date(2020, 1, 1), end=date(2020, 6, 1))
    assert opened.chips()[0] == "1 relation"
    page.locator("#to-text").fill("2020")
    page.locator("#to-text").press("Enter")
    assert opened.chips()[0] == "2 relations"
    page.locator("#table-button").click()
    page.get_by_label("Evidence: Arland, Borvia").click()
    assert "2020, counts from 2020-12-31" in page.locator("article").inner_text()


def test_a_state_that_was_closed_says_when_and_by_what_and_past_without_a_day_is_undated(opened: Any) -> None:
    page = opened.said(
        one(type="ally", start=PartialDate(2020, 5, 1)),
        one(type="adversary", published=PartialDate(2023, 1, 9)),
        one(type="ally", past=True, published=PartialDate(2023, 2, 2), document="b.txt"),
    )
    assert page.locator("#undated-count").inner_text() == "undated (1)"
    page.locator("#table-button").click()
    page.get_by_label("Evidence: Arland, Borvia").last.click()
    page.get_by_role("button", name="all of this pair (2)").click()
    told = page.locator("article").all_inner_texts()
    assert "from 2023-01-09 (reported)" in told[0]
    assert "from 2020-05-01 until 2023-01-09" in told[1]
    assert "Ended by what came later: adversary, Arland and Borvia, 2023-01-09." in told[1]
    page.locator("#undated").check()
    assert "in the past, told 2023-02-02: undated" in page.locator("article").last.inner_text()


def test_what_is_planned_counts_half_and_what_is_denied_is_drawn_on_request(opened: Any) -> None:
    page = opened.said(
        one(status="denied", start=PartialDate(2024)),
        one(target="Cestan", status="planned", start=PartialDate(2024)),
        one(target="Dolmark"),
    )
    assert opened.chips()[0] == "1 relation"
    denied = page.locator("#status-filter label", has_text="denied").locator("input")
    assert not denied.is_checked()
    denied.check()
    assert opened.chips()[0] == "2 relations"
    page.locator("#table-button").click()
    for name, tag in (("Borvia", "denied: counts for nothing"), ("Cestan", "planned: counts 50 %")):
        page.get_by_label(f"Evidence: Arland, {name}").click()
        assert page.locator("article .tag").inner_text() == tag


def test_a_pair_of_states_has_what_their_leaders_did_with_who_did_it(opened: Any) -> None:
    office = {"source_kind": "leader", "type": "leads", "start": PartialDate(2019), "end": PartialDate(2030)}
    page = opened.said(
        one(source="Ana", target="Arland", **office),
        one(start=PartialDate(2024, 1, 1)),
        one(source="Ana", source_kind="leader", type="cooperates", start=PartialDate(2024, 2, 2)),
        one(source="Ana", source_kind="leader", type="attacks", start=PartialDate(2024, 3, 3)),
    )
    page.locator("#table-button").click()
    page.get_by_label("Evidence: Arland, Borvia").click()
    assert page.locator("#evidence .sub").inner_text() == "positive · 2 statements in the window"
    assert page.locator("#evidence h4").inner_text().lower() == "by their leaders and outlets: 1"
    assert page.locator("article .who").all_inner_texts() == ["Arland → Borvia", "Ana (Arland) ↔ Borvia"]


def test_one_row_an_actor_with_its_signs_in_words(opened: Any) -> None:
    page = opened.said(
        *(one(start=PartialDate(2024, month)) for month in (1, 2, 3)),
        one(type="opposes", start=PartialDate(2024, 4)),
        one(type="mediates", start=PartialDate(2024, 4)),
        one(target="Cestan", start=PartialDate(2024, 4)),
    )
    page.locator("#search").fill("Arland")
    page.locator("#search").press("Enter")
    rows = [" ".join(row.split()) for row in page.locator(".partners li").all_inner_texts()]
    assert rows == ["Borvia 3 positive 1 structural 1 negative", "Cestan 1 positive"]
    page.locator(".partners .partner").first.click()
    assert page.locator("#evidence .sub").inner_text() == "all signs · 5 statements in the window"
    page.locator("#from-text").fill("2024-04")
    page.locator("#from-text").press("Enter")
    assert page.locator("#evidence .sub").inner_text() == "all signs · 2 statements in the window"


def test_a_date_that_is_none_says_so(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    whole = opened.chips()
    page.locator("#to-text").fill("2025-02-30")
    page.locator("#to-text").press("Enter")
    assert page.locator("#date-fault").inner_text() == "2025-02-30: no such date (valid: 2025, 2025-06, 2025-06-27)"
    assert opened.chips() == whole
    page.locator("#to-text").fill("1999")
    page.locator("#to-text").press("Enter")
    assert page.locator("#date-fault").inner_text() == "to 1999 is before from 2023-01-01"
    page.locator("#to-text").fill("2023-06")
    page.locator("#to-text").press("Enter")
    assert not page.locator("#date-fault").is_visible()
    assert page.locator("#to-text").get_attribute("aria-invalid") == "false"


def test_the_slider_ends_on_the_last_day_and_the_map_opens_on_the_last_one_that_was_told(opened: Any) -> None:
    page = opened.said(
        one(start=PartialDate(2024, 1, 5)),
        one(start=PartialDate(2024, 3, 5), published=PartialDate(2024, 3, 6)),
        one(target="Cestan", start=PartialDate(2035), status="planned", published=PartialDate(2024, 3, 6)),
    )
    assert page.locator("#to-text").input_value() == "2024-03-05"
    page.locator("#to").focus()
    page.keyboard.press("End")
    assert page.locator("#to-text").input_value() == "2035-01-01"


def test_the_whole_table_is_in_sight_and_a_phone_need_not_scroll_sideways(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(hostile=False, diff=True))
    page.keyboard.press("d")
    page.locator("#table-button").click()
    region, button = page.locator("#table").bounding_box(), page.locator("tbody button").first.bounding_box()
    assert button["x"] + button["width"] <= region["x"] + region["width"]
    page.locator("#table-button").click()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    for name in ("#search", "#table-button", "#png-button", "#diff-button", "#totals", "h1"):
        box = page.locator(name).bounding_box()
        assert 0 <= box["x"] <= 390 - box["width"], name


def test_at_opens_on_what_had_begun_by_then(opened: Any) -> None:
    page = opened.said(one(start=PartialDate(2020)), one(target="Cestan", start=PartialDate(2022)), at=date(2021, 3, 1))
    assert page.locator("#to-text").input_value() == "2021-03-01"
    assert opened.relations() == 1


def test_a_state_that_still_holds_does_not_stretch_the_track_and_one_that_ended_does(opened: Any) -> None:
    report = PartialDate(2024, 3, 5)
    old = one(type="ally", start=PartialDate(1950), published=report)
    page = opened.said(old, one(target="Cestan", start=PartialDate(2024, 6)))
    assert page.locator("#from-text").input_value() == "2024-03-01"
    assert opened.relations() == 2
    page = opened.said(one(type="ally", start=PartialDate(1950), end=PartialDate(1960), published=report))
    assert page.locator("#from-text").input_value() == "1960-12-01"
    assert opened.relations() == 1


def test_play_moves_the_window_on_and_stops_at_the_end(opened: Any) -> None:
    page = opened.said(one(start=PartialDate(2024, 1, 5)), one(target="Cestan", start=PartialDate(2024, 3, 5)))
    page.locator("#canvas").focus()
    page.keyboard.press(" ")
    assert opened.relations() == 1
    assert page.locator("#play").get_attribute("aria-pressed") == "true"
    page.wait_for_selector("#play[aria-pressed=false]")
    assert opened.relations() == 2


def test_undated_statements_are_shown_on_request_with_their_number(opened: Any) -> None:
    page = opened.said(one(start=PartialDate(2024)), one(target="Cestan"), one(target="Dolmark"))
    assert opened.relations() == 1
    assert page.locator("#undated-count").inner_text() == "undated (2)"
    page.locator("#undated").check()
    assert opened.relations() == 3


def test_filters_by_type_kind_and_status(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    whole = opened.relations()
    for section, name in (("type", "cooperates"), ("kind", "leader"), ("status", "alleged")):
        box = page.locator(f"#{section}-filter label", has_text=name).locator("input")
        box.uncheck()
        assert opened.relations() < whole, name
        box.check()
        assert opened.relations() == whole
    for box in page.locator("#type-filter input").all():
        box.uncheck()
    assert page.locator("#empty").is_visible()


def test_search_finds_by_alias_and_goes_there(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    page.keyboard.press("/")
    page.keyboard.type("republic of dolan")
    assert page.locator("#found li").first.inner_text().split() == ["Doland", "state"]
    page.keyboard.press("Enter")
    assert page.locator("#evidence h3").inner_text() == "Doland"
    assert page.locator("#live").inner_text().startswith("Doland, state")
    page.locator("#search").fill("nobody at all")
    assert page.locator("#found").inner_text() == "no actor of that name"


def test_a_number_is_the_same_in_the_table_in_the_panel_and_in_an_actors_list(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(hostile=False))
    page.locator("#table-button").click()
    rows = [row.split("\t") for row in page.locator("tbody tr").all_inner_texts()]
    more = 0
    for place, (a, b, sign, number, *_) in enumerate(rows[:12]):
        page.locator("tbody tr button").nth(place).click()
        said = page.locator("#evidence .sub").inner_text()
        assert said.split(" in the")[0] == f"{sign} · {number} statement{'' if number == '1' else 's'}"
        assert page.locator("article").count() == int(number)
        more += page.locator("#evidence h4").count()
        page.locator("#evidence .tools button").first.click()
        listed = page.locator(".partners li", has=page.get_by_text(b, exact=True)).inner_text()
        assert f"{number} {sign}" in " ".join(listed.split()), (a, b)
    assert more > 0


def test_what_is_not_drawn_is_counted_with_the_reason(opened: Any) -> None:
    page = opened.said(
        one(start=PartialDate(2024, 1, 5)),
        *(one(status="denied", start=PartialDate(2024, 1, day)) for day in (1, 2, 3)),
        one(target="Cestan"),
        one(status="denied"),
        one(type="opposes", start=PartialDate(2034), status="planned", published=PartialDate(2024, 1, 5)),
        one(source="Ana", source_kind="leader", target="Arland", type="leads"),
    )
    assert opened.chips()[1] == "2 of 8 statements"
    assert opened.chips()[3] == "6 not drawn: 3 denied, 1 denied and undated, 1 outside these days, 1 undated"
    assert page.locator("#undated-count").inner_text() == "undated (2)"
    page.locator("#undated").check()
    assert opened.chips()[3] == "5 not drawn: 4 denied, 1 outside these days"
    page.locator("#status-filter label", has_text="denied").locator("input").check()
    page.locator("#to").focus()
    page.keyboard.press("End")
    assert opened.chips()[1:] == ["8 statements", "4 actors"]
    page.locator("#kind-filter label", has_text="leader").locator("input").uncheck()
    page.locator("#type-filter label", has_text="opposes").locator("input").uncheck()
    assert opened.chips()[3] == "2 not drawn: 1 of actors not shown, 1 of relations not chosen"


def test_the_table_says_what_the_map_shows_and_sorts(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    page.keyboard.press("t")
    rows = page.locator("tbody tr")
    assert rows.count() == opened.relations()
    page.locator("thead button", has_text="Statements").click()
    numbers = [int(text) for text in page.locator("td.number").all_inner_texts()]
    assert numbers == sorted(numbers)
    page.locator("tbody button").last.click()
    assert page.locator("article").count() == numbers[-1]


def test_the_picture_is_a_png_of_the_map(opened: Any, map_sample: Callable[..., MapView], tmp_path: Path) -> None:
    page = opened.open(map_sample())
    with page.expect_download() as download:
        page.locator("#png-button").click()
    download.value.save_as(tmp_path / "got.png")
    content = (tmp_path / "got.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    box = page.locator("#canvas").bounding_box()
    assert width == round(box["width"])
    assert height > box["height"]
    assert len(content) > 20_000  # a blank picture of this size has about 5,000 bytes


def test_a_crowd_opens_on_the_strongest_and_can_show_all(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(actors=170, statements=500))
    assert "the strongest 100 of 170" in page.locator("#notice").inner_text()
    few = opened.relations()
    page.locator("#show-all").click()
    assert opened.relations() > few
    assert "all 170 actors" in page.locator("#notice").inner_text()


def test_focus_leaves_an_actor_and_its_neighbours(opened: Any, map_sample: Callable[..., MapView]) -> None:
    view = map_sample()
    page = opened.open(replace(view, focus=view.actors[3]))
    few = opened.relations()
    assert f"Only {view.actors[3].name}" in page.locator("#notice").inner_text()
    page.locator("#notice button").click()
    assert opened.relations() > few


def test_the_keyboard_alone_reads_the_evidence(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample())
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#evidence h3").inner_text()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#evidence h3").inner_text() not in (first, "Evidence")
    assert page.locator("article").count() > 0
    page.keyboard.press("o")
    assert page.locator("#notice").is_visible()
    page.keyboard.press("f")
    page.keyboard.press("Escape")
    assert page.locator("#evidence h3").inner_text() == "Evidence"
    assert not page.locator("#notice").is_visible()


def test_every_control_has_a_name(opened: Any, map_sample: Callable[..., MapView]) -> None:
    page = opened.open(map_sample(diff=True))
    nameless = page.locator("button, input, [role=application], [role=region]").evaluate_all(
        """nodes => nodes.filter(node => !(node.getAttribute("aria-label") || node.textContent.trim()
            || (node.labels && node.labels.length && node.labels[0].textContent.trim()))).map(node => node.outerHTML)"""
    )
    assert nameless == []
    assert page.evaluate("document.documentElement.lang") == "en"
