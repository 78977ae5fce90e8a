"""Mistakes of shape: one finding each, at the right place, in the author's own words."""

from typing import Any

import pytest

from socialfranchise.core.findings import Finding
from socialfranchise.formats.shape import shape
from socialfranchise.formats.yaml_reader import parse

LAW = """\
format: socialfranchise.law/1
id: founding
title:
  pl: Założenie
  en: Founding
parameters:
  - id: min-founders
    name:
      pl: Założyciele
      en: Founders
    unit: persons
    values:
      - since: 2006-07-06
        value: 5
        confidence: checked
"""


def findings_of(text: str, expected: str | None = None) -> list[Finding]:
    parsed, found = parse(text, "law.yaml")
    assert parsed is not None
    assert found == []
    return shape(parsed, expected)[1]


def test_a_good_file_has_no_findings() -> None:
    assert findings_of(LAW) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "parameters"),
    [
        ("id: founding", "id: Zakładanie", "SF103", 2, 5, {"key": "id", "expected": "id"}),
        ("id: founding", "id: 12", "SF108", 2, 5, {"key": "id"}),
        ("id: founding", "id:", "SF106", 2, 1, {"key": "id"}),
        ("value: 5", "value: pięć", "SF101", 14, 16, {"key": "value", "expected": "number"}),
        ("value: 5", "value: .nan", "SF104", 14, 16, {"key": "value"}),
        ("value: 5", "value: 1e300", "SF104", 14, 16, {"key": "value"}),
        ("value: 5", "value: true", "SF101", 14, 16, {"key": "value"}),
        ("2006-07-06", "2006-02-31", "SF105", 13, 16, {"key": "since"}),
        ("2006-07-06", "06.07.2006", "SF105", 13, 16, {"key": "since"}),
        ("unit: persons", "unit: person", "SF102", 11, 11, {"near": ("persons",)}),
        ("  en: Founding", "  de: Gründung", "SF201", 5, 3, {"key": "de"}),
        ("    unit: persons\n", "", "SF202", 7, 5, {"key": "unit"}),
        ("title:\n  pl: Założenie\n  en: Founding\n", "title: Założenie\n", "SF101", 3, 8, {}),
    ],
)
def test_a_mistake_is_found_where_it_stands(
    old: str, new: str, code: str, line: int, column: int, parameters: dict[str, Any]
) -> None:
    assert old in LAW
    found = {finding.code: finding for finding in findings_of(LAW.replace(old, new, 1))}

    finding = found[code]
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (line, column)
    assert parameters == {name: finding.parameters[name] for name in parameters}


def test_a_misspelt_key_is_one_finding_with_the_key_that_was_meant() -> None:
    (finding,) = findings_of(LAW.replace("confidence:", "confidense:"))

    assert finding.code == "SF201"
    assert finding.raw == "confidense"
    assert finding.parameters["near"] == ("confidence",)


def test_what_the_author_typed_is_kept() -> None:
    (finding,) = findings_of(LAW.replace("id: founding", "id: 0264011"))

    assert (finding.code, finding.raw) == ("SF108", "0264011")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n- b\n", "SF020"),
        ("just words\n", "SF020"),
        ("id: x\n", "SF021"),
        ("format: socialfranchise.lawn/1\n", "SF022"),
        ("format: socialfranchise.law/2\n", "SF022"),
        ("format: 7\n", "SF022"),
    ],
)
def test_a_file_must_say_what_it_is(text: str, code: str) -> None:
    assert findings_of(text)[0].code == code


def test_a_file_must_be_of_the_kind_that_is_wanted() -> None:
    (finding,) = findings_of(LAW, "template")

    assert finding.code == "SF023"
    assert finding.parameters["wanted"] == "socialfranchise.template/1"


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("{fact: population, at_least: 5}", []),
        ("{fact: population, at_least: 5, at_most_law: x}", []),
        ("{fact: population}", ["SF206"]),
        ("{fact: population, at_least: 5, at_least_law: x}", ["SF203"]),
        ("{fact: population, is: yes, at_least: 5}", ["SF203"]),
        ("{all: [{fact: a, is: yes}], any: [{fact: a, is: yes}]}", ["SF203"]),
        ("{all: []}", ["SF204"]),
        ("{fact: a, is: maybe}", ["SF102"]),
        ("{fact: a, grows: {none_at: 3}}", ["SF202"]),
        ("{fact: a, is_at_least: 3}", ["SF201"]),
    ],
)
def test_the_verbs_of_a_condition_go_together_or_not(condition: str, codes: list[str]) -> None:
    text = (
        "format: socialfranchise.vocabulary/1\nkind: legal-forms\ntitle: {pl: F, en: F}\nterms:\n"
        "  - id: form\n    name: {pl: F, en: F}\n    statement: {pl: R, en: R}\n"
        f"    founders: [ngo]\n    founding: {condition}\n"
    )

    assert [finding.code for finding in findings_of(text)][:1] == codes
