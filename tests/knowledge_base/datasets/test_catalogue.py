"""Corpora and mixes together: what leans on what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.datasets.catalogue import (
    Catalogue,
    check_citation_keys,
    citation_keys,
    load_catalogue,
)
from knowledge_base.datasets.models import Corpus, Mix
from knowledge_base.findings import Finding

DAY = "2026-11-01"
TEXT = {"en": "words", "ko": "낱말"}


def hours(source: str = "key") -> dict[str, Any]:
    return {
        "value": 1,
        "unit": "hours",
        "counts": TEXT,
        "precision": "exact",
        "source": source,
        "checked": DAY,
    }


def corpus(identifier: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": identifier.upper(),
        "summary": TEXT,
        "languages": ["en"],
        "styles": ["read"],
        "sampling_rate": "unknown",
        "channels": "unknown",
        "licence": {"name": "unknown"},
        "access": {"kind": "open", "source": "key", "checked": DAY},
        "home": "https://example.org/",
        "citation": None,
        "sources": ["key"],
        "checked": DAY,
        **fields,
    }


def mix(identifier: str, *members: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": identifier,
        "family": "owsm",
        "summary": TEXT,
        "members": [{"corpus": member} for member in members],
        "total": "unknown",
        "languages": "unknown",
        "citation": None,
        "sources": ["key"],
        "checked": DAY,
        **fields,
    }


def write(root: Path, *records: dict[str, Any]) -> None:
    """Write records as YAML, a field a line in the order given."""
    for record in records:
        folder = root / "data" / ("mixes" if "family" in record else "datasets")
        folder.mkdir(parents=True, exist_ok=True)
        lines = (f"{json.dumps(name)}: {json.dumps(value)}\n" for name, value in record.items())
        (folder / f"{record['id']}.yaml").write_text("".join(lines), encoding="utf-8")


def load(root: Path, *records: dict[str, Any]) -> tuple[Catalogue, list[Finding]]:
    write(root, *records)
    return load_catalogue(root)


def line(record: dict[str, Any], name: str) -> int:
    """Line of a field in the file that `write` makes."""
    return list(record).index(name) + 1


CORPORA = [corpus("ami"), corpus("librispeech"), corpus("wsj")]


def test_records_that_know_one_another_have_no_findings(tmp_path: Path) -> None:
    related = corpus("labels", relations=[{"kind": "labels-for", "corpus": "ami"}])
    one = mix("owsm-v1", "ami", "wsj")
    two = mix("owsm-v2", "librispeech", extends="owsm-v1", removes=["wsj"])
    catalogue, findings = load(tmp_path, *CORPORA, related, two, one)
    assert findings == []
    assert list(catalogue.corpora) == ["ami", "labels", "librispeech", "wsj"]
    assert list(catalogue.mixes) == ["owsm-v1", "owsm-v2"]


def test_no_records_make_an_empty_catalogue(tmp_path: Path) -> None:
    assert load(tmp_path) == (Catalogue({}, {}), [])


def test_members_of_an_extended_mix_come_first_without_the_removed(tmp_path: Path) -> None:
    one = mix("a", "wsj", "ami", members=[{"corpus": "wsj"}, {"name": "Own"}, {"corpus": "ami"}])
    two = mix("b", extends="a", removes=["wsj"])
    three = mix("c", "librispeech", "wsj", extends="b")
    catalogue, findings = load(tmp_path, *CORPORA, one, two, three)
    assert findings == []
    names = {
        name: [member.corpus or member.name for member in catalogue.members(found)]
        for name, found in catalogue.mixes.items()
    }
    assert names == {
        "a": ["wsj", "Own", "ami"],
        "b": ["Own", "ami"],
        "c": ["Own", "ami", "librispeech", "wsj"],
    }


def test_a_family_is_in_the_order_of_its_versions(tmp_path: Path) -> None:
    records = [
        mix("z", "ami"),
        mix("m", extends="z"),
        mix("a", extends="m"),
        mix("other", "ami", family="stew"),
    ]
    catalogue, _ = load(tmp_path, *CORPORA, *records)
    assert [found.id for found in catalogue.family("owsm")] == ["z", "m", "a"]
    assert [found.id for found in catalogue.family("stew")] == ["other"]
    assert catalogue.family("none") == []


def test_the_users_of_a_corpus_hold_it_themselves_or_by_what_they_extend(tmp_path: Path) -> None:
    records = [mix("a", "ami"), mix("b", extends="a"), mix("c", extends="b", removes=["ami"])]
    catalogue, _ = load(tmp_path, *CORPORA, *records)
    assert [found.id for found in catalogue.users("ami")] == ["a", "b"]
    assert catalogue.users("wsj") == []


@pytest.mark.parametrize(
    ("record", "place", "path", "what", "hint"),
    [
        (
            mix("a", "ami", "librispeach"),
            "members",
            "data/mixes/a.yaml",
            "no corpus is called 'librispeach'",
            "did you mean 'librispeech'?",
        ),
        (
            mix("a", "zzzz"),
            "members",
            "data/mixes/a.yaml",
            "no corpus is called 'zzzz'",
            "add its record to data/datasets",
        ),
        (
            mix("a", "ami", extends="base", removes=["amy"]),
            "removes",
            "data/mixes/a.yaml",
            "no corpus is called 'amy'",
            "did you mean 'ami'?",
        ),
        (
            corpus("a", relations=[{"kind": "subset-of", "corpus": "wjs"}]),
            "relations",
            "data/datasets/a.yaml",
            "no corpus is called 'wjs'",
            "did you mean 'wsj'?",
        ),
        (
            mix("a", extends="base0"),
            "extends",
            "data/mixes/a.yaml",
            "no mix is called 'base0'",
            "did you mean 'base'?",
        ),
        (
            mix("a", extends="zzzz"),
            "extends",
            "data/mixes/a.yaml",
            "no mix is called 'zzzz'",
            "add its record to data/mixes",
        ),
    ],
    ids=["member", "member without a hint", "removed", "related", "extended", "unlike any"],
)
def test_a_name_of_no_record_is_found_at_its_line(
    tmp_path: Path, record: dict[str, Any], place: str, path: str, what: str, hint: str
) -> None:
    _, findings = load(tmp_path, *CORPORA, mix("base", "ami"), record)
    assert findings == [Finding(path, line(record, place), what, hint)]


def test_every_unknown_member_is_found_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, *CORPORA, mix("a", "ami"))
    path = tmp_path / "data" / "mixes" / "a.yaml"
    before = path.read_text(encoding="utf-8")
    members = '"members": [{"corpus": "ami"}]\n'
    assert members in before
    after = (
        "members:\n  - corpus: ami\n  - corpus: zzzz\n  - part: {en: a, ko: 가}\n    corpus: yyyy\n"
    )
    path.write_text(before.replace(members, after), encoding="utf-8")
    _, findings = load_catalogue(tmp_path)
    assert [(finding.line, finding.what) for finding in findings] == [
        (7, "no corpus is called 'zzzz'"),
        (9, "no corpus is called 'yyyy'"),
    ]


def test_a_mix_that_extends_itself_is_found_and_left_out(tmp_path: Path) -> None:
    record = mix("a", "ami", extends="a")
    catalogue, findings = load(tmp_path, *CORPORA, record, mix("b", "ami"))
    assert findings == [
        Finding(
            "data/mixes/a.yaml",
            line(record, "extends"),
            "'a' extends itself by way of 'a'",
            "let it extend an older mix",
        )
    ]
    assert list(catalogue.mixes) == ["b"]


def test_mixes_that_extend_one_another_are_found_and_left_out(tmp_path: Path) -> None:
    one, two, three = mix("a", extends="b"), mix("b", extends="a"), mix("c", extends="a")
    catalogue, findings = load(tmp_path, *CORPORA, one, two, three, mix("d", "ami"))
    assert [(finding.path, finding.what) for finding in findings] == [
        ("data/mixes/a.yaml", "'a' extends itself by way of 'b'"),
        ("data/mixes/b.yaml", "'b' extends itself by way of 'a'"),
    ]
    assert list(catalogue.mixes) == ["d"]


def test_a_mix_that_leans_on_an_unknown_one_is_left_out_by_way_of_others_too(
    tmp_path: Path,
) -> None:
    catalogue, findings = load(tmp_path, mix("a", extends="zzzz"), mix("b", extends="a"))
    assert [finding.path for finding in findings] == ["data/mixes/a.yaml"]
    assert catalogue.mixes == {}


def test_a_record_that_does_not_fit_is_not_unknown_as_well(tmp_path: Path) -> None:
    broken = corpus("ami", checked="yesterday")
    base = mix("base", total="many")
    catalogue, findings = load(tmp_path, broken, base, mix("a", "ami", extends="base"))
    assert {finding.path for finding in findings} == {
        "data/datasets/ami.yaml",
        "data/mixes/base.yaml",
    }
    assert (catalogue.corpora, catalogue.mixes) == ({}, {})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"name": "AMI Corpus"}, {"name": "AMI Corpus"}),
        ({"aliases": ["AMI Corpus"]}, {"name": "AMI Corpus"}),
        ({"name": "AMI Corpus"}, {"aliases": ["AMI Corpus"]}),
        ({"aliases": ["AMI Corpus"]}, {"aliases": ["x", "AMI Corpus"]}),
    ],
)
def test_a_name_given_to_two_corpora_is_found(
    tmp_path: Path, one: dict[str, Any], two: dict[str, Any]
) -> None:
    _, findings = load(tmp_path, corpus("a", **one), corpus("b", **two))
    assert findings == [
        Finding(
            "data/datasets/b.yaml",
            1,
            "the name 'AMI Corpus' is also that of a",
            "a name leads to one corpus: take it from one of the two",
        )
    ]


def test_a_corpus_may_name_itself_twice(tmp_path: Path) -> None:
    _, findings = load(tmp_path, corpus("a", name="A", aliases=["A", "B", "B"]))
    assert findings == []


def test_findings_of_all_records_are_sorted(tmp_path: Path) -> None:
    (tmp_path / "data" / "mixes").mkdir(parents=True)
    (tmp_path / "data" / "mixes" / "0.yaml").write_text("id: [\n")
    _, findings = load(tmp_path, corpus("b", channels=0), mix("a", "zzzz"), corpus("a", home=""))
    assert [finding.path for finding in findings] == sorted(finding.path for finding in findings)
    assert len({finding.path for finding in findings}) == 4


def test_the_keys_of_a_record_are_found_wherever_they_stand() -> None:
    record = corpus(
        "ami",
        quantities=[hours("q0"), hours("https://example.org/"), hours("q2")],
        access={"kind": "open", "source": "access", "checked": DAY},
        citation="paper",
        sources=["s0", "http://example.org/", "s2"],
        corrections=[{"said": TEXT, "right": TEXT, "source": "right"}],
    )
    assert list(citation_keys(Corpus.model_validate(record))) == [
        (("quantities", 0, "source"), "q0"),
        (("quantities", 2, "source"), "q2"),
        (("access", "source"), "access"),
        (("citation",), "paper"),
        (("sources",), "s0"),
        (("sources",), "s2"),
        (("corrections", 0, "source"), "right"),
    ]


def test_the_keys_of_a_mix_are_found_in_its_members_and_totals() -> None:
    record = mix("a", members=[{"corpus": "ami", "hours": hours("m0")}], total=hours("total"))
    assert list(citation_keys(Mix.model_validate(record))) == [
        (("members", 0, "hours", "source"), "m0"),
        (("total", "source"), "total"),
        (("sources",), "key"),
    ]


def test_a_key_that_begins_like_an_address_is_a_key() -> None:
    record = Corpus.model_validate(corpus("ami", sources=["https-everywhere-2026"]))
    assert ("sources",) in [place for place, _ in citation_keys(record)]


def test_records_whose_keys_are_known_have_no_findings(tmp_path: Path) -> None:
    catalogue, _ = load(tmp_path, *CORPORA, mix("a", "ami", total=hours("paper")))
    assert check_citation_keys(catalogue, tmp_path, ["key", "paper"]) == []


def test_an_unknown_key_is_found_at_its_line(tmp_path: Path) -> None:
    one = corpus("ami", citation="papper", quantities=[hours("zzzz")])
    two = mix("a", "ami", total=hours("kex"))
    catalogue, _ = load(tmp_path, one, two)
    assert sorted(check_citation_keys(catalogue, tmp_path, ["key", "paper"])) == [
        Finding(
            "data/datasets/ami.yaml",
            line(one, "citation"),
            "no entry 'papper' in data/references.bib",
            "did you mean 'paper'?",
        ),
        Finding(
            "data/datasets/ami.yaml",
            line(one, "quantities"),
            "no entry 'zzzz' in data/references.bib",
            "add the entry, or give an address (https://…)",
        ),
        Finding(
            "data/mixes/a.yaml",
            line(two, "total"),
            "no entry 'kex' in data/references.bib",
            "did you mean 'key'?",
        ),
    ]
