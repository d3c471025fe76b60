"""Tables made from records, and the placeholders that ask for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge_base.datasets.catalogue import Catalogue
from knowledge_base.datasets.models import Corpus, Licence, Member, Mix
from knowledge_base.datasets.tables import (
    COLUMNS,
    corpora_renderer,
    languages_cell,
    licence_cell,
    member_link,
    mixes_renderer,
    quantity_cell,
)
from knowledge_base.placeholders import Placeholder, PlaceholderError

DAY = dt.date(2026, 11, 1)
TEXT = {"en": "words", "ko": "낱말"}
INDEX = "datasets/index"


def quantity(value: float, unit: str = "hours", **fields: Any) -> dict[str, Any]:
    return {
        "value": value,
        "unit": unit,
        "counts": {"en": "audio", "ko": "음성"},
        "precision": "about",
        "source": "key",
        "checked": DAY,
        **fields,
    }


def corpus(identifier: str, **fields: Any) -> Corpus:
    record = {
        "id": identifier,
        "name": identifier.upper(),
        "summary": TEXT,
        "languages": ["en"],
        "styles": ["read"],
        "sampling_rate": 16000,
        "channels": 1,
        "licence": {"spdx": "CC-BY-4.0"},
        "access": {"kind": "open", "source": "key", "checked": DAY},
        "home": "https://example.org/",
        "citation": None,
        "sources": ["key"],
        "checked": DAY,
    }
    return Corpus.model_validate(record | fields)


def mix(identifier: str, *members: dict[str, Any], **fields: Any) -> Mix:
    record = {
        "id": identifier,
        "name": identifier.upper(),
        "family": "owsm",
        "summary": TEXT,
        "members": list(members),
        "total": "unknown",
        "languages": "unknown",
        "citation": None,
        "sources": ["key"],
        "checked": DAY,
    }
    return Mix.model_validate(record | fields)


def catalogue(*records: Corpus | Mix) -> Catalogue:
    return Catalogue(
        {record.id: record for record in records if isinstance(record, Corpus)},
        {record.id: record for record in records if isinstance(record, Mix)},
    )


AMI = corpus("ami", quantities=[quantity(100)], styles=["meeting", "spontaneous"])
WSJ = corpus("wsj", name="wall street")
ZEROTH = corpus("zeroth", name="Zeroth", languages=["ko"])
ONE = mix("one", {"corpus": "wsj"}, {"corpus": "ami", "version": "1.6"})
TWO = mix(
    "two",
    {"corpus": "zeroth", "part": TEXT, "version": "2", "hours": quantity(50)},
    {"name": "Own | data", "home": "https://example.org/own"},
    extends="one",
    removes=["wsj"],
    total=quantity(1500, source="paper"),
    languages=quantity(2, "languages", precision="exact"),
    notes=[{"en": "A note.", "ko": "참고입니다."}],
)
THREE = mix("three", extends="two")
STEW = mix("stew", {"corpus": "ami"}, family="stew")
EVERYTHING = catalogue(ZEROTH, WSJ, AMI, ONE, TWO, THREE, STEW)


def corpora(view: str, locale: str = "en", key: str = INDEX, /, **arguments: str) -> list[str]:
    placeholder = Placeholder(1, "corpora", view, arguments)
    return corpora_renderer(EVERYTHING)(placeholder, locale, key).splitlines()


def mixes(view: str, locale: str = "en", key: str = INDEX, /, **arguments: str) -> list[str]:
    placeholder = Placeholder(1, "mixes", view, arguments)
    return mixes_renderer(EVERYTHING)(placeholder, locale, key).splitlines()


def test_the_table_of_corpora_is_sorted_by_name_and_linked() -> None:
    assert corpora("table", columns="languages,access") == [
        "| Corpus | Languages | Access |",
        "| --- | --- | --- |",
        "| [AMI](ami.md) | English | open |",
        "| [wall street](wsj.md) | English | open |",
        "| [Zeroth](zeroth.md) | Korean | open |",
    ]


def test_the_table_of_corpora_is_in_the_language_of_its_page() -> None:
    assert corpora("table", "ko", "index", columns="languages,access")[::4] == [
        "| 말뭉치 | 언어 | 이용 방법 |",
        "| [Zeroth](datasets/zeroth.md) | 한국어 | 공개 |",
    ]


def test_the_table_of_corpora_has_columns_of_its_own_choice() -> None:
    assert corpora("table")[:3] == [
        "| Corpus | Hours | Languages | Speech | Licence | Access |",
        "| --- | --- | --- | --- | --- | --- |",
        (
            "| [AMI](ami.md) | ≈ 100<br><small>audio</small> | English | meetings, spontaneous "
            "| CC-BY-4.0 | open |"
        ),
    ]


@pytest.mark.parametrize(
    ("identifier", "names"),
    [("one", ["AMI", "wall street"]), ("two", ["AMI", "Zeroth"]), ("three", ["AMI", "Zeroth"])],
)
def test_the_table_of_a_mix_has_the_corpora_that_it_holds(
    identifier: str, names: list[str]
) -> None:
    rows = corpora("table", columns="access", mix=identifier)[2:]
    assert [row.split("[")[1].split("]")[0] for row in rows] == names


def test_the_number_of_corpora_is_counted() -> None:
    assert corpora("count") == ["3"]


@pytest.mark.parametrize(
    ("name", "english", "korean"),
    [
        ("hours", "≈ 100<br><small>audio</small>", "약 100<br><small>음성</small>"),
        ("speakers", "unknown", "미상"),
        ("languages", "English", "영어"),
        ("styles", "meetings, spontaneous", "회의, 자유 발화"),
        ("sampling-rate", "16 kHz", "16kHz"),
        ("channels", "1", "1"),
        ("licence", "CC-BY-4.0", "CC-BY-4.0"),
        ("access", "open", "공개"),
    ],
)
def test_a_column_shows_a_field_in_both_languages(name: str, english: str, korean: str) -> None:
    assert (COLUMNS[name](AMI, "en"), COLUMNS[name](AMI, "ko")) == (english, korean)


def test_every_column_is_tried() -> None:
    assert len(COLUMNS) == 8


@pytest.mark.parametrize(
    ("rate", "english"), [(8000, "8 kHz"), (44100, "44.1 kHz"), ("unknown", "unknown")]
)
def test_a_sampling_rate_is_in_kilohertz(rate: object, english: str) -> None:
    assert COLUMNS["sampling-rate"](corpus("a", sampling_rate=rate), "en") == english


def test_what_nobody_knows_is_unknown() -> None:
    unknown = corpus("a", sampling_rate="unknown", channels="unknown")
    names = ("hours", "speakers", "sampling-rate", "channels")
    assert [COLUMNS[name](unknown, "ko") for name in names] == ["미상"] * 4
    assert quantity_cell(None, "en") == "unknown"


@pytest.mark.parametrize(
    ("languages", "quantities", "english", "korean"),
    [
        (["en", "ko"], [], "English, Korean", "영어, 한국어"),
        (["qqq"], [], "qqq", "qqq"),
        (
            ["en", "ko", "de", "fr"],
            [],
            "English, Korean, German, French",
            "영어, 한국어, 독일어, 프랑스어",
        ),
        (["en", "ko", "de", "fr", "es"], [], "5 languages", "5개 언어"),
        (
            ["en", "ko", "de", "fr", "es"],
            [quantity(8, "languages")],
            "≈ 8 languages",
            "약 8개 언어",
        ),
        (
            ["mul"],
            [quantity(1000, "languages", precision="at-least")],
            "≥ 1,000 languages",
            "1,000개 언어 이상",
        ),
        (["en", "ko"], [quantity(2, "languages")], "English, Korean", "영어, 한국어"),
    ],
    ids=["named", "nameless", "four", "many", "many as published", "mul", "few as published"],
)
def test_languages_are_named_or_counted(
    languages: list[str], quantities: list[dict[str, Any]], english: str, korean: str
) -> None:
    found = corpus("a", languages=languages, quantities=quantities)
    assert (languages_cell(found, "en"), languages_cell(found, "ko")) == (english, korean)


@pytest.mark.parametrize(
    ("licence", "english", "korean"),
    [
        ({"spdx": "MIT"}, "MIT", "MIT"),
        ({"spdx": "MIT", "url": "https://a.b/c"}, "[MIT](https://a.b/c)", "[MIT](https://a.b/c)"),
        ({"name": TEXT}, "words", "낱말"),
        ({"name": "unknown"}, "unknown", "미상"),
        ({"name": TEXT, "url": "https://a.b"}, "[words](https://a.b)", "[낱말](https://a.b)"),
    ],
)
def test_a_licence_is_named_and_linked(
    licence: dict[str, object], english: str, korean: str
) -> None:
    found = Licence.model_validate(licence)
    assert (licence_cell(found, "en"), licence_cell(found, "ko")) == (english, korean)


@pytest.mark.parametrize(
    ("member", "link"),
    [
        ({"corpus": "ami"}, "[AMI](../datasets/ami.md)"),
        ({"corpus": "absent"}, "[absent](../datasets/absent.md)"),
        ({"name": "Own", "home": "https://a.b"}, "[Own](https://a.b)"),
        ({"name": "Own"}, "Own"),
    ],
)
def test_a_member_leads_to_its_page_or_home(member: dict[str, str], link: str) -> None:
    assert member_link(EVERYTHING, Member.model_validate(member), "speech/a") == link


def test_the_members_of_a_mix_are_those_it_adds() -> None:
    assert mixes("members", id="two") == [
        "| Corpus | Part used | Hours used |",
        "| --- | --- | --- |",
        "| [Zeroth](zeroth.md) | words, 2 | ≈ 50<br><small>audio</small> [@key] |",
        "| [Own \\| data](https://example.org/own) | not stated | not stated |",
    ]


def test_the_members_of_a_mix_stand_in_the_order_of_its_source() -> None:
    assert mixes("members", "ko", id="one") == [
        "| 말뭉치 | 사용한 부분 | 사용한 시간 |",
        "| --- | --- | --- |",
        "| [wall street](wsj.md) | 명시되지 않음 | 명시되지 않음 |",
        "| [AMI](ami.md) | 1.6 | 명시되지 않음 |",
    ]


def test_the_versions_of_a_family_say_what_changed() -> None:
    assert mixes("versions", family="owsm") == [
        "| Mix | Change | Corpora | Hours as published | Languages |",
        "| --- | --- | --- | --- | --- |",
        "| ONE | first version | 2 | unknown | unknown |",
        (
            "| TWO | + [Zeroth](zeroth.md), + [Own \\| data](https://example.org/own), "
            "− [wall street](wsj.md) | 3 | ≈ 1,500 [@paper] | 2 [@key] |"
        ),
        "| THREE | no new corpora | 3 | unknown | unknown |",
    ]


def test_a_family_of_two_has_a_first_version() -> None:
    two = catalogue(mix("a", {"name": "Own"}), mix("b", {"name": "More"}, extends="a"))
    placeholder = Placeholder(1, "mixes", "versions", {"family": "owsm"})
    assert mixes_renderer(two)(placeholder, "en", INDEX).splitlines()[2:] == [
        "| A | first version | 1 | unknown | unknown |",
        "| B | + More | 2 | unknown | unknown |",
    ]


def test_a_family_of_one_has_no_first_version() -> None:
    assert mixes("versions", "ko", family="stew")[2:] == ["| STEW | – | 1 | 미상 | 미상 |"]


def test_the_notes_of_a_family_name_their_mix() -> None:
    assert mixes("notes", "ko", family="owsm") == ["- **TWO**: 참고입니다."]


@pytest.mark.parametrize(
    ("view", "arguments", "what", "hint"),
    [
        ("tabel", {}, "no view is called 'tabel'", "did you mean 'table'?"),
        ("count", {"mix": "one"}, "'corpora: count' takes no 'mix'", "it takes nothing"),
        (
            "table",
            {"column": "hours"},
            "'corpora: table' takes no 'column'",
            "did you mean 'columns'?",
        ),
        (
            "table",
            {"columns": "hours,licens"},
            "no column is called 'licens'",
            "did you mean 'licence'?",
        ),
        ("table", {"mix": "stw"}, "no mix is called 'stw'", "did you mean 'stew'?"),
        ("table", {"mix": ""}, "no mix is called ''", "one of one, two, three, stew"),
    ],
)
def test_a_table_of_corpora_that_does_not_exist_is_refused(
    view: str, arguments: dict[str, str], what: str, hint: str
) -> None:
    with pytest.raises(PlaceholderError) as caught:
        corpora(view, **arguments)
    assert (caught.value.what, caught.value.hint) == (what, hint)


@pytest.mark.parametrize(
    ("view", "arguments", "what", "hint"),
    [
        ("member", {"id": "one"}, "no view is called 'member'", "did you mean 'members'?"),
        ("members", {}, "no id is named", "add id=…, one of one, two, three, stew"),
        ("members", {"id": "tow"}, "no id is called 'tow'", "did you mean 'two'?"),
        (
            "members",
            {"id": "one", "family": "owsm"},
            "'mixes: members' takes no 'family'",
            "it takes id",
        ),
        ("versions", {}, "no family is named", "add family=…, one of owsm, stew"),
        ("versions", {"family": "osm"}, "no family is called 'osm'", "did you mean 'owsm'?"),
        ("notes", {"family": "stew"}, "these mixes have no notes", "take the placeholder away"),
    ],
)
def test_a_table_of_mixes_that_does_not_exist_is_refused(
    view: str, arguments: dict[str, str], what: str, hint: str
) -> None:
    with pytest.raises(PlaceholderError) as caught:
        mixes(view, **arguments)
    assert (caught.value.what, caught.value.hint) == (what, hint)
