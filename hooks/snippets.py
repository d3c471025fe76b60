"""Runs the code of every page before a build; turns our directives into what readers see."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import adapter
from knowledge_base.fences import strip_directives
from knowledge_base.snippets.check import census


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the fences of all pages in all languages, once a build."""
    if not adapter.is_first_language(config):
        return
    project = adapter.project(config)
    adapter.report(project.check_snippets())
    total = census(project.pages)
    counts = ", ".join(f"{locale} {kind} {n}" for (locale, kind), n in sorted(total.items()))
    adapter.log.info("Fences: %s.", counts)


@event_priority(90)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave in the info strings what the renderer understands, and tell the reader the rest."""
    source: Any = page.file
    return strip_directives(markdown, source.locale)
