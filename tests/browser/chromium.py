"""Finds a Chromium for the browser tests, or installs one: `python tests/browser/chromium.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
"""Nothing but the site under test is asked for anything; root can't use Chromium's own sandbox."""


def find() -> str | None:
    """Return the program, from $CHROMIUM, the path, or Playwright's own folder."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    for program in named:
        if program:
            return program
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install Debian's package, or Playwright's download where there is no such package."""
    debian = Path(__file__).parent.parent / "apt-get.sh"
    if subprocess.run(["sh", str(debian), "chromium"], check=False).returncode:
        command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
        subprocess.run(command, check=False)


def main() -> int:
    """Make sure that there is one; say where."""
    if find() is None:
        install()
    program = find()
    print(f"Chromium: {program or 'none, and none could be installed: set CHROMIUM to its path'}")
    return 0 if program else 1


if __name__ == "__main__":
    sys.exit(main())
