"""A figure becomes a part of the page."""

from __future__ import annotations

import pytest
from lxml import etree

from knowledge_base.notebooks.figure import themed

SVG = "{http://www.w3.org/2000/svg}"
HEAD = (
    '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    '  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" '
    'viewBox="0 0 460.8 345.6" xmlns="http://www.w3.org/2000/svg" version="1.1">\n'
)
PIXEL = "data:image/png;base64,\niVBORw0KGgo="


def figure(body: str, description: str = "What it shows", prefix: str = "figure-1") -> str:
    return themed(f"{HEAD}{body}</svg>\n", description, prefix)


def parsed(body: str, **options: str) -> etree._Element:
    return etree.fromstring(figure(body, **options))


def attributes(body: str) -> dict[str, str]:
    """Attributes of the one element of a figure."""
    (element,) = parsed(body)
    return dict(element.attrib)


def test_a_figure_fits_its_column_and_says_what_it_shows() -> None:
    root = parsed("<g/>", description='A "line" & <more>')
    assert dict(root.attrib) == {
        "viewBox": "0 0 460.8 345.6",
        "version": "1.1",
        "role": "img",
        "aria-label": 'A "line" & <more>',
        "class": "figure",
        "stroke-linejoin": "round",
    }


def test_a_figure_is_one_line_without_prolog() -> None:
    text = figure('<g>\n <path d="M 0 0 \nL 1 1 \n"/>\n</g>\n')
    assert text.startswith("<svg ")
    assert text.endswith('<g><path d="M 0 0 L 1 1 "/></g></svg>')
    assert "\n" not in text


def test_metadata_style_sheets_and_comments_go_away() -> None:
    body = "<metadata><a/></metadata><defs><style>*{}</style></defs><!-- a --><g/>"
    assert [etree.QName(element).localname for element in parsed(body).iter()] == [
        "svg",
        "defs",
        "g",
    ]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "fill: none; stroke: #1f77b4; stroke-width: 1.5",
            {"fill": "none", "stroke": "#1f77b4", "stroke-width": "1.5"},
        ),
        ("stroke: #000000", {"stroke": "currentColor"}),
        ("fill: #000000; opacity: 0.5;", {"fill": "currentColor", "opacity": "0.5"}),
        ("fill: #ffffff; stroke: #ffffff", {"fill": "none", "stroke": "#ffffff"}),
        ("font-family: 'DejaVu Sans', sans-serif; font-size: 10px", {"font-size": "10px"}),
        (" ; ", {}),
    ],
    ids=["colours", "black line", "black area", "paper", "font", "nothing"],
)
def test_styles_become_attributes_in_the_colours_of_the_page(
    style: str, expected: dict[str, str]
) -> None:
    assert attributes(f'<path style="{style}"/>') == expected


def test_a_white_area_that_is_no_path_keeps_its_colour() -> None:
    assert attributes('<rect style="fill: #ffffff"/>') == {"fill": "#ffffff"}


def test_text_takes_the_colour_of_the_page_where_it_has_none() -> None:
    assert attributes('<text style="font-size: 10px">가</text>') == {
        "font-size": "10px",
        "fill": "currentColor",
    }
    assert attributes('<text style="fill: #ff0000">가</text>') == {"fill": "#ff0000"}


def test_ids_that_nothing_refers_to_go_away_and_the_others_are_short() -> None:
    body = """<g id="figure_1"><clipPath id="p18484285da"/><path id="m5c3"/>
<g clip-path="url(#p18484285da)"><use xlink:href="#m5c3"/></g></g>"""
    root = parsed(body, prefix="figure-2")
    assert [(etree.QName(e).localname, dict(e.attrib)) for e in root.iter()][1:] == [
        ("g", {}),
        ("clipPath", {"id": "figure-2-2"}),
        ("path", {"id": "figure-2-1"}),
        ("g", {"clip-path": "url(#figure-2-2)"}),
        ("use", {"href": "#figure-2-1"}),
    ]


def test_a_reference_in_a_style_follows_its_id() -> None:
    body = '<clipPath id="a"/><path style="clip-path: url(#a); fill: none"/>'
    clip, path = parsed(body)
    assert clip.get("id") == "figure-1-1"
    assert dict(path.attrib) == {"clip-path": "url(#figure-1-1)", "fill": "none"}


def test_figures_of_one_page_share_no_id() -> None:
    body = '<path id="a"/><use xlink:href="#a"/>'
    ids = [parsed(body, prefix=prefix)[0].get("id") for prefix in ("figure-1", "figure-2")]
    assert ids == ["figure-1-1", "figure-2-1"]


def test_an_image_in_a_figure_keeps_what_it_shows() -> None:
    (image,) = parsed(f'<image id="image1" xlink:href="{PIXEL}" width="1" height="1"/>')
    assert "".join(image.get("href", "").split()) == "".join(PIXEL.split())


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        themed("<svg", "", "figure-1")
