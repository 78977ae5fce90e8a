"""Workbooks and the calendar: right numbers, live sums, harmless cells, the same bytes."""

import io
import sys
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, Feasibility, Proposal, load_proposal
from socialfranchise.core.errors import MissingExtra
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Locality
from socialfranchise.feasibility.economics import economics
from socialfranchise.feasibility.feasibility import feasibility_of
from socialfranchise.feasibility.funding.plan import FundingPlan, funding_plan
from socialfranchise.package import studies
from socialfranchise.package.attachments import ATTACHED, attachments
from socialfranchise.package.calendar_file import OCTETS, calendar_file, escaped, folded
from socialfranchise.package.funding_workbook import funding_workbook
from socialfranchise.package.kpi_workbook import EVERY, YEARS, kpi_workbook
from socialfranchise.package.plan import plan_package
from tests.conftest import ROOT

openpyxl: Any = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def proposal(catalogue: Catalogue) -> Proposal:
    file = ROOT / "models" / "proposals" / "kramsk-example.yaml"
    return load_proposal(file, catalogue=catalogue)


@pytest.fixture(scope="module")
def money(catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal) -> FundingPlan:
    pytest.importorskip("highspy")
    return funding_plan(catalogue["elderly-care"], kramsk, catalogue, proposal)


@pytest.fixture(scope="module")
def duties(catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal) -> Feasibility:
    return feasibility_of(catalogue["elderly-care"], kramsk, catalogue, proposal=proposal)


def opened(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


# Indicators


def test_every_indicator_has_a_field_for_every_time_it_is_measured(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    template = catalogue["elderly-care"]
    book = opened(kpi_workbook(template, kramsk, None, "pl"))

    assert book.sheetnames == ["O arkuszu", "Rok 1", "Rok 2", "Rok 3"]
    assert len(book.sheetnames) == YEARS + 1
    for sheet in book.worksheets[1:]:
        fields = [str(cells.sqref) for cells in sheet.data_validations.dataValidation]
        assert len(fields) == sum(12 // EVERY[one.frequency] for one in template.indicators)
        for row, indicator in enumerate(template.indicators, start=2):
            assert sheet.cell(row, 1).value == indicator.id
            assert sheet.cell(row, 2).value == indicator.name.pl
            assert sheet.cell(row, 18).value.startswith("=IF(COUNT(")


def test_codes_and_hostile_names_are_text(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    place = attrs.evolve(kramsk, locality=Locality(name='=HYPERLINK("http://x")', teryt="0210052"))
    template = attrs.evolve(
        catalogue["elderly-care"], name=Text("@SUM(1+1)", "-1+1"), indicators=()
    )
    book = opened(kpi_workbook(template, place, "+cmd|' /C calc'!A0", "pl"))
    cells = {row[0].value: row[1] for row in book["O arkuszu"].iter_rows()}

    assert cells["Miejsce"].value == '=HYPERLINK("http://x")'
    assert cells["Kod TERYT"].value == "0210052"
    assert cells["Spółdzielnia"].value == "+cmd|' /C calc'!A0"
    assert cells["Model"].value.startswith("@SUM(1+1)")
    for cell in cells.values():
        assert cell.data_type == "s"
        assert cell.hyperlink is None


# Funding


def test_the_workbook_of_the_funding_has_the_amounts_of_the_plan(
    money: FundingPlan, catalogue: Catalogue
) -> None:
    content = funding_workbook(money, catalogue, "en")
    stored, live = opened(content, values=True), opened(content)
    months, formulas = stored["Months"], live["Months"]
    last = months.max_column

    assert months.max_row == money.months + 1
    for month in range(1, money.months + 1):
        cost, left = months.cell(month + 1, 3).value, months.cell(month + 1, last).value
        paid = [months.cell(month + 1, column).value for column in range(4, last - 1)]
        assert Decimal(str(cost)) == money.labour_costs[month - 1]
        assert abs(Decimal(str(left)) - money.to_earn(month)) < Decimal("0.001")
        assert abs(sum(paid) - months.cell(month + 1, last - 1).value) < 0.001
        assert formulas.cell(month + 1, last - 1).value.startswith("=SUM(")
    summary = {row[0].value: row[1].value for row in stored["Summary"].iter_rows()}
    assert summary["Own contribution to purchases (PLN)"] == float(money.own_contribution)
    assert money.gap is not None
    assert summary["What is missing (PLN)"] == float(money.gap)


def test_what_a_group_calls_its_purchases_is_text(money: FundingPlan, catalogue: Catalogue) -> None:
    bought = tuple(attrs.evolve(p, what="=1+1") for p in money.proposal.purchases or ())
    hostile = attrs.evolve(money, proposal=attrs.evolve(money.proposal, purchases=bought))
    sheet = opened(funding_workbook(hostile, catalogue, "en"))["Purchases"]

    assert [sheet.cell(row, 1).data_type for row in range(2, len(bought) + 2)] == ["s"] * len(
        bought
    )


# The calendar


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_calendar_keeps_the_standard(duties: Feasibility, catalogue: Catalogue) -> None:
    content = calendar_file(duties, catalogue, DAY, "pl")
    lines = unfolded(content)

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= OCTETS for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    events = [deadline for deadline in duties.calendar.dated if deadline.day is not None]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(events) > 10
    identities = [line for line in lines if line.startswith("UID:")]
    assert len({*identities}) == len(events)
    assert {line for line in lines if line.startswith("DTSTAMP")} == {"DTSTAMP:20261122T000000Z"}


def test_an_event_stays_itself_in_a_later_file(duties: Feasibility, catalogue: Catalogue) -> None:
    first, later = (
        unfolded(calendar_file(duties, catalogue, day, "pl")) for day in (DAY, date(2027, 1, 1))
    )

    assert first != later
    assert [line for line in first if not line.startswith("DTSTAMP")] == [
        line for line in later if not line.startswith("DTSTAMP")
    ]


def test_another_program_reads_the_same_days_and_words(
    duties: Feasibility, catalogue: Catalogue
) -> None:
    icalendar = pytest.importorskip("icalendar")
    read = icalendar.Calendar.from_ical(calendar_file(duties, catalogue, DAY, "pl"))
    events = read.walk("VEVENT")
    deadlines = [deadline for deadline in duties.calendar.dated if deadline.day is not None]

    assert [event.decoded("DTSTART") for event in events] == [d.day for d in deadlines]
    for event, deadline in zip(events, deadlines, strict=True):
        assert deadline.duty.what.pl.rstrip(".") in str(event["SUMMARY"])
        assert deadline.duty.who.pl in str(event["DESCRIPTION"])


@given(st.text())
def test_folding_loses_nothing_and_splits_no_letter(text: str) -> None:
    value = escaped(text)
    lines = list(folded(value))

    assert all(len(line.encode()) <= OCTETS for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == value
    assert "\n" not in value
    assert "\r" not in value


# All of them


def test_attachments_belong_to_what_they_are_about(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("highspy")
    monkeypatch.setattr(studies, "economics", partial(economics, draws=1))
    template = catalogue["elderly-care"]
    alone = plan_package(template, kramsk, catalogue, on=DAY)
    studied = studies.Studies(
        template=template, diagnosis=kramsk, catalogue=catalogue, proposal=proposal, on=DAY
    )
    planned = attrs.evolve(alone, proposal=proposal, studies=studied)

    assert [one.id for one in attachments(alone, catalogue, ATTACHED)] == ["workbook-indicators"]
    made = attachments(planned, catalogue, ATTACHED)
    assert [one.id for one in made] == [
        "workbook-indicators",
        "workbook-economics",
        "workbook-funding",
        "calendar-of-duties",
    ]
    assert attachments(planned, catalogue, ATTACHED) == made
    assert len({one.file for one in made}) == len(made)
    assert attachments(planned, catalogue, ("docx", "pdf")) == ()
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match="excel"):
        attachments(alone, catalogue, ["xlsx"])
    assert [one.id for one in attachments(planned, catalogue, ["ics"])] == ["calendar-of-duties"]
