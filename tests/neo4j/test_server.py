"""What is asked of a server, and how each failure reads: one line, soon, without a password."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from volteface.graph.cypher.complaints import complaint
from volteface.graph.cypher.server import checked, connect, credentials
from volteface.graph.errors import DataError, UsageError

WITHIN = 10  # seconds
COUNTING = "UNWIND range(1, 1000000000) AS i WITH i, rand() AS r RETURN sum(r)"
HOARDING = "UNWIND range(1, 1000000000) AS i RETURN collect(i + 1)"


def line(attempt: Callable[[], object]) -> str:
    """The one line with which an attempt fails, within the time that is allowed."""
    began = time.monotonic()
    with pytest.raises(DataError) as raised:
        attempt()
    assert time.monotonic() - began < WITHIN
    said = str(raised.value)
    assert "\n" not in said
    assert len(said) < 500
    return said


@contextmanager
def answering(answer: bytes | None) -> Iterator[int]:
    """A port that answers so and hangs up; with None it refuses every connection."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
        if answer is None:
            yield port
            return
        listener.listen()
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                try:
                    one, _ = listener.accept()
                except OSError:
                    return
                with one:
                    one.recv(64)
                    one.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield port
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_rows_come_back_under_either_scheme(neo4j: Any, scheme: str) -> None:
    with connect(neo4j.uri.replace("bolt", scheme), "neo4j", neo4j.user, neo4j.password) as server:
        assert server.rows("UNWIND $given AS x RETURN x, -x", given=[1, 2]) == [[1, -1], [2, -2]]
        with server.read("UNWIND range(1, 5) AS i RETURN i", fetch_size=2) as result:
            assert [row["i"] for row in result] == [1, 2, 3, 4, 5]


@pytest.mark.neo4j
def test_what_is_written_is_proved(neo4j: Any) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:
        assert server.write("UNWIND $names AS name CREATE (:A {name: name})", names=["x", "y"]).counters.nodes_created == 2
        assert server.rows("MATCH (a:A) RETURN count(a)") == [[2]]


@pytest.mark.neo4j
def test_warnings_of_the_server_are_there_for_whoever_asks_and_printed_for_nobody(neo4j: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:
        with server.read("MATCH (n:Nowhere) RETURN n", notifications=True) as result:
            remarks = [status.status_description for status in result.consume().gql_status_objects]
        with server.read("MATCH (n:Nowhere) RETURN n") as result:
            silent = [status.status_description for status in result.consume().gql_status_objects]
    assert [text for text in remarks if "Nowhere" in text]
    assert not [text for text in silent if "Nowhere" in text]
    assert capfd.readouterr() == ("", "")


@pytest.mark.neo4j
@pytest.mark.parametrize("query", ["CREATE (:A)", "CREATE CONSTRAINT c FOR (a:A) REQUIRE a.x IS UNIQUE", "MATCH (n) DETACH DELETE n"])
def test_a_read_writes_nothing(neo4j: Any, query: str) -> None:
    neo4j.query("CREATE (:Kept)")
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:

        def attempt() -> None:
            with server.read(query) as result:
                result.consume()

        assert "only reading is allowed here" in line(attempt)
        assert "only reading is allowed here" in line(lambda: server.rows(query))
    assert neo4j.query("MATCH (n) RETURN labels(n) AS labels") == [{"labels": ["Kept"]}]
    assert neo4j.query("SHOW CONSTRAINTS") == []


@pytest.mark.neo4j
def test_the_wrong_password_names_the_variables_and_no_password(neo4j: Any) -> None:
    said = line(lambda: connect(neo4j.uri, "neo4j", neo4j.user, "not-the-password"))
    assert "wrong user or password" in said
    assert "VOLTEFACE_NEO4J_PASSWORD" in said
    assert "not-the-password" not in said
    connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password).close()  # so that the server forgets it


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there_names_those_that_are(neo4j: Any, scheme: str) -> None:
    said = line(lambda: connect(neo4j.uri.replace("bolt", scheme), "nosuch", neo4j.user, neo4j.password))
    assert said.endswith("no database 'nosuch' (valid: neo4j)")


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_tls_where_there_is_none_is_said_to_be_that(neo4j: Any, scheme: str) -> None:
    assert "speaks no TLS" in line(lambda: connect(neo4j.uri.replace("bolt", scheme), "neo4j", neo4j.user, neo4j.password))


@pytest.mark.neo4j
def test_a_time_out_stops_a_query(neo4j: Any) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:

        def attempt() -> None:
            with server.read(COUNTING, timeout=0.5) as result:
                result.consume()

        assert "longer than the time-out of 0.5 s" in line(attempt)
        assert "longer than the time-out of 0.5 s" in line(lambda: server.rows(COUNTING, timeout=0.5))


@pytest.mark.neo4j
def test_a_server_out_of_memory_is_not_asked_again(neo4j: Any) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:
        assert "not enough memory" in line(lambda: server.rows(HOARDING))
        assert "not enough memory" in line(lambda: server.write(HOARDING))


@pytest.mark.neo4j
def test_a_mistake_in_a_query_is_told_in_one_line_with_its_cause(neo4j: Any) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server:
        said = line(lambda: server.rows("MATCH (n RETURN n"))
        assert "Invalid input 'RETURN'" in said
        with pytest.raises(DataError) as raised, server.read("MATCH (n RETURN n") as result:
            result.consume()
        assert type(raised.value.__cause__).__name__ == "CypherSyntaxError"


@pytest.mark.neo4j
def test_an_error_of_the_caller_stays_what_it_is(neo4j: Any) -> None:
    with connect(neo4j.uri, "neo4j", neo4j.user, neo4j.password) as server, pytest.raises(BrokenPipeError), server.read("RETURN 1"):
        raise BrokenPipeError


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "nothing answers there"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "an HTTP port"),
        (b"", "not with Bolt"),
    ],
)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_what_is_no_neo4j_is_said_to_be_none(scheme: str, answer: bytes | None, words: str) -> None:
    with answering(answer) as port:
        said = line(lambda: connect(f"{scheme}://127.0.0.1:{port}", password="secret-word"))
    assert words in said
    assert said.startswith(f"{scheme}://127.0.0.1:{port}: ")
    assert "secret-word" not in said


def test_a_host_that_does_not_exist() -> None:
    assert line(lambda: connect("bolt://no.such.host.invalid")).endswith(": no such host")


@pytest.mark.parametrize(
    "uri",
    [
        *("", "localhost", "localhost:7687", "http://localhost:7474", "https://localhost", "ftp://localhost", "BOLT ://x"),
        *("bolt://", "bolt://:7687", "bolt://localhost:port", "bolt://localhost:0", "bolt://localhost:65536", "bolt://a b"),
        *("neo4j://localhost/movies", "bolt://localhost?a=b", "neo4j://user:pass-word@localhost", "bolt+s://pass-word@localhost:7687"),
    ],
)
def test_a_uri_that_is_none_is_refused_without_echoing_a_password(uri: str) -> None:
    with pytest.raises(UsageError) as raised:
        connect(uri)
    assert "valid: " in str(raised.value) or "--database" in str(raised.value)
    assert "pass-word" not in str(raised.value)


@pytest.mark.parametrize("uri", ["neo4j://localhost", "bolt+ssc://[::1]:7687", "neo4j+s://a1b2.databases.neo4j.io"])
def test_a_good_uri_is_its_own_address(uri: str) -> None:
    assert checked(uri) == uri


def test_a_routing_context_may_follow_a_neo4j_uri() -> None:
    assert checked("neo4j://host:7687?policy=near") == "neo4j://host:7687"


class ServerError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Neo.ClientError.Cluster.NotALeader", "takes no writes"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "is read-only here"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "is read-only here"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords"),
        ("Neo.ClientError.Security.CredentialsExpired", "has expired"),
        ("Neo.ClientError.Security.Forbidden", "may not do this: no {way}"),
        ("Neo.TransientError.General.OutOfMemoryError", "not enough memory"),
        ("Neo.TransientError.Database.DatabaseUnavailable", "not available just now"),
        ("Neo.ClientError.Schema.ConstraintCreationFailed", "already violates a constraint"),
        ("Neo.ClientError.Something.New", "no {way}"),
    ],
)
def test_codes_of_the_server_become_words(code: str, words: str) -> None:
    said = str(complaint(ServerError(code, "no {way}\nand more"), "bolt://h", "me", "here"))
    assert words in said
    assert re.fullmatch(r"bolt://h: [^\n]+", said)
    assert "and more" not in said


def test_an_error_without_words_is_called_by_its_name() -> None:
    assert str(complaint(ServerError("Neo.ClientError.Something.New", " \n"), "bolt://h")) == "bolt://h: ServerError"


def test_credentials_come_from_the_environment_ours_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VOLTEFACE_NEO4J_USER", "VOLTEFACE_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match="VOLTEFACE_NEO4J_PASSWORD"):
        credentials()
    assert credentials(ask=lambda prompt: f"<{prompt}>") == ("neo4j", "<Password of neo4j>")
    monkeypatch.setenv("NEO4J_USERNAME", "aura")
    monkeypatch.setenv("NEO4J_PASSWORD", "b")
    assert credentials() == ("aura", "b")
    monkeypatch.setenv("VOLTEFACE_NEO4J_USER", "ours")
    monkeypatch.setenv("VOLTEFACE_NEO4J_PASSWORD", "")
    assert credentials() == ("ours", "")
    assert credentials("given", ask=lambda prompt: "never asked") == ("given", "")
