"""A whole project, read once, and all its checks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge_base.findings import Finding
from knowledge_base.project import Project

PAGE = """---
title: {title}
description: {title}.
checked: 2026-11-01
---

A claim [@key], and [a link](index.md#start).

## Section {{#section}}

```python
print(6 * 7)
#> 42
```
"""
INDEX = """---
title: {title}
description: {title}.
checked: 2026-11-01
---

## Start {{#start}}

There are <!-- corpora: count --> corpora, [one](datasets/ami.md#quantities) of them.

<!-- glossary: table domain=python -->

<!-- mixes: members id=stew -->
"""
RECORD = """summary: {en: words, ko: 낱말}
citation: null
sources: [key]
checked: 2026-11-01
"""
FILES = {
    "docs/en/index.md": INDEX.format(title="Home"),
    "docs/ko/index.md": INDEX.format(title="홈"),
    "docs/en/a.md": PAGE.format(title="A page"),
    "docs/ko/a.md": PAGE.format(title="문서"),
    "data/references.bib": "@misc{key, title = {A}, doi = {10.1/a}}\n",
    "data/glossary.yaml": """- en: list
  ko: 리스트
  domain: python
  kind: loanword
  source: key
""",
    "data/datasets/ami.yaml": """id: ami
name: AMI
languages: [en]
styles: [meeting]
sampling_rate: unknown
channels: unknown
licence: {name: unknown}
access: {kind: open, source: key, checked: 2026-11-01}
home: https://example.org/
"""
    + RECORD,
    "data/mixes/stew.yaml": """id: stew
name: Stew
family: stew
members: [{corpus: ami}]
total: unknown
languages: unknown
"""
    + RECORD,
}


def project(root: Path) -> Project:
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Project(root)


def edited(root: Path, path: str, old: str, new: str) -> Project:
    sound = project(root)
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return sound


def findings(found: Project) -> list[Finding]:
    return sorted({finding for check in found.checks() for finding in check()})


def test_a_sound_project_has_no_findings(tmp_path: Path) -> None:
    assert findings(project(tmp_path)) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "what"),
    [
        ("docs/ko/a.md", "title: 문서\n", "", 1, "no title in the front matter"),
        ("docs/ko/a.md", "index.md", "b.md", 7, "the link to 'b.md#start' leads to"),
        ("docs/en/index.md", "quantities", "numbers", 9, "docs/en/datasets/ami.md has no '#num"),
        ("docs/ko/a.md", "A claim", "$\\nonsense$", 7, "'\\nonsense' in the formula"),
        ("docs/ko/index.md", "count", "counts", 9, "no view is called 'counts'"),
        ("docs/ko/index.md", "stew", "stow", 13, "no id is called 'stow'"),
        ("docs/ko/a.md", "[@key]", "[@kez]", 7, "no entry 'kez' in data/references.bib"),
        ("docs/ko/a.md", "{#section}", "{#other}", 9, "the heading is ## #other"),
        ("docs/ko/a.md", "#> 42", "#> 41", 13, "printed '42', the page says '41'"),
        ("data/datasets/ami.yaml", "home:", "house:", 9, "no field is called 'house'"),
        ("data/datasets/ami.yaml", "[key]", "[kez]", 12, "no entry 'kez' in data/ref"),
        ("data/mixes/stew.yaml", "corpus: ami", "corpus: amy", 4, "no corpus is called 'amy'"),
        ("data/glossary.yaml", "source: key", "source: kez", 1, "'list' follows 'kez', which"),
        ("data/references.bib", "doi", "note", 1, "'key' leads nowhere"),
    ],
)
def test_every_check_is_made(
    tmp_path: Path, path: str, old: str, new: str, line: int, what: str
) -> None:
    found = findings(edited(tmp_path, path, old, new))
    assert any(
        (finding.path, finding.line) == (path, line) and finding.what.startswith(what)
        for finding in found
    ), found


def test_a_page_needs_sources_unless_it_is_about_the_site_or_made_from_data(
    tmp_path: Path,
) -> None:
    found = project(tmp_path)
    for locale in ("en", "ko"):
        for name in ("contributing", "b", "c"):
            text = INDEX if name == "c" else PAGE.replace("[@key]", "")
            path = tmp_path / "docs" / locale / f"{name}.md"
            path.write_text(text.format(title="A"), encoding="utf-8")
    assert [(f.path, f.what) for f in findings(found)] == [
        ("docs/en/b.md", "the page names no source"),
        ("docs/ko/b.md", "the page names no source"),
    ]


def test_without_a_bibliography_one_message_is_enough(tmp_path: Path) -> None:
    found = findings(edited(tmp_path, "data/references.bib", "}}", "}"))
    assert [finding.path for finding in found] == ["data/references.bib"]


def test_a_page_that_cant_be_read_is_found_and_no_site_can_be_made(tmp_path: Path) -> None:
    assert project(tmp_path).is_readable is True
    broken = edited(tmp_path, "docs/ko/a.md", "title: ", "title: [")
    assert broken.is_readable is False
    found = [finding for finding in findings(broken) if finding.path == "docs/ko/a.md"]
    assert [finding.what.partition(":")[0] for finding in found] == ["can't be read"]


def test_the_pages_of_corpora_are_made_in_both_languages(tmp_path: Path) -> None:
    pages = project(tmp_path).corpus_pages
    assert {key: sorted(texts) for key, texts in pages.items()} == {"datasets/ami": ["en", "ko"]}


def test_code_that_has_run_is_not_run_again(tmp_path: Path) -> None:
    first = project(tmp_path)
    findings(first)
    second = Project(tmp_path)
    assert findings(second) == []
    assert (first.cache.ran > 0, second.cache.ran) == (True, 0)


def notebook(root: Path, *sources: str) -> tuple[Project, Path]:
    """A project with a notebook in both languages."""
    made = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [],
                "source": source.splitlines(keepends=True),
            }
            for number, source in enumerate(sources)
        ],
        "metadata": {"knowledge_base": {"title": "A"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    found = project(root)
    for locale in ("en", "ko"):
        path = root / "docs" / locale / "book.ipynb"
        path.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return found, root / "docs" / "en" / "book.ipynb"


def told(found: Project) -> list[str]:
    """What the check says of the English notebook."""
    return [f.what for f in found.check_notebooks() if f.path == "docs/en/book.ipynb"]


def test_the_cells_of_a_notebook_share_a_namespace_and_may_use_packages(tmp_path: Path) -> None:
    found, path = notebook(tmp_path, "import yaml", "print(yaml.safe_load('a: 1'))")
    assert found.update_notebook(path) is True
    (output,) = json.loads(path.read_text(encoding="utf-8"))["cells"][1]["outputs"]
    assert output["text"] == ["{'a': 1}\n"]
    assert found.update_notebook(path) is False
    assert [f.path for f in found.check_notebooks()] == ["docs/ko/book.ipynb"]


def test_a_cell_that_fails_is_found_and_the_next_one_runs(tmp_path: Path) -> None:
    found, _ = notebook(tmp_path, "x = {}['a']", "print(1)")
    assert told(found) == [
        "raised KeyError: 'a'",
        "printed '1', the notebook says ''",
    ]


def test_cells_after_one_that_did_not_end_did_not_run(tmp_path: Path) -> None:
    found, _ = notebook(tmp_path, "x = 1", "import os\nos._exit(0)", "x = 2", "x = 3")
    assert told(found) == [
        "the process ended before the code did",
        "did not run, since a cell before it did not end",
        "did not run, since a cell before it did not end",
    ]
