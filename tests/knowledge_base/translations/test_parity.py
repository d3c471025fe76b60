"""Two languages of a page hold the same structure, code and sources."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge_base.fences import Fence, parse_fences
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.translations.parity import check_translations, same_code

EN, KO = "docs/en/a.md", "docs/ko/a.md"
ONLY = "only comments and strings that hold Hangul may differ"


def page(text: str, locale: str = "en", key: str = "a", **meta: object) -> Page:
    return Page(f"docs/{locale}/{key}.md", locale, key, text, meta)


def check(english: str, korean: str) -> list[Finding]:
    return check_translations([page(english), page(korean, "ko")])


def fenced(code: str, info: str = "python") -> str:
    return f"text\n\n```{info}\n{code}\n```\n"


def fence(code: str, language: str) -> Fence:
    (found,) = parse_fences(f"```{language}\n{code}\n```\n")
    return found


ENGLISH = """---
title: A
---

## One {#one}

A claim [@a; @b].

```python
# a comment
print("two words")
#> two words
```

### Two {#two}
"""
KOREAN = """---
title: 가
---

## 하나 {#one}

주장입니다[@b]. 또 하나[@a].

더 긴 설명입니다.

```python
# 주석
print("두 낱말")
#> 두 낱말
```

### 둘 {#two}
"""


def test_a_translation_has_no_findings() -> None:
    assert check(ENGLISH, KOREAN) == []


def test_no_pages_have_no_findings() -> None:
    assert check_translations([]) == []


@pytest.mark.parametrize(
    ("locale", "path", "other", "into"),
    [("en", EN, KO, "ko"), ("ko", KO, EN, "en")],
)
def test_a_page_in_one_language_only_is_found(
    locale: str, path: str, other: str, into: str
) -> None:
    assert check_translations([page("", locale)]) == [
        Finding(path, 1, f"there is no {other}", f"add the page in '{into}'")
    ]


def test_pages_are_matched_by_their_key() -> None:
    pages = [page("", "en", "b"), page("", "ko", "a"), page("", "ko", "b"), page("", "en", "a")]
    assert check_translations(pages) == []


def test_findings_of_all_pages_are_sorted() -> None:
    found = check_translations([page("", "ko", "b"), page("", "en", "d"), page("", "en", "c")])
    assert [f.path for f in found] == ["docs/en/c.md", "docs/en/d.md", "docs/ko/b.md"]


@pytest.mark.parametrize(
    ("korean", "line", "what", "hint"),
    [
        (
            "## 하나 {#one}\n\n## 둘 {#zwei}\n\n## 셋 {#three}\n",
            3,
            f"the heading is ## #zwei, {EN}:3 has ## #two",
            "give both the same level and id, in order",
        ),
        (
            "## 하나 {#one}\n\n### 둘 {#two}\n\n## 셋 {#three}\n",
            3,
            f"the heading is ### #two, {EN}:3 has ## #two",
            "give both the same level and id, in order",
        ),
        (
            "## 둘 {#two}\n\n## 하나 {#one}\n\n## 셋 {#three}\n",
            1,
            f"the heading is ## #two, {EN}:1 has ## #one",
            "give both the same level and id, in order",
        ),
        (
            "## 하나 {#one}\n\n## 둘\n\n## 셋 {#three}\n",
            3,
            f"the heading is ## 둘, {EN}:3 has ## #two",
            "give both the same level and id, in order",
        ),
        (
            "## 하나 {#one}\n\n## 둘 {#two}\n\n본문\n",
            5,
            f"the heading '#three' of {EN}:5 is missing",
            "add its section",
        ),
        (
            "## 하나 {#one}\n\n## 둘 {#two}\n\n## 셋 {#three}\n\n## 넷 {#four}\n",
            7,
            f"the heading '#four' is not in {EN}",
            "add it there, or take it away here",
        ),
    ],
    ids=["id", "level", "order", "no id", "missing", "added"],
)
def test_the_first_heading_that_differs_is_found(
    korean: str, line: int, what: str, hint: str
) -> None:
    english = "## One {#one}\n\n## Two {#two}\n\n## Three {#three}\n"
    assert check(english, korean) == [Finding(KO, line, what, hint)]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("x = 1", "x = 1  # 하나"),
        ("x = 1  # one", "x = 1"),
        ("# one\nx = 1", "# 하나\n# 또\nx = 1"),
        ("x = 'one'", "x = '하나'"),
        ("print('one')\n#> one", "print('하나')\n#> 하나"),
        ("print(f'{x} hours of {y}')", "print(f'{y} {x}시간')"),
        ("print(f'{x:.2f} hours')", "print(f'{x:.2f}시간')"),
        ("print('a', f'{x!r}')", "print('가', f'{x!r}')"),
        ("d = {'one': [1, 2]}\nd['one']", "d = {'하나': [1, 2]}\nd['하나']"),
        ("x = (1,\n     2)", "x = (1, 2)"),
        ("x = 'a'", 'x = "a"'),
        ("x = '1 ''2'", "x = '하나' '둘'"),
    ],
    ids=[
        "comment added",
        "comment left out",
        "comments",
        "string",
        "output",
        "f-string in another order",
        "format",
        "f-string",
        "key",
        "layout",
        "quotes",
        "strings side by side",
    ],
)
def test_comments_and_strings_in_hangul_may_differ(english: str, korean: str) -> None:
    assert check(fenced(english), fenced(korean)) == []


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("x = 1", "x = 2"),
        ("x = 1", "y = 1"),
        ("x = 1", "x += 1"),
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("x = False", "x = 0"),
        ("x = 0.0", "x = 0j"),
        ("x = None", "x = '하나'"),
        ("x = 'a'", "x = 'b'"),
        ("x = 'a'", "x = b'a'"),
        ("f(a, b)", "f(b, a)"),
        ("f(a)", "f(a, b)"),
        ("f(a=1)", "f(b=1)"),
        ("x.sort()", "x.sorted()"),
        ("x = '하나'", "x = 한글"),
        ("x = 'one'", "x = f'{하나}'"),
        ("print(f'{x} hours')", "print(f'{y}시간')"),
        ("print(f'{x:.2f} hours')", "print(f'{x:.1f}시간')"),
        ("print(f'{x} {y}')", "print(f'{x}시간')"),
        ("print(f'{x}a')", "print(f'{x}b')"),
        ("x = '한글'", "y = '한글'"),
    ],
)
def test_code_that_differs_in_one_token_is_found(english: str, korean: str) -> None:
    assert check(fenced(english), fenced(korean)) == [
        Finding(KO, 4, f"the code differs from {EN}:3", ONLY)
    ]


@pytest.mark.parametrize(
    ("english", "korean", "line"),
    [
        ("x = 1\ny = 2\nz = 3", "x = 1\ny = 3\nz = 3", 5),
        ("x = 'one'\ny = 2", "x = '하나'\ny = 3", 5),
        ("# one\nx = 1", "# 하나\nx = 2", 5),
        ("x = 1\ny = 2", "# 하나\n\nx = 1\ny = 3", 7),
        ("x = 1", "x = 1\ny = 2", 5),
        ("x = 1\ny = (", "x = 1\ny = [", 5),
    ],
    ids=["line", "after a string", "after a comment", "after an added comment", "added", "no code"],
)
def test_code_that_differs_is_found_at_its_line(english: str, korean: str, line: int) -> None:
    assert check(fenced(english), fenced(korean)) == [
        Finding(KO, line, f"the code differs from {EN}:3", ONLY)
    ]


def test_every_fence_that_differs_is_found() -> None:
    english, korean = fenced("x = 1"), fenced("x = 2")
    assert [finding.line for finding in check(english * 3, korean + english + korean)] == [4, 14]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("python", "pycon"),
        ("python", "python raises=KeyError"),
        ("python raises=KeyError", "python raises=ValueError"),
    ],
)
def test_another_info_string_is_found_at_its_line(theirs: str, ours: str) -> None:
    found = check(fenced("x = 1", theirs), fenced("x = 1", ours))
    assert [(f.path, f.line, f.what) for f in found] == [(KO, 3, f"the code differs from {EN}:3")]


def test_a_missing_fence_is_found_at_the_end() -> None:
    assert check(fenced("x = 1"), "첫 줄\n\n끝 줄\n") == [
        Finding(KO, 3, f"the fence of {EN}:3 is missing", "add it")
    ]


def test_an_added_fence_is_found_at_its_line() -> None:
    assert check("text\n", fenced("x = 1")) == [
        Finding(KO, 3, f"this fence is not in {EN}", "add it there, or take it away here")
    ]


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("pycon", ">>> x = 'a'\n>>> x\n'a'", ">>> x = '가'\n>>> x\n'가'", True),
        ("pycon", ">>> # a\n>>> 1\n1", ">>> # 가\n>>> 1\n1", True),
        ("pycon", ">>> for x in y:\n...     x\n...", ">>> for x in y:\n...     z\n...", False),
        ("pycon", ">>> 1\n1", ">>> 2\n1", False),
        ("yaml", "a: 1  # one\n# two", "# 하나\na: 1", True),
        ("yaml", "a: one", "a: 하나", True),
        ("yaml", "a: 1", "a: 2", False),
        ("yaml", "a: 1", "a: 1\nb: 2", False),
        ("yaml", "a: '#1'", "a: '#2'", False),
        ("yaml", "a:\n  b: 1", "a:\nb: 1", False),
        ("toml", "a = 1  # one", "a = 1", True),
        ("toml", "a = 1", "a = 2", False),
        ("bash", "ls  # one\n\nls -l", "# 하나\nls\nls -l", True),
        ("bash", "ls -l", "ls -a", False),
        ("json", '{"a": "one"}', '{"a": "하나"}', True),
        ("json", '{"a": 1}', '{"a": 2}', False),
        ("text", "# one", "# two", False),
        ("text", "one", "하나", True),
        ("", "a  \n", "a", True),
        ("python", "x = = 1", "x = = 1", True),
        ("python", "x = = 1", "x = = 2", False),
    ],
)
def test_every_language_of_a_fence_is_compared(
    language: str, one: str, other: str, same: bool
) -> None:
    assert same_code(fence(one, language), fence(other, language)) is same
    assert same_code(fence(other, language), fence(one, language)) is same


def test_a_source_that_the_translation_does_not_cite_is_found() -> None:
    assert check("[@a] [@b; @c]", "[@b]") == [
        Finding(KO, 1, f"'@a' is cited in {EN} and not here", "cite it where the same is said"),
        Finding(KO, 1, f"'@c' is cited in {EN} and not here", "cite it where the same is said"),
    ]


def test_a_source_that_only_the_translation_cites_is_found() -> None:
    assert check("[@a]", "[@a]\n\n[@b]") == [
        Finding(KO, 1, f"'@b' is cited here and not in {EN}", "cite it there as well")
    ]


def test_how_often_and_where_a_source_is_cited_may_differ() -> None:
    assert check("[@a] [@b]\n\n[@a]", "[@b; @a]") == []


def test_citations_in_code_do_not_count() -> None:
    assert check("`[@a]`\n\n```text\n[@b]\n```\n", "text\n\n```text\n[@b]\n```\n") == []


def test_the_same_links_in_another_order_have_no_findings() -> None:
    english = "[a](b.md) and [c](d.md#e)\n\n[a](b.md) `[f](g.md)`\n"
    korean = "[다](d.md#e), [가](b.md), [가](b.md) `[라](h.md)`\n"
    assert check(english, korean) == []


@pytest.mark.parametrize(
    ("english", "korean", "path", "line", "target", "other"),
    [
        ("a\n\n[a](b.md)\n", "가\n", EN, 3, "b.md", KO),
        ("a\n", "가\n\n[가](b.md)\n", KO, 3, "b.md", EN),
        ("[a](#b)\n", "[가](#b)\n\n![나](c.svg)\n", KO, 3, "c.svg", EN),
    ],
    ids=["missing", "added", "picture"],
)
def test_a_link_in_one_language_only_is_found_at_its_line(
    english: str, korean: str, path: str, line: int, target: str, other: str
) -> None:
    what = f"the link to '{target}' is not in {other}"
    assert check(english, korean) == [
        Finding(path, line, what, "link the same places in both languages")
    ]


def test_a_link_that_stands_more_often_is_found_at_its_last_place() -> None:
    (found,) = check("[a](b.md)\n\n[a](b.md)\n", "[가](b.md)\n")
    what = f"the link to 'b.md' stands 2 times on the page, 1 times in {KO}"
    assert (found.path, found.line, found.what) == (EN, 3, what)


def test_a_placeholder_in_one_language_only_is_found() -> None:
    (found,) = check("<!-- corpora: table -->\n", "표\n")
    assert (found.path, found.what) == (EN, f"<!-- corpora: table --> is not in {KO}")


def test_another_target_is_found_in_both_languages() -> None:
    assert [(f.path, f.what) for f in check("[a](b.md#c)", "[가](b.md#d)")] == [
        (EN, f"the link to 'b.md#c' is not in {KO}"),
        (KO, f"the link to 'b.md#d' is not in {EN}"),
    ]


TABLE = ["| a | b |", "| --- | --- |", "| 1 | 2 |", "| 3 | 4 |"]


def test_tables_of_the_same_size_have_no_findings() -> None:
    english = "\n".join([*TABLE, "", "text", "", *TABLE[:3]])
    korean = "\n".join(["글", "", *TABLE[:3], "| `a|b` | c \\| d |", "", *TABLE[:3]])
    assert check(english, korean) == []


@pytest.mark.parametrize(
    ("korean", "line", "what"),
    [
        (TABLE[:3], 1, f"the table has 3 rows × 2 columns, {EN}:1 has 4 × 2"),
        (["글", "", *TABLE, "| 5 | 6 |"], 3, f"the table has 5 rows × 2 columns, {EN}:1 has 4 × 2"),
        (
            [f"{row} c |" for row in TABLE],
            1,
            f"the table has 4 rows × 3 columns, {EN}:1 has 4 × 2",
        ),
        (["| a |", *TABLE[1:]], 1, f"the table has 4 rows × 1 columns, {EN}:1 has 4 × 2"),
        (["글", "", "글"], 3, f"the table has 0 rows × 0 columns, {EN}:1 has 4 × 2"),
        ([*TABLE, "", *TABLE], 6, f"the table has 4 rows × 2 columns, {EN} has none here"),
    ],
    ids=["row missing", "row added", "column added", "header", "missing", "added"],
)
def test_the_first_table_that_differs_is_found(korean: list[str], line: int, what: str) -> None:
    assert check("\n".join(TABLE), "\n".join(korean)) == [
        Finding(KO, line, what, "give both the same rows and columns")
    ]


def test_pages_checked_on_different_days_are_found() -> None:
    days = dt.date(2026, 11, 2), dt.date(2026, 11, 1)
    pages = [page("", locale, checked=day) for locale, day in zip(("en", "ko"), days, strict=True)]
    assert check_translations(pages) == [
        Finding(
            KO,
            1,
            f"checked on 2026-11-01, {EN} on 2026-11-02",
            "verify the facts of both on one day",
        )
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [('python skip="needs a GPU"', 'python skip="GPU 필요"'), ('python title="a"', "python")],
)
def test_the_words_of_an_info_string_may_differ(theirs: str, ours: str) -> None:
    assert check(fenced("x = 1", theirs), fenced("x = 1", ours)) == []
