"""Reads `references.bib` and writes an entry the way a reader expects it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date
from pybtex.database import BibliographyDataError, Entry, parse_file
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from knowledge_base.findings import Finding

MOST_AUTHORS = 4
"""Authors that are named; of more, the first and 'et al.'."""
ENTRY = re.compile(r"^@\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
WORDS = {"checked": {"en": "checked {}", "ko": "{} 확인"}}


@dataclass(frozen=True)
class Reference:
    """One entry of the bibliography."""

    key: str
    """BibTeX key."""
    line: int
    """Line of the entry in the file."""
    authors: tuple[str, ...]
    """Family names, or the names of organisations."""
    others: bool
    """Whether the entry says 'and others'."""
    title: str
    venue: str
    year: str
    links: tuple[tuple[str, str], ...]
    """Label and address of each link, the most lasting first."""
    checked: dt.date | None
    """`urldate`: the day on which a web page was read."""

    def markdown(self, locale: str) -> str:
        """Return the entry as one line of Markdown in a locale (`en` or `ko`)."""
        names = list(self.authors)
        if names and (len(names) > MOST_AUTHORS or self.others):
            names = [f"{names[0]} et al."]
        parts = [", ".join(names), f"“{self.title}”", self.venue, self.year]
        # A part may end with a full stop of its own: 'et al.', 'Inc.'.
        text = " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
        links = " · ".join(f"[{label}]({address})" for label, address in self.links)
        day = ""
        if self.checked:
            day = f" ({WORDS['checked'][locale].format(format_date(self.checked, 'long', locale))})"
        return f"{text} {links}{day}".strip()


def load_bibliography(root: Path) -> tuple[dict[str, Reference], list[Finding]]:
    """Read `data/references.bib`.

    Returns:
        The references by key, and a finding for each entry that can't be used.
    """
    path = root / "data" / "references.bib"
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return {}, [Finding(name, 1, f"can't be read: {error.strerror}", "add the file")]
    except UnicodeDecodeError as error:
        return {}, [Finding(name, 1, f"is no UTF-8: {error}", "save it as UTF-8")]
    lines = {m[1]: text.count("\n", 0, m.start()) + 1 for m in ENTRY.finditer(text)}
    findings = list(_duplicates(name, text))
    if findings:
        return {}, findings
    try:
        entries = parse_file(str(path), bib_format="bibtex").entries
    except (PybtexError, BibliographyDataError) as error:
        line = getattr(error, "lineno", None) or 1
        return {}, [Finding(name, line, f"no BibTeX: {error}", "mend the entry above this line")]
    references = {}
    for key, entry in entries.items():
        line = lines.get(key, 1)
        findings += _check(name, line, key, entry)
        references[key] = _reference(key, line, entry)
    return references, findings


def _duplicates(name: str, text: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for found in ENTRY.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        key = found[1].lower()
        if key in first:
            yield Finding(
                name,
                line,
                f"the key '{found[1]}' stands on line {first[key]} already",
                "keep one of the two entries",
            )
        first.setdefault(key, line)


def _check(name: str, line: int, key: str, entry: Entry) -> Iterator[Finding]:
    fields = _fields(entry)
    if "title" not in fields:
        yield Finding(name, line, f"'{key}' has no title", "add title = {…}")
    if not {"url", "doi", "eprint"} & set(fields):
        yield Finding(name, line, f"'{key}' leads nowhere", "add a doi, an arXiv eprint or a url")
    if entry.type == "online" and not _day(fields.get("urldate", "")):
        yield Finding(
            name,
            line,
            f"'{key}' does not say when the page was read",
            "add urldate = {2026-11-23}",
        )
    address = fields.get("url", "https://")
    if not re.match(r"https?://", address):
        yield Finding(name, line, f"'{address}' is no address", "begin it with https://")


def _reference(key: str, line: int, entry: Entry) -> Reference:
    fields = {field: _plain(value) for field, value in _fields(entry).items()}
    people = entry.persons.get("author", [])
    names = [_plain(" ".join([*person.prelast_names, *person.last_names])) for person in people]
    venue = fields.get("booktitle") or fields.get("journal") or fields.get("howpublished") or ""
    if fields.get("volume"):
        venue += f" {fields['volume']}"
    if fields.get("number") and fields.get("volume"):
        venue += f"({fields['number']})"
    if fields.get("pages"):
        venue += f", {fields['pages'].replace('--', '–')}"
    return Reference(
        key=key,
        line=line,
        authors=tuple(n for n in names if n != "others"),
        others="others" in names,
        title=fields.get("title", ""),
        venue=venue,
        year=fields.get("year", ""),
        links=tuple(_links(entry)),
        checked=_day(fields.get("urldate", "")),
    )


def _fields(entry: Entry) -> dict[str, str]:
    """Return the fields by their names in lower case, since BibTeX does not tell cases apart."""
    return {str(name).lower(): str(value) for name, value in entry.fields.items()}


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    fields = _fields(entry)
    if "doi" in fields:
        yield f"doi:{fields['doi']}", f"https://doi.org/{fields['doi']}"
    if "eprint" in fields:
        yield f"arXiv:{fields['eprint']}", f"https://arxiv.org/abs/{fields['eprint']}"
    if "url" in fields and not (
        ("doi" in fields and "doi.org" in fields["url"])
        or ("eprint" in fields and "arxiv" in fields["url"])
    ):
        address = fields["url"].replace("\\_", "_").replace("\\&", "&").replace("\\%", "%")
        yield re.sub(r"^https?://(www\.)?", "", address).split("/")[0], address


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _plain(latex: str) -> str:
    return " ".join(str(Text.from_latex(latex)).split())
