"""A user's own dictionary: what it adds, how it is refused, as documented, and through the program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from volteface.api import Graph
from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError
from volteface.graph.model import Actor
from volteface.loaders.dictionaries.entries import FIELDS
from volteface.loaders.dictionaries.tables import plain_tables, toml_tables
from volteface.loaders.dictionary import FILES, Dictionary

FOLDER = resources.files("volteface.loaders.dictionaries")
PAGE = Path(__file__).parents[2] / "docs" / "dictionaries.md"


def documented() -> str:
    """The example of the documentation."""
    return str(re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0])


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def program(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "volteface", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_the_documented_example_means_what_it_says(tmp_path: Path) -> None:
    mine = Dictionary.load([written(tmp_path, documented())])
    assert (found := mine.find("nmf"))
    assert found.kind == "organization"
    speaker = mine.entry(Actor("Adaeze Nwosu-Brandt", "person"))
    assert speaker
    assert speaker.of == found
    (office,) = mine.facts(Actor("Maria Exempla", "leader"))
    assert (office.type, office.target, str(office.start)) == ("leads", "Malta", "2031-03-01")
    assert mine.find("the maltese islands") == Actor("Malta", "state")
    assert mine.find("MLT") == Actor("Malta", "state"), "what was known of it stays known"
    assert next(name for name in mine.names() if name.text == "NMF").ambiguous


def test_every_field_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    documented = {
        (name, kind) for line in rows for name in re.findall(r"`(\w+)`", line.split("|")[1]) for kind in kinds(line.split("|")[2])
    }
    assert documented == {(field, kind) for kind, fields in FIELDS.items() for field in fields}


def kinds(cell: str) -> list[str]:
    return list(FIELDS) if cell.strip() == "all" else cell.strip().split(", ")


def test_lists_grow_and_single_values_are_replaced(tmp_path: Path) -> None:
    known = Dictionary.load()
    mine = Dictionary.load(
        [
            written(tmp_path, '[[outlet]]\nname = "Reuters"\nof = "Canada"\naliases = ["QRTRS"]\nstate_controlled = true\n'),
            written(tmp_path, '[[organization]]\nname = "NATO"\nmembers = ["GEO"]\ndemonyms = ["Natoist"]\n', "more.toml"),
            written(tmp_path, '\n[[outlet]]\nname = "Reuters"\naliases = ["QRTRS", "Reuters Wire"]\n', "last.toml"),
        ]
    )
    reuters, before = (one.entry(Actor("Reuters", "outlet")) for one in (mine, known))
    assert reuters
    assert before
    assert reuters.actor.aliases == (*before.actor.aliases, "QRTRS", "Reuters Wire")
    assert (reuters.of, reuters.controls) == (Actor("Canada", "state"), True)
    (fact,) = mine.facts(reuters.actor)
    assert (fact.document, fact.line) == (str(tmp_path / "mine.toml"), 1), "a fact cites the table that says it"
    alliance, allies = (one.entry(Actor("NATO", "organization")) for one in (mine, known))
    assert alliance
    assert allies
    assert alliance.members == (*allies.members, Actor("Georgia", "state"))
    assert len(mine.entries) == len(known.entries)
    assert [entry.actor for entry in mine.entries] == [entry.actor for entry in known.entries]


def test_files_refer_to_each_other_in_any_order(tmp_path: Path) -> None:
    paper = written(tmp_path, '[[outlet]]\nname = "Front Page"\nof = "Salt Front"\n')
    front = written(tmp_path, '[[organization]]\nname = "Salt Front"\n', "front.toml")
    for order in ([paper, front], [front, paper]):
        entry = Dictionary.load(order).entry(Actor("Front Page", "outlet"))
        assert entry
        assert entry.of == Actor("Salt Front", "organization")
    with pytest.raises(DataError, match=r"mine\.toml:3: outlet Front Page: of 'Salt Front'"):
        Dictionary.load([paper])


def test_a_home_may_change(tmp_path: Path) -> None:
    mine = Dictionary.load(
        [
            written(
                tmp_path,
                '[[outlet]]\nname = "Wire"\nof = [{text = "Soviet Union", until = "1991-12-26"}, {text = "Latvia", from = "1991-12-26"}]\n',
            )
        ]
    )
    wire = mine.entry(Actor("Wire", "outlet"))
    assert wire
    assert wire.home(PartialDate(1980)) == Actor("Soviet Union", "state")
    assert wire.home(PartialDate(2004, 5)) == wire.home(None) == wire.of == Actor("Latvia", "state")
    told = [(fact.target, fact.start and str(fact.start), fact.end and str(fact.end)) for fact in mine.facts(wire.actor)]
    assert told == [("Soviet Union", None, "1991-12-26"), ("Latvia", "1991-12-26", None)]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'\xef\xbb\xbf[[outlet]]\r\nname = "Wire"\r\n')
    assert Dictionary.load([path]).find("wire") == Actor("Wire", "outlet")


@pytest.mark.parametrize("file", FILES)
def test_the_built_in_files_are_written_plainly(file: str) -> None:
    """They are read by the short cut, and it reads what the TOML parser reads."""
    text = FOLDER.joinpath(file).read_text(encoding="utf-8")
    assert plain_tables(text) == toml_tables(text, file)


@pytest.mark.parametrize(
    "text",
    [
        '[[a]]\nx = "a \\" b"\n',
        "[[a]]\nx = 'a'\n",
        "[[a]]\nx = ['a', \"b\"]\n",
        "[[a]]\nx = 1\n",
        '[[a]]\nx = "b" # c\n',
        '[[a]]\nx = """b"""\n',
        '[[a]]\nx="b"\n',
        '[[a]]\n  x = "b"\n',
        "[[a]]\n[a.b]\nx = true\n",
        'as_of = "2025"\n[[a]]\nx = ["b", # c\n"d"]\n',
        '[[a]]\r\nx = "b"\r\n',
    ],
)
def test_the_short_cut_leaves_everything_else_to_the_parser(text: str) -> None:
    found = plain_tables(text)
    assert found is None or found == toml_tables(text, "x")


TEXT = "Niger banned The Harbour Courier on Monday. Niger condemned Northern Miners' Front. Mali closed the Eastern Salt Road.\n"


def test_the_program_reads_with_it(tmp_path: Path) -> None:
    written(tmp_path, documented())
    written(tmp_path, TEXT, "news.txt")
    done = program("load", "news.txt", "--dictionary", "mine.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    graph = Graph.open(tmp_path / "volteface.duckdb")
    read = {(one.source, one.target) for one in graph.statements() if one.document == "news.txt"}
    assert read >= {("Niger", "The Harbour Courier"), ("Niger", "Northern Miners' Front"), ("Mali", "Eastern Salt Road")}
    facts = [one for one in graph.statements() if one.type == "outlet_of"]
    assert [(one.source, one.target, one.document, one.line) for one in facts] == [("The Harbour Courier", "Malta", "mine.toml", 2)]
    assert any(actor.name == "The Harbour Courier" and actor.aliases == ("Harbour Courier",) for actor in graph.columns.actors)


def test_the_program_refuses_a_bad_one_before_it_stores_anything(tmp_path: Path) -> None:
    written(tmp_path, documented() + '\n[[outlet]]\nname = "Wire"\nof = "Maltta"\n')
    written(tmp_path, TEXT, "news.txt")
    done = program("load", "news.txt", "--dictionary", "mine.toml", cwd=tmp_path)
    assert done.returncode == 1
    line = documented().count("\n") + 4
    assert done.stderr.startswith(f"volteface: error: mine.toml:{line}: outlet Wire: of 'Maltta' (valid: the name or ISO code")
    assert "closest: Malta" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "volteface.duckdb").exists()


def test_the_program_says_which_file_is_missing(tmp_path: Path) -> None:
    written(tmp_path, TEXT, "news.txt")
    done = program("load", "news.txt", "--dictionary", "absent.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "absent.toml" in done.stderr
    assert not (tmp_path / "volteface.duckdb").exists()


def test_the_help_shows_how() -> None:
    shown = subprocess.run([sys.executable, "-m", "volteface", "load", "--help"], capture_output=True, text=True, check=True).stdout
    assert "--dictionary mine.toml" in shown
    assert json.dumps("docs/dictionaries.md")[1:-1] in " ".join(shown.split())
