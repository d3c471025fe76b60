"""The site in Chromium: nothing foreign, nothing missing, languages switched in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import FLAGS, find
from conftest import Served

pytestmark = pytest.mark.xdist_group("site")

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    tab = browser.new_page()
    tab.set_default_timeout(20_000)
    yield tab
    tab.close()


def sitemap(served: Served) -> list[str]:
    tree = etree.parse(str(served.folder / "sitemap.xml"))
    return [str(address) for address in tree.xpath("//s:loc/text()", namespaces=NAMES)]


def test_no_page_asks_others_or_for_what_is_not_there(served: Served, tab: Page) -> None:
    requests: list[str] = []
    failed: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("response", lambda r: failed.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    tab.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    addresses = sitemap(served)
    assert len(addresses) > 100
    for address in addresses:
        tab.goto(address, wait_until="load")
        tab.wait_for_timeout(100)  # for what scripts ask for when the page is there
    own = served.address
    assert [url for url in requests if not url.startswith((own, "data:"))] == []
    assert failed == []
    assert complaints == []
    assert len(requests) > len(addresses)


def test_an_unknown_address_gets_a_404_page_that_asks_nobody(served: Served, tab: Page) -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(served.address + "404.html", wait_until="networkidle")
    assert tab.locator("html").get_attribute("lang") == "en"
    assert all(url.startswith(served.address) for url in requests)


@pytest.mark.parametrize("address", ["", "python/strings/", "speech/lm-fusion/", "datasets/ami/"])
def test_the_language_switcher_stays_on_the_page(served: Served, tab: Page, address: str) -> None:
    tab.goto(served.address + address)
    tab.locator(".md-header .md-select").hover()
    tab.locator('.md-select a[hreflang="ko"]').click()
    tab.wait_for_url(f"{served.address}ko/{address}")
    assert tab.locator("html").get_attribute("lang") == "ko"
    tab.locator(".md-header .md-select").hover()
    tab.locator('.md-select a[hreflang="en"]').click()
    tab.wait_for_url(served.address + address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_of_the_system_is_followed(
    served: Served, browser: Browser, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    tab = context.new_page()
    tab.goto(served.address + "ko/kubernetes/")
    expected = {"light": "default", "dark": "slate"}[scheme]
    assert tab.locator("body").get_attribute("data-md-color-scheme") == expected
    context.close()


def test_the_palette_goes_through_light_dark_and_auto(served: Served, tab: Page) -> None:
    tab.goto(served.address + "python/")
    seen = []
    for _ in range(3):
        seen.append(tab.locator("body").get_attribute("data-md-color-media"))
        tab.locator("form[data-md-component=palette] label:not([hidden])").click()
    assert sorted(str(media) for media in seen) == [
        "(prefers-color-scheme)",
        "(prefers-color-scheme: dark)",
        "(prefers-color-scheme: light)",
    ]


@pytest.mark.parametrize(
    "address", ["", "python/strings/", "kubernetes/components/", "datasets/", "speech/stpt/"]
)
@pytest.mark.parametrize("locale", ["", "ko/"])
def test_no_page_is_wider_than_a_phone(
    served: Served, browser: Browser, locale: str, address: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(served.address + locale + address, wait_until="networkidle")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


@pytest.mark.parametrize(("locale", "query"), [("", "casefold"), ("ko/", "케이스 폴딩")])
def test_the_search_finds_a_page_of_the_language(
    served: Served, tab: Page, locale: str, query: str
) -> None:
    tab.goto(served.address + locale, wait_until="networkidle")
    tab.locator("input[name=query]").click()
    tab.locator("input[name=query]").press_sequentially(query)
    results = tab.locator(".md-search-result__link")
    results.first.wait_for()
    links = [link.get_attribute("href") or "" for link in results.all()]
    assert any(re.search(rf"/base/{locale}python/strings/", link) for link in links)
