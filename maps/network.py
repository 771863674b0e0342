"""pyvis's Network with a page of our own: one file, nothing fetched, text as text, scripts and styles named by hash."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pyvis.network import Network

SHAPES = {
    "state": "dot",
    "leader": "triangle",
    "outlet": "square",
    "corridor": "hexagon",
    "organization": "diamond",
    "person": "triangleDown",
    "territory": "star",
}
# In the order in which they stand in the page's one script of ours.
SCRIPTS = (
    "facts.js",
    "window.js",
    "style.js",
    "canvas.js",
    "labels.js",
    "timeline.js",
    "evidence.js",
    "table.js",
    "search.js",
    "filters.js",
    "picture.js",
    "open.js",
)
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


class RelationshipMap(Network):  # type: ignore[misc]  # pyvis carries no types
    """A map of actors and lines. `facts` is what the page's script reads besides `nodes` and `edges`.

    vis-network's style sheet is left out: it styles buttons, pop-ups and editors that this page does not use.
    """

    def __init__(self, title: str) -> None:
        super().__init__(directed=True, heading=title)
        self.facts: dict[str, Any] = {}

    def add_actor(self, number: int, name: str, kind: str, size: float, place: tuple[float, float], **more: Any) -> None:
        """One actor at its place (pixels); `size` is the radius of its shape."""
        self.add_node(number, label=name, shape=SHAPES[kind], kind=kind, size=size, x=place[0], y=place[1], **more)

    def add_line(self, number: int, a: int, b: int, sign: int, statements: tuple[int, ...]) -> None:
        """One line between two actors that were added; `statements` are numbers in `facts["statements"]`."""
        self.add_edge(a, b, id=number, sign=sign, statements=list(statements), arrows="")

    def generate_html(self, name: str = "map.html", local: bool = True, notebook: bool = False) -> str:
        """The page. The parameters are pyvis's own and change nothing: the page never needs a file beside it."""
        style, vis, script = _asset("map.css"), _vis(), _script()
        data = {**self.facts, "title": self.heading, "actors": self.nodes, "lines": self.edges}
        page = Environment(autoescape=True, keep_trailing_newline=True).from_string(_asset("page.html"))
        self.html = page.render(
            title=self.heading,
            policy=policy([vis, script], [style]),
            style=style,
            vis=vis,
            script=script,
            data=inert_json(data),
        )
        return str(self.html)

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Writes the page, and nothing beside it (pyvis would copy its library into the working folder)."""
        Path(name).write_text(self.generate_html(), encoding="utf-8")


def inert_json(data: Any) -> str:
    """JSON that cannot end its script block nor be read as markup: `<`, `>`, `&`, U+2028 and U+2029 are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def policy(scripts: list[str], styles: list[str]) -> str:
    """The content security policy: these scripts, these styles, pictures made in the page, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _script() -> str:
    """Our scripts as one, in one scope, so that the page has no names but its own."""
    return '(() => {\n"use strict";\n' + "\n".join(_asset(name) for name in SCRIPTS) + "})();\n"


def _vis() -> str:
    """vis-network as pyvis brings it. Line ends as a browser's parser makes them, or the hash would not fit."""
    text = resources.files("pyvis").joinpath(VIS).read_bytes().decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
