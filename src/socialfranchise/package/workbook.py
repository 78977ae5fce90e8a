"""The economics of a proposal as a workbook with live formulas and named inputs.

The numbers are those of the library to the grosz. Whoever changes a named input sees what follows.
In which month something starts, ends or is paid is part of the sheets and not an input of them.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.ledger import Line, line_ranges
from socialfranchise.feasibility.public_money import COMMUNE
from socialfranchise.feasibility.terms import Bounds, Given, LawFigure, Leaf, Range, Term
from socialfranchise.package.formulas import LONGEST, End, Formulas, has_ends, name_of
from socialfranchise.package.spreadsheet import cell, spreadsheet
from socialfranchise.presentation.economics.economics_data import input_id, inputs_of
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.names import Names

ENDS: tuple[End, ...] = ("base", "low", "high")
_FIRST = 3
"""The column of the first month; before it stand id, name and total."""
_LABELS = 2
_A_YEAR = 12


def economics_workbook(found: Economics, catalogue: Catalogue, language: Language) -> bytes:
    """The workbook; the same economics give the same bytes.

    Raises :class:`MissingExtra` when the extra ``excel`` is not installed.
    """
    file = BytesIO()
    with spreadsheet(found.proposal.title, file) as opened:
        _Book(found, Called(found, Names(catalogue, language)), opened.book).write()
    return file.getvalue()


@define
class _Book:
    found: Economics
    called: Called
    book: Any
    formulas: Formulas = field(factory=Formulas)
    bounds: Bounds = field(factory=Bounds)
    money: Any = None
    head: Any = None
    rows: dict[str, int] = field(factory=dict)

    @property
    def net_lines(self) -> list[Line]:
        return [line.net for line in self.found.public_money.lines if line.net is not None]

    def write(self) -> None:
        self.money = self.book.add_format({"num_format": "#,##0.00"})
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        summary = self.book.add_worksheet(self.sheet("summary"))
        self._inputs()
        for end in ENDS:
            self._months(end)
        self._summary(summary)

    def sheet(self, key: str) -> str:
        return self.called.names.say(f"economics.sheet.{key}")

    def say(self, key: str, **parameters: object) -> str:
        return self.called.names.say(f"economics.{key}", **parameters)

    def _heads(self, sheet: Any, row: int, heads: Iterable[str]) -> None:
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.head)

    def _inputs(self) -> None:
        sheet = self.book.add_worksheet(self.sheet("inputs"))
        columns = ("name", "input", "base", "low", "high", "from")
        self._heads(sheet, 0, (self.say(f"sheet.column.{key}") for key in columns))
        sheet.set_column(0, 1, 48)
        sheet.set_column(2, 4, 14)
        sheet.set_column(5, 5, 60)
        sheet.freeze_panes(1, 0)
        lines = [*self.found.lines, *self.net_lines]
        leaves = {input_id(leaf): leaf for line in lines for leaf in inputs_of(line)}
        for row, (_, leaf) in enumerate(sorted(leaves.items()), start=1):
            sheet.write_string(row, 0, name_of(leaf))
            sheet.write_string(row, 1, self._label(leaf))
            for column, (end, value) in enumerate(_values(leaf).items(), start=2):
                sheet.write_number(row, column, float(value))
                place = f"='{self.sheet('inputs')}'!${'CDE'[column - 2]}${row + 1}"
                self.book.define_name(name_of(leaf, end), place)
            sheet.write_string(row, 5, self._origin(leaf))

    def _label(self, leaf: Leaf) -> str:
        if isinstance(leaf, Given):
            return self.called.input(leaf)
        return self.called.names.parameter(leaf.parameter)

    def _origin(self, leaf: Leaf) -> str:
        names = self.called.names
        if isinstance(leaf, Given):
            return "" if leaf.place is None else f"{leaf.place.file}:{leaf.place.line}"
        known = names.say(f"evidence.confidence.{leaf.dated.confidence}")
        parts = (leaf.since.isoformat(), names.basis(leaf.dated), known)
        return "; ".join(dict.fromkeys(part for part in parts if part))

    def _months(self, end: End) -> None:
        sheet = self.book.add_worksheet(self.sheet(end))
        heads = [self.say("sheet.column.line"), self.say("sheet.column.what")]
        heads += [self.say("column.in_all")]
        heads += [
            self.say("month", number=number, day=day.isoformat()[:7])
            for number, day in enumerate(self.found.days, start=1)
        ]
        self._heads(sheet, 0, heads)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, len(heads), 14)
        sheet.freeze_panes(1, _FIRST)
        row = 1
        for line in (*self.found.lines, *self.net_lines):
            self._line(sheet, row, line, end)
            row += 1
        own = [line for line in self.found.lines if line.kind != "own-money"]
        outcome = self.found.outcome
        if outcome is not None:
            self._added(sheet, row, "result", own, outcome.result, end)
            self._cash(sheet, row + 1, outcome.cash, end)

    def _line(self, sheet: Any, row: int, line: Line, end: End) -> None:
        ranges = line_ranges(line, self.bounds)
        written: dict[Term, str] = {}
        self.rows[line.id] = row
        self._labels(sheet, row, line.id, self.called.line(line), ranges, end)
        for month, amount in enumerate(line.amounts):
            value = float(getattr(ranges[month], end))
            if amount is None:
                sheet.write_number(row, _FIRST + month, 0, self.money)
                continue
            same = written.get(amount)
            formula = f"={same}" if same else self._signed(line, amount, end)
            written.setdefault(amount, cell(row, _FIRST + month))
            sheet.write_formula(row, _FIRST + month, formula, self.money, value)

    def _signed(self, line: Line, amount: Term, end: End) -> str:
        if line.sign == 1:
            formula = f"={self.formulas.of(amount, end)}"
        else:
            other: dict[End, End] = {"low": "high", "base": "base", "high": "low"}
            formula = f"=-({self.formulas.of(amount, other[end])})"
        if len(formula) > LONGEST:
            raise ValueError(f"the formula of {line.id} is too long for a workbook")
        return formula

    def _labels(
        self, sheet: Any, row: int, id: str, name: str, ranges: Sequence[Range], end: End
    ) -> None:
        sheet.write_string(row, 0, id)
        sheet.write_string(row, 1, name)
        total = sum((getattr(each, end) for each in ranges), Decimal(0))
        first, last = cell(row, _FIRST), cell(row, _FIRST + len(ranges) - 1)
        sheet.write_formula(row, _LABELS, f"=SUM({first}:{last})", self.money, float(total))

    def _added(
        self,
        sheet: Any,
        row: int,
        key: str,
        lines: Sequence[Line],
        ranges: Sequence[Range],
        end: End,
    ) -> None:
        self.rows[key] = row
        self._labels(sheet, row, key, self.say(f"column.{key}"), ranges, end)
        first, last = (self.rows[lines[n].id] for n in (0, -1))
        for month, each in enumerate(ranges):
            column = _FIRST + month
            formula = f"=SUM({cell(first, column)}:{cell(last, column)})"
            sheet.write_formula(row, column, formula, self.money, float(getattr(each, end)))

    def _cash(self, sheet: Any, row: int, cash: Sequence[Range], end: End) -> None:
        """The money at hand: that of the month before, and what is paid in this one."""
        self.rows["cash"] = row
        sheet.write_string(row, 0, "cash")
        sheet.write_string(row, 1, self.say("column.cash"))
        paid: dict[int, list[str]] = {}
        for line in self.found.lines:
            at = self.rows[line.id]
            for month, amount in enumerate(line.amounts):
                when = month + 1 if line.paid is None else line.paid[month]
                if amount is not None:
                    paid.setdefault(when, []).append(cell(at, _FIRST + month))
        for month, each in enumerate(cash):
            before = [cell(row, _FIRST + month - 1)] if month else []
            formula = "=" + ("+".join([*before, *paid.get(month + 1, [])]) or "0")
            value = float(getattr(each, end))
            sheet.write_formula(row, _FIRST + month, formula, self.money, value)

    def _summary(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 70)
        sheet.set_column(1, 3, 18)
        sheet.write_string(0, 0, self.say("heading", title=self.found.proposal.title), self.head)
        sheet.write_string(1, 0, self.say("sheet.about"))
        heads = ("", *(self.sheet(end) for end in ENDS))
        self._heads(sheet, 3, heads)
        row, outcome = 4, self.found.outcome
        last = _FIRST + len(self.found.days) - 1
        if outcome is not None:
            at, cash = self.rows["result"], self.rows["cash"]
            self._figures(
                sheet, row, self.say("column.result"), f"{{}}!{cell(at, 2)}", outcome.total
            )
            for year, each in enumerate(outcome.years):
                first = _FIRST + year * _A_YEAR
                span = f"{cell(at, first)}:{cell(at, min(first + _A_YEAR - 1, last))}"
                label = f"{self.say('column.result')}: {self.say('year', number=year + 1)}"
                self._figures(sheet, row + 1 + year, label, f"SUM({{}}!{span})", each)
            row += 1 + len(outcome.years)
            span = f"{cell(cash, _FIRST)}:{cell(cash, last)}"
            label = self.say("column.low_point")
            self._figures(sheet, row, label, f"MIN({{}}!{span})", outcome.low_point)
            row += 2
        money = self.found.public_money
        for payer in money.payers:
            rows = [self.rows[net.id] for net in self.net_lines if net.payer == payer.payer]
            if rows:
                cells = "+".join(f"{{}}!{cell(at, _LABELS)}" for at in rows)
                label = self.say(f"payer.{payer.payer}")
                if payer.payer == COMMUNE:
                    label = self.say("sheet.commune")
                self._figures(sheet, row, label, cells, payer.total)
                row += 1

    def _figures(self, sheet: Any, row: int, label: str, formula: str, found: Range) -> None:
        sheet.write_string(row, 0, label)
        for column, end in enumerate(ENDS, start=1):
            name = f"'{self.sheet(end)}'"
            cells = "=" + formula.replace("{}", name)
            sheet.write_formula(row, column, cells, self.money, float(getattr(found, end)))


def _values(leaf: Leaf) -> dict[End, Decimal]:
    if isinstance(leaf, LawFigure):
        return {"base": leaf.dated.value}
    if not has_ends(leaf):
        return {"base": leaf.base}
    return {"base": leaf.base, "low": leaf.low, "high": leaf.high}
