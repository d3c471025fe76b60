"""The schemas by which editors complete records."""

from __future__ import annotations

import json

from knowledge_base.datasets.models import Corpus, Mix
from knowledge_base.datasets.schema import schemas


def test_there_is_a_schema_for_each_kind_of_record() -> None:
    found = {name: json.loads(text) for name, text in schemas().items()}
    assert {name: list(schema["properties"]) for name, schema in found.items()} == {
        "corpus.json": list(Corpus.model_fields),
        "mix.json": list(Mix.model_fields),
    }


def test_a_schema_refuses_unknown_fields_and_explains_the_known() -> None:
    for text in schemas().values():
        schema = json.loads(text)
        assert schema["additionalProperties"] is False
        assert [name for name, p in schema["properties"].items() if not p["description"]] == []


def test_a_schema_is_a_text_file() -> None:
    assert {text[-2:] for text in schemas().values()} == {"}\n"}
