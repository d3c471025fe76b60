"""Runs the cells of a notebook and compares the stored outputs with the real ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from knowledge_base.findings import Finding

SVG = "image/svg+xml"
UNREADABLE = (
    nbformat.ValidationError,
    nbformat.reader.NotJSONError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)
"""What nbformat raises for a file that is no notebook."""
UPDATE = "run '.venv/bin/python hooks check --update {path}' and look at what changed"


@dataclass(frozen=True)
class CellResult:
    """What a code cell did."""

    text: str
    """What it printed."""
    figures: tuple[str, ...]
    """What it showed, as SVG."""
    problem: str
    """How it failed; empty where it did not."""


Run = Callable[[list[str]], list[CellResult]]
"""Runs code cells in one namespace; given from outside, since running is the snippets' work."""


def check_notebook(path: Path, root: Path, run: Run) -> Iterator[Finding]:
    """Say which stored outputs are not the real ones, and which figures lack a description."""
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    try:
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except UNREADABLE as error:
        what = f"this is no notebook: {str(error).splitlines()[0]}"
        yield Finding(name, 1, what, "open it in Jupyter and save it")
        return
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell, result in zip(cells, run([cell.source for cell in cells]), strict=True):
        line = _line(text, cell)
        if result.problem:
            yield Finding(name, line, result.problem, "mend the code of this cell")
            continue
        stored = _stored(cell)
        if stored.text.rstrip() != result.text.rstrip():
            what = f"printed '{_first_difference(result.text, stored.text)}', the notebook says "
            what += f"'{_first_difference(stored.text, result.text)}'"
            yield Finding(name, line, what, UPDATE.format(path=name))
        elif stored.figures != result.figures:
            what = "the stored figure is not what the cell draws"
            yield Finding(name, line, what, UPDATE.format(path=name))
        if _has_more(cell):
            what = "a value or an error is stored as output"
            yield Finding(name, line, what, "print what shall be seen, and mend what fails")
        if result.figures and not cell.metadata.get("alt"):
            what = "the figure has no description"
            yield Finding(name, line, what, "add 'alt' to the cell's metadata: what it shows")


def update_notebook(path: Path, run: Run) -> bool:
    """Write the real outputs into a notebook file.

    Returns:
        Whether the file changed.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    results = run([cell.source for cell in cells])
    if any(result.problem for result in results):
        return False  # what is stored may be all there is; the check says what fails
    for cell, result in zip(cells, results, strict=True):
        cell.execution_count = None
        cell.outputs = list(_outputs(result))
    after = nbformat.writes(notebook) + "\n"
    changed = bool(after != before)
    if changed:
        path.write_text(after, encoding="utf-8")
    return changed


def _outputs(result: CellResult) -> Iterator[Any]:
    if result.text:
        yield nbformat.v4.new_output("stream", name="stdout", text=result.text)
    for figure in result.figures:
        yield nbformat.v4.new_output("display_data", data={SVG: figure})


def _stored(cell: Any) -> CellResult:
    text = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    shown = [output for output in cell.outputs if output.output_type == "display_data"]
    return CellResult(text, tuple(output.data.get(SVG, "") for output in shown), "")


def _has_more(cell: Any) -> bool:
    """Whether a cell stores an output that no run gives: the value of a last line, an error."""
    return any(output.output_type in ("execute_result", "error") for output in cell.outputs)


def _first_difference(one: str, other: str) -> str:
    """Return the first line of one that the other does not have at its place."""
    lines, others = one.splitlines(), other.splitlines()
    return next((line for n, line in enumerate(lines) if others[n : n + 1] != [line]), "")


def _line(text: str, cell: Any) -> int:
    """Return the line of the file at which a cell's source begins."""
    # Jupyter writes the keys of a cell in alphabetical order: id, metadata, outputs, source.
    source = text.find('"source": [', text.find(f'"id": {json.dumps(cell.id)}'))
    return text.count("\n", 0, max(source, 0)) + (2 if cell.source else 1)
