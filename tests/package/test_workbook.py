"""The workbook: live formulas that give the numbers of the library to the grosz."""

import csv
import io
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from socialfranchise import Catalogue, Diagnosis, Economics, economics, funding_plan, load_proposal
from socialfranchise.core.errors import MissingExtra
from socialfranchise.feasibility.ledger import line_ranges
from socialfranchise.feasibility.terms import Bounds
from socialfranchise.package.workbook import ENDS, economics_workbook
from socialfranchise.wording.messages import messages
from tests.cli.program import run
from tests.conftest import ROOT
from tests.feasibility.plans import account, job, plan, sale

OFFICE = shutil.which("localc") or shutil.which("scalc")
"""The part of an office program that reckons; ``soffice`` may be there without it."""
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
GROSZ = Decimal("0.005")


@pytest.fixture
def found(catalogue: Catalogue, kramsk: Diagnosis) -> Economics:
    proposal = load_proposal(
        ROOT / "models" / "proposals" / "kramsk-example.yaml", catalogue=catalogue
    )
    return economics(catalogue["elderly-care"], kramsk, catalogue, proposal, draws=1)


def recalculated(book: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet as an office program works it out: the stored results are taken out first."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(bare, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(entry, data)
    (folder / "book.xlsx").write_bytes(bare.getvalue())
    assert OFFICE is not None
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [OFFICE, home, "--headless", "--convert-to", EVERY_SHEET, "book.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    sheets = {}
    for file in folder.glob("book-*.csv"):
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        sheets[file.stem.removeprefix("book-")] = rows
    return sheets


def changed(book: bytes, name: str, value: float) -> bytes:
    """The workbook after somebody typed a number over a named input."""
    openpyxl = pytest.importorskip("openpyxl")
    opened = openpyxl.load_workbook(io.BytesIO(book))
    sheet, cell = next(iter(opened.defined_names[name].destinations))
    opened[sheet][cell.replace("$", "")] = value
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def same(sheets: dict[str, list[list[str]]], found: Economics) -> int:
    """How many cells were compared with the library; every one of them must be the same."""
    bounds, compared = Bounds(), 0
    nets = [line.net for line in found.public_money.lines if line.net is not None]
    for end in ENDS:
        rows = {row[0]: row for row in sheets[messages("en")(f"economics.sheet.{end}")]}
        wanted: dict[str, Any] = {
            line.id: line_ranges(line, bounds) for line in (*found.lines, *nets)
        }
        assert found.outcome is not None
        wanted |= {"result": found.outcome.result, "cash": found.outcome.cash}
        for id, ranges in wanted.items():
            for month, each in enumerate(ranges):
                cell = Decimal(rows[id][3 + month])
                assert abs(cell - getattr(each, end)) < GROSZ, (end, id, month + 1)
                compared += 1
    return compared


@pytest.mark.skipif(OFFICE is None, reason="no office program to recalculate with")
@pytest.mark.slow
def test_an_office_program_works_out_the_same(
    found: Economics, catalogue: Catalogue, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    sheets = recalculated(economics_workbook(found, catalogue, "en"), tmp_path)

    assert same(sheets, found) > 10_000
    summary = {row[0]: row[1:4] for row in sheets["Summary"]}
    headline = found.public_money.headline
    assert headline is not None
    told = [Decimal(cell) for cell in summary["Returned to the commune’s budget"]]
    assert all(
        abs(cell - getattr(headline, end)) < GROSZ for cell, end in zip(told, ENDS, strict=True)
    )


@pytest.mark.skipif(OFFICE is None, reason="no office program to recalculate with")
@pytest.mark.slow
def test_the_support_of_a_funding_plan_is_worked_out_the_same(
    found: Economics, catalogue: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("highspy")
    plan_ = funding_plan(found.template, kramsk, catalogue, found.proposal)
    fed = economics(found.template, kramsk, catalogue, found.proposal, funding=plan_, draws=1)
    sheets = recalculated(economics_workbook(fed, catalogue, "en"), tmp_path)

    assert same(sheets, fed) > 10_000


@pytest.mark.skipif(OFFICE is None, reason="no office program to recalculate with")
@pytest.mark.slow
def test_a_changed_input_gives_what_the_library_gives_for_it(
    catalogue: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")

    def reckoned(price: float) -> Economics:
        proposal = plan(
            catalogue,
            jobs=[job(time=0.5)],
            sales=[sale(price={"base": price}, other_price={"low": 30, "base": 45, "high": 50})],
            growth={"wages": {"base": 0.03}, "sales": {"low": 0, "base": 0.02}},
            public_account=account(deadweight={"low": 0.1, "base": 0.3, "high": 0.4}),
        )
        return economics(catalogue[proposal.template], kramsk, catalogue, proposal, draws=1)

    book = economics_workbook(reckoned(40), catalogue, "en")
    sheets = recalculated(changed(book, "sales.hours.price", 47.25), tmp_path)

    assert same(sheets, reckoned(47.25)) > 1_000


def test_the_same_economics_give_the_same_bytes(found: Economics, catalogue: Catalogue) -> None:
    pytest.importorskip("xlsxwriter")
    book = economics_workbook(found, catalogue, "pl")

    assert book == economics_workbook(found, catalogue, "pl")
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        names = files.read("xl/workbook.xml").decode()
    assert 'name="sales.commune_hours.price.low"' in names
    assert 'name="law.minimum_wage_2027_01_01"' in names


def test_without_the_extra_it_says_so(
    found: Economics, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match="excel"):
        economics_workbook(found, catalogue, "pl")


def test_the_command_writes_it_beside_the_answer(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    file = tmp_path / "book.xlsx"
    models = ROOT / "models"
    arguments = (
        "economics",
        "elderly-care",
        str(models / "places" / "kramsk-2011.yaml"),
        str(models / "proposals" / "kramsk-example.yaml"),
        "--draws=1",
        f"--workbook={file}",
    )
    first = run(*arguments)

    assert first.returncode == 0
    assert file.read_bytes().startswith(b"PK")
    assert str(file) in first.stderr
    file.write_bytes(b"mine")
    assert run(*arguments).returncode != 0
    assert file.read_bytes() == b"mine"
