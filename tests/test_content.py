"""What the pages say, held against the things they speak of."""

from __future__ import annotations

import builtins
import re
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from conftest import ROOT
from knowledge_base.pages import LOCALES, read_pages

KUBERNETES = ("1.35", "1.36", "1.37")
TYPES = {
    "strings": str,
    "lists": list,
    "tuples": tuple,
    "sets": set,
    "frozensets": frozenset,
    "dictionaries": dict,
}
PAGES, PROBLEMS = read_pages(ROOT)
MANIFESTS = [
    (page.path, fence.line, document)
    for page in PAGES
    for fence in page.fences
    if fence.info.language == "yaml"
    for document in yaml.safe_load_all(fence.code)
    if isinstance(document, dict) and {"apiVersion", "kind"} <= document.keys()
]


def test_every_page_can_be_read() -> None:
    assert PROBLEMS == []


def without_a_method(text: str, kind: type) -> list[str]:
    names = [name for name in dir(kind) if not name.startswith("_")]
    return [name for name in names if not re.search(rf"`(?:\w+\.)?{name}\(", text)]


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_names_every_method_of_its_type(locale: str, name: str) -> None:
    text = (ROOT / "docs" / locale / "python" / f"{name}.md").read_text(encoding="utf-8")
    assert without_a_method(text, TYPES[name]) == []
    method = next(name for name in dir(TYPES[name]) if not name.startswith("_"))
    assert method in without_a_method(text.replace(f"{method}(", "lost("), TYPES[name])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_invents_no_method(locale: str) -> None:
    for name, kind in TYPES.items():
        text = (ROOT / "docs" / locale / "python" / f"{name}.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| `(?:\w+\.)?([a-z_]+)\(", text, re.MULTILINE)
        assert [row for row in rows if row not in {*dir(kind), *dir(builtins)}] == [], name


@pytest.mark.parametrize("locale", LOCALES)
def test_booleans_name_what_they_have_of_int(locale: str) -> None:
    path: Path = ROOT / "docs" / locale / "python" / "booleans.md"
    text = path.read_text(encoding="utf-8")
    for name in (name for name in dir(bool) if not name.startswith("_")):
        assert f"`{name}" in text, name
    assert "is_integer" in text


def test_there_are_manifests_in_both_languages() -> None:
    counts = [
        sum(path.startswith(f"docs/{locale}/") for path, _, _ in MANIFESTS) for locale in LOCALES
    ]
    assert counts[0] == counts[1] > 1


@pytest.mark.parametrize("version", KUBERNETES)
def test_manifests_are_valid_strictly(version: str) -> None:
    for path, line, document in MANIFESTS:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            pytest.fail(f"{path}:{line}: {error.message}")


def test_an_invalid_manifest_would_be_refused() -> None:
    document = {**MANIFESTS[0][2], "spek": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(document, KUBERNETES[-1], strict=True)
