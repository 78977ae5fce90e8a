"""Whatever a founder calls the co-operative, it stays a name: in every format, on every path."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import docx
import pypdf
import pytest

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.package.franchise_package import FranchisePackage, render_package
from socialfranchise.package.plan import plan_package
from tests.package.page import faults, read

openpyxl: Any = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

NAMES = {
    "coop-name": '{{ 7*7 }} {% raw %} <script>alert(1)</script> "quoted" & \\ `code` #panic()',
    "seat": "../../etc/passwd /root C:\\windows [link](javascript:alert(1)) ![x](file:///x)",
    "mayor": '=HYPERLINK("http://x","y") +1 -1 @SUM(A1) |cmd|\' /C calc\'!A0',
    "council-chair": "# Nagłówek | kolumna | ::: {.x} ^przypis^[^1] $x^2$ <!-- -->",
    "representative": '§ 1. *gwiazdki* _podkreślenia_ ~~skreślenie~~ #read("/etc/passwd")',
    "founders-list": ["Łucja Ćwiąkała-Żądło", "O’Neil & Synowie; <b>Gmina</b>", "-- --- ..."],
}
LONG = "Słowo-" * 333  # as long as an answer may be, and hardly a place to break it


@pytest.fixture(scope="module")
def package(catalogue: Catalogue, kramsk: Diagnosis) -> FranchisePackage:
    template = catalogue["elderly-care"]
    plan = plan_package(template, kramsk, catalogue, answers=NAMES)
    short = tuple(d for d in plan.documents if d.id in ("council-resolution", "founding-meeting"))
    plan = attrs.evolve(plan, documents=short)
    return render_package(plan, catalogue, ("docx", "odt", "html", "pdf", "md", "xlsx"))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def odt_text(content: bytes) -> str:
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("content.xml"))  # noqa: S314
    return "".join(root.itertext())


def pdf_text(content: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join([paragraph.text for paragraph in document.paragraphs] + cells)


READERS = {
    "docx": docx_text,
    "odt": odt_text,
    "html": lambda content: "".join(read(content).texts["main"]),
    "pdf": pdf_text,
}


@pytest.mark.parametrize("format", READERS)
def test_a_name_comes_out_as_it_was_given(format: str, package: FranchisePackage) -> None:
    text = "".join(
        plain(READERS[format](content))
        for name, content in package.files.items()
        if name.endswith(f".{format}")
    )

    for answer in NAMES.values():
        for name in [answer] if isinstance(answer, str) else answer:
            assert plain(name) in text
    assert "root:x:0" not in text


def test_no_page_runs_or_reaches_anything(package: FranchisePackage) -> None:
    pages = [content for name, content in package.files.items() if name.endswith(".html")]

    assert len(pages) == 3
    for page in pages:
        assert faults(page) == []


def test_no_cell_is_a_formula_of_the_founders(package: FranchisePackage) -> None:
    for name, content in package.files.items():
        if name.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                for row in sheet.iter_rows():
                    for cell in row:
                        assert cell.data_type != "f" or cell.value.startswith("=IF(COUNT(")
                        assert cell.hyperlink is None


def test_names_of_files_are_plain_and_lead_nowhere(
    package: FranchisePackage, tmp_path: Path
) -> None:
    assert all(re.fullmatch(r"[0-9a-z.-]+", name) for name in package.files)
    package.write(tmp_path / "folder")
    assert {path.name for path in tmp_path.rglob("*")} == {"folder", *package.files}
    assert json.loads(package.files["manifest.json"])["answers"]["mayor"] == NAMES["mayor"]


def test_a_word_without_end_stays_on_the_page(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    answers = {"coop-name": LONG, "representative": "x" * 300}
    plan = plan_package(catalogue["elderly-care"], kramsk, catalogue, answers=answers)
    meeting = tuple(d for d in plan.documents if d.id == "founding-meeting")
    short = attrs.evolve(plan, documents=meeting, to_fill=None)
    package = render_package(short, catalogue, ("pdf",))
    (pdf,) = [content for name, content in package.files.items() if name.endswith(".pdf")]

    edges: list[float] = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, user, at, font, size: edges.append(user[4]))
    assert max(edges) < 525
    assert plain(pdf_text(pdf)).count("x" * 300) == 1
