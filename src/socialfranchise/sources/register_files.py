"""The register of places in files: TERC of the TERYT register, units of the Local Data Bank.

TERC is read as CSV, XML (both layouts that were published) and JSON, and written as CSV: a file of
several editions is one TERC list after the other, told apart by ``STAN_NA``.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from io import StringIO
from typing import Any
from xml.parsers import expat

from attrs import define, field, frozen

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.sources.bank_answers import json_values, looks_like_json
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.decoding import not_a_table
from socialfranchise.sources.delimited import Sheet, read_sheet
from socialfranchise.sources.register import Edition, Register, Unit
from socialfranchise.sources.units import NOT_IN_TERYT, bank_name, unit_of

COLUMNS = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA")
"""The columns of a TERC list."""
LONGEST_TEXT = 300
"""Characters kept of one text in XML: a hostile file may hold one without end."""
_NEEDED = frozenset(COLUMNS[:5])

Record = tuple[int, Mapping[str, str]]
"""The row of a record, and its texts by column."""


@frozen
class RegisterFile:
    """What a file of the register holds, and what in it could not be read."""

    register: Register
    findings: tuple[Finding, ...] = ()


def read_register(content: bytes, name: str, on: date | None = None) -> RegisterFile:
    """The register in a file.

    ``on`` is the day as of which a list holds that does not say it. Records that cannot be read are
    left out and told. Raises :class:`InvalidDocument` for what is no register, and for one that
    does not say its day when ``on`` is missing.
    """
    if looks_like_json(content):
        values = json_values(content, name)
        units = list(_bank_units(values))
        if units:
            return _gathered(_of_bank(units, on), name, on)
        return _gathered(_of_json(values), name, on)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return _gathered(_of_xml(content, name), name, on)
    sheet = read_sheet(content, name)
    read = _gathered(_of_sheet(sheet), name, on)
    return RegisterFile(read.register, (*sheet.findings, *read.findings))


def register_text(register: Register) -> str:
    """All editions as one TERC list in CSV: UTF-8, semicolons, sorted by day and code."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for edition in register.editions:
        for code, unit in sorted(edition.units.items()):
            parts = (code[:2], code[2:4], code[4:6], code[6:])
            writer.writerow([*parts, unit.name, unit.description, edition.day.isoformat()])
    return out.getvalue()


def _gathered(records: Iterable[Record], name: str, on: date | None) -> RegisterFile:
    editions: dict[date, dict[str, Unit]] = defaultdict(dict)
    findings: list[Finding] = []
    for row, record in records:
        place = Place(name, row, 1, row, 1)
        code = "".join(_padded(record, column) for column in COLUMNS[:4])
        unit = unit_of(code)
        title = record.get("NAZWA", "").strip()
        if not unit or unit != code or not title:
            findings.append(codes.UNIT_CODE_WRONG.finding(place, raw=code or title))
            continue
        day = _day(record.get("STAN_NA", "")) or on
        if day is None:
            raise not_a_table(name, "no-day", row)
        before = editions[day].get(unit)
        if before is not None and before.name != title:
            findings.append(
                codes.VALUE_REPEATED.finding(
                    place, unit=unit, column="NAZWA", given=title, wanted=before.name
                )
            )
            continue
        editions[day][unit] = _unit(unit, title, record.get("NAZWA_DOD", "").strip())
    if not editions:
        raise not_a_table(name, "no-register")
    register = Register([Edition(day, units) for day, units in editions.items()])
    return RegisterFile(register, tuple(findings))


def _unit(code: str, name: str, description: str) -> Unit:
    unit = Unit(code, name, description)
    return unit if description else Unit(code, name, conventions().descriptions[unit.kind])


def _padded(record: Mapping[str, str], column: str) -> str:
    """A part of a code; written as a number it has lost its leading zero."""
    part = record.get(column, "").strip()
    return part.rjust(2, "0") if part and column != "RODZ" else part


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _of_sheet(sheet: Sheet) -> Iterator[Record]:
    header: list[str] | None = None
    for line, cells in sheet.rows:
        if header is None:
            titles = [cell.upper() for cell in cells]
            header = titles if set(titles) >= _NEEDED else None
        else:
            yield line, dict(zip(header, cells, strict=False))


def _of_json(values: Iterable[Any]) -> Iterator[Record]:
    """Records in a list of mappings; whole numbers are texts without their zeros."""
    row = 0
    for value in values:
        for record in value if isinstance(value, list) else ():
            row += 1
            if isinstance(record, dict) and set(record) >= _NEEDED:
                texts = {key: part for key, part in record.items() if isinstance(part, int | str)}
                yield row, {key: str(part) for key, part in texts.items()}


@define
class _Rows:
    """Rows of an XML list: ``<row>`` with an element a column, or with ``<col name="…">``."""

    day: str = ""
    column: str | None = None
    row: dict[str, str] | None = None
    line: int = 0
    records: list[Record] = field(factory=list)

    def start(self, parser: Any, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "catalog":
            self.day = attributes.get("date", "")
        elif tag == "row":
            self.row, self.line = {}, parser.CurrentLineNumber
        elif self.row is not None:
            self.column = attributes.get("name", tag) if tag == "col" else tag

    def text(self, text: str) -> None:
        if self.row is not None and self.column is not None:
            known = self.row.get(self.column, "")
            self.row[self.column] = (known + text)[:LONGEST_TEXT]

    def end(self, tag: str) -> None:
        if tag == "row" and self.row is not None:
            self.records.append((self.line, {"STAN_NA": self.day} | self.row))
            self.row = None
        self.column = None


class _OwnDefinitions(Exception):
    """The file defines entities or elements of its own."""


def _of_xml(content: bytes, name: str) -> list[Record]:
    """Records of an XML list. Own definitions are refused: no entity grows, no file is fetched."""
    rows = _Rows()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, attributes: rows.start(parser, tag, attributes)
    parser.CharacterDataHandler = rows.text
    parser.EndElementHandler = rows.end
    try:
        parser.Parse(content, True)
    except _OwnDefinitions as error:
        raise not_a_table(name, "doctype", parser.CurrentLineNumber) from error
    except expat.ExpatError as error:
        raise not_a_table(name, "broken-xml", max(1, error.lineno)) from error
    return rows.records


def _refuse(*definition: object) -> None:
    raise _OwnDefinitions


def _bank_units(values: Iterable[Any], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Ids and names of units in answers of the bank, however they are wrapped."""
    for value in values:
        if isinstance(value, dict) and {"id", "name", "level"} <= set(value):
            yield str(value["id"]), str(value["name"])
        elif isinstance(value, dict) and depth < 4:
            yield from _bank_units(value.values(), depth + 1)
        elif isinstance(value, list) and depth < 4:
            yield from _bank_units(value, depth + 1)


def _of_bank(units: Iterable[tuple[str, str]], on: date | None) -> Iterator[Record]:
    """Records of a list of the bank, without regions, localities and units that are no more."""
    seen: set[str] = set()
    for row, (id, name) in enumerate(units, 1):
        code = unit_of(id)
        plain, since, until = bank_name(name)
        past = on is not None and not since <= on.year <= until
        if code in (None, NOT_IN_TERYT, "00") or code in seen or past:
            continue
        code = str(code)
        seen.add(code)
        parts = (code[:2], code[2:4], code[4:6], code[6:])
        yield row, dict(zip(COLUMNS, (*parts, plain), strict=False))


def sample_register() -> Register:
    """Some real communes with their counties and all voivodeships, as of 1 January 2024.

    From the TERC list of Statistics Poland (GUS); for trying things out, not for the country.
    """
    content = (files(__package__) / "sample_places.csv").read_bytes()
    return read_register(content, "sample_places.csv").register
