from volteface.queries.telling import told

SAID = {"document": "a.txt", "date": "2025-06", "end": None, "quote": "in June", "status": "asserted", "past": False}


def test_days_are_as_precise_as_the_source(day):
    assert told(day("2025-06-30"), None, SAID) == {
        "start": "2025-06",
        "end": None,
        "document": "a.txt",
        "date": "2025-06",
        "quote": "in June",
        "status": "asserted",
        "past": False,
    }


def test_what_counts_on_no_day_has_no_start():
    assert told(None, None, SAID)["start"] is None


def test_the_end_is_the_last_day_on_which_it_held(day):
    assert told(day("2025-06-30"), day("2025-07-05"), SAID)["end"] == "2025-07-04"
    assert told(day("2025-06-30"), day("2020-11-11"), {**SAID, "end": "2020-11-10"})["end"] == "2020-11-10"
    assert told(day("2025-06-30"), day("2026-01-01"), {**SAID, "end": "2025"})["end"] == "2025"


def test_an_event_ends_where_its_source_says(day):
    assert told(day("2024-08-18"), None, {**SAID, "end": "2024-08-19"})["end"] == "2024-08-19"
