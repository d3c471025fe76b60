"""Repairs what static-i18n leaves wrong in templates that are no pages: the 404 pages.

Both seen with 1.3.1: the links of the last page stay in `extra.alternate`, and the last language
overwrites 404.html, which GitHub Pages serves for every address.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Undo the links of the page that was rendered last."""
    i18n: Any = config.plugins["i18n"]
    if i18n.extra_alternate:
        # An attribute, as static-i18n sets it: in a template it goes before the item of that name.
        extra: Any = config.extra
        extra.alternate = deepcopy(i18n.extra_alternate)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the 404 page of another language into its own folder."""
    i18n: Any = config.plugins["i18n"]
    if template_name == "404.html" and not i18n.is_default_language_build:
        page = Path(config.site_dir) / i18n.current_language / "404.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(output_content, encoding="utf-8")
        return ""
    return output_content
