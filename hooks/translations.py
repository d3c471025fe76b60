"""Compares the languages before a build."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

import adapter


def on_pre_build(config: MkDocsConfig) -> None:
    """Check that both languages have the same pages, headings, code and citations, once a build."""
    if adapter.is_first_language(config):
        adapter.report(adapter.project(config).check_translations())
