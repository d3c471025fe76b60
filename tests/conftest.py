"""What all tests share: copies of the project, builds of them, and the built site served."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "docs", "hooks", "overrides", "mkdocs.yml")
"""What a build reads."""
BASE_PATH = "/knowledge/base/"
"""Sites of projects on GitHub Pages live in a folder; one of two levels finds more mistakes."""


@dataclass(frozen=True)
class Build:
    """How a build went."""

    folder: Path
    status: int
    output: str

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def address(self) -> str:
        """The address that the real site was built for."""
        return (self.folder / "address").read_text()


@dataclass(frozen=True)
class Served:
    """The built site, and the address at which it is served."""

    folder: Path
    address: str


def copy_project(folder: Path) -> Path:
    """Copy what a build reads; results of code that has run are shared with the project."""
    for part in PARTS:
        source = ROOT / part
        ignore = shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=ignore)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / part)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache")
    return folder


def build(folder: Path, **environment: str) -> Build:
    """Build a copy of the project as an author would."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Build(folder, done.returncode, done.stdout + done.stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The real site, built once, at the address at which `served` serves it."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    address = f"http://127.0.0.1:{free_port()}{BASE_PATH}"
    done = build(folder, SITE_URL=address)
    assert done.status == 0, done.output
    (folder / "address").write_text(address)
    return done


@pytest.fixture(scope="session")
def served(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real site over HTTP, below the path it was built for."""
    address = built.address
    top = tmp_path_factory.mktemp("served")
    place = top.joinpath(*BASE_PATH.strip("/").split("/"))
    place.parent.mkdir(parents=True)
    place.symlink_to(built.site)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(top))
    port = int(address.split(":")[2].split("/")[0])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(built.site, address)
    server.shutdown()
    server.server_close()
