"""The bibliography: read, checked, and written for a reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.findings import Finding
from knowledge_base.references.bibliography import Reference, load_bibliography

NAME = "data/references.bib"
PAPER = r"""@inproceedings{povey2016purely,
  author = {Povey, Daniel and van Merri{\"e}nboer, Bart and {The Kaldi Team}},
  title = {{Purely} Sequence-Trained   Networks -- Q\&A},
  booktitle = {Interspeech},
  pages = {2751--2755},
  year = {2016},
  doi = {10.21437/Interspeech.2016-595},
  url = {https://doi.org/10.21437/Interspeech.2016-595}
}
"""
PAGE = """@online{python-docs,
  author = {{Python Software Foundation}},
  title = {Built-in Types},
  url = {https://www.docs.python.org/3/library\\_a/x.html?a=1\\&b=2},
  urldate = {2026-11-01}
}
"""


def load(root: Path, text: str) -> tuple[dict[str, Reference], list[Finding]]:
    (root / "data").mkdir()
    (root / "data" / "references.bib").write_text(text, encoding="utf-8")
    return load_bibliography(root)


def reference(root: Path, text: str) -> Reference:
    references, findings = load(root, text)
    assert findings == []
    ((_, found),) = references.items()
    return found


def entry(**fields: str) -> str:
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return "@misc{key,\n" + ",\n".join(lines) + "\n}\n"


def test_a_paper_is_read_without_its_latex(tmp_path: Path) -> None:
    assert reference(tmp_path, "% a comment\n\n" + PAPER) == Reference(
        key="povey2016purely",
        line=3,
        authors=("Povey", "van Merriënboer", "The Kaldi Team"),
        others=False,
        title="Purely Sequence-Trained Networks – Q&A",
        venue="Interspeech, 2751–2755",
        year="2016",
        links=(
            (
                "doi:10.21437/Interspeech.2016-595",
                "https://doi.org/10.21437/Interspeech.2016-595",
            ),
        ),
        checked=None,
    )


def test_a_web_page_is_read_with_the_day_it_was_checked(tmp_path: Path) -> None:
    assert reference(tmp_path, PAGE) == Reference(
        key="python-docs",
        line=1,
        authors=("Python Software Foundation",),
        others=False,
        title="Built-in Types",
        venue="",
        year="",
        links=(("docs.python.org", "https://www.docs.python.org/3/library_a/x.html?a=1&b=2"),),
        checked=dt.date(2026, 11, 1),
    )


def test_entries_are_read_with_their_keys_and_lines(tmp_path: Path) -> None:
    references, findings = load(tmp_path, PAPER + "\n" + PAGE)
    assert findings == []
    assert {key: found.line for key, found in references.items()} == {
        "povey2016purely": 1,
        "python-docs": 11,
    }


def test_an_empty_bibliography_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "% nothing yet\n") == ({}, [])


def test_a_bibliography_that_is_not_there_is_found(tmp_path: Path) -> None:
    what = "can't be read: No such file or directory"
    assert load_bibliography(tmp_path) == ({}, [Finding(NAME, 1, what, "add the file")])


def test_a_bibliography_that_is_no_utf_8_is_found(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / NAME).write_bytes(b"% \xff\n")
    references, findings = load_bibliography(tmp_path)
    assert references == {}
    assert [(f.path, f.line, f.hint) for f in findings] == [(NAME, 1, "save it as UTF-8")]


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ({"journal": "A Journal"}, "A Journal"),
        ({"journal": "A Journal", "volume": "10"}, "A Journal 10"),
        ({"journal": "A Journal", "volume": "10", "number": "19"}, "A Journal 10(19)"),
        (
            {"journal": "A Journal", "volume": "10", "number": "19", "pages": "1--2"},
            "A Journal 10(19), 1–2",
        ),
        ({"journal": "A Journal", "number": "19"}, "A Journal"),
        ({"howpublished": "LDC97S62"}, "LDC97S62"),
        ({}, ""),
    ],
)
def test_a_venue_has_what_the_entry_says(
    tmp_path: Path, fields: dict[str, str], venue: str
) -> None:
    text = entry(title="A", doi="1", **fields)
    assert reference(tmp_path, text).venue == venue


DOI = ("doi:10.1/a", "https://doi.org/10.1/a")
ARXIV = ("arXiv:2401.00001", "https://arxiv.org/abs/2401.00001")
WEB = ("example.org", "https://example.org/a")


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"doi": "10.1/a"}, [DOI]),
        ({"eprint": "2401.00001"}, [ARXIV]),
        ({"url": "https://example.org/a"}, [WEB]),
        (
            {"url": "https://example.org/a", "eprint": "2401.00001", "doi": "10.1/a"},
            [DOI, ARXIV, WEB],
        ),
        ({"url": "https://dx.doi.org/10.1/a", "doi": "10.1/a"}, [DOI]),
        ({"url": "http://arxiv.org/pdf/2401.00001", "eprint": "2401.00001"}, [ARXIV]),
        ({"DOI": "10.1/a"}, [DOI]),
        ({"URL": "https://example.org/a"}, [WEB]),
    ],
)
def test_the_most_lasting_link_comes_first_and_none_twice(
    tmp_path: Path, fields: dict[str, str], links: list[tuple[str, str]]
) -> None:
    assert reference(tmp_path, entry(title="A", **fields)).links == tuple(links)


@pytest.mark.parametrize("name", ["title", "Title", "TITLE"])
def test_the_case_of_a_field_does_not_matter(tmp_path: Path, name: str) -> None:
    assert reference(tmp_path, entry(**{name: "A"}, doi="10.1/a")).title == "A"


def test_and_others_are_no_author(tmp_path: Path) -> None:
    found = reference(tmp_path, entry(title="A", doi="1", author="Kim, Minsu and others"))
    assert (found.authors, found.others) == (("Kim",), True)


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        (entry(doi="10.1/a"), 1, "'key' has no title", "add title = {…}"),
        (entry(title="A"), 1, "'key' leads nowhere", "add a doi, an arXiv eprint or a url"),
        (
            entry(title="A", url="www.example.org"),
            1,
            "'www.example.org' is no address",
            "begin it with https://",
        ),
        (
            PAGE.replace("urldate", "note"),
            1,
            "'python-docs' does not say when the page was read",
            "add urldate = {2026-11-23}",
        ),
        (
            PAGE.replace("2026-11-01", "yesterday"),
            1,
            "'python-docs' does not say when the page was read",
            "add urldate = {2026-11-23}",
        ),
    ],
    ids=["title", "link", "address", "day", "no day"],
)
def test_what_an_entry_lacks_is_found_at_its_line(
    tmp_path: Path, text: str, line: int, what: str, hint: str
) -> None:
    references, findings = load(tmp_path, PAPER + text)
    assert findings == [Finding(NAME, 9 + line, what, hint)]
    assert len(references) == 2


def test_all_that_an_entry_lacks_is_found(tmp_path: Path) -> None:
    _, findings = load(tmp_path, "@online{key, year = {2026}}\n")
    assert [finding.what for finding in findings] == [
        "'key' has no title",
        "'key' leads nowhere",
        "'key' does not say when the page was read",
    ]


@pytest.mark.parametrize("key", ["key", "KEY"])
def test_a_key_given_twice_is_found_at_the_second(tmp_path: Path, key: str) -> None:
    text = entry(title="A", doi="1")
    assert load(tmp_path, text + text.replace("key", key)) == (
        {},
        [
            Finding(
                NAME,
                5,
                f"the key '{key}' stands on line 1 already",
                "keep one of the two entries",
            )
        ],
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("@misc{a,\n  title = {A}\n@misc{b,\n", 3, "syntax error in line 3: '}' expected"),
        ("@misc{a,\n  title = {A\n}\n", 4, "syntax error in line 4: premature end of file"),
        (
            "@misc{a,\n title = {A},\n title = {B}\n}",
            1,
            "entry with key a has a duplicate title field",
        ),
    ],
    ids=["unclosed entry", "unclosed field", "field given twice"],
)
def test_what_is_no_bibtex_is_found(tmp_path: Path, text: str, line: int, problem: str) -> None:
    assert load(tmp_path, text) == (
        {},
        [Finding(NAME, line, f"no BibTeX: {problem}", "mend the entry above this line")],
    )


BASE = Reference(
    key="key",
    line=1,
    authors=("Kim",),
    others=False,
    title="A Title",
    venue="Interspeech",
    year="2026",
    links=(DOI,),
    checked=None,
)
LINK = "[doi:10.1/a](https://doi.org/10.1/a)"


@pytest.mark.parametrize(
    ("reference", "line"),
    [
        (BASE, f"Kim. “A Title”. Interspeech. 2026. {LINK}"),
        (
            replace(BASE, authors=("A", "B", "C", "D")),
            f"A, B, C, D. “A Title”. Interspeech. 2026. {LINK}",
        ),
        (replace(BASE, authors=tuple("ABCDE")), f"A et al. “A Title”. Interspeech. 2026. {LINK}"),
        (replace(BASE, others=True), f"Kim et al. “A Title”. Interspeech. 2026. {LINK}"),
        (
            replace(BASE, authors=("Apple Inc.",)),
            f"Apple Inc. “A Title”. Interspeech. 2026. {LINK}",
        ),
        (replace(BASE, authors=(), venue="", year=""), f"“A Title”. {LINK}"),
        (
            replace(BASE, links=(DOI, WEB)),
            f"Kim. “A Title”. Interspeech. 2026. {LINK} · [example.org](https://example.org/a)",
        ),
        (replace(BASE, links=()), "Kim. “A Title”. Interspeech. 2026."),
    ],
)
def test_an_entry_is_one_line_for_a_reader(reference: Reference, line: str) -> None:
    assert reference.markdown("en") == line
    assert reference.markdown("ko") == line


@pytest.mark.parametrize(
    ("locale", "day"), [("en", "(checked November 1, 2026)"), ("ko", "(2026년 11월 1일 확인)")]
)
def test_the_day_of_a_page_is_written_in_the_language(locale: str, day: str) -> None:
    reference = replace(BASE, checked=dt.date(2026, 11, 1))
    assert reference.markdown(locale) == f"Kim. “A Title”. Interspeech. 2026. {LINK} {day}"
