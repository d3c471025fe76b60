"""Compares what a fence printed with what the page says it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from knowledge_base.snippets.runner import Event

OUTPUT = re.compile(r"[ \t]*#>(?: (?P<text>.*)|[ \t]*)")


@dataclass(frozen=True)
class Shown:
    """A run of `#> …` lines."""

    line: int
    """Line of the first of them, counted from 1 within the fence."""
    text: str
    """What they show, each line ended by a newline."""


@dataclass(frozen=True)
class Difference:
    """A place where the page and the run disagree."""

    line: int
    """Line within the fence, counted from 1."""
    shown: str | None
    """What the page says; None where it says nothing."""
    printed: str
    """What was printed."""


def shown_outputs(code: str) -> Iterator[Shown]:
    """Yield the outputs that a fence shows."""
    numbered = enumerate(code.splitlines(), start=1)
    for is_output, group in groupby(numbered, key=lambda pair: bool(OUTPUT.fullmatch(pair[1]))):
        if is_output:
            lines = list(group)
            texts = (OUTPUT.fullmatch(line) for _, line in lines)
            yield Shown(lines[0][0], "".join((m["text"] or "") + "\n" for m in texts if m))


def compare(code: str, events: list[Event]) -> Iterator[Difference]:
    """Yield the differences between a fence's outputs and the events of its run.

    What a statement printed is compared with the `#>` lines between it and the next statement.
    Output that no such line shows is a difference as well: a page hides nothing.
    """
    shown = list(shown_outputs(code))
    printed, line = "", 1
    steps = [event for event in events if event.event in ("printed", "raised")]
    while shown and steps and shown[0].line < steps[0].line:
        block = shown.pop(0)
        yield Difference(block.line, block.text, printed)
    for number, step in enumerate(steps):
        following = steps[number + 1].line if number + 1 < len(steps) else code.count("\n") + 2
        printed += step.output
        line = step.end if step.output else line
        while shown and shown[0].line < following:
            block = shown.pop(0)
            if _trimmed(block.text) != _trimmed(printed):
                yield Difference(block.line, block.text, printed)
            printed = ""
    for block in shown:
        yield Difference(block.line, block.text, printed)
        printed = ""
    if printed.strip():
        yield Difference(line, None, printed)


def _trimmed(text: str) -> list[str]:
    """Lines without the blanks at their ends, which a page can't show."""
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]
