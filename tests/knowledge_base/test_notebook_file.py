"""A notebook file read as Markdown, line by line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge_base.notebook_file import as_markdown, metadata

NOTEBOOK = r"""{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "intro",
   "metadata": {},
   "source": [
    "## A heading {#a}\n",
    "\n",
    "A \"quoted\" 한글 [@key]."
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "code",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "## no heading\n"
     ]
    }
   ],
   "source": [
    "print(\"## no heading\")\n",
    "print('\\n]')"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "empty",
   "metadata": {},
   "outputs": [],
   "source": []
  },
  {
   "cell_type": "markdown",
   "id": "end",
   "metadata": {},
   "source": [
    "End."
   ]
  }
 ],
 "metadata": {
  "knowledge_base": {
   "title": "A notebook"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


def laid_out(cells: list[dict[str, Any]]) -> str:
    return json.dumps({"cells": cells, "metadata": {}}, indent=1, sort_keys=True)


def test_every_source_line_stands_at_its_line_of_the_file() -> None:
    markdown = as_markdown(NOTEBOOK).split("\n")
    assert len(markdown) == len(NOTEBOOK.split("\n"))
    assert [(number, line) for number, line in enumerate(markdown, 1) if line] == [
        (8, "## A heading {#a}"),
        (10, 'A "quoted" 한글 [@key].'),
        (27, "```python"),
        (28, 'print("## no heading")'),
        (29, r"print('\n]')"),
        (30, "```"),
        (45, "End."),
    ]


def test_a_source_that_speaks_of_cells_is_still_a_source() -> None:
    source = ['"source": [\n', '"cell_type": "markdown"\n', "]"]
    markdown = as_markdown(laid_out([{"cell_type": "code", "outputs": [], "source": source}]))
    assert [line for line in markdown.split("\n") if line] == [
        "```python",
        '"source": [',
        '"cell_type": "markdown"',
        "]",
        "```",
    ]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(json.loads(NOTEBOOK)),
        laid_out([{"cell_type": "markdown", "source": "one string"}]),
    ],
    ids=["one line", "source in one string"],
)
def test_a_notebook_laid_out_in_another_way_is_refused(text: str) -> None:
    message = "the notebook is not laid out as Jupyter writes it: open and save it there"
    with pytest.raises(ValueError, match=f"^{message}$"):
        as_markdown(text)


def test_the_metadata_of_a_notebook_are_its_front_matter() -> None:
    assert metadata(NOTEBOOK) == {"title": "A notebook"}


@pytest.mark.parametrize("text", ['{"cells": []}', '{"cells": [], "metadata": {}}'])
def test_a_notebook_without_metadata_has_no_front_matter(text: str) -> None:
    assert metadata(text) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "this is no notebook: it has no cells"),
        ("1", "this is no notebook: it has no cells"),
        ("{}", "this is no notebook: it has no cells"),
        (
            '{"cells": [], "metadata": {"knowledge_base": []}}',
            "metadata.knowledge_base is not a mapping",
        ),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        metadata(text)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1 column 1"):
        metadata("cells")


def test_metadata_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(ValueError, match="mapping"):
        metadata('{"cells": [], "metadata": []}')
