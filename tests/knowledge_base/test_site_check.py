"""Built pages as a browser sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.findings import Finding
from knowledge_base.site_check import BuiltPage, check_site, read_built_page

URL = "https://example.org/knowledge/base/"
GUIDE = '<h2 id="setup">Setup</h2><h2 id="설치">설치</h2>'


def build(root: Path, body: str, *, path: str = "a/index.html", head: str = "") -> Path:
    """A small site; the page under test stands at `path`, its body on line 3."""
    site = root / "site"
    for name, text in {
        "index.html": "<p>Home</p>",
        "guide/index.html": GUIDE,
        "한글/index.html": "",
        "assets/site.css": "",
        "assets/site.js": "",
        "assets/a.png": "",
    }.items():
        write(site / name, f"<!doctype html>\n<html><head></head><body>{text}</body></html>")
    write(site / path, f"<!doctype html>\n<html><head>{head}</head><body>\n{body}\n</body></html>")
    return site


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(root: Path, body: str, *, path: str = "a/index.html", head: str = "") -> list[Finding]:
    return check_site(build(root, body, path=path, head=head), URL)


@pytest.mark.parametrize(
    "body",
    [
        "<p>text</p>",
        '<a href="../">home</a>',
        '<a href="../guide/">guide</a>',
        '<a href="../guide/#setup">setup</a>',
        '<a href="../guide/index.html?q=1#setup">setup</a>',
        '<a href="../guide/#%EC%84%A4%EC%B9%98">설치</a>',
        '<a href="../%ED%95%9C%EA%B8%80/">한글</a>',
        '<a href="/knowledge/base/guide/">guide</a>',
        '<a href="https://example.org/knowledge/base/guide/#setup">guide</a>',
        '<a href="https://elsewhere.example/nowhere/#x">elsewhere</a>',
        '<a href="http://example.org/other/">another scheme</a>',
        '<a href="https://example.org/other/">another site of the host</a>',
        '<a href="mailto:a@example.org">mail</a>',
        '<a href="#own">own</a><p id="own"></p>',
        '<a href="#">top</a>',
        '<a href="">this page</a>',
        '<a href="#__codelineno-0-1">line</a>',
        "<a>no link</a>",
        '<img src="../assets/a.png" alt="">',
        '<img src="data:image/png;base64,AA==" alt="">',
        '<img src="/knowledge/base/assets/a.png" srcset="../assets/a.png 1x, ../assets/a.png 2x">',
        '<script src="../assets/site.js"></script>',
        '<script>let address = "https://elsewhere.example/";</script>',
        '<form action="../guide/"></form><form></form>',
        "<p>a <code>```</code> and <code>[a][b]</code></p><pre>```</pre>",
        "<p>[no] link, (neither) [is this]</p>",
    ],
)
def test_a_page_that_is_as_it_should_be_has_no_findings(tmp_path: Path, body: str) -> None:
    assert check(tmp_path, body) == []


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="../assets/site.css">',
        '<link rel="canonical" href="https://elsewhere.example/a/">',
        '<link rel="alternate" hreflang="ko" href="https://elsewhere.example/ko/a/">',
        '<link rel="prev" href="https://elsewhere.example/"><link rel="next" href="../nowhere/">',
        '<meta property="og:image" content="https://elsewhere.example/a.png">',
    ],
)
def test_what_the_head_only_tells_is_not_fetched(tmp_path: Path, head: str) -> None:
    assert check(tmp_path, "", head=head) == []


@pytest.mark.parametrize(
    ("body", "what", "hint"),
    [
        (
            '<a href="../nowhere/">a</a>',
            "'../nowhere/' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            '<a href="b.md">a</a>',
            "'b.md' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            '<a href="/knowledge/base/nowhere/">a</a>',
            "'/knowledge/base/nowhere/' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            '<a href="https://example.org/knowledge/base/nowhere/">a</a>',
            "'https://example.org/knowledge/base/nowhere/' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            '<a href="../guide/#step">a</a>',
            "'../guide/#step' leads to no such place",
            "mend the fragment after '#'",
        ),
        ('<a href="#step">a</a>', "'#step' leads to no such place", "mend the fragment after '#'"),
        (
            '<a href="../guide/#%EC%84%A4">a</a>',
            "'../guide/#%EC%84%A4' leads to no such place",
            "mend the fragment after '#'",
        ),
        (
            '<a href="/other/">a</a>',
            "'/other/' leaves the site's folder",
            "link within the site",
        ),
        (
            '<a href="/guide/">a</a>',
            "'/guide/' leaves the site's folder",
            "link within the site",
        ),
        (
            '<a href="../../guide/">a</a>',
            "'../../guide/' leaves the site's folder",
            "link within the site",
        ),
        (
            '<img src="../assets/b.png">',
            "'../assets/b.png' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            '<img srcset="../assets/a.png 1x, ../assets/b.png 2x">',
            "'../assets/b.png' leads to nothing",
            "mend the link, or add the page",
        ),
        (
            "<table><tr><td>a claim [@key, p. 3]</td></tr></table>",
            "a citation was not read as one",
            "write it as [@key]",
        ),
        (
            "<p>a paragraph\n- one\n- two</p>",
            "a list or table was not read as one",
            "put an empty line before it",
        ),
        (
            "<p>a paragraph\n| a | b |\n|---|---|</p>",
            "a list or table was not read as one",
            "put an empty line before it",
        ),
        (
            '<svg><image href="https://cdn.example.net/a.png"></image></svg>',
            "fetches https://cdn.example.net/a.png from elsewhere",
            "ship it with the site",
        ),
        (
            "<p>```python x = 1 ```</p>",
            "a code fence was not read as one",
            "look at its markers and indentation",
        ),
        (
            "<ul><li>a <b>b</b> ~~~text</li></ul>",
            "a code fence was not read as one",
            "look at its markers and indentation",
        ),
        ("<p>see [the guide][guide]</p>", "a link has no target", "write it as [text](page.md)"),
        ("<p>see [the guide][]</p>", "a link has no target", "write it as [text](page.md)"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, body: str, what: str, hint: str) -> None:
    assert check(tmp_path, body) == [Finding("site/a/index.html", 3, what, hint)]


ELSEWHERE = "https://elsewhere.example/x"


@pytest.mark.parametrize(
    "body",
    [
        f'<script src="{ELSEWHERE}"></script>',
        f'<img src="{ELSEWHERE}" alt="">',
        f'<img srcset="../assets/a.png 1x, {ELSEWHERE} 2x">',
        f'<picture><source srcset="{ELSEWHERE}"></picture>',
        f'<video poster="{ELSEWHERE}"></video>',
        f'<audio src="{ELSEWHERE}"></audio>',
        f'<iframe src="{ELSEWHERE}"></iframe>',
        f'<object data="{ELSEWHERE}"></object>',
        f'<form action="{ELSEWHERE}"></form>',
        f'<link rel="stylesheet" href="{ELSEWHERE}">',
        f'<link rel="preconnect" href="{ELSEWHERE}">',
        f'<link rel="alternate stylesheet" href="{ELSEWHERE}">',
    ],
)
def test_what_is_fetched_from_elsewhere_is_found(tmp_path: Path, body: str) -> None:
    what = f"fetches {ELSEWHERE} from elsewhere"
    assert check(tmp_path, body) == [Finding("site/a/index.html", 3, what, "ship it with the site")]


@pytest.mark.parametrize("address", ["//elsewhere.example/x", "http://example.org/x"])
def test_another_host_or_scheme_is_elsewhere(tmp_path: Path, address: str) -> None:
    found = check(tmp_path, f'<script src="{address}"></script>')
    assert [finding.what for finding in found] == [f"fetches {address} from elsewhere"]


def test_an_id_given_twice_is_found(tmp_path: Path) -> None:
    assert check(tmp_path, '<p id="a"></p><p id="b"></p><p id="a"></p><p id="a"></p>') == [
        Finding("site/a/index.html", 1, "the id 'a' is given 3 times", "rename one")
    ]


def test_the_same_id_on_two_pages_is_no_mistake(tmp_path: Path) -> None:
    assert check(tmp_path, '<p id="setup"></p>') == []


def test_links_are_relative_to_their_page(tmp_path: Path) -> None:
    body = '<a href="guide/#setup">a</a><a href="../guide/">b</a>'
    assert [finding.what for finding in check(tmp_path, body, path="404.html")] == [
        "'../guide/' leaves the site's folder"
    ]


def test_findings_of_all_pages_come_sorted_under_the_name_of_the_folder(tmp_path: Path) -> None:
    site = build(tmp_path, '\n<a href="b/"></a>\n<a href="a/"></a>', path="b.html")
    write(site / "a.html", '<html><body><a href="c/"></a></body></html>')
    found = check_site(site, URL, name="public")
    assert [(f.path, f.line, f.what) for f in found] == [
        ("public/a.html", 1, "'c/' leads to nothing"),
        ("public/b.html", 4, "'b/' leads to nothing"),
        ("public/b.html", 5, "'a/' leads to nothing"),
    ]


def test_a_built_page_is_what_the_check_needs_of_it(tmp_path: Path) -> None:
    site = build(tmp_path, '<h1 id="t">T</h1>\n<a href="b"></a>\n<img src="c"><p>[d][e]</p>')
    assert read_built_page(site, site / "a" / "index.html") == BuiltPage(
        "a/index.html",
        ids=["t"],
        links=[(4, "b")],
        loads=[(5, "c")],
        problems=[(5, "a link has no target", "write it as [text](page.md)")],
    )
