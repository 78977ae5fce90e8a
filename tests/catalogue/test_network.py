"""Reports of co-operatives: read, checked, and put together."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import (
    Catalogue,
    InvalidDocument,
    NetworkReport,
    load_network_report,
    network_summary,
    validate,
)
from socialfranchise.catalogue.network import ReportedValue, ReportPeriod
from tests.cli.program import run
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests/corpus/valid/somewhere-report.yaml"
HOURS = "care-hours"


def report(
    cooperative: str, value: Decimal | None, year: int = 2026, version: str = "1.0.0"
) -> NetworkReport:
    return NetworkReport(
        id=f"{cooperative}-{year}",
        cooperative=cooperative,
        template="elderly-care",
        template_version=version,
        period=ReportPeriod(since=date(year, 1, 1), until=date(year, 12, 31)),
        indicators=(ReportedValue(id=HOURS, unit="hours", value=value),),
        lessons=(f"lesson of {cooperative} {year}",),
    )


VALUES = st.none() | st.decimals(0, 10**6, places=2)
REPORTS = st.lists(
    st.builds(report, st.sampled_from("abc"), VALUES, st.integers(2024, 2027)),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each.id,
)


@given(reports=REPORTS, order=st.randoms())
def test_a_summary_is_of_the_latest_reports_in_whatever_order(
    reports: list[NetworkReport], order: Any, catalogue: Catalogue
) -> None:
    summary = network_summary(reports, catalogue.templates)
    shuffled = list(reports)
    order.shuffle(shuffled)

    assert network_summary(shuffled, catalogue.templates) == summary
    (model,) = summary.models
    assert set(model.reports) == set(reports)
    assert len(model.counted) == len({each.cooperative for each in reports})
    (hours, *others) = model.indicators
    assert hours.known + hours.unknown == len(model.counted)
    values = [each.indicators[0].value for each in model.counted]
    known = [value for value in values if value is not None]
    assert (hours.low, hours.high) == (min(known, default=None), max(known, default=None))
    if hours.median is not None:
        assert min(known) <= hours.median <= max(known)
    assert all((each.known, each.median) == (0, None) for each in others)
    superseded = {each.id for each, why in summary.old if "superseded" in why}
    assert superseded == {each.id for each in set(reports) - set(model.counted)}


def test_reports_are_old_for_one_reason_or_several(catalogue: Catalogue) -> None:
    reports = [
        report("a", Decimal(1), 2024, version="0.1.0"),
        report("a", Decimal(2), 2026),
        report("b", None, 2025),
    ]
    summary = network_summary(reports, catalogue.templates, since=date(2026, 1, 1))

    assert {each.id: why for each, why in summary.old} == {
        "a-2024": ("superseded", "other-version", "before"),
        "b-2025": ("before",),
    }


def test_a_value_in_another_unit_is_not_counted(catalogue: Catalogue) -> None:
    other = ReportedValue(id=HOURS, unit="places", value=Decimal(7))
    told = NetworkReport(
        id="a",
        cooperative="a",
        template="elderly-care",
        template_version="1.0.0",
        period=ReportPeriod(since=date(2026, 1, 1), until=date(2026, 12, 31)),
        indicators=(other,),
    )

    assert network_summary([told], catalogue.templates).models[0].indicators[0].known == 0


def test_a_file_is_read(catalogue: Catalogue) -> None:
    read = load_network_report(EXAMPLE, catalogue=catalogue)

    assert read.cooperative == "Spółdzielnia Socjalna „Razem”"
    assert [value.value for value in read.indicators] == [Decimal(5400), None]
    assert read.changes_wanted[0].change == "Dojazdy liczyć osobno."
    assert validate(EXAMPLE).ok


GOOD: dict[str, Any] = {
    "format": "socialfranchise.network-report/1",
    "id": "a",
    "cooperative": "A",
    "template": "elderly-care",
    "template_version": "1.0.0",
    "period": {"since": "2026-01-01", "until": "2026-12-31"},
    "indicators": [{"id": HOURS, "unit": "hours", "value": 1}],
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"template": "elderly-car"}, "SF301"),
        ({"indicators": [{"id": "care-hour", "unit": "hours", "value": 1}]}, "SF301"),
        ({"indicators": [{"id": HOURS, "unit": "places", "value": 1}]}, "SF829"),
        ({"indicators": GOOD["indicators"] * 2}, "SF302"),
        ({"indicators": [{"id": HOURS, "unit": "hours"}]}, "SF206"),
        ({"indicators": [{"id": HOURS, "unit": "hours", "value": 1, "unknown": True}]}, "SF203"),
        ({"indicators": []}, "SF204"),
        ({"period": {"since": "2026-12-31", "until": "2026-01-01"}}, "SF504"),
    ],
)
def test_what_is_wrong_is_found_by_loading_and_by_checking(
    change: Mapping[str, Any], code: str, catalogue: Catalogue
) -> None:
    with pytest.raises(InvalidDocument) as error:
        load_network_report({**GOOD, **change}, catalogue=catalogue)

    assert [finding.code for finding in error.value.report] == [code]
    assert [finding.code for finding in validate({**GOOD, **change})] == [code]


def test_the_command_puts_files_together(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    other = text.replace("„Razem”", "„Inna”").replace("5400", "3200")
    (tmp_path / "b.yaml").write_text(other, encoding="utf-8")
    (tmp_path / "diagnosis.yaml").write_text("format: socialfranchise.diagnosis/1\n")

    told = run("network", str(tmp_path))
    assert (told.returncode, told.stderr) == (0, "")
    assert "mediana 4\N{NO-BREAK SPACE}300\N{NO-BREAK SPACE}godzin" in told.stdout
    assert "Spółdzielnia Socjalna „Inna”: Dojazdy liczyć osobno." in told.stdout
    data = json.loads(run("network", str(tmp_path), "--format", "json").stdout)
    assert data["models"][0]["indicators"][0]["median"] == 4300

    (tmp_path / "b.yaml").write_text(other.replace("care-hours", "hours"), encoding="utf-8")
    wrong = run("network", str(tmp_path))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "SF301" in wrong.stderr


def test_a_new_report_asks_for_every_indicator_of_its_model(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "report.yaml"
    assert run("new", "network-report", "nursery", "--out", str(file)).returncode == 0
    read = load_network_report(file, catalogue=catalogue)

    asked = [indicator.id for indicator in catalogue["nursery"].indicators]
    assert [value.id for value in read.indicators] == asked
    assert {value.value for value in read.indicators} == {None}
    assert {finding.code for finding in validate(file)} == {"SF601"}
