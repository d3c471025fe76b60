"""Fences of a page: put in classes, parsed, run, and held against what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.fences import parse_fences
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.snippets.cache import Cache
from knowledge_base.snippets.check import (
    FenceClass,
    census,
    check_page,
    check_pages,
    classify,
    quoted,
)
from knowledge_base.snippets.runner import Cell, Event

PATH = "docs/en/a.md"
WRITE = "write what is printed in '#> …' lines after the statement, or mend the code"
LANGUAGES = "bash, json, pycon, python, text, toml, yaml"
MEND = "write what is printed, or mend the code"
END = 'let it end by itself within the limit, or say why it can\'t run: skip="…"'


class Hasty(Cache):
    """A cache whose runs have little time."""

    def run(self, cells: list[Cell], *, seconds: int = 2, packages: bool = False) -> list[Event]:
        return super().run(cells, seconds=min(seconds, 2), packages=packages)


def page(*lines: str, path: str = PATH) -> Page:
    return Page(path, path.split("/")[1], "a", "".join(f"{line}\n" for line in lines), {})


def check(root: Path, *lines: str) -> list[Finding]:
    """Findings of a page, each fence run with time enough."""
    return check_page(page(*lines), Cache(root))


def problems(root: Path, *lines: str) -> list[tuple[int, str, str]]:
    findings = check(root, *lines)
    assert {finding.path for finding in findings} <= {PATH}
    return [(finding.line, finding.what, finding.hint) for finding in findings]


@pytest.mark.parametrize(
    ("info", "kind"),
    [
        ("python", FenceClass.RUN),
        ("python raises=KeyError", FenceClass.RUN),
        ("pycon", FenceClass.RUN),
        ("yaml", FenceClass.CHECKED),
        ("json", FenceClass.CHECKED),
        ("toml", FenceClass.CHECKED),
        ("bash", FenceClass.TEXT),
        ("text", FenceClass.TEXT),
        ("", FenceClass.TEXT),
        ('python skip="a reason"', FenceClass.SKIPPED),
        ('haskell skip="a reason"', FenceClass.SKIPPED),
        ('python skip=""', FenceClass.SKIPPED),
        ("haskell", None),
        ("py", None),
    ],
)
def test_every_fence_is_in_a_class(info: str, kind: FenceClass | None) -> None:
    (fence,) = parse_fences(f"```{info}\n```")
    assert classify(fence) == kind


def test_the_census_counts_by_language_and_class() -> None:
    pages = [
        page("```python", "```", "```python", "```", "```haskell", "```"),
        page("```bash", "```", path="docs/ko/a.md"),
        page(path="docs/ko/b.md"),
    ]
    assert census(pages) == {("en", "run"): 2, ("en", "unknown"): 1, ("ko", "text"): 1}


GOOD = {
    "no fence": ["text"],
    "output": ["```python", "print(6 * 7)", "#> 42", "```"],
    "no output": ["```python", "x = 1", "```"],
    "loop": ["```python", "for n in 1, 2:", "    print(n)", "#> 1", "#> 2", "```"],
    "empty line": ["```python", "print('a\\n\\nb')", "#> a", "#>", "#> b", "```"],
    "one namespace": ["```python", "x = 1", "```", "", "```pycon", ">>> x + 1", "2", "```"],
    "raises": ["```python raises=KeyError", "{}['a']", "```"],
    "raises after printing": ["```python raises=KeyError", "print(1)", "#> 1", "{}[1]", "```"],
    "on after a raise": ["```python raises=KeyError", "{}[1]", "```", "```python", "x = 1", "```"],
    "exit": ["```python raises=SystemExit", "import sys", "sys.exit()", "```"],
    "session": [
        "```pycon",
        ">>> {}[1]",
        "Traceback (most recent call last):",
        "KeyError: 1",
        "```",
    ],
    "skipped": ['```python skip="needs a GPU"', "import torch", "print(1)", "```"],
    "title": ['```python title="a.py" linenums="1"', "x = 1", "```"],
    "in a list": ["- a", "", "    ```python", "    print(1)", "    #> 1", "    ```"],
    "in a quote": [
        "> ```python",
        "> for n in 1, 2:",
        ">     print(n)",
        "> #> 1",
        "> #> 2",
        "> ```",
    ],
    "yaml": ["```yaml", "a: 1", "---", "b: [1, 2]", "```"],
    "json": ["```json", '{"a": [1, 2]}', "```"],
    "toml": ["```toml", "[a]", "b = 1", "```"],
    "text": ["```bash", "kubectl get (", "```", "```text", "x = = 1", "```", "```", "x", "```"],
}


@pytest.mark.parametrize("name", GOOD)
def test_a_page_that_says_what_happens_has_no_findings(tmp_path: Path, name: str) -> None:
    assert check(tmp_path, *GOOD[name]) == []


def test_a_page_with_nothing_to_run_runs_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert check_page(page("```text", "a", "```"), cache) == []
    assert cache.ran == 0


def test_output_that_differs_is_found_at_its_line(tmp_path: Path) -> None:
    lines = ["# A", "", "```python", "print(6 * 7)", "#> 41", "```"]
    assert problems(tmp_path, *lines) == [(5, "printed '42', the page says '41'", WRITE)]


def test_output_that_differs_is_found_in_a_list_as_well(tmp_path: Path) -> None:
    lines = ["- a", "", "    ```python", "    print(1)", "    #> 2", "    ```"]
    assert problems(tmp_path, *lines) == [(5, "printed '1', the page says '2'", WRITE)]


def test_output_that_nothing_shows_is_found(tmp_path: Path) -> None:
    lines = ["```python", "x = 1", "print(x)", "```"]
    assert problems(tmp_path, *lines) == [(3, "printed '1', the page says nothing", WRITE)]


def test_shown_output_that_nothing_printed_is_found(tmp_path: Path) -> None:
    lines = ["```python", "x = 1", "x", "#> 1", "```"]
    assert problems(tmp_path, *lines) == [(4, "printed '', the page says '1'", WRITE)]


def test_outputs_of_several_fences_are_found_each_at_its_line(tmp_path: Path) -> None:
    lines = ["```python", "print(1)", "#> 2", "```", "", "```python", "print(3)", "#> 4", "```"]
    assert [line for line, _, _ in problems(tmp_path, *lines)] == [3, 8]


@pytest.mark.parametrize(
    ("code", "line", "what", "exception"),
    [
        (["x = 1", "{}['a']"], 3, "raised KeyError: 'a'", "KeyError"),
        (["def f():", "    1 / 0", "f()"], 3, "raised ZeroDivisionError: division by", "Zero"),
        (["import sys", "sys.exit(1)"], 3, "raised SystemExit: 1", "SystemExit"),
        (["x = 1", "x = = 2"], 3, "raised SyntaxError: invalid syntax", "SyntaxError"),
    ],
)
def test_an_exception_is_found_at_its_line(
    tmp_path: Path, code: list[str], line: int, what: str, exception: str
) -> None:
    ((found_line, found, hint),) = problems(tmp_path, "```python", *code, "```")
    assert found_line == line
    assert found.startswith(what)
    assert hint.startswith(f"mend the code, or say that it must: raises={exception}")


def test_output_is_not_compared_where_the_code_raised(tmp_path: Path) -> None:
    lines = ["```python", "print(1)", "#> 2", "{}[3]", "```"]
    assert [what for _, what, _ in problems(tmp_path, *lines)] == ["raised KeyError: 3"]


def test_output_before_an_expected_exception_is_compared(tmp_path: Path) -> None:
    lines = ["```python raises=KeyError", "print(1)", "#> 2", "{}[3]", "```"]
    assert problems(tmp_path, *lines) == [(3, "printed '1', the page says '2'", WRITE)]


@pytest.mark.parametrize("raises", ["ValueError", "LookupError", "Exception"])
def test_another_exception_than_the_expected_one_is_found(tmp_path: Path, raises: str) -> None:
    assert problems(tmp_path, f"```python raises={raises}", "x = 1", "{}['a']", "```") == [
        (
            3,
            f"raised KeyError instead of {raises}: 'a'",
            "mend the code, or say that it must: raises=KeyError",
        )
    ]


def test_an_expected_exception_that_does_not_come_is_found(tmp_path: Path) -> None:
    assert problems(tmp_path, "text", "```python raises=KeyError", "x = 1", "```") == [
        (
            2,
            "ran without the KeyError that it must raise",
            "mend the code, or take the 'raises' away",
        )
    ]


def test_a_session_that_differs_is_found_at_its_line(tmp_path: Path) -> None:
    lines = ["```pycon", ">>> 1", "1", ">>> 1 + 1", "3", "```"]
    assert problems(tmp_path, *lines) == [(4, "printed '2', the page says '3'", MEND)]


def test_a_session_that_raises_something_else_says_what(tmp_path: Path) -> None:
    traceback = ["Traceback (most recent call last):", "  ...", "KeyError: 'b'"]
    ((line, what, _),) = problems(tmp_path, "```pycon", ">>> {}['a']", *traceback, "```")
    assert line == 2
    assert "KeyError: 'a'" in what
    assert "doctest.py" not in what


def test_a_session_that_cant_be_read_is_found_at_its_line(tmp_path: Path) -> None:
    lines = ["```python", "x = 1", "```", "", "```pycon", ">>> x", "1", ">>>x", "1", "```"]
    assert [line for line, _, _ in problems(tmp_path, *lines)] == [8]


@pytest.mark.parametrize("info", ["python", "python raises=KeyError"])
def test_code_that_does_not_end_is_found_at_its_line(tmp_path: Path, info: str) -> None:
    text = [
        "```python",
        "print(1)",
        "#> 2",
        "```",
        f"```{info}",
        "x = 1",
        "while True:",
        "    pass",
        "```",
        "```python",
        "print(3)",
        "```",
    ]
    assert check_page(page(*text), Hasty(tmp_path)) == [
        Finding(PATH, 3, "printed '1', the page says '2'", WRITE),
        Finding(PATH, 7, "still running when the page's time was up", END),
    ]


def test_a_process_that_ends_early_is_found_at_its_line(tmp_path: Path) -> None:
    lines = ["```python", "import os", "os._exit(0)", "```", "```python", "print(1)", "```"]
    assert problems(tmp_path, *lines) == [(3, "the process ended before the code did", END)]


@pytest.mark.parametrize(
    ("language", "code", "line", "problem"),
    [
        ("yaml", ["a: 1", "b: c: d"], 4, "mapping values are not allowed here"),
        ("yaml", ["a: 1", "---", "b: ["], 6, "expected the node content, but found '<stream end>'"),
        ("json", ['{"a": 1,', '"b" 2}'], 4, "Expecting ':' delimiter"),
        ("toml", ["a = 1", "b ="], 4, "Invalid value (at line 2, column 4)"),
    ],
)
def test_data_that_cant_be_read_is_found_at_its_line(
    tmp_path: Path, language: str, code: list[str], line: int, problem: str
) -> None:
    assert problems(tmp_path, "text", f"```{language}", *code, "```") == [
        (line, f"this is not {language}: {problem}", "mend it, or make it a text fence")
    ]


def test_a_day_in_yaml_that_does_not_exist_is_found(tmp_path: Path) -> None:
    ((_, what, hint),) = problems(tmp_path, "```yaml", "a: 2026-02-30", "```")
    assert what == "this is not yaml: day is out of range for month"
    assert hint == "mend it, or make it a text fence"


@pytest.mark.parametrize(
    ("lines", "line", "what", "hint"),
    [
        (
            ["text", "```haskell", "main", "```"],
            2,
            "nothing here can check a fence in 'haskell'",
            f'use one of {LANGUAGES}, or say why it is not run: skip="…"',
        ),
        (["```text", "a"], 1, "this fence is never closed", "end it with ```"),
        (["~~~~text", "a", "~~~"], 1, "this fence is never closed", "end it with ~~~~"),
        (
            ['```python skip=""', "```"],
            1,
            "skip without a reason",
            'say why: skip="needs a GPU"',
        ),
        (
            ['```python skip="  "', "```"],
            1,
            "skip without a reason",
            'say why: skip="needs a GPU"',
        ),
        (
            ["```python colour=red", "```"],
            1,
            "'colour' in the info string means nothing",
            'attributes are name=value: raises=KeyError, skip="reason", title="file.py"',
        ),
        (
            ["```python KeyError", "```"],
            1,
            "'KeyError' in the info string means nothing",
            'attributes are name=value: raises=KeyError, skip="reason", title="file.py"',
        ),
    ],
    ids=["language", "unclosed", "unclosed tildes", "no reason", "blank", "unknown", "unreadable"],
)
def test_a_fence_that_asks_for_something_strange_is_found(
    tmp_path: Path, lines: list[str], line: int, what: str, hint: str
) -> None:
    assert problems(tmp_path, *lines) == [(line, what, hint)]


def test_findings_of_a_page_come_in_the_order_of_its_lines(tmp_path: Path) -> None:
    lines = ["```python", "print(1)", "#> 2", "```", "```json", "{", "```", "```c", "```"]
    assert [line for line, _, _ in problems(tmp_path, *lines)] == [3, 7, 8]


def test_pages_do_not_see_one_another(tmp_path: Path) -> None:
    one = page("```python", "x = 1", "```")
    two = page("```python", "print(x)", "```", path="docs/en/b.md")
    assert check_pages([one, two], Cache(tmp_path)) == [
        Finding(
            "docs/en/b.md",
            2,
            "raised NameError: name 'x' is not defined",
            "mend the code, or say that it must: raises=NameError",
        )
    ]


def test_findings_come_in_the_order_of_the_pages(tmp_path: Path) -> None:
    pages = [
        page("```python", f"print({number})", "```", path=f"docs/en/{number}.md")
        for number in range(6)
    ]
    found = check_pages(pages, Cache(tmp_path), workers=3)
    assert [finding.path for finding in found] == [page.path for page in pages]


def test_pages_with_the_same_code_may_be_checked_side_by_side(tmp_path: Path) -> None:
    pages = [page("```python", "x = 1", "```", path=f"docs/en/{n}.md") for n in range(16)]
    assert check_pages(pages, Cache(tmp_path), workers=8) == []


def test_notebooks_are_left_to_their_own_check(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    notebook = page("```python", "print(1)", "```", path="docs/en/a.ipynb")
    assert check_pages([notebook], cache) == []
    assert cache.ran == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "''"),
        ("a\n", "'a'"),
        ("a\nb\nc\n", "'a⏎b⏎c'"),
        ("a\nb\nc\nd\ne\n", "'a⏎b⏎c⏎… (2 more lines)'"),
        ("a\n\nb", "'a⏎⏎b'"),
    ],
)
def test_an_output_is_quoted_in_one_line(text: str, line: str) -> None:
    assert quoted(text) == line
