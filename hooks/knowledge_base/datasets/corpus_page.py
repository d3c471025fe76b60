"""The page of one corpus, made from its record."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from knowledge_base.datasets.catalogue import Catalogue
from knowledge_base.datasets.models import Corpus
from knowledge_base.datasets.tables import COLUMNS, languages_cell, licence_cell
from knowledge_base.datasets.words import (
    ACCESS,
    HEADINGS,
    LABELS,
    RELATIONS,
    SPACE,
    UNKNOWN,
    counted,
    language_name,
    spelt,
)
from knowledge_base.markdown import page_link, table

LONGEST = 160
"""Characters of a description."""
MOST_LANGUAGES = 12
"""Languages that are listed without being folded."""
RECIPES = {
    "lhotse": "https://github.com/lhotse-speech/lhotse/blob/master/lhotse/recipes/{}.py",
    "espnet": "https://github.com/espnet/espnet/tree/master/egs2/{}",
    "kaldi": "https://github.com/kaldi-asr/kaldi/tree/master/egs/{}",
}


def corpus_page(catalogue: Catalogue, corpus: Corpus, locale: str) -> str:
    """Return the Markdown of a corpus page, front matter included."""
    summary = corpus.summary.in_locale(locale)
    meta = {
        "title": corpus.name,
        "description": summary if len(summary) <= LONGEST else summary[: LONGEST - 1] + "…",
        "checked": corpus.checked,
        "sources": list(corpus.sources),
    }
    front_matter = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    sections = "\n\n".join(_sections(catalogue, corpus, locale))
    return f"---\n{front_matter}---\n\n{summary}\n\n{sections}\n"


def _sections(catalogue: Catalogue, corpus: Corpus, locale: str) -> Iterator[str]:
    key = f"datasets/{corpus.id}"
    yield _heading("at-a-glance", locale)
    yield table(
        [LABELS["property"][locale], LABELS["value"][locale]],
        list(_facts(corpus, locale)),
    )
    yield _heading("quantities", locale)
    yield _quantities(corpus, locale) if corpus.quantities else UNKNOWN[locale]
    users = catalogue.users(corpus.id)
    if users:
        yield _heading("used-in", locale)
        yield "\n".join(f"- {page_link(mix.name, f'datasets/{mix.family}', key)}" for mix in users)
    if corpus.relations:
        yield _heading("related", locale)
        yield "\n".join(_relations(catalogue, corpus, locale))
    if corpus.notes:
        yield _heading("notes", locale)
        yield "\n".join(f"- {note.in_locale(locale)}" for note in corpus.notes)
    if corpus.corrections:
        yield _heading("corrections", locale)
        yield "\n".join(
            f"- “{item.said.in_locale(locale)}” → {item.right.in_locale(locale)} [@{item.source}]"
            for item in corpus.corrections
        )


def _heading(name: str, locale: str) -> str:
    return f"## {HEADINGS[name][locale]} {{#{name}}}"


def _facts(corpus: Corpus, locale: str) -> Iterator[tuple[str, str]]:
    if corpus.aliases:
        yield LABELS["aliases"][locale], ", ".join(corpus.aliases)
    yield LABELS["languages"][locale], _languages(corpus, locale)
    for name in ("styles", "sampling-rate", "channels"):
        yield LABELS[name][locale], COLUMNS[name](corpus, locale)
    note = corpus.licence.note
    licence = licence_cell(corpus.licence, locale)
    yield LABELS["licence"][locale], f"{licence}. {note.in_locale(locale)}" if note else licence
    access = corpus.access
    parts = [f"**{ACCESS[access.kind][locale]}**"]
    parts += [access.note.in_locale(locale)] if access.note else []
    parts.append(f"[@{access.source}] (<time>{access.checked}</time>)")
    yield LABELS["access"][locale], " ".join(parts)
    if access.catalogue:
        yield LABELS["catalogue"][locale], ", ".join(access.catalogue)
    yield LABELS["home"][locale], f"<{corpus.home}>"
    if corpus.citation:
        yield LABELS["paper"][locale], f"[@{corpus.citation}]"
    recipes = [
        f"[{toolkit.capitalize() if toolkit != 'espnet' else 'ESPnet'}]({address.format(path)})"
        for toolkit, address in RECIPES.items()
        if (path := getattr(corpus.recipes, toolkit))
    ]
    if recipes:
        yield LABELS["recipes"][locale], ", ".join(recipes)


def _languages(corpus: Corpus, locale: str) -> str:
    """Return the languages with their tags, folded where there are many."""
    names = ", ".join(
        f"{name}{SPACE[locale]}(`{tag}`)" if (name := language_name(tag, locale)) else f"`{tag}`"
        for tag in corpus.languages
    )
    if len(corpus.languages) <= MOST_LANGUAGES:
        return names
    return f"<details><summary>{languages_cell(corpus, locale)}</summary>{names}</details>"


def _quantities(corpus: Corpus, locale: str) -> str:
    return table(
        [LABELS[name][locale] for name in ("quantity", "counts", "source", "checked")],
        [
            [
                spelt(quantity, locale),
                counted(quantity, locale),
                f"[@{quantity.source}]",
                f"<time>{quantity.checked}</time>",
            ]
            for quantity in corpus.quantities
        ],
    )


def _relations(catalogue: Catalogue, corpus: Corpus, locale: str) -> Iterator[str]:
    for relation in corpus.relations:
        other = catalogue.corpora.get(relation.corpus)
        link = page_link(
            other.name if other else relation.corpus,
            f"datasets/{relation.corpus}",
            f"datasets/{corpus.id}",
        )
        sentence = RELATIONS[relation.kind][locale].format(link)
        note = f". {relation.note.in_locale(locale)}" if relation.note else ""
        yield f"- {sentence}{note}"
