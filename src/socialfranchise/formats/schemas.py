"""JSON Schemas generated from the documents: one flattened file per format, for editors.

Declared as 2020-12 and free of anything a draft-07 editor cannot read. Titles, descriptions and
examples in Polish and English come from ``fields.yaml`` and ``result_fields.yaml``. What is written
for programs has a schema, too; it is open to keys that a later release may add.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from socialfranchise.formats.documents.conformance import ConformanceDocument
from socialfranchise.formats.documents.lock import LockDocument
from socialfranchise.formats.documents.report import ReportDocument
from socialfranchise.formats.documents.results.asked import (
    CompareDocument,
    QuestionsDocument,
    RobustnessDocument,
    WhatIfDocument,
)
from socialfranchise.formats.documents.results.catalogue import (
    ChangesDocument,
    CodesDocument,
    LawValuesDocument,
    ModelsDocument,
)
from socialfranchise.formats.documents.results.economics import EconomicsDocument
from socialfranchise.formats.documents.results.explanation import ExplanationDocument
from socialfranchise.formats.documents.results.feasibility import FeasibilityDocument
from socialfranchise.formats.documents.results.funding import FundingPlanDocument
from socialfranchise.formats.documents.results.manifest import ManifestDocument
from socialfranchise.formats.documents.results.match import MatchDocument
from socialfranchise.formats.documents.results.network import NetworkDocument
from socialfranchise.formats.documents.results.places import ImpactDocument, ReachDocument
from socialfranchise.formats.field_texts import field_texts, texts_in
from socialfranchise.formats.shape import FORMATS, kind_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OUTPUTS: dict[str, type[BaseModel]] = {
    "socialfranchise.changes/1": ChangesDocument,
    "socialfranchise.codes/1": CodesDocument,
    "socialfranchise.compare/1": CompareDocument,
    "socialfranchise.conformance/1": ConformanceDocument,
    "socialfranchise.economics/1": EconomicsDocument,
    "socialfranchise.explanation/1": ExplanationDocument,
    "socialfranchise.feasibility/1": FeasibilityDocument,
    "socialfranchise.funding-plan/1": FundingPlanDocument,
    "socialfranchise.impact/1": ImpactDocument,
    "socialfranchise.law-values/1": LawValuesDocument,
    "socialfranchise.lock/1": LockDocument,
    "socialfranchise.manifest/2": ManifestDocument,
    "socialfranchise.match/1": MatchDocument,
    "socialfranchise.models/1": ModelsDocument,
    "socialfranchise.network/1": NetworkDocument,
    "socialfranchise.questions/1": QuestionsDocument,
    "socialfranchise.reach/1": ReachDocument,
    "socialfranchise.report/1": ReportDocument,
    "socialfranchise.robustness/1": RobustnessDocument,
    "socialfranchise.what-if/1": WhatIfDocument,
}
"""The formats that programs write, and nobody by hand; here a key may be null."""
READ_AGAIN = ("socialfranchise.lock/1", "socialfranchise.manifest/2")
"""Outputs that the program reads again, just as it wrote them; their schemas are closed."""
EVERYWHERE = "Everywhere"
"""Where the texts of keys stand that mean the same in every output."""
_ADDRESS = "https://socialfranchise.example/schemas"


def schema_names() -> tuple[str, ...]:
    """The kinds of files that have a schema."""
    return tuple(kind_of(format) for format in (*FORMATS, *OUTPUTS))


def format_of(kind: str) -> str:
    """The format of a kind of file, such as ``socialfranchise.template/1`` for ``template``."""
    return next(format for format in (*FORMATS, *OUTPUTS) if kind_of(format) == kind)


def schema_text(kind: str) -> str:
    """The schema of a kind as it is committed in ``schemas/``."""
    return json.dumps(generate(kind), ensure_ascii=False, indent=2) + "\n"


def generate(kind: str, *, closed: bool = False) -> dict[str, Any]:
    """The schema of a kind of file, such as ``template``.

    That of an output allows keys it does not know, unless ``closed``: so a program that checks
    what it is told does not break when a later release tells more.
    """
    format = format_of(kind)
    model = {**FORMATS, **OUTPUTS}[format]
    schema = model.model_json_schema()
    if format in FORMATS:
        schema = _without_null(schema)
    elif not closed and format not in READ_AGAIN:
        schema = _opened(schema)
    texts = field_texts() if format in FORMATS else {**field_texts(), **result_texts()}
    for name, definition in (*schema.get("$defs", {}).items(), (model.__name__, schema)):
        definition.pop("description", None)
        definition["title"] = name
        for key, part in definition.get("properties", {}).items():
            definition["properties"][key] = _described(part, texts.get(name, {}).get(key, {}))
    head = {"$schema": DIALECT, "$id": f"{_ADDRESS}/{kind}.schema.json"}
    return {**head, **schema}


@cache
def result_texts() -> dict[str, Any]:
    """Title, description and example of every key of an output, by document class and key.

    A key without a text of its own means what it means everywhere.
    """
    texts = texts_in("result_fields.yaml")
    everywhere = texts.pop(EVERYWHERE)
    for name, key in documented_fields(OUTPUTS.values()):
        if name not in field_texts() and key in everywhere:
            texts.setdefault(name, {}).setdefault(key, everywhere[key])
    return texts


def documented_fields(models: Iterable[type[BaseModel]]) -> Iterator[tuple[str, str]]:
    """Every document class and key that the schemas of these documents show."""
    seen: set[tuple[str, str]] = set()
    for model in models:
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


def _opened(value: Any) -> Any:
    """Keys that are not known may stand beside the known ones, however these go together."""
    if isinstance(value, list):
        return [_opened(part) for part in value]
    if not isinstance(value, dict):
        return value
    shut = {"additionalProperties"} if value.get("additionalProperties") is False else set()
    if "properties" in value:
        shut.add("anyOf")
    return {key: _opened(part) for key, part in value.items() if key not in shut}


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
