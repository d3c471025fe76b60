"""Links between pages, checked where they are written: MkDocs knows no lines."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from knowledge_base.findings import Finding, nearest
from knowledge_base.pages import Page

LINK = re.compile(r"\]\(\s*<?(?P<target>[^\s)>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
NOWHERE = re.compile(r"\[[^\]@]+\](?:\(\s*\)|\[[^\]]*\])")
"""A link with nothing in its parentheses, or one whose target would stand elsewhere."""
DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s")
MADE = "sources"
"""Id of the section that the build adds to pages with citations."""


def check_links(pages: list[Page], generated: Iterable[Page], root: Path) -> list[Finding]:
    """Say which relative links of the pages lead to nothing.

    Args:
        pages: The pages that are checked.
        generated: Further pages that links may lead to.
        root: Folder of the project, for links to files that are no pages.
    """
    ids = {page.path: _ids(page) for page in [*pages, *generated]}
    findings = []
    for page in pages:
        defined = any(DEFINITION.match(text) for _, text in page.prose)
        for line, text in page.prose:
            findings += [
                Finding(
                    page.path,
                    line,
                    f"the link '{found[0]}' has no target",
                    "write it as [text](page.md)",
                )
                for found in NOWHERE.finditer(text)
                if not defined
            ]
            for found in LINK.finditer(text):
                problem = _problem(page, found["target"], ids, root)
                if problem:
                    findings.append(Finding(page.path, line, *problem))
    return findings


def _problem(
    page: Page, target: str, ids: dict[str, set[str]], root: Path
) -> tuple[str, str] | None:
    """Return what is wrong with a link and what to do, or None."""
    try:
        parts = urlsplit(target)
    except ValueError as error:
        return f"the address '{target}' can't be read: {error}", "mend it"
    if parts.scheme or parts.netloc:
        return None
    path = page.path
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if path not in ids:
        if (root / path).is_file():
            return None
        folder = posixpath.dirname(page.path) or "."
        known = [posixpath.relpath(other, folder) for other in ids if _locale(other) == page.locale]
        return f"the link to '{target}' leads to nothing", nearest(
            parts.path, known, "mend it, or add the page"
        )
    if parts.fragment and unquote(parts.fragment) not in ids[path]:
        return f"{path} has no '#{parts.fragment}'", nearest(
            parts.fragment, ids[path], "link to the id of one of its headings"
        )
    return None


def _ids(page: Page) -> set[str]:
    return {heading.id for heading in page.headings if heading.id} | {MADE}


def _locale(path: str) -> str:
    return path.split("/")[1]
