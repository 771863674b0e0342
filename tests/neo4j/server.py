"""A real Neo4j for the tests: one that is named, one in Docker, or one made of Maven artifacts (docs/neo4j.md, "In the tests").

Loaded by tests/conftest.py, and by benchmarks/neo4j.py. What is started here listens on the loopback only, keeps its data in a
temporary folder, has a password of its own, and dies with the process that started it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
# Git ignores it; hidden, so that no copy of the tree takes it along.
JARS = HERE.parents[1] / ".neo4j"
NAMED = "VOLTEFACE_TEST_NEO4J"
IMAGE = "neo4j:5.26-community"
STARTS = 120  # seconds: with Maven's jars 6 are usual
MAIN = "org.neo4j.server.CommunityEntryPoint"
JAVA = [
    *("java", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"),
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")),
    *("-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8"),
]
SETTINGS = """
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.directories.import=import
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
db.tx_log.rotation.size=32m
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
dbms.security.auth_enabled=true
"""
# The process dies with its parent (PR_SET_PDEATHSIG is 1, SIGKILL 9), whatever ends that; on Linux only.
BOUND = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execvp(sys.argv[2], sys.argv[2:])
"""


class Unavailable(Exception):
    """No Neo4j can be had here, and why."""


class Running:
    """A server that answers: where, and who may ask. `process` is None where it is not one that we started from jars."""

    def __init__(self, uri: str, user: str, password: str, starter: Callable[[], subprocess.Popen[bytes]] | None = None) -> None:
        self.uri = uri
        self.user = user
        self.password = password
        self.starter = starter
        self.process: subprocess.Popen[bytes] | None = None
        self._driver: Any = None

    def start(self, log: Path | None = None) -> None:
        """Starts what was stopped, on the same data and port."""
        assert self.starter is not None
        self.process = self.starter()
        wait(self, log)

    @property
    def driver(self) -> Any:
        """A driver for the tests' own questions."""
        if self._driver is None:
            import neo4j

            self._driver = neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password), notifications_min_severity="OFF")
        return self._driver

    def query(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Runs a query in a transaction of its own: the rows."""
        with self.driver.session(database="neo4j") as session:
            return [dict(row) for row in session.run(query, parameters)]

    def empty(self) -> None:
        """Drops everything: nodes, relationships, constraints and our indexes."""
        for one, every in (("r", "()-[r]->()"), ("n", "(n)")):
            self.query(f"MATCH {every} CALL {{ WITH {one} DELETE {one} }} IN TRANSACTIONS OF 10000 ROWS")
        for row in self.query("SHOW CONSTRAINTS YIELD name"):
            self.query(f"DROP CONSTRAINT `{row['name']}`")
        for row in self.query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            self.query(f"DROP INDEX `{row['name']}`")

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None


@contextmanager
def running(heap: str = "512m") -> Iterator[Running]:
    """The first Neo4j that can be had: named by VOLTEFACE_TEST_NEO4J, in Docker, from Maven. Raises Unavailable."""
    source = named() if os.environ.get(NAMED) else in_docker() if docker_answers() else from_maven(heap)
    with source as server:
        try:
            yield server
        finally:
            server.close()


@contextmanager
def own(heap: str = "512m") -> Iterator[Running]:
    """A server that nobody else uses, of Maven's jars, so that a test may stop it and start it again. Raises Unavailable."""
    with from_maven(heap) as server:
        try:
            yield server
        finally:
            server.close()


@contextmanager
def named() -> Iterator[Running]:
    """The server of VOLTEFACE_TEST_NEO4J, with the user and password that the program would take. It must be empty: tests empty it."""
    user = os.environ.get("VOLTEFACE_NEO4J_USER") or os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("VOLTEFACE_NEO4J_PASSWORD") or os.environ.get("NEO4J_PASSWORD") or ""
    server = Running(os.environ[NAMED], user, password)
    held = server.query("MATCH (n) RETURN count(n) AS nodes")[0]["nodes"]
    if held:
        raise RuntimeError(f"{NAMED}={server.uri}: the tests would empty it, and it holds {held} nodes (name an empty one)")
    yield server
    server.empty()


def docker_answers() -> bool:
    """Whether there is a Docker with a daemon."""
    program = shutil.which("docker")
    if program is None:
        return False
    try:
        return subprocess.run([program, "info"], capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextmanager
def in_docker() -> Iterator[Running]:
    """A container of the Community edition by testcontainers, which takes it away in the end."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # testcontainers' own, about itself
        from testcontainers.core.container import DockerContainer

    password = secrets.token_urlsafe(16)
    container = DockerContainer(IMAGE).with_env("NEO4J_AUTH", f"neo4j/{password}").with_exposed_ports(7687)
    with container:
        server = Running(f"bolt://{container.get_container_host_ip()}:{container.get_exposed_port(7687)}", "neo4j", password)
        wait(server)
        yield server


@contextmanager
def from_maven(heap: str = "512m") -> Iterator[Running]:
    """A server from the jars of pom.xml, with so much memory."""
    lib = jars()
    with TemporaryDirectory(prefix="volteface-neo4j-") as folder:
        home, port, password = Path(folder), free_port(), secrets.token_urlsafe(16)
        for name in ("conf", "data/dbms", "import", "logs"):
            (home / name).mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port), encoding="utf-8")
        (home / "data" / "dbms" / "auth.ini").write_text(credentials("neo4j", password), encoding="utf-8")
        java = [*JAVA, f"-Xmx{heap}", "-cp", f"{lib}/*", MAIN, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        log = home / "logs" / "console.log"

        def start() -> subprocess.Popen[bytes]:
            with log.open("ab") as out:
                return subprocess.Popen(
                    [sys.executable, "-c", BOUND, str(os.getpid()), *java],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
                )

        server = Running(f"bolt://127.0.0.1:{port}", "neo4j", password, start)
        try:
            server.start(log)
            yield server
        finally:
            if server.process is not None:
                server.process.kill()  # nobody wants its data any more
                server.process.wait()


def jars() -> Path:
    """The folder of the server's jars; Maven fetches them the first time (122 MiB). Raises Unavailable."""
    pom = HERE / "pom.xml"
    lib = JARS / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    if shutil.which("java") is None:
        raise Unavailable(f"no Neo4j: {NAMED} is not set, no Docker answers, and there is no java on the path")
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"no Neo4j: {NAMED} is not set, no Docker answers, and there is no mvn on the path")
    JARS.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=JARS) as folder:
        command = [maven, "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}/lib"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            last = (run.stdout.strip() or run.stderr.strip() or "no message").splitlines()[0]
            raise Unavailable(f"no Neo4j: Maven could not fetch its jars: {last}")
        if not lib.is_dir():  # another run may have been quicker
            Path(folder, "lib").rename(lib)
    return lib


def credentials(user: str, password: str) -> str:
    """A line of auth.ini: the first password, which the server reads when it starts the first time."""
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(1023):
        digest = hashlib.sha256(digest).digest()
    return f"{user}:SHA-256,{digest.hex()},{salt.hex()},1024:\n"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait(server: Running, log: Path | None = None) -> None:
    """Until it answers; raises RuntimeError with the end of its log where it does not."""
    import neo4j

    until = time.monotonic() + STARTS
    while True:
        ended = server.process is not None and server.process.poll() is not None
        try:
            if not ended:
                server.query("RETURN 1")
                return
        except neo4j.exceptions.DriverError:
            pass
        except neo4j.exceptions.Neo4jError as error:
            if not error.is_retryable():
                raise
        if ended or time.monotonic() > until:
            told = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log else ""
            raise RuntimeError(f"Neo4j did not start at {server.uri}: {told}")
        time.sleep(0.2)
