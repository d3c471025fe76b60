"""A notebook as Markdown."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest

from knowledge_base.fences import parse_fences
from knowledge_base.notebooks.render import to_markdown
from knowledge_base.pages import Page, parse_front_matter

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt"><g id="a"/></svg>'


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "text", "metadata": {}, "source": source}


def code(source: str, *outputs: dict[str, Any], **meta: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "code",
        "metadata": meta,
        "outputs": list(outputs),
        "source": source,
    }


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def drawn(svg: str = SVG) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": svg}}


def rendered(*cells: dict[str, Any], **meta: Any) -> str:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = {
        "cells": list(cells),
        "metadata": {"knowledge_base": meta},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return to_markdown(json.dumps(notebook))


def test_the_metadata_become_front_matter() -> None:
    meta = parse_front_matter(rendered(title="한글: a", sources=["key"]))
    assert meta == {"title": "한글: a", "sources": ["key"]}


def test_text_stays_markdown() -> None:
    text = "## A heading {#a}\n\nText with [@key], $x$ and <!-- corpora: count -->.\n\n| a |\n|---|"
    assert text in rendered(markdown(text))


def test_code_becomes_a_fence_of_its_language() -> None:
    (fence,) = parse_fences(rendered(code("x = 1\n\nif x:\n    y = 2")))
    assert (fence.marker, fence.info.language) == ("```", "python")
    assert fence.code == "x = 1\n\nif x:\n    y = 2\n"


def test_output_becomes_a_fence_of_its_own() -> None:
    source, output = parse_fences(rendered(code("print('a\\n\\n  b')", printed("a\n\n  b\n"))))
    assert source.code == "print('a\\n\\n  b')\n"
    assert output.code == "a\n\n  b\n"
    assert "python" not in output.info.language


def test_code_is_not_marked_up() -> None:
    text = rendered(code("x = '<b> & *c* [@d]'\nprint(x)", printed("<b> & *c* [@d]\n")))
    assert [fence.code for fence in parse_fences(text)] == [
        "x = '<b> & *c* [@d]'\nprint(x)\n",
        "<b> & *c* [@d]\n",
    ]


def test_a_figure_stands_in_the_page_with_its_description() -> None:
    text = rendered(code("show()", drawn(), alt="What it shows"))
    assert text.count("<svg ") == 1
    assert 'aria-label="What it shows"' in text
    assert "data:image" not in text
    assert "![" not in text


def test_figures_of_one_page_have_ids_of_their_own() -> None:
    svg = SVG.replace('<g id="a"/>', '<g id="a"/><g clip-path="url(#a)"/>')
    text = rendered(code("a", drawn(svg), drawn(svg)), code("b", drawn(svg)))
    assert [f'id="figure-{n}-1"' in text for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_numbers_of_figures_begin_anew_with_every_notebook() -> None:
    svg = SVG.replace('<g id="a"/>', '<g id="a"/><g clip-path="url(#a)"/>')
    assert rendered(code("a", drawn(svg))) == rendered(code("a", drawn(svg)))


def test_headings_of_a_notebook_are_those_of_its_text() -> None:
    text = rendered(markdown("## A {#a}"), code("# no heading"), markdown("### B {#b}"))
    headings = Page("docs/en/a.ipynb", "en", "a", text, {}).headings
    assert [(heading.level, heading.id) for heading in headings] == [(2, "a"), (3, "b")]


@pytest.mark.parametrize("text", ["{}", "text", '{"nbformat": 4, "nbformat_minor": 5}'])
def test_what_is_no_notebook_is_refused(text: str) -> None:
    with pytest.raises((nbformat.ValidationError, ValueError)):
        to_markdown(text)
