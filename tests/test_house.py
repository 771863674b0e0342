"""What holds for the whole repository: which room may import which, and what no tracked file may say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# docs/architecture.md, "The house". The three files at the root stand above the rooms.
MAY_IMPORT = {
    "graph": set(),
    "loaders": {"graph"},
    "queries": {"graph"},
    "maps": {"graph", "queries"},
    "api": {"graph", "loaders", "queries", "maps"},
    "commands": {"graph", "queries", "maps", "api"},
}
# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = ["/" + name + "/" for name in ("root", "home/[a-z]", "work", "Users/[a-z]")]
DOWNLOADS = r"https?://[^\s\"']+\.(?:whl|tgz|tar\.gz|jar|crate|deb)\b"
LOCK_FILES = re.compile(r"(?:.*\.lock|.*-lock\.(?:json|yaml)|go\.sum)")


def tracked() -> list[Path]:
    """Every file that git keeps (of a checkout; the tests may also run from an unpacked archive)."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode != 0 or not run.stdout:
        pytest.skip("not a git checkout: nothing is tracked")
    return [path for name in run.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """The tracked files that are text."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((path.relative_to(ROOT), content.decode("utf-8", errors="replace")))
    return found


def holding(pattern: str) -> list[str]:
    """Where a pattern stands, as `file:line`."""
    expression = re.compile(pattern)
    return [f"{path}:{number}" for path, text in texts() for number, line in enumerate(text.splitlines(), 1) if expression.search(line)]


def rooms_imported(path: Path) -> set[str]:
    """The rooms (or root modules) that a module imports by relative import, whatever the depth."""
    package = path.relative_to(ROOT).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        base = package[: len(package) - node.level + 1]
        inside = (*base, *(node.module.split(".") if node.module else ()))
        found |= {inside[0]} if inside else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py")) or [ROOT / f"{room}.py"]
    for path in files:
        strangers = rooms_imported(path) - MAY_IMPORT[room] - {room}
        assert strangers == set(), f"{path.relative_to(ROOT)} imports {sorted(strangers)}"


def test_rooms_are_imported_relatively() -> None:
    for path in sorted(ROOT.glob("*.py")) + [file for room in MAY_IMPORT for file in (ROOT / room).rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        absolute = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0]
        absolute += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        inward = [name for name in absolute if name.partition(".")[0] in {"volteface", *MAY_IMPORT, "cli"}]
        assert inward == [], f"{path.relative_to(ROOT)}: {inward}"


@pytest.mark.parametrize("pattern", MACHINE_PATHS)
def test_no_tracked_file_names_a_path_of_one_machine(pattern: str) -> None:
    assert holding(rf"(?<![\w.:/-]){pattern}") == []


def test_no_tracked_file_holds_a_download_address() -> None:
    assert holding(DOWNLOADS) == []


def test_no_tracked_file_names_the_registry_in_use() -> None:
    """The registry is what pip is configured with here, which is nobody else's."""
    settings = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    for host in set(re.findall(r"https?://(?:[^@/\s]*@)?([^/:'\"\s]+)", settings)):
        assert holding(re.escape(host)) == []


def test_no_lock_file_and_no_graph_is_tracked() -> None:
    names = [path.name for path in tracked()]
    assert [name for name in names if LOCK_FILES.fullmatch(name)] == []
    assert [name for name in names if name.endswith((".duckdb", ".duckdb.wal"))] == []


def links(path: Path) -> list[str]:
    """The targets of a Markdown file's links and pictures, inside the repository."""
    found = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def test_links_of_the_documentation_lead_somewhere() -> None:
    pages = [path for path in tracked() if path.suffix == ".md" and path.parent in (ROOT, ROOT / "docs")]
    assert len(pages) >= 3
    broken = [f"{page.name}: {target}" for page in pages for target in links(page) if not (page.parent / target).exists()]
    assert broken == []
