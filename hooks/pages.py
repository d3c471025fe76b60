"""What holds for every page as such: front matter, links, formulas."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import adapter
from knowledge_base.formulas import to_mathml


def on_pre_build(config: MkDocsConfig) -> None:
    """Check front matter, formulas and links of all pages, once a build."""
    if adapter.is_first_language(config):
        adapter.report(adapter.project(config).check_pages())


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Convert what arithmatex has marked."""
    return to_mathml(html)
