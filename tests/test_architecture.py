"""The rules of the house: who may know whom, and what is made is up to date."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from conftest import ROOT
from knowledge_base.datasets.schema import schemas

CORE = ROOT / "hooks" / "knowledge_base"
HOOKS = sorted(path for path in (ROOT / "hooks").glob("*.py"))
GENERATOR = re.compile(r"(mkdocs|material|mkdocs_static_i18n|mkdocs_jupyter|adapter)(\.|$)")
MEETING_PLACE = CORE / "project.py"
MOST_LINES = 100


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", sorted(CORE.rglob("*.py")), ids=lambda p: p.name)
def test_the_core_does_not_know_the_generator(path: Path) -> None:
    assert not [name for name in imports(path) if GENERATOR.match(name)]


@pytest.mark.parametrize("package", sorted(p.parent for p in CORE.glob("*/__init__.py")))
def test_a_capability_does_not_know_another(package: Path) -> None:
    others = {p.parent.name for p in CORE.glob("*/__init__.py")} - {package.name}
    for path in package.glob("*.py"):
        known = {name.split(".")[1] for name in imports(path) if name.startswith("knowledge_base.")}
        assert not known & others, path
        assert "project" not in known, path


@pytest.mark.parametrize("path", HOOKS, ids=lambda p: p.name)
def test_a_hook_is_thin(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_every_hook_is_in_use() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"- (hooks/\w+\.py)", config)
    on_disk = {f"hooks/{path.name}" for path in HOOKS} - {"hooks/adapter.py", "hooks/__main__.py"}
    assert set(named) == on_disk


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_for_editors_are_up_to_date(name: str) -> None:
    written = (ROOT / "data" / "schema" / name).read_text(encoding="utf-8")
    assert written == schemas()[name], "run 'python hooks schema'"


@pytest.mark.parametrize("folder", ["docs", "data"])
def test_texts_are_in_nfc(folder: str) -> None:
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in (".md", ".yaml", ".bib", ".ipynb"):
            assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path


def test_records_point_editors_to_their_schema() -> None:
    for folder, name in (("datasets", "corpus"), ("mixes", "mix")):
        for path in (ROOT / "data" / folder).glob("*.yaml"):
            first = path.read_text(encoding="utf-8").splitlines()[0]
            assert first == f"# yaml-language-server: $schema=../schema/{name}.json", path
