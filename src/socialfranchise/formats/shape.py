"""Plain data to documents: every mistake of shape becomes a finding at its place."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import frozen
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import nearest
from socialfranchise.formats.documents import base
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.funding import FundingDocument
from socialfranchise.formats.documents.law import LawDocument
from socialfranchise.formats.documents.pathway import PathwayDocument
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.formats.documents.vocabulary import VocabularyDocument
from socialfranchise.formats.yaml_reader import Parsed

FORMATS: dict[str, type[BaseModel]] = {
    "socialfranchise.catalogue/1": CatalogueDocument,
    "socialfranchise.diagnosis/1": DiagnosisDocument,
    "socialfranchise.funding/1": FundingDocument,
    "socialfranchise.law/1": LawDocument,
    "socialfranchise.pathway/1": PathwayDocument,
    "socialfranchise.template/1": TemplateDocument,
    "socialfranchise.vocabulary/1": VocabularyDocument,
}
"""Every file format by the words after ``format:``."""

_PATTERNS = {
    base.ID_PATTERN: "id",
    base.TERYT_PATTERN: "teryt",
    base.PKD_PATTERN: "pkd",
    base.URL_PATTERN: "url",
    base.LINE_PATTERN: "line",
}
_TYPES = {
    "string_type": "text",
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "number_type": "number",
    "bool_type": "true-false",
    "list_type": "list",
    "dict_type": "form",
    "model_type": "form",
    "model_attributes_type": "form",
}


@frozen
class Shaped:
    """A document of known format, with the file it was read from."""

    format: str
    document: Any
    parsed: Parsed


def kind_of(format: str) -> str:
    """The kind in a format name: ``template`` in ``socialfranchise.template/1``."""
    return format.removeprefix("socialfranchise.").partition("/")[0]


def shape(parsed: Parsed, expected: str | None = None) -> tuple[Shaped | None, list[Finding]]:
    """The document in a parsed file, or what is wrong with its shape.

    ``expected`` is the kind the file must be of, such as ``template``.
    """
    format, findings = _format(parsed, expected)
    findings += _empty_values(parsed)
    if format is None:
        return None, findings
    model = FORMATS[format]
    try:
        document: Any = model.model_validate(parsed.data)
    except ValidationError as error:
        reported = {finding.path for finding in findings}
        for detail in error.errors(include_url=False):
            finding = _finding(parsed, detail, model)
            if finding is not None and finding.path not in reported:
                findings.append(finding)
        return None, _without_echoes(findings)
    if findings:
        return None, findings
    if isinstance(document, VocabularyDocument):
        document = document.root
    return Shaped(format, document, parsed), findings


def _format(parsed: Parsed, expected: str | None) -> tuple[str | None, list[Finding]]:
    if not isinstance(parsed.data, dict):
        return None, [codes.NOT_A_FORM.finding(parsed.place(()))]
    format = parsed.data.get("format")
    place = parsed.place(("format",))
    if format is None:
        start = parsed.place(())
        wanted = f"socialfranchise.{expected}/1" if expected else ""
        return None, [codes.FORMAT_MISSING.finding(start, formats=list(FORMATS), wanted=wanted)]
    raw = parsed.raw(("format",))
    if not isinstance(format, str) or format not in FORMATS:
        near = nearest(str(format), FORMATS)
        return None, [
            codes.FORMAT_UNKNOWN.finding(
                place, path=("format",), raw=raw, formats=list(FORMATS), near=list(near)
            )
        ]
    if expected is not None and kind_of(format) != expected:
        wanted = f"socialfranchise.{expected}/1"
        return None, [
            codes.FORMAT_NOT_EXPECTED.finding(place, path=("format",), raw=raw, wanted=wanted)
        ]
    return format, []


def _empty_values(parsed: Parsed) -> list[Finding]:
    findings: list[Finding] = []

    def visit(value: Any, path: tuple[str | int, ...]) -> None:
        if value is None:
            place = parsed.key_place(path) if path else parsed.place(path)
            key = str(path[-1]) if path else ""
            findings.append(codes.EMPTY_VALUE.finding(place, path=path, key=key))
        elif isinstance(value, dict):
            for key, part in value.items():
                visit(part, (*path, key))
        elif isinstance(value, list):
            for index, part in enumerate(value):
                visit(part, (*path, index))

    visit(parsed.data, ())
    return findings


def _finding(parsed: Parsed, detail: ErrorDetails, model: type[BaseModel]) -> Finding | None:
    """One pydantic error as a finding of ours; the sentence of pydantic is not used."""
    kind = detail["type"]
    context: dict[str, Any] = dict(detail.get("ctx") or {})
    path = _path_in_file(parsed, detail["loc"])
    key = str(path[-1]) if path else ""
    place, raw = parsed.place(path), parsed.raw(path)
    if kind == "extra_forbidden":
        near = nearest(key, _allowed_keys(model, detail["loc"]))
        return codes.UNKNOWN_KEY.finding(
            parsed.key_place(path), path=path, raw=parsed.raw_key(path), key=key, near=list(near)
        )
    if kind == "missing":
        whole = parsed.place(path[:-1])
        start = parsed.key_place(path[:-1]) if path[:-1] else whole
        return codes.MISSING_KEY.finding(start, path=path, key=key)
    if kind == "shape":
        start, keys = parsed.key_place(path) if path else place, context.get("keys", [])
        if set(keys) <= {"fact"}:
            return codes.NOTHING_SAID.finding(start, path=path, key=key)
        return codes.KEYS_CLASH.finding(start, path=path, keys=keys)
    if kind in _TYPES:
        if kind == "string_type" and _is_number(detail["input"]):
            return codes.UNQUOTED_CODE.finding(place, path=path, raw=raw, key=key, typed=raw)
        return codes.WRONG_TYPE.finding(place, path=path, raw=raw, key=key, expected=_TYPES[kind])
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags") or ""
        allowed = re.findall(r"'([^']*)'", str(expected)) or [str(expected).lower()]
        if kind == "union_tag_invalid":
            path = (*path, "kind")
            place, raw, key = parsed.place(path), parsed.raw(path), "kind"
        near = nearest(str(raw), allowed)
        return codes.NOT_ALLOWED.finding(
            place, path=path, raw=raw, key=key, allowed=allowed, near=list(near)
        )
    if kind == "union_tag_not_found":
        return codes.MISSING_KEY.finding(place, path=(*path, "kind"), key="kind")
    if kind == "string_pattern_mismatch":
        name = _PATTERNS.get(str(context.get("pattern")), "other")
        return codes.BADLY_WRITTEN.finding(place, path=path, raw=raw, key=key, expected=name)
    if kind == "day":
        return codes.NOT_A_DAY.finding(place, path=path, raw=raw, key=key)
    if kind == "too_short":
        least = context.get("min_length", 1)
        return codes.LIST_TOO_SHORT.finding(place, path=path, key=key, least=least)
    if kind == "string_too_short":
        return codes.BADLY_WRITTEN.finding(place, path=path, raw=raw, key=key, expected="line")
    if kind == "string_too_long":
        limit = context.get("max_length")
        return codes.TOO_LONG.finding(place, path=path, raw=raw[:80], key=key, limit=limit)
    limits = {name: context[name] for name in ("ge", "le") if name in context}
    return codes.OUT_OF_RANGE.finding(
        place,
        path=path,
        raw=raw[:80],
        key=key,
        lowest=limits.get("ge"),
        highest=limits.get("le"),
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _path_in_file(parsed: Parsed, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The location without the union tags that pydantic adds and the file does not have."""
    path: list[str | int] = []
    value: Any = parsed.data
    for index, step in enumerate(location):
        inside = _part(value, step)
        if inside is not _NOTHING:
            value = inside
        elif index == len(location) - 1 and isinstance(value, dict):
            value = None
        else:
            continue
        path.append(step)
    return tuple(path)


_NOTHING = object()


def _part(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, _NOTHING)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOTHING


def _allowed_keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys the object at ``location`` may have, read from the generated schema."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})

    def follow(node: dict[str, Any]) -> list[dict[str, Any]]:
        if "$ref" in node:
            return follow(definitions[node["$ref"].rpartition("/")[2]])
        branches = [*node.get("oneOf", []), *node.get("anyOf", [])]
        real = [b for b in branches if "$ref" in b or "properties" in b or "items" in b]
        return [n for b in real for n in follow(b)] if real and "properties" not in node else [node]

    nodes = follow(schema)
    for step in location[:-1]:
        following: list[dict[str, Any]] = []
        for node in nodes:
            if isinstance(step, int):
                part = node.get("items")
            else:
                part = node.get("properties", {}).get(step) or node.get("additionalProperties")
            if isinstance(part, dict):
                following += follow(part)
        nodes = following or nodes
    return sorted({key for node in nodes for key in node.get("properties", {})})


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """One finding per mistake: a misspelt key is not also reported as missing."""
    meant = {
        (*finding.path[:-1], near)
        for finding in findings
        if finding.code == codes.UNKNOWN_KEY.id
        for near in _names(finding.parameters.get("near"))
    }
    return [f for f in findings if not (f.code == codes.MISSING_KEY.id and f.path in meant)]


def _names(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []
