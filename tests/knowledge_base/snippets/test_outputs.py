"""The `#>` lines of a fence, held against what its statements printed."""

from __future__ import annotations

import pytest

from knowledge_base.snippets.outputs import Difference, Shown, compare, shown_outputs
from knowledge_base.snippets.runner import Event


def code(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def printed(line: int, output: str = "", *, end: int = 0) -> Event:
    return Event(0, "printed", line=line, end=end or line, output=output)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["print(1)"], []),
        (["print(1)", "#> 1"], [Shown(2, "1\n")]),
        (["#> a", "#> b", "x", "#> c"], [Shown(1, "a\nb\n"), Shown(4, "c\n")]),
        (["#> a", "", "#> b"], [Shown(1, "a\n"), Shown(3, "b\n")]),
        (["    #> a", "\t#> b"], [Shown(1, "a\nb\n")]),
        (["#>", "#> ", "#>  a"], [Shown(1, "\n\n a\n")]),
        (["#> #> a"], [Shown(1, "#> a\n")]),
        (["# > a", "#>a", "x  #> a", "# a"], []),
    ],
)
def test_a_run_of_marked_lines_is_one_output(lines: list[str], shown: list[Shown]) -> None:
    assert list(shown_outputs(code(*lines))) == shown


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        ([], []),
        (["x = 1"], [printed(1)]),
        (["print(1)", "#> 1"], [printed(1, "1\n")]),
        (["print(1)", "#> 1", "", "print(2)", "#> 2"], [printed(1, "1\n"), printed(4, "2\n")]),
        (["print(1)", "", "# why", "#> 1", "x = 1"], [printed(1, "1\n"), printed(5)]),
        (["print(1)", "print(2)", "#> 1", "#> 2"], [printed(1, "1\n"), printed(2, "2\n")]),
        (["print(1); print(2)", "#> 1", "#> 2"], [printed(1, "1\n"), printed(1, "2\n")]),
        (["for i in 1, 2:", "    print(i)", "#> 1", "#> 2"], [printed(1, "1\n2\n", end=2)]),
        (["for i in 1, 2:", "    print(i)", "    #> 1", "    #> 2"], [printed(1, "1\n2\n", end=2)]),
        (["print('a\\n\\nb')", "#> a", "#>", "#> b"], [printed(1, "a\n\nb\n")]),
        (["print('\\na')", "#>", "#> a"], [printed(1, "\na\n")]),
        (["print('a', end='')", "#> a"], [printed(1, "a")]),
        (["print('a  ')", "#> a"], [printed(1, "a  \n")]),
        (["print('  a')", "#>   a"], [printed(1, "  a\n")]),
        (["print('a', end='')", "print('b')", "#> ab"], [printed(1, "a"), printed(2, "b\n")]),
        (
            ["print(1)", "#> 1", "f()", "#> 2"],
            [printed(1, "1\n"), Event(0, "raised", line=3, end=3, output="2\n", type="KeyError")],
        ),
        (
            ["def f():", "    raise KeyError", "print(1)", "#> 1", "f()"],
            [printed(1, end=2), printed(3, "1\n"), Event(0, "raised", line=2, end=5)],
        ),
        (["print(1)", "#> 1"], [Event(0, "start"), printed(1, "1\n"), Event(1, "done")]),
    ],
    ids=[
        "nothing",
        "nothing printed",
        "output",
        "two outputs",
        "comment between",
        "shown together",
        "one line",
        "loop",
        "loop with indented output",
        "empty line",
        "empty first line",
        "no newline",
        "blanks at the end",
        "blanks at the beginning",
        "line in two parts",
        "printed before it raised",
        "raised in an earlier line",
        "other events",
    ],
)
def test_outputs_that_are_shown_as_printed_do_not_differ(
    lines: list[str], events: list[Event]
) -> None:
    assert list(compare(code(*lines), events)) == []


@pytest.mark.parametrize(
    ("lines", "events", "differences"),
    [
        (["print(1)", "#> 2"], [printed(1, "1\n")], [Difference(2, "2\n", "1\n")]),
        (["print(1)"], [printed(1, "1\n")], [Difference(1, None, "1\n")]),
        (
            ["print(1)", "x = 1", "y = 2"],
            [printed(1, "1\n"), printed(2), printed(3)],
            [Difference(1, None, "1\n")],
        ),
        (
            ["print(1)", "#> 1", "", "print(2)", "x = 1"],
            [printed(1, "1\n"), printed(4, "2\n"), printed(5)],
            [Difference(4, None, "2\n")],
        ),
        (["x = 1", "#> 1"], [printed(1)], [Difference(2, "1\n", "")]),
        (["#> 1", "x = 1"], [printed(2)], [Difference(1, "1\n", "")]),
        (
            ["#> 1", "print(1)"],
            [printed(2, "1\n")],
            [Difference(1, "1\n", ""), Difference(2, None, "1\n")],
        ),
        (
            ["print(1)", "#> 1", "x = 1", "#> 1"],
            [printed(1, "1\n"), printed(3)],
            [Difference(4, "1\n", "")],
        ),
        (
            ["print(1)", "#> 2", "print(2)", "#> 1"],
            [printed(1, "1\n"), printed(3, "2\n")],
            [Difference(2, "2\n", "1\n"), Difference(4, "1\n", "2\n")],
        ),
        (
            ["for i in 1, 2:", "    print(i)", "    #> 1"],
            [printed(1, "1\n2\n", end=2)],
            [Difference(3, "1\n", "1\n2\n")],
        ),
        (
            ["print('a\\n\\nb')", "#> a", "#> b"],
            [printed(1, "a\n\nb\n")],
            [Difference(2, "a\nb\n", "a\n\nb\n")],
        ),
        (["print(' a')", "#> a"], [printed(1, " a\n")], [Difference(2, "a\n", " a\n")]),
        (
            ["print(1)", "#> 1", "", "#> 2"],
            [printed(1, "1\n")],
            [Difference(4, "2\n", "")],
        ),
        (["#> 1"], [], [Difference(1, "1\n", "")]),
        (
            ["f()", "#> 2"],
            [Event(0, "raised", line=1, end=1, output="1\n")],
            [Difference(2, "2\n", "1\n")],
        ),
    ],
    ids=[
        "other output",
        "not shown",
        "not shown, then more",
        "second not shown",
        "nothing printed",
        "before the first statement",
        "before its statement",
        "shown twice",
        "in the wrong order",
        "loop",
        "empty line not shown",
        "indentation",
        "two blocks",
        "no statement",
        "before it raised",
    ],
)
def test_a_difference_is_found_at_its_line(
    lines: list[str], events: list[Event], differences: list[Difference]
) -> None:
    assert list(compare(code(*lines), events)) == differences


def test_an_empty_output_that_is_not_shown_hides_nothing() -> None:
    assert list(compare("print()\n", [printed(1, "\n")])) == []
