"""One finding reads like a compiler's message, and hints name the nearest known word."""

from __future__ import annotations

import pytest

from knowledge_base.findings import Finding, nearest


def test_a_finding_reads_as_path_line_what_and_hint() -> None:
    finding = Finding("docs/en/a.md", 3, "this is wrong", "mend it")
    assert str(finding) == "docs/en/a.md:3: this is wrong — mend it"


def test_findings_sort_by_path_then_line_as_a_number() -> None:
    places = [("b", 1), ("a", 10), ("a", 9)]
    findings = sorted(Finding(path, line, "", "") for path, line in places)
    assert [(f.path, f.line) for f in findings] == [("a", 9), ("a", 10), ("b", 1)]


def test_equal_findings_are_one_in_a_set() -> None:
    assert len({Finding("a", 1, "x", "y"), Finding("a", 1, "x", "y")}) == 1


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("amy", "did you mean 'ami'?"),
        ("libri-speech", "did you mean 'librispeech'?"),
        ("zzz", "add it"),
        ("", "add it"),
    ],
)
def test_the_hint_names_a_word_only_where_one_is_close(word: str, hint: str) -> None:
    assert nearest(word, ["ami", "librispeech"], "add it") == hint


def test_the_hint_does_not_depend_on_the_order_of_the_known_words() -> None:
    known = ["abcd", "abce"]
    assert nearest("abcx", known, "") == nearest("abcx", reversed(known), "")


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("ami", [], "add it") == "add it"
