"""Citations: found outside code, checked, numbered."""

from __future__ import annotations

import pytest

from knowledge_base.findings import Finding
from knowledge_base.pages import Page, page_sources
from knowledge_base.references.bibliography import Reference
from knowledge_base.references.citations import (
    check_citations,
    cited_keys,
    number_citations,
)

PATH = "docs/en/a.md"
ADD = "add the entry, with doi, eprint or url"


def reference(key: str) -> Reference:
    return Reference(key, 1, (key.upper(),), False, "T", "", "", (), None)


REFERENCES = {key: reference(key) for key in ("a", "b", "kim2026-x", "a:b.c")}


def check(text: str, *, required: bool = True, **meta: object) -> list[Finding]:
    return check_citations(Page(PATH, "en", "a", text, meta), REFERENCES, required=required)


def numbered(text: str, locale: str = "en", **meta: object) -> str:
    return number_citations(text, meta, REFERENCES, locale)


def body(text: str) -> str:
    """A page with its citations numbered, without the list of sources."""
    return numbered(text).partition("\n\n## Sources")[0]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("no citation", []),
        ("A claim [@a].", [(1, "a")]),
        ("[@a][@b]\n\n[@a]", [(1, "a"), (1, "b"), (3, "a")]),
        ("[@a; @b;@kim2026-x ; @a:b.c]", [(1, "a"), (1, "b"), (1, "kim2026-x"), (1, "a:b.c")]),
        ("> - [@a]", [(1, "a")]),
        ("`[@a]` and ``[@b] ` ``", []),
        ("```text\n[@a]\n```\n[@b]", [(4, "b")]),
        ("@a, a@b.org, [a], [a@b], @[a], [@ a], [@]", []),
    ],
)
def test_citations_are_found_outside_code(text: str, keys: list[tuple[int, str]]) -> None:
    assert list(cited_keys(text)) == keys


@pytest.mark.parametrize(
    ("meta", "sources"),
    [
        ({}, []),
        ({"sources": None}, []),
        ({"sources": []}, []),
        ({"sources": ["a", "b"]}, ["a", "b"]),
        ({"sources": "a"}, ["a"]),
        ({"sources": [2026]}, ["2026"]),
    ],
)
def test_front_matter_may_name_sources(meta: dict[str, object], sources: list[str]) -> None:
    assert page_sources(meta) == sources


def test_a_page_whose_sources_are_known_has_no_findings() -> None:
    assert check("A claim [@a; @b].", sources=["kim2026-x"]) == []


def test_sources_in_the_front_matter_are_enough() -> None:
    assert check("no citation", sources=["a"]) == []


def test_a_page_without_sources_is_found_where_they_are_required() -> None:
    assert check("no citation, `[@a]`") == [
        Finding(
            PATH,
            1,
            "the page names no source",
            "cite one as [@key], or name it in the front matter: sources: [key]",
        )
    ]
    assert check("no citation", required=False) == []


@pytest.mark.parametrize(
    ("text", "line", "key", "hint"),
    [
        ("\nA claim [@kim2025-x].", 2, "kim2025-x", "did you mean 'kim2026-x'?"),
        ("[@a; @zzzz]", 1, "zzzz", ADD),
        ("[@A]", 1, "A", ADD),
        ("[@https://example.org/]", 1, "https://example.org/", ADD),
    ],
)
def test_a_key_without_an_entry_is_found_at_its_line(
    text: str, line: int, key: str, hint: str
) -> None:
    assert check(text) == [Finding(PATH, line, f"no entry '{key}' in data/references.bib", hint)]


def test_a_key_without_an_entry_is_found_in_the_front_matter() -> None:
    assert check("[@a]", sources=["zzzz"]) == [
        Finding(PATH, 1, "no entry 'zzzz' in data/references.bib", ADD)
    ]


def test_every_citation_without_an_entry_is_found() -> None:
    assert [finding.line for finding in check("[@zzzz]\n[@zzzz; @yyyy]")] == [1, 2, 2]


def test_citations_are_numbered_by_first_use_and_listed() -> None:
    assert numbered("One [@b].\n\nTwo [@a; @b] [@b].\n") == (
        "One \\[[1](#ref-b)\\].\n\n"
        "Two \\[[2](#ref-a), [1](#ref-b)\\] \\[[1](#ref-b)\\].\n"
        "\n\n## Sources {#sources}\n\n"
        "1. B. “T”.\n    {: #ref-b }\n"
        "2. A. “T”.\n    {: #ref-a }\n"
    )


def test_the_list_is_in_the_language_of_the_page() -> None:
    assert "\n## 출처 {#sources}\n" in numbered("[@a]", "ko")


def test_sources_of_the_front_matter_come_last() -> None:
    text = numbered("[@b]", sources=["a", "b"])
    assert text.partition("{#sources}")[2] == (
        "\n\n1. B. “T”.\n    {: #ref-b }\n2. A. “T”.\n    {: #ref-a }\n"
    )


def test_sources_of_the_front_matter_alone_make_a_list() -> None:
    assert numbered("text", sources=["a", "zzzz"]) == (
        "text\n\n## Sources {#sources}\n\n1. A. “T”.\n    {: #ref-a }\n"
    )


def test_an_address_is_listed_as_it_is_under_its_number() -> None:
    assert numbered("[@a; @https://example.org/x?y=1#z]") == (
        "\\[[1](#ref-a), [2](#ref-2)\\]\n\n## Sources {#sources}\n\n"
        "1. A. “T”.\n    {: #ref-a }\n"
        "2. <https://example.org/x?y=1#z>\n    {: #ref-2 }\n"
    )


@pytest.mark.parametrize("text", ["", "no citation\n", "`[@a]`", "```\n[@a]\n```\n", "[@zzzz]"])
def test_a_page_without_citations_stays_as_it_is(text: str) -> None:
    assert numbered(text) == text


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("`[@a]` is written [@a]", "`[@a]` is written \\[[1](#ref-a)\\]"),
        ("[@a] is written `[@a]`", "\\[[1](#ref-a)\\] is written `[@a]`"),
        ("``[@a] ` `` [@b]", "``[@a] ` `` \\[[1](#ref-b)\\]"),
        ("[@zzzz] and [@a]", "[@zzzz] and \\[[1](#ref-a)\\]"),
        ("[@a] and [a](b.md)", "\\[[1](#ref-a)\\] and [a](b.md)"),
        ("| [@a] | [@b] |", "| \\[[1](#ref-a)\\] | \\[[2](#ref-b)\\] |"),
    ],
)
def test_code_and_unknown_keys_stay_beside_a_citation(line: str, result: str) -> None:
    assert body(line) == result


def test_a_fence_between_citations_stays_as_it_is() -> None:
    text = "[@a]\n\n```text\n[@b]\n```\n\n[@a]"
    assert body(text) == "\\[[1](#ref-a)\\]\n\n```text\n[@b]\n```\n\n\\[[1](#ref-a)\\]"


@pytest.mark.parametrize("written", ["[@a, p. 3]", "[@a @b]", "[@]", "[@a"])
def test_what_only_looks_like_a_citation_is_found(written: str) -> None:
    page = Page("docs/en/a.md", "en", "a", f"One claim [@a].\n\nA claim {written}\n", {})
    found = check_citations(page, ["a", "b"])
    assert [(f.line, f.what) for f in found] == [(3, f"'{written}' is no citation")]
