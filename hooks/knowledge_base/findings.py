"""The one way to say that something is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

SHORT = 6
"""Letters of a short word."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong, and what to do about it."""

    path: str
    """File, relative to the root of the project, with forward slashes."""
    line: int
    """Line in that file, counted from 1."""
    what: str
    """What is wrong, with what was found and what was expected."""
    hint: str
    """What to do next."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} — {self.hint}"


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the known word closest to a misspelt one.

    Args:
        word: What stands in the file.
        known: The words that would be right.
        otherwise: The hint when nothing comes close.
    """
    # A short word is close with one letter changed; of a long one more must stay.
    cutoff = 0.6 if len(word) <= SHORT else 0.7
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return f"did you mean '{close[0]}'?" if close else otherwise
