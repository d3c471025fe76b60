"""Broken copies of the site: each must fail the build, say where, and leave the last site alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import build, copy_project

MARKER = "the last good site"


@dataclass(frozen=True)
class Mutation:
    """A mistake that an author makes, and what the build must say."""

    name: str
    make: Callable[[Path], None]
    path: str
    says: str
    """Regular expression for what follows the path and line."""


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}: the mutation needs mending"
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return make


def append(path: str, text: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return make


def overwrite(path: str, content: bytes) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).write_bytes(content)

    return make


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def copy(path: str, to: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        shutil.copy(root / path, root / to)

    return make


PAGE = "docs/en/python/lists.md"
CORPUS = "data/datasets/ami.yaml"
MIX = "data/mixes/speechstew.yaml"
TABLES = "docs/en/datasets/index.md"

MUTATIONS = [
    Mutation(
        "wrong output",
        append(PAGE, "\n```python\nprint(6 * 7)\n#> 41\n```\n"),
        PAGE,
        r"printed '42', the page says '41' — ",
    ),
    Mutation(
        "output that no line shows",
        append(PAGE, "\n```python\nprint(6 * 7)\n```\n"),
        PAGE,
        r"printed '42', the page says nothing — ",
    ),
    Mutation(
        "snippet that raises",
        append(PAGE, "\n```python\n{}['absent']\n```\n"),
        PAGE,
        r"raised KeyError: 'absent' — ",
    ),
    Mutation(
        "snippet that loops for ever",
        append(PAGE, "\n```python\nwhile True:\n    pass\n```\n"),
        PAGE,
        r"still running when the page's time was up — ",
    ),
    Mutation(
        "session that differs",
        append(PAGE, "\n```pycon\n>>> 1 + 1\n3\n```\n"),
        PAGE,
        r"printed '2', the page says '3' — ",
    ),
    Mutation(
        "fence that nothing can check",
        append(PAGE, "\n```haskell\nmain = pure ()\n```\n"),
        PAGE,
        r"nothing here can check a fence in 'haskell' — ",
    ),
    Mutation(
        "corpus with a missing field",
        edit(CORPUS, "\nhome:", "\n# home:"),
        CORPUS,
        r"'home' is missing — ",
    ),
    Mutation(
        "corpus with a wrong type",
        edit(CORPUS, "value: 100", "value: many"),
        CORPUS,
        r"'quantities.0.value': input should be a valid number \(is many\) — ",
    ),
    Mutation(
        "duplicate id",
        copy(CORPUS, "data/datasets/second.yaml"),
        "data/datasets/second.yaml",
        r"the id 'ami' is that of data/datasets/ami.yaml — ",
    ),
    Mutation(
        "mix naming an unknown corpus",
        edit(MIX, "corpus: ami", "corpus: amy"),
        MIX,
        r"no corpus is called 'amy' — did you mean 'ami'\?",
    ),
    Mutation(
        "unknown table placeholder",
        append(TABLES, "\n<!-- corpora: tabel -->\n"),
        TABLES,
        r"no view is called 'tabel' — did you mean 'table'\?",
    ),
    Mutation(
        "placeholder with an unknown mix",
        append(TABLES, "\n<!-- corpora: table mix=owsm-v9 -->\n"),
        TABLES,
        r"no mix is called 'owsm-v9' — did you mean 'owsm-v\d'\?",
    ),
    Mutation(
        "missing Korean page",
        remove("docs/ko/python/lists.md"),
        PAGE,
        r"there is no docs/ko/python/lists.md — ",
    ),
    Mutation(
        "Korean code that differs",
        edit("docs/ko/python/booleans.md", "isinstance(True, int)", "isinstance(True, bool)"),
        "docs/ko/python/booleans.md",
        r"the code differs from docs/en/python/booleans.md:\d+ — ",
    ),
    Mutation(
        "page that is no UTF-8",
        overwrite(PAGE, b"---\ntitle: \xff\n---\n"),
        PAGE,
        r"can't be read: .+ — ",
    ),
    Mutation(
        "front matter that is no YAML",
        edit(PAGE, "title:", "title: [:"),
        PAGE,
        r"can't be read: .+ — ",
    ),
    Mutation(
        "notebook that is no JSON",
        append("docs/ko/speech/lm-fusion.ipynb", "}"),
        "docs/ko/speech/lm-fusion.ipynb",
        r"can't be read: .+ — ",
    ),
    Mutation(
        "record that is no YAML",
        append(CORPUS, "\n\tname: tab\n"),
        CORPUS,
        r"can't be read: .+ — ",
    ),
    Mutation(
        "missing bibliography",
        remove("data/references.bib"),
        "data/references.bib",
        r"can't be read: No such file or directory — ",
    ),
    Mutation(
        "dead link",
        append(PAGE, "\nA [dead link](nowhere.md).\n"),
        PAGE,
        r"the link to 'nowhere.md' leads to nothing — ",
    ),
    Mutation(
        "dead fragment",
        append(PAGE, "\nA [dead fragment](tuples.md#nowhere).\n"),
        PAGE,
        r"docs/en/python/tuples.md has no '#nowhere' — ",
    ),
    Mutation(
        "link in one language only",
        append(PAGE, "\nSee [tuples](tuples.md#cost).\n"),
        PAGE,
        r"the link to 'tuples.md#cost' is not in docs/ko/python/lists.md — ",
    ),
    Mutation(
        "table that lost a row",
        edit("docs/ko/python/lists.md", "\n| `append", "\n\n`append"),
        "docs/ko/python/lists.md",
        r"the table has \d+ rows × 2 columns, docs/en/python/lists.md:\d+ has \d+ × 2 — ",
    ),
    Mutation(
        "dead link in HTML, which only the built page shows",
        append("docs/ko/python/lists.md", '\n<a href="nowhere/">어디</a>\n'),
        "site/ko/python/lists/index.html",
        r"'nowhere/' leads to nothing — ",
    ),
    Mutation(
        "image of another origin",
        append(PAGE, '\n<img src="https://example.org/a.png" alt="">\n'),
        "site/python/lists/index.html",
        r"fetches https://example.org/a.png from elsewhere — ",
    ),
    Mutation(
        "file that is no page",
        append("docs/en/python/extra.markdown", "# Never checked\n"),
        "docs/en/python/extra.markdown",
        r"this is no page — ",
    ),
    Mutation(
        "symbolic link",
        lambda root: (root / "docs/en/python/link.md").symlink_to("/etc/hostname"),
        "docs/en/python/link.md",
        r"this is a symbolic link — ",
    ),
    Mutation(
        "empty bibliography",
        overwrite("data/references.bib", b""),
        PAGE,
        r"no entry '[\w-]+' in data/references.bib — ",
    ),
    Mutation(
        "unknown citation key",
        append(PAGE, "\nA claim [@python-stdtype].\n"),
        PAGE,
        r"no entry 'python-stdtype' in data/references.bib — did you mean 'python-stdtypes'\?",
    ),
    Mutation(
        "formula that can't be read",
        append("docs/en/speech/stpt.md", "\n$\\nonsense{x}$\n"),
        "docs/en/speech/stpt.md",
        r"'\\nonsense' in the formula",
    ),
    Mutation(
        "notebook whose output is not the real one",
        edit("docs/en/speech/lm-fusion.ipynb", "luck  (-0.726)", "luck  (-0.727)"),
        "docs/en/speech/lm-fusion.ipynb",
        r"printed 'beam 1: .+ \(-0.726\)', the notebook says 'beam 1: .+ \(-0.727\)' — ",
    ),
]


def mutated(tmp_path: Path, mutation: Callable[[Path], None]) -> Path:
    root = copy_project(tmp_path / "project")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text(MARKER)
    mutation(root)
    return root


def assert_refused(root: Path, status: int, output: str) -> None:
    assert status != 0
    assert "Traceback" not in output
    assert (root / "site" / "index.html").read_text() == MARKER
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]
    assert not (root / ".site.next").exists()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mistake_fails_the_build_and_says_where(mutation: Mutation, tmp_path: Path) -> None:
    root = mutated(tmp_path, mutation.make)
    done = build(root)
    found = re.search(rf"{re.escape(mutation.path)}:\d+: {mutation.says}", done.output)
    assert found, done.output[-3000:]
    assert_refused(root, done.status, done.output)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wanted = [m for m in MUTATIONS if m.name in ("wrong output", "corpus with a missing field")]

    def make(root: Path) -> None:
        for mutation in wanted:
            mutation.make(root)
        append("docs/ko/python/tuples.md", "\n[없는 문서](nowhere.md)\n")(root)

    root = mutated(tmp_path, make)
    done = build(root)
    for mutation in wanted:
        assert re.search(rf"{re.escape(mutation.path)}:\d+: {mutation.says}", done.output)
    assert "docs/ko/python/tuples.md" in done.output
    assert_refused(root, done.status, done.output)
