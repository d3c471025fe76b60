"""The authors' commands: `python hooks check [PAGE …]` and `python hooks schema`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge_base.datasets.schema import schemas
from knowledge_base.project import Project

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None, *, root: Path = ROOT) -> int:
    """Run a command; return the exit status, 1 where there are findings."""
    parser = argparse.ArgumentParser(prog="python hooks", description="Commands for authors.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", help="say what is wrong with pages and data, without building"
    )
    check.add_argument("paths", nargs="*", help="only what concerns these files")
    check.add_argument("--update", action="store_true", help="write real outputs into notebooks")
    commands.add_parser("schema", help="write data/schema/ from the models, for editors")
    options = parser.parse_args(arguments)
    return write_schemas(root) if options.command == "schema" else run_checks(root, options)


def write_schemas(root: Path) -> int:
    """Write the JSON Schema of each kind of record."""
    for name, text in schemas().items():
        (root / "data" / "schema" / name).write_text(text, encoding="utf-8")
        print(f"data/schema/{name}")
    return 0


def run_checks(root: Path, options: argparse.Namespace) -> int:
    """Print what is wrong; with `--update`, write real outputs into notebooks first."""
    project = Project(root)
    chosen = set()
    for path in map(Path, options.paths):
        if not path.is_file() or not path.resolve().is_relative_to(root):
            print(f"{path}:1: there is no such file in {root} — name a page or a record")
            return 1
        chosen.add(path.resolve().relative_to(root).as_posix())
    if options.update:
        for page in project.pages:
            if page.is_notebook and (not chosen or page.path in chosen):
                changed = project.update_notebook(root / page.path)
                print(f"{page.path}: {'updated' if changed else 'as it was'}")
        project = Project(root)
    findings = [finding for run in project.checks() for finding in run()]
    if chosen:
        findings = [finding for finding in findings if finding.path in chosen]
    for finding in sorted(set(findings)):
        print(finding)
    print(f"{len(project.pages)} pages, {len(set(findings))} findings, {project.cache.ran} runs")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
