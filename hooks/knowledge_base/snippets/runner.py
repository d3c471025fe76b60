"""Runs the cells of a page in a process of their own, within a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

CHILD = Path(__file__).with_name("child.py")
SECONDS = 10
"""Wall-clock time that all cells of one page may take together, in seconds."""
MEGABYTES = 2048
"""Address space of the process, in MiB."""


@dataclass(frozen=True)
class Cell:
    """A piece of code that shares its namespace with the other cells of its page."""

    kind: Literal["python", "pycon"]
    code: str
    filename: str
    """How the cell is called in a traceback; unique within the page."""


@dataclass(frozen=True)
class Event:
    """What happened at one statement; see `child.py` for the kinds."""

    cell: int
    event: str
    line: int = 1
    end: int = 1
    output: str = ""
    type: str = ""
    message: str = ""
    want: str = ""
    got: str = ""
    figures: tuple[str, ...] = ()


def run(cells: list[Cell], *, seconds: int = SECONDS, packages: bool = False) -> list[Event]:
    """Run cells in order in one namespace, in a separate process.

    The process is isolated from the caller: no environment, an empty folder of its own, nothing on
    standard input, limits on processor time, memory and file size. When the time is up, it and all
    that it started are ended.

    Args:
        cells: What to run.
        seconds: Wall-clock time for all cells together.
        packages: Whether installed packages can be imported. Pages use the standard library only,
            so that what they show runs anywhere.

    Returns:
        The events of the run. The last one is `done`, `timeout`, or `died` where the process ended
        before its cells did; the latter two stand at the statement that was under way.
    """
    job = {
        "cells": [vars(cell) for cell in cells],
        "seconds": seconds,
        "megabytes": MEGABYTES,
        "packages": packages,
    }
    flags = ["-I", "-X", "utf8"] if packages else ["-I", "-S", "-X", "utf8"]
    with tempfile.TemporaryDirectory(prefix="snippets-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [sys.executable, *flags, str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"MPLBACKEND": "module://figures", "HOME": folder} if packages else {},
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        try:
            written, _ = process.communicate(json.dumps(job), timeout=seconds)
            ending = "died"
        except subprocess.TimeoutExpired:
            _end_group(process)
            try:
                written, _ = process.communicate(timeout=1)
            except subprocess.TimeoutExpired:  # what left the group still holds the pipe
                written = ""
            ending = "timeout"
        else:
            _end_group(process)
    events = [Event(**_known(line)) for line in written.splitlines() if line.startswith("{")]
    if not events or events[-1].event != "done":
        last = events[-1] if events else Event(0, "start")
        # The limit on processor time ends the process as well, by one of two signals.
        if -process.returncode in (getattr(signal, n, None) for n in ("SIGXCPU", "SIGKILL")):
            ending = "timeout"
        events.append(Event(last.cell, ending, line=last.line))
    return events


def _known(line: str) -> dict[str, Any]:
    fields = json.loads(line)
    fields["figures"] = tuple(fields.get("figures", ()))
    return {name: value for name, value in fields.items() if name in Event.__annotations__}


def _end_group(process: subprocess.Popen[str]) -> None:
    """End the process and whatever it left running in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
