import pytest

from volteface.queries.snapshot import snapshot


def named(pairs):
    return [(pair.a.name, pair.b.name, pair.sign) for pair in pairs]


def test_pairs_are_sorted_by_strength_then_by_name(table, said, day):
    columns = table(
        said("Zambia", "opposes", "Yemen", "2024-03-01"),
        said("Turkey", "supports", "Azerbaijan", "2024-03-01"),
        said("Pakistan", "supports", "Azerbaijan", "2024-03-01"),
        said("Armenia", "attacks", "Azerbaijan", "2024-03-01"),
    )
    pairs = snapshot(columns, day("2024-03-01"))
    assert named(pairs) == [
        ("Armenia", "Azerbaijan", -1),
        ("Azerbaijan", "Pakistan", 1),
        ("Azerbaijan", "Turkey", 1),
        ("Yemen", "Zambia", -1),
    ]
    assert pairs[0].alignment == pytest.approx(-10 / 11)
    assert (pairs[0].n, pairs[0].cooperation, pairs[0].conflict) == (1, 0, 10)
    assert named(pairs[1:3]) == named([*pairs][1:3])
    assert len(pairs) == 4


def test_balanced_evidence_is_mixed_and_no_evidence_is_absent(table, said, day):
    columns = table(
        said("Russia", "cooperates", "Azerbaijan", "2024-08-18"),
        said("Azerbaijan", "opposes", "Russia", "2024-08-18"),
        said("Russia", "mediates", "Armenia", "2024-08-18"),
        said("Iran", "opposes", "Israel", "2024-08-19"),
    )
    (pair,) = snapshot(columns, day("2024-08-18"))
    assert (pair.sign, pair.n, pair.cooperative, pair.conflictual) == (0, 2, 1, 1)
    assert pair.alignment == pytest.approx((5 - 4) / (5 + 4 + 1))


def test_evidence_that_faded_leaves_a_pair_unknown(table, said, day):
    columns = table(said("Russia", "supports", "Armenia", "2020-11-10"))
    assert len(snapshot(columns, day("2025-11-10"))) == 0
    assert len(snapshot(columns, day("2025-11-10"), half_life=3650)) == 1


def test_it_answers_from_what_was_published_by_a_day(table, said, day):
    columns = table(
        said("Russia", "ally", "Azerbaijan", "2022-02-22", published="2022-02-22"),
        said("Russia", "adversary", "Azerbaijan", "2024-12-25", published="2025-07-01"),
    )
    now = day("2025-08-01")
    assert [pair.sign for pair in snapshot(columns, now)] == [-1]
    # On 30 June the turn of December had not been written about: nothing had ended the alliance.
    assert [pair.sign for pair in snapshot(columns, now, as_known=day("2025-06-30"))] == [1]
    assert [pair.sign for pair in snapshot(columns, now, as_known=day("2025-07-01"))] == [-1]
    assert len(snapshot(columns, now, as_known=day("2022-02-21"))) == 0


def test_what_nobody_dated_was_not_known_on_any_day(table, said, day):
    columns = table(said("Russia", "opposes", "Azerbaijan", "2024-12-28", published=None))
    assert len(snapshot(columns, day("2025-01-01"))) == 1
    assert len(snapshot(columns, day("2025-01-01"), as_known=day("2025-01-01"))) == 0


def test_an_empty_table_has_no_pairs(table, day):
    assert list(snapshot(table(), day("2025-01-01"))) == []
    assert list(snapshot(table(), day("2025-01-01"), as_known=day("2025-01-01"), level="actor")) == []
