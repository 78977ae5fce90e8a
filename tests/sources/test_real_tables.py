"""The real exports, where they are at hand: nothing is lost between the file and the sums."""

import os
from math import fsum
from pathlib import Path

import pytest

from socialfranchise.sources.observation import COUNTRY, Table
from socialfranchise.sources.plausibility import totals
from socialfranchise.sources.tables import read_table
from tests.conftest import ROOT
from tests.sources.exports import ON

DATA = Path(os.environ.get("SOCIALFRANCHISE_SHARED", ROOT.parent / "shared")) / "data" / "raw"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real exports are not at hand")


def real(start: str) -> Table:
    (file,) = DATA.glob(f"{start}*")
    return read_table(file.read_bytes(), file.name, ON)


def test_communes_of_every_year_add_up_to_the_country() -> None:
    table = real("RYNE_1944_CTAB")
    found = totals(table.observations)

    assert sorted(year or 0 for _, year in found) == list(range(2003, 2025))
    assert {unit for unit, year in found} == {"ogółem"}
    for total in found.values():
        assert total.country is not None
        assert fsum(total.communes) == fsum(total.counties) == total.country.value
    assert [finding.code for finding in table.findings] == ["SF925"]
    assert table.findings[0].parameters["number"] == 134
    years_and_units = {(each.period, each.unit) for each in table.observations}
    assert len(years_and_units) == len(table.observations) == 22 * (4434 - 134)


def test_an_export_that_lacks_communes_says_so() -> None:
    table = real("LUDN_1355_CTAB")
    found = {finding.parameters["variable"]: finding.parameters for finding in table.findings}

    assert {finding.code for finding in table.findings} == {"SF927"}
    assert found["saldo migracji; ogółem"]["wanted"] == "6766"
    assert "saldo migracji na 1000 ludności; ogółem" not in found
    assert len(table.observations) == 3846 * 8


@pytest.mark.parametrize(("start", "rows"), [("LUDN_1868_CREL", 160), ("LUDN_2137_CREL", 5)])
def test_long_exports_are_read_row_by_row(start: str, rows: int) -> None:
    table = real(start)

    assert (len(table.observations), table.findings) == (rows, ())
    assert all(each.value is not None for each in table.observations)


def test_answers_of_the_service_are_read() -> None:
    table = real("bdl_api_samples/data")

    assert {each.unit for each in table.observations} == {COUNTRY, "12", "30"}
    assert [finding.code for finding in table.findings] == ["SF929"]
