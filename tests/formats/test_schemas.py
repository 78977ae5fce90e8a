"""The JSON Schemas: generated, described, and in agreement with the documents."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from pydantic import BaseModel, ValidationError

from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.diagnosis import KnownFactDocument
from socialfranchise.formats.documents.funding import AmountRuleDocument
from socialfranchise.formats.documents.law import ParameterDocument
from socialfranchise.formats.field_texts import field_texts
from socialfranchise.formats.schemas import (
    OUTPUTS,
    documented_fields,
    generate,
    result_texts,
    schema_names,
    schema_text,
)
from socialfranchise.formats.shape import FORMATS, kind_of
from socialfranchise.formats.yaml_reader import parse

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "models").rglob("*.yaml")), *(ROOT / "docs" / "examples").glob("*.yaml")]
KINDS = [kind_of(format) for format in FORMATS]


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(generate(kind), format_checker=FormatChecker(["date"]))


def documents_accept(kind: str, data: Any) -> bool:
    try:
        FORMATS[f"socialfranchise.{kind}/1"].model_validate(data)
    except ValidationError:
        return False
    return True


def has_null(data: Any) -> bool:
    if isinstance(data, dict):
        return any(has_null(part) for part in data.values())
    return any(has_null(part) for part in data) if isinstance(data, list) else data is None


@pytest.mark.parametrize("kind", schema_names())
def test_the_committed_schema_is_the_generated_one(kind: str) -> None:
    committed = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert committed == schema_text(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_for_new_and_old_editors(kind: str) -> None:
    schema = generate(kind)

    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    for unreadable in ("prefixItems", "unevaluated", "$dynamicRef", '"null"'):
        assert unreadable not in text


def test_every_field_is_described_in_both_languages_with_an_example() -> None:
    texts = {**field_texts(), **result_texts()}

    for name, key in documented_fields((*FORMATS.values(), *OUTPUTS.values())):
        entry = texts[name][key]
        assert entry["title"]["pl"]
        assert entry["title"]["en"]
        assert entry["description"]["pl"]
        assert entry["description"]["en"]
        assert "example" in entry, f"{name}.{key}"


def test_no_text_describes_a_field_that_does_not_exist() -> None:
    described = {
        (name, key)
        for texts in (field_texts(), result_texts())
        for name, keys in texts.items()
        for key in keys
    }

    assert described == set(documented_fields((*FORMATS.values(), *OUTPUTS.values())))


def every_example(kind: str) -> list[tuple[str, dict[str, Any], Any]]:
    schema = generate(kind)
    found = []
    definitions = schema.get("$defs", {})
    for name, definition in (*definitions.items(), (kind, schema)):
        for key, part in definition.get("properties", {}).items():
            inner = {**part, "$defs": definitions}
            found += [(f"{name}.{key}", inner, example) for example in part.get("examples", [])]
    return found


@pytest.mark.parametrize("kind", schema_names())
def test_every_example_is_valid(kind: str) -> None:
    for name, schema, example in every_example(kind):
        errors = list(Draft202012Validator(schema).iter_errors(example))
        assert not errors, f"{name}: {errors[0].message}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_of_the_catalogue_satisfy_their_schemas(kind: str) -> None:
    files = [
        path
        for path in FILES
        if f"format: socialfranchise.{kind}/1\n" in path.read_text(encoding="utf-8")
    ]

    assert files
    for path in files:
        parsed, _ = parse(path.read_text(encoding="utf-8"), path.name)
        assert parsed is not None
        assert list(validator(kind).iter_errors(parsed.data)) == [], path.name


GENERATED = {
    ConditionDocument: "template",
    KnownFactDocument: "diagnosis",
    ParameterDocument: "law",
    AmountRuleDocument: "funding",
}
"""Parts rich enough to be worth generating; whole files are too large for the generator."""


@pytest.mark.parametrize("model", GENERATED, ids=lambda model: model.__name__)
def test_documents_accept_whatever_a_schema_allows(model: type[BaseModel]) -> None:
    schema = _inlined(model.__name__, GENERATED[model])
    strict = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(from_schema(_without_formats(schema)))
    def check(data: Any) -> None:
        if strict.is_valid(data):  # the generator does not know which days exist
            model.model_validate(data)

    check()


def _inlined(name: str, kind: str) -> dict[str, Any]:
    """A part of a schema without references; conditions nest once at most."""
    definitions = generate(kind)["$defs"]
    branches = {"all", "any", "not", "at_least_of"}

    def inline(value: Any, nested: int) -> Any:
        if isinstance(value, list):
            return [inline(part, nested) for part in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            definition = definitions[value["$ref"].rpartition("/")[2]]
            if "grows" not in definition.get("properties", {}):
                return inline(definition, nested)
            leaves = {k: v for k, v in definition["properties"].items() if k not in branches}
            shapes = [s for s in definition["anyOf"] if not branches & set(s["required"])]
            return inline({**definition, "properties": leaves, "anyOf": shapes}, nested + 1)
        if len(value.get("allOf", ())) == 1:
            return inline(value["allOf"][0], nested)
        return {key: inline(part, nested) for key, part in value.items() if key != "examples"}

    schema: dict[str, Any] = inline(definitions[name], 0)
    return schema


def _without_formats(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_formats(part) for part in value]
    if not isinstance(value, dict):
        return value
    texts = ("title", "description", "format", "x-sf-en", "x-sf-reference")
    return {
        key: _without_formats(part)
        for key, part in value.items()
        if key not in texts or (isinstance(part, dict) and key != "x-sf-en")
    }


@st.composite
def damaged(draw: st.DrawFn, data: Any) -> Any:
    """The same data with one part removed, replaced or added somewhere."""
    value = json.loads(json.dumps(data))
    container, key = draw(st.sampled_from(_parts(value)))
    action = draw(st.sampled_from(["remove", "replace", "add"]))
    junk = draw(
        st.sampled_from(
            ["", " ", "x", "Zły zapis", 0, -1, 1.5, True, [], {}, ["a"], {"a": 1}, "yes"]
        )
    )
    if action == "remove":
        del container[key]
    elif action == "replace":
        container[key] = junk
    elif isinstance(container, dict):
        container[draw(st.sampled_from(["extra", "fact", "all", "is", "number", "unknown"]))] = junk
    else:
        container.append(junk)
    return value


def _parts(value: Any) -> list[tuple[Any, Any]]:
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    return [(value, key) for key in keys] + [p for key in keys for p in _parts(value[key])]


@cache
def sample(kind: str) -> Any:
    """The smallest file of this kind in the catalogue, as plain data."""
    found = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if f"format: socialfranchise.{kind}/1\n" in text:
            parsed, _ = parse(text, path.name)
            assert parsed is not None
            found.append(_floats(parsed.data))
    return min(found, key=lambda data: len(json.dumps(data)))


def _floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _floats(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_floats(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_documents_refuse_the_same_damage(kind: str) -> None:
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(sample(kind)))
    def check(data: Any) -> None:
        if has_null(data):
            return
        by_schema = not list(validator(kind).iter_errors(data))
        assert by_schema == documents_accept(kind, data)

    check()
