"""Pages as they are written: front matter, headings, what can't be read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml

from knowledge_base.findings import Finding
from knowledge_base.pages import (
    Heading,
    Page,
    check_front_matter,
    parse_front_matter,
    read_page,
    read_pages,
    stray_files,
)

PATH = "docs/en/a.md"
GOOD: dict[str, object] = {
    "title": "A title",
    "description": "A description.",
    "checked": dt.date(2026, 11, 1),
}


def page(text: str = "", **meta: object) -> Page:
    return Page(PATH, "en", "a", text, GOOD | meta)


def write(root: Path, path: str, text: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_front_matter_is_a_mapping_between_two_rules() -> None:
    text = "---\ntitle: A\nchecked: 2026-11-23\n---\n\nText\n\n---\n\nMore\n"
    assert parse_front_matter(text) == {"title": "A", "checked": dt.date(2026, 11, 23)}


def test_front_matter_that_is_never_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed by a line '---'"):
        parse_front_matter("---\ntitle: A\n")


@pytest.mark.parametrize("text", ["", "Text\n", "\n---\ntitle: A\n---\n"])
def test_a_text_may_lack_front_matter(text: str) -> None:
    assert parse_front_matter(text) == {}


@pytest.mark.parametrize("front_matter", ["- a", "text", "# a comment"])
def test_front_matter_that_is_no_mapping_is_refused(front_matter: str) -> None:
    with pytest.raises(ValueError, match=r"^the front matter is not a mapping$"):
        parse_front_matter(f"---\n{front_matter}\n---\n")


def test_front_matter_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(yaml.YAMLError):
        parse_front_matter("---\ntitle: [\n---\n")


def test_a_page_knows_its_language_and_what_its_translations_share(tmp_path: Path) -> None:
    text = "---\ntitle: 제목\n---\n본문\n"
    path = write(tmp_path, "docs/ko/datasets/owsm-v3.1.md", text)
    assert read_page(tmp_path, path) == Page(
        "docs/ko/datasets/owsm-v3.1.md", "ko", "datasets/owsm-v3.1", text, {"title": "제목"}
    )


def test_a_notebook_is_a_page(tmp_path: Path) -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["## A {#a}\n", "text"]}
    notebook = {"cells": [cell], "metadata": {"knowledge_base": {"title": "A"}}}
    text = json.dumps(notebook, indent=1, sort_keys=True)
    found = read_page(tmp_path, write(tmp_path, "docs/en/speech/fusion.ipynb", text))
    assert (found.key, found.meta, found.is_notebook) == ("speech/fusion", {"title": "A"}, True)
    assert found.headings == [Heading(7, 2, "A", "a")]


def test_pages_of_both_languages_are_read_and_other_files_are_not(tmp_path: Path) -> None:
    for path in ("en/b.md", "en/a/b.md", "ko/b.md", "en/assets/b.svg", "fr/b.md"):
        write(tmp_path, f"docs/{path}", "")
    pages, findings = read_pages(tmp_path)
    assert [found.path for found in pages] == ["docs/en/a/b.md", "docs/en/b.md", "docs/ko/b.md"]
    assert findings == []


@pytest.mark.parametrize(
    ("name", "text", "line", "problem"),
    [
        (
            "b.md",
            "---\ntitle: A\ndescription: a: b\n---\n",
            3,
            "mapping values are not allowed here",
        ),
        ("b.md", "---\n- a\n---\n", 1, "the front matter is not a mapping"),
        ("b.md", "---\nchecked: 2026-02-30\n---\n", 1, "day is out of range for month"),
        (
            "b.md",
            b"\xff\n",
            1,
            "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        ),
        (
            "b.ipynb",
            '{\n"cells": [,]}',
            2,
            "Expecting value: line 2 column 11 (char 12)",
        ),
        ("b.ipynb", "{}", 1, "this is no notebook: it has no cells"),
        (
            "b.ipynb",
            '{"cells": [{"cell_type": "code", "source": "a"}]}',
            1,
            "the notebook is not laid out as Jupyter writes it: open and save it there",
        ),
    ],
    ids=["no YAML", "no mapping", "no day", "no UTF-8", "no JSON", "no notebook", "laid out"],
)
def test_a_page_that_cant_be_read_is_found_and_the_others_are_read(
    tmp_path: Path, name: str, text: str | bytes, line: int, problem: str
) -> None:
    write(tmp_path, "docs/en/a.md", "")
    write(tmp_path, f"docs/en/{name}", text)
    pages, findings = read_pages(tmp_path)
    assert [found.path for found in pages] == ["docs/en/a.md"]
    assert findings == [
        Finding(
            f"docs/en/{name}",
            line,
            f"can't be read: {problem}",
            "mend the front matter between the two '---' lines, or the notebook's JSON",
        )
    ]


def test_prose_is_what_is_neither_front_matter_nor_code() -> None:
    text = "---\ntitle: A\n---\na `b`\n```python\nc\n```\nd"
    assert page(text).prose == [(4, "a    "), (8, "d")]


def test_fences_have_the_lines_of_the_file() -> None:
    assert [f.line for f in page("---\ntitle: A\n---\n\n```python\n```\n").fences] == [5]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# A", Heading(1, 1, "A", None)),
        ("## A B {#a-b}", Heading(1, 2, "A B", "a-b")),
        ("###### 가  {  #a_1 } ", Heading(1, 6, "가", "a_1")),
        ("## A {#a .b}", Heading(1, 2, "A {#a .b}", None)),
    ],
)
def test_a_heading_has_a_level_a_text_and_perhaps_an_id(line: str, heading: Heading) -> None:
    assert page(line).headings == [heading]


@pytest.mark.parametrize("line", ["####### A", "#A", "    ## A", "text ## A", "`## A`"])
def test_what_is_no_heading_is_not_read_as_one(line: str) -> None:
    assert page(line).headings == []


def test_headings_in_code_and_front_matter_do_not_count() -> None:
    text = "---\n# a comment\ntitle: A\n---\n## A {#a}\n```python\n# a comment\n```\n"
    assert page(text).headings == [Heading(5, 2, "A", "a")]


def test_a_complete_page_is_as_it_should_be() -> None:
    assert check_front_matter(page("## A {#a}\n\ntext\n\n### B {#b}\n")) == []


@pytest.mark.parametrize("checked", [dt.date(2026, 11, 1), "2026-11-01"])
def test_the_day_may_be_written_with_or_without_quotes(checked: object) -> None:
    assert check_front_matter(page(checked=checked)) == []


@pytest.mark.parametrize("name", ["title", "description"])
@pytest.mark.parametrize("value", [None, "", "  ", 3.13, ["a"]])
def test_a_missing_title_or_description_is_found(name: str, value: object) -> None:
    assert check_front_matter(Page(PATH, "en", "a", "", GOOD | {name: value})) == [
        Finding(
            PATH, 1, f"no {name} in the front matter", f"add '{name}: …' in the page's language"
        )
    ]


def test_a_description_may_be_as_long_as_search_engines_show() -> None:
    assert check_front_matter(page(description="가" * 200)) == []
    assert check_front_matter(page(description="가" * 201)) == [
        Finding(
            PATH,
            1,
            "the description has 201 characters",
            "say it in 200: search engines cut the rest off",
        )
    ]


@pytest.mark.parametrize(
    ("checked", "shown"),
    [
        (None, "None"),
        ("yesterday", "'yesterday'"),
        ("2026-02-30", "'2026-02-30'"),
        (True, "True"),
        (
            dt.datetime(2026, 11, 1, 10, tzinfo=dt.UTC),
            "datetime.datetime(2026, 11, 1, 10, 0, tzinfo=datetime.timezone.utc)",
        ),
    ],
    ids=["missing", "word", "no such day", "yes", "time"],
)
def test_a_check_on_no_day_is_found(checked: object, shown: str) -> None:
    assert check_front_matter(page(checked=checked)) == [
        Finding(
            PATH,
            1,
            f"'checked' is {shown}, not a day",
            "write the day on which the page's facts were last verified, as 2026-11-23",
        )
    ]


def test_a_check_in_the_future_is_found() -> None:
    assert check_front_matter(page(checked=dt.date(9999, 1, 1))) == [
        Finding(PATH, 1, "'checked' is 9999-01-01, in the future", "write a day gone by")
    ]


@pytest.mark.parametrize("heading", ["A heading", "`list.sort()`", "The `list`"])
def test_a_heading_without_an_id_is_found(heading: str) -> None:
    assert check_front_matter(page(f"text\n\n## {heading}\n")) == [
        Finding(
            PATH,
            3,
            f"the heading '{heading}' has no id",
            "add one, the same in both languages: '## … {#short-name}'",
        )
    ]


def test_a_second_title_is_found() -> None:
    assert check_front_matter(page("text\n\n# A {#a}\n")) == [
        Finding(
            PATH,
            3,
            "a heading of the first level in the text",
            "the title of the front matter makes it; begin with '##'",
        )
    ]


def test_an_id_given_twice_is_found_at_both_places() -> None:
    found = check_front_matter(page("## A {#a}\n\n## B {#b}\n\n## C {#a}\n"))
    what = "the id '#a' is given more than once"
    assert [(f.line, f.what) for f in found] == [(1, what), (5, what)]


def test_what_is_published_unchecked_is_found(tmp_path: Path) -> None:
    for path in ("en/a.md", "en/b.ipynb", "assets/c.css", "en/.d/e.md", "en/f.txt", "fr/g.md"):
        write(tmp_path, f"docs/{path}", "")
    (tmp_path / "docs/en/h.md").symlink_to("/etc/hostname")
    (tmp_path / "docs/ko").symlink_to("/etc")
    assert [(f.path, f.what) for f in stray_files(tmp_path)] == [
        ("docs/en/f.txt", "this is no page"),
        ("docs/en/h.md", "this is a symbolic link"),
        ("docs/fr/g.md", "this is a file of no language"),
        ("docs/ko", "this is a symbolic link"),
    ]


def test_a_byte_order_mark_is_told_as_such(tmp_path: Path) -> None:
    write(tmp_path, "docs/en/a.md", "\ufeff---\ntitle: A\n---\n")
    _, (found,) = read_pages(tmp_path)
    assert "begins with a byte order mark" in found.what


@pytest.mark.parametrize("text", ["---\ntitle: A\n---", "--- \ntitle: A\n---\t\nText\n"])
def test_blanks_after_the_rules_of_front_matter_do_not_matter(text: str) -> None:
    assert parse_front_matter(text) == {"title": "A"}


@pytest.mark.parametrize(
    ("meta", "what"),
    [
        ({"tittle": "A"}, "'tittle' in the front matter means nothing"),
        ({"template": "x.html"}, "'template' in the front matter means nothing"),
        ({"title": "List<T>"}, "markup in the title"),
    ],
)
def test_what_front_matter_may_not_hold_is_found(meta: dict[str, str], what: str) -> None:
    found = check_front_matter(page(**meta))
    assert what in [finding.what for finding in found]
