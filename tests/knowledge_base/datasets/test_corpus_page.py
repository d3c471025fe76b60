"""The page of one corpus."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge_base.datasets.catalogue import Catalogue
from knowledge_base.datasets.corpus_page import corpus_page
from knowledge_base.datasets.models import Corpus, Mix
from knowledge_base.pages import Page, check_front_matter, parse_front_matter

DAY = dt.date(2026, 11, 1)
TEXT = {"en": "Some words.", "ko": "낱말입니다."}
QUANTITY = {
    "value": 100,
    "unit": "hours",
    "counts": {"en": "all audio", "ko": "전체 음성"},
    "precision": "about",
    "version": "1.6",
    "source": "key",
    "checked": DAY,
}
LEAST: dict[str, Any] = {
    "id": "ami",
    "name": "AMI",
    "summary": TEXT,
    "languages": ["en"],
    "styles": ["meeting"],
    "sampling_rate": 16000,
    "channels": "unknown",
    "licence": {"spdx": "CC-BY-4.0"},
    "access": {"kind": "open", "source": "key", "checked": DAY},
    "home": "https://example.org/",
    "citation": None,
    "sources": ["key", "https://example.org/source"],
    "checked": DAY,
}
MOST = LEAST | {
    "aliases": ["AMI Corpus", "SLR16"],
    "quantities": [QUANTITY, {**QUANTITY, "value": 5, "unit": "speakers", "version": None}],
    "licence": {"spdx": "CC-BY-4.0", "url": "https://example.org/licence", "note": TEXT},
    "access": {**LEAST["access"], "note": TEXT, "catalogue": ["LDC1", "LDC2"]},
    "citation": "paper",
    "relations": [
        {"kind": "subset-of", "corpus": "whole", "note": TEXT},
        {"kind": "labels-for", "corpus": "absent"},
    ],
    "recipes": {"lhotse": "ami", "espnet": "ami/asr1", "kaldi": "ami"},
    "notes": [TEXT, TEXT],
    "corrections": [
        {"said": {"en": "50 hours", "ko": "50시간"}, "right": TEXT, "source": "key"},
    ],
}
WHOLE = Corpus.model_validate(LEAST | {"id": "whole", "name": "The Whole"})
MIX = Mix.model_validate(
    {
        "id": "owsm-v1",
        "name": "OWSM v1",
        "family": "owsm",
        "summary": TEXT,
        "members": [{"corpus": "ami"}],
        "total": "unknown",
        "languages": "unknown",
        "citation": None,
        "sources": ["key"],
        "checked": DAY,
    }
)


def made(record: dict[str, Any], locale: str = "en", *mixes: Mix) -> str:
    corpus = Corpus.model_validate(record)
    catalogue = Catalogue({corpus.id: corpus, "whole": WHOLE}, {mix.id: mix for mix in mixes})
    return corpus_page(catalogue, corpus, locale)


def section(text: str, identifier: str) -> list[str]:
    """Lines of a section that are not empty."""
    after = text.partition(f"{{#{identifier}}}\n")[2].partition("\n## ")[0]
    return [line for line in after.splitlines() if line]


def test_a_page_begins_with_its_front_matter_and_summary() -> None:
    text = made(MOST, "ko")
    assert parse_front_matter(text) == {
        "title": "AMI",
        "description": "낱말입니다.",
        "checked": DAY,
        "sources": ["key", "https://example.org/source"],
    }
    assert text.partition("---\n\n")[2].startswith("낱말입니다.\n\n## 한눈에 보기 {#at-a-glance}\n")


@pytest.mark.parametrize("locale", ["en", "ko"])
@pytest.mark.parametrize("record", [LEAST, MOST], ids=["least", "most"])
def test_a_page_is_one_that_an_author_might_have_written(
    record: dict[str, Any], locale: str
) -> None:
    text = made(record, locale, MIX)
    page = Page(f"docs/{locale}/datasets/ami.md", locale, "datasets/ami", text, {})
    assert (
        check_front_matter(Page(page.path, locale, page.key, text, parse_front_matter(text))) == []
    )
    assert not text.endswith("\n\n")


def test_a_page_has_a_section_for_everything_that_is_known() -> None:
    page = Page("docs/en/a.md", "en", "a", made(MOST, "en", MIX), {})
    assert [(heading.level, heading.text, heading.id) for heading in page.headings] == [
        (2, "At a glance", "at-a-glance"),
        (2, "Quantities", "quantities"),
        (2, "Who trains on it", "used-in"),
        (2, "Related corpora", "related"),
        (2, "Good to know", "notes"),
        (2, "What the notes had wrong", "corrections"),
    ]


def test_a_page_leaves_out_what_is_not_known() -> None:
    page = Page("docs/ko/a.md", "ko", "a", made(LEAST, "ko"), {})
    assert [heading.id for heading in page.headings] == ["at-a-glance", "quantities"]
    assert section(page.text, "quantities") == ["미상"]


def test_both_languages_have_the_same_sections() -> None:
    english, korean = (
        Page("", locale, "", made(MOST, locale, MIX), {}).headings for locale in ("en", "ko")
    )
    assert [heading.id for heading in english] == [heading.id for heading in korean]


@pytest.mark.parametrize(
    ("length", "description"), [(160, "a" * 160), (161, "a" * 159 + "…"), (500, "a" * 159 + "…")]
)
def test_a_long_summary_is_cut_in_the_description_only(length: int, description: str) -> None:
    text = made(LEAST | {"summary": {"en": "a" * length, "ko": "가"}})
    assert parse_front_matter(text)["description"] == description
    assert f"\n\n{'a' * length}\n\n" in text


def test_a_name_that_yaml_would_misread_is_quoted() -> None:
    text = made(LEAST | {"name": "A: #1", "summary": {"en": "'a' \"b\" - c: d", "ko": "가"}})
    meta = parse_front_matter(text)
    assert (meta["title"], meta["description"]) == ("A: #1", "'a' \"b\" - c: d")


def facts(record: dict[str, Any], locale: str = "en") -> dict[str, str]:
    rows = section(made(record, locale), "at-a-glance")[2:]
    cells = (row.removeprefix("| ").removesuffix(" |").split(" | ") for row in rows)
    return {name: value for name, value in cells}  # noqa: C416 (rows have two cells)


def test_the_facts_that_every_corpus_has() -> None:
    found = facts(LEAST)
    access = found.pop("Access")
    assert found == {
        "Languages": "English (`en`)",
        "Speech": "meetings",
        "Sampling rate": "16 kHz",
        "Channels": "unknown",
        "Licence": "CC-BY-4.0",
        "Home page": "<https://example.org/>",
    }
    assert access.startswith("**open** [@key] ")
    assert "2026-11-01" in access


def test_the_facts_that_some_corpora_have() -> None:
    found = facts(MOST, "ko")
    assert found["다른 이름"] == "AMI Corpus, SLR16"
    assert found["라이선스"] == "[CC-BY-4.0](https://example.org/licence). 낱말입니다."
    assert found["이용 방법"].startswith("**공개** 낱말입니다. [@key] ")
    assert found["카탈로그 번호"] == "LDC1, LDC2"
    assert found["논문"] == "[@paper]"
    assert found["레시피"] == (
        "[Lhotse](https://github.com/lhotse-speech/lhotse/blob/master/lhotse/recipes/ami.py), "
        "[ESPnet](https://github.com/espnet/espnet/tree/master/egs2/ami/asr1), "
        "[Kaldi](https://github.com/kaldi-asr/kaldi/tree/master/egs/ami)"
    )


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        (["en", "pt-BR"], "English (`en`), Portuguese (Brazil) (`pt-BR`)"),
        (["qqq"], "`qqq`"),
    ],
)
def test_languages_are_named_with_their_tags(languages: list[str], shown: str) -> None:
    assert facts(LEAST | {"languages": languages})["Languages"] == shown


def test_many_languages_are_folded() -> None:
    tags = ["en", "ko", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "cs", "sv", "fi"]
    shown = facts(LEAST | {"languages": tags})["Languages"]
    assert shown.startswith("<details><summary>13 languages</summary>English (`en`), Korean (`ko`)")
    assert shown.endswith("Finnish (`fi`)</details>")
    assert "<details>" not in facts(LEAST | {"languages": tags[:12]})["Languages"]


def test_every_quantity_says_what_it_counts_and_where_it_was_read() -> None:
    header, _, hours, speakers = section(made(MOST), "quantities")
    assert header == "| Quantity | What it counts | Source | Checked |"
    assert hours.startswith("| ≈ 100 hours | all audio (version 1.6) | [@key] | ")
    assert speakers.startswith("| ≈ 5 speakers | all audio | [@key] | ")
    assert "2026-11-01" in hours


def test_the_mixes_that_hold_a_corpus_are_linked() -> None:
    assert section(made(LEAST, "en", MIX), "used-in") == ["- [OWSM v1](owsm.md)"]


def test_related_corpora_are_linked() -> None:
    assert section(made(MOST), "related") == [
        "- Its audio is a part of [The Whole](whole.md). Some words.",
        "- Labels for the audio of [absent](absent.md)",
    ]


def test_notes_are_a_list() -> None:
    assert section(made(MOST, "ko"), "notes") == ["- 낱말입니다.", "- 낱말입니다."]


def test_corrections_say_what_was_wrong_and_what_is_right() -> None:
    assert section(made(MOST, "ko"), "corrections") == ["- “50시간” → 낱말입니다. [@key]"]
