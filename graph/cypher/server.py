"""A Neo4j server: one driver for everything that is asked of it, and every failure as one line within seconds."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from ..errors import DataError, UsageError
from .complaints import PASSWORD, SCHEMES, SET_PASSWORD, USER, complaint, driver_errors, out_of_memory

if TYPE_CHECKING:
    import neo4j

DATABASE = "neo4j"
# Seconds until a connection is given up, until one is to be had from the pool, and for which a failed transaction is tried again:
# so that every failure is told within ten.
CONNECT, ACQUIRE, RETRY = 5.0, 8.0, 5.0
AGENT = "volteface"


class Server:
    """An open connection to a database of a server. Use `connect`; `close` it, or use it as a context.

    `address` is the URI without anything secret, for messages.
    """

    def __init__(self, driver: neo4j.Driver, address: str, database: str, user: str) -> None:
        self.driver = driver
        self.address = address
        self.database = database
        self.user = user

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.driver.close()

    @contextmanager
    def read(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        notifications: bool = False,
        fetch_size: int = 1000,
    ) -> Iterator[neo4j.Result]:
        """The result of a query in a READ session, to be iterated in the `with`: so many rows at a time come over the network.

        `timeout` in seconds is for the whole transaction; with `notifications` the result's summary has the server's warnings
        (`gql_status_objects`). Raises DataError in one line, whose `__cause__` is the driver's error: also for what fails in
        the `with` itself. A query that would write is refused by the server.
        """
        import neo4j

        severity = "WARNING" if notifications else "OFF"
        with (
            self.complaining(timeout),
            self.driver.session(
                database=self.database,
                default_access_mode=neo4j.READ_ACCESS,
                fetch_size=fetch_size,
                notifications_min_severity=cast(Any, severity),
            ) as session,
            session.begin_transaction(timeout=timeout) as transaction,
        ):
            yield transaction.run(query, dict(parameters or {}))

    def rows(self, query: str, timeout: float | None = None, **parameters: Any) -> list[list[Any]]:
        """The rows of a query that only reads, each as its values, in a managed transaction (tried again where that may help)."""
        import neo4j

        @neo4j.unit_of_work(timeout=timeout)
        def work(transaction: neo4j.ManagedTransaction) -> list[list[Any]]:
            with self.never_again():
                return transaction.run(query, parameters).values()

        with self.complaining(timeout), self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, query: str, **parameters: Any) -> neo4j.ResultSummary:
        """Runs a query that writes in a managed transaction of a session of its own; returns only when it is known to be stored.

        A server that is stopped in the middle of a transaction lets the commit end as if all were well, with nothing stored: the
        bookmark, which only a commit gives, is then missing. A session that was used before would still have its old one.
        """

        def work(transaction: neo4j.ManagedTransaction) -> neo4j.ResultSummary:
            with self.never_again():
                return transaction.run(query, parameters).consume()

        with self.complaining(), self.driver.session(database=self.database) as session:
            summary = session.execute_write(work)
            if not session.last_bookmarks().raw_values:
                raise DataError(f"{self.address}: the server was stopped while it stored a batch, which is lost")
            return summary

    @contextmanager
    def never_again(self) -> Iterator[None]:
        """Keeps the driver from trying again what cannot go better the next time."""
        try:
            yield
        except driver_errors() as error:
            if out_of_memory(error):
                raise self.complaint(error) from error
            raise

    @contextmanager
    def complaining(self, timeout: float | None = None) -> Iterator[None]:
        """What the driver raises becomes a DataError of one line."""
        try:
            yield
        except driver_errors() as error:
            raise self.complaint(error, timeout) from error

    def complaint(self, error: BaseException, timeout: float | None = None) -> DataError:
        """One line for an error of the driver or the server."""
        databases = ""
        if "DatabaseNotFound" in (getattr(error, "code", None) or ""):
            databases = self.databases()
        return complaint(error, self.address, self.user, self.database, databases, timeout)

    def databases(self) -> str:
        """The databases that there are, for a message; empty where this user may not know."""
        import neo4j

        try:
            with self.driver.session(database="system", default_access_mode=neo4j.READ_ACCESS) as session:
                names = session.run("SHOW DATABASES YIELD name WHERE name <> 'system' RETURN DISTINCT name ORDER BY name").value()
        except driver_errors():
            return ""
        return f"valid: {', '.join(names)}" if names else ""


def connect(uri: str, database: str = DATABASE, user: str = "neo4j", password: str = "") -> Server:
    """Connects, and makes sure that the database answers: a Server to use in a `with`. An empty password is no authentication.

    Raises UsageError for a URI that is none, DataError in one line within ten seconds where the server or the database is not to
    be had.
    """
    import neo4j

    address = checked(uri)
    # The driver logs what it raises, and what servers remark on queries; without a handler Python would print that.
    if not (log := logging.getLogger("neo4j")).handlers:
        log.addHandler(logging.NullHandler())
    try:
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password) if password else None,
            user_agent=AGENT,
            telemetry_disabled=True,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
            connection_timeout=CONNECT,
            connection_acquisition_timeout=ACQUIRE,
            max_transaction_retry_time=RETRY,
        )
    except driver_errors(OSError, ValueError) as error:
        raise complaint(error, address, user, database) from error
    server = Server(driver, address, database or DATABASE, user)
    try:
        with server.read("RETURN 1") as result:
            result.consume()
    except (OSError, ValueError) as error:  # addresses and sockets, now and then
        driver.close()
        raise server.complaint(error) from error
    except BaseException:
        driver.close()
        raise
    return server


def checked(uri: str) -> str:
    """The URI for messages: scheme, host and port. Raises UsageError where it is none, or has what belongs elsewhere in it."""
    scheme, separator, rest = uri.partition("://")
    if "@" in uri:
        raise UsageError(
            f"the URI has a user or a password in it, which others can see (valid: neo4j://HOST:7687, with --user; {SET_PASSWORD})"
        )
    example = "valid: neo4j://localhost:7687, bolt://localhost:7687, neo4j+s://HOST"
    if separator and scheme.lower() in ("http", "https"):
        raise UsageError(f"URI {uri!r}: {scheme} is for browsers, the Bolt protocol is needed ({example})")
    if not separator or scheme not in SCHEMES:
        raise UsageError(f"URI {uri!r}: no Neo4j scheme (valid: {', '.join(SCHEMES)}; usual: neo4j://localhost:7687)")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not host or host.startswith(":") or not re.fullmatch(r"[^\s\x00-\x1f]+", host):
        raise UsageError(f"URI {uri!r}: no host ({example})")
    port = re.search(r":([^:\]]*)$", host)
    if port and port[1] and not (port[1].isascii() and port[1].isdigit() and 0 < int(port[1][:6]) < 65536):
        raise UsageError(f"URI {uri!r}: no such port {port[1]!r} (valid: 1 to 65535; usual: 7687)")
    if rest != host and not (scheme.startswith("neo4j") and rest.startswith(f"{host}?")):
        raise UsageError(f"URI {uri!r}: nothing may follow the port (the database: --database NAME)")
    return f"{scheme}://{host}"


def credentials(user: str | None = None, password: str | None = None, ask: Callable[[str], str] | None = None) -> tuple[str, str]:
    """User and password: VOLTEFACE_NEO4J_USER and …_PASSWORD, else NEO4J_USERNAME and NEO4J_PASSWORD, which Aura hands out.

    What is given comes first; `ask` is called for a password that no variable has. Raises UsageError where there is no way to one.
    A password that is empty means a server without authentication.
    """
    name = user or next(filter(None, map(os.environ.get, USER)), "neo4j")
    if password is None:
        password = next((os.environ[variable] for variable in PASSWORD if variable in os.environ), None)
    if password is None and ask is not None:
        password = ask(f"Password of {name}")
    if password is None:
        raise UsageError(f"no password for Neo4j ({SET_PASSWORD}; empty where the server asks for none)")
    return name, password
