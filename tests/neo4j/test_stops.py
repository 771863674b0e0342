"""A push that is killed, and a server that is stopped in the middle of one: nothing is said to be stored that is not, nothing is lost."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from volteface import Graph

pytestmark = [pytest.mark.neo4j, pytest.mark.program]

NUMBER = 6000
COUNTED = "MATCH ()-[r]->() WHERE type(r) <> 'READ_IN' RETURN count(r) AS n, count(DISTINCT r.id) AS different"
STATEMENTS = "MATCH (s:Statement) RETURN count(s) AS n, count(DISTINCT s.id) AS different"


def pushing(graph: Path, uri: str) -> subprocess.Popen[str]:
    """A push in a process of its own."""
    command = [sys.executable, "-m", "volteface", "-g", str(graph), "push", uri]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=graph.parent)


def begun(server: Any, query: str, process: subprocess.Popen[str]) -> None:
    """Waits until something of it is stored."""
    until = time.monotonic() + 60
    while not server.query(query)[0]["n"]:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, "nothing was stored in a minute"
        time.sleep(0.01)


def whole(server: Any, graph: Path, fingerprint: Callable[[Path], str]) -> None:
    """Pushes again: then all is there once, and comes back equal."""
    pushed = Graph.open(graph).push(server.uri)
    assert pushed.relationships.created + pushed.relationships.unchanged == NUMBER
    assert pushed.relationships.unchanged > 0
    for query in (COUNTED, STATEMENTS):
        assert server.query(query) == [{"n": NUMBER, "different": NUMBER}]
    back = graph.with_name("back.duckdb")
    Graph.open(back).pull(server.uri)
    assert fingerprint(back) == fingerprint(graph)


@pytest.mark.parametrize("query", [COUNTED, STATEMENTS], ids=["relationships", "statement nodes"])
def test_a_killed_push_is_completed_by_the_next(
    neo4j: Any, generated: Callable[[str, int], Path], fingerprint: Callable[[Path], str], query: str
) -> None:
    graph = generated("graph.duckdb", NUMBER)
    process = pushing(graph, neo4j.uri)
    begun(neo4j, query, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert neo4j.query(STATEMENTS)[0]["n"] < NUMBER, "it was too quick: nothing was left to do"
    whole(neo4j, graph, fingerprint)


def test_a_server_that_is_stopped_in_the_middle_holds_what_was_said(
    own_neo4j: Any, generated: Callable[[str, int], Path], fingerprint: Callable[[Path], str]
) -> None:
    graph = generated("graph.duckdb", NUMBER)
    process = pushing(graph, own_neo4j.uri)
    begun(own_neo4j, COUNTED, process)
    own_neo4j.close()
    own_neo4j.process.terminate()
    began = time.monotonic()
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - began < 30
    assert (process.returncode, out) == (1, "")
    assert err.count("\n") == 1
    said = re.search(rf"known to be stored: 60 of 60 actors, 100 of 100 documents, (\d+) of {NUMBER} relationships, (\d+) of", err)
    assert said, err
    own_neo4j.process.wait()
    own_neo4j.start()
    for claimed, query in zip(said.groups(), (COUNTED, STATEMENTS), strict=True):
        assert int(claimed) <= own_neo4j.query(query)[0]["n"] < NUMBER
    whole(own_neo4j, graph, fingerprint)
