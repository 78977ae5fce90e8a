"""JSON Schemas generated from the documents: one flattened file per format, for editors.

Declared as 2020-12 and free of anything a draft-07 editor cannot read. Titles, descriptions and
examples in Polish and English come from ``fields.yaml``. A report is written for programs and has
a schema, too.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel

from socialfranchise.formats.documents.lock import LockDocument
from socialfranchise.formats.documents.report import ReportDocument
from socialfranchise.formats.shape import FORMATS, kind_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OUTPUTS: dict[str, type[BaseModel]] = {
    "socialfranchise.lock/1": LockDocument,
    "socialfranchise.report/1": ReportDocument,
}
"""The formats that programs write, and nobody by hand; here a key may be null."""
_ADDRESS = "https://socialfranchise.example/schemas"


def schema_names() -> tuple[str, ...]:
    """The kinds of files that have a schema."""
    return tuple(kind_of(format) for format in (*FORMATS, *OUTPUTS))


def schema_text(kind: str) -> str:
    """The schema of a kind as it is committed in ``schemas/``."""
    return json.dumps(generate(kind), ensure_ascii=False, indent=2) + "\n"


def generate(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, such as ``template``."""
    format = f"socialfranchise.{kind}/1"
    model = {**FORMATS, **OUTPUTS}[format]
    schema = model.model_json_schema()
    if format in FORMATS:
        schema = _without_null(schema)
    texts = field_texts()
    for name, definition in (*schema.get("$defs", {}).items(), (model.__name__, schema)):
        definition.pop("description", None)
        definition["title"] = name
        for key, part in definition.get("properties", {}).items():
            definition["properties"][key] = _described(part, texts.get(name, {}).get(key, {}))
    head = {"$schema": DIALECT, "$id": f"{_ADDRESS}/{kind}.schema.json"}
    return {**head, **schema}


@cache
def field_texts() -> dict[str, Any]:
    """Title, description and example of every field, by document class and key."""
    text = (files("socialfranchise.formats") / "fields.yaml").read_text(encoding="utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506
    return data


def documented_fields() -> Iterator[tuple[str, str]]:
    """Every document class and key that the schemas show."""
    seen: set[tuple[str, str]] = set()
    for model in (*FORMATS.values(), *OUTPUTS.values()):
        schema = model.model_json_schema()
        for name, definition in (*schema.get("$defs", {}).items(), (model.__name__, schema)):
            for key in definition.get("properties", {}):
                if (name, key) not in seen:
                    seen.add((name, key))
                    yield name, key


def _described(part: dict[str, Any], texts: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in part.items() if key not in ("title", "description")}
    if "$ref" in plain:
        plain = {"allOf": [{"$ref": plain.pop("$ref")}], **plain}
    described: dict[str, Any] = {}
    for key in ("title", "description"):
        if key in texts:
            described[key] = texts[key]["pl"]
    described |= plain
    if "example" in texts:
        described["examples"] = [texts["example"]]
    if "title" in texts:
        described["x-sf-en"] = {key: texts[key]["en"] for key in ("title", "description")}
    return described


def _without_null(value: Any) -> Any:
    """Optional keys may be left out; they are never null."""
    if isinstance(value, list):
        return [_without_null(part) for part in value]
    if not isinstance(value, dict):
        return value
    result = {key: _without_null(part) for key, part in value.items()}
    branches = result.get("anyOf")
    if isinstance(branches, list) and {"type": "null"} in branches:
        rest = [branch for branch in branches if branch != {"type": "null"}]
        del result["anyOf"]
        result |= rest[0] if len(rest) == 1 else {"anyOf": rest}
    if result.get("default", 0) is None:
        del result["default"]
    return result
