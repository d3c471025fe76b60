"""Comments in a page that stand for something made from data: `<!-- corpora: table -->`.

On GitHub they are invisible; the build puts Markdown in their place, so that links in it are
checked like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from knowledge_base.fences import outside
from knowledge_base.findings import Finding, nearest
from knowledge_base.pages import Page

COMMENT = re.compile(
    r"<!-- (?P<namespace>[a-z]+): (?P<view>[a-z-]+)(?P<arguments>(?: [^>]*?)?) ?-->"
)
ALMOST = re.compile(r"<!--\s*(?:corpora|mixes|glossary)\b.*?(?:-->|$)", re.IGNORECASE)
"""A comment that was meant to be one."""


@dataclass(frozen=True)
class Placeholder:
    """One such comment."""

    line: int
    """Line in the page, counted from 1."""
    namespace: str
    """Whose data: corpora, mixes, glossary."""
    view: str
    """What to show."""
    arguments: dict[str, str]
    """What stands behind the view, as name=value."""

    def take(self, *names: str) -> None:
        """Refuse arguments that the view does not take.

        Raises:
            PlaceholderError: There are others than `names`.
        """
        for name in self.arguments:
            if name not in names:
                raise PlaceholderError(
                    f"'{self.namespace}: {self.view}' takes no '{name}'",
                    nearest(name, names, f"it takes {', '.join(names) or 'nothing'}"),
                )


class PlaceholderError(ValueError):
    """A placeholder asks for something that is not there."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} — {hint}")
        self.what, self.hint = what, hint


Renderer = Callable[[Placeholder, str, str], str]
"""Makes Markdown of a placeholder, the locale, and the key of the page it stands on."""


def choose(kind: str, name: str | None, known: Iterable[str]) -> str:
    """Return a name that must be one of the known ones.

    Raises:
        PlaceholderError: It is not, or none was given.
    """
    known = list(known)
    if name is None:
        raise PlaceholderError(
            f"no {kind} is named", f"add {kind}=…, one of {', '.join(known[:5])}"
        )
    if name not in known:
        raise PlaceholderError(
            f"no {kind} is called '{name}'", nearest(name, known, f"one of {', '.join(known[:8])}")
        )
    return name


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a Markdown text outside code."""
    for number, line in outside(text):
        for found in COMMENT.finditer(line):
            yield _parse(number, found)


def check_placeholders(page: Page, renderers: dict[str, Renderer]) -> list[Finding]:
    """Say which placeholders of a page can't be filled."""
    findings = [
        Finding(page.path, line, f"'{found[0]}' is no placeholder", "write <!-- corpora: table -->")
        for line, text in outside(page.text)
        for found in ALMOST.finditer(text)
        if not COMMENT.fullmatch(found[0])
    ]
    for placeholder in find_placeholders(page.text):
        try:
            _render(placeholder, renderers, page.locale, page.key)
        except PlaceholderError as error:
            findings.append(Finding(page.path, placeholder.line, error.what, error.hint))
    return findings


def expand(text: str, renderers: dict[str, Renderer], locale: str, key: str) -> str:
    """Return a text with its placeholders filled; the check says why one could not be."""

    def fill(found: re.Match[str]) -> str:
        try:
            return _render(_parse(0, found), renderers, locale, key)
        except PlaceholderError:
            return found[0]

    lines = text.split("\n")
    for number, line in outside(text):
        # From the end, so that places stay right; in `line` inline code is blanked out.
        for found in reversed(list(COMMENT.finditer(line))):
            start, end = found.span()
            lines[number - 1] = lines[number - 1][:start] + fill(found) + lines[number - 1][end:]
    return "\n".join(lines)


def _parse(line: int, found: re.Match[str]) -> Placeholder:
    words = found["arguments"].split()
    arguments = dict(word.partition("=")[::2] for word in words)
    return Placeholder(line, found["namespace"], found["view"], arguments)


def _render(placeholder: Placeholder, renderers: dict[str, Renderer], locale: str, key: str) -> str:
    namespace = choose("data", placeholder.namespace, renderers)
    return renderers[namespace](placeholder, locale, key)
