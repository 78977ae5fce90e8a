"""The workbook into which a co-operative writes the indicators of its model, month by month."""

from io import BytesIO
from typing import Final

from socialfranchise.catalogue.template import Indicator, Template
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.package.spreadsheet import Spreadsheet, cell, spreadsheet
from socialfranchise.wording.messages import Messages, messages

YEARS: Final = 3
"""A sheet for each of the first years."""
EVERY: Final = {"month": 1, "quarter": 3, "year": 12}
"""After how many months an indicator is measured again."""
_MONTHS = 12
_FIRST = 5
"""The column of the first month; before it stand id, name, unit, how often and from where."""
_WIDTHS = (16, 30, 11, 11, 26, *(7,) * _MONTHS, 9, 9, 9)
_ABOUT = (24, 80)


def kpi_workbook(
    template: Template, diagnosis: Diagnosis, coop: str | None, language: Language
) -> bytes:
    """A sheet a year with a field for every measurement, and what the fields come to.

    ``coop`` is the name of the co-operative, when it has one. The same input gives the same bytes.
    Raises :class:`MissingExtra` when the extra ``excel`` is not installed.
    """
    say, file = messages(language), BytesIO()
    with spreadsheet(say("kpi_workbook.title"), file) as book:
        _about(book, template, diagnosis, coop, say)
        for year in range(1, YEARS + 1):
            _year(book, template.indicators, year, say)
    return file.getvalue()


def _about(
    book: Spreadsheet, template: Template, diagnosis: Diagnosis, coop: str | None, say: Messages
) -> None:
    sheet = book.sheet(say("kpi_workbook.about"), (say("kpi_workbook.title"), ""), _ABOUT)
    place = diagnosis.locality
    rows = {
        "coop": coop or "",
        "model": f"{template.name.to(say.language)} ({template.id} {template.version})",
        "place": place.name,
        "teryt": place.teryt or "",
        "how": say("kpi_workbook.how_text"),
        "sums": say("kpi_workbook.sums_text"),
    }
    for row, (key, text) in enumerate(rows.items(), start=1):
        sheet.write_string(row, 0, say(f"kpi_workbook.{key}"), book.text)
        sheet.write_string(row, 1, text, book.text)
        book.fit(sheet, row, (say(f"kpi_workbook.{key}"), text), _ABOUT)


def _year(book: Spreadsheet, indicators: tuple[Indicator, ...], year: int, say: Messages) -> None:
    columns = ("id", "name", "unit", "often", "source")
    sums = ("total", "average", "last")
    months = (say("kpi_workbook.month", number=month) for month in range(1, _MONTHS + 1))
    heads = (
        *(say(f"kpi_workbook.column.{key}") for key in columns),
        *months,
        *(say(f"kpi_workbook.column.{key}") for key in sums),
    )
    sheet = book.sheet(say("kpi_workbook.year", number=year), heads, _WIDTHS)
    sheet.freeze_panes(1, 2)
    for row, indicator in enumerate(indicators, start=1):
        cells = (
            indicator.id,
            indicator.name.to(say.language),
            say(f"unit_name.{indicator.unit}"),
            say(f"kpi_workbook.often.{indicator.frequency}"),
            indicator.source.to(say.language),
        )
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, book.text)
        book.fit(sheet, row, cells, _WIDTHS)
        for month in range(EVERY[indicator.frequency], _MONTHS + 1, EVERY[indicator.frequency]):
            at = _FIRST + month - 1
            sheet.write_blank(row, at, None, book.entry)
            sheet.data_validation(row, at, row, at, _number_only(say))
        for number, formula in enumerate(_sums(row)):
            sheet.write_formula(row, _FIRST + _MONTHS + number, formula, book.text, "")


def _sums(row: int) -> tuple[str, str, str]:
    """The sum, the mean and the last of what is filled in; empty while nothing is."""
    span = f"{cell(row, _FIRST)}:{cell(row, _FIRST + _MONTHS - 1)}"
    return (
        f'=IF(COUNT({span})=0,"",SUM({span}))',
        f'=IF(COUNT({span})=0,"",AVERAGE({span}))',
        f'=IF(COUNT({span})=0,"",LOOKUP(9.9E+307,{span}))',
    )


def _number_only(say: Messages) -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": say("kpi_workbook.wrong_title")[:32],
        "error_message": say("kpi_workbook.wrong")[:255],
    }
