"""Comments that stand for data: found, refused, filled."""

from __future__ import annotations

import pytest

from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.placeholders import (
    Placeholder,
    PlaceholderError,
    Renderer,
    check_placeholders,
    choose,
    expand,
    find_placeholders,
)

PATH = "docs/en/a.md"
COLUMNS = ("hours", "licence")


def corpora(placeholder: Placeholder, locale: str, key: str) -> str:
    choose("view", placeholder.view, ["table", "count"])
    placeholder.take("columns", "mix")
    for name in placeholder.arguments.get("columns", "hours").split(","):
        choose("column", name, COLUMNS)
    return f"({placeholder.view} {locale} {key} {placeholder.arguments})"


RENDERERS: dict[str, Renderer] = {"corpora": corpora, "glossary": lambda *_: "a\nb"}


def check(text: str) -> list[Finding]:
    return check_placeholders(Page(PATH, "en", "a", text, {}), RENDERERS)


@pytest.mark.parametrize(
    ("comment", "placeholder"),
    [
        ("<!-- corpora: table -->", Placeholder(1, "corpora", "table", {})),
        (
            "<!-- corpora: table mix=owsm-v3.1 columns=hours,access -->",
            Placeholder(1, "corpora", "table", {"mix": "owsm-v3.1", "columns": "hours,access"}),
        ),
        ("<!-- mixes: a-b  id=c-->", Placeholder(1, "mixes", "a-b", {"id": "c"})),
        ("<!-- corpora: table wide -->", Placeholder(1, "corpora", "table", {"wide": ""})),
        ("<!-- corpora: table a=b=c -->", Placeholder(1, "corpora", "table", {"a": "b=c"})),
    ],
)
def test_a_placeholder_names_data_a_view_and_arguments(
    comment: str, placeholder: Placeholder
) -> None:
    assert list(find_placeholders(comment)) == [placeholder]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a comment -->",
        "<!-- TODO: table -->",
        "<!-- corpora table -->",
        "corpora: table",
        "`<!-- corpora: table -->`",
        "```text\n<!-- corpora: table -->\n```",
    ],
)
def test_other_comments_and_code_are_no_placeholders(text: str) -> None:
    assert list(find_placeholders(text)) == []


def test_placeholders_are_found_at_their_lines() -> None:
    text = "a <!-- a: b --> and <!-- c: d -->\n\n```\n<!-- e: f -->\n```\n> <!-- g: h -->\n"
    assert [(p.line, p.namespace) for p in find_placeholders(text)] == [
        (1, "a"),
        (1, "c"),
        (6, "g"),
    ]


def test_placeholders_that_can_be_filled_have_no_findings() -> None:
    assert check("<!-- corpora: table columns=licence -->\n<!-- glossary: table -->\n") == []


@pytest.mark.parametrize(
    ("comment", "what", "hint"),
    [
        ("corpus: table", "no data is called 'corpus'", "did you mean 'corpora'?"),
        ("zzz: table", "no data is called 'zzz'", "one of corpora, glossary"),
        ("corpora: tabel", "no view is called 'tabel'", "did you mean 'table'?"),
        ("corpora: zzz", "no view is called 'zzz'", "one of table, count"),
        (
            "corpora: table column=hours",
            "'corpora: table' takes no 'column'",
            "did you mean 'columns'?",
        ),
        ("corpora: table zzz", "'corpora: table' takes no 'zzz'", "it takes columns, mix"),
        ("corpora: table columns=hour", "no column is called 'hour'", "did you mean 'hours'?"),
        ("corpora: table columns=hours,", "no column is called ''", "one of hours, licence"),
    ],
)
def test_a_placeholder_that_cant_be_filled_is_found_at_its_line(
    comment: str, what: str, hint: str
) -> None:
    assert check(f"text\n\n<!-- {comment} -->\n") == [Finding(PATH, 3, what, hint)]


def test_a_name_must_be_given() -> None:
    with pytest.raises(PlaceholderError) as caught:
        choose("mix", None, "abcdefg")
    assert caught.value.what == "no mix is named"
    assert caught.value.hint == "add mix=…, one of a, b, c, d, e"


def test_a_name_that_is_known_is_chosen() -> None:
    assert choose("mix", "a", iter(["a", "b"])) == "a"


def test_a_refusal_says_what_and_what_to_do() -> None:
    error = PlaceholderError("no view is called 'b'", "one of a")
    assert (error.what, error.hint) == ("no view is called 'b'", "one of a")
    assert str(error) == "no view is called 'b' — one of a"


def test_a_view_that_takes_nothing_says_so() -> None:
    with pytest.raises(PlaceholderError, match=r"^'a: b' takes no 'c' — it takes nothing$"):
        Placeholder(1, "a", "b", {"c": "d"}).take()


def test_placeholders_are_filled_where_they_stand() -> None:
    text = "# A\n\nThere are <!-- corpora: count --> of <!-- corpora: count mix=b -->.\n\n"
    assert expand(f"{text}<!-- glossary: table -->\nEnd", RENDERERS, "ko", "a/b") == (
        "# A\n\nThere are (count ko a/b {}) of (count ko a/b {'mix': 'b'}).\n\na\nb\nEnd"
    )


@pytest.mark.parametrize(
    "text",
    [
        "no placeholder\n",
        "<!-- corpora: tabel -->\n",
        "<!-- corpus: table -->",
        "```text\n<!-- corpora: table -->\n```\n",
        "`<!-- corpora: table -->`\n",
    ],
)
def test_code_and_what_cant_be_filled_stay_as_they_are(text: str) -> None:
    assert expand(text, RENDERERS, "en", "a") == text


def test_inline_code_stays_as_it_is_beside_a_placeholder() -> None:
    text = "`<!-- corpora: count -->` makes <!-- corpora: count -->"
    assert expand(text, RENDERERS, "en", "a") == "`<!-- corpora: count -->` makes (count en a {})"


@pytest.mark.parametrize(
    "written", ["<!--corpora: table-->", "<!-- Corpora: table -->", "<!-- mixes table -->"]
)
def test_a_comment_that_was_meant_to_be_a_placeholder_is_found(written: str) -> None:
    page = Page("docs/en/a.md", "en", "a", f"{written}\n", {})
    (found,) = check_placeholders(page, RENDERERS)
    assert found.what == f"'{written}' is no placeholder"
