"""Exports of the Local Data Bank: nothing is lost, no missing value becomes a zero."""

import contextlib
import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import InvalidDocument
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import Observation
from tests.sources.exports import LONG, WIDE, cell, read, told, values


def test_a_wide_export_says_unit_variable_year_value_and_cell() -> None:
    table = read(WIDE, "RYNE_1944_CTAB_20250616184618.csv")

    assert cell(table, "0201", 2012) == Observation(
        unit="0201",
        unit_name="Powiat bolesławiecki",
        variable="ogółem",
        period=2012,
        value=4369,
        status=None,
        unit_of_measure="osoba",
        file="RYNE_1944_CTAB_20250616184618.csv",
        row=4,
        column="ogółem;2012;[osoba]",
    )
    assert str(table.read_on) == "2025-06-16"
    assert values(table)["00", 2011] == 1982676
    assert values(table)["0224014", 2011] == 17.5
    assert values(table)["0224014", 2012] == -3


def test_a_commune_that_changed_its_kind_is_one_unit_and_keeps_its_cells() -> None:
    table = read(WIDE)
    before, after = cell(table, "0202033", 2011), cell(table, "0202033", 2012)

    assert (before.value, before.row, after.value, after.row) == (612, 5, 513, 6)
    assert told(table) == [("SF925", 5)]
    assert "0202031" not in {each.unit for each in table.observations}


def test_rows_of_one_commune_that_contradict_each_other_stay_two_units() -> None:
    table = read(WIDE.replace('(1)";612;;', '(1)";612;8;'))

    assert values(table)["0202031", 2012] == 8
    assert values(table)["0202033", 2012] == 513
    assert told(table) == []


def test_a_long_export_has_attributes_and_a_zero_that_is_no_value() -> None:
    table = read(LONG)

    assert values(table) == {("02", 2014): 2.56, ("02", 2015): None, ("02", 2016): 2.5}
    assert cell(table, "02", 2015).status == "no-data-or-secret"
    assert cell(table, "02", 2016).status == "incomplete"
    assert cell(table, "02", 2014).unit_of_measure == "osoba"
    assert told(table) == []


@pytest.mark.parametrize(("mark", "status"), conventions().no_value.items())
def test_what_stands_for_no_value_is_never_a_zero(mark: str, status: str) -> None:
    found = cell(read(WIDE.replace("3788", mark)), "0201", 2011)

    assert (found.value, found.status) == (None, status)


@pytest.mark.parametrize(
    "content",
    [
        WIDE.encode("utf-8-sig"),
        WIDE.encode("utf-16"),
        WIDE.replace("\n", "\r\n").encode(),
        WIDE.replace(";\n", "\n").encode(),
        WIDE.replace(";\n", ";;;\n").encode(),
    ],
    ids=["byte order mark", "two bytes a letter", "line ends of Windows", "no end", "more ends"],
)
def test_ways_of_writing_the_same_table_are_the_same_table(content: bytes) -> None:
    assert read(content) == read(WIDE)


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_an_old_encoding_is_recognised_and_told(encoding: str) -> None:
    table = read(WIDE.replace("Powiat", "Powiat ąśź").encode(encoding))

    assert table.observations == read(WIDE.replace("Powiat", "Powiat ąśź")).observations
    assert told(table)[0] == ("SF921", 1)
    assert table.findings[0].parameters["encoding"] == encoding


def test_rows_in_two_encodings_are_each_read_in_their_own() -> None:
    rows = WIDE.splitlines(keepends=True)
    mixed = b"".join(
        row.encode("cp1250" if number == 3 else "utf-8") for number, row in enumerate(rows)
    )
    table = read(mixed)

    assert table.observations == read(WIDE).observations
    assert told(table)[0] == ("SF921", 4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WIDE.replace("3788", "37a8"), [("SF911", 4), ("SF925", 5)]),
        (WIDE.replace("3788;4369;", "3788;"), [("SF912", 4), ("SF925", 5)]),
        (WIDE.replace("3788;4369;", "3788;4369;1;"), [("SF912", 4), ("SF925", 5)]),
        (WIDE.replace("0201000", "020100x"), [("SF924", 4), ("SF925", 5)]),
        (WIDE.replace("0201000", "0101000"), [("SF924", 4), ("SF925", 5)]),
        (WIDE.replace(";2011;", ";2031;"), [("SF923", 1), ("SF925", 5)]),
        (WIDE.replace(";2011;", ";11;"), [("SF923", 1), ("SF925", 5)]),
        (LONG.replace('"2015"', '"15"'), [("SF923", 3)]),
        (LONG.replace('"2015"', '"2027"'), [("SF923", 3)]),
        (LONG.replace('"k"', '"?"'), [("SF911", 4)]),
        (LONG + LONG.splitlines()[1] + "\n", []),
        (LONG + LONG.splitlines()[1].replace("2,56", "3") + "\n", [("SF928", 5)]),
    ],
)
def test_what_is_wrong_is_told_by_row(text: str, found: list[tuple[str, int]]) -> None:
    table = read(text)

    assert told(table) == found
    assert table.observations


def test_a_finding_names_the_column_and_what_stands_there() -> None:
    (finding, _) = read(WIDE.replace("3788", "37a8")).findings

    assert finding.raw == "37a8"
    assert finding.parameters["column"] == "ogółem;2011;[osoba]"


@pytest.mark.parametrize(
    "header",
    [
        "Kod;Nazwa;ogółem;2011;[osoba];ogółem;2012;[osoba];",
        "Kod;Nazwa;ogółem;;\n;;2011;2012;\n;;[osoba];;",
    ],
    ids=["quotation marks lost", "merged cells"],
)
def test_a_header_that_a_spreadsheet_has_broken_is_put_together(header: str) -> None:
    _, rest = WIDE.split("\n", 1)
    table = read(f"Tablica z arkusza\n{header}\n{rest}")

    assert values(table) == values(read(WIDE))
    assert [each.parameters["header_mended"] for each in table.findings[:1]] == ["not-first"]
    assert told(table)[1][0] == "SF922"


def test_codes_that_lost_their_zero_are_mended_when_all_can_be() -> None:
    bare = WIDE.replace("\n0", "\n").replace("\n000000;", "\n0;")
    table = read(bare)

    assert values(table) == values(read(WIDE))
    assert ("SF925", 1) in told(table)


def test_six_digits_without_a_kind_are_not_taken_for_a_lost_zero() -> None:
    table = read("Kod;Nazwa;ogółem;2011;[osoba]\n201101;Augustów;1\n120101;Bochnia;2\n")

    assert table.observations == ()
    assert [code for code, _ in told(table)] == ["SF922", "SF924", "SF924"]


def test_old_codes_of_ten_digits_are_read() -> None:
    table = read(
        'Kod;Nazwa;"ogółem;2011;[osoba]"\n1101506000;Powiat łódzki wschodni;5\n'
        "1100000000;ŁÓDZKIE;9\n1101500000;PODREGION;7\n"
    )

    assert values(table) == {("1006", 2011): 5, ("10", 2011): 9}
    assert told(table) == [("SF929", 1)]


def test_a_zero_between_large_values_is_doubted() -> None:
    rows = [
        f'0201000;"Powiat";"ogółem";"{year}";{value};"osoba";"";'
        for year, value in enumerate((80, 0, 90, 5, 0, 90), 2014)
    ]
    table = read(LONG.splitlines()[0] + "\n" + "\n".join(rows))

    assert told(table) == [("SF926", 3)]
    assert values(table)["0201", 2015] == 0


def test_parts_that_miss_the_whole_are_told_for_what_can_be_added_up() -> None:
    whole = _country({"0201": 90.0, "0201011": 60.0, "0201022": 30.0, "0201024": 30.0})
    lacking = _country({"0201": 90.0, "0201011": 60.0})

    assert told(read(whole)) == []
    assert told(read(lacking)) == [("SF927", 2)]


def _country(units: dict[str, float]) -> str:
    """A country of sixteen voivodeships with a county and a commune each; the first as given."""
    rows = ['Kod;Nazwa;"razem;2020;[osoba]"']
    all_units = {"02": 90.0} | units
    for code in sorted(conventions().voivodeships - {"02"}):
        all_units |= {code: 10.0, f"{code}01": 10.0, f"{code}01011": 10.0}
    country = sum(value for code, value in all_units.items() if len(code) == 2)
    rows.append(f"0000000;POLSKA;{country:.0f}")
    rows += [f"{code.ljust(7, '0')};x;{value:.0f}" for code, value in all_units.items()]
    return "\n".join(rows)


@pytest.mark.parametrize(
    "content",
    [
        b"\0\1\2 binary",
        b"\x81\x83\x88\x90\x98;\x81",
        b"\xff\xfe\x00",
        b"PK\x03\x04\x14\x00",
        b"a;b\n1;2\n",
        b"just words",
        b"Kod;Nazwa\n0201011;x\n",
        b'Kod;Nazwa;"' + b"x" * 200_000,
        b"   \n \n",
    ],
    ids=lambda content: repr(content[:20]),
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(InvalidDocument) as error:
        read(content)

    assert {finding.code for finding in error.value.report} <= {"SF920", "SF003", "SF004"}


_PIECES = [
    b"Kod",
    b"Nazwa",
    b"Rok",
    b"Wartosc",
    b";",
    b",",
    b'"',
    b"\n",
    b"0201011",
    b"2020",
    b"[os]",
    b"1,5",
    b"x",
]


@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=3), max_size=40).map(b"".join))
def test_whatever_the_bytes_are_they_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"Kod;Nazwa;", b'"Kod";"Nazwa";"a;2020;[b]"\n0201011;x;'):
        with contextlib.suppress(InvalidDocument):
            read(start + content)


_NAME = st.text("Aąbćłóźż ;\"'-,", min_size=1, max_size=12).map(lambda text: f"N{text}x")
_VALUE = (
    st.none()
    | st.integers(-(10**9), 10**9).map(float)
    | st.decimals(-(10**6), 10**6, places=3).map(float)
)


@given(
    names=st.lists(_NAME, min_size=1, max_size=4),
    dimensions=st.lists(
        st.text("abąę ,'", min_size=1, max_size=6).map(lambda text: f"d{text}d"), max_size=2
    ),
    table=st.dictionaries(
        st.tuples(
            st.sampled_from(["00", "02", "0201", "0201011", "3263011", "1465011"]),
            st.integers(1995, 2026),
        ),
        _VALUE,
        min_size=1,
        max_size=8,
    ),
    delimiter=st.sampled_from(";,\t"),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_back(
    names: list[str],
    dimensions: list[str],
    table: dict[tuple[str, int], float | None],
    delimiter: str,
    ending: str,
) -> None:
    years = sorted({year for _, year in table})
    units = sorted({unit for unit, _ in table})
    out = StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator=delimiter + ending
    )
    headers = [";".join([*dimensions, str(year), "[zł]"]) for year in years]
    writer.writerow(["Kod", "Nazwa", *headers])
    for number, unit in enumerate(units):
        cells = [_written(table.get((unit, year))) for year in years]
        writer.writerow([unit.ljust(7, "0"), names[number % len(names)], *cells])

    found = read(out.getvalue())

    wanted = {(unit, year): table.get((unit, year)) for unit in units for year in years}
    assert values(found) == pytest.approx(wanted)
    assert {each.variable for each in found.observations} == {
        "; ".join(" ".join([part]).strip() for part in dimensions)
    }
    assert {code for code, _ in told(found)} <= {"SF926"}
    assert {each.unit_name for each in found.observations} <= {name.strip() for name in names}


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}".replace(".", ",")
