"""Makes a Matplotlib figure part of the page: the theme's colours, a description, no style sheet.

Inline styles would fall to a content security policy, and black on transparent would vanish in the
dark scheme. SVG has an attribute for every property that Matplotlib writes into `style`.
"""

from __future__ import annotations

import re
from itertools import count

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
BLACK, WHITE = "#000000", "#ffffff"
LOCAL = re.compile(r"url\(#(.+?)\)")


def themed(svg: str, description: str, prefix: str) -> str:
    """Return the figure as one line of SVG for the page.

    Args:
        svg: What Matplotlib wrote.
        description: What it shows, for those who can't see it.
        prefix: Begins every id, so that figures of one page do not share any.

    Raises:
        lxml.etree.XMLSyntaxError: `svg` is none.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(remove_blank_text=True))
    for element in [*root.iter(f"{SVG}metadata", f"{SVG}style", etree.Comment)]:
        element.getparent().remove(element)
    for element in root.iter():
        _style_to_attributes(element)
    _backgrounds_away(root)
    _ids(root, prefix)
    for size in ("width", "height"):
        del root.attrib[size]  # the page decides; viewBox keeps the shape
    root.set("role", "img")
    root.set("aria-label", description)
    root.set("class", "figure")
    root.set("stroke-linejoin", "round")
    text = etree.tostring(root, encoding="unicode")
    return " ".join(text.split())


def _style_to_attributes(element: etree._Element) -> None:
    style = element.get("style", "")
    if style:
        del element.attrib["style"]
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font-family" or not name:
            continue  # the page's own font
        element.set(name, "currentColor" if value == BLACK else value)
    if element.tag == f"{SVG}text" and "fill" not in element.attrib:
        element.set("fill", "currentColor")


def _backgrounds_away(root: etree._Element) -> None:
    """White areas are paper: the page has its own."""
    for element in root.iter(f"{SVG}path"):
        if element.get("fill") == WHITE:
            element.set("fill", "none")


def _ids(root: etree._Element, prefix: str) -> None:
    """Drop ids that nothing refers to, shorten the rest."""
    used = {ref for element in root.iter() for ref in _references(element)}
    names = {name: f"{prefix}-{n}" for name, n in zip(sorted(used), count(1), strict=False)}
    for element in root.iter():
        if name := element.get("id"):
            del element.attrib["id"]
            if name in names:
                element.set("id", names[name])
        if target := element.get(HREF):
            del element.attrib[HREF]
            local = names.get(target.removeprefix("#")) if target.startswith("#") else None
            element.set("href", f"#{local}" if local else target)
        for attribute, value in element.items():
            element.set(attribute, LOCAL.sub(lambda m: f"url(#{names[m[1]]})", value))


def _references(element: etree._Element) -> list[str]:
    references = [name for value in element.values() for name in LOCAL.findall(value)]
    target = element.get(HREF, "")
    return [*references, target.removeprefix("#")] if target.startswith("#") else references
