"""The lexer and the guard: what reads passes, whatever it is called; a writing word outside texts, comments and names does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volteface.graph.cypher.engine import QueryError
from volteface.graph.cypher.guard import WRITES, check
from volteface.graph.cypher.lexer import tokens, without_comments

READS = [
    "MATCH (n) RETURN n",
    "MATCH (n) RETURN n;",
    "MATCH (start:Actor)-[set:ALLY*1..3]->(end) WHERE start.name = 'x' AND NOT end.create IS NULL "
    "RETURN start.name AS delete, set, {set: 1, create: 2} AS merge ORDER BY delete DESC SKIP 1 LIMIT 5",
    "MATCH (n:Set|Create)-[:DELETE|REMOVE]->(:`MERGE`) WHERE n:Drop OR n:!Merge RETURN n.`set`, n.end, n.start",
    "MATCH (a)-->(b) WITH *, 1 AS x RETURN DISTINCT *",
    "MATCH (a) WHERE EXISTS { (a)-->(b) WHERE b.x > 1 } RETURN count(*), count(DISTINCT a)",
    "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) RETURN b } RETURN COUNT { (a)--() } AS n",
    "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN b UNION MATCH (a)<--(b) RETURN b } RETURN b",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "CALL (*) { RETURN 1 AS x } RETURN x",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes YIELD *",
    "RETURN CASE WHEN 1 = 1 THEN 2 ELSE 3 END, CASE 5 WHEN 5 THEN 'x' END AS x",
    "UNWIND [1, 2, 3] AS x WITH x WHERE x IN [1, 2] RETURN x UNION ALL RETURN 1 AS x",
    "MATCH p = shortestPath((a)-[:ALLY*..5]-(b)) RETURN length(p), [n IN nodes(p) | n.name]",
    "MATCH p = ANY SHORTEST (a)-->(b) RETURN p",
    "MATCH (a) ((x)-[:ALLY]->(y)){1,3} (b) RETURN a",
    "RETURN date('2020-01-01') + duration('P1D'), date.truncate('month', date()), duration.inDays(date(), date()).days",
    "MATCH (n) RETURN n {.name, .*, x: 1, y}, n['set'], n[0..2]",
    "MATCH (a)-[r WHERE r.x > 1]->(b:State {name: $create}) RETURN r",
    "MATCH (a) OPTIONAL MATCH (a)-[r]->(b) WHERE a.n STARTS WITH 'x' AND a.b ENDS WITH 'c' OR a.x CONTAINS 'q' RETURN b IS NOT NULL",
    "RETURN reduce(s = 0, x IN [1, 2] | s + x), all(x IN [1] WHERE x > 0), [x IN range(1, 5) WHERE x % 2 = 0 | x * x], -1, 1e5, .5, 0xFF",
    "MATCH (n) WHERE n.x =~ 'a.*' AND NOT (n)-->() XOR (n)<--() RETURN n.a AS a UNION MATCH (n) RETURN n.b AS a",
    "MATCH (n) WHERE n.x IS :: STRING NOT NULL RETURN n ORDER BY n.x ASCENDING, n.y DESC",
    "RETURN 1 AS `CREATE ``(n)`, \"x\" = 'y' // DELETE",
    "MATCH (n) WITH n.name AS start, count(*) AS stop WHERE stop > 1 RETURN start, stop, start = stop, [start, stop], {load: start}",
]
WORDS = st.sampled_from(sorted(WRITES - {"TRANSACTIONS", "CONCURRENT"}))
CASES = st.sampled_from([str.upper, str.lower, str.title])
# What may stand between two words: nothing that an engine sees.
GAPS = st.lists(st.sampled_from([" ", "\n", "\t", "/* set */", "// merge\n", "\u00a0", "/**/"]), min_size=1, max_size=3).map("".join)
OBJECTS = st.sampled_from(["(n)", "n", "n.x = 1", "$x", "[n][0]", "CSV FROM 'x' AS r", "INDEX x", "`n`", "DATABASE x"])
BEFORE = st.sampled_from(
    ["", "MATCH (n)", "MATCH (n) WHERE n.x = 1", "MATCH (n) WITH *", "UNWIND [1] AS x", "RETURN 1 UNION", "MATCH (n) RETURN n"]
)


@pytest.mark.parametrize("query", READS)
def test_what_reads_passes(query: str) -> None:
    check(query)


@given(word=WORDS, case=CASES, before=BEFORE, gap=GAPS, after=OBJECTS, end=st.sampled_from(["", " RETURN 1", " RETURN n"]))
def test_a_writing_clause_is_refused_wherever_a_clause_may_be(word: str, case: object, before: str, gap: str, after: str, end: str) -> None:
    assert callable(case)
    with pytest.raises(QueryError):
        check(f"{before}{gap}{case(word)}{gap}{after}{end}")


@given(word=WORDS, case=CASES, gap=GAPS)
def test_the_same_word_as_text_comment_or_name_is_harmless(word: str, case: object, gap: str) -> None:
    assert callable(case)
    word = case(word)
    check(f"MATCH (n:{word} {{{word}: '{word} (n)'}}){gap}WHERE n.{word} = \"{word} n\"{gap}RETURN n.{word} AS {word}, `{word} (n)`{gap}")
    check(f"/* {word} (n) */ MATCH (n) // {word} (n)\n RETURN n")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    refused = None
    try:
        check(text)
    except QueryError as error:
        refused = error
    assert refused is None or ("\n" not in str(refused) and len(refused.shown) in (0, 2))


SIGNS = st.sampled_from(["'", '"', "`", "\\", "/*", "*/", "//", "\n", " ", "a", "{", "}", "\r"])


@settings(max_examples=300)
@given(st.lists(SIGNS, max_size=14).map("".join))
def test_comments_are_blanked_and_nothing_else_is(text: str) -> None:
    try:
        found = tokens(text)
    except QueryError:
        return
    blanked = without_comments(text)
    assert len(blanked) == len(text)
    assert tokens(blanked) == found
    strings = "".join(text[one.start : one.start + len(one.text)] for one in found if one.kind == "string")
    assert "//" not in blanked or "//" in strings or "`" in text
    assert [place for place, c in enumerate(blanked) if c in "\r\n"] == [place for place, c in enumerate(text) if c in "\r\n"]


@given(st.text(alphabet=st.characters(exclude_characters="'\\", exclude_categories=["Cs"]), max_size=30))
def test_a_text_may_hold_anything(text: str) -> None:
    (string, end) = tokens(f"'{text}'") if "\\u" not in text else tokens("''")
    assert (string.kind, end.kind) == ("string", "end")


@pytest.mark.parametrize(
    "text", ["'a", '"a', "`a", "/* a", "RETURN 'a\\'", "RETURN 1 \x00", "RETURN \u200bx", "RETURN '\\u0041'", "\ufeff", "", ";"]
)
def test_what_engines_could_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        check(text)


@pytest.mark.parametrize("name", ["`toUpper`", "`apoc.load.json`", "apoc.`load`", "`apoc`.load"])
@pytest.mark.parametrize("query", ["RETURN {}('x')", "MATCH (n) WHERE {} ('x') = 1 RETURN n", "RETURN [x IN [1] | {}/**/(x)] AS y"])
def test_backticks_hide_no_function(name: str, query: str) -> None:
    with pytest.raises(QueryError, match="function"):
        check(query.format(name))


@pytest.mark.parametrize(
    ("query", "told", "shown"),
    [
        ("MATCH (n)\n  SET n.x = 1", "query line 2, column 3: SET: a query only reads", ["  SET n.x = 1", "  ^"]),
        ("MATCH (n RETURN n", "query line 1, column 7: a bracket that is not closed", ["MATCH (n RETURN n", "      ^"]),
        ("MATCH (n)\r\n\tRETURN n)", "query line 2, column 10: ) closes nothing", ["\tRETURN n)", "\t        ^"]),
        ("MATCH (n)", "query line 1, column 10: a query ends with RETURN", ["MATCH (n)", "         ^"]),
        ("SHOW INDEXES", "query line 1, column 1: SHOW is not taken: `volteface cypher --schema`", ["SHOW INDEXES", "^"]),
        ("RETURN apoc.x(1)", "query line 1, column 13: the function apoc.x", ["RETURN apoc.x(1)", "            ^"]),
        ("MATCH (a) RETURN a HAVING a.x", "query line 1, column 20: HAVING is not taken", None),
    ],
)
def test_an_error_shows_the_place(query: str, told: str, shown: list[str] | None) -> None:
    with pytest.raises(QueryError) as error:
        check(query)
    assert str(error.value).startswith(told)
    assert shown is None or error.value.shown == shown
