"""When and where a document says it was published, and its title: front matter, header lines, dateline, footer, file name, URL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..graph.dates import PartialDate
from .reading.date_clock import partial


@dataclass(frozen=True, slots=True)
class Publication:
    """What the document says of itself; None where it does not."""

    published: PartialDate | None
    title: str | None
    outlet: str | None


def front_matter(text: str) -> tuple[dict[str, str], int]:
    return {}, 0


def publication(text: str, name: str, metadata: Mapping[str, str] | None = None, title: str | None = None) -> Publication:
    return Publication(None, title, None)
