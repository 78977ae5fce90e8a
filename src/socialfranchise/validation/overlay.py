"""House rules of a ministry or region: a JSON Schema beside the catalogue, and its own fields.

An overlay is a file of format ``socialfranchise.overlay/1``: which kind of file it is about, a
namespace, and a JSON Schema that such a file must satisfy as well. Keys that begin with
``x-NAMESPACE`` are allowed at the top of a file while the overlay is in force; everything else
stays closed. Schemas cannot refer to anything outside themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.text import Language, Text
from socialfranchise.formats.documents.overlay import OverlayDocument
from socialfranchise.formats.files import read_text
from socialfranchise.formats.shape import Shaped, kind_of, shape
from socialfranchise.formats.yaml_reader import parse
from socialfranchise.wording.messages import messages

LONGEST_RULE = 120
MESSAGE = "x-sf-message"
"""A keyword beside any rule of the schema: ``{pl: …, en: …}``, shown when the rule is broken."""


@frozen
class Overlay:
    """House rules in force."""

    id: str
    kind: str
    namespace: str
    schema: Mapping[str, Any]


def load_overlay(path: str | PathLike[str]) -> Overlay:
    """The overlay in a file; :class:`InvalidDocument` says what is wrong with it."""
    name = str(path)
    parsed, findings = parse(read_text(Path(path), name), name)
    shaped = None
    if parsed is not None:
        shaped, of_shape = shape(parsed, "overlay")
        findings += of_shape
    if shaped is None or findings:
        raise InvalidDocument(Report(tuple(findings), (name,)))
    document: OverlayDocument = shaped.document
    overlay = Overlay(document.id, document.kind, document.namespace, document.rules)
    problem = _schema_problem(overlay.schema)
    if problem is not None:
        place = shaped.parsed.place(("rules",))
        finding = codes.OVERLAY_BROKEN.finding(place, path=("rules",), problem=problem)
        raise InvalidDocument(Report((finding,), (name,)))
    return overlay


def namespaces(overlays: Sequence[Overlay]) -> frozenset[str]:
    """The namespaces whose fields may stand in files."""
    return frozenset(overlay.namespace for overlay in overlays)


def house_findings(file: Shaped, overlays: Sequence[Overlay]) -> Iterator[Finding]:
    """What in a file breaks the house rules."""
    for overlay in overlays:
        if overlay.kind == kind_of(file.format):
            yield from _broken_rules(file, overlay)


def _broken_rules(file: Shaped, overlay: Overlay) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    validator = Draft202012Validator(overlay.schema, registry=Registry())
    try:
        errors = list(validator.iter_errors(file.parsed.data))
    except (RecursionError, Unresolvable) as problem_met:
        problem = f"{overlay.id}: {type(problem_met).__name__.lstrip('_')}"
        yield codes.OVERLAY_BROKEN.finding(file.parsed.place(()), problem=problem)
        return
    for error in errors:
        path = tuple(error.absolute_path)
        said = error.schema.get(MESSAGE) if isinstance(error.schema, dict) else None
        yield codes.HOUSE_RULE.finding(
            file.parsed.place(path),
            path=path,
            raw=file.parsed.raw(path)[:80],
            overlay=overlay.id,
            rule=str(error.validator),
            said=_text(said) or _rule(str(error.validator), error.validator_value),
        )


def _text(said: object) -> Text | None:
    if isinstance(said, dict) and isinstance(said.get("pl"), str):
        return Text(said["pl"], str(said.get("en", said["pl"])))
    return None


def _rule(validator: str, wanted: object) -> Text:
    """A rule without a sentence of its own, in words of ours."""

    def sentence(language: Language) -> str:
        say = messages(language)
        key = f"house_rule.{validator}"
        parts = wanted if isinstance(wanted, list) else [wanted]
        listed = ", ".join(str(part) for part in parts)[:LONGEST_RULE]
        return say(key, wanted=listed) if key in say else say("house_rule.other", rule=validator)

    return Text(sentence("pl"), sentence("en"))


def _schema_problem(schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a schema: not a schema, or it reaches outside itself."""
    from jsonschema import Draft202012Validator, SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return str(error.message)
    return next((ref for ref in _references(schema) if not _leads_inside(ref, schema)), None)


def _leads_inside(reference: str, schema: Mapping[str, Any]) -> bool:
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    if not reference.startswith("#"):
        return False
    registry: Registry[Any] = Registry().with_resource("", DRAFT202012.create_resource(schema))
    try:
        registry.resolver().lookup(reference)
    except Unresolvable:
        return False
    return True


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("$ref", "$dynamicRef") and isinstance(part, str):
                yield part
            else:
                yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)
