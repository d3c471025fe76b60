"""The pages as their authors write them: Markdown files and notebooks in two languages."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.fences import Fence, outside, parse_fences
from knowledge_base.findings import Finding, nearest
from knowledge_base.notebook_file import as_markdown, metadata

LOCALES = ("en", "ko")
SOURCE_LOCALE = "en"
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{\s*#([\w-]+)\s*\})?\s*")
LONGEST_DESCRIPTION = 200
SUFFIXES = (".md", ".ipynb")
SHARED = "assets"
"""The folder of `docs/` that holds what is no page."""
FIELDS = ("title", "description", "checked", "sources", "hide")
"""What front matter may hold."""


@dataclass(frozen=True)
class Heading:
    """A heading, as far as two languages must agree on it."""

    line: int
    level: int
    text: str
    id: str | None
    """Explicit id (`{#id}`), or None."""


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    path: str
    """File, relative to the root of the project, with forward slashes."""
    locale: str
    """`en` or `ko`."""
    key: str
    """Path without language and suffix: the same for the page's translations."""
    text: str
    """The whole Markdown text, front matter included; for a notebook see `notebook_file`."""
    meta: dict[str, Any]
    """Front matter."""

    @property
    def is_notebook(self) -> bool:
        """Whether the page is written as a notebook."""
        return self.path.endswith(".ipynb")

    @cached_property
    def fences(self) -> list[Fence]:
        """Fenced blocks, in order; line numbers are those of the file."""
        return list(parse_fences(self.text))

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Numbered lines outside front matter and code."""
        found = FRONT_MATTER.match(self.text)
        body = found[0].count("\n") if found else 0
        return [(number, line) for number, line in outside(self.text) if number > body]

    @cached_property
    def headings(self) -> list[Heading]:
        """Headings, in order."""
        lines = self.text.split("\n")
        matches = (
            (number, HEADING.fullmatch(lines[number - 1]))
            for number, line in self.prose
            if HEADING.fullmatch(line)
        )
        return [Heading(number, len(m[1]), m[2], m[3]) for number, m in matches if m]


def parse_front_matter(text: str) -> dict[str, Any]:
    """Return the front matter of a Markdown text, empty where there is none.

    Raises:
        yaml.YAMLError: The front matter is no YAML.
        ValueError: The front matter is no mapping.
    """
    found = FRONT_MATTER.match(text)
    if found is None and text.startswith("---"):
        raise ValueError("the front matter is not closed by a line '---'")
    meta = yaml.safe_load(found[1]) if found else {}
    if not isinstance(meta, dict):
        raise ValueError("the front matter is not a mapping")  # noqa: TRY004 (of the file)
    return meta


def read_page(root: Path, path: Path) -> Page:
    """Read a Markdown file or notebook below `docs/`.

    Raises:
        yaml.YAMLError, ValueError: The file can't be read as what it is.
    """
    relative = path.relative_to(root / "docs")
    locale, key = relative.parts[0], Path(*relative.parts[1:]).with_suffix("").as_posix()
    text = path.read_text(encoding="utf-8")
    if text.startswith("\ufeff"):
        raise ValueError("the file begins with a byte order mark: save it as UTF-8 without one")
    if path.suffix == ".ipynb":
        meta, text = metadata(text), as_markdown(text)
    else:
        meta = parse_front_matter(text)
    return Page(path.relative_to(root).as_posix(), locale, key, text, meta)


def read_pages(root: Path) -> tuple[list[Page], list[Finding]]:
    """Read every page below `docs/`, sorted by path.

    Returns:
        The pages that could be read, and a finding for each one that could not.
    """
    pages: list[Page] = []
    findings: list[Finding] = []
    for locale in LOCALES:
        for path in sorted((root / "docs" / locale).rglob("*")):
            if path.suffix not in SUFFIXES or _is_hidden(path, root) or not path.is_file():
                continue
            try:
                pages.append(read_page(root, path))
            except (yaml.YAMLError, ValueError, OSError) as error:
                mark = getattr(error, "problem_mark", None)
                findings.append(
                    Finding(
                        path.relative_to(root).as_posix(),
                        mark.line + 2 if mark else getattr(error, "lineno", 1),
                        f"can't be read: {getattr(error, 'problem', None) or error}",
                        "mend the front matter between the two '---' lines, or the notebook's JSON",
                    )
                )
    return pages, findings


def stray_files(root: Path) -> list[Finding]:
    """Say what in `docs/` is published without being a page that is checked, or not published."""
    findings = []
    for path in sorted((root / "docs").rglob("*")):
        relative = path.relative_to(root / "docs")
        name = path.relative_to(root).as_posix()
        if _is_hidden(path, root):
            continue
        if path.is_symlink():
            what, hint = "a symbolic link", "put the file itself here: a link may lead anywhere"
        elif relative.parts[0] == SHARED or path.is_dir():
            continue
        elif relative.parts[0] not in LOCALES:
            what, hint = "a file of no language", f"move it to docs/en, docs/ko or docs/{SHARED}"
        elif path.suffix not in SUFFIXES:
            what, hint = "no page", f"end its name in .md or .ipynb, or move it to docs/{SHARED}"
        else:
            continue
        findings.append(Finding(name, 1, f"this is {what}", hint))
    return findings


def _is_hidden(path: Path, root: Path) -> bool:
    """Whether a file or one of its folders begins with a dot; MkDocs passes these over as well."""
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def page_sources(meta: dict[str, Any]) -> list[str]:
    """Return the keys that the front matter names for the page as a whole."""
    sources = meta.get("sources") or []
    return [str(key) for key in sources] if isinstance(sources, list) else [str(sources)]


def check_front_matter(page: Page) -> list[Finding]:
    """Say what a page's front matter lacks: a title, a description, the day it was checked."""
    findings = [
        Finding(
            page.path,
            1,
            f"no {name} in the front matter",
            f"add '{name}: …' in the page's language",
        )
        for name in ("title", "description")
        if not isinstance(page.meta.get(name), str) or not page.meta[name].strip()
    ]
    findings += [
        Finding(
            page.path,
            1,
            f"'{name}' in the front matter means nothing",
            nearest(str(name), FIELDS, f"it may hold {', '.join(FIELDS)}"),
        )
        for name in page.meta
        if name not in FIELDS
    ]
    if "<" in str(page.meta.get("title")):
        findings.append(Finding(page.path, 1, "markup in the title", "write it without '<'"))
    description = page.meta.get("description")
    if isinstance(description, str) and len(description) > LONGEST_DESCRIPTION:
        findings.append(
            Finding(
                page.path,
                1,
                f"the description has {len(description)} characters",
                f"say it in {LONGEST_DESCRIPTION}: search engines cut the rest off",
            )
        )
    checked = page.meta.get("checked")
    try:
        # A time of day is no day, though Python's datetime is a date.
        day = checked if type(checked) is dt.date else dt.date.fromisoformat(str(checked))
    except ValueError:
        findings.append(
            Finding(
                page.path,
                1,
                f"'checked' is {checked!r}, not a day",
                "write the day on which the page's facts were last verified, as 2026-11-23",
            )
        )
    else:
        if day > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1):
            findings.append(
                Finding(page.path, 1, f"'checked' is {day}, in the future", "write a day gone by")
            )
    findings += [
        Finding(
            page.path,
            heading.line,
            f"the heading '{heading.text}' has no id",
            "add one, the same in both languages: '## … {#short-name}'",
        )
        for heading in page.headings
        if heading.id is None
    ]
    given = Counter(heading.id for heading in page.headings if heading.id)
    findings += [
        Finding(
            page.path,
            heading.line,
            f"the id '#{heading.id}' is given more than once",
            "give each heading an id of its own",
        )
        for heading in page.headings
        if heading.id and given[heading.id] > 1
    ]
    findings += [
        Finding(
            page.path,
            heading.line,
            "a heading of the first level in the text",
            "the title of the front matter makes it; begin with '##'",
        )
        for heading in page.headings
        if heading.level == 1
    ]
    return findings
