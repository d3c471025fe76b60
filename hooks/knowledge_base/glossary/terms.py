"""Reads the glossary and makes its tables."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge_base.findings import Finding
from knowledge_base.markdown import table
from knowledge_base.placeholders import Placeholder, Renderer, choose
from knowledge_base.records import Prose, line_of, load_yaml, validate

PATH = "data/glossary.yaml"
HEADER = {
    "term": {"en": "English", "ko": "영어"},
    "korean": {"en": "Korean", "ko": "한국어"},
    "avoid": {"en": "Not", "ko": "쓰지 않는 형태"},
    "note": {"en": "Note", "ko": "참고"},
    "guide": {"en": "Guide", "ko": "기준"},
}
HOUSE = "house"
HOUSE_WORD = {"en": "this site", "ko": "이 사이트"}


class Domain(StrEnum):
    """Part of the site in which a pair holds."""

    KUBERNETES = "kubernetes"
    PYTHON = "python"
    SPEECH = "speech"


class Note(BaseModel):
    """A remark in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Prose
    ko: Prose


class Term(BaseModel):
    """One English term and the Korean form that the site uses."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    en: Prose
    """The English term."""
    ko: Prose
    """The form that Korean pages use."""
    first: Prose | None = None
    """The form at its first use on a page, where it differs: 파드(Pod)."""
    domain: Domain
    """Where the pair holds: one English word may have two Korean ones."""
    kind: Literal["translation", "loanword", "english"]
    """A Korean word, a loanword in Hangul, or the English word itself."""
    avoid: tuple[Prose, ...] = ()
    """Forms that Korean pages do not use."""
    note: Note | None = None
    """What a writer must know besides."""
    source: str
    """Key in references.bib of the guide that it follows, or `house`."""


def load_glossary(root: Path) -> tuple[list[Term], list[Finding]]:
    """Read `data/glossary.yaml`.

    Returns:
        The valid terms in the order of the file, and a finding for everything that does not fit.
    """
    document, node, findings = load_yaml(root / PATH, PATH)
    if findings:
        return [], findings
    if not isinstance(document, list):
        return [], [
            Finding(PATH, 1, "this is not a list of terms", "begin each term with '- en: …'")
        ]
    terms: list[Term] = []
    lines: dict[tuple[Domain, str], int] = {}
    for number, entry in enumerate(document):
        below = node.value[number] if node is not None else None
        term, problems = validate(entry, below, PATH, Term)
        findings += problems
        if term is None:
            continue
        line = line_of(node, (number,))
        if (term.domain, term.en) in lines:
            findings.append(
                Finding(
                    PATH,
                    line,
                    f"'{term.en}' stands on line {lines[term.domain, term.en]} already",
                    "keep one of the two, or give them different domains",
                )
            )
        lines.setdefault((term.domain, term.en), line)
        terms.append(term)
    return terms, findings


def check_glossary_sources(terms: list[Term], known: Container[str]) -> list[Finding]:
    """Say which guides of the glossary have no entry in the bibliography."""
    return [
        Finding(
            PATH,
            1,
            f"'{term.en}' follows '{term.source}', which is not in data/references.bib",
            f"add the entry, or write '{HOUSE}'",
        )
        for term in terms
        if term.source != HOUSE and term.source not in known
    ]


def glossary_renderer(terms: list[Term]) -> Renderer:
    """Return what fills `<!-- glossary: table domain=… -->`."""

    def render(placeholder: Placeholder, locale: str, key: str) -> str:
        choose("view", placeholder.view, ["table"])
        placeholder.take("domain")
        domain = choose("domain", placeholder.arguments.get("domain"), [d.value for d in Domain])
        chosen = [term for term in terms if term.domain == domain]
        if locale == "ko":
            chosen.sort(key=lambda term: term.ko)
            order = ("korean", "term", "avoid", "note", "guide")
        else:
            chosen.sort(key=lambda term: term.en.casefold())
            order = ("term", "korean", "avoid", "note", "guide")
        return table(
            [HEADER[name][locale] for name in order], [_row(term, order, locale) for term in chosen]
        )

    return render


def _row(term: Term, order: tuple[str, ...], locale: str) -> list[str]:
    cells = {
        "term": term.en,
        "korean": term.ko,
        "avoid": ", ".join(term.avoid),
        "note": (term.note.ko if locale == "ko" else term.note.en) if term.note else "",
        "guide": HOUSE_WORD[locale] if term.source == HOUSE else f"[@{term.source}]",
    }
    return [cells[name] for name in order]
