"""Answers of the service of the Local Data Bank, as saved."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import InvalidDocument
from socialfranchise.sources.conventions import conventions
from tests.sources.exports import cell, read, told, values


def by_variable(*values: dict[str, Any], id: str = "011212001011") -> dict[str, Any]:
    """An answer by variable with one unit."""
    results = [{"id": id, "name": "Bochnia", "values": list(values)}]
    return {"totalRecords": 1, "variableId": 60559, "measureUnitId": 26, "results": results}


def test_an_answer_by_variable_names_unit_variable_and_year() -> None:
    table = read(json.dumps(by_variable({"year": "2024", "val": 168, "attrId": 1})))
    found = cell(table, "1201011", 2024)

    assert (found.unit_name, found.variable, found.value, found.status) == (
        "Bochnia",
        "60559",
        168,
        None,
    )


def test_an_answer_by_unit_names_its_variables() -> None:
    answer = {
        "unitId": "023000000000",
        "unitName": "WIELKOPOLSKIE",
        "results": [
            {"id": 9, "values": [{"year": "2024", "val": 40, "attrId": 1}]},
            {"id": 10, "values": [{"year": "2024", "val": 4.5, "attrId": 9}]},
        ],
    }
    table = read(json.dumps(answer))

    assert [
        (each.unit, each.variable, each.value, each.status, each.row) for each in table.observations
    ] == [
        ("30", "9", 40, None, 1),
        ("30", "10", 4.5, "preliminary", 2),
    ]


@pytest.mark.parametrize("number", sorted(conventions().by_number))
def test_an_attribute_that_means_no_value_makes_its_zero_missing(number: int) -> None:
    table = read(json.dumps(by_variable({"year": "2024", "val": 0, "attrId": number})))
    found = cell(table, "1201011", 2024)

    assert (found.value is None) is (number in (4, 14, 15, 50, 91))
    assert found.status == conventions().by_number[number].status


def test_pages_one_after_the_other_are_one_table() -> None:
    first = json.dumps(by_variable({"year": "2023", "val": 1, "attrId": 1}))
    second = json.dumps(by_variable({"year": "2024", "val": 2, "attrId": 1}), indent=1)

    assert values(read(f"\ufeff{first}\n{second}\n")) == {
        ("1201011", 2023): 1,
        ("1201011", 2024): 2,
    }


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"year": "2024", "val": "168", "attrId": 1}, "SF911"),
        ({"year": "2024", "val": True, "attrId": 1}, "SF911"),
        ({"year": "2024", "val": 1e300, "attrId": 1}, "SF911"),
        ({"year": "2024", "val": 1, "attrId": 999}, "SF911"),
        ({"year": "2024", "val": 1, "attrId": [4]}, "SF911"),
        ({"year": "24", "val": 1, "attrId": 1}, "SF923"),
        ({"val": 1}, "SF923"),
    ],
)
def test_a_value_that_says_nothing_readable_is_told(value: dict[str, Any], code: str) -> None:
    table = read(json.dumps(by_variable(value)))

    assert table.observations == ()
    assert told(table) == [(code, 1)]


@pytest.mark.parametrize(
    ("id", "codes"),
    [
        ("010000000000", ["SF929"]),
        ("011212000000", ["SF929"]),
        ("023015706012-0199020", ["SF929"]),
        ("99", ["SF924"]),
        ("", ["SF924"]),
    ],
)
def test_units_without_a_code_of_the_register_are_counted_or_told(
    id: str, codes: list[str]
) -> None:
    table = read(json.dumps(by_variable({"year": "2024", "val": 1, "attrId": 1}, id=id)))

    assert [code for code, _ in told(table)] == codes
    assert table.observations == ()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "[" * 500 + "]" * 500,
        '{"a":' * 100_000,
        "{",
        "[1, 2",
        "{}",
        "[]",
        '{"results": [{"id": 1}]}',
        '{"val": ' + "9" * 10_000 + "}",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_json_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(InvalidDocument) as error:
        read(text)

    assert [finding.code for finding in error.value.report] == ["SF920"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "values", "results", "unitId", "year", "val", "attrId", "x"]),
            parts,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON.filter(lambda value: isinstance(value, dict | list)))
def test_whatever_json_it_is_it_is_read_or_refused(value: Any) -> None:
    try:
        table = read(json.dumps(value))
    except InvalidDocument:
        return
    assert table.observations or table.findings or '"values": []' in json.dumps(value)
