"""Makes mkdocs-jupyter work with two languages, and notebook pages as light as any other.

mkdocs-jupyter finds the notebooks and ships their files; what they say goes through Markdown, so
that links are checked, headings have ids and search sees sections (see `knowledge_base.notebooks`).
"""

from __future__ import annotations

import mkdocs.utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import adapter
from knowledge_base.notebooks.render import to_markdown

# static-i18n rebuilds every file and loses mkdocs-jupyter's wrapper; a notebook would then be
# copied as raw JSON. This makes it a page in its own right.
if ".ipynb" not in mkdocs.utils.markdown_extensions:
    mkdocs.utils.markdown_extensions += (".ipynb",)  # type: ignore[assignment]


def on_pre_build(config: MkDocsConfig) -> None:
    """Run the notebooks and compare, once a build."""
    if adapter.is_first_language(config):
        adapter.report(adapter.project(config).check_notebooks())


@event_priority(-50)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Give a notebook page the renderer of pages back, which mkdocs-jupyter has replaced."""
    vars(page).pop("render", None)
    return page


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Read a notebook as Markdown with front matter."""
    if not page.file.src_uri.endswith(".ipynb"):
        return None
    return to_markdown(page.file.content_string)
