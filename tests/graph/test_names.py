from __future__ import annotations

import pytest

from volteface.graph.errors import UsageError
from volteface.graph.model import Actor
from volteface.graph.names import resolve

ACTORS = (
    Actor("Turkey", "state", "TUR", ("Türkiye", "Ankara")),
    Actor("Georgia", "state", "GEO"),
    Actor("Georgia", "territory"),
    Actor("Recep Tayyip Erdoğan", "leader", None, ("Erdogan",)),
    Actor("Ally One", "organization", None, ("Twin",)),
    Actor("Ally Two", "organization", None, ("Twin",)),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("turkey", 0),
        ("TURKIYE", 0),
        ("tur", 0),
        ("the Turkey", 0),
        ("georgia", 1),
        ("territory:Georgia", 2),
        ("erdogan", 3),
        ("recep tayyip erdogan", 3),
    ],
)
def test_a_name_in_any_form(text: str, place: int) -> None:
    assert resolve(text, ACTORS) == place


def test_an_unknown_name_is_answered_with_the_closest() -> None:
    with pytest.raises(UsageError, match=r"'Turky': not in this graph \(closest: Turkey"):
        resolve("Turky", ACTORS)


def test_a_name_that_fits_several_says_which() -> None:
    with pytest.raises(UsageError, match=r"valid: organization:Ally One, organization:Ally Two"):
        resolve("Twin", ACTORS)
