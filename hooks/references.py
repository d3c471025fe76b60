"""Numbers the citations of a page and appends its list of sources."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import adapter
from knowledge_base.references.citations import number_citations


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the bibliography and what the pages cite, once a build."""
    if adapter.is_first_language(config):
        adapter.report(adapter.project(config).check_references())


@event_priority(70)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn `[@key]` into numbered links; after the placeholders, which cite as well."""
    source: Any = page.file
    references = adapter.project(config).references
    return number_citations(markdown, dict(page.meta), references, source.locale)
