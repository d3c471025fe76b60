"""The records of `data/`: what a corpus and a training mix are made of.

A number never stands alone: it says what it counts, how exact it is, where it was read and when.
What nobody could establish is written `unknown`, which is a value like any other.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from knowledge_base.records import Prose

Unknown = Literal["unknown"]
"""What a field holds when no source establishes it."""


def _not_in_the_future(day: dt.date) -> dt.date:
    if day > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1):
        raise ValueError(f"{day} is in the future")
    return day


def _language_tag(tag: object) -> object:
    if tag is False:
        raise ValueError("YAML reads a bare no as false: put the language tag in quotes, 'no'")
    return tag


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")]
CitationKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\[\];]+$")]
Day = Annotated[dt.date, AfterValidator(_not_in_the_future)]
LanguageTag = Annotated[
    str,
    BeforeValidator(_language_tag),
    StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"),
]


class Record(BaseModel):
    """Base of every record: frozen, and a field that the model does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Text(Record):
    """The same words in the languages of the site."""

    en: Prose
    """English."""
    ko: Prose
    """Korean."""

    def in_locale(self, locale: str) -> str:
        """Return the words of one locale (`en` or `ko`)."""
        return self.ko if locale == "ko" else self.en


class Unit(StrEnum):
    """What a quantity is measured in."""

    HOURS = "hours"
    SPEAKERS = "speakers"
    UTTERANCES = "utterances"
    CALLS = "calls"
    TALKS = "talks"
    LANGUAGES = "languages"


class Precision(StrEnum):
    """How much a number may be trusted to the last digit."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"


class Quantity(Record):
    """A number with everything that keeps it honest."""

    value: Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)]
    """The number, in `unit`."""
    unit: Unit
    """What it is measured in."""
    counts: Text
    """What was counted, in a few words: training audio, the whole corpus, version 8.0 …"""
    precision: Precision
    """Exact, about, or at least."""
    version: Prose | None = None
    """The release the number belongs to, where there are several."""
    source: CitationKey | Url
    """A key of references.bib, or the address where the number was read."""
    checked: Day
    """The day on which the source was read."""


class Style(StrEnum):
    """How the speech came about."""

    READ = "read"
    SPONTANEOUS = "spontaneous"
    CONVERSATION = "conversation"
    MEETING = "meeting"
    TALK = "talk"
    PARLIAMENT = "parliament"
    BROADCAST = "broadcast"
    WEB = "web"


class Licence(Record):
    """Under which terms the corpus is given out."""

    spdx: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]+$")] | None = None
    """SPDX identifier, where the licence has one."""
    name: Text | Unknown | None = None
    """Name of the terms otherwise."""
    url: Url | None = None
    """Where the terms can be read."""
    note: Text | None = None
    """What the licence covers or leaves out."""

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if (self.spdx is None) == (self.name is None):
            raise ValueError("give either spdx or name (name may be 'unknown')")
        return self


class AccessKind(StrEnum):
    """How one gets the data."""

    OPEN = "open"
    REGISTRATION = "registration"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    UNCERTAIN = "uncertain"


class Access(Record):
    """How one gets the data, on the day it was checked."""

    kind: AccessKind
    """Open, registration, paid, withdrawn or uncertain."""
    note: Text | None = None
    """What to do or to know, in one sentence."""
    catalogue: tuple[Prose, ...] = ()
    """Catalogue numbers, such as LDC97S62."""
    source: CitationKey | Url
    """Where this was read."""
    checked: Day
    """The day on which it was checked."""


class RelationKind(StrEnum):
    """How two corpora share audio."""

    LABELS_FOR = "labels-for"
    SUBSET_OF = "subset-of"
    SAME_SOURCE = "same-source"


class Relation(Record):
    """Audio shared with another corpus, so that hours are never summed twice."""

    kind: RelationKind
    """Labels over the other's audio, a part of it, or recordings of the same source."""
    corpus: Identifier
    """Id of the other corpus."""
    note: Text | None = None
    """What exactly is shared."""


class Recipes(Record):
    """Recipes that prepare the corpus, in the toolkits that have one."""

    lhotse: Prose | None = None
    """Module below `lhotse/recipes`, without `.py`."""
    espnet: Prose | None = None
    """Folder below `egs2`."""
    kaldi: Prose | None = None
    """Folder below `egs`."""


class Correction(Record):
    """What the notes this site grew from had wrong."""

    said: Text
    """What stood there."""
    right: Text
    """What is right."""
    source: CitationKey | Url
    """Where that was read."""


class Corpus(Record):
    """One speech corpus: one file in `data/datasets`, named after its id."""

    id: Identifier
    """Name in addresses; the same as the file's."""
    name: Prose
    """The name its makers use."""
    aliases: tuple[Prose, ...] = ()
    """Other spellings that people search for."""
    summary: Text
    """What it is, in one or two sentences."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers; the first one of a unit is the one that tables show."""
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    """BCP 47 tags of the spoken languages."""
    styles: tuple[Style, ...] = Field(min_length=1)
    """How the speech came about."""
    sampling_rate: Annotated[int, Field(ge=1000)] | Unknown
    """Of the released audio, in Hz."""
    channels: Annotated[int, Field(gt=0)] | Unknown
    """Channels of a recording."""
    licence: Licence
    """Under which terms it is given out."""
    access: Access
    """How one gets it."""
    home: Url
    """Canonical page."""
    citation: CitationKey | None
    """Key of the paper in references.bib; null where there is none."""
    sources: tuple[CitationKey | Url, ...] = Field(min_length=1)
    """What the other facts of this record rest on."""
    relations: tuple[Relation, ...] = ()
    """Audio shared with other corpora."""
    recipes: Recipes = Recipes()
    """Where toolkits prepare it."""
    corrections: tuple[Correction, ...] = ()
    """What the notes had wrong."""
    notes: tuple[Text, ...] = ()
    """What else a user should know."""
    checked: Day
    """The day on which the record was last verified as a whole."""

    def first(self, unit: Unit) -> Quantity | None:
        """Return the quantity that tables show for a unit, or None where there is none."""
        return next((quantity for quantity in self.quantities if quantity.unit is unit), None)


class Member(Record):
    """A corpus in a mix, and how much of it is used."""

    corpus: Identifier | None = None
    """Id of a corpus of this site."""
    name: Prose | None = None
    """Name of one that has no record here."""
    home: Url | None = None
    """Its page, where it has no record here."""
    part: Text | None = None
    """Which part is used, where it isn't all."""
    version: Prose | None = None
    """Which release is used, where that is stated."""
    hours: Quantity | None = None
    """Hours used, as published; none where nobody says."""

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if (self.corpus is None) == (self.name is None):
            raise ValueError("give either corpus (an id) or name (of a corpus without a record)")
        return self


class Mix(Record):
    """A training mix: one file in `data/mixes`, named after its id."""

    id: Identifier
    """Name in addresses; the same as the file's."""
    name: Prose
    """The name its makers use."""
    family: Identifier
    """Which page of `datasets/` shows it: owsm, nemo-asrset, speechstew."""
    summary: Text
    """What it is, in one or two sentences."""
    extends: Identifier | None = None
    """Id of the mix whose members it takes over."""
    removes: tuple[Identifier, ...] = ()
    """Corpora of the extended mix that it leaves out."""
    members: tuple[Member, ...] = ()
    """What it adds, in the order of its source."""
    total: Quantity | Unknown
    """Hours as published."""
    languages: Quantity | Unknown
    """Number of languages as published."""
    citation: CitationKey | None
    """Key of the paper in references.bib."""
    sources: tuple[CitationKey | Url, ...] = Field(min_length=1)
    """What the list of members rests on."""
    notes: tuple[Text, ...] = ()
    """What else a user should know."""
    checked: Day
    """The day on which the record was last verified."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for quantity, unit in ((self.total, Unit.HOURS), (self.languages, Unit.LANGUAGES)):
            if isinstance(quantity, Quantity) and quantity.unit is not unit:
                raise ValueError(f"a quantity in {quantity.unit} stands where {unit} belong")
        if self.removes and self.extends is None:
            raise ValueError("'removes' needs 'extends': there is nothing to leave out")
        corpora = [member.corpus for member in self.members if member.corpus]
        if len(corpora) > len(set(corpora)):
            raise ValueError("a corpus is named twice in 'members'")
        return self
