"""The register of places: every form of it says the same, and nothing is guessed."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import InvalidDocument
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.register import Edition, Register, Unit
from socialfranchise.sources.register_files import (
    COLUMNS,
    read_register,
    register_text,
    sample_register,
)
from socialfranchise.sources.search import find_places

DAY = date(2024, 1, 1)
ON = date(2026, 11, 22)
SAMPLE = sample_register()
ROWS = list(csv.DictReader(StringIO(register_text(SAMPLE)), delimiter=";"))


def found(text: str, register: Register = SAMPLE, on: date = ON) -> list[tuple[str, str]]:
    """Codes of the places found, and how."""
    return [(each.unit.code, each.how) for each in find_places(register, text, on)]


def as_csv(rows: list[dict[str, str]], delimiter: str) -> bytes:
    """As a spreadsheet writes it."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_json(rows: list[dict[str, str]]) -> bytes:
    """As a converter writes it: codes of two digits above nine, and kinds, as numbers."""
    records = [
        {
            key: int(part) if part.isdecimal() and part[0] != "0" else part
            for key, part in row.items()
        }
        for row in rows
    ]
    return json.dumps(records).encode()


def as_xml(rows: list[dict[str, str]], *, named: bool) -> bytes:
    """Both layouts that were published: ``<WOJ>`` and ``<col name="WOJ">``."""

    def column(key: str, part: str) -> str:
        start, end = (f'col name="{key}"', "col") if named else (key, key)
        return f"<{start}>{part}</{end}>" if part else f"<{start}/>"

    lines = "\n".join(
        f"<row>{''.join(column(key, part) for key, part in row.items() if key != 'STAN_NA')}</row>"
        for row in rows
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<teryt>'
    catalog = '<catalog name="TERC" date="2024-01-01T00:00:00">'
    return f"{head}{catalog}{lines}</catalog></teryt>".encode()


@pytest.mark.parametrize(
    "content",
    [
        register_text(SAMPLE).encode("utf-8-sig"),
        register_text(SAMPLE).replace("\n", "\r\n").encode(),
        as_csv(ROWS, ","),
        as_json(ROWS),
        as_xml(ROWS, named=False),
        as_xml(ROWS, named=True),
    ],
    ids=["byte order mark", "line ends of Windows", "commas", "json", "xml", "older xml"],
)
def test_every_form_of_the_register_says_the_same(content: bytes) -> None:
    read = read_register(content, "terc")

    assert (read.register, read.findings) == (SAMPLE, ())


def test_the_sample_has_the_places_of_the_catalogue() -> None:
    (edition,) = SAMPLE.editions

    assert edition.day == DAY
    assert {"3010052", "0409043", "3028072"} <= set(edition.units)
    assert {code for code in edition.units if len(code) == 2} == conventions().voivodeships
    assert all(edition.county(unit) for unit in edition.units.values() if len(unit.code) == 7)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("3010052", [("3010052", "code")]),
        ("301005", [("3010052", "code")]),
        ("3010053", [("3010052", "kind-changed")]),
        ("201011", [("0201011", "zero-added")]),
        ("3010", [("3010", "code")]),
        ("30", [("30", "code")]),
        ("012345", []),
        ("99", []),
        ("Kramsk", [("3010052", "name")]),
        ("  gmina KRAMSK ", [("3010052", "name")]),
        ("Łódź", [("1061011", "name")]),
        ("lodz", [("1061011", "name")]),
        ("Bochnia", [("1201011", "name"), ("1201022", "name")]),
        ("Bochnia (2)", [("1201022", "name")]),
        ("gmina wiejska Bochnia", [("1201022", "name")]),
        ("Bochnia miasto", [("1201011", "name")]),
        ("Osiek, małopolskie", [("1213052", "name")]),
        ("Osiek, powiat starogardzki", [("2213082", "name")]),
        ("powiat bocheński", [("1201", "name")]),
        ("powiat Łódź", [("1061011", "name")]),
        ("m.st. Warszawa", [("1465011", "name")]),
        ("", []),
        (",", []),
        ("()", []),
        ("Qqqqqqqq", []),
        ("zielona gora miastoo", [("0862011", "near")]),
    ],
)
def test_a_place_is_found_by_code_or_name(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("code", "name", "county"),
    [
        ("1201022", "Bochnia", "bocheński"),
        ("1061011", "Łódź", None),
        ("1201", "powiat bocheński", "bocheński"),
    ],
)
def test_a_diagnosis_names_communes_cities_and_counties(
    code: str, name: str, county: str | None
) -> None:
    (edition,) = SAMPLE.editions
    locality = edition.locality(edition.units[code])

    assert (locality.name, locality.teryt, locality.county) == (name, code, county)
    assert locality.voivodeship in ("małopolskie", "łódzkie")


def test_one_name_in_several_counties_is_never_guessed() -> None:
    assert len(found("Osiek")) == 4
    assert len(found("Bolesławiec")) == 3


_NAMES = sorted(name for name in SAMPLE.editions[0].names if len(name) > 4)


@given(name=st.sampled_from(_NAMES), position=st.integers(0, 100), slip=st.sampled_from("dis"))
def test_a_slip_still_offers_the_place(name: str, position: int, slip: str) -> None:
    at = position % (len(name) - 1)
    typed = {
        "d": name[:at] + name[at + 1 :],
        "i": name[:at] + "a" + name[at:],
        "s": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    }[slip]
    units = {each.unit for each in find_places(SAMPLE, typed, ON)}

    assert units & set(SAMPLE.editions[0].names[name])


@given(st.text(max_size=30))
def test_whatever_is_typed_has_an_answer(text: str) -> None:
    ways = {"code", "name", "near", "kind-changed", "zero-added"}

    assert {how for _, how in found(text)} <= ways


def test_a_code_of_another_day_is_told_with_what_bears_the_name_now() -> None:
    old = Unit("0221091", "Wałbrzych", "gmina miejska")
    new = Unit("0265011", "Wałbrzych", "gmina miejska")
    register = Register(
        [Edition(date(2024, 1, 1), {new.code: new}), Edition(date(2012, 1, 1), {old.code: old})]
    )

    assert found("0221091", register) == [("0221091", "former"), ("0265011", "near")]
    assert found("0221091", register, date(2012, 12, 31)) == [("0221091", "code")]
    assert found("Wałbrzych", register, date(1999, 1, 1)) == [("0221091", "name")]
    assert found("Wałbrzych", register) == [("0265011", "name")]


def test_a_unit_list_of_the_bank_is_read_with_the_day_that_is_given() -> None:
    units = [
        ("000000000000", "POLSKA", 0),
        ("030200000000", "DOLNOŚLĄSKIE", 2),
        ("030210000000", "REGION DOLNOŚLĄSKIE", 3),
        ("030210265000", "Powiat m. Wałbrzych od 2013", 5),
        ("030210265011", "Wałbrzych od 2013", 6),
        ("030210221091", "Wałbrzych od 2003 do 2012", 6),
        ("030210201000", "Powiat bolesławiecki", 5),
    ]
    answer = {"results": [dict(zip(("id", "name", "level"), unit, strict=True)) for unit in units]}
    read = read_register(json.dumps(answer).encode(), "units.json", DAY)
    (edition,) = read.register.editions

    assert {code: unit.name for code, unit in edition.units.items()} == {
        "02": "DOLNOŚLĄSKIE",
        "0265": "Wałbrzych",
        "0265011": "Wałbrzych",
        "0201": "bolesławiecki",
    }
    assert edition.units["0265011"].description == "miasto na prawach powiatu"
    with pytest.raises(InvalidDocument) as error:
        read_register(json.dumps(answer).encode(), "units.json")
    assert [each.parameters["table_problem"] for each in error.value.report] == ["no-day"]


def test_a_record_that_cannot_be_read_is_told_and_left_out() -> None:
    text = register_text(SAMPLE).replace("30;10;05;2;Kramsk", "30;10;05;7;Kramsk")
    read = read_register(text.encode(), "terc.csv")

    assert [(each.code, each.raw) for each in read.findings] == [("SF924", "3010057")]
    assert "3010052" not in read.register.editions[0].units


_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (_LAUGHS, "doctype"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype"),
        ("<a><b></a>", "broken-xml"),
        ("<" * 100_000, "broken-xml"),
        ("<a>" * 50_000, "broken-xml"),
        (f"<t><row><NAZWA>{'x' * 5_000_000}</NAZWA></row></t>", "no-register"),
        ("<teryt/>", "no-register"),
        ("[]", "no-register"),
        ('[{"WOJ": "02"}]', "no-register"),
        ("[" * 100_000, "deep-json"),
        ("a;b\n1;2\n", "no-register"),
        ("\0", "binary"),
        ("WOJ;POW;GMI;RODZ;NAZWA\n02;;;;DOLNOŚLĄSKIE\n", "no-day"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_no_register_is_refused_with_a_reason(content: str, problem: str) -> None:
    with pytest.raises(InvalidDocument) as error:
        read_register(content.encode(), "file")

    assert [each.parameters["table_problem"] for each in error.value.report] == [problem]


_CODES = st.sampled_from(["02", "0201", "0201011", "0201022", "0261", "0261011", "3063", "1465011"])
_TEXTS = st.text("Aąbćłóż -;,\"'", min_size=1, max_size=12).map(lambda text: f"N{text}x")


@given(
    st.lists(
        st.tuples(
            st.dates(date(1999, 1, 1), ON),
            st.dictionaries(_CODES, st.tuples(_TEXTS, _TEXTS), min_size=1),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda edition: edition[0],
    )
)
def test_a_register_that_is_written_is_read_back(
    editions: list[tuple[date, dict[str, tuple[str, str]]]],
) -> None:
    register = Register(
        [
            Edition(day, {code: Unit(code, *texts) for code, texts in units.items()})
            for day, units in editions
        ]
    )
    text = register_text(register)

    assert read_register(text.encode(), "register.csv").register == register
    assert text.splitlines()[0] == ";".join(COLUMNS)
