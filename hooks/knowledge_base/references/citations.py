"""Turns `[@key]` in a page into numbered links and a list of sources at its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from knowledge_base.fences import outside
from knowledge_base.findings import Finding, nearest
from knowledge_base.markdown import is_address
from knowledge_base.pages import Page, page_sources
from knowledge_base.references.bibliography import Reference

CITATION = re.compile(r"\[(?P<keys>@[^\s;\]]+(?:\s*;\s*@[^\s;\]]+)*)\]")
ALMOST = re.compile(r"\[@[^\]]*\]?")
"""What looks like a citation; one that is none would stay in the page as it is."""
HEADING = {"en": "Sources", "ko": "출처"}


def cited_keys(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the key of each citation outside code."""
    for number, line in outside(text):
        for found in CITATION.finditer(line):
            for key in _keys(found["keys"]):
                yield number, key


def check_citations(page: Page, known: Iterable[str], *, required: bool = True) -> list[Finding]:
    """Say which citations of a page have no entry, and whether it has any at all.

    Args:
        page: The page.
        known: Keys of the bibliography.
        required: Whether a page without sources is a finding.
    """
    known = set(known)
    cited = [*cited_keys(page.text), *((1, key) for key in page_sources(page.meta))]
    findings = [
        Finding(
            page.path,
            line,
            f"no entry '{key}' in data/references.bib",
            nearest(key, known, "add the entry, with doi, eprint or url"),
        )
        for line, key in cited
        if key not in known
    ]
    findings += [
        Finding(page.path, number, f"'{found[0]}' is no citation", "write [@key] or [@key; @key]")
        for number, line in outside(page.text)
        for found in ALMOST.finditer(line)
        if not CITATION.fullmatch(found[0])
    ]
    if required and not cited:
        findings.append(
            Finding(
                page.path,
                1,
                "the page names no source",
                "cite one as [@key], or name it in the front matter: sources: [key]",
            )
        )
    return findings


def number_citations(
    text: str, meta: dict[str, object], references: dict[str, Reference], locale: str
) -> str:
    """Return a page with its citations numbered and its list of sources appended.

    Numbers follow the order of first use. Text made from records cites addresses as well, which
    then stand in the list as they are; in a page that an author writes, the check refuses them. A
    key without an entry stays as it was written; the check reports it.

    Args:
        text: Markdown without front matter.
        meta: Front matter of the page.
        references: The bibliography.
        locale: Language of the list.
    """
    order: dict[str, int] = {}

    def link(found: re.Match[str]) -> str:
        links = []
        for key in _keys(found["keys"]):
            if key not in references and not is_address(key):
                return found[0]
            number = order.setdefault(key, len(order) + 1)
            links.append(f"[{number}](#{_anchor(key, number)})")
        # The brackets are escaped, since Markdown would read them as a link of their own.
        return "\\[" + ", ".join(links) + "\\]"

    lines = text.split("\n")
    masked = dict(outside(text))
    for number, line in masked.items():
        if "[@" in line:
            lines[number - 1] = _replace_outside_code(lines[number - 1], link)
    for key in page_sources(meta):
        if key in references or is_address(key):
            order.setdefault(key, len(order) + 1)
    if not order:
        return text
    entries = [
        f"{number}. {f'<{key}>' if is_address(key) else references[key].markdown(locale)}\n"
        f"    {{: #{_anchor(key, number)} }}"
        for key, number in order.items()
    ]
    return "\n".join([*lines, "", f"## {HEADING[locale]} {{#sources}}", "", *entries, ""])


def _replace_outside_code(line: str, replace: Callable[[re.Match[str]], str]) -> str:
    """Replace citations in a line, those shown in inline code left alone."""
    return re.sub(
        rf"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|{CITATION.pattern}",
        lambda found: found["code"] or replace(found),
        line,
    )


def _anchor(key: str, number: int) -> str:
    """Return the id of an entry in the list: its key, the number where it is an address."""
    return f"ref-{number if is_address(key) else key}"


def _keys(citation: str) -> list[str]:
    return [key.strip().removeprefix("@") for key in citation.split(";")]
