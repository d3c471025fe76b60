"""Pieces of Markdown that are made rather than written: tables, links between pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a BibTeX key."""
    return source.startswith(("http://", "https://"))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar in a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def page_link(text: str, target: str, key: str) -> str:
    """Return a link to another page.

    Args:
        text: What the reader sees.
        target: Path of the page without language and suffix, such as `datasets/ami`.
        key: The same of the page on which the link stands.
    """
    return f"[{text}]({posixpath.relpath(target + '.md', posixpath.dirname(key) or '.')})"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
