"""What has run once is not run again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge_base.snippets.cache import Cache
from knowledge_base.snippets.runner import Cell, Event

CELLS = [Cell("python", "x = 1\nprint(x)\n", "<fence 0>")]
SHORT = 2


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_a_second_run_runs_nothing_and_says_the_same(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first = cache.run(CELLS)
    second = cache.run(CELLS)
    assert cache.ran == 1
    assert first == second
    assert [event.output for event in second if event.output] == ["1\n"]


def test_another_cache_over_the_same_folder_runs_nothing(tmp_path: Path) -> None:
    first = Cache(tmp_path).run(CELLS)
    cache = Cache(tmp_path)
    assert (cache.run(CELLS), cache.ran) == (first, 0)


def test_a_kept_result_is_read_from_the_folder(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.run(CELLS)
    (path,) = kept(tmp_path)
    events = [{"cell": 0, "event": "printed", "output": "kept\n", "figures": ["<svg/>"]}]
    path.write_text(json.dumps(events), encoding="utf-8")
    assert cache.run(CELLS) == [Event(0, "printed", output="kept\n", figures=("<svg/>",))]


@pytest.mark.parametrize(
    "cells",
    [
        [Cell("python", "x = 1\nprint(x) \n", "<fence 0>")],
        [Cell("python", "x = 1\nprint(x)\n", "<fence 1>")],
        [Cell("pycon", "x = 1\nprint(x)\n", "<fence 0>")],
        [*CELLS, *CELLS],
        [],
    ],
    ids=["code", "name", "kind", "twice", "none"],
)
def test_other_cells_are_run(tmp_path: Path, cells: list[Cell]) -> None:
    cache = Cache(tmp_path)
    cache.run(CELLS)
    cache.run(cells)
    assert cache.ran == 2


def test_another_limit_and_other_packages_are_another_run(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.run(CELLS, seconds=60)
    cache.run(CELLS, seconds=61)
    cache.run(CELLS, seconds=60, packages=True)
    assert cache.ran == 3


@pytest.mark.parametrize(
    "entry",
    [
        b"",
        b"[",
        b"\xff",
        b"null",
        b"1",
        b'"text"',
        b"[1]",
        b"[[]]",
        b'[{"cell": 0, "event": "done"}]',
        b'[{"figures": [], "unknown": 1}]',
        b"[]",
        b"{}",
    ],
)
def test_a_damaged_entry_is_run_anew(tmp_path: Path, entry: bytes) -> None:
    cache = Cache(tmp_path)
    first = cache.run(CELLS)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(entry)
    assert cache.run(CELLS) == first
    assert cache.ran == 2
    assert path.read_bytes() == whole


def test_a_run_that_raised_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cells = [Cell("python", "{}['a']\n", "<fence 0>")]
    assert cache.run(cells) == cache.run(cells)
    assert cache.ran == 1


def test_a_run_out_of_time_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cells = [Cell("python", "while True:\n    pass\n", "<fence 0>")]
    assert cache.run(cells, seconds=SHORT)[-1].event == "timeout"
    assert kept(tmp_path) == []
    assert cache.run(cells, seconds=SHORT)[-1].event == "timeout"
    assert cache.ran == 2


def test_a_run_that_died_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.run([Cell("python", "import os\nos._exit(0)\n", "<a>")])[-1].event == "died"
    assert kept(tmp_path) == []


def test_nothing_unfinished_is_left_in_the_folder(tmp_path: Path) -> None:
    Cache(tmp_path).run(CELLS)
    assert [path.suffix for path in kept(tmp_path)] == [".json"]


def test_the_same_cells_may_run_side_by_side(tmp_path: Path) -> None:
    # Two languages of a page hold the same code.
    cache = Cache(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: cache.run(CELLS), range(16)))
    assert results == [results[0]] * 16
    assert [path.suffix for path in kept(tmp_path)] == [".json"]
