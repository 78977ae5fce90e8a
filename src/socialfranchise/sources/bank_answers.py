"""Answers of the service of the Local Data Bank, saved as JSON: by variable or by unit.

A file may hold one answer, several pages one after the other, or answers inside lists and mappings.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from socialfranchise.core.plain import is_sane
from socialfranchise.sources.conventions import Attribute, conventions
from socialfranchise.sources.decoding import decoded, not_a_table
from socialfranchise.sources.observation import Observation
from socialfranchise.sources.reading import Reading
from socialfranchise.sources.units import NOT_IN_TERYT, unit_of, without_mark

DEEPEST = 12
"""Mappings and lists inside one another: answers need six."""
_DECODER = json.JSONDecoder(parse_constant=lambda word: None)
_GAP = re.compile(r"\s*")
_STARTS = (b"{", b"[", b"\xef\xbb\xbf{", b"\xef\xbb\xbf[")


@frozen
class _Around:
    """What stands around a series of values in an answer."""

    variable: str = ""
    unit: str | None = None
    unit_name: str = ""


def looks_like_json(content: bytes) -> bool:
    """Does a file begin as JSON does?"""
    return content[:100].lstrip().startswith(_STARTS)


def json_values(content: bytes, name: str) -> list[Any]:
    """The values in a file of JSON, one after the other; :class:`InvalidDocument` says why not."""
    text, _ = decoded(content, name)
    values = []
    position = 0
    try:
        while position < len(text):
            start = _GAP.match(text, position)
            position = start.end() if start else position
            if position < len(text):
                value, position = _DECODER.raw_decode(text, position)
                values.append(value)
    except ValueError as error:
        raise not_a_table(name, "broken-json", text.count("\n", 0, position) + 1) from error
    except RecursionError as error:
        raise not_a_table(name, "deep-json") from error
    return values


def read_answer(content: bytes, name: str, last_year: int) -> Reading:
    """The observations of one or several answers.

    ``row`` counts the series of values in the file. The service names variables by numbers only,
    and units of measure not at all.
    """
    reading = Reading(name, last_year)
    found = False
    for row, (series, around) in enumerate(_series(json_values(content, name), name), 1):
        found = True
        _read_series(series, around, row, reading)
    if not found:
        raise not_a_table(name, "unknown-json")
    return reading


def _series(
    value: Any, name: str, around: _Around = _Around(), depth: int = 0
) -> Iterator[tuple[Mapping[str, Any], _Around]]:
    """Every mapping that has values by year, with what stands around it."""
    if depth > DEEPEST:
        raise not_a_table(name, "deep-json")
    if isinstance(value, list):
        for part in value:
            yield from _series(part, name, around, depth + 1)
    elif isinstance(value, dict):
        if "id" in value and isinstance(value.get("values"), list):
            yield value, around
            return
        if "variableId" in value:
            around = evolve(around, variable=str(value["variableId"]))
        if "unitId" in value:
            unit_name = str(value.get("unitName", ""))
            around = evolve(around, unit=str(value["unitId"]), unit_name=unit_name)
        for part in value.values():
            yield from _series(part, name, around, depth + 1)


def _read_series(series: Mapping[str, Any], around: _Around, row: int, reading: Reading) -> None:
    if around.unit is None:
        code, unit_name, variable = str(series["id"]), str(series.get("name", "")), around.variable
    else:
        code, unit_name, variable = around.unit, around.unit_name, str(series["id"])
    if "-" in code and unit_of(code.partition("-")[0]):
        reading.localities += 1
        return
    unit = unit_of(code)
    if unit is None:
        reading.wrong_unit(row, code)
        return
    if unit == NOT_IN_TERYT:
        reading.regions += 1
        return
    for value in series["values"]:
        entry = value if isinstance(value, dict) else {}
        year = str(entry.get("year"))
        column = f"{variable}; {year}" if variable else year
        period = int(year) if year.isdecimal() and len(year) == 4 else None
        if not reading.is_year(period):
            reading.wrong_year(row, column, year)
            continue
        read = _read_value(entry, row, column, reading)
        if read is not None:
            reading.observations.append(
                Observation(
                    unit=unit,
                    unit_name=without_mark(unit_name),
                    variable=variable,
                    period=period,
                    value=read[0],
                    status=read[1],
                    unit_of_measure=None,
                    file=reading.file,
                    row=row,
                    column=column,
                )
            )


def _read_value(
    entry: Mapping[str, Any], row: int, column: str, reading: Reading
) -> tuple[float | None, str | None] | None:
    """A value and its status; what cannot be read is told."""
    number = entry.get("attrId", 1)
    attribute: Attribute | None = None
    if isinstance(number, int) and not isinstance(number, bool):
        attribute = conventions().by_number.get(number)
    if attribute is None:
        reading.unreadable(row, column, str(number), "attribute")
        return None
    value = entry.get("val")
    if not attribute.has_value:
        return None, attribute.status
    if value is None:
        return None, attribute.status or "empty"
    if isinstance(value, bool) or not isinstance(value, int | float) or not is_sane(value):
        reading.unreadable(row, column, str(value)[:200])
        return None
    return float(value), attribute.status
