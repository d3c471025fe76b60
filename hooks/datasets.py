"""Tables and pages made from the records of `data/`."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import adapter
from knowledge_base.placeholders import expand

SECTION = "datasets/index.md"
"""The page of the nav section that gets the corpus pages."""
TITLE = "All corpora"


def on_config(config: MkDocsConfig) -> None:
    """List the corpus pages in the navigation, below the section of the corpora."""
    pages = [f"{key}.md" for key in adapter.project(config).corpus_pages]
    for section in config.nav or []:
        for items in section.values() if isinstance(section, dict) else ():
            if SECTION in items:
                items[:] = [item for item in items if not _is_ours(item)] + [{TITLE: pages}]


def on_pre_build(config: MkDocsConfig) -> None:
    """Check records, glossary and placeholders, once a build."""
    if adapter.is_first_language(config):
        adapter.report(adapter.project(config).check_datasets())


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the corpus pages; after static-i18n, which would drop a generated file."""
    i18n: Any = config.plugins["i18n"]
    locale = i18n.current_language
    for key, texts in adapter.project(config).corpus_pages.items():
        made = {name: _file(config, key, name, i18n, text) for name, text in texts.items()}
        page = made[locale]
        page.alternates = made  # type: ignore[attr-defined]
        files.append(page)
    i18n.i18n_files_per_language[locale] = files.documentation_pages()
    return files


@event_priority(80)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the placeholders of a page."""
    source: Any = page.file
    key = source.norm_src_uri.removesuffix(".md")
    return expand(markdown, adapter.project(config).renderers, source.locale, key)


def _file(config: MkDocsConfig, key: str, locale: str, i18n: Any, text: str) -> File:
    """Make a generated file that static-i18n takes for one of its own."""
    file: Any = File.generated(config, f"{locale}/{key}.md", content=text)
    if locale == i18n.default_language:
        file.dest_uri = file.dest_uri.removeprefix(f"{locale}/")
    file.__dict__.pop("url", None)
    file.__dict__.pop("abs_dest_path", None)
    file.locale = file.localization = file.locale_alternate_of = locale
    file.norm_src_uri = f"{key}.md"
    file.alternates = {}
    file.edit_uri = f"../data/{key}.yaml"
    return file  # type: ignore[no-any-return]


def _is_ours(item: object) -> bool:
    return isinstance(item, dict) and TITLE in item
