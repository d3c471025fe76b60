"""Builds and previews as a whole: the second build runs nothing, the preview follows its files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import Build, build, copy_project, free_port

RUNS = re.compile(r"Runs made: (\d+)")
PATIENCE = 90
"""Seconds until a preview must have caught up; it takes about ten."""


def tree(site: Path) -> dict[str, bytes]:
    """Return the files of a site, those aside that hold the time of the build."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in files
        if not path.name.startswith("sitemap.xml")
    }


def test_a_second_build_runs_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / ".cache").unlink()
    first = build(root)
    assert first.status == 0, first.output
    made = RUNS.search(first.output)
    assert made
    assert int(made[1]) > 10
    before = tree(first.site)
    second = build(root)
    again = RUNS.search(second.output)
    assert again
    assert int(again[1]) == 0
    assert tree(second.site) == before


def test_a_build_takes_the_place_of_the_last_one(built: Build, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "site" / "old").mkdir(parents=True)
    assert build(root).status == 0
    assert (root / "site" / "index.html").is_file()
    assert not (root / "site" / "old").exists()
    assert sorted(path.name for path in root.glob(".site*")) == []


def test_nothing_is_written_into_docs(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    before = tree(root / "docs")
    assert build(root).status == 0
    assert tree(root / "docs") == before


def test_the_environment_says_where_the_site_will_stand(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    repository = "https://example.org/owner/name"
    done = build(
        root,
        SITE_URL="https://example.org/name/",
        REPO_URL=repository,
        EDIT_URI=f"{repository}/edit/main/docs/",
    )
    assert done.status == 0, done.output
    page = (root / "site/datasets/ami/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/name/datasets/ami/">' in page
    assert f'href="{repository}/edit/main/docs/../data/datasets/ami.yaml"' in page
    assert f'href="{repository}"' in page
    assert 'data-md-component="source"' not in page
    page = (root / "site/ko/python/lists/index.html").read_text(encoding="utf-8")
    assert f'href="{repository}/edit/main/docs/ko/python/lists.md"' in page


def get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def wait_for(address: str, words: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while words not in get(address):
        assert time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.5)


@contextmanager
def preview(root: Path) -> Iterator[str]:
    port = free_port()
    with (root / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@pytest.mark.parametrize(
    ("path", "old", "new", "address"),
    [
        ("docs/ko/python/lists.md", "## ", "미리 보기 문단\n\n## ", "ko/python/lists/"),
        ("data/datasets/ami.yaml", "name: AMI", "name: Preview AMI", "datasets/"),
        ("overrides/main.html", "<meta charset", "<!-- Preview --><meta charset", ""),
    ],
)
def test_a_preview_follows_its_files_and_survives_a_mistake(
    tmp_path: Path, path: str, old: str, new: str, address: str
) -> None:
    root = copy_project(tmp_path / "project")
    shown = re.search(r"미리 보기 문단|Preview AMI|<!-- Preview -->", new)
    assert shown
    with preview(root) as site:
        wait_for(site + address, "</html>", root / "log")
        assert shown[0] not in get(site + address)
        page = root / "docs/en/python/lists.md"
        good = page.read_text(encoding="utf-8")
        wrong = "\n```python\nmistaken = 1\nprint(mistaken)\n#> 2\n```\n"
        page.write_text(good + wrong, encoding="utf-8")
        wait_for(site + "python/lists/", "mistaken", root / "log")
        page.write_text(good, encoding="utf-8")
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        wait_for(site + address, shown[0], root / "log")
    assert "printed '1', the page says '2'" in (root / "log").read_text()
