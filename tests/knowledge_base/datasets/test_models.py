"""What a record of a corpus or a mix may hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge_base.datasets.models import Corpus, Licence, Member, Mix, Quantity, Text, Unit

DAY = dt.date(2026, 11, 1)
TEXT = {"en": "words", "ko": "낱말"}
HOURS = {
    "value": 100,
    "unit": "hours",
    "counts": TEXT,
    "precision": "exact",
    "source": "key-2026",
    "checked": DAY,
}
CORPUS: dict[str, Any] = {
    "id": "ami",
    "name": "AMI",
    "summary": TEXT,
    "languages": ["en"],
    "styles": ["meeting"],
    "sampling_rate": 16000,
    "channels": "unknown",
    "licence": {"spdx": "CC-BY-4.0"},
    "access": {"kind": "open", "source": "key-2026", "checked": DAY},
    "home": "https://example.org/",
    "citation": None,
    "sources": ["https://example.org/"],
    "checked": DAY,
}
MIX: dict[str, Any] = {
    "id": "owsm-v1",
    "name": "OWSM v1",
    "family": "owsm",
    "summary": TEXT,
    "members": [{"corpus": "ami"}],
    "total": "unknown",
    "languages": "unknown",
    "citation": "key-2026",
    "sources": ["key-2026"],
    "checked": DAY,
}


def messages(model: type[Corpus | Mix], record: dict[str, Any]) -> list[tuple[str, str]]:
    """Place and message of everything that does not fit."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(record)
    return [(".".join(map(str, e["loc"])), e["msg"]) for e in caught.value.errors()]


def test_a_corpus_has_what_is_not_given_by_default() -> None:
    corpus = Corpus.model_validate(CORPUS)
    assert (corpus.aliases, corpus.quantities, corpus.relations, corpus.notes) == ((), (), (), ())
    assert corpus.recipes.model_dump() == {"lhotse": None, "espnet": None, "kaldi": None}
    assert (corpus.channels, corpus.citation) == ("unknown", None)


def test_a_mix_may_state_numbers_or_that_nobody_knows_them() -> None:
    languages = {**HOURS, "unit": "languages", "value": 151}
    mix = Mix.model_validate({**MIX, "total": HOURS, "languages": languages})
    assert isinstance(mix.total, Quantity)
    assert mix.total.value == 100
    assert Mix.model_validate(MIX).total == "unknown"


@pytest.mark.parametrize("name", sorted(set(CORPUS) - {"id"}))
def test_every_field_without_a_default_is_required_in_a_corpus(name: str) -> None:
    record = {key: value for key, value in CORPUS.items() if key != name}
    assert messages(Corpus, record) == [(name, "Field required")]


@pytest.mark.parametrize("name", sorted(set(MIX) - {"members"}))
def test_every_field_without_a_default_is_required_in_a_mix(name: str) -> None:
    record = {key: value for key, value in MIX.items() if key != name}
    assert messages(Mix, record) == [(name, "Field required")]


def test_a_field_that_nobody_knows_is_refused() -> None:
    extra = "Extra inputs are not permitted"
    assert messages(Corpus, {**CORPUS, "hours": 1}) == [("hours", extra)]
    record = {**CORPUS, "quantities": [{**HOURS, "note": "x"}]}
    assert messages(Corpus, record) == [("quantities.0.note", extra)]


def test_a_record_can_not_be_changed() -> None:
    corpus = Corpus.model_validate(CORPUS)
    with pytest.raises(ValidationError, match="frozen"):
        corpus.name = "other"


def test_a_text_has_both_languages() -> None:
    text = Text(en=" words ", ko="낱말")
    assert (text.in_locale("en"), text.in_locale("ko")) == ("words", "낱말")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ({"en": "words", "ko": ""}, "String should have at least 1 character"),
        ({"en": "words", "ko": "  "}, "String should have at least 1 character"),
        (
            {"en": "words", "ko": "<b>"},
            "Value error, holds '<': records are plain text, without markup",
        ),
        ({"en": "words"}, "Field required"),
    ],
)
def test_a_text_without_words_or_with_markup_is_refused(text: dict[str, str], message: str) -> None:
    assert messages(Corpus, {**CORPUS, "summary": text}) == [("summary.ko", message)]


@pytest.mark.parametrize("identifier", ["ami", "owsm-v3.1", "ted-lium-3", "1", "a.b-c"])
def test_an_id_is_made_for_addresses(identifier: str) -> None:
    assert Corpus.model_validate({**CORPUS, "id": identifier}).id == identifier


@pytest.mark.parametrize("identifier", ["", "AMI", "a b", "a_b", "-a", "a-", "a--b", "가", "a\n"])
def test_another_id_is_refused(identifier: str) -> None:
    ((place, message),) = messages(Corpus, {**CORPUS, "id": identifier})
    assert (place, message.split("'")[0]) == ("id", "String should match pattern ")


@pytest.mark.parametrize("tag", ["en", "yue", "zh-Hant", "pt-BR", "es-419", "zh-Hans-CN", "mul"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert Corpus.model_validate({**CORPUS, "languages": [tag]}).languages == (tag,)


@pytest.mark.parametrize("tag", ["English", "EN", "en_US", "en-us", "e", "", "zh-hant"])
def test_another_tag_is_refused(tag: str) -> None:
    ((place, _),) = messages(Corpus, {**CORPUS, "languages": ["en", tag]})
    assert place == "languages.1"


def test_norwegian_needs_quotes_in_yaml() -> None:
    message = "YAML reads a bare no as false: put the language tag in quotes, 'no'"
    assert messages(Corpus, {**CORPUS, "languages": ["en", False]}) == [
        ("languages.1", f"Value error, {message}")
    ]


@pytest.mark.parametrize("name", ["languages", "styles", "sources"])
def test_a_list_that_must_name_one_may_not_be_empty(name: str) -> None:
    message = "Tuple should have at least 1 item after validation, not 0"
    assert messages(Corpus, {**CORPUS, name: []}) == [(name, message)]


@pytest.mark.parametrize("value", [0, -1, "100", "many", None, float("inf"), float("nan"), True])
def test_a_quantity_is_a_number_above_zero(value: object) -> None:
    ((place, _),) = messages(Corpus, {**CORPUS, "quantities": [{**HOURS, "value": value}]})
    assert place == "quantities.0.value"


@pytest.mark.parametrize(("name", "value"), [("unit", "minutes"), ("precision", "roughly")])
def test_a_unit_and_a_precision_are_words_out_of_a_list(name: str, value: str) -> None:
    ((place, _),) = messages(Corpus, {**CORPUS, "quantities": [{**HOURS, name: value}]})
    assert place == f"quantities.0.{name}"


def test_the_first_quantity_of_a_unit_is_the_one_that_is_shown() -> None:
    quantities = [{**HOURS, "value": value} for value in (2, 1)]
    corpus = Corpus.model_validate({**CORPUS, "quantities": quantities})
    shown = corpus.first(Unit.HOURS)
    assert shown is not None
    assert shown.value == 2
    assert corpus.first(Unit.SPEAKERS) is None


@pytest.mark.parametrize("source", ["key-2026", "2026key", "https://example.org/a?b=c#d"])
def test_a_source_is_a_key_or_an_address(source: str) -> None:
    assert Corpus.model_validate({**CORPUS, "sources": [source]}).sources == (source,)


@pytest.mark.parametrize("source", ["A Key", "key_2026", "www.example.org", "https://a b", ""])
def test_another_source_is_refused(source: str) -> None:
    found = messages(Corpus, {**CORPUS, "sources": ["key", source]})
    assert {place.rpartition(".")[0] for place, _ in found} == {"sources.1"}


@pytest.mark.parametrize("home", ["example.org", "ftp://example.org", "https://a<b", "unknown"])
def test_a_home_is_an_address(home: str) -> None:
    assert [place for place, _ in messages(Corpus, {**CORPUS, "home": home})] == ["home"]


@pytest.mark.parametrize("checked", ["2026-11-01", dt.date(2026, 11, 1)])
def test_a_day_is_a_date(checked: object) -> None:
    assert Corpus.model_validate({**CORPUS, "checked": checked}).checked == DAY


@pytest.mark.parametrize("checked", ["yesterday", "2026-13-01", dt.datetime(2026, 11, 1, 10)])  # noqa: DTZ001
def test_another_day_is_refused(checked: object) -> None:
    assert [place for place, _ in messages(Corpus, {**CORPUS, "checked": checked})] == ["checked"]


def test_a_day_in_the_future_is_refused() -> None:
    assert messages(Corpus, {**CORPUS, "checked": dt.date(9999, 1, 1)}) == [
        ("checked", "Value error, 9999-01-01 is in the future")
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("sampling_rate", value) for value in (8000, 16000, "unknown")),
        *(("channels", value) for value in (1, 2, "unknown")),
    ],
)
def test_a_rate_and_channels_may_be_known_or_not(name: str, value: object) -> None:
    assert Corpus.model_validate({**CORPUS, name: value}).model_dump()[name] == value


@pytest.mark.parametrize("rate", [0, -1, 1.5, "often", None])
def test_a_rate_is_a_whole_number_or_unknown(rate: object) -> None:
    found = messages(Corpus, {**CORPUS, "sampling_rate": rate})
    assert {place.split(".")[0] for place, _ in found} == {"sampling_rate"}


@pytest.mark.parametrize(
    "licence",
    [{"spdx": "CC-BY-4.0"}, {"name": TEXT}, {"name": "unknown"}, {"name": TEXT, "note": TEXT}],
)
def test_a_licence_has_one_name(licence: dict[str, object]) -> None:
    assert Licence.model_validate(licence).url is None


@pytest.mark.parametrize("licence", [{}, {"spdx": "CC0-1.0", "name": "unknown"}, {"note": TEXT}])
def test_a_licence_without_a_name_or_with_two_is_refused(licence: dict[str, object]) -> None:
    message = "give either spdx or name (name may be 'unknown')"
    assert messages(Corpus, {**CORPUS, "licence": licence}) == [
        ("licence", f"Value error, {message}")
    ]


@pytest.mark.parametrize("member", [{"corpus": "ami"}, {"name": "Own data", "home": "https://a.b"}])
def test_a_member_is_a_corpus_of_the_site_or_a_name(member: dict[str, str]) -> None:
    assert Member.model_validate(member).hours is None


@pytest.mark.parametrize("member", [{}, {"corpus": "ami", "name": "AMI"}, {"version": "1"}])
def test_a_member_without_a_name_or_with_two_is_refused(member: dict[str, str]) -> None:
    message = "give either corpus (an id) or name (of a corpus without a record)"
    assert messages(Mix, {**MIX, "members": [member]}) == [("members.0", f"Value error, {message}")]


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("access", {**CORPUS["access"], "kind": "free"}, "access.kind"),
        ("styles", ["read", "sung"], "styles.1"),
        ("relations", [{"kind": "part-of", "corpus": "ami"}], "relations.0.kind"),
        ("citation", "https://example.org/", "citation"),
    ],
)
def test_a_word_out_of_no_list_is_refused(name: str, value: object, place: str) -> None:
    assert [found for found, _ in messages(Corpus, {**CORPUS, name: value})] == [place]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"removes": ["wsj"]}, "'removes' needs 'extends'"),
        ({"members": [{"corpus": "ami"}, {"corpus": "ami"}]}, "named twice"),
    ],
)
def test_a_mix_that_contradicts_itself_is_refused(fields: dict[str, object], message: str) -> None:
    ((_, told),) = messages(Mix, {**MIX, **fields})
    assert message in told
