"""Tables made from the records: what the placeholders `corpora:` and `mixes:` stand for."""

from __future__ import annotations

from collections.abc import Callable

from knowledge_base.datasets.catalogue import Catalogue
from knowledge_base.datasets.models import Corpus, Licence, Member, Mix, Quantity, Unit
from knowledge_base.datasets.words import (
    ACCESS,
    LABELS,
    STYLES,
    UNKNOWN,
    bare,
    counted,
    language_name,
    number,
    spelt,
)
from knowledge_base.markdown import page_link, table
from knowledge_base.placeholders import Placeholder, PlaceholderError, Renderer, choose

MOST_LANGUAGES = 4
"""Languages that a table cell names; of more, their number."""

Column = Callable[[Corpus, str], str]
"""Makes a cell of a corpus and a locale."""


def quantity_cell(quantity: Quantity | None, locale: str) -> str:
    """Return a quantity with what it counts, `unknown` where there is none."""
    if quantity is None:
        return UNKNOWN[locale]
    return f"{bare(quantity, locale)}<br><small>{counted(quantity, locale)}</small>"


def languages_cell(corpus: Corpus, locale: str) -> str:
    """Return the languages by name, or how many there are."""
    total = corpus.first(Unit.LANGUAGES)
    if len(corpus.languages) > MOST_LANGUAGES:
        return (
            spelt(total, locale)
            if total
            else LABELS["languages-count"][locale].format(len(corpus.languages))
        )
    if corpus.languages == ("mul",) and total:
        return spelt(total, locale)
    return ", ".join(language_name(tag, locale) or tag for tag in corpus.languages)


def licence_cell(licence: Licence, locale: str) -> str:
    """Return the licence, linked to its text where the record says where it is."""
    if licence.spdx:
        name = licence.spdx
    elif licence.name == "unknown" or licence.name is None:
        name = UNKNOWN[locale]
    else:
        name = licence.name.in_locale(locale)
    return f"[{name}]({licence.url})" if licence.url else name


def _rate(corpus: Corpus, locale: str) -> str:
    if corpus.sampling_rate == "unknown":
        return UNKNOWN[locale]
    kilohertz = number(corpus.sampling_rate / 1000, locale)
    return f"{kilohertz} kHz" if locale == "en" else f"{kilohertz}kHz"


COLUMNS: dict[str, Column] = {
    "hours": lambda corpus, locale: quantity_cell(corpus.first(Unit.HOURS), locale),
    "speakers": lambda corpus, locale: quantity_cell(corpus.first(Unit.SPEAKERS), locale),
    "languages": languages_cell,
    "styles": lambda corpus, locale: ", ".join(STYLES[s][locale] for s in corpus.styles),
    "sampling-rate": _rate,
    "channels": lambda corpus, locale: (
        UNKNOWN[locale] if corpus.channels == "unknown" else number(corpus.channels, locale)
    ),
    "licence": lambda corpus, locale: licence_cell(corpus.licence, locale),
    "access": lambda corpus, locale: ACCESS[corpus.access.kind][locale],
}
DEFAULT_COLUMNS = "hours,languages,styles,licence,access"


def corpora_renderer(catalogue: Catalogue) -> Renderer:
    """Return what fills `<!-- corpora: … -->`."""

    def render(placeholder: Placeholder, locale: str, key: str) -> str:
        choose("view", placeholder.view, ["table", "count"])
        if placeholder.view == "count":
            placeholder.take()
            return number(len(catalogue.corpora), locale)
        placeholder.take("mix", "columns")
        corpora = list(catalogue.corpora.values())
        if "mix" in placeholder.arguments:
            mix = catalogue.mixes[choose("mix", placeholder.arguments["mix"], catalogue.mixes)]
            ids = [member.corpus for member in catalogue.members(mix) if member.corpus]
            corpora = [catalogue.corpora[i] for i in ids if i in catalogue.corpora]
        columns = [
            choose("column", name, COLUMNS)
            for name in placeholder.arguments.get("columns", DEFAULT_COLUMNS).split(",")
        ]
        return corpora_table(corpora, columns, locale, key)

    return render


def corpora_table(corpora: list[Corpus], columns: list[str], locale: str, key: str) -> str:
    """Return a table of corpora, each linked to its page, sorted by name.

    Args:
        corpora: The rows.
        columns: Names out of `COLUMNS`.
        locale: Language of the words.
        key: Page on which the table stands.
    """
    return table(
        [LABELS["corpus"][locale], *(LABELS[name][locale] for name in columns)],
        [
            [
                page_link(corpus.name, f"datasets/{corpus.id}", key),
                *(COLUMNS[name](corpus, locale) for name in columns),
            ]
            for corpus in sorted(corpora, key=lambda corpus: corpus.name.casefold())
        ],
    )


def mixes_renderer(catalogue: Catalogue) -> Renderer:
    """Return what fills `<!-- mixes: … -->`."""

    def render(placeholder: Placeholder, locale: str, key: str) -> str:
        choose("view", placeholder.view, ["members", "versions", "notes"])
        if placeholder.view == "members":
            placeholder.take("id")
            identifier = choose("id", placeholder.arguments.get("id"), catalogue.mixes)
            return members_table(catalogue, catalogue.mixes[identifier], locale, key)
        placeholder.take("family")
        families = sorted({mix.family for mix in catalogue.mixes.values()})
        family = catalogue.family(choose("family", placeholder.arguments.get("family"), families))
        if placeholder.view == "versions":
            return versions_table(catalogue, family, locale, key)
        notes = [
            f"- **{mix.name}**: {note.in_locale(locale)}" for mix in family for note in mix.notes
        ]
        if not notes:
            raise PlaceholderError("these mixes have no notes", "take the placeholder away")
        return "\n".join(notes)

    return render


def members_table(catalogue: Catalogue, mix: Mix, locale: str, key: str) -> str:
    """Return what a mix adds: each corpus with the part, version and hours used."""
    rows = []
    for member in mix.members:
        part = [member.part.in_locale(locale)] if member.part else []
        part += [member.version] if member.version else []
        rows.append(
            [
                member_link(catalogue, member, key),
                ", ".join(part) or LABELS["not-stated"][locale],
                f"{quantity_cell(member.hours, locale)} [@{member.hours.source}]"
                if member.hours
                else LABELS["not-stated"][locale],
            ]
        )
    return table([LABELS[name][locale] for name in ("corpus", "part", "hours-used")], rows)


def versions_table(catalogue: Catalogue, mixes: list[Mix], locale: str, key: str) -> str:
    """Return mixes that build on one another, side by side."""
    rows = []
    for mix in mixes:
        change = [f"+ {member_link(catalogue, member, key)}" for member in mix.members]
        change += [
            f"− {page_link(catalogue.corpora[name].name, f'datasets/{name}', key)}"
            for name in mix.removes
            if name in catalogue.corpora
        ]
        if mix.extends is None:
            change = [LABELS["first"][locale]] if len(mixes) > 1 else ["–"]
        rows.append(
            [
                mix.name,
                ", ".join(change) or LABELS["no-new"][locale],
                number(len(catalogue.members(mix)), locale),
                _published(mix.total, locale),
                _published(mix.languages, locale),
            ]
        )
    header = ("mix", "adds", "members", "total", "languages")
    return table([LABELS[name][locale] for name in header], rows)


def _published(quantity: Quantity | str, locale: str) -> str:
    if isinstance(quantity, str):
        return UNKNOWN[locale]
    return f"{bare(quantity, locale)} [@{quantity.source}]"


def member_link(catalogue: Catalogue, member: Member, key: str) -> str:
    """Return a member's name, linked to its page here or to its home."""
    if member.corpus:
        corpus = catalogue.corpora.get(member.corpus)
        return page_link(corpus.name if corpus else member.corpus, f"datasets/{member.corpus}", key)
    return f"[{member.name}]({member.home})" if member.home else str(member.name)
