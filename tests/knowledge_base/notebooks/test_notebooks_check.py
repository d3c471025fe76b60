"""Stored outputs of a notebook, held against what its cells do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from knowledge_base.findings import Finding
from knowledge_base.notebooks.check import CellResult, Run, check_notebook, update_notebook

NAME = "docs/en/a.ipynb"
UPDATE = f"run '.venv/bin/python hooks check --update {NAME}' and look at what changed"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def code(source: str, *outputs: Any, **meta: Any) -> Any:
    cell = nbformat.v4.new_code_cell(source, id="placeholder", outputs=list(outputs))
    cell.metadata.update(meta)
    return cell


def printed(text: str) -> Any:
    return nbformat.v4.new_output("stream", name="stdout", text=text)


def drawn(data: str = SVG, kind: str = "image/svg+xml") -> Any:
    return nbformat.v4.new_output("display_data", data={kind: data})


def write(root: Path, *cells: Any) -> Path:
    """Write a notebook as Jupyter does, a text before its code cells."""
    text = nbformat.v4.new_markdown_cell("Text.", id="text")
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    path = root / NAME
    path.parent.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(cells=[text, *cells])
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return path


def returning(*results: CellResult) -> Run:
    """What runs the cells: its results are known beforehand."""
    return lambda sources: list(results[: len(sources)])


def did(text: str = "", *figures: str, problem: str = "") -> CellResult:
    return CellResult(text, figures, problem)


def check(root: Path, cell: Any, result: CellResult) -> list[Finding]:
    return list(check_notebook(write(root, cell), root, returning(result)))


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    (number,) = (n for n, line in enumerate(lines, 1) if json.dumps(text)[1:-1] in line)
    return number


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        (lambda: code("x = 1"), did()),
        (lambda: code("print(1)", printed("1\n")), did("1\n")),
        (lambda: code("print(1)", printed("1")), did("1\n")),
        (lambda: code("print(1)", printed("1\n"), printed("2\n")), did("1\n2\n")),
        (lambda: code("show()", drawn(), alt="A figure"), did("", SVG)),
        (lambda: code("show()", printed("1\n"), drawn(), alt="A figure"), did("1\n", SVG)),
    ],
    ids=["nothing", "printed", "no newline", "in two parts", "drawn", "both"],
)
def test_outputs_that_are_the_real_ones_have_no_findings(
    tmp_path: Path, cell: Callable[[], Any], result: CellResult
) -> None:
    assert check(tmp_path, cell(), result) == []


def test_the_cells_are_run_in_their_order(tmp_path: Path) -> None:
    path = write(tmp_path, code("a = 1\nb"), code("c"))
    seen: list[list[str]] = []

    def run(sources: list[str]) -> list[CellResult]:
        seen.append(sources)
        return [did(), did()]

    assert list(check_notebook(path, tmp_path, run)) == []
    assert seen == [["a = 1\nb", "c"]]


@pytest.mark.parametrize(
    ("stored", "real", "first", "second"),
    [
        ("1\n", "2\n", "2", "1"),
        ("", "2\n", "2", ""),
        ("1\n", "", "", "1"),
        ("a\nb\nc\n", "a\nx\nc\n", "x", "b"),
        ("a\n", "a\nb\n", "b", ""),
        ("a\n\nb\n", "a\nb\n", "b", ""),
    ],
)
def test_a_stored_text_that_differs_is_found_at_its_cell(
    tmp_path: Path, stored: str, real: str, first: str, second: str
) -> None:
    cell = code("value = 6 * 7\nprint(value)", *([printed(stored)] if stored else []))
    found = check(tmp_path, cell, did(real))
    what = f"printed '{first}', the notebook says '{second}'"
    assert found == [Finding(NAME, line_of(tmp_path / NAME, "value = 6 * 7\n"), what, UPDATE)]


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        (lambda: code("draw = 1", drawn("<svg/>"), alt="A figure"), did("", SVG)),
        (lambda: code("draw = 1", alt="A figure"), did("", SVG)),
        (lambda: code("draw = 1", drawn()), did()),
        (lambda: code("draw = 1", drawn(), alt="A figure"), did("", SVG, SVG)),
        (lambda: code("draw = 1", drawn("AA==", "image/png"), alt="A figure"), did("", SVG)),
        (lambda: code("draw = 1", drawn("AA==", "image/png")), did()),
    ],
    ids=["another", "missing", "not drawn", "two", "bitmap", "bitmap not drawn"],
)
def test_a_stored_figure_that_differs_is_found_at_its_cell(
    tmp_path: Path, cell: Callable[[], Any], result: CellResult
) -> None:
    found = check(tmp_path, cell(), result)
    line = line_of(tmp_path / NAME, "draw = 1")
    assert found == [Finding(NAME, line, "the stored figure is not what the cell draws", UPDATE)]


@pytest.mark.parametrize(
    "output",
    [
        lambda: nbformat.v4.new_output("execute_result", data={"text/plain": "42"}),
        lambda: nbformat.v4.new_output("error", ename="KeyError", evalue="'a'", traceback=[]),
    ],
    ids=["value", "error"],
)
def test_a_stored_output_that_no_cell_makes_is_found(
    tmp_path: Path, output: Callable[[], Any]
) -> None:
    found = check(tmp_path, code("value = 42", output()), did())
    assert [(f.path, f.line) for f in found] == [(NAME, line_of(tmp_path / NAME, "value = 42"))]


@pytest.mark.parametrize("meta", [{}, {"alt": ""}])
def test_a_figure_without_a_description_is_found(tmp_path: Path, meta: dict[str, str]) -> None:
    found = check(tmp_path, code("draw = 1", drawn(), **meta), did("", SVG))
    assert found == [
        Finding(
            NAME,
            line_of(tmp_path / NAME, "draw = 1"),
            "the figure has no description",
            "add 'alt' to the cell's metadata: what it shows",
        )
    ]


def test_a_cell_that_fails_is_found_and_nothing_else_said_of_it(tmp_path: Path) -> None:
    cell = code("value = {}['a']", printed("1\n"))
    assert check(tmp_path, cell, did("2\n", SVG, problem="raised KeyError: 'a'")) == [
        Finding(
            NAME,
            line_of(tmp_path / NAME, "value = {}['a']"),
            "raised KeyError: 'a'",
            "mend the code of this cell",
        )
    ]


def test_every_cell_that_differs_is_found_at_its_line(tmp_path: Path) -> None:
    cells = [code("one = 1", printed("1\n")), code("two = 2"), code("three = 3")]
    path = write(tmp_path, *cells)
    found = check_notebook(path, tmp_path, returning(did("x\n"), did(), did("y\n")))
    lines = [line_of(path, source) for source in ("one = 1", "three = 3")]
    assert [finding.line for finding in found] == lines


def test_cells_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    cells = [code("x = 1\nprint(x)", printed("1\n")), code("x = 1\nprint(2)", printed("1\n"))]
    path = write(tmp_path, *cells)
    (found,) = check_notebook(path, tmp_path, returning(did("1\n"), did("2\n")))
    assert found.line == line_of(path, "print(2)") - 1


def test_a_cell_whose_code_stands_in_its_output_is_found_at_its_code(tmp_path: Path) -> None:
    cell = code("pod\nprint(pod)", printed("pod\n"))
    (found,) = check(tmp_path, cell, did("log\n"))
    assert found.line == line_of(tmp_path / NAME, "print(pod)") - 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "Notebook could not be converted from version 1 to version 2 because"),
        ("text", "Notebook does not appear to be JSON: 'text'"),
        ('{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": []}', ""),
    ],
)
def test_what_is_no_notebook_is_found(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    (found,) = check_notebook(path, tmp_path, returning())
    assert (found.path, found.line, found.hint) == ("a.ipynb", 1, "open it in Jupyter and save it")
    assert found.what.startswith(f"this is no notebook: {problem}")
    assert "\n" not in found.what


def test_an_update_writes_the_real_outputs(tmp_path: Path) -> None:
    path = write(tmp_path, code("print(1)", printed("2\n")), code("draw()", alt="A figure"))
    run = returning(did("1\n"), did("b\n", SVG))
    assert update_notebook(path, run) is True
    assert list(check_notebook(path, tmp_path, run)) == []
    cells = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells
    assert [cell.source for cell in cells] == ["Text.", "print(1)", "draw()"]
    assert [[output.output_type for output in cell.get("outputs", [])] for cell in cells] == [
        [],
        ["stream"],
        ["stream", "display_data"],
    ]
    assert cells[2].metadata == {"alt": "A figure"}


def test_a_second_update_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, code("print('가')"))
    run = returning(did("가\n"))
    assert update_notebook(path, run) is True
    before = path.read_bytes()
    assert update_notebook(path, run) is False
    assert path.read_bytes() == before


def test_an_update_forgets_what_jupyter_has_counted(tmp_path: Path) -> None:
    cell = code("x = 1", nbformat.v4.new_output("error", ename="E", evalue="", traceback=[]))
    cell.execution_count = 7
    path = write(tmp_path, cell)
    update_notebook(path, returning(did()))
    (updated,) = json.loads(path.read_text(encoding="utf-8"))["cells"][1:]
    assert (updated["execution_count"], updated["outputs"]) == (None, [])


def test_an_update_that_fails_leaves_the_notebook_alone(tmp_path: Path) -> None:
    path = write(tmp_path, code("value = {}['a']", printed("kept\n")))
    before = path.read_text(encoding="utf-8")
    assert update_notebook(path, returning(did("", problem="raised KeyError: 'a'"))) is False
    assert path.read_text(encoding="utf-8") == before
