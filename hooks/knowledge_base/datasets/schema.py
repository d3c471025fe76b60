"""JSON Schemas of the records, by which an editor completes and explains their fields."""

from __future__ import annotations

import json

from knowledge_base.datasets.models import Corpus, Mix


def schemas() -> dict[str, str]:
    """Return the text of each file of `data/schema`, by its name."""
    return {
        f"{name}.json": json.dumps(model.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
        for name, model in (("corpus", Corpus), ("mix", Mix))
    }
