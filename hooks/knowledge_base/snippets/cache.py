"""Results of runs, kept by their content: the same code on the same interpreter runs once."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from knowledge_base.snippets.runner import SECONDS, Cell, Event, run


@cache
def _world(packages: bool) -> list[str]:
    """What a result depends on besides the code: interpreter, runner, packages within reach."""
    own = [*Path(__file__).parent.glob("*.py")]
    world = [sys.version, *sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in own)]
    if packages:
        world += [f"{name} {metadata.version(name)}" for name in ("numpy", "matplotlib")]
    return world


class Cache:
    """A folder with one JSON file a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ran = 0
        """Runs that were made because no result was kept."""

    def run(
        self, cells: list[Cell], *, seconds: int = SECONDS, packages: bool = False
    ) -> list[Event]:
        """Return the events of a run, from the folder where it holds them."""
        content = json.dumps([_world(packages), seconds, [vars(cell) for cell in cells]])
        path = self.folder / f"{hashlib.sha256(content.encode()).hexdigest()}.json"
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            events = [Event(**{**event, "figures": tuple(event["figures"])}) for event in kept]
            if events:
                return events
        except (OSError, ValueError, TypeError, KeyError):
            pass  # not there, or damaged: run again
        events = run(cells, seconds=seconds, packages=packages)
        self.ran += 1
        if events[-1].event == "done":
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            unfinished.write_text(json.dumps([asdict(event) for event in events]), encoding="utf-8")
            unfinished.replace(path)
        return events
