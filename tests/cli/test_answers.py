"""What answers say beside the figures: status, days as precise as the source, where the graph ends, and safe cells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Volteface = Callable[..., Any]


@pytest.fixture
def told(volteface: Volteface) -> Callable[..., None]:
    """Loads statements, each from a document of its own, and of states, unless told otherwise."""

    def load(*statements: tuple[str, str, str, dict[str, Any]]) -> None:
        with Path("told.jsonl").open("w", encoding="utf-8") as out:
            for number, (source, type_, target, rest) in enumerate(statements):
                said = {"document": f"{number}.txt", "source": source, "source_kind": "state", "target": target, "target_kind": "state"}
                out.write(json.dumps({**said, "type": type_, **rest}) + "\n")
        assert volteface("load", "told.jsonl")[0] == 0

    return load


def rows(volteface: Volteface, *args: str) -> list[dict[str, str]]:
    status, out, err = volteface(*args, "--format", "csv")
    assert (status, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


@pytest.fixture
def doubtful(told: Callable[..., None]) -> None:
    told(
        ("Iran", "attacks", "Turkey", {"start": "2024-01-02", "status": "denied", "quote": "no attack"}),
        ("Iran", "opposes", "Turkey", {"start": "2024-01-03", "status": "alleged", "quote": "said to object"}),
        ("Turkey", "supports", "Iran", {"start": "2023", "published": "2024-01-04", "quote": "aid in 2023"}),
        ("Turkey", "ally", "Iran", {"start": "2010", "end": "2012-05", "past": True, "quote": "were allies"}),
    )


def test_what_is_denied_does_not_print_as_a_fact(volteface: Volteface, doubtful: None) -> None:
    for args in (("show", "Iran"), ("why", "Iran", "Turkey", "--at", "2024")):
        lines = {line.partition("(")[2].partition(".")[0]: line for line in volteface(*args)[1].splitlines() if ".txt)" in line}
        assert " denied " in lines["0"]
        assert " alleged " in lines["1"]
        assert " past " in lines["3"]
        assert not {"denied", "alleged", "asserted", "past"} & {*lines["2"].split()}
        by_document = {row["document"]: (row["status"], row["past"]) for row in rows(volteface, *args)}
        assert by_document["0.txt"] == ("denied", "false")
        assert by_document["3.txt"] == ("asserted", "true")
    statements = json.loads(volteface("why", "Iran", "Turkey", "--at", "2024", "--format", "json")[1])["statements"]
    assert {one["document"]: one["status"] for one in statements}["0.txt"] == "denied"
    card = json.loads(volteface("show", "Iran", "--format", "json")[1])
    assert [(one["status"], one["past"]) for one in card["negative"]] == [("alleged", False), ("denied", False)]


def test_a_plain_answer_has_no_column_of_doubts(volteface: Volteface, told: Callable[..., None]) -> None:
    told(("Iran", "supports", "Turkey", {"start": "2024-01-02", "quote": "aid"}))
    for args in (("show", "Iran"), ("why", "Iran", "Turkey")):
        heads = next(line for line in volteface(*args)[1].splitlines() if "date" in line).split()
        assert not {"status", "until", "times"} & {*heads}


def test_days_are_as_precise_as_the_source_says(volteface: Volteface, doubtful: None) -> None:
    for args in (("show", "Iran"), ("why", "Iran", "Turkey", "--at", "2024")):
        days = {row["document"]: (row["start"], row["end"]) for row in rows(volteface, *args)}
        assert days["2.txt"] == ("2023", "")
        assert days["3.txt"] == ("2010", "2012-05")
        assert " 2012-05 " in volteface(*args)[1]
    counted = {row["document"]: row["counts_from"] for row in rows(volteface, "why", "Iran", "Turkey")}
    assert (counted["2.txt"], counted["3.txt"]) == ("2023-12-31", "2010-12-31")


def test_what_is_planned_does_not_move_the_end(volteface: Volteface, told: Callable[..., None]) -> None:
    told(
        ("Iran", "supports", "Turkey", {"start": "2024-01-02"}),
        ("Iran", "cooperates", "Turkey", {"start": "2035", "status": "planned"}),
        ("Peru", "cooperates", "Chile", {"start": "1997"}),
    )
    found = json.loads(volteface("why", "Iran", "Turkey", "--format", "json")[1])
    assert (found["date"], found["sign"], found["later"]) == ("2024-01-02", 1, 1)
    series = json.loads(volteface("align", "Iran", "--against", "Turkey", "--format", "json")[1])["series"]
    assert [point["date"] for point in series] == ["2024-01-02"]


def test_without_any_date_there_is_no_day_to_answer_for(volteface: Volteface, told: Callable[..., None]) -> None:
    told(("Iran", "supports", "Turkey", {}), ("Iran", "opposes", "Turkey", {}))
    for args in (("why", "Iran", "Turkey"), ("align", "Iran", "--against", "Turkey")):
        status, out, err = volteface(*args)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "no dated relation counts" in err
    assert "2 on no known day" in volteface("why", "Iran", "Turkey", "--at", "2024")[1]
    assert "2 relations without a date" in volteface("diff", "2023", "2024")[1]


def test_an_empty_answer_has_a_header(volteface: Volteface, told: Callable[..., None]) -> None:
    told(("Iran", "supports", "Turkey", {"start": "2024-01-02"}))
    for args in (("diff", "2000", "2001"), ("why", "Iran", "Turkey", "--at", "2000")):
        lines = volteface(*args, "--format", "csv")[1].splitlines()
        assert len(lines) == 1
        assert {"quote", "document", "line", "status"} <= {*lines[0].split(",")}
    assert volteface("load", "told.jsonl", "--format", "csv")[1].splitlines()[0].split(",")[0] == "what"


def test_cells_of_csv_are_whole_and_no_formulas(volteface: Volteface, told: Callable[..., None]) -> None:
    told(
        ("Iran", "supports", "Turkey", {"start": "2024-01-02", "document": "@x", "quote": "=HYPERLINK(1)", "confidence": 0.333, "line": 7})
    )
    (row,) = rows(volteface, "diff", "2023", "2024-02-01")
    assert (row["quote"], row["document"], row["line"], row["status"]) == ("'=HYPERLINK(1)", "'@x", "7", "asserted")
    assert (row["before"], row["sign_after"], row["n_after"]) == ("", "1", "1")
    assert len(row["after"]) > 10
    assert "“" not in "".join(row.values())


def test_align_gives_csv_every_number(volteface: Volteface, told: Callable[..., None]) -> None:
    told(
        *(("Iran", type_, "Turkey", {"start": "2024-01-02"}) for type_ in ("supports", "cooperates", "opposes")),
        *(("Iran", type_, "Peru", {"start": "2024-01-02"}) for type_ in ("attacks", "opposes", "coerces")),
    )
    asked = ("align", "Iran,Turkey", "--against", "Peru")
    (row,) = rows(volteface, *asked)
    for name in ("polarisation", "cohesion_a", "antagonism", "lean_Iran"):
        assert float(row[f"{name}_low"]) <= float(row[name]) <= float(row[f"{name}_high"])
    assert (row["cohesion_b"], row["cohesion_b_pairs"]) == ("", "0")
    assert (row["antagonism_known"], row["antagonism_pairs"], row["lean_Turkey_coverage"]) == ("1", "2", "0.5")
    table = volteface(*asked)[1].splitlines()
    assert [table[0].split(), table[3].split()] == [
        ["date", "polarisation", "cohesion", "A", "antagonism", "known", "pairs"],
        ["lean", "Iran", "Turkey", "Peru"],
    ]
    assert table[1].split()[-2:] == ["1/1,", "1/2"]
    assert table[4].split()[1][0] == "+"
    assert table[4].split()[2][:2] in ("(+", "(-")


def test_it_says_where_the_last_weeks_point_another_way(volteface: Volteface, told: Callable[..., None]) -> None:
    told(
        ("Iran", "attacks", "Turkey", {"start": "2024-01-02"}),
        ("Iran", "attacks", "Turkey", {"start": "2024-01-03"}),
        ("Turkey", "cooperates", "Iran", {"start": "2024-10-01"}),
        ("Peru", "supports", "Chile", {"start": "2024-10-01"}),
    )
    table = volteface("diff", "2023", "2024-10-01")[1].splitlines()
    heads = table[0]
    turned, steady = (next(line for line in table if name in line) for name in ("Iran", "Peru"))
    assert turned[heads.index("30 days")] == "+"
    assert steady[heads.index("30 days")] == " "
    assert {row["a"]: row["sign_after_30_days"] for row in rows(volteface, "diff", "2023", "2024-10-01")}["Iran"] == "1"
    assert "the last weeks say otherwise: + at a half-life of 30 days" in volteface("why", "Iran", "Turkey")[1]
    assert "otherwise" not in volteface("why", "Peru", "Chile")[1]
    assert "Iran and Turkey: - on 2024-10-01, but + at a half-life of 30 days" in volteface("align", "Iran", "--against", "Turkey")[1]


def test_what_is_told_time_and_again_stands_once(volteface: Volteface, told: Callable[..., None]) -> None:
    leads = [
        ("Pat Roe", "leads", "Peru", {"source_kind": "leader", "published": f"2024-0{month}-01", "quote": f"President Roe, {month}"})
        for month in (1, 2, 3)
    ]
    denied = ("Pat Roe", "leads", "Peru", {"source_kind": "leader", "published": "2024-01-01", "quote": "no president", "status": "denied"})
    told(*leads, denied, *(("Peru", "supports", "Chile", {"start": "2024-01-02", "quote": "aid"}) for _ in range(2)))
    lines = [line for line in volteface("show", "Peru")[1].splitlines() if ".txt)" in line]
    office, doubt = (line for line in lines if "leads" in line)
    assert office.split("“")[0].split()[-1] == "3"
    assert "President Roe, 3" in office
    assert "denied" in doubt
    assert len(lines) == 4
    assert len(rows(volteface, "show", "Peru")) == 6
    assert len(json.loads(volteface("show", "Peru", "--format", "json")[1])["structural"]) == 4


def test_two_actors_of_one_name_are_told_apart(volteface: Volteface, told: Callable[..., None]) -> None:
    told(
        ("Iran", "supports", "Ruritania", {"start": "2024-01-02"}),
        ("Iran", "opposes", "Ruritania", {"start": "2024-01-02", "target_kind": "territory"}),
    )
    for args in (("show", "Iran"), ("diff", "2023", "2024"), ("why", "Iran", "state:Ruritania")):
        assert "state:Ruritania" in volteface(*args)[1]
    assert "territory:Ruritania" in volteface("diff", "2023", "2024")[1]
    gained = json.loads(volteface("diff", "2023", "2024", "--format", "json")[1])["gained"]
    assert {(one["b_kind"], one["after"]["sign"]) for one in gained} == {("state", 1), ("territory", -1)}
    series = volteface("align", "state:Ruritania", "--against", "territory:Ruritania", "--format", "json")[1]
    assert [*json.loads(series)["series"][0]["actors"]] == ["state:Ruritania", "territory:Ruritania"]


def test_a_quote_is_shown_in_its_sentence(volteface: Volteface, told: Callable[..., None]) -> None:
    Path("a.txt").write_text(
        "Published 2024-02-01\n\nTalks went on. Iran condemned Turkey, and nobody was surprised. More follows.", encoding="utf-8"
    )
    assert volteface("load", "a.txt")[0] == 0
    for args in (("why", "Iran", "Turkey"), ("show", "Iran")):
        (line,) = [line for line in volteface(*args)[1].splitlines() if "a.txt" in line]
        assert line.endswith("“Iran condemned Turkey”, and nobody was surprised. (a.txt)")
    (row,) = rows(volteface, "why", "Iran", "Turkey")
    assert row["quote"] == "Iran condemned Turkey"
