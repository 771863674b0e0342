"""What a Neo4j server or its driver complains of, as one line that a user can act on."""

from __future__ import annotations

from ..errors import DataError

USER = ("VOLTEFACE_NEO4J_USER", "NEO4J_USERNAME")
PASSWORD = ("VOLTEFACE_NEO4J_PASSWORD", "NEO4J_PASSWORD")
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
SET_PASSWORD = f"set {PASSWORD[0]}, or {PASSWORD[1]}"
LONGEST = 300

# By the server's code (Neo4j status codes, 5.26) or a part of it, the first that fits; `{…}` of `complaint` filled in.
CODES = (
    ("Security.AuthenticationRateLimit", "too many wrong passwords: it refuses even the right one for some seconds (wait, and try again)"),
    ("Security.CredentialsExpired", "the password of {user} has expired (change it in Neo4j Browser or cypher-shell, then try again)"),
    ("Security.Forbidden", "{user} may not do this: {said}"),
    ("Security", "wrong user or password, tried as {user} ({password}; --user NAME)"),
    ("Database.DatabaseNotFound", "no database {database} ({databases})"),
    ("Database.DatabaseUnavailable", "database {database} is not available just now: {said}"),
    ("NotALeader", "this member of the cluster takes no writes (valid: its leader, or a neo4j:// URI, which finds it)"),
    ("ReadOnly", "database {database} is read-only here (valid: its primary, or a neo4j:// URI, which finds it)"),
    ("Statement.AccessMode", "the query writes, and only reading is allowed here"),
    ("TransactionTimedOut", "it took longer than the time-out{timeout} and was stopped (give it more time, or ask for less)"),
    ("LockClientStopped", "it was stopped by the server"),
    ("Transaction.Terminated", "it was stopped by the server"),
    ("OutOfMemory", "the server has not enough memory for this (ask for less, or raise dbms.memory.transaction.total.max there)"),
    ("StackOverFlow", "the query is too deeply nested for the server"),
    ("ConstraintCreationFailed", "what the database holds already violates a constraint that push needs: {said}"),
    ("ConstraintValidationFailed", "what the database holds already is in the way: {said}"),
    ("IndexAlreadyExists", "an index of the database stands where push needs a constraint (drop it first): {said}"),
)
# By words of the driver's own errors, which have no code: itself, its cause, or what made that.
WORDS = (
    ("resolve address", "no such host"),
    ("servname not supported", "no such port (valid: 1 to 65535)"),
    ("port out of range", "no such port (valid: 1 to 65535)"),
    ("certificate", "its certificate is not trusted ({schemes_certificate})"),
    ("encrypted connection", "it speaks no TLS here (valid: {plain}, where it has none)"),
    ("looks like HTTP", "this is an HTTP port, and Bolt is needed (usual: 7687)"),
    ("handshake", "something answers there, but not with Bolt (usual port: 7687; where the server wants TLS: {secure})"),
    ("connection refused", "nothing answers there (is Neo4j running, and is it its Bolt port? usual: 7687)"),
    ("timed out", "no answer in time (is Neo4j running, and does a firewall let us through?)"),
    ("timeout", "no answer in time (is Neo4j running, and does a firewall let us through?)"),
    ("unreachable", "no way there: the network is unreachable"),
)


def complaint(
    error: BaseException,
    address: str = "Neo4j",
    user: str = "neo4j",
    database: str = "neo4j",
    databases: str = "",
    timeout: float | None = None,
) -> DataError:
    """One line for any error of the driver or the server; never with a password in it.

    `databases`: what else may be said of the valid ones; `timeout`: the seconds that were allowed.
    """
    code = getattr(error, "code", None) or ""
    said = told(error)
    scheme, _, rest = address.partition("://")
    filling = {
        "user": repr(user),
        "database": repr(database),
        "databases": databases or "--database NAME; usual: neo4j",
        "password": SET_PASSWORD,
        "said": said,
        "timeout": "" if timeout is None else f" of {timeout:g} s",
        "plain": f"{scheme.split('+')[0]}://{rest}",
        "secure": f"{scheme.split('+')[0]}+s://{rest}",
        "schemes_certificate": f"valid where you trust it all the same: {scheme.split('+')[0]}+ssc://{rest}",
    }
    text = next((text for part, text in CODES if part in code), "{said}") if code else without_code(error)
    return DataError(f"{address}: {shortened(text.format(**filling))}")


def without_code(error: BaseException) -> str:
    """The same of an error that is the driver's own, to be filled in."""
    import neo4j.exceptions as errors

    words = " ".join(str(one) for one in causes(error)).lower()
    for part, text in WORDS:
        if part.lower() in words:
            return text
    if isinstance(error, errors.IncompleteCommit):
        return "the connection broke off while it stored a batch"
    if isinstance(error, errors.WriteServiceUnavailable):
        return "no member of the cluster takes writes just now"
    if isinstance(error, errors.ServiceUnavailable | errors.SessionExpired | OSError):
        return "the server has gone"
    return "{said}"


def causes(error: BaseException) -> list[BaseException]:
    """An error, what it was raised from, and so on; also what a group of errors holds."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < 20:
        one = waiting.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, *(one.exceptions if isinstance(one, BaseExceptionGroup) else ())]
    return found


def told(error: BaseException) -> str:
    """The server's own words, without its codes; of a syntax error the first line (the rest repeats the query)."""
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return (message.strip() or type(error).__name__).splitlines()[0]


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def out_of_memory(error: BaseException) -> bool:
    """Whether the server had not enough memory: the driver would try that again for half a minute."""
    return "OutOfMemory" in (getattr(error, "code", None) or "")


def driver_errors(*more: type[BaseException]) -> tuple[type[BaseException], ...]:
    """What the driver raises, for an `except`: its own errors, those that the server sent, and these."""
    from neo4j.exceptions import DriverError, Neo4jError

    return (DriverError, Neo4jError, *more)
