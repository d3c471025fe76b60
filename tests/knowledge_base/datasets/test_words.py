"""Words and numbers in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from knowledge_base.datasets.models import (
    AccessKind,
    Precision,
    Quantity,
    RelationKind,
    Style,
    Text,
    Unit,
)
from knowledge_base.datasets.words import (
    ACCESS,
    HEADINGS,
    LABELS,
    PRECISIONS,
    RELATIONS,
    STYLES,
    UNITS,
    bare,
    counted,
    language_name,
    number,
    spelt,
)

TABLES: dict[str, Mapping[Any, dict[str, str]]] = {
    "labels": LABELS,
    "headings": HEADINGS,
    "styles": STYLES,
    "access": ACCESS,
    "relations": RELATIONS,
    "units": UNITS,
    "precisions": PRECISIONS,
}


def quantity(
    value: float, unit: str = "hours", precision: str = "exact", version: str | None = None
) -> Quantity:
    return Quantity(
        value=value,
        unit=Unit(unit),
        counts=Text(en="audio", ko="음성"),
        precision=Precision(precision),
        version=version,
        source="key",
        checked=dt.date(2026, 11, 1),
    )


@pytest.mark.parametrize("name", TABLES)
def test_every_word_is_there_in_both_languages(name: str) -> None:
    table = TABLES[name]
    assert [key for key, words in table.items() if sorted(words) != ["en", "ko"]] == []
    assert [key for key, words in table.items() if not all(words.values())] == []


def test_every_kind_of_a_record_has_its_words() -> None:
    assert set(STYLES) == {style.value for style in Style}
    assert set(ACCESS) == {kind.value for kind in AccessKind}
    assert set(RELATIONS) == {kind.value for kind in RelationKind}
    assert set(UNITS) == set(Unit)
    assert set(PRECISIONS) == set(Precision)


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (1000, "1,000"), (1234567.5, "1,234,567.5"), (0.25, "0.25")]
)
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_a_number_has_the_separators_of_its_language(
    value: float, written: str, locale: str
) -> None:
    assert number(value, locale) == written


@pytest.mark.parametrize(
    ("precision", "english", "korean"),
    [
        ("exact", "1,000 hours", "1,000시간"),
        ("about", "≈ 1,000 hours", "약 1,000시간"),
        ("at-least", "≥ 1,000 hours", "1,000시간 이상"),
    ],
)
def test_a_quantity_says_how_exact_it_is(precision: str, english: str, korean: str) -> None:
    found = quantity(1000, precision=precision)
    assert (spelt(found, "en"), spelt(found, "ko")) == (english, korean)
    assert bare(found, "en") == english.removesuffix(" hours")
    assert bare(found, "ko") == korean.replace("시간", "")


@pytest.mark.parametrize(
    ("unit", "english", "korean"),
    [
        ("speakers", "5 speakers", "5명"),
        ("utterances", "5 utterances", "5개 발화"),
        ("calls", "5 calls", "5통화"),
        ("talks", "5 talks", "5개 강연"),
        ("languages", "5 languages", "5개 언어"),
    ],
)
def test_a_quantity_is_spelt_with_its_unit(unit: str, english: str, korean: str) -> None:
    assert (spelt(quantity(5, unit), "en"), spelt(quantity(5, unit), "ko")) == (english, korean)


def test_what_a_quantity_counts_names_the_version() -> None:
    assert counted(quantity(1), "en") == "audio"
    assert counted(quantity(1, version="2.0"), "en") == "audio (version 2.0)"
    assert counted(quantity(1, version="2.0"), "ko") == "음성(버전 2.0)"


@pytest.mark.parametrize(
    ("tag", "english", "korean"),
    [
        ("en", "English", "영어"),
        ("ko", "Korean", "한국어"),
        ("yue", "Cantonese", "광둥어"),
        ("pt-BR", "Portuguese (Brazil)", "포르투갈어(브라질)"),
        ("zh-Hant-TW", "Chinese (Traditional, Taiwan)", "중국어(번체, 대만)"),
        ("mul", "Multiple languages", "다중 언어"),
        ("qqq", None, None),
    ],
)
def test_a_language_has_its_name_in_both_languages(
    tag: str, english: str | None, korean: str | None
) -> None:
    assert (language_name(tag, "en"), language_name(tag, "ko")) == (english, korean)
