"""The filled diagnosis form read back: a diagnosis, and every cell that cannot be used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import define, evolve, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Severity
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import LANGUAGES
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.formats.loading import load_diagnosis
from socialfranchise.formats.traps import plain_day
from socialfranchise.sources.cells import cell_value
from socialfranchise.sources.excel import Worksheet
from socialfranchise.sources.form_layout import (
    ALL_ORIGIN_KEYS,
    ANSWER,
    FIRST_ORIGIN,
    FORM,
    MARK,
    ORIGIN_KEYS,
    ORIGINS,
    PLACE,
    PLACE_KEYS,
    QUESTIONS,
    REMARKS,
    TERM,
    WHOLE_KEYS,
    choice_meant,
    said,
    terms_of,
    titles_of,
    word_meant,
)
from socialfranchise.sources.local_diagnosis import default_id, default_title
from socialfranchise.sources.private_cells import private_cells

_Path = tuple[str | int, ...]
_Cell = tuple[str, int, int]
"""Title of the sheet, line and column of a cell, both from 1."""


def is_form(sheets: Iterable[Worksheet]) -> bool:
    """Is a workbook with these sheets a diagnosis form?"""
    return any(sheet.title == MARK and _at(sheet.sheet.rows[0][1], 0) == FORM for sheet in sheets)


def read_form(
    sheets: Iterable[Worksheet], name: str, catalogue: Catalogue, on: date
) -> tuple[Diagnosis | None, list[Finding]]:
    """The diagnosis in a form and what is wrong in it, each at its sheet and cell.

    What the form leaves open is filled: the day with ``on``, id and title from the name of the
    place. An empty answer means that nobody asked, the word for not known that nobody knows.
    """
    reader = _Reader(name, catalogue, {sheet.title: sheet for sheet in sheets})
    data = reader.diagnosis(on)
    if any(finding.severity >= Severity.ERROR for finding in reader.findings):
        return None, reader.findings
    try:
        diagnosis = load_diagnosis(data, catalogue=catalogue)
    except InvalidDocument as error:
        return None, [*reader.findings, *(reader.at_cell(found) for found in error.report)]
    facts = {id: evolve(fact, place=None) for id, fact in diagnosis.facts.items()}
    return evolve(diagnosis, facts=facts, sha256=""), reader.findings


@define
class _Reader:
    """A form being read."""

    name: str
    catalogue: Catalogue
    sheets: Mapping[str, Worksheet]
    findings: list[Finding] = field(factory=list)
    cells: dict[_Path, _Cell] = field(factory=dict)
    """Where what stands at a path of the diagnosis was read."""

    def diagnosis(self, on: date) -> dict[str, Any]:
        """The diagnosis as a file would hold it."""
        for sheet in self.sheets.values():
            self.findings += [*sheet.sheet.findings, *private_cells(sheet)]
        place = self.place()
        name = place.pop("name", None)
        if name is None:
            self.findings.append(codes.MISSING_KEY.finding(self.spot(PLACE, 2), key="name"))
        day = place.pop("day", on.isoformat())
        day = plain_day(day) or day
        usual = default_title(name or "")
        title = {
            language: place.pop(f"title.{language}", usual.to(language)) for language in LANGUAGES
        }
        data: dict[str, Any] = {
            "format": "socialfranchise.diagnosis/1",
            "id": place.pop("id", default_id(name or "", day[:4])),
            "title": title,
            "locality": {"name": name, **place},
            "day": day,
            "facts": self.facts(),
        }
        remarks = self.remarks()
        return {**data, "remarks": remarks} if remarks else data

    def rows(self, key: str) -> Iterator[tuple[str, int, Sequence[str]]]:
        """The rows of a sheet below its header: title, line, cells."""
        title = next((title for title in titles_of(key) if title in self.sheets), None)
        if title is None:
            wanted = titles_of(key)[0]
            known = sorted(self.sheets)
            place = Place(self.name, 1, 1, 1, 1)
            if key in (PLACE, QUESTIONS):
                self.findings.append(
                    codes.COLUMN_MISSING.finding(place, raw=wanted, column=wanted, known=known)
                )
            return
        for line, cells in self.sheets[title].sheet.rows:
            if line > 1:
                yield title, line, cells

    def place(self) -> dict[str, str]:
        """What the form says of the place, by key."""
        found: dict[str, str] = {}
        paths: dict[str, _Path] = {"day": ("day",), "id": ("id",)}
        paths |= {f"title.{language}": ("title", language) for language in LANGUAGES}
        for title, line, cells in self.rows(PLACE):
            key, value = _at(cells, 0), _at(cells, ANSWER)
            if key in PLACE_KEYS and value:
                found[key] = value
                path = paths.get(key, ("locality", key))
                self.cells[path] = (title, line, ANSWER + 1)
        return found

    def facts(self) -> dict[str, Any]:
        """The facts that are answered, with their origins."""
        facts: dict[str, Any] = {}
        known = self.catalogue.vocabularies.facts.terms
        met: set[str] = set()
        for title, line, cells in self.rows(QUESTIONS):
            key, answer = _at(cells, 0), _at(cells, ANSWER)
            id, _, term = key.partition(TERM)
            question = known.get(id)
            if question is None:
                self.unknown_key(title, line, key, known)
                continue
            here = (title, line, ANSWER + 1)
            if key in met:
                place, named = self.placed((title, line, 1))
                self.findings.append(
                    codes.DUPLICATE_ID.finding(place, path=(named,), raw=key, id=key)
                )
                continue
            met.add(key)
            self.cells.setdefault(("facts", id), here)
            terms = {each.id for each in terms_of(question, self.catalogue)} if term else set()
            if term and term not in terms:
                self.unknown_key(title, line, term, terms)
            elif answer:
                self.answer(facts, question, term, answer, here)
            origin = {
                part: _at(cells, FIRST_ORIGIN + index) for index, part in enumerate(ORIGIN_KEYS)
            }
            self.origin(facts, id, origin, (title, line, FIRST_ORIGIN + 1))
        self.more_origins(facts, known)
        for fact in facts.values():
            if set(fact) <= {"origins", "unknown"}:
                fact["unknown"] = True
            else:  # some terms are known, although the question as a whole was left open
                fact.pop("unknown", None)
        return facts

    def answer(
        self, facts: dict[str, Any], question: FactTerm, term: str, answer: str, cell: _Cell
    ) -> None:
        """Take one answer; what cannot be read is told at its cell."""
        id, word = question.id, word_meant(answer)
        fact = facts.setdefault(id, {})
        if word == "unknown":
            if not term:
                fact["unknown"] = True
        elif question.kind == "choice":
            meant = choice_meant(answer, question)
            if meant is None:
                self.unreadable(answer, cell, "listed")
            else:
                fact["choice"] = meant
        elif question.kind == "number":
            read = cell_value(answer.removesuffix("%").rstrip())
            if read is None or read[0] is None:
                self.unreadable(answer, cell, "number")
            else:
                fact["number"] = read[0]
                self.cells["facts", id, "number"] = cell
        elif question.kind == "terms" and not term:
            self.unreadable(answer, cell, "terms_below")
        elif word is None:
            self.unreadable(answer, cell, "answer")
        elif term:
            side = fact.setdefault("present" if word == "yes" else "absent", [])
            side.append(term)
        else:
            fact["answer"] = word
        if not fact:
            del facts[id]

    def more_origins(self, facts: dict[str, Any], known: Mapping[str, FactTerm]) -> None:
        """The origins that stand in a sheet of their own."""
        changed: set[str] = set()
        for title, line, cells in self.rows(ORIGINS):
            id = _at(cells, 0)
            if id not in known:
                self.unknown_key(title, line, id, known)
                continue
            supported = _at(cells, len(ALL_ORIGIN_KEYS) + 1)
            if supported and supported != said(facts.get(id, {})):
                changed.add(id)
                continue
            origin = {part: _at(cells, index) for index, part in enumerate(ALL_ORIGIN_KEYS, 1)}
            self.origin(facts, id, origin, (title, line, 2))
        for id in sorted(id for id in changed if ("facts", id) in self.cells):
            place, named = self.placed(self.cells["facts", id])
            self.findings.append(
                codes.ORIGIN_OF_OTHER_ANSWER.finding(place, path=(named,), raw=id, column=named)
            )

    def origin(
        self, facts: dict[str, Any], id: str, origin: Mapping[str, str], cell: _Cell
    ) -> None:
        """Take one origin; one without an answer makes the fact asked and not known."""
        given: dict[str, Any] = {key: value for key, value in origin.items() if value}
        if not given:
            return
        title, line, first = cell
        for index, key in enumerate(origin):
            if key in given and key in WHOLE_KEYS:
                if given[key].isdecimal() and given[key].isascii():
                    given[key] = int(given[key])
                else:
                    self.unreadable(given[key], (title, line, first + index), "number")
        fact = facts.setdefault(id, {})
        origins = fact.setdefault("origins", [])
        path: _Path = ("facts", id, "origins", len(origins))
        self.cells[path] = cell
        for index, key in enumerate(origin):
            self.cells[*path, key] = (title, line, first + index)
        origins.append(given)

    def remarks(self) -> list[dict[str, str]]:
        """The remarks, in both languages."""
        found: list[dict[str, str]] = []
        for title, line, cells in self.rows(REMARKS):
            remark = dict(zip(("pl", "en"), (_at(cells, 0), _at(cells, 1)), strict=True))
            number = len(found)
            for index, language in enumerate(remark, 1):
                self.cells["remarks", number, language] = (title, line, index)
            found.append(remark)
        return found

    def unreadable(self, raw: str, cell: _Cell, kind: str) -> None:
        """Tell of a cell that says nothing readable."""
        place, named = self.placed(cell)
        self.findings.append(
            codes.CELL_UNREADABLE.finding(place, path=(named,), raw=raw, column=named, cell=kind)
        )

    def unknown_key(self, title: str, line: int, key: str, known: Iterable[str]) -> None:
        """Tell of a first cell that names no question."""
        place, named = self.placed((title, line, 1))
        near = list(nearest(key, known))
        self.findings.append(
            codes.UNKNOWN_ID.finding(
                place, path=(named,), raw=key, id=key, target="facts", near=near, known=[]
            )
        )

    def at_cell(self, finding: Finding) -> Finding:
        """A finding about the diagnosis at the cell it was read from."""
        path = finding.path
        while path and path not in self.cells:
            path = path[:-1]
        cell = self.cells.get(path)
        return evolve(finding, place=self.spot(PLACE, 1) if cell is None else self.placed(cell)[0])

    def placed(self, cell: _Cell) -> tuple[Place, str]:
        """The place of a cell in the file, and its name such as ``Pytania!C5``."""
        title, line, column = cell
        named = self.sheets[title].cell(line, column - 1)
        return Place(f"{self.name}:{named}", line, column, line, column), named

    def spot(self, key: str, line: int) -> Place:
        """The cell of the answer in a row of a sheet."""
        title = next((title for title in titles_of(key) if title in self.sheets), None)
        if title is None:
            return Place(self.name, 1, 1, 1, 1)
        return self.placed((title, line, ANSWER + 1))[0]


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""
