"""Compares a Korean page with its English source: headings, code, citations, links, tables."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Container, Iterator
from itertools import zip_longest

from knowledge_base.fences import Fence
from knowledge_base.findings import Finding
from knowledge_base.pages import LOCALES, SOURCE_LOCALE, Heading, Page, page_sources

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
LINK = re.compile(r"\]\(<?([^\s)>]+)|<!-- .+? -->")
CITED = re.compile(r"@[\w:.-]+")


def check_translations(pages: list[Page], unreadable: Container[str] = ()) -> list[Finding]:
    """Say which pages lack their other language, and where two languages differ in structure.

    Args:
        pages: The pages in all languages.
        unreadable: Paths of pages that are there but can't be read.
    """
    by_key: dict[str, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(page.key, {})[page.locale] = page
    findings: list[Finding] = []
    for translations in by_key.values():
        findings += missing(translations, unreadable)
        if len(translations) == len(LOCALES):
            source = translations.pop(SOURCE_LOCALE)
            for page in translations.values():
                findings += [*headings(source, page), *code(source, page), *citations(source, page)]
                findings += [*links(source, page), *tables(source, page)]
                findings += checked_days(source, page)
    return sorted(findings)


def missing(translations: dict[str, Page], unreadable: Container[str]) -> Iterator[Finding]:
    """A page that stands in one language only."""
    for locale in LOCALES:
        if locale not in translations:
            (page,) = translations.values()
            other = page.path.replace(f"docs/{page.locale}/", f"docs/{locale}/", 1)
            if other not in unreadable:
                what = f"there is no {other}"
                yield Finding(page.path, 1, what, f"add the page in '{locale}'")


def headings(source: Page, page: Page) -> Iterator[Finding]:
    """A heading that is missing, added, of another level or with another id."""
    for theirs, ours in zip_longest(source.headings, page.headings):
        if theirs and ours and (theirs.level, theirs.id) == (ours.level, ours.id):
            continue
        if ours is None:
            what = f"the heading '{_name(theirs)}' of {source.path}:{theirs.line} is missing"
            yield Finding(page.path, len(page.text.splitlines()), what, "add its section")
        elif theirs is None:
            what = f"the heading '{_name(ours)}' is not in {source.path}"
            yield Finding(page.path, ours.line, what, "add it there, or take it away here")
        else:
            what = (
                f"the heading is {'#' * ours.level} {_name(ours)}, "
                f"{source.path}:{theirs.line} has {'#' * theirs.level} {_name(theirs)}"
            )
            yield Finding(page.path, ours.line, what, "give both the same level and id, in order")
        return  # what follows the first difference differs because of it


def _kind(fence: Fence) -> tuple[str, str | None, bool]:
    """What both languages must say of a fence; reasons and titles are words of a language."""
    return fence.info.language, fence.info.raises, fence.info.skip is None


def _name(heading: Heading) -> str:
    return f"#{heading.id}" if heading.id else heading.text


def code(source: Page, page: Page) -> Iterator[Finding]:
    """A fence that is missing, in another language, or holds other code."""
    for theirs, ours in zip_longest(source.fences, page.fences):
        if ours is None:
            what = f"the fence of {source.path}:{theirs.line} is missing"
            yield Finding(page.path, len(page.text.splitlines()), what, "add it")
            return
        if theirs is None:
            what = f"this fence is not in {source.path}"
            yield Finding(page.path, ours.line, what, "add it there, or take it away here")
            return
        same_kind = _kind(theirs) == _kind(ours)
        if not same_kind or not same_code(theirs, ours):
            what = f"the code differs from {source.path}:{theirs.line}"
            yield Finding(
                page.path,
                ours.line + (_first_difference(theirs, ours) if same_kind else 0),
                what,
                "only comments and strings that hold Hangul may differ",
            )


def citations(source: Page, page: Page) -> Iterator[Finding]:
    """Sources that one of the two does not cite."""
    cited = [_cited(each) for each in (source, page)]
    for key in sorted(cited[0] - cited[1]):
        what = f"'{key}' is cited in {source.path} and not here"
        yield Finding(page.path, 1, what, "cite it where the same is said")
    for key in sorted(cited[1] - cited[0]):
        what = f"'{key}' is cited here and not in {source.path}"
        yield Finding(page.path, 1, what, "cite it there as well")


def links(source: Page, page: Page) -> Iterator[Finding]:
    """Links and placeholders that one of the two has more often."""
    for here, there in ((page, source), (source, page)):
        counts = [Counter(target for _, target in _targets(each)) for each in (there, here)]
        surplus = counts[0] - counts[1]
        # The last ones first: what was added stands more often below.
        for line, target in reversed(_targets(there)):
            if surplus[target] > 0:
                surplus[target] -= 1
                name = target if target.startswith("<!--") else f"the link to '{target}'"
                what = f"{name} is not in {here.path}"
                if counts[1][target]:
                    what = f"{name} stands {counts[0][target]} times on the page, "
                    what += f"{counts[1][target]} times in {here.path}"
                yield Finding(there.path, line, what, "link the same places in both languages")


def tables(source: Page, page: Page) -> Iterator[Finding]:
    """A table that is missing, or has another number of rows or columns."""
    for theirs, ours in zip_longest(_tables(source), _tables(page)):
        if theirs and ours and theirs[1:] == ours[1:]:
            continue
        line, rows, columns = ours or (len(page.text.splitlines()), 0, 0)
        other = (
            f"{source.path}:{theirs[0]} has {theirs[1]} × {theirs[2]}"
            if theirs
            else f"{source.path} has none here"
        )
        what = f"the table has {rows} rows × {columns} columns, {other}"
        yield Finding(page.path, line, what, "give both the same rows and columns")
        return  # what follows the first difference differs because of it


def checked_days(source: Page, page: Page) -> Iterator[Finding]:
    """A Korean page that claims to be checked later than its source, or earlier."""
    days = (source.meta.get("checked"), page.meta.get("checked"))
    if days[0] != days[1]:
        what = f"checked on {days[1]}, {source.path} on {days[0]}"
        yield Finding(page.path, 1, what, "verify the facts of both on one day")


def same_code(one: Fence, other: Fence) -> bool:
    """Whether two fences hold the same code, comments and strings that hold Hangul aside."""
    if one.info.language in ("python", "pycon"):
        try:
            return _same(ast.parse(_statements(one)), ast.parse(_statements(other)))
        except SyntaxError:
            return one.code == other.code
    lines = zip_longest(_lines(one), _lines(other), fillvalue="")
    return all(a == b or _either_in_hangul(a, b) for a, b in lines)


def _same(one: object, other: object) -> bool:
    """Compare two syntax trees; a string may differ where one of the two holds Hangul."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, ast.Constant) and isinstance(other, ast.Constant):
        # By their text, since 1 == True == 1.0.
        return repr(one.value) == repr(other.value) or _either_in_hangul(one.value, other.value)
    if (
        isinstance(one, ast.JoinedStr)
        and isinstance(other, ast.JoinedStr)
        and _either_in_hangul(ast.unparse(one), ast.unparse(other))
    ):
        # Another language may need another order of the same values.
        return _values(one) == _values(other)
    if isinstance(one, ast.AST) and isinstance(other, ast.AST):
        return all(_same(getattr(one, f, None), getattr(other, f, None)) for f in one._fields)
    return one == other


def _either_in_hangul(one: object, other: object) -> bool:
    strings = isinstance(one, str) and isinstance(other, str)
    return strings and bool(HANGUL.search(str(one) + str(other)))


def _values(string: ast.JoinedStr) -> list[str]:
    return sorted(ast.dump(part) for part in string.values if isinstance(part, ast.FormattedValue))


def _statements(fence: Fence) -> str:
    if fence.info.language == "python":
        return fence.code
    prompts = (">>> ", "... ")
    return "\n".join(line[4:] for line in fence.code.splitlines() if line.startswith(prompts))


def _lines(fence: Fence) -> list[str]:
    """Return the lines of a fence, without comments where its language has them."""
    comment = r"(^|\s)#.*" if fence.info.language in ("yaml", "toml", "bash") else r"\s+$"
    lines = (re.sub(comment, "", line).rstrip() for line in fence.code.splitlines())
    return [line for line in lines if line]


def _cited(page: Page) -> set[str]:
    keys = {key for _, line in page.prose for key in CITED.findall(line)}
    return keys | {f"@{key}" for key in page_sources(page.meta)}


def _targets(page: Page) -> list[tuple[int, str]]:
    """Return the targets of links and the placeholders of a page, with their lines."""
    return [
        (line, found[1] or found[0]) for line, text in page.prose for found in LINK.finditer(text)
    ]


def _tables(page: Page) -> list[tuple[int, int, int]]:
    """Return the first line, number of rows and number of columns of each table."""
    rows = [(number, line) for number, line in page.prose if line.lstrip().startswith("|")]
    tables: list[tuple[int, int, int]] = []
    for number, line in rows:
        if tables and number == tables[-1][0] + tables[-1][1]:
            first, count, columns = tables[-1]
            tables[-1] = (first, count + 1, columns)
        else:
            tables.append((number, 1, len(re.findall(r"(?<!\\)\|", line)) - 1))
    return tables


def _first_difference(theirs: Fence, ours: Fence) -> int:
    """Return the line within our fence at which its tokens leave theirs, 1 if none is found."""
    nothing = ("", 1)
    for (other, _), (own, line) in zip_longest(_tokens(theirs), _tokens(ours), fillvalue=nothing):
        if own != other and not _either_in_hangul(own, other):
            return line
    return 1


def _tokens(fence: Fence) -> list[tuple[str, int]]:
    """Return the tokens of a fence with their lines; its lines, where it holds no Python."""
    aside = (tokenize.COMMENT, tokenize.NL)
    try:
        return [
            (token.string, token.start[0])
            for token in tokenize.generate_tokens(io.StringIO(fence.code).readline)
            if token.type not in aside
        ]
    except (tokenize.TokenError, SyntaxError):
        return [(line, number) for number, line in enumerate(fence.code.splitlines(), start=1)]
