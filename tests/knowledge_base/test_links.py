"""Links between pages, where they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.findings import Finding
from knowledge_base.links import check_links
from knowledge_base.pages import Page

PATH = "docs/en/python/lists.md"
OTHERS = [
    Page("docs/en/index.md", "en", "index", "## Start {#start}\n\n## No id\n", {}),
    Page("docs/en/python/sets.md", "en", "python/sets", "", {}),
    Page("docs/en/speech/fusion.ipynb", "en", "speech/fusion", "## 가 {#가}\n", {}),
    Page("docs/ko/python/tuples.md", "ko", "python/tuples", "", {}),
]
MADE = [Page("docs/en/datasets/ami.md", "en", "datasets/ami", "## Notes {#notes}\n", {})]


def check(root: Path, text: str) -> list[Finding]:
    return check_links([Page(PATH, "en", "python/lists", text, {}), *OTHERS], MADE, root)


@pytest.mark.parametrize(
    "link",
    [
        "no link",
        "[a](sets.md)",
        "[a](../index.md#start)",
        "[a](../speech/fusion.ipynb#%EA%B0%80)",
        "[a](../datasets/ami.md#notes)",
        "[a](../../ko/python/tuples.md)",
        "[a](#own)",
        "[a](sets.md#sources)",
        '[a](sets.md "a title")',
        "[a](<sets.md>)",
        "[a](https://example.org/nowhere.md#x)",
        "[a](//example.org/nowhere.md)",
        "[a](mailto:a@example.org)",
        "![a](../a%20picture.svg)",
        "`[a](nowhere.md)`",
        "```text\n[a](nowhere.md)\n```",
    ],
)
def test_a_link_that_leads_somewhere_has_no_finding(tmp_path: Path, link: str) -> None:
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "docs" / "en" / "a picture.svg").touch()
    assert check(tmp_path, f"## Own {{#own}}\n\n{link}\n") == []


@pytest.mark.parametrize(
    ("link", "what", "hint"),
    [
        ("[a](set.md)", "the link to 'set.md' leads to nothing", "did you mean 'sets.md'?"),
        (
            "[a](../speech/fusion.md)",
            "the link to '../speech/fusion.md' leads to nothing",
            "did you mean '../speech/fusion.ipynb'?",
        ),
        (
            "[a](xxxxxxxx#start)",
            "the link to 'xxxxxxxx#start' leads to nothing",
            "mend it, or add the page",
        ),
        ("![a](../b.svg)", "the link to '../b.svg' leads to nothing", "mend it, or add the page"),
        ("[a](tuples.md)", "the link to 'tuples.md' leads to nothing", "mend it, or add the page"),
        (
            "[a](../index.md#stat)",
            "docs/en/index.md has no '#stat'",
            "did you mean 'start'?",
        ),
        (
            "[a](../index.md#no-id)",
            "docs/en/index.md has no '#no-id'",
            "link to the id of one of its headings",
        ),
        (
            "[a](#nowhere)",
            "docs/en/python/lists.md has no '#nowhere'",
            "link to the id of one of its headings",
        ),
    ],
)
def test_a_dead_link_is_found_at_its_line(tmp_path: Path, link: str, what: str, hint: str) -> None:
    text = f"---\ntitle: A\n---\n\nA `[code](x.md)` and {link}, [b](sets.md).\n"
    assert check(tmp_path, text) == [Finding(PATH, 5, what, hint)]


def test_every_dead_link_of_a_line_is_found(tmp_path: Path) -> None:
    found = check(tmp_path, "[a](xxxx.md) [b](yyyy.md)")
    assert [finding.what for finding in found] == [
        "the link to 'xxxx.md' leads to nothing",
        "the link to 'yyyy.md' leads to nothing",
    ]


@pytest.mark.parametrize("written", ["[a]()", "[a]( )", "[a][b]", "[a][]"])
def test_a_link_without_a_target_is_found(tmp_path: Path, written: str) -> None:
    page = Page("docs/en/a.md", "en", "a", f"one\n\nsee {written} here\n", {})
    (found,) = check_links([page], [], tmp_path)
    assert (found.line, found.what) == (3, f"the link '{written}' has no target")
