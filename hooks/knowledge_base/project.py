"""One project: everything that is read from its folder once, and every check over it.

The capabilities do not know one another; here they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from knowledge_base.datasets.catalogue import Catalogue, check_citation_keys, load_catalogue
from knowledge_base.datasets.corpus_page import corpus_page
from knowledge_base.datasets.tables import corpora_renderer, mixes_renderer
from knowledge_base.findings import Finding
from knowledge_base.formulas import check_formulas
from knowledge_base.glossary.terms import (
    Term,
    check_glossary_sources,
    glossary_renderer,
    load_glossary,
)
from knowledge_base.links import check_links
from knowledge_base.notebooks.check import CellResult, check_notebook, update_notebook
from knowledge_base.pages import LOCALES, Page, check_front_matter, read_pages, stray_files
from knowledge_base.placeholders import Renderer, check_placeholders, find_placeholders
from knowledge_base.references.bibliography import Reference, load_bibliography
from knowledge_base.references.citations import check_citations
from knowledge_base.snippets.cache import Cache
from knowledge_base.snippets.check import check_pages
from knowledge_base.snippets.runner import Cell
from knowledge_base.translations.parity import check_translations

NOTEBOOK_SECONDS = 120
"""Wall-clock time for all cells of a notebook, in seconds: importing alone can take ten."""
CUT_SHORT = {
    "timeout": "still running when the notebook's time was up",
    "died": "the process ended before the code did",
}
"""What is said of a cell that did not come to its end."""
WITHOUT_SOURCES = ("index", "contributing")
"""Pages about the site itself, which state nothing that needs a source."""


@dataclass(frozen=True)
class Project:
    """The folder of a knowledge base."""

    root: Path
    """Where `docs/` and `data/` are."""

    @cached_property
    def cache(self) -> Cache:
        """Results of code that has run."""
        return Cache(self.root / ".cache" / "snippets")

    @cached_property
    def _pages(self) -> tuple[list[Page], list[Finding]]:
        return read_pages(self.root)

    @property
    def pages(self) -> list[Page]:
        """The pages that authors write, in both languages."""
        return self._pages[0]

    @property
    def is_readable(self) -> bool:
        """Whether every page can be read; no site can be made of what can't."""
        return not self._pages[1]

    @cached_property
    def _catalogue(self) -> tuple[Catalogue, list[Finding]]:
        return load_catalogue(self.root)

    @property
    def catalogue(self) -> Catalogue:
        """Corpora and mixes."""
        return self._catalogue[0]

    @cached_property
    def _references(self) -> tuple[dict[str, Reference], list[Finding]]:
        return load_bibliography(self.root)

    @property
    def references(self) -> dict[str, Reference]:
        """The bibliography by BibTeX key."""
        return self._references[0]

    @cached_property
    def _glossary(self) -> tuple[list[Term], list[Finding]]:
        return load_glossary(self.root)

    @cached_property
    def renderers(self) -> dict[str, Renderer]:
        """What fills the placeholders of pages, by namespace."""
        return {
            "corpora": corpora_renderer(self.catalogue),
            "mixes": mixes_renderer(self.catalogue),
            "glossary": glossary_renderer(self._glossary[0]),
        }

    @cached_property
    def corpus_pages(self) -> dict[str, dict[str, str]]:
        """The Markdown of the corpus pages: by key (`datasets/ami`), then locale."""
        return {
            f"datasets/{corpus.id}": {
                locale: corpus_page(self.catalogue, corpus, locale) for locale in LOCALES
            }
            for corpus in self.catalogue.corpora.values()
        }

    def check_pages(self) -> list[Finding]:
        """Check front matter, formulas, and links between pages."""
        findings = [*self._pages[1], *stray_files(self.root)]
        generated = [
            Page(f"docs/{locale}/{key}.md", locale, key, text, {})
            for key, texts in self.corpus_pages.items()
            for locale, text in texts.items()
        ]
        findings += check_links(self.pages, generated, self.root)
        for page in self.pages:
            findings += [*check_front_matter(page), *check_formulas(page)]
        return findings

    def check_snippets(self) -> list[Finding]:
        """Run what runs."""
        return check_pages(self.pages, self.cache)

    def check_notebooks(self) -> list[Finding]:
        """Run the cells of notebooks and compare."""
        return [
            finding
            for page in self.pages
            if page.is_notebook
            for finding in check_notebook(self.root / page.path, self.root, self._run_cells)
        ]

    def check_datasets(self) -> list[Finding]:
        """Check records, and the placeholders that show them."""
        findings = [*self._catalogue[1], *self._glossary[1]]
        if not self._references[1]:
            findings += check_citation_keys(self.catalogue, self.root, self.references)
            findings += check_glossary_sources(self._glossary[0], self.references)
        # A record that can't be read makes every table that needs it fail: one message is enough.
        if not findings:
            for page in self.pages:
                findings += check_placeholders(page, self.renderers)
        return findings

    def check_references(self) -> list[Finding]:
        """Check the bibliography and what the pages cite."""
        findings = list(self._references[1])
        if findings:
            return findings  # every citation would be unknown: one message is enough
        for page in self.pages:
            generated = any(True for _ in find_placeholders(page.text))
            required = page.key not in WITHOUT_SOURCES and not generated
            findings += check_citations(page, self.references, required=required)
        return findings

    def check_translations(self) -> list[Finding]:
        """Compare the languages."""
        return check_translations(self.pages, {finding.path for finding in self._pages[1]})

    def checks(self) -> list[Callable[[], list[Finding]]]:
        """Return every check, the quick ones first."""
        return [
            self.check_pages,
            self.check_datasets,
            self.check_references,
            self.check_translations,
            self.check_snippets,
            self.check_notebooks,
        ]

    def update_notebook(self, path: Path) -> bool:
        """Write real outputs into a notebook; return whether it changed."""
        return update_notebook(path, self._run_cells)

    def _run_cells(self, sources: list[str]) -> list[CellResult]:
        """Run the code cells of a notebook; see `notebooks.check.Run`."""
        cells = [Cell("python", source, f"<cell {n}>") for n, source in enumerate(sources, 1)]
        events = self.cache.run(cells, seconds=NOTEBOOK_SECONDS, packages=True)
        results = []
        for number in range(len(cells)):
            own = [event for event in events if event.cell == number]
            failed = [f"raised {e.type}: {e.message}" for e in own if e.event == "raised"]
            failed += [CUT_SHORT[e.event] for e in own if e.event in CUT_SHORT]
            if not failed and number > events[-1].cell:
                failed = ["did not run, since a cell before it did not end"]
            results.append(
                CellResult(
                    "".join(event.output for event in own if event.event == "printed"),
                    tuple(figure for event in own for figure in event.figures),
                    "; ".join(failed),
                )
            )
        return results
