"""All corpora and mixes together: what holds between records, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from knowledge_base.datasets.models import Corpus, Member, Mix
from knowledge_base.findings import Finding, nearest
from knowledge_base.markdown import is_address
from knowledge_base.records import line_of, load_records, load_yaml

CORPORA = "data/datasets"
MIXES = "data/mixes"


@dataclass(frozen=True)
class Catalogue:
    """The records of `data/`."""

    corpora: dict[str, Corpus]
    """By id, sorted."""
    mixes: dict[str, Mix]
    """By id, sorted."""

    def members(self, mix: Mix) -> list[Member]:
        """Return what a mix is made of, the mixes that it extends included, oldest first."""
        inherited = self.members(self.mixes[mix.extends]) if mix.extends else []
        return [m for m in inherited if m.corpus not in mix.removes] + list(mix.members)

    def family(self, name: str) -> list[Mix]:
        """Return the mixes of a family, each after the one that it extends."""
        mixes = [mix for mix in self.mixes.values() if mix.family == name]
        return sorted(mixes, key=lambda mix: len(self._ancestors(mix)))

    def users(self, corpus: str) -> list[Mix]:
        """Return the mixes that hold a corpus, family by family."""
        families = sorted({mix.family for mix in self.mixes.values()})
        return [
            mix
            for family in families
            for mix in self.family(family)
            if any(member.corpus == corpus for member in self.members(mix))
        ]

    def _ancestors(self, mix: Mix) -> list[str]:
        found: list[str] = []
        while mix.extends:
            found.append(mix.extends)
            mix = self.mixes[mix.extends]
        return found


def load_catalogue(root: Path) -> tuple[Catalogue, list[Finding]]:
    """Read and cross-check all records.

    Returns:
        The valid records, and a finding for everything that does not fit. A mix that leans on an
        unknown mix or on itself is left out, so that the rest can still be shown.
    """
    corpora, findings = load_records(root / CORPORA, root, Corpus)
    mixes, more = load_records(root / MIXES, root, Mix)
    findings += more
    every_corpus = {path.stem for path in (root / CORPORA).glob("*.yaml")}
    every_mix = {path.stem for path in (root / MIXES).glob("*.yaml")}
    names: dict[str, str] = {}
    for corpus in corpora.values():
        findings += _unknown(
            root / CORPORA / f"{corpus.id}.yaml",
            root,
            "corpus",
            every_corpus,
            [(("relations", n), r.corpus) for n, r in enumerate(corpus.relations)],
        )
        for name in {corpus.name, *corpus.aliases}:
            if name in names:
                findings.append(
                    Finding(
                        f"{CORPORA}/{corpus.id}.yaml",
                        1,
                        f"the name '{name}' is also that of {names[name]}",
                        "a name leads to one corpus: take it from one of the two",
                    )
                )
            names[name] = corpus.id
    for mix in list(mixes.values()):
        path = root / MIXES / f"{mix.id}.yaml"
        places = [
            *((("members", n, "corpus"), m.corpus) for n, m in enumerate(mix.members) if m.corpus),
            *((("removes", n), name) for n, name in enumerate(mix.removes)),
        ]
        findings += _unknown(path, root, "corpus", every_corpus, places)
        if mix.extends:
            findings += _unknown(path, root, "mix", every_mix, [(("extends",), mix.extends)])
            if _leads_back(mix, mixes):
                findings.append(
                    Finding(
                        path.relative_to(root).as_posix(),
                        _line(path, root, ("extends",)),
                        f"'{mix.id}' extends itself by way of '{mix.extends}'",
                        "let it extend an older mix",
                    )
                )
    sound = {i: m for i, m in mixes.items() if _is_sound(m, mixes)}
    return Catalogue(corpora, sound), sorted(findings)


def check_citation_keys(catalogue: Catalogue, root: Path, known: Iterable[str]) -> list[Finding]:
    """Say which keys of the records have no entry in the bibliography."""
    known = set(known)
    findings = []
    paths: list[tuple[Path, BaseModel]] = [
        *((root / CORPORA / f"{name}.yaml", record) for name, record in catalogue.corpora.items()),
        *((root / MIXES / f"{name}.yaml", record) for name, record in catalogue.mixes.items()),
    ]
    for path, record in paths:
        for place, key in citation_keys(record):
            if key not in known:
                findings.append(
                    Finding(
                        path.relative_to(root).as_posix(),
                        _line(path, root, place),
                        f"no entry '{key}' in data/references.bib",
                        nearest(key, known, "add the entry, or give an address (https://…)"),
                    )
                )
    return findings


def citation_keys(
    value: object, place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each place of a record that names a citation key, and the key."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            field = getattr(value, name)
            keys = [field] if name in ("source", "citation") and field else []
            keys = list(field) if name == "sources" else keys
            yield from (((*place, name), key) for key in keys if not is_address(key))
            yield from citation_keys(field, (*place, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from citation_keys(item, (*place, number))


def _unknown(
    path: Path,
    root: Path,
    kind: str,
    known: set[str],
    places: list[tuple[tuple[str | int, ...], str]],
) -> Iterator[Finding]:
    for place, name in places:
        if name not in known:
            yield Finding(
                path.relative_to(root).as_posix(),
                _line(path, root, place),
                f"no {kind} is called '{name}'",
                nearest(name, known, f"add its record to {CORPORA if kind == 'corpus' else MIXES}"),
            )


def _line(path: Path, root: Path, place: tuple[str | int, ...]) -> int:
    return line_of(load_yaml(path, path.relative_to(root).as_posix())[1], place)


def _leads_back(mix: Mix, mixes: dict[str, Mix]) -> bool:
    seen, current = set(), mix
    while current.extends in mixes and current.id not in seen:
        seen.add(current.id)
        current = mixes[current.extends]
    return current.id == mix.id and bool(seen)


def _is_sound(mix: Mix, mixes: dict[str, Mix]) -> bool:
    seen: set[str] = set()
    while mix.extends:
        if mix.id in seen or mix.extends not in mixes:
            return False
        seen.add(mix.id)
        mix = mixes[mix.extends]
    return True
