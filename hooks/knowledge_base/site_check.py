"""Looks at the built pages as a browser would: links, ids, other origins, lost fences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from knowledge_base.findings import Finding

LOADED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src",),
    "image": ("href",),
    "source": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "object": ("data",),
    "embed": ("src",),
    "form": ("action",),
    "base": ("href",),
    "use": ("href",),
}
"""Attributes by which a page makes the browser fetch something."""
INFORMATIVE = {"canonical", "alternate", "prev", "next", "edit", "license", "author"}
"""Values of `rel` by which a link element only tells."""


@dataclass(frozen=True)
class BuiltPage:
    """What the check needs to know of one HTML file."""

    path: str
    """Below the site's folder."""
    ids: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    """Line and target of each link a reader can follow."""
    loads: list[tuple[int, str]] = field(default_factory=list)
    """Line and address of each thing the browser fetches."""
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, what and hint of anything else."""


def read_built_page(site: Path, path: Path) -> BuiltPage:
    """Read one HTML file of the site."""
    root = html.document_fromstring(path.read_text(encoding="utf-8"))
    page = BuiltPage(path.relative_to(site).as_posix())
    for element in root.iter("*"):
        line = element.sourceline or 1
        if identifier := element.get("id"):
            page.ids.append(identifier)
        if element.tag == "a" and (target := element.get("href")) is not None:
            page.links.append((line, target))
        rel = set(element.get("rel", "").split())
        if element.tag == "link" and rel and rel <= INFORMATIVE:
            continue
        for name in LOADED.get(element.tag, ()):
            if address := element.get(name):
                page.loads.append((line, address))
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                page.loads.append((line, candidate.split()[0]))
    for block in root.iter("p", "li", "td", "th", "dd", "dt"):
        page.problems.extend(_unread(block))
    return page


def _unread(block: html.HtmlElement) -> Iterator[tuple[int, str, str]]:
    """Say which Markdown a paragraph still shows."""
    words = " ".join(str(text) for text in block.xpath("text()"))
    line = block.sourceline or 1
    if "```" in words or "~~~" in words:
        yield line, "a code fence was not read as one", "look at its markers and indentation"
    if "[@" in words:
        yield line, "a citation was not read as one", "write it as [@key]"
    if re.search(r"\n *(?:[-*+] |\d+\. |\||\[!)", words):
        yield line, "a list or table was not read as one", "put an empty line before it"
    if re.search(r"\[[^\]]+\]\[[^\]]*\]", words):
        yield line, "a link has no target", "write it as [text](page.md)"


def check_site(site: Path, site_url: str, *, name: str = "site") -> list[Finding]:
    """Check a built site.

    Args:
        site: Its folder.
        site_url: Its address, ending with a slash.
        name: How findings call the folder.

    Returns:
        A finding for each dead link or fragment, id given twice, address of another origin, and
        fence or link that was not read as one.
    """
    pages = {p.path: p for p in (read_built_page(site, f) for f in sorted(site.rglob("*.html")))}
    targets = {path: {*page.ids} for path, page in pages.items()}
    findings = []
    for page in pages.values():
        where = f"{name}/{page.path}"
        for identifier, number in Counter(page.ids).items():
            if number > 1:
                findings.append(
                    Finding(
                        where, 1, f"the id '{identifier}' is given {number} times", "rename one"
                    )
                )
        for line, what, hint in page.problems:
            findings.append(Finding(where, line, what, hint))
        for line, address in page.loads:
            if _foreign(address, page.path, site_url):
                findings.append(
                    Finding(
                        where, line, f"fetches {address} from elsewhere", "ship it with the site"
                    )
                )
            else:
                findings += _dead(site, page.path, line, address, targets, site_url, where)
        for line, address in page.links:
            findings += _dead(site, page.path, line, address, targets, site_url, where)
    return sorted(findings)


def _foreign(address: str, path: str, site_url: str) -> bool:
    if address.startswith("data:"):
        return False
    target = urlsplit(urljoin(urljoin(site_url, path), address))
    own = urlsplit(site_url)
    return (target.scheme, target.netloc) != (own.scheme, own.netloc)


def _dead(
    site: Path,
    path: str,
    line: int,
    address: str,
    targets: dict[str, set[str]],
    site_url: str,
    where: str,
) -> Iterator[Finding]:
    own = urlsplit(site_url)
    target = urlsplit(urljoin(urljoin(site_url, path), address))
    if (target.scheme, target.netloc) != (own.scheme, own.netloc):
        return
    if not target.path.startswith(own.path):
        if urlsplit(address).netloc:
            return  # another site on the same host, named in full
        yield Finding(where, line, f"'{address}' leaves the site's folder", "link within the site")
        return
    below = unquote(target.path.removeprefix(own.path))
    file = f"{below}index.html" if below == "" or below.endswith("/") else below
    if not (site / file).is_file():
        yield Finding(
            where, line, f"'{address}' leads to nothing", "mend the link, or add the page"
        )
    elif target.fragment and file in targets:
        fragment = unquote(target.fragment)
        if fragment not in targets[file] and not fragment.startswith("__"):
            yield Finding(
                where, line, f"'{address}' leads to no such place", "mend the fragment after '#'"
            )
