"""A table read as a mapping says: its units, and what it answers about each of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import define, evolve, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.mapping import MappedFact, TableMapping
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.diagnosis.facts import Value
from socialfranchise.sources.bank_answers import looks_like_json
from socialfranchise.sources.candidates import Candidate, MappedTable, Unit
from socialfranchise.sources.cells import year_of
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.delimited import Sheet, read_sheet
from socialfranchise.sources.excel import Worksheet, looks_like_workbook, read_workbook
from socialfranchise.sources.mapped_cells import Unsaid, answer_of, number_of
from socialfranchise.sources.mapped_rows import Grid, grid_of, lacks
from socialfranchise.sources.observation import Observation, Table
from socialfranchise.sources.private_cells import private_cells
from socialfranchise.sources.repetitions import each_once
from socialfranchise.sources.tables import read_table
from socialfranchise.sources.units import bank_name, folded, unit_of, with_zeros

LENGTHS = {"voivodeship": 2, "county": 4, "commune": 7}
"""Digits of the TERYT code of a unit of each level."""
WITHOUT_KIND = 6
"""Digits of the code of a commune without its kind."""


def map_table(
    content: bytes, name: str, mapping: TableMapping, catalogue: Catalogue, on: date
) -> MappedTable:
    """The units of a file as the mapping reads it, and every cell that cannot be used.

    ``on`` is the day of reading; no value can be of a year after it. Raises
    :class:`InvalidDocument` when the file is no table or lacks a column the mapping names.
    """
    mapping, late = _until(on.year, mapping, name)
    if mapping.layout == "bdl":
        return _of_bank(read_table(content, name, on), name, mapping, catalogue)
    sheet = min(sheets_of(content, name), key=lambda each: lacks(each, mapping))
    grid = grid_of(sheet, mapping)
    wrong = (codes.COLUMN_MISSING.id, codes.DUPLICATE_ID.id)
    if any(finding.code in wrong for finding in grid.findings):
        raise InvalidDocument(Report(grid.findings, (name,)))
    reader = _Reader(grid, mapping, catalogue, on.year, [*grid.findings, *private_cells(sheet)])
    units, repeated = each_once(reader.wide() if mapping.layout == "wide" else reader.long())
    return MappedTable(name, units, (*late, *reader.findings, *repeated))


def _until(last_year: int, mapping: TableMapping, name: str) -> tuple[TableMapping, list[Finding]]:
    """The mapping without the columns of years that were still to come; each is told once."""
    place = Place(name, 1, 1, 1, 1)
    findings = []
    for mapped in mapping.facts:
        if mapped.year is not None and mapped.year > last_year:
            column = mapped.column or " / ".join(mapped.row or ())
            finding = codes.YEAR_WRONG.finding(
                place,
                raw=str(mapped.year),
                column=column,
                lowest=conventions().first_year,
                highest=last_year,
            )
            findings.append(evolve(finding, severity=Severity.WARNING))
    kept = (each for each in mapping.facts if each.year is None or each.year <= last_year)
    return (evolve(mapping, facts=tuple(kept)) if findings else mapping), findings


def sheets_of(content: bytes, name: str) -> tuple[Sheet | Worksheet, ...]:
    """The sheets of a workbook, or the one sheet of a file of delimited text."""
    if looks_like_workbook(content):
        found: tuple[Sheet | Worksheet, ...] = read_workbook(content, name)
        return found or (Sheet(name, ()),)
    return (read_sheet(content, name),)


def fitting(
    content: bytes, name: str, mappings: Iterable[TableMapping], on: date
) -> tuple[TableMapping, ...]:
    """The mappings all of whose columns, or variables, a file has.

    A table without a header tells nothing of itself: its mapping is never among them.
    """
    known = tuple(each for each in mappings if each.header_rows)
    sheets = () if looks_like_json(content) else sheets_of(content, name)
    found = [
        mapping
        for mapping in known
        if mapping.layout != "bdl" and any(not lacks(sheet, mapping) for sheet in sheets)
    ]
    if not found and not looks_like_workbook(content):
        try:
            table = read_table(content, name, on)
        except InvalidDocument:
            return ()
        variables = {_variable(each.variable) for each in table.observations}
        found = [
            mapping
            for mapping in known
            if mapping.layout == "bdl"
            and all(_variable(mapped.column or "") in variables for mapped in mapping.facts)
        ]
    return tuple(found)


def _variable(name: str) -> str:
    return "; ".join(folded(part) for part in name.split(";"))


@define
class _Reader:
    """A grid being read."""

    grid: Grid
    mapping: TableMapping
    catalogue: Catalogue
    last_year: int
    findings: list[Finding] = field(factory=list)
    _six: bool | None = None

    def wide(self) -> Iterator[Unit]:
        """A unit for every row."""
        for line, cells in self.grid.rows:
            unit = self.unit(line, cells)
            if unit is None:
                continue
            found = (
                self.candidate(mapped, line, mapped.column or "", cells, mapped.year)
                for mapped in self.mapping.facts
            )
            yield evolve(unit, candidates=tuple(each for each in found if each is not None))

    def long(self) -> Iterator[Unit]:
        """The rows of each unit together."""
        mapping = self.mapping
        by_row: dict[tuple[str, ...], list[MappedFact]] = {}
        for mapped in mapping.facts:
            by_row.setdefault(_words(mapped.row or ()), []).append(mapped)
        units: dict[str, tuple[Unit, list[Candidate]]] = {}
        rows: dict[str, set[int]] = {}
        met: set[tuple[str, ...]] = set()
        for line, cells in self.grid.rows:
            row = _words(self.grid.cell(cells, column) for column in mapping.indicator or ())
            if row not in by_row:
                continue
            met.add(row)
            unit = self.unit(line, cells)
            if unit is None:
                continue
            _, candidates = units.setdefault(unit.key, (unit, []))
            rows.setdefault(unit.key, set()).add(line)
            for mapped in by_row[row]:
                year = mapped.year
                if year is None and mapping.year is not None:
                    year = self.year(line, cells, mapping.year)
                    if year is None:
                        continue
                found = self.candidate(mapped, line, mapping.value or "", cells, year)
                if found is not None:
                    candidates.append(found)
        for row in by_row.keys() - met:
            words = " / ".join(row)
            place = Place(self.grid.file, 1, 1, 1, 1)
            finding = codes.COLUMN_MISSING.finding(place, path=(words,), raw=words, column=words)
            self.findings.append(evolve(finding, severity=Severity.WARNING))
        for key, (unit, candidates) in units.items():
            yield evolve(unit, candidates=tuple(candidates), rows=frozenset(rows[key]))

    def unit(self, line: int, cells: Sequence[str]) -> Unit | None:
        """The place a row is about; ``None`` for a row of another level."""
        grid, mapping = self.grid, self.mapping
        name = grid.cell(cells, mapping.name)
        code = None
        if mapping.code is not None:
            raw = grid.cell(cells, mapping.code)
            code = self.code(line, raw)
            if code is None:
                return None
        elif not name:
            return None
        return Unit(
            code=code,
            name=name or code or "",
            county=grid.cell(cells, mapping.county) or None,
            voivodeship=grid.cell(cells, mapping.voivodeship) or None,
            rows=frozenset((line,)),
        )

    def code(self, line: int, raw: str) -> str | None:
        """The code of a unit of the level of the mapping; one that lost its zero is told."""
        mapping = self.mapping
        if mapping.code is None or not raw:
            return None
        length = LENGTHS[mapping.level]
        place = self.grid.place(line, mapping.code)
        six_digits = mapping.level == "commune" and len(raw) == WITHOUT_KIND and raw.isdecimal()
        if six_digits and self.all_six():
            if raw[:2] in conventions().voivodeships:
                return raw
            self.wrong_code(place, raw)
            return None
        code = unit_of(raw)
        if code is None:
            padded = with_zeros(raw)
            code = None if padded is None else unit_of(padded)
            if code is not None:
                finding = codes.CODE_SHORTENED.finding(place, raw=raw, code=code)
                self.findings.append(finding)
        if code is None:
            self.wrong_code(place, raw)
            return None
        whole = len(code) < 7 or code[-1] in conventions().communes
        return code if len(code) == length and whole else None

    def wrong_code(self, place: Place, raw: str) -> None:
        """Tell of a code that is none of a unit."""
        self.findings.append(codes.UNIT_CODE_WRONG.finding(place, raw=raw))

    def all_six(self) -> bool:
        """Are all codes of the table without the kind? Else a short one has lost its zero."""
        if self._six is None:
            cells = (self.grid.cell(row, self.mapping.code) for _, row in self.grid.rows)
            self._six = all(len(cell) == WITHOUT_KIND for cell in cells if cell)
        return self._six

    def year(self, line: int, cells: Sequence[str], column: str) -> int | None:
        """The year in a cell; one that cannot be is told."""
        raw = self.grid.cell(cells, column)
        year, lowest = year_of(raw), conventions().first_year
        if year is not None and lowest <= year <= self.last_year:
            return year
        self.findings.append(
            codes.YEAR_WRONG.finding(
                self.grid.place(line, column),
                raw=raw,
                column=self.grid.named(line, column),
                lowest=lowest,
                highest=self.last_year,
            )
        )
        return None

    def candidate(
        self, mapped: MappedFact, line: int, column: str, cells: Sequence[str], year: int | None
    ) -> Candidate | None:
        """What a cell answers; a cell that cannot be used is told."""
        raw = self.grid.cell(cells, column)
        question = self.catalogue.vocabularies.facts[mapped.fact]
        try:
            value = answer_of(raw, mapped, question, self.mapping.no_value)
        except Unsaid as unsaid:
            place, named = self.grid.place(line, column), self.grid.named(line, column)
            self.findings.append(unsaid.finding(place, raw, named))
            return None
        if value is None:
            return None
        named = self.grid.named(line, column)
        return _candidate(mapped, self.mapping, value, year, (self.grid.file, line, named))


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(word) for word in words)


def _candidate(
    mapped: MappedFact,
    mapping: TableMapping,
    value: Value,
    year: int | None,
    cell: tuple[str, int, str],
) -> Candidate:
    table, row, column = cell
    return Candidate(
        fact=mapped.fact,
        value=value,
        source=mapped.source or mapping.source,
        year=year,
        variable=mapped.variable,
        note=mapped.note,
        table=table,
        row=row,
        column=column,
    )


def _of_bank(table: Table, name: str, mapping: TableMapping, catalogue: Catalogue) -> MappedTable:
    """What an export of the Local Data Bank answers."""
    findings = list(_without_echoes(table.findings, mapping))
    by_variable: dict[str, list[Observation]] = {}
    for each in table.observations:
        by_variable.setdefault(each.variable, []).append(each)
    named = {_variable(variable): variable for variable in by_variable}
    names = {each.unit: each.unit_name for each in table.observations}
    units: dict[str, tuple[Unit, list[Candidate]]] = {}
    for mapped in mapping.facts:
        variable = named.get(_variable(mapped.column or ""))
        if variable is None:
            place = Place(name, 1, 1, 1, 1)
            missing = codes.COLUMN_MISSING.finding(
                place, raw=mapped.column, column=mapped.column, known=sorted(by_variable)
            )
            raise InvalidDocument(Report((*findings, missing), (name,)))
        question = catalogue.vocabularies.facts[mapped.fact]
        for each in by_variable[variable]:
            if not _is_of(each.unit, mapping) or each.value is None:
                continue
            place = Place(name, each.row, 1, each.row, 1)
            try:
                value = number_of(each.value, mapped, question)
            except Unsaid as unsaid:
                findings.append(unsaid.finding(place, f"{each.value:.15g}", each.column))
                continue
            key = each.unit[:WITHOUT_KIND]
            unit, found = units.setdefault(key, (_bank_unit(each.unit, names), []))
            if each.unit > (unit.code or ""):
                units[key] = (_bank_unit(each.unit, names), found)
            cell = (name, each.row, each.column)
            found.append(_candidate(mapped, mapping, value, each.period, cell))
    whole = tuple(
        evolve(unit, candidates=tuple(found), rows=frozenset(each.row for each in found))
        for unit, found in units.values()
    )
    return MappedTable(name, whole, tuple(findings))


def _without_echoes(findings: Sequence[Finding], mapping: TableMapping) -> Iterator[Finding]:
    """Sums that differ are told of the variables that are read; of the others, once."""
    read = {_variable(mapped.column or "") for mapped in mapping.facts}
    told = False
    for finding in findings:
        if finding.code == codes.SUMS_DIFFER.id:
            if told and _variable(str(finding.parameters["variable"])) not in read:
                continue
            told = True
        yield finding


def _is_of(unit: str, mapping: TableMapping) -> bool:
    if len(unit) != LENGTHS[mapping.level] or unit == "00":
        return False
    return len(unit) < 7 or unit[-1] in conventions().communes


def _bank_unit(unit: str, names: Mapping[str, str]) -> Unit:
    """A unit of the bank with the names of what it lies in, where the export has them."""
    county = names.get(unit[:4]) if len(unit) == 7 else None
    voivodeship = names.get(unit[:2]) if len(unit) > 2 else None
    return Unit(
        code=unit,
        name=bank_name(names[unit])[0],
        county=None if county is None else bank_name(county)[0],
        voivodeship=None if voivodeship is None else voivodeship.lower(),
    )
