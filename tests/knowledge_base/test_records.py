"""YAML records: what can't be read, what does not fit, and at which line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge_base.findings import Finding
from knowledge_base.records import line_of, load_records, load_yaml, validate

STRICT = ConfigDict(extra="forbid")
FITS = "data/schema/ and the other records show what fits"
NO_INTEGER = "input should be a valid integer, unable to parse string as an integer"


class Size(BaseModel):
    model_config = STRICT

    value: int
    note: str | None = None


class Thing(BaseModel):
    model_config = STRICT

    id: str
    name: str = "a name"
    notes: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    rate: int | Literal["unknown"] = "unknown"
    total: Size | Literal["unknown"] = "unknown"
    tags: tuple[str, ...] = Field(default=("a",), min_length=1)

    @model_validator(mode="after")
    def _name_is_not_the_id(self) -> Thing:
        if self.name == self.id:
            raise ValueError("The name says no more than the id")
        return self


def write(root: Path, name: str, text: str | bytes) -> Path:
    path = root / "data" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def load(root: Path, **texts: str | bytes) -> tuple[dict[str, Thing], list[Finding]]:
    for name, text in texts.items():
        write(root, name, text)
    return load_records(root / "data", root, Thing)


def problems(root: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    """Findings of the one record `a`, each as line, what and hint."""
    records, findings = load(root, a=text)
    assert records == {}
    assert {finding.path for finding in findings} == {"data/a.yaml"}
    return [(finding.line, finding.what, finding.hint) for finding in findings]


def test_records_are_read_by_id_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notes.txt").write_text("no record")
    records, findings = load(tmp_path, b="id: b\n", a="# a comment\nid: a\nname: 가\n")
    assert findings == []
    assert records == {"a": Thing(id="a", name="가"), "b": Thing(id="b")}
    assert list(records) == ["a", "b"]


def test_records_are_sorted_by_id_and_not_by_file_name(tmp_path: Path) -> None:
    for name in ("a-b", "a.b", "a"):
        write(tmp_path, name, f"id: {name}\n")
    records, _ = load(tmp_path)
    assert list(records) == ["a", "a-b", "a.b"]


def test_a_folder_without_records_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path) == ({}, [])


def test_one_bad_record_leaves_the_others_alone(tmp_path: Path) -> None:
    records, findings = load(tmp_path, a="id: a\nname: [\n", b="id: b\n")
    assert list(records) == ["b"]
    assert [finding.path for finding in findings] == ["data/a.yaml"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("id: a\nname: b\nid: a\n", 3, "the key 'id' is given twice"),
        ("id: a\nsizes:\n  - value: 1\n    value: 2\n", 4, "the key 'value' is given twice"),
        ("id: a\nname: {b: 1, b: 2}\n", 2, "the key 'b' is given twice"),
        ("id: a\nname:\n\tb: 1\n", 3, r"found character '\t' that cannot start any token"),
        ("id: a\nname: [b\n", 3, "expected ',' or ']', but got '<stream end>'"),
        ("id: a\nname: b: c\n", 2, "mapping values are not allowed here"),
        ("id: a\n---\nid: b\n", 2, "but found another document"),
        ("id: a\nname: *b\n", 2, "found undefined alias 'b'"),
    ],
)
def test_what_is_no_yaml_is_found_at_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    assert problems(tmp_path, text) == [(line, f"can't be read: {problem}", "mend the YAML here")]


def test_a_template_in_the_place_of_a_value_is_found(tmp_path: Path) -> None:
    # YAML reads {{ … }} as a mapping whose key is a mapping.
    (found,) = problems(tmp_path, "id: a\nname: {{ name }}\n")
    assert found[0] == 2
    assert found[1].startswith("can't be read: ")


def test_a_day_that_does_not_exist_is_found_at_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "id: a\nday: 2026-02-28\nname: 2026-02-30\n") == [
        (3, "can't be read: day is out of range for month", "mend the day")
    ]


def test_a_file_that_is_not_there_is_found(tmp_path: Path) -> None:
    _, _, findings = load_yaml(tmp_path / "a.yaml", "a.yaml")
    what = "can't be read: No such file or directory"
    assert findings == [Finding("a.yaml", 1, what, "add the file")]


def test_a_file_that_is_no_utf_8_is_found(tmp_path: Path) -> None:
    what = "is no UTF-8: 'utf-8' codec can't decode byte 0xe9 in position 12: invalid "
    assert problems(tmp_path, "id: a\nname: é\n".encode("latin-1")) == [
        (1, f"{what}continuation byte", "save it as UTF-8")
    ]


@pytest.mark.parametrize(("text", "value"), [("", "None"), ("# nothing\n", "None"), ("a\n", "a")])
def test_a_file_that_holds_no_mapping_is_found(tmp_path: Path, text: str, value: str) -> None:
    fields = "id, name, notes, rate, sizes, tags, total"
    what = f"'the record': must hold fields of its own: {fields}"
    assert problems(tmp_path, text) == [(1, f"{what} (is {value})", FITS)]


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        (
            "# a comment\nname: b\n",
            2,
            "'id' is missing",
            "add it",
        ),
        (
            "id: a\nsizes:\n  - value: 1\n  - note: b\n",
            4,
            "'sizes.1.value' is missing",
            "add it",
        ),
        ("id: a\nnmae: b\n", 2, "no field is called 'nmae'", "did you mean 'name'?"),
        ("id: a\nsomething: b\n", 2, "no field is called 'something'", "take it away"),
        (
            "id: a\nsizes:\n  - value: 1\n    notes: b\n",
            4,
            "no field is called 'sizes.0.notes'",
            "did you mean 'note'?",
        ),
        ("id: a\nname: [b]\n", 2, "'name': input should be a valid string (is ['b'])", FITS),
        (
            "id: a\nsizes:\n  - value: 1\n  -\n    value: many\n",
            5,
            f"'sizes.1.value': {NO_INTEGER} (is many)",
            FITS,
        ),
        (
            "id: a\ntags: []\n",
            2,
            "'tags': tuple should have at least 1 item after validation, not 0 (is [])",
            FITS,
        ),
        (
            "id: a\nrate: often\n",
            2,
            f"'rate': {NO_INTEGER} (is often)",
            FITS,
        ),
        ("id: a\nname: a\n", 1, "'the record': the name says no more than the id", FITS),
    ],
    ids=[
        "missing",
        "missing below",
        "misspelt",
        "unknown",
        "misspelt below",
        "type",
        "type below",
        "too few",
        "union",
        "validator",
    ],
)
def test_what_does_not_fit_is_found_at_its_line(
    tmp_path: Path, text: str, line: int, what: str, hint: str
) -> None:
    assert problems(tmp_path, text) == [(line, what, hint)]


def test_a_value_too_long_to_quote_is_not_quoted(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, f"id: a\nname: [{'b' * 60}]\n")
    assert found[1] == "'name': input should be a valid string"


def test_a_mistake_in_one_branch_of_a_union_is_told_once(tmp_path: Path) -> None:
    text = "id: a\ntotal:\n  value: many\n"
    assert [(line, what.split(":")[0]) for line, what, _ in problems(tmp_path, text)] == [
        (3, "'total.value'")
    ]


def test_a_mistake_in_the_only_item_of_a_list_is_told_once(tmp_path: Path) -> None:
    text = "id: a\ntags:\n  - {}\n"
    assert problems(tmp_path, text) == [
        (3, "'tags.0': input should be a valid string (is {})", FITS)
    ]


def test_all_that_does_not_fit_is_found_at_once(tmp_path: Path) -> None:
    text = "name: [b]\nnmae: c\nsizes: [{value: x}]\n"
    assert [line for line, _, _ in problems(tmp_path, text)] == [1, 1, 3, 2]


def test_an_id_unlike_the_file_name_is_found(tmp_path: Path) -> None:
    assert problems(tmp_path, "name: b\nid: c\n") == [
        (
            2,
            "the id 'c' differs from the file name",
            "write 'a', or rename the file to c.yaml",
        )
    ]


def test_an_id_given_to_two_records_is_found_in_the_second(tmp_path: Path) -> None:
    records, findings = load(tmp_path, a="id: a\n", b="name: copied\nid: a\n")
    assert list(records) == ["a"]
    assert findings == [
        Finding(
            "data/b.yaml",
            2,
            "the id 'a' is that of data/a.yaml",
            "give this record an id of its own: 'b'",
        )
    ]


def test_the_file_named_after_an_id_owns_it_wherever_it_sorts(tmp_path: Path) -> None:
    records, findings = load(tmp_path, a="id: b\nname: copied\n", b="id: b\n")
    assert list(records) == ["b"]
    assert [finding.path for finding in findings] == ["data/a.yaml"]


def test_an_id_is_taken_even_by_a_record_that_does_not_fit(tmp_path: Path) -> None:
    records, findings = load(tmp_path, a="id: a\nname: [x]\n", b="id: a\n")
    assert records == {}
    assert [(finding.path, finding.line) for finding in findings] == [
        ("data/a.yaml", 2),
        ("data/b.yaml", 1),
    ]


def test_a_yaml_file_is_read_with_its_nodes(tmp_path: Path) -> None:
    document, node, findings = load_yaml(write(tmp_path, "a", "- b: 1\n- c: 2\n"), "a.yaml")
    assert (document, findings) == ([{"b": 1}, {"c": 2}], [])
    assert isinstance(node, yaml.SequenceNode)


def test_no_yaml_has_neither_document_nor_nodes(tmp_path: Path) -> None:
    document, node, findings = load_yaml(write(tmp_path, "a", "b: ]\n"), "a.yaml")
    assert (document, node) == (None, None)
    assert [(finding.path, finding.line) for finding in findings] == [("a.yaml", 1)]


def test_a_record_that_fits_has_no_findings() -> None:
    assert validate({"id": "a"}, None, "a.yaml", Thing) == (Thing(id="a"), [])


def test_without_nodes_a_finding_stands_at_the_first_line() -> None:
    record, findings = validate({"id": 1}, None, "a.yaml", Thing)
    assert record is None
    assert [finding.line for finding in findings] == [1]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 2),
        (("a",), 2),
        (("b",), 3),
        (("b", 0), 4),
        (("b", 1), 5),
        (("b", 1, "d"), 6),
        (("b", 1, "e"), 5),
        (("b", 9), 3),
        (("x", "y"), 2),
        ((7,), 7),
    ],
)
def test_the_line_of_a_place_is_its_own_or_the_nearest_above(
    place: tuple[str | int, ...], line: int
) -> None:
    node = yaml.compose("# a comment\na: 1\nb:\n  - c: 1\n  - c: 2\n    d: 3\n7: seven\n")
    assert line_of(node, place) == line


def test_a_document_without_nodes_has_one_line() -> None:
    assert line_of(None, ("a", 1)) == 1


def test_a_file_with_another_ending_is_found_rather_than_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("id: a\n")
    records, findings = load(tmp_path)
    assert records == {}
    assert [(f.path, f.what, f.hint) for f in findings] == [
        ("data/a.yml", "this file is not read", "name it a.yaml")
    ]


def test_an_id_that_does_not_fit_is_told_once(tmp_path: Path) -> None:
    found = problems(tmp_path, "id: [My Corpus]\n")
    assert [what.split(":")[0] for _, what, _ in found] == ["'id'"]
