"""Fences wherever they stand, and what their info strings say."""

from __future__ import annotations

import pytest

from knowledge_base.fences import (
    Fence,
    InfoString,
    outside,
    parse_fences,
    parse_info,
    strip_directives,
)


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def only(markdown: str) -> Fence:
    (fence,) = parse_fences(markdown)
    return fence


@pytest.mark.parametrize(
    ("written", "info"),
    [
        ("", InfoString("")),
        ("python", InfoString("python")),
        (" Python ", InfoString("python")),
        ("python raises=KeyError", InfoString("python", {"raises": "KeyError"})),
        ('python skip="needs a GPU"', InfoString("python", {"skip": "needs a GPU"})),
        ('python skip=""', InfoString("python", {"skip": ""})),
        ('python title="a=b c.py"', InfoString("python", {"title": "a=b c.py"})),
        (
            'python  raises=KeyError   title="한 글.py" ',
            InfoString("python", {"raises": "KeyError", "title": "한 글.py"}),
        ),
        ("python runs", InfoString("python", {}, "runs")),
        ("python raises=", InfoString("python", {}, "raises=")),
        ('python skip="never closed', InfoString("python", {}, 'skip="never closed')),
        ("python skip='two words'", InfoString("python", {"skip": "'two"}, "words'")),
        ("{.python}", InfoString("{.python}")),
    ],
)
def test_an_info_string_is_a_language_then_attributes(written: str, info: InfoString) -> None:
    assert parse_info(written) == info


def test_an_info_string_knows_what_it_asks_for() -> None:
    info = parse_info('python raises=KeyError skip="no GPU" title="a.py" colour=red')
    assert (info.raises, info.skip, info.unknown) == ("KeyError", "no GPU", ["colour"])


def test_an_info_string_without_attributes_asks_for_nothing() -> None:
    info = parse_info("python")
    assert (info.raises, info.skip, info.unknown, info.unreadable) == (None, None, [], "")


@pytest.mark.parametrize(
    ("written", "locale", "rendered"),
    [
        ("", "en", ""),
        ("python", "en", "python"),
        ("python raises=KeyError", "en", 'python title="raises KeyError"'),
        ("python raises=KeyError", "ko", 'python title="KeyError 발생"'),
        ('python skip="a b" title="a b.py"', "en", 'python title="a b.py, not run: a b"'),
        ('python skip="a b"', "ko", 'python title="실행하지 않음: a b"'),
        ('python hl_lines="1 3" linenums=1', "en", 'python linenums="1" hl_lines="1 3"'),
    ],
)
def test_the_renderer_sees_only_its_own_attributes(
    written: str, locale: str, rendered: str
) -> None:
    assert parse_info(written).rendered(locale) == rendered


def test_a_fence_knows_its_lines_and_its_code() -> None:
    fence = only(text("Text.", "", "```python raises=KeyError", "a", "", "  b", "```", "Text."))
    assert fence == Fence(
        line=3,
        end=7,
        prefix="",
        marker="```",
        info=InfoString("python", {"raises": "KeyError"}),
        code="a\n\n  b\n",
        closed=True,
    )


def test_an_empty_fence_has_no_code() -> None:
    fence = only("```python\n```")
    assert (fence.line, fence.end, fence.code, fence.closed) == (1, 2, "", True)


@pytest.mark.parametrize(
    ("around", "prefix"),
    [
        (["- item", "", "    "], "    "),
        (["1. item", "", "    - item", "", "        "], "        "),
        (['!!! note "Title"', "", "    "], "    "),
        (['=== "Tab"', "", "    "], "    "),
        (["- item", "", "\t"], "\t"),
        (["> "], "> "),
        (["> > "], "> > "),
        (["- item", "", "    > "], "    > "),
    ],
    ids=["list", "nested list", "admonition", "tab", "tabulator", "quote", "two quotes", "both"],
)
def test_a_fence_in_a_container_is_read_without_its_prefix(around: list[str], prefix: str) -> None:
    before = around[:-1]
    lines = [*before, f"{prefix}```python", f"{prefix}if x:", f"{prefix}    y", f"{prefix}```"]
    fence = only(text(*lines, "Text."))
    assert (fence.prefix, fence.code, fence.closed) == (prefix, "if x:\n    y\n", True)
    assert (fence.line, fence.end) == (len(before) + 1, len(before) + 4)


@pytest.mark.parametrize(
    "lines",
    [
        ["    ```python", "    a", "", "    b", "    ```"],
        ["> ```python", "> a", ">", "> b", "> ```"],
    ],
    ids=["list", "quote"],
)
def test_an_empty_line_in_a_container_may_lack_the_prefix(lines: list[str]) -> None:
    assert only(text(*lines)).code == "a\n\nb\n"


def test_tildes_make_a_fence_that_backticks_do_not_close() -> None:
    fence = only(text("~~~text", "```", "a", "~~~"))
    assert (fence.marker, fence.info.language, fence.code) == ("~~~", "text", "```\na\n")


def test_backticks_make_a_fence_that_tildes_do_not_close() -> None:
    assert only(text("```text", "~~~", "a", "```")).code == "~~~\na\n"


@pytest.mark.parametrize(("outer", "inner"), [("````", "```"), ("~~~~", "~~~"), ("`````", "````")])
def test_a_longer_fence_holds_a_shorter_one(outer: str, inner: str) -> None:
    fence = only(text(f"{outer}text", f"{inner}python", "a", inner, outer))
    assert (fence.marker, fence.code) == (outer, f"{inner}python\na\n{inner}\n")


def test_a_fence_holds_an_indented_one_of_its_own_length() -> None:
    fence = only(text("```text", "- item", "", "    ```python", "    a", "    ```", "```"))
    assert (fence.end, fence.code) == (7, "- item\n\n    ```python\n    a\n    ```\n")


def test_a_fence_holds_a_quoted_one_of_its_own_length() -> None:
    fence = only(text("```text", "> ```", "> a", "> ```", "```"))
    assert (fence.end, fence.code) == (5, "> ```\n> a\n> ```\n")


def test_a_marker_outside_the_container_closes_nothing() -> None:
    fence = only(text("- item", "", "    ```text", "    a", "```", "    ```"))
    assert (fence.closed, fence.end) == (True, 6)


def test_code_that_only_begins_like_a_marker_closes_nothing() -> None:
    assert only(text("```text", "```python", "``` x", "``", "```")).code == "```python\n``` x\n``\n"


def test_blanks_may_follow_the_closing_marker() -> None:
    assert only("```text\na\n```  \t\nb").closed


@pytest.mark.parametrize("end", ["", "\n"])
def test_an_unclosed_fence_reaches_to_the_last_line(end: str) -> None:
    markdown = "```python\na\nb" + end
    fence = only(markdown)
    assert (fence.closed, fence.line, fence.end) == (False, 1, len(markdown.split("\n")))
    assert fence.code.startswith("a\nb\n")


def test_an_unclosed_fence_in_the_last_line_is_empty() -> None:
    fence = only("text\n```python")
    assert (fence.closed, fence.line, fence.end, fence.code) == (False, 2, 2, "")


def test_several_fences_come_in_order() -> None:
    markdown = text("```python", "a", "```", "```yaml", "b", "```", "", "~~~", "c", "~~~")
    assert [(f.line, f.info.language, f.code) for f in parse_fences(markdown)] == [
        (1, "python", "a\n"),
        (4, "yaml", "b\n"),
        (8, "", "c\n"),
    ]


@pytest.mark.parametrize(
    "markdown", ["", "text", "``x``", "text ```", "```inline``` code", "``\nx\n``", "``` `\nx"]
)
def test_what_is_no_fence_is_not_read_as_one(markdown: str) -> None:
    assert list(parse_fences(markdown)) == []


def test_our_directives_are_stripped_and_nothing_else_is_touched() -> None:
    before = text(
        "- item with `raises=KeyError`",
        "",
        '    ```python raises=KeyError title="a b.py"',
        "    raises=KeyError",
        "    ```",
        "",
        '~~~~python skip="a reason"',
        "```python raises=KeyError",
        "~~~~",
        "```text",
        "```",
    )
    assert strip_directives(before, "en") == text(
        "- item with `raises=KeyError`",
        "",
        '    ```python title="a b.py, raises KeyError"',
        "    raises=KeyError",
        "    ```",
        "",
        '~~~~python title="not run: a reason"',
        "```python raises=KeyError",
        "~~~~",
        "```text",
        "```",
    )


def test_a_text_without_directives_stays_as_it_is() -> None:
    before = text("# Title", "```python", "a", "```", "``` {.text .output}", "b", "```")
    assert strip_directives(before, "en") == before


def test_lines_in_fences_are_not_outside() -> None:
    markdown = text("a", "```", "b", "```", "c", "> ```", "> d", "> ```", "e").rstrip("\n")
    assert outside(markdown) == [(1, "a"), (5, "c"), (9, "e")]


def test_what_follows_an_unclosed_fence_is_not_outside() -> None:
    assert outside("a\n```\nb\nc") == [(1, "a")]


@pytest.mark.parametrize(
    ("line", "blanked"),
    [
        ("a `b` c", "a     c"),
        ("`a`b`c`", "   b   "),
        ("``a`b`` c", "        c"),
        ("` `` ` a", "       a"),
        ("a ` b", "a ` b"),
        ("가 `나` 다", "가     다"),
    ],
)
def test_inline_code_is_blanked_and_keeps_its_length(line: str, blanked: str) -> None:
    assert outside(line) == [(1, blanked)]
