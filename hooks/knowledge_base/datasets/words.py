"""Words and numbers of the corpus tables in the languages of the site."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.numbers import format_decimal

from knowledge_base.datasets.models import Precision, Quantity, Unit

UNKNOWN = {"en": "unknown", "ko": "미상"}

SPACE = {"en": " ", "ko": ""}
"""What stands before a parenthesis."""

LABELS = {
    "corpus": {"en": "Corpus", "ko": "말뭉치"},
    "hours": {"en": "Hours", "ko": "시간"},
    "languages": {"en": "Languages", "ko": "언어"},
    "styles": {"en": "Speech", "ko": "발화 유형"},
    "sampling-rate": {"en": "Sampling rate", "ko": "샘플링 레이트"},
    "channels": {"en": "Channels", "ko": "채널"},
    "licence": {"en": "Licence", "ko": "라이선스"},
    "access": {"en": "Access", "ko": "이용 방법"},
    "speakers": {"en": "Speakers", "ko": "화자"},
    "mixes": {"en": "Used in", "ko": "쓰이는 곳"},
    "aliases": {"en": "Also called", "ko": "다른 이름"},
    "home": {"en": "Home page", "ko": "홈페이지"},
    "recipes": {"en": "Recipes", "ko": "레시피"},
    "property": {"en": "Property", "ko": "항목"},
    "value": {"en": "Value", "ko": "값"},
    "quantity": {"en": "Quantity", "ko": "수량"},
    "counts": {"en": "What it counts", "ko": "센 대상"},
    "of-version": {"en": "version {}", "ko": "버전 {}"},
    "source": {"en": "Source", "ko": "출처"},
    "checked": {"en": "Checked", "ko": "확인일"},
    "paper": {"en": "Paper", "ko": "논문"},
    "mix": {"en": "Mix", "ko": "학습용 조합"},
    "part": {"en": "Part used", "ko": "사용한 부분"},
    "hours-used": {"en": "Hours used", "ko": "사용한 시간"},
    "adds": {"en": "Change", "ko": "변경"},
    "members": {"en": "Corpora", "ko": "말뭉치 수"},
    "total": {"en": "Hours as published", "ko": "발표된 시간"},
    "catalogue": {"en": "Catalogue numbers", "ko": "카탈로그 번호"},
    "not-stated": {"en": "not stated", "ko": "명시되지 않음"},
    "first": {"en": "first version", "ko": "첫 버전"},
    "languages-count": {"en": "{} languages", "ko": "{}개 언어"},
    "no-new": {"en": "no new corpora", "ko": "새 말뭉치 없음"},
}

HEADINGS = {
    "at-a-glance": {"en": "At a glance", "ko": "한눈에 보기"},
    "quantities": {"en": "Quantities", "ko": "수량"},
    "used-in": {"en": "Who trains on it", "ko": "이 말뭉치가 들어간 학습용 조합"},
    "related": {"en": "Related corpora", "ko": "관련 말뭉치"},
    "notes": {"en": "Good to know", "ko": "알아 둘 점"},
    "corrections": {"en": "What the notes had wrong", "ko": "노트에서 바로잡은 점"},
}

STYLES = {
    "read": {"en": "read", "ko": "낭독"},
    "spontaneous": {"en": "spontaneous", "ko": "자유 발화"},
    "conversation": {"en": "conversation", "ko": "대화"},
    "meeting": {"en": "meetings", "ko": "회의"},
    "talk": {"en": "talks", "ko": "강연"},
    "parliament": {"en": "parliament", "ko": "의회"},
    "broadcast": {"en": "broadcast", "ko": "방송"},
    "web": {"en": "web", "ko": "웹"},
}

ACCESS = {
    "open": {"en": "open", "ko": "공개"},
    "registration": {"en": "registration", "ko": "등록 필요"},
    "paid": {"en": "paid", "ko": "유료"},
    "withdrawn": {"en": "withdrawn", "ko": "배포 중단"},
    "uncertain": {"en": "uncertain", "ko": "불확실"},
}

RELATIONS = {
    "labels-for": {"en": "Labels for the audio of {}", "ko": "{}의 음성에 붙인 레이블"},
    "subset-of": {"en": "Its audio is a part of {}", "ko": "음성이 {}의 일부"},
    "same-source": {"en": "Same source as {}", "ko": "원천이 같은 말뭉치: {}"},
}

UNITS = {
    Unit.HOURS: {"en": "{} hours", "ko": "{}시간"},
    Unit.SPEAKERS: {"en": "{} speakers", "ko": "{}명"},
    Unit.UTTERANCES: {"en": "{} utterances", "ko": "{}개 발화"},
    Unit.CALLS: {"en": "{} calls", "ko": "{}통화"},
    Unit.TALKS: {"en": "{} talks", "ko": "{}개 강연"},
    Unit.LANGUAGES: {"en": "{} languages", "ko": "{}개 언어"},
}

PRECISIONS = {
    Precision.EXACT: {"en": "{}", "ko": "{}"},
    Precision.ABOUT: {"en": "≈ {}", "ko": "약 {}"},
    Precision.AT_LEAST: {"en": "≥ {}", "ko": "{} 이상"},
}


def number(value: float, locale: str) -> str:
    """Return a number with the separators of a locale."""
    return str(format_decimal(value, locale=locale))


def bare(quantity: Quantity, locale: str) -> str:
    """Return a quantity without its unit, for a column that names it."""
    return PRECISIONS[quantity.precision][locale].format(number(quantity.value, locale))


def spelt(quantity: Quantity, locale: str) -> str:
    """Return a quantity with its unit."""
    amount = UNITS[quantity.unit][locale].format(number(quantity.value, locale))
    return PRECISIONS[quantity.precision][locale].format(amount)


def counted(quantity: Quantity, locale: str) -> str:
    """Return what a quantity counts, with the release where there are several."""
    counts = quantity.counts.in_locale(locale)
    if quantity.version is None:
        return counts
    return f"{counts}{SPACE[locale]}({LABELS['of-version'][locale].format(quantity.version)})"


@cache
def language_name(tag: str, locale: str) -> str | None:
    """Return the name of a BCP 47 language in a locale, None where CLDR has none."""
    language, *subtags = tag.split("-")
    words = Locale.parse(locale)
    name = words.languages.get(language)
    if name is None or not subtags:
        return name
    details = [words.scripts.get(part) or words.territories.get(part) or part for part in subtags]
    return f"{name}{SPACE[locale]}({', '.join(details)})"
