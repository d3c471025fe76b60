"""Puts a new site in the place of the old one when nothing is wrong with it, and only then.

Strict mode of MkDocs would stop after the first language and leave a half-written folder: here the
warnings of all languages are counted, the site is built beside the old one, looked at as a whole,
and moved over when there was no warning.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

import adapter
from knowledge_base.site_check import check_site

BUILDING = "mkdocs"
_final: Path | None = None
_serving = False
_warnings = CountHandler()
_warnings.setLevel(logging.WARNING)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview, which is never moved and never stops."""
    global _serving
    _serving = command == "serve"


@event_priority(200)
def on_config(config: MkDocsConfig) -> None:
    """Begin a build: count warnings ourselves, and write beside the site there is."""
    global _final
    if not adapter.is_first_language(config):
        return
    adapter.start(config)
    config.strict = False
    logger = logging.getLogger(BUILDING)
    for handler in [h for h in logger.handlers if isinstance(h, CountHandler)]:
        logger.removeHandler(handler)
    _warnings.counts.clear()
    logger.addHandler(_warnings)
    if not _serving:
        _final = Path(config.site_dir)
        config.site_dir = str(_final.with_name(f".{_final.name}.next"))


@event_priority(-100)
def on_pre_build(config: MkDocsConfig) -> None:
    """Stop where a page can't even be read; the other checks have had their say by now."""
    if not adapter.project(config).is_readable:
        raise PluginError(_verdict())


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Look at the whole site, then publish it or say why not."""
    if not adapter.is_first_language(config) or _final is None:
        return
    adapter.log.info("Runs made: %d.", adapter.project(config).cache.ran)
    new = Path(config.site_dir)
    if not _number():  # a mistake in a source would be told again for every page it is seen on
        adapter.report(check_site(new, config.site_url or "", name=_final.name))
    if _number():
        raise PluginError(_verdict())
    old = _final.with_name(f".{_final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if _final.is_dir():
        _final.rename(old)
    new.rename(_final)
    shutil.rmtree(old, ignore_errors=True)


def _number() -> int:
    """Return the number of warnings so far."""
    return sum(count for _, count in _warnings.get_counts())


def _verdict() -> str:
    """Return what a build that failed ends with."""
    number = _number()
    kept = "there is no site"
    if _final is not None and _final.is_dir():
        kept = f"{_final.name}/ still holds the last good build"
    return f"{number} finding{'s' * (number != 1)}, see above: {kept}."


def on_build_error(error: Exception) -> None:
    """Leave nothing half-written behind."""
    if _final is not None:
        shutil.rmtree(_final.with_name(f".{_final.name}.next"), ignore_errors=True)
