"""The built site as files: both languages, links, heads, notebooks, nothing of others."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from conftest import Build
from knowledge_base.site_check import check_site

pytestmark = pytest.mark.xdist_group("site")

ADDRESSES = [
    "",
    "contributing/",
    "corrections/",
    "datasets/",
    "datasets/nemo-asrset/",
    "datasets/owsm/",
    "datasets/speechstew/",
    "glossary/",
    "kubernetes/",
    "kubernetes/components/",
    "kubernetes/overview/",
    "python/",
    "python/booleans/",
    "python/dictionaries/",
    "python/frozensets/",
    "python/lists/",
    "python/sets/",
    "python/strings/",
    "python/tuples/",
    "speech/",
    "speech/lm-fusion/",
    "speech/speechut/",
    "speech/stpt/",
    "speech/text-only-adaptation/",
]
CORPORA = [path.stem for path in sorted(Path("data/datasets").glob("*.yaml"))]
ALL = [*ADDRESSES, *(f"datasets/{name}/" for name in CORPORA)]
WITHOUT_SOURCES = {""}
HANGUL = re.compile(r"[가-힣]")


def page(built: Build, address: str) -> html.HtmlElement:
    path = built.site / address / "index.html"
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def canonical(built: Build, address: str) -> str:
    return built.address + address


def code(root: html.HtmlElement) -> list[list[str]]:
    """Return the lines of each code block of a page, without comments and outputs."""
    blocks = [block.text_content() for block in root.xpath("//article//pre")]
    lines = [[re.sub(r"#.*", "", line).rstrip() for line in block.splitlines()] for block in blocks]
    return [[line for line in block if line] for block in lines]


def is_same_line(one: str, other: str) -> bool:
    return one == other or bool(HANGUL.search(one + other))


def test_there_are_31_corpora() -> None:
    assert len(CORPORA) == 31


def test_both_languages_have_exactly_the_pages_they_should(built: Build) -> None:
    pages = {p.parent.relative_to(built.site).as_posix() for p in built.site.rglob("index.html")}
    english = {f"{p}/" if p != "." else "" for p in pages if p != "ko" and not p.startswith("ko/")}
    korean = {f"{p}/".removeprefix("ko/") for p in pages if p == "ko" or p.startswith("ko/")}
    assert english == set(ALL)
    assert korean == set(ALL)


@pytest.mark.parametrize("address", ALL)
def test_a_page_and_its_translation_agree(built: Build, address: str) -> None:
    english, korean = page(built, address), page(built, f"ko/{address}")
    assert english.get("lang") == "en"
    assert korean.get("lang") == "ko"
    ids = [r.xpath("//article//*[self::h2 or self::h3 or self::h4]/@id") for r in (english, korean)]
    assert ids[0] == ids[1]
    assert ids[0]
    for one, other in zip(code(english), code(korean), strict=True):
        assert all(is_same_line(*lines) for lines in zip(one, other, strict=True)), (one, other)
    for root in (english, korean):
        assert root.xpath("string(//h1)").strip()
        assert bool(root.xpath("//*[@id='sources']")) is (address not in WITHOUT_SOURCES)


@pytest.mark.parametrize("locale", ["", "ko/"])
def test_every_page_describes_itself_in_its_language(built: Build, locale: str) -> None:
    descriptions: dict[str, str] = {}
    for address in ALL:
        root = page(built, locale + address)
        (description,) = root.xpath("//meta[@name='description']/@content")
        title = root.xpath("string(//title)")
        assert description not in descriptions.values(), address
        descriptions[address] = description
        assert 20 <= len(description) <= 200, address
        if locale:
            assert HANGUL.search(description), address
            assert HANGUL.search(title), address


@pytest.mark.parametrize("address", ALL)
def test_addresses_in_the_head_are_absolute_and_right(built: Build, address: str) -> None:
    for locale in ("", "ko/"):
        root = page(built, locale + address)
        assert root.xpath("//link[@rel='canonical']/@href") == [canonical(built, locale + address)]
        alternates = root.xpath("//link[contains(@rel, 'alternate')]")
        assert {link.get("hreflang"): link.get("href") for link in alternates} == {
            "en": canonical(built, address),
            "ko": canonical(built, f"ko/{address}"),
            "x-default": canonical(built, address),
        }
        assert root.xpath("//link[@rel='alternate']") == []


def test_nothing_is_dead_foreign_or_given_twice(built: Build) -> None:
    assert check_site(built.site, canonical(built, "")) == []


def test_the_sitemap_lists_every_page(built: Build) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = etree.parse(str(built.site / "sitemap.xml")).xpath("//s:loc/text()", namespaces=names)
    wanted = {canonical(built, locale + address) for address in ALL for locale in ("", "ko/")}
    assert set(listed) == wanted


@pytest.mark.parametrize(("path", "lang"), [("404.html", "en"), ("ko/404.html", "ko")])
def test_each_language_has_its_404_page(built: Build, path: str, lang: str) -> None:
    root = html.document_fromstring((built.site / path).read_text(encoding="utf-8"))
    assert root.get("lang") == lang
    links = {a.get("hreflang"): a.get("href") for a in root.xpath("//a[@hreflang]")}
    assert links["en"].endswith("/")
    assert links["ko"].endswith("/ko/")
    assert "speech" not in "".join(links.values())


@pytest.mark.parametrize("locale", ["", "ko/"])
def test_the_notebook_is_a_page_like_others(built: Build, locale: str) -> None:
    path = built.site / locale / "speech/lm-fusion/index.html"
    text = path.read_text(encoding="utf-8")
    root = html.document_fromstring(text)
    others = [
        len(gzip.compress((built.site / locale / address / "index.html").read_bytes()))
        for address in ADDRESSES
    ]
    assert len(gzip.compress(text.encode())) < 1.5 * max(others[1:])
    assert "<style" not in text
    assert not root.xpath("//article//*[@style]")
    assert root.xpath("//article//svg[@role='img'][@aria-label]//*[name()='text']")
    assert root.xpath("//article//*[name()='math']")
    assert "currentColor" in text
    assert "#000000" not in text
    assert json.loads((path.parent / "lm-fusion.ipynb").read_text(encoding="utf-8"))["cells"]
    assert root.xpath("//a[@href='lm-fusion.ipynb']")
    index = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))
    sections = [d for d in index["docs"] if d["location"].startswith(f"{locale}speech/lm-fusion/#")]
    assert len(sections) >= 5


def test_no_formula_is_left_as_latex(built: Build) -> None:
    for path in built.site.rglob("index.html"):
        assert "arithmatex" not in path.read_text(encoding="utf-8"), path


def test_no_placeholder_or_citation_is_left(built: Build) -> None:
    for path in built.site.rglob("index.html"):
        root = html.document_fromstring(path.read_text(encoding="utf-8"))
        for code in root.xpath("//article//*[self::pre or self::code]"):
            code.clear(keep_tail=True)
        (article,) = root.xpath("//article")
        text = etree.tostring(article, encoding="unicode")
        assert "<!-- corpora" not in text, path
        assert "<!-- mixes" not in text, path
        assert "[@" not in text, path
