"""The reader that asks a language model, against a server of our own that answers well, badly, slowly and not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, IgnoreRecord, SkipRecord, UsageError
from volteface.graph.model import Document, Statement
from volteface.graph.store import open_store
from volteface.loaders import llm
from volteface.loaders.llm import LanguageModelReader
from volteface.loaders.load import load

TEXT = "Nairobi  summoned\nthe Ugandan envoy on 3 May 2019. Rwanda said nothing."
KEY = "sk-never-to-be-seen"
GOOD = {
    "source": "kenya",
    "source_kind": "state",
    "target": "Uganda",
    "target_kind": "state",
    "type": "opposes",
    "start": "2019-05-03",
    "end": None,
    "status": "asserted",
    "past": False,
    "quote": "Nairobi summoned the Ugandan envoy",
}


class Server:
    """An endpoint that answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = self.say(GOOD)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                server.keys.append(self.headers["Authorization"])
                server.answer(self)

            def log_message(self, *args: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads, self.http.block_on_close = True, False
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @staticmethod
    def body(data: bytes, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        return answer

    @classmethod
    def content(cls, content: Any) -> Callable[[BaseHTTPRequestHandler], None]:
        return cls.body(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    @classmethod
    def say(cls, *statements: Any) -> Callable[[BaseHTTPRequestHandler], None]:
        return cls.content(json.dumps({"statements": statements}))


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def reader(server: Server) -> LanguageModelReader:
    return LanguageModelReader(server.url, "stand-in", KEY, timeout=2)


def document(text: str = TEXT) -> Document:
    return Document("a.txt", text, published=PartialDate(2019, 5, 4))


def test_what_the_model_says_becomes_statements_with_verbatim_quotes(server: Server, reader: LanguageModelReader) -> None:
    (said,) = reader.read(document())
    assert isinstance(said, Statement)
    # Kenya is how the dictionaries write it, and the quote is how the text writes it.
    assert (said.source, said.target, said.type, said.start) == ("Kenya", "Uganda", "opposes", PartialDate(2019, 5, 3))
    assert said.quote == "Nairobi  summoned\nthe Ugandan envoy" == TEXT[said.char_start : said.char_end]
    assert said.rule == "llm:stand-in"
    (asked,) = server.asked
    assert asked["messages"][-1]["content"] == TEXT
    assert asked["response_format"]["json_schema"]["schema"]["properties"]["statements"]["items"]["properties"]["type"]["enum"][0] == "ally"
    assert server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"quote": "Nairobi invaded Uganda"}, "quote does not stand in the text"),
        ({"quote": " "}, "quote"),
        ({"type": "loves"}, "loves"),
        ({"source_kind": "planet"}, "planet"),
        ({"start": "last May"}, "last May"),
        ({"target": "Kenya"}, "itself"),
        ({"status": 7}, "status 7"),
        ({"source": None}, "source null"),
    ],
)
def test_what_the_text_or_the_schema_does_not_bear_out_is_refused(
    server: Server, reader: LanguageModelReader, wrong: dict[str, Any], told: str
) -> None:
    server.answer = server.say(GOOD | wrong, "nonsense", GOOD)
    refused, nonsense, good = reader.read(document())
    assert isinstance(refused, IgnoreRecord)
    assert told in refused.why
    assert isinstance(nonsense, IgnoreRecord)
    assert isinstance(good, Statement)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Server.body(b"<html>oops"), "not the JSON asked for"),
        (Server.content("Sure! Here are the statements:"), "not the JSON asked for"),
        (Server.content(None), "not the JSON asked for"),
        (Server.content('{"statements": {}}'), "not the JSON asked for"),
        (Server.body(b"[" * 100_000), "not the JSON asked for"),
        (Server.body(b"no such model", 404), "HTTP status 404"),
        (Server.body(b"{}", 500), "HTTP status 500"),
        (Server.body(b"x" * (5 * 2**20)), "MiB"),
    ],
)
def test_garbage_costs_one_document(
    server: Server, reader: LanguageModelReader, answer: Callable[[BaseHTTPRequestHandler], None], told: str
) -> None:
    server.answer = answer
    with pytest.raises(SkipRecord, match=told) as raised:
        list(reader.read(document()))
    assert raised.value.where == "a.txt"
    assert KEY not in str(raised.value)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def wait(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("slow", [drip, wait])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_answer_that_takes_too_long_is_none(server: Server, slow: Callable[[BaseHTTPRequestHandler], None]) -> None:
    server.http.handle_error = lambda *args: None  # type: ignore[method-assign]
    server.answer = slow
    with pytest.raises(SkipRecord, match=r"no answer|seconds"):
        list(LanguageModelReader(server.url, "stand-in", timeout=0.4).read(document()))


def test_an_endpoint_that_is_gone_stops_the_load_and_keeps_what_is_stored(server: Server, tmp_path: Path) -> None:
    reader = LanguageModelReader(server.url, "stand-in", timeout=2)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}")
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        assert load(store, [str(tmp_path / "0.txt")], reader=reader).statements == 1
        server.http.shutdown()
        server.http.server_close()
        with pytest.raises(DataError, match="3 documents in a row"):
            load(store, [str(tmp_path / f"{number}.txt") for number in range(6)], reader=reader)
        assert len(store.documents()) == 1


def test_long_texts_go_in_parts_and_spans_count_in_the_whole(server: Server, reader: LanguageModelReader) -> None:
    text = "\n\n".join(["Nothing happened that day. " * 40] * 20) + "\n\n" + TEXT
    server.answer = lambda handler: server.say(*[GOOD] * ("Nairobi" in server.asked[-1]["messages"][-1]["content"]))(handler)
    (said,) = reader.read(document(text))
    assert isinstance(said, Statement)
    assert text[said.char_start : said.char_end] == said.quote
    assert "".join(asked["messages"][-1]["content"] for asked in server.asked) == text
    assert len(server.asked) == 2


def test_the_key_is_not_shown(server: Server, reader: LanguageModelReader) -> None:
    assert KEY not in repr(reader)


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "VOLTEFACE_LLM_URL is not set"),
        ({"URL": "http://localhost:1/v1"}, "VOLTEFACE_LLM_MODEL is not set"),
        ({"URL": "ftp://x", "MODEL": "m"}, "no address of an endpoint"),
        ({"URL": "http://localhost:1/v1", "MODEL": "m", "TIMEOUT": "soon"}, "no number of seconds"),
        ({"URL": "http://localhost:1/v1", "MODEL": "m", "TIMEOUT": "nan"}, "no number of seconds"),
    ],
)
def test_what_is_missing_in_the_environment_is_named(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], told: str) -> None:
    for name in ("URL", "MODEL", "KEY", "TIMEOUT"):
        monkeypatch.delenv(f"VOLTEFACE_LLM_{name}", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"VOLTEFACE_LLM_{name}", value)
    with pytest.raises(UsageError, match=told):
        llm.reader()
