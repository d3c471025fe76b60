"""What the hooks share: the project that is being built, and the way findings reach the log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from knowledge_base.findings import Finding
from knowledge_base.project import Project

log = logging.getLogger("mkdocs.hooks")
_projects: dict[Path, Project] = {}


def root(config: MkDocsConfig) -> Path:
    """Return the folder of the project: the one that holds mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def start(config: MkDocsConfig) -> None:
    """Read the project anew: a build begins."""
    _projects[root(config)] = Project(root(config))


def project(config: MkDocsConfig) -> Project:
    """Return the project that is being built."""
    return _projects[root(config)]


def is_first_language(config: MkDocsConfig) -> bool:
    """Whether this is the build that comes first; static-i18n runs the others inside it."""
    return not config.plugins["i18n"].building  # type: ignore[attr-defined]


def report(findings: Iterable[Finding]) -> None:
    """Log each finding as a warning; `publish` counts them and does not publish."""
    for finding in sorted(set(findings)):
        log.warning("%s", finding)
