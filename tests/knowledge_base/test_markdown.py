"""Tables and links that are made rather than written."""

from __future__ import annotations

import pytest

from knowledge_base.markdown import page_link, table


def test_a_table_has_a_header_a_rule_and_a_line_for_each_row() -> None:
    assert table(["A", "B"], [["1", "2"], ["3", ""]]) == (
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |"
    )


def test_a_table_without_rows_is_its_header() -> None:
    assert table(["A"], []) == "| A |\n| --- |"


@pytest.mark.parametrize(
    ("cell", "written"),
    [("a|b", r"a\|b"), ("`a | b`", r"`a \| b`"), ("two\nlines", "two lines"), (" a  b ", "a b")],
)
def test_a_cell_breaks_no_table(cell: str, written: str) -> None:
    assert table(["A"], [[cell]]).splitlines()[2] == f"| {written} |"


@pytest.mark.parametrize(
    ("target", "key", "address"),
    [
        ("datasets/ami", "index", "datasets/ami.md"),
        ("datasets/ami", "datasets/index", "ami.md"),
        ("datasets/ami", "speech/index", "../datasets/ami.md"),
        ("glossary", "a/b/c", "../../glossary.md"),
        ("datasets/owsm-v3.1", "datasets/owsm", "owsm-v3.1.md"),
    ],
)
def test_a_page_link_is_relative_to_the_page_it_stands_on(
    target: str, key: str, address: str
) -> None:
    assert page_link("Text", target, key) == f"[Text]({address})"
