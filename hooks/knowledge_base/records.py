"""Reads YAML records into typed models and says, with file and line, what does not fit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import yaml
from pydantic import AfterValidator, BaseModel, StringConstraints, ValidationError

from knowledge_base.findings import Finding, nearest


def plain_text(text: str) -> str:
    """Refuse what would be markup on a page, and a text that says nothing.

    Raises:
        ValueError: It holds a '<' or a line break, or is the word unknown.
    """
    if "<" in text:
        raise ValueError("holds '<': records are plain text, without markup")
    if "\n" in text:
        raise ValueError("goes over several lines: write it in one, or fold it with '>-'")
    if text.lower() == "unknown":
        raise ValueError("a text can't be unknown: leave the field out, or say what is known")
    return text


Prose = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(plain_text)
]
"""Words for a page."""
Model = TypeVar("Model", bound=BaseModel)
PLAIN = {
    "model_type": "must hold fields of its own",
    "tuple_type": "must be a list, as in [one, two]",
    "string_pattern_mismatch": "is not written as it must be",
}
"""Our words for what pydantic says in those of its own types."""
LONGEST_QUOTE = 60
"""Characters of a value that a finding still quotes."""


class DuplicateKeyError(yaml.constructor.ConstructorError):
    """A mapping names the same key twice."""


class _Loader(yaml.SafeLoader):
    """A safe loader that refuses a key given twice, where YAML keeps the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key must be a plain value", key_node.start_mark
                )
            if key in seen:
                raise DuplicateKeyError(
                    None, None, f"the key '{key}' is given twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def load_yaml(path: Path, name: str) -> tuple[Any, yaml.Node | None, list[Finding]]:
    """Read a YAML file.

    Args:
        path: The file.
        name: How findings call it.

    Returns:
        The document, its node tree for finding lines, and a finding where it can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
        return yaml.load(text, Loader=_Loader), node, []  # noqa: S506 (a safe loader)
    except OSError as error:
        return None, None, [Finding(name, 1, f"can't be read: {error.strerror}", "add the file")]
    except UnicodeDecodeError as error:
        return None, None, [Finding(name, 1, f"is no UTF-8: {error}", "save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        return None, None, [Finding(name, line, f"can't be read: {problem}", "mend the YAML here")]
    except ValueError as error:  # a day that does not exist, of which PyYAML does not say where
        line = _line_of_impossible_day(text)
        return None, None, [Finding(name, line, f"can't be read: {error}", "mend the day")]


def _line_of_impossible_day(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        for day in re.findall(r"\d{4}-\d\d-\d\d", line):
            try:
                dt.date.fromisoformat(day)
            except ValueError:
                return number
    return 1


def load_records(
    folder: Path, root: Path, model: type[Model]
) -> tuple[dict[str, Model], list[Finding]]:
    """Read a folder of YAML files, one record each, named after its id.

    Returns:
        The valid records by id, sorted, and a finding for everything that does not fit.
    """
    records: dict[str, Model] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yml")):
        name = path.relative_to(root).as_posix()
        findings.append(Finding(name, 1, "this file is not read", f"name it {path.stem}.yaml"))
    for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem):
        name = path.relative_to(root).as_posix()
        document, node, problems = load_yaml(path, name)
        findings += problems
        if problems:
            continue
        record, problems = validate(document, node, name, model)
        findings += problems
        identifier = document.get("id", path.stem) if isinstance(document, dict) else path.stem
        is_sound = not any(problem.what.startswith("'id'") for problem in problems)
        if isinstance(identifier, str) and identifier != path.stem and is_sound:
            findings.append(_misnamed(identifier, path, name, line_of(node, ("id",))))
        elif record is not None:
            records[path.stem] = record
    return records, findings


def _misnamed(identifier: str, path: Path, name: str, line: int) -> Finding:
    owner = path.with_name(f"{identifier}.yaml")
    if owner.exists():
        return Finding(
            name,
            line,
            f"the id '{identifier}' is that of {name.removesuffix(path.name)}{owner.name}",
            f"give this record an id of its own: '{path.stem}'",
        )
    return Finding(
        name,
        line,
        f"the id '{identifier}' differs from the file name",
        f"write '{path.stem}', or rename the file to {owner.name}",
    )


def validate(
    document: Any, node: yaml.Node | None, name: str, model: type[Model]
) -> tuple[Model | None, list[Finding]]:
    """Make a record of a document.

    Args:
        document: What the YAML says.
        node: Its node tree.
        name: How findings call the file.
        model: The model it must fit.

    Returns:
        The record or None, and a finding for each field that does not fit.
    """
    try:
        return model.model_validate(document), []
    except ValidationError as error:
        return None, list(_explain(error, node, name, model))


def _explain(
    error: ValidationError, node: yaml.Node | None, name: str, model: type[BaseModel]
) -> Iterator[Finding]:
    problems = [
        (tuple(part for part in problem["loc"] if _in_file(node, part, problem)), problem)
        for problem in error.errors(include_url=False)
    ]
    places = [place for place, _ in problems]
    seen = set()
    for place, problem in problems:
        # What is wrong below says it all; a union complains of its other branches as well, and
        # all of them of the same value.
        below = any(len(other) > len(place) and other[: len(place)] == place for other in places)
        if below or place in seen:
            continue
        seen.add(place)
        yield _finding(place, problem, node, name, model)


def _finding(
    place: tuple[str | int, ...],
    problem: Any,
    node: yaml.Node | None,
    name: str,
    model: type[BaseModel],
) -> Finding:
    """Say what pydantic found at a place, in words for the author of the file."""
    field = ".".join(str(part) for part in place) or "the record"
    about = _about(model, place)
    if problem["type"] == "missing":
        hint = f"add it: {about}" if about else "add it"
        return Finding(name, line_of(node, place[:-1]), f"'{field}' is missing", hint)
    if problem["type"] == "extra_forbidden":
        hint = nearest(str(place[-1]), _fields_at(model, place[:-1]), "take it away")
        return Finding(name, line_of(node, place), f"no field is called '{field}'", hint)
    message = PLAIN.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    if problem["type"] == "model_type":
        message += f": {', '.join(sorted(_fields_at(model, place)))}"
    value = str(problem["input"])
    is_plain = len(value) < LONGEST_QUOTE and problem["type"] != "value_error"
    what = f"'{field}': {message[:1].lower()}{message[1:]}{f' (is {value})' if is_plain else ''}"
    hint = f"it is for: {about}" if about else "data/schema/ and the other records show what fits"
    return Finding(name, line_of(node, place), what, hint)


def _about(model: type[BaseModel], place: Sequence[str | int]) -> str:
    """Return what the model says of a field, as it stands in data/schema/ as well."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        return ""
    above = place[: len(place) - 1 - [*reversed(place)].index(names[-1])]
    for known in _models_at(model, above):
        if names[-1] in known.model_fields:
            return (known.model_fields[names[-1]].description or "").replace("\n", " ").rstrip(".")
    return ""


def _fields_at(model: type[BaseModel], place: Sequence[str | int]) -> set[str]:
    """Return the names of the fields that are known at a place of a record."""
    return {name for found in _models_at(model, place) for name in found.model_fields}


def _models_at(model: type[BaseModel], place: Sequence[str | int]) -> list[type[BaseModel]]:
    """Return the models that may stand at a place of a record."""
    models = [model]
    for part in place:
        if isinstance(part, str):
            fields = [known.model_fields[part] for known in models if part in known.model_fields]
            models = [found for field in fields for found in _models(field.annotation)]
    return models


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models that stand anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _in_file(node: yaml.Node | None, part: str | int, problem: Any) -> bool:
    """Whether a part of a location is in the file; pydantic names branches of unions as well."""
    if isinstance(part, int):
        return True
    if problem["type"] in ("missing", "extra_forbidden") and part == problem["loc"][-1]:
        return True
    return part in _keys(node)


def _keys(node: yaml.Node | None) -> set[str]:
    if isinstance(node, yaml.MappingNode):
        own = {key.value for key, _ in node.value}
        return own.union(*(_keys(value) for _, value in node.value))
    if isinstance(node, yaml.SequenceNode):
        return set().union(*(_keys(item) for item in node.value))
    return set()


def line_of(node: yaml.Node | None, place: Sequence[str | int]) -> int:
    """Return the line, counted from 1, of a place in a document, or of the nearest part above."""
    line = 1 if node is None else node.start_mark.line + 1
    for part in place:
        below = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, below = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and part in range(len(node.value)):
            below = node.value[int(part)]
            line = below.start_mark.line + 1
        node = below
    return line
