import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.columns import ARRAYS, NEVER
from volteface.queries.clocks import known_by, stated_ends

states = st.lists(
    st.tuples(
        st.sampled_from(["AB", "BA", "AC"]),
        st.sampled_from(["ally", "adversary", "supports"]),
        st.integers(1, 12),
        st.integers(1, 12),
        st.sampled_from([None, "2024-08-15"]),
    ),
    max_size=25,
)


def statements(said, drawn):
    return [
        said(pair[0], type_, pair[1], f"2024-{start:02}-01", published=f"2024-{told:02}-20", end=end)
        for pair, type_, start, told, end in drawn
    ]


@given(drawn=states, month=st.integers(1, 12))
def test_the_past_is_the_table_of_what_was_published_by_then(table, said, day, drawn, month):
    rows = statements(said, drawn)
    until = day(f"2024-{month:02}-25")
    cut = known_by(table(*rows), until)
    # The same actors in both tables, through statements that say nothing.
    silent = [said(*ends, None, published=None) for ends in {(r["source"], "mediates", r["target"]) for r in rows}]
    fresh = table(*[row for row in rows if day(row["published"]) <= until], *silent)
    rows_of_fresh = np.flatnonzero(fresh.published != NEVER)
    for name in ("start", "end", "actor_end", "sign", "weight", "published"):
        assert getattr(cut, name).tolist() == getattr(fresh, name)[rows_of_fresh].tolist(), name
    for name in ARRAYS:
        if name not in ("dyads", "actor_dyads"):
            assert len(getattr(cut, name)) == len(cut)


def test_closed_states_have_an_open_end_of_their_own(table, said):
    columns = table(
        said("A", "ally", "B", "2020-01-01"),
        said("A", "ally", "B", "2020-02-01", end="2021-12-31"),
        said("A", "adversary", "B", "2021-01-01"),
    )
    assert (stated_ends(columns) == NEVER).tolist() == [True, False, True]


def test_all_is_known_without_a_day(table, said):
    columns = table(said("A", "ally", "B", "2020-01-01"))
    assert known_by(columns, None) is columns
