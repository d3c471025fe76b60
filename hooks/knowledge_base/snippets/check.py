"""Puts every fence of a page in its class, runs what runs, and says what is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

import yaml

from knowledge_base.fences import Fence
from knowledge_base.findings import Finding
from knowledge_base.pages import Page
from knowledge_base.snippets.cache import Cache
from knowledge_base.snippets.outputs import compare
from knowledge_base.snippets.runner import Cell, Event

SHOWN = 3
"""Lines of output that a message quotes."""


class FenceClass(StrEnum):
    """What happens to a fence."""

    RUN = "run"
    CHECKED = "checked"
    TEXT = "text"
    SKIPPED = "skipped"


CLASS_OF_LANGUAGE = {
    "python": FenceClass.RUN,
    "pycon": FenceClass.RUN,
    "yaml": FenceClass.CHECKED,
    "json": FenceClass.CHECKED,
    "toml": FenceClass.CHECKED,
    "bash": FenceClass.TEXT,
    "text": FenceClass.TEXT,
    "": FenceClass.TEXT,
}


def classify(fence: Fence) -> FenceClass | None:
    """Return the class of a fence, or None for a language that nothing here understands."""
    if fence.info.skip is not None:
        return FenceClass.SKIPPED
    return CLASS_OF_LANGUAGE.get(fence.info.language)


def census(pages: Iterable[Page]) -> Counter[tuple[str, str]]:
    """Count the fences of pages by locale and class."""
    return Counter(
        (page.locale, str(classify(fence) or "unknown")) for page in pages for fence in page.fences
    )


def check_pages(pages: list[Page], cache: Cache, *, workers: int = 4) -> list[Finding]:
    """Check the fences of every page; pages run side by side, each in its own process.

    The cells of notebooks have outputs of their own; `notebooks.check` is for them.
    """
    pages = [page for page in pages if not page.is_notebook]
    with ThreadPoolExecutor(workers) as pool:
        return [
            finding
            for found in pool.map(lambda page: check_page(page, cache), pages)
            for finding in found
        ]


def check_page(page: Page, cache: Cache) -> list[Finding]:
    """Check the fences of one page."""
    findings = [finding for fence in page.fences for finding in _check_info(page, fence)]
    findings += [finding for fence in page.fences for finding in _check_syntax(page, fence)]
    fences = [fence for fence in page.fences if classify(fence) is FenceClass.RUN]
    if fences:
        cells = [
            Cell(
                "pycon" if fence.info.language == "pycon" else "python", fence.code, f"<fence {n}>"
            )
            for n, fence in enumerate(fences)
        ]
        events = cache.run(cells)
        # Where the run was cut short, the fences after that place have nothing to compare.
        for number, fence in enumerate(fences[: events[-1].cell + 1]):
            own = [event for event in events if event.cell == number]
            findings += _check_run(page, fence, own)
    return sorted(findings)


def _check_info(page: Page, fence: Fence) -> Iterator[Finding]:
    if not fence.closed:
        yield Finding(
            page.path, fence.line, "this fence is never closed", f"end it with {fence.marker}"
        )
    if classify(fence) is None:
        known = ", ".join(sorted(language for language in CLASS_OF_LANGUAGE if language))
        yield Finding(
            page.path,
            fence.line,
            f"nothing here can check a fence in '{fence.info.language}'",
            f'use one of {known}, or say why it is not run: skip="…"',
        )
    if fence.info.skip is not None and not fence.info.skip.strip():
        yield Finding(page.path, fence.line, "skip without a reason", 'say why: skip="needs a GPU"')
    if fence.info.unknown or fence.info.unreadable:
        strange = fence.info.unreadable or fence.info.unknown[0]
        yield Finding(
            page.path,
            fence.line,
            f"'{strange}' in the info string means nothing",
            'attributes are name=value: raises=KeyError, skip="reason", title="file.py"',
        )


def _check_syntax(page: Page, fence: Fence) -> Iterator[Finding]:
    """Parse the data languages."""
    if classify(fence) is not FenceClass.CHECKED:
        return
    line, problem = 1, ""
    try:
        if fence.info.language == "yaml":
            list(yaml.safe_load_all(fence.code))
        elif fence.info.language == "json":
            json.loads(fence.code)
        else:
            tomllib.loads(fence.code)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = str(getattr(error, "problem", None) or error)
    except json.JSONDecodeError as error:
        line, problem = error.lineno, error.msg
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line, problem = int(found[1]) if found else 1, str(error)
    except ValueError as error:  # a day that does not exist
        problem = str(error)
    if problem:
        yield Finding(
            page.path,
            fence.line + line,
            f"this is not {fence.info.language}: {problem}",
            "mend it, or make it a text fence",
        )


def _check_run(page: Page, fence: Fence, events: list[Event]) -> Iterator[Finding]:
    """Say where the run of a fence and the page disagree."""
    raises = fence.info.raises
    raised: Event | None = None
    finished = True
    for event in events:
        if event.event in ("timeout", "died"):
            finished = False
            what = (
                "still running when the page's time was up"
                if event.event == "timeout"
                else "the process ended before the code did"
            )
            yield Finding(
                page.path,
                fence.line + event.line,
                what,
                'let it end by itself within the limit, or say why it can\'t run: skip="…"',
            )
        elif event.event == "raised":
            raised = event
        elif event.event == "differed":
            yield Finding(
                page.path,
                fence.line + event.line,
                f"printed {quoted(event.got)}, the page says {quoted(event.want)}",
                "write what is printed, or mend the code",
            )
    if raised is not None and raised.type != raises:
        expected = f" instead of {raises}" if raises else ""
        hint = f"mend the code, or say that it must: raises={raised.type}"
        if raised.type == "ModuleNotFoundError":
            hint = "a page's code has the standard library only, so that readers can run it"
        what = f"raised {raised.type}{expected}: {raised.message}"
        yield Finding(page.path, fence.line + raised.line, what, hint)
    elif raised is None and raises is not None and finished:
        yield Finding(
            page.path,
            fence.line,
            f"ran without the {raises} that it must raise",
            "mend the code, or take the 'raises' away",
        )
    as_expected = finished and (raised is None or raised.type == raises)
    if fence.info.language == "python" and as_expected:
        for difference in compare(fence.code, events):
            yield Finding(
                page.path,
                fence.line + difference.line,
                f"printed {quoted(difference.printed)}, the page says "
                + (quoted(difference.shown) if difference.shown is not None else "nothing"),
                "write what is printed in '#> …' lines after the statement, or mend the code",
            )


def quoted(text: str) -> str:
    """Return an output as one line of a message."""
    lines = text.rstrip("\n").split("\n")
    more = [f"… ({len(lines) - SHOWN} more lines)"] if len(lines) > SHOWN else []
    return "'" + "⏎".join([*lines[:SHOWN], *more]) + "'"
