"""What the graph looks like to Cypher: rows of actors, documents, relationships and statement nodes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.cypher import model
from volteface.graph.dates import PartialDate
from volteface.graph.model import Document, Statement
from volteface.graph.schema import schema
from volteface.graph.store import Store, open_store

TEXT = "Chad backs Mali. Chad may sanction Niger."
BACKS = Statement(
    document="a.txt",
    source="Chad",
    source_kind="state",
    target="Mali",
    target_kind="state",
    type="supports",
    published=PartialDate(2024, 3, 9),
    start=PartialDate(2024, 2),
    quote="Chad backs Mali",
    char_start=0,
    char_end=15,
    rule="support/subject-object",
    confidence=0.9,
)
MAY = Statement(
    document="a.txt",
    source="Chad",
    source_kind="state",
    target="Niger",
    target_kind="state",
    type="coerces",
    published=PartialDate(2024),
    end=PartialDate(2025),
    status="planned",
    confidence=0.8,
)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "graph.duckdb", write=True) as store:
        store.add([Document("a.txt", TEXT, title="Chad and its neighbours")], [BACKS])
        store.add([], [MAY])
        yield store


def test_a_relationship_has_the_days_that_partial_dates_stand_for(store: Store) -> None:
    (row,) = (dict(zip((*model.ENDS, *model.RELATION), row, strict=True)) for row in model.relations(store, "supports"))
    assert row["id"] == BACKS.id
    assert (row["source"], row["target"]) == ("state:Chad", "state:Mali")
    assert (row["started"], row["started_day"], row["started_last"]) == ("2024-02", date(2024, 2, 1), date(2024, 2, 29))
    assert (row["ended"], row["ended_day"]) == (None, None)
    assert (row["published"], row["published_day"]) == ("2024-03-09", date(2024, 3, 9))


def test_its_weight_counts_status_and_confidence_as_the_column_table_does(store: Store) -> None:
    from volteface.graph.columns import build

    (row,) = (dict(zip((*model.ENDS, *model.RELATION), row, strict=True)) for row in model.relations(store, "coerces"))
    relation = schema().relations["coerces"]
    assert row["weight"] == pytest.approx(relation.weight * 0.5 * 0.8)
    columns = build(store.actors(), store.raw())
    assert row["weight"] == pytest.approx(float(columns.weight[columns.sign < 0][0]))
    assert (row["published_day"], row["ended_day"]) == (date(2024, 12, 31), date(2025, 12, 31))


def test_every_statement_is_a_relationship_and_a_node_of_one_id(store: Store) -> None:
    for type_ in model.types():
        relations = [row[2] for row in model.relations(store, type_)]
        assert relations == [row[1] for row in model.statements(store, type_)]
    assert sum(len(list(model.relations(store, type_))) for type_ in model.types()) == model.held(store).statements == 2


def test_rows_of_the_store_choose_statements(store: Store) -> None:
    rows = {statement.id: row for row, statement in store.numbered()}
    assert [row[2] for row in model.relations(store, "supports", [rows[BACKS.id], rows[MAY.id]])] == [BACKS.id]
    assert list(model.relations(store, "coerces", [rows[BACKS.id]])) == []
    assert list(model.statements(store, "supports", [])) == []


def test_a_document_says_whether_its_text_is_stored(store: Store) -> None:
    (document,) = (dict(zip(model.DOCUMENT, row, strict=True)) for row in model.documents(store))
    assert document["id"] == "a.txt"
    assert document["hash"] == Document("a.txt", TEXT).id
    assert document["text"] == TEXT
    assert document["headline"] == "Chad and its neighbours"


def test_it_counts_from_and_until_the_days_that_every_answer_has(store: Store) -> None:
    from itertools import product

    from volteface.graph.columns import NEVER, when
    from volteface.graph.dates import from_day_number

    dates = (None, PartialDate(2020), PartialDate(2020, 6), PartialDate(2020, 6, 9))
    store.add(
        [],
        [
            Statement("b", "A", "state", "B", "state", type_, published=published, start=start, end=end, past=past)
            for type_, published, start, end, past in product(("ally", "opposes"), dates, dates, dates, (False, True))
        ],
    )
    ids = {row: statement.id for row, statement in store.numbered()}
    raw = store.raw()
    since, over, _ = when(raw, schema())
    expected = {
        ids[int(row)]: (
            None if first == NEVER else from_day_number(int(first)),
            None if end == NEVER else from_day_number(int(end) - 1),
        )
        for row, first, end in zip(raw["row"], since, over, strict=True)
    }
    fields = (*model.ENDS, *model.RELATION)
    rows = [dict(zip(fields, row, strict=True)) for type_ in model.types() for row in model.relations(store, type_)]
    assert {row["id"]: (row["since"], row["until"]) for row in rows} == expected
    assert len(rows) == 2 * 64 * 2 + 2
