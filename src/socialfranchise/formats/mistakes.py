"""What pydantic refuses, as findings of ours: one per mistake, in the author's own words.

The sentences of pydantic are not used; only the kind of the error, its place and its limits are.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import frozen
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.fixes import Edit, Fix
from socialfranchise.core.nearest import is_slip, nearest
from socialfranchise.core.plain import LARGEST_NUMBER
from socialfranchise.formats import traps
from socialfranchise.formats.documents import base
from socialfranchise.formats.yaml_reader import Parsed

_Path = tuple[str | int, ...]

_PATTERNS = {
    base.ID_PATTERN: "id",
    base.TERYT_PATTERN: "teryt",
    base.PKD_PATTERN: "pkd",
    base.URL_PATTERN: "url",
    base.VERSION_PATTERN: "version",
    base.LINE_PATTERN: "line",
}
_EXPECTED = {
    "string_type": "text",
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "number_type": "number",
    "answer_type": "answer",
    "bool_type": "true-false",
    "list_type": "list",
    "dict_type": "form",
    "model_type": "form",
    "model_attributes_type": "form",
}


@frozen
class _Mistake:
    """One error of pydantic, found again in the file."""

    parsed: Parsed
    model: type[BaseModel]
    location: _Path
    path: _Path
    kind: str
    input: Any
    context: dict[str, Any]

    @property
    def key(self) -> str:
        return str(self.path[-1]) if self.path else ""

    @property
    def place(self) -> Place:
        return self.parsed.place(self.path)

    @property
    def raw(self) -> str:
        return self.parsed.raw(self.path)

    def value_finding(self, code: codes.Code, fix: Fix | None = None, **more: object) -> Finding:
        """A finding about the value."""
        parameters = {"key": self.key, **more}
        return Finding(
            code.id, code.severity, self.place, self.path, self.raw[:80], parameters, (), fix
        )

    def replacement(self, text: str, *, safe: bool) -> Fix:
        """Put ``text`` in the place of the value."""
        return replace(self.place, text, safe=safe)


def replace(place: Place, text: str, *, safe: bool) -> Fix:
    """Put ``text`` in the place of what stands there."""
    edit = Edit(place.line, place.column, place.end_line, place.end_column, text)
    return Fix((edit,), safe)


def _quoted_as(raw: str, text: str) -> str:
    """``text`` in the quotation marks of ``raw``; JSON has them everywhere."""
    mark = raw[:1]
    return f"{mark}{text}{mark}" if mark in ("'", '"') and raw.endswith(mark) else text


def mistake(parsed: Parsed, detail: ErrorDetails, model: type[BaseModel]) -> Finding:
    """One pydantic error as a finding at its place."""
    found = _Mistake(
        parsed,
        model,
        detail["loc"],
        _path_in_file(parsed, detail["loc"]),
        detail["type"],
        detail["input"],
        dict(detail.get("ctx") or {}),
    )
    return _HANDLERS.get(found.kind, _out_of_range)(found)


def _unknown_key(m: _Mistake) -> Finding:
    allowed = _allowed_keys(m.model, m.location)
    near = nearest(m.key, allowed)
    place, raw = m.parsed.key_place(m.path), m.parsed.raw_key(m.path)
    fix = None
    if near and near[0] not in _siblings(m.parsed, m.path) and not m.key.startswith("x-"):
        fix = replace(place, _quoted_as(raw, near[0]), safe=is_slip(m.key, near[0]))
    return codes.UNKNOWN_KEY.finding(place, path=m.path, raw=raw, fix=fix, key=m.key, near=near)


def _missing_key(m: _Mistake) -> Finding:
    around = m.path[:-1]
    start = m.parsed.key_place(around) if around else m.parsed.place(around)
    return codes.MISSING_KEY.finding(start, path=m.path, key=m.key)


def _shape(m: _Mistake) -> Finding:
    start = m.parsed.key_place(m.path) if m.path else m.place
    keys = tuple(m.context.get("keys", ()))
    if set(keys) <= {"fact"}:
        return codes.NOTHING_SAID.finding(start, path=m.path, key=m.key)
    return codes.KEYS_CLASH.finding(start, path=m.path, keys=keys)


def _wrong_type(m: _Mistake) -> Finding:
    expected = _EXPECTED[m.kind]
    if expected == "text" and _is_number(m.input):
        # A number with a point is hardly a code that only lacks its quotation marks.
        fix = m.replacement(f'"{m.raw}"', safe=True) if isinstance(m.input, int) else None
        return m.value_finding(codes.UNQUOTED_CODE, fix, typed=m.raw)
    if expected == "true-false" and isinstance(m.input, str):
        meant = traps.meant_word(m.raw, ("true", "false"))
        if meant is not None:
            return m.value_finding(codes.YES_NO_WORD, m.replacement(meant, safe=True), meant=meant)
    if expected in ("number", "whole-number") and isinstance(m.input, str):
        plain = traps.plain_number(m.raw, whole=expected == "whole-number")
        if plain is not None:
            # After a comma three digits may as well be thousands, written the English way.
            fix = m.replacement(plain, safe=not traps.may_be_thousands(m.raw))
            return m.value_finding(codes.NUMBER_AS_WRITTEN, fix, meant=plain)
        if traps.is_colon_number(traps.unquoted(m.raw)):
            return m.value_finding(codes.COLON_NUMBER)
    return m.value_finding(codes.WRONG_TYPE, expected=expected)


def _not_allowed(m: _Mistake) -> Finding:
    expected = m.context.get("expected") or m.context.get("expected_tags") or ""
    allowed = tuple(re.findall(r"'([^']*)'", str(expected))) or (str(expected).lower(),)
    meant = traps.meant_word(m.raw, allowed)
    if meant is not None:
        return m.value_finding(codes.YES_NO_WORD, m.replacement(meant, safe=True), meant=meant)
    near = nearest(traps.unquoted(m.raw), allowed)
    fix = m.replacement(_quoted_as(m.raw, near[0]), safe=False) if near else None
    return m.value_finding(codes.NOT_ALLOWED, fix, allowed=allowed, near=near)


def _unknown_tag(m: _Mistake) -> Finding:
    inside = (*m.path, "kind")
    allowed = tuple(re.findall(r"'([^']*)'", str(m.context.get("expected_tags"))))
    raw, place = m.parsed.raw(inside), m.parsed.place(inside)
    near = nearest(traps.unquoted(raw), allowed)
    fix = replace(place, _quoted_as(raw, near[0]), safe=False) if near else None
    return codes.NOT_ALLOWED.finding(
        place, path=inside, raw=raw, fix=fix, key="kind", allowed=allowed, near=near
    )


def _missing_tag(m: _Mistake) -> Finding:
    return codes.MISSING_KEY.finding(m.place, path=(*m.path, "kind"), key="kind")


def _badly_written(m: _Mistake) -> Finding:
    if m.location[-1:] == ("[key]",):
        path = m.location[:-1]
        expected = _PATTERNS.get(str(m.context.get("pattern")), "line")
        place, raw = m.parsed.key_place(path), m.parsed.raw_key(path)
        return codes.BADLY_WRITTEN.finding(
            place, path=path, raw=raw, key=str(path[-1]), expected=expected
        )
    inner = traps.without_smart_quotes(m.raw)
    if inner is not None:
        return m.value_finding(
            codes.SMART_QUOTES, m.replacement(f'"{inner}"', safe=True), meant=inner
        )
    expected = _PATTERNS.get(str(m.context.get("pattern")), "line")
    return m.value_finding(codes.BADLY_WRITTEN, expected=expected)


def _not_a_day(m: _Mistake) -> Finding:
    plain = traps.plain_day(m.raw)
    fix = None if plain is None else m.replacement(_quoted_as(m.raw, plain), safe=True)
    return m.value_finding(codes.NOT_A_DAY, fix)


def _too_short(m: _Mistake) -> Finding:
    return codes.LIST_TOO_SHORT.finding(
        m.place, path=m.path, key=m.key, least=m.context.get("min_length", 1)
    )


def _too_many(m: _Mistake) -> Finding:
    return m.value_finding(codes.TOO_MANY, most=m.context.get("max_length"))


def _too_long(m: _Mistake) -> Finding:
    return m.value_finding(codes.TOO_LONG, limit=m.context.get("max_length"))


def _out_of_range(m: _Mistake) -> Finding:
    lowest, highest = m.context.get("ge"), m.context.get("le")
    if "gt" in m.context:
        return m.value_finding(codes.OUT_OF_RANGE, above=m.context["gt"])
    if lowest is None and highest is None:
        lowest, highest = -LARGEST_NUMBER, LARGEST_NUMBER
    return m.value_finding(codes.OUT_OF_RANGE, lowest=lowest, highest=highest)


_HANDLERS: dict[str, Callable[[_Mistake], Finding]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "shape": _shape,
    **dict.fromkeys(_EXPECTED, _wrong_type),
    "literal_error": _not_allowed,
    "union_tag_invalid": _unknown_tag,
    "union_tag_not_found": _missing_tag,
    "string_pattern_mismatch": _badly_written,
    "string_too_short": _badly_written,
    "day": _not_a_day,
    "too_short": _too_short,
    "too_long": _too_many,
    "string_too_long": _too_long,
}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _siblings(parsed: Parsed, path: _Path) -> set[str]:
    value: Any = parsed.data
    for step in path[:-1]:
        value = value[step]
    return set(value) if isinstance(value, dict) else set()


def _path_in_file(parsed: Parsed, location: _Path) -> _Path:
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


def _allowed_keys(model: type[BaseModel], location: _Path) -> list[str]:
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
    tagged = [node for node in nodes if _tag(node) == location[:1]]
    nodes = tagged or nodes
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


def _tag(node: dict[str, Any]) -> _Path:
    """The word by which a branch of a union is told, as pydantic puts it into locations."""
    kind = node.get("properties", {}).get("kind", {})
    return (kind["const"],) if "const" in kind else ("",)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()
