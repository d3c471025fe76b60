"""Fenced code blocks of a Markdown text, and the info strings that say what to do with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

OPENING = re.compile(r"(?P<prefix>[ \t>]*)(?P<marker>`{3,}|~{3,})(?P<info>[^`]*)")
ATTRIBUTE = re.compile(r'(?P<name>\w+)=(?P<value>"[^"]*"|[^\s"]+)')
OURS = ("raises", "skip")
THEIRS = ("title", "linenums", "hl_lines")
TOLD = {
    "raises": {"en": "raises {}", "ko": "{} 발생"},
    "skip": {"en": "not run: {}", "ko": "실행하지 않음: {}"},
}
"""What a reader is told of our attributes."""


@dataclass(frozen=True)
class InfoString:
    """What stands behind the opening marker: a language, then attributes."""

    language: str
    """First word, lower case; empty where there is none."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attributes with their quotes taken off."""
    unreadable: str = ""
    """What is left when every attribute has been read."""

    @property
    def raises(self) -> str | None:
        """Name of the exception that the code must raise."""
        return self.attributes.get("raises")

    @property
    def skip(self) -> str | None:
        """Reason why the code is not run."""
        return self.attributes.get("skip")

    @property
    def unknown(self) -> list[str]:
        """Names of attributes that mean nothing here."""
        return [name for name in self.attributes if name not in OURS + THEIRS]

    def rendered(self, locale: str) -> str:
        """Return the info string for the renderer: what ours says goes into the title.

        Args:
            locale: Language in which the reader is told.
        """
        told = [TOLD[n][locale].format(self.attributes[n]) for n in OURS if n in self.attributes]
        theirs = {name: self.attributes[name] for name in THEIRS if name in self.attributes}
        if told:
            title = ", ".join(filter(None, [theirs.get("title"), *told]))
            theirs = {**theirs, "title": title}
        shown = [f'{name}="{theirs[name]}"' for name in THEIRS if name in theirs]
        return " ".join([self.language, *shown]).strip()


@dataclass(frozen=True)
class Fence:
    """One fenced block, where it stands and what it holds."""

    line: int
    """Line of the opening marker, counted from 1."""
    end: int
    """Line of the closing marker; the last line of the text where it is missing."""
    prefix: str
    """Indentation and quote marks before the opening marker."""
    marker: str
    """The run of backticks or tildes."""
    info: InfoString
    """Language and attributes."""
    code: str
    """The lines between, without the prefix, each ended by a newline."""
    closed: bool
    """Whether the closing marker was found."""


def parse_info(text: str) -> InfoString:
    """Split an info string into a language and attributes (`name=value`, `name="two words"`)."""
    language, _, rest = text.strip().partition(" ")
    attributes = {found["name"]: found["value"].strip('"') for found in ATTRIBUTE.finditer(rest)}
    return InfoString(language.lower(), attributes, ATTRIBUTE.sub("", rest).strip())


def parse_fences(text: str) -> Iterator[Fence]:
    """Yield the fences of a Markdown text, those in lists, tabs, admonitions and quotes as well."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opening = OPENING.fullmatch(lines[number])
        if opening is None:
            number += 1
            continue
        closing = re.compile(
            re.escape(opening["prefix"])
            + rf"{re.escape(opening['marker'][0])}{{{len(opening['marker'])},}}[ \t]*"
        )
        end = number + 1
        while end < len(lines) and not closing.fullmatch(lines[end]):
            end += 1
        prefix = opening["prefix"]
        body = [line[len(prefix) :] for line in lines[number + 1 : end]]
        yield Fence(
            line=number + 1,
            end=min(end + 1, len(lines)),
            prefix=prefix,
            marker=opening["marker"],
            info=parse_info(opening["info"]),
            code="".join(f"{line}\n" for line in body),
            closed=end < len(lines),
        )
        number = end + 1


def strip_directives(text: str, locale: str) -> str:
    """Return a text whose info strings hold only what the renderer understands."""
    lines = text.split("\n")
    for fence in parse_fences(text):
        if fence.info.attributes.keys() & set(OURS):
            lines[fence.line - 1] = fence.prefix + fence.marker + fence.info.rendered(locale)
    return "\n".join(lines)


def outside(text: str) -> list[tuple[int, str]]:
    """Return the numbered lines that are not in a fence, inline code blanked out.

    Blanked spans keep their length, so that a column found in such a line is right.
    """
    inside = {number for fence in parse_fences(text) for number in range(fence.line, fence.end + 1)}
    return [
        (number, re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", lambda code: " " * len(code[0]), line))
        for number, line in enumerate(text.split("\n"), start=1)
        if number not in inside
    ]
