"""Tables read as mappings say: what each cell answers, and what is told of cells that do not."""

import io
import zipfile
from datetime import date

import pytest
from attrs import evolve

from socialfranchise import Catalogue, InvalidDocument
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Number, Terms
from socialfranchise.sources.candidates import MappedTable
from socialfranchise.sources.excel import read_workbook
from socialfranchise.sources.mapped import fitting, map_table
from socialfranchise.sources.place_in_tables import place_in
from tests.sources.tables import INDICATORS, ON, OURS, SHARED, mapped, our_mapping, told

CIS = frozenset(("cis",))
NONE = frozenset[str]()


def answers(unit: object) -> dict[str, object]:
    return {each.fact: each.value for each in unit.candidates}  # type: ignore[attr-defined]


def test_a_table_of_an_office(catalogue: Catalogue) -> None:
    table = mapped(OURS, our_mapping(catalogue), catalogue)

    assert {unit.code: answers(unit) for unit in table.units} == {
        "0201011": {
            "population": Number(37500),
            "has-shop": Answer(True),
            "institutions": Terms(CIS, NONE),
        },
        "0201022": {"has-shop": Answer(False), "institutions": Terms(NONE, CIS)},
        "0201032": {},
    }
    assert told(table) == [
        ("SF936", 6, "201032"),
        ("SF935", 6, "0"),
        ("SF911", 6, "może"),
        ("SF924", 9, "9901011"),
    ]


def test_every_answer_says_where_it_stands(catalogue: Catalogue) -> None:
    table = mapped(OURS, our_mapping(catalogue), catalogue)
    first = table.units[0].candidates[0]

    assert (first.table, first.row, first.column) == ("table.csv", 4, "Ludność / ogółem (tys.)")
    assert (first.source, first.year) == ("gus-bdl", 2024)


def test_findings_about_other_places_are_not_told(catalogue: Catalogue) -> None:
    table = mapped(OURS, our_mapping(catalogue), catalogue)

    assert [finding.code for finding in table.about(table.units[:1])] == ["SF924"]
    assert len(table.about(table.units[2:])) == 4


def test_a_row_for_every_indicator(catalogue: Catalogue) -> None:
    table = mapped(INDICATORS, catalogue.mappings["county-indicators-ioss"], catalogue)
    county, other = table.units

    assert answers(other) == {}
    assert county.name == "powiat lipowski"
    assert answers(county) == {
        "population": Number(106985),
        "share-65-plus": Number(17.66),
        "assistance-users-per-10000": Number(235),
        "institutions": Terms(frozenset(("kis",)), NONE),
    }
    assert told(table) == [("SF935", 5, "0"), ("SF923", 8, "2204")]


def test_the_kind_of_a_commune_is_read_from_its_code(catalogue: Catalogue) -> None:
    mapping = catalogue.mappings["communes-of-malopolska-2025"]
    header = [mapped.column for mapped in mapping.facts if mapped.column != "teryt"]
    head = ",".join(["teryt", "nazwa", "powiat", *map(str, header)])
    kinds = {
        "1261011": "city-county",
        "2478011": "city-county",
        "1201011": "urban",
        "1201022": "rural",
    }
    rows = "\n".join(f"{code},X,y{',' * len(header)}" for code in kinds)
    table = mapped(f"{head}\n{rows}\n", mapping, catalogue)

    assert [answers(unit)["area-kind"] for unit in table.units] == [
        Choice(kind) for kind in kinds.values()
    ]


def test_missing_columns_are_named_with_what_is_near(catalogue: Catalogue) -> None:
    text = OURS.replace("Sklep", "Sklepy").replace("Kod;", "Kody;")
    with pytest.raises(InvalidDocument) as failure:
        mapped(text, our_mapping(catalogue), catalogue)

    found = {finding.raw: finding.parameters["near"] for finding in failure.value.report}
    assert found == {"Kod": ("Kody",), "Sklep": ("Sklepy",)}


def test_a_header_that_comes_twice_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InvalidDocument) as failure:
        mapped(OURS.replace("Sklep;CIS", "CIS;CIS"), our_mapping(catalogue), catalogue)

    assert {finding.code for finding in failure.value.report} == {"SF302", "SF930"}


def test_the_mapping_that_fits_is_found(catalogue: Catalogue) -> None:
    known = catalogue.mappings.values()

    assert [m.id for m in fitting(INDICATORS.encode(), "x.csv", known, ON)] == [
        "county-indicators-ioss"
    ]
    assert fitting(OURS.encode(), "x.csv", known, ON) == ()


def test_a_place_is_found_by_name_and_by_code(catalogue: Catalogue) -> None:
    table = mapped(OURS, our_mapping(catalogue), catalogue)

    for place in ("boleslawiec", " Bolesławiec ", "0201011", "020101", "0201013"):
        assert [unit.code for unit in place_in(place, [table, table]).units] == ["0201011"] * 2


@pytest.mark.parametrize(
    ("place", "code", "key", "value"),
    [
        ("Warta", "SF932", "places", ("(0201022, Warta)", "(0201032, Warta)")),
        ("Boleslaviec", "SF931", "near", ("Bolesławiec",)),
        ("0299011", "SF931", "near", ()),
    ],
)
def test_a_place_that_is_not_clear(
    catalogue: Catalogue, place: str, code: str, key: str, value: object
) -> None:
    text = OURS.replace("Gromadka", "Warta")
    table = mapped(text, our_mapping(catalogue), catalogue)
    with pytest.raises(InvalidDocument) as failure:
        place_in(place, [table])

    finding, *others = failure.value.report
    assert (finding.code, finding.parameters[key]) == (code, value)
    assert {each.code for each in others} == {"SF911", "SF924"}


SEVERAL = """\
Gmina;Powiat;Ludność
Osiek;brodnicki;4000
Osiek;oświęcimski;8000
Gmina Kęty;oświęcimski;34000
M.st. Warszawa;;1863056
"""
"""Names without codes, two of them the same."""


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("osiek, powiat oswiecimski", {3}),
        ("Osiek, brodnicki", {2}),
        ("Kęty", {4}),
        ("gmina kety", {4}),
        ("Warszawa", {5}),
        ("miasto warszawa", {5}),
    ],
)
def test_a_name_may_say_its_kind_and_where_it_lies(
    catalogue: Catalogue, place: str, rows: set[int]
) -> None:
    table = mapped(SEVERAL, _by_names(catalogue), catalogue)

    assert [unit.rows for unit in place_in(place, [table]).units] == [rows]


@pytest.mark.parametrize("place", ["Osiek", "powiat brodnicki", "Kęty, brodnicki"])
def test_places_of_one_name_are_never_taken_together(catalogue: Catalogue, place: str) -> None:
    with pytest.raises(InvalidDocument):
        place_in(place, [mapped(SEVERAL, _by_names(catalogue), catalogue)])


def test_a_table_without_codes_joins_the_place_it_can_only_mean(catalogue: Catalogue) -> None:
    coded = mapped(OURS.replace("Warta", "Osiek"), our_mapping(catalogue), catalogue)
    named = mapped(SEVERAL, _by_names(catalogue), catalogue)
    (unit,) = coded.units[1:2]
    told = MappedTable("ours.csv", (evolve(unit, county="powiat oświęcimski"),))

    clear = place_in("0201022", [told, named])
    unclear = place_in("0201022", [MappedTable("ours.csv", (unit,)), named])

    assert [unit.rows for unit in clear.units] == [unit.rows, {3}]
    assert [unit.rows for unit in unclear.units] == [unit.rows]
    assert [finding.code for finding in unclear.findings] == ["SF932"]


def _by_names(catalogue: Catalogue) -> TableMapping:
    """The mapping of :data:`SEVERAL`."""
    known = evolve(our_mapping(catalogue), code=None, name="Gmina", county="Powiat", header_rows=1)
    population = next(each for each in known.facts if each.fact == "population")
    return evolve(known, facts=(evolve(population, column="Ludność"),))


def workbook(formula: bool = False) -> bytes:
    """:data:`OURS` as a workbook, with what workbooks do to it."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Opis"
    sheet = book.create_sheet("Dane")
    for row in OURS.splitlines():
        sheet.append([cell or None for cell in row.split(";")])
    sheet.merge_cells("C2:D2")
    sheet["A6"] = 201032  # the zero is lost
    sheet["C4"] = 0.375
    sheet["C4"].number_format = "0.0%"
    if formula:
        sheet["F5"] = "=1+1"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_says_the_same_as_the_text(catalogue: Catalogue) -> None:
    mapping = our_mapping(catalogue)
    plain = mapped(OURS, mapping, catalogue)
    table = map_table(workbook(), "table.xlsx", mapping, catalogue, ON)

    assert [(unit.code, answers(unit)) for unit in table.units] == [
        (unit.code, answers(unit)) for unit in plain.units
    ]
    assert told(table) == told(plain)
    cell = table.units[0].candidates[0].column
    assert cell == "Ludność / ogółem (tys.) (Dane!C4)"


def test_a_formula_without_a_stored_result_is_no_value_and_told(catalogue: Catalogue) -> None:
    table = map_table(workbook(formula=True), "t.xlsx", our_mapping(catalogue), catalogue, ON)

    assert "institutions" not in answers(table.units[1])
    (formula,) = [finding for finding in table.findings if finding.code == "SF938"]
    assert formula.parameters["column"] == "Dane!F5"


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no workbook", workbook()[:900]])
def test_a_broken_workbook_is_told(catalogue: Catalogue, content: bytes) -> None:
    with pytest.raises(InvalidDocument) as failure:
        map_table(content, "table.xlsx", our_mapping(catalogue), catalogue, ON)

    assert [finding.code for finding in failure.value.report] == ["SF920"]


def test_a_place_that_stands_twice_is_one_and_told_where_its_rows_differ(
    catalogue: Catalogue,
) -> None:
    twice = OURS + "0201022;Warta;8,1;;nie;1\n0201022;Warta;8,1;;;0\n"
    table = mapped(twice, our_mapping(catalogue), catalogue)
    (warta,) = [unit for unit in table.units if unit.name == "Warta"]

    assert warta.rows == {5, 10, 11}
    assert answers(warta)["population"] == Number(8100)
    assert ("SF928", 10, "+cis") in told(table)
    assert answers(warta)["institutions"] == Terms(NONE, CIS)


def test_numbers_of_years_to_come_are_told_once_and_not_read(catalogue: Catalogue) -> None:
    before = date(2023, 5, 1)
    table = map_table(OURS.encode(), "t.csv", our_mapping(catalogue), catalogue, before)

    assert [each for each in told(table) if each[0] == "SF923"] == [("SF923", 1, "2024")]
    assert not any("population" in answers(unit) for unit in table.units)


@pytest.mark.parametrize(
    ("gmina", "read"),
    [('"Warta ""Nowa"""', 'Warta "Nowa"'), ('"Warta "Nowa""', 'Warta Nowa""'), ('"Warta', None)],
)
def test_a_quotation_mark_that_swallows_rows_is_told(
    catalogue: Catalogue, gmina: str, read: str | None
) -> None:
    text = OURS.replace(";Warta;", f";{gmina};")
    if read is None:
        with pytest.raises(InvalidDocument) as failure:
            mapped(text, our_mapping(catalogue), catalogue)
        assert [finding.code for finding in failure.value.report] == ["SF920"]
    else:
        assert mapped(text, our_mapping(catalogue), catalogue).units[1].name == read


def test_what_no_file_can_hold_never_leaves_a_table(catalogue: Catalogue) -> None:
    table = mapped(OURS.replace("Warta", "War\x1b[31mta\u202e"), our_mapping(catalogue), catalogue)

    assert table.units[1].name == "War [31mta"


def test_a_table_without_a_header_is_read_by_the_numbers_of_its_columns(
    catalogue: Catalogue,
) -> None:
    mapping = catalogue.mappings["own-income-p2627"]
    text = "0201011,2940.73\n0201022,0\n"
    table = mapped(text, mapping, catalogue)

    assert [answers(unit) for unit in table.units] == [
        {"own-income-per-resident": Number(2940.73)},
        {},
    ]
    assert table.units[0].candidates[0].row == 1
    assert fitting(text.encode(), "t.csv", catalogue.mappings.values(), ON) == ()


CORNERS = {
    "merged": (
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "link": ("</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1:XFD99999"/></hyperlinks>'),
    "rows": ("</sheetData>", "<row/>" * 500_001 + "</sheetData>"),
    "cells": ("</sheetData>", f"<row r='99'>{'<c/>' * 500_001}</row></sheetData>"),
    "far": ("</sheetData>", "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"),
}


@pytest.mark.parametrize("trap", CORNERS)
def test_a_workbook_that_would_grow_too_large_is_refused_at_once(trap: str) -> None:
    old, new = CORNERS[trap]
    grown = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as usual,
        zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in usual.namelist():
            text = usual.read(name)
            if name.startswith("xl/worksheets/"):
                text = text.replace(old.encode(), new.encode())
            archive.writestr(name, text)
    with pytest.raises(InvalidDocument) as failure:
        read_workbook(grown.getvalue(), "table.xlsx")

    (finding,) = failure.value.report
    assert finding.parameters["table_problem"] == "too-large-workbook"


REAL = {
    "gminy_polska.csv": ("communes-of-poland", 2477),
    "gminy_malopolska_2025.csv": ("communes-of-malopolska-2025", 183),
    "ioss_powiat_bochenski_2024_probka.csv": ("county-indicators-ioss", 1),
    "raw/P2627_dochody_wlasne_na_mieszkanca_2020.csv": ("own-income-p2627", 2477),
    "raw/LUDN_1355_CTAB_20250616155804_2023.csv": ("bdl-migration-p1355", 2338),
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real tables are not here")
@pytest.mark.parametrize("name", REAL)
def test_the_real_tables_are_read_without_loss(catalogue: Catalogue, name: str) -> None:
    id, places = REAL[name]
    content = (SHARED / name).read_bytes()
    fit = fitting(content, name, catalogue.mappings.values(), ON)
    (mapping,) = fit or (catalogue.mappings[id],)
    table = map_table(content, name, mapping, catalogue, ON)

    assert (mapping.id, len(table.units)) == (id, places)
    assert not [finding for finding in table.findings if finding.code == "SF911"]
    assert len([finding for finding in table.findings if finding.code == "SF927"]) < 2
    if name == "gminy_polska.csv":
        unemployed = sum(
            each.value.value
            for unit in table.units
            for each in unit.candidates
            if each.column == "bezrobotni_2024_12" and isinstance(each.value, Number)
        )
        assert unemployed == 786_179
