"""Formulas in LaTeX become MathML while the site is built, so that no script runs in the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from latex2mathml import converter
from lxml import etree

from knowledge_base.findings import Finding
from knowledge_base.pages import Page

RENDERED = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\(?P<open>[(\[])(?P<latex>.*?)\\[)\]]</(?P=tag)>',
    re.DOTALL,
)
FUNCTION = re.compile(r"<mi>(?:log|ln|exp)</mi>(?=<m(?:i|n|su[bp]|subsup|row)\b)")
"""A function before its argument; TeX sets a thin space there, latex2mathml does not."""
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}
"""Children that an element of MathML must have."""
OPENING, CLOSING = re.compile(r"(?<!\\){"), re.compile(r"(?<!\\)}")
WRITTEN = re.compile(
    r"\$\$(?P<display>(?s:.+?))\$\$|(?<![\\$])\$(?!\s)(?P<inline>[^$\n]+?)(?<!\s)\$"
)


def to_mathml(page: str) -> str:
    """Return rendered HTML with the formulas that arithmatex marked turned into MathML.

    A formula that can't be converted stays as LaTeX; `check_formulas` reports it.
    """

    def convert(found: re.Match[str]) -> str:
        display = "block" if found["open"] == "[" else "inline"
        latex = html.unescape(found["latex"]).strip()
        try:
            mathml = converter.convert(latex, display=display)
        except Exception:  # noqa: BLE001 (the library raises plain ones of many kinds)
            return found[0]
        mathml = FUNCTION.sub(r"\g<0><mspace width='0.17em'/>", mathml)
        return f'<div class="formula">{mathml}</div>' if display == "block" else mathml

    return RENDERED.sub(convert, page)


def check_formulas(page: Page) -> Iterator[Finding]:
    """Say which formulas of a page can't be converted, or hold a command left unread."""
    # Code and front matter are emptied, not taken out, so that line numbers stay right.
    prose = dict(page.prose)
    text = "\n".join(prose.get(n, "") for n in range(1, page.text.count("\n") + 2))
    for found in WRITTEN.finditer(text):
        latex = (found["display"] or found["inline"]).strip()
        line = text.count("\n", 0, found.start()) + 1
        try:
            mathml = converter.convert(latex)
        except Exception as error:  # noqa: BLE001 (as above)
            what = f"the formula '{latex[:50]}' can't be read: {type(error).__name__} {error}"
            yield Finding(
                page.path, line, what.rstrip(), "write it in LaTeX that latex2mathml knows"
            )
            continue
        if len(OPENING.findall(latex)) != len(CLOSING.findall(latex)):
            what = f"the braces of the formula '{latex[:50]}' do not pair"
            yield Finding(page.path, line, what, "close each { with a }")
            continue
        try:
            root = etree.fromstring(mathml)
        except etree.XMLSyntaxError:
            what = f"the formula '{latex[:50]}' makes no MathML"
            yield Finding(page.path, line, what, r"write \lt, \gt or \& rather than the bare signs")
            continue
        for element in root.iter(*(f"{{*}}{tag}" for tag in PARTS)):
            if len(element) != PARTS[etree.QName(element).localname]:
                what = f"the formula '{latex[:50]}' lacks an argument"
                yield Finding(page.path, line, what, "give \\frac and the like all they take")
                break
        unread = re.search(r"<m[iox][^>]*>\s*(\\\w+)", mathml)
        if unread:
            what = f"'{unread[1]}' in the formula '{latex[:50]}' means nothing"
            yield Finding(page.path, line, what, "write it in LaTeX that latex2mathml knows")
