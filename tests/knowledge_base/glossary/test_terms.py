"""The glossary: read, checked, shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.findings import Finding
from knowledge_base.glossary.terms import (
    Domain,
    Note,
    Term,
    check_glossary_sources,
    glossary_renderer,
    load_glossary,
)
from knowledge_base.placeholders import Placeholder, PlaceholderError

PATH = "data/glossary.yaml"
POD = """- en: Pod
  ko: 파드
  first: 파드(Pod)
  domain: kubernetes
  kind: loanword
  avoid: [포드, 팟]
  note: {en: "a note", ko: 참고}
  source: k8s-guide
"""
LIST = """- en: list
  ko: 리스트
  domain: python
  kind: loanword
  source: house
"""


def load(root: Path, text: str | bytes) -> tuple[list[Term], list[Finding]]:
    (root / "data").mkdir()
    (root / PATH).write_bytes(text.encode() if isinstance(text, str) else text)
    return load_glossary(root)


def term(en: str, ko: str, domain: str = "python", source: str = "house") -> Term:
    return Term(en=en, ko=ko, domain=Domain(domain), kind="translation", source=source)


def show(terms: list[Term], locale: str, view: str = "table", **arguments: str) -> str:
    placeholder = Placeholder(1, "glossary", view, arguments)
    return glossary_renderer(terms)(placeholder, locale, "glossary")


def test_terms_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    terms, findings = load(tmp_path, POD + LIST)
    assert findings == []
    assert terms == [
        Term(
            en="Pod",
            ko="파드",
            first="파드(Pod)",
            domain=Domain.KUBERNETES,
            kind="loanword",
            avoid=("포드", "팟"),
            note=Note(en="a note", ko="참고"),
            source="k8s-guide",
        ),
        Term(en="list", ko="리스트", domain=Domain.PYTHON, kind="loanword", source="house"),
    ]


def test_a_glossary_that_is_not_there_is_found(tmp_path: Path) -> None:
    what = "can't be read: No such file or directory"
    assert load_glossary(tmp_path) == ([], [Finding(PATH, 1, what, "add the file")])


@pytest.mark.parametrize("text", ["", "# nothing\n", "a: b\n", "text\n"])
def test_a_file_that_is_no_list_is_found(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == (
        [],
        [Finding(PATH, 1, "this is not a list of terms", "begin each term with '- en: …'")],
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (LIST + "\t- en: a\n", 6, r"found character '\t' that cannot start any token"),
        (LIST + "  en: again\n", 6, "the key 'en' is given twice"),
    ],
)
def test_a_file_that_is_no_yaml_is_found(tmp_path: Path, text: str, line: int, what: str) -> None:
    assert load(tmp_path, text) == (
        [],
        [Finding(PATH, line, f"can't be read: {what}", "mend the YAML here")],
    )


def test_a_file_that_is_no_utf_8_is_found(tmp_path: Path) -> None:
    _, findings = load(tmp_path, b"- en: \xff\n")
    assert [(finding.path, finding.line, finding.hint) for finding in findings] == [
        (PATH, 1, "save it as UTF-8")
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("  ko: 리스트\n", "", 9, "'ko' is missing"),
        ("  kind: loanword\n", "  kind: word\n", 12, "'kind': input should be 'translation', "),
        ("  domain: python\n", "  domain: perl\n", 11, "'domain': input should be 'kubernetes', "),
        ("  source: house\n", "  sauce: house\n", 13, "no field is called 'sauce'"),
        ("ko: 리스트", "ko: ''", 10, "'ko': string should have at least 1 character"),
    ],
    ids=["missing", "kind", "domain", "unknown", "empty"],
)
def test_a_term_that_does_not_fit_is_found_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    assert old in LIST
    terms, findings = load(tmp_path, POD + LIST.replace(old, new))
    assert [term.en for term in terms] == ["Pod"]
    found = [finding for finding in findings if finding.what.startswith(what)]
    assert [(finding.path, finding.line) for finding in found] == [(PATH, line)]


def test_a_misspelt_field_has_a_hint(tmp_path: Path) -> None:
    _, findings = load(tmp_path, LIST + "  avoids: [a]\n")
    assert findings == [Finding(PATH, 6, "no field is called 'avoids'", "did you mean 'avoid'?")]


def test_an_entry_that_is_no_mapping_is_found(tmp_path: Path) -> None:
    _, findings = load(tmp_path, LIST + "- text\n")
    fields = "avoid, domain, en, first, kind, ko, note, source"
    what = f"'the record': must hold fields of its own: {fields} (is text)"
    assert [(finding.line, finding.what) for finding in findings] == [(6, what)]


def test_a_term_given_twice_is_found_at_the_second(tmp_path: Path) -> None:
    _, findings = load(tmp_path, LIST + POD + LIST)
    assert findings == [
        Finding(
            PATH,
            14,
            "'list' stands on line 1 already",
            "keep one of the two, or give them different domains",
        )
    ]


def test_one_word_may_have_two_forms_in_two_domains(tmp_path: Path) -> None:
    terms, findings = load(tmp_path, LIST + LIST.replace("python", "speech"))
    assert (len(terms), findings) == (2, [])


def test_sources_that_are_known_have_no_findings() -> None:
    terms = [term("a", "가", source="guide"), term("b", "나")]
    assert check_glossary_sources(terms, {"guide"}) == []


def test_an_unknown_source_is_found() -> None:
    assert check_glossary_sources([term("a", "가", source="guide")], {"house", "a"}) == [
        Finding(
            PATH,
            1,
            "'a' follows 'guide', which is not in data/references.bib",
            "add the entry, or write 'house'",
        )
    ]


TERMS = [
    term("set", "집합"),
    term("Dictionary", "딕셔너리", source="guide"),
    term("Pod", "파드", domain="kubernetes"),
    Term(
        en="list",
        ko="리스트",
        domain=Domain.PYTHON,
        kind="loanword",
        avoid=("목록", "a|b"),
        note=Note(en="in code", ko="코드에서"),
        source="house",
    ),
]


def test_the_table_of_a_domain_is_sorted_by_the_english_term() -> None:
    assert show(TERMS, "en", domain="python").splitlines() == [
        "| English | Korean | Not | Note | Guide |",
        "| --- | --- | --- | --- | --- |",
        "| Dictionary | 딕셔너리 |  |  | [@guide] |",
        "| list | 리스트 | 목록, a\\|b | in code | this site |",
        "| set | 집합 |  |  | this site |",
    ]


def test_the_korean_table_is_sorted_by_the_korean_form() -> None:
    assert show(TERMS, "ko", domain="python").splitlines() == [
        "| 한국어 | 영어 | 쓰지 않는 형태 | 참고 | 기준 |",
        "| --- | --- | --- | --- | --- |",
        "| 딕셔너리 | Dictionary |  |  | [@guide] |",
        "| 리스트 | list | 목록, a\\|b | 코드에서 | 이 사이트 |",
        "| 집합 | set |  |  | 이 사이트 |",
    ]


@pytest.mark.parametrize(
    ("view", "arguments", "what", "hint"),
    [
        ("list", {"domain": "python"}, "no view is called 'list'", "one of table"),
        (
            "table",
            {},
            "no domain is named",
            "add domain=…, one of kubernetes, python, speech",
        ),
        ("table", {"domain": "pyton"}, "no domain is called 'pyton'", "did you mean 'python'?"),
        (
            "table",
            {"domains": "python"},
            "'glossary: table' takes no 'domains'",
            "did you mean 'domain'?",
        ),
    ],
)
def test_a_table_that_does_not_exist_is_refused(
    view: str, arguments: dict[str, str], what: str, hint: str
) -> None:
    with pytest.raises(PlaceholderError) as caught:
        show(TERMS, "en", view, **arguments)
    assert (caught.value.what, caught.value.hint) == (what, hint)
