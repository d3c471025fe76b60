"""Formulas: LaTeX in, MathML out, and a finding where that can't be done."""

from __future__ import annotations

import pytest
from lxml import etree

from knowledge_base.findings import Finding
from knowledge_base.formulas import check_formulas, to_mathml
from knowledge_base.pages import Page

PATH = "docs/en/a.md"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
HINT = "write it in LaTeX that latex2mathml knows"


def check(text: str) -> list[Finding]:
    return list(check_formulas(Page(PATH, "en", "a", text, {})))


def names(html: str) -> list[str]:
    """Tags of a converted page, in order."""
    return [etree.QName(e).localname for e in etree.fromstring(f"<body>{html}</body>").iter()][1:]


def test_a_formula_in_a_line_becomes_inline_mathml() -> None:
    page = to_mathml(r'<p>With <span class="arithmatex">\(x_1\)</span>.</p>')
    root = etree.fromstring(page)
    (math,) = root.iter(f"{MATHML}math")
    assert (math.get("display"), math.tail, root.text) == ("inline", ".", "With ")
    assert names(page) == ["p", "math", "mrow", "msub", "mi", "mn"]


def test_a_formula_on_lines_of_its_own_becomes_a_block() -> None:
    page = to_mathml('<div class="arithmatex">\\[\nx = 1\n\\]</div>')
    root = etree.fromstring(page)
    assert (root.tag, root.get("class")) == ("div", "formula")
    assert [math.get("display") for math in root.iter(f"{MATHML}math")] == ["block"]


def test_several_formulas_are_converted_each_for_itself() -> None:
    page = '<span class="arithmatex">\\(a\\)</span>, <span class="arithmatex">\\(b\\)</span>'
    assert names(to_mathml(page)) == ["math", "mrow", "mi"] * 2


def test_escaped_signs_are_read_as_what_they_are() -> None:
    page = to_mathml('<span class="arithmatex">\\(a &lt; b\\)</span>')
    assert [e.text for e in etree.fromstring(page).iter(f"{MATHML}mo")] == ["<"]


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [(r"\log x", 1), (r"\log p_i", 1), (r"\log \exp x", 2), (r"\log(x)", 0), ("x y", 0)],
)
def test_a_function_stands_apart_from_its_argument(latex: str, spaces: int) -> None:
    page = to_mathml(f'<span class="arithmatex">\\({latex}\\)</span>')
    assert names(page).count("mspace") == spaces


@pytest.mark.parametrize(
    "page",
    [
        "<p>no formula, $5 and \\(x\\)</p>",
        '<span class="other">\\(x\\)</span>',
        r'<p><span class="arithmatex">\(x_\)</span></p>',
    ],
    ids=["text", "other", "broken"],
)
def test_what_is_no_formula_or_a_broken_one_stays_as_it_is(page: str) -> None:
    assert to_mathml(page) == page


def test_no_latex_is_left_in_what_is_converted() -> None:
    latex = r"p(y \mid x) = \sum_{i=1}^{N} \log \frac{\exp a_i}{\sqrt{b}} \cdot \mathrm{LM}"
    assert "\\" not in to_mathml(f'<span class="arithmatex">\\({latex}\\)</span>')


@pytest.mark.parametrize(
    "text",
    [
        "no formula",
        "$x_1$, $\\alpha$ and $\\frac{a}{b}$",
        "$$ \\sum_{i=1}^{N} x_i $$",
        "$$\n\\sum_{i=1}^{N} x_i\n$$",
        "$5 and 6$ cost $ 7",
        r"costs \$5, or \$\nonsense$",
        "`$\\nonsense$`",
        "```text\n$\\nonsense$\n```",
        "---\ntitle: $\\nonsense$\n---\n",
    ],
    ids=[
        "none",
        "inline",
        "one line",
        "lines",
        "money",
        "escaped",
        "code",
        "fence",
        "front matter",
    ],
)
def test_formulas_that_can_be_converted_have_no_findings(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("formula", "latex", "line"),
    [
        (r"a $\nonsense{x}$ b", r"\nonsense{x}", 5),
        (r"$x$ and $\nonsense$", r"\nonsense", 5),
        (r"$$ \nonsense $$", r"\nonsense", 5),
        ("$$\n\\nonsense\n$$", r"\nonsense", 5),
    ],
    ids=["inline", "second", "one line", "lines"],
)
def test_a_command_that_means_nothing_is_found(formula: str, latex: str, line: int) -> None:
    (found,) = check(f"```text\n$x$\n```\n\n{formula}\n")
    assert (found.path, found.line, found.hint) == (PATH, line, HINT)
    assert found.what.startswith(r"'\nonsense' in the formula '")
    assert latex in found.what
    assert found.what.endswith("' means nothing")


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        (r"\frac", "NoAvailableTokensError"),
        ("x_", "MissingSuperScriptOrSubscriptError"),
        ("x^1^2", "DoubleSuperscriptsError"),
        (r"\left( x", "ExtraLeftOrMissingRightError"),
    ],
)
def test_a_formula_that_cant_be_read_is_found(formula: str, problem: str) -> None:
    (found,) = check(f"---\ntitle: A\n---\n\na ${formula}$\n")
    assert (found.path, found.line, found.hint) == (PATH, 5, HINT)
    assert found.what == f"the formula '{formula}' can't be read: {problem}"


def test_a_long_formula_is_quoted_in_part() -> None:
    (found,) = check("$\\nonsense " + "x" * 100 + "$")
    assert found.what == "'\\nonsense' in the formula '\\nonsense " + "x" * 40 + "' means nothing"


@pytest.mark.parametrize("formula", [r"\frac{1", r"x}", r"\frac{1}{2"])
def test_braces_that_do_not_pair_are_found(formula: str) -> None:
    (found,) = check(f"${formula}$\n")
    assert found.what == f"the braces of the formula '{formula}' do not pair"


def test_braces_that_are_shown_need_no_partner() -> None:
    assert check(r"$\{x$") == []


@pytest.mark.parametrize("formula", [r"\frac{a}", r"x_{}^{}y + \frac{1}"])
def test_a_command_without_its_argument_is_found(formula: str) -> None:
    (found,) = check(f"${formula}$\n")
    assert found.what == f"the formula '{formula}' lacks an argument"


@pytest.mark.parametrize("formula", [r"\text{x<y}", r"\text{a & b}"])
def test_a_formula_that_makes_no_mathml_is_found(formula: str) -> None:
    (found,) = check(f"${formula}$\n")
    assert found.what == f"the formula '{formula}' makes no MathML"
