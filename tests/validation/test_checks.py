"""Checks of meaning: what takes a whole catalogue or a day, and what is no mistake."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from socialfranchise import validate
from socialfranchise.core.findings import Finding, Severity
from tests.conftest import ROOT

MODELS = ROOT / "models"
VALID = ROOT / "tests" / "corpus" / "valid"
TEMPLATE = (VALID / "example-template.yaml").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(small_models, tmp_path / "katalog"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> list[Finding]:
    """The findings in the example of a template with one change."""
    file = folder / "example.yaml"
    file.write_text(TEMPLATE, encoding="utf-8")
    spoil(file, old, new)
    return list(validate(file))


def test_the_bundled_catalogue_has_no_doubtful_place() -> None:
    assert list(validate(MODELS)) == []


def test_a_withdrawn_term_that_is_still_used_names_its_replacement(copy: Path) -> None:
    (copy / "places" / "kramsk-2011.yaml").unlink()
    spoil(copy / "vocabulary" / "assets.yaml", "- id: canteen\n", CANTEEN)

    findings = list(validate(copy))
    assert {finding.code for finding in findings} == {"SF309"}
    assert {finding.parameters["instead"] for finding in findings} == {"building"}
    assert all(finding.raw == "canteen" for finding in findings)
    assert list(validate(copy / "templates" / "community-catering.yaml")) == [
        finding
        for finding in findings
        if finding.place is not None and finding.place.file.endswith("community-catering.yaml")
    ]


CANTEEN = "- id: canteen\n    replaced_by: building\n"


def test_a_replacement_that_is_not_there_is_an_unknown_id(copy: Path) -> None:
    spoil(copy / "vocabulary" / "acts.yaml", "- id: ", "- replaced_by: nothing\n    id: ")

    assert "SF301" in {finding.code for finding in validate(copy / "vocabulary" / "acts.yaml")}


def test_an_unused_source_is_told_of_a_whole_catalogue_only(copy: Path) -> None:
    file = copy / "vocabulary" / "sources.yaml"
    extra = "  - id: old-report\n    name: {pl: Raport, en: Report}\n"
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n" + extra, encoding="utf-8")

    (finding,) = validate(copy)
    assert (finding.code, finding.severity) == ("SF313", Severity.INFO)
    assert list(validate(file)) == []


def test_a_review_is_overdue_only_after_its_day(copy: Path) -> None:
    file = copy / "vocabulary" / "sources.yaml"
    spoil(file, "- id: ", "- review: 2027-03-31\n    id: ")

    assert list(validate(copy)) == []
    assert list(validate(copy, on=date(2027, 3, 31))) == []
    (finding,) = validate(copy, on=date(2027, 4, 1))
    assert finding.code == "SF505"


def test_a_one_sided_exclusion_is_found_in_the_other_file_too(copy: Path) -> None:
    spoil(copy / "funding" / "pfron-job.yaml", "owes-unit-grants", "contribution-refund")

    findings = [(f.code, f.raw) for f in validate(copy)]
    assert findings == [("SF312", "pfron-job"), ("SF312", "contribution-refund")]


def test_a_doubt_explains_a_gap(tmp_path: Path) -> None:
    file = tmp_path / "law.yaml"
    bad = (ROOT / "tests" / "corpus" / "invalid" / "SF501-gap-in-time.yaml").read_text("utf-8")
    file.write_text(bad.rstrip() + "\n        doubt: {pl: Nie wiadomo., en: Not known.}\n", "utf-8")

    assert list(validate(file)) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{not: {fact: population, at_least: 3000}}", None),
        ("{all: [{fact: population, at_least: 3}, {fact: population, at_most: 3}]}", None),
        (
            "{all: [{fact: population, at_least: 3}, {not: {fact: population, at_least: 3}}]}",
            "SF406",
        ),
        ("{any: [{fact: population, at_least: 3}, {fact: population, at_most: 2}]}", None),
        ("{any: [{fact: population, at_least: 3}, {fact: population, at_most: 3}]}", "SF407"),
        (
            "{all: [{fact: needs, includes_any: [cleaning]}, {fact: needs, includes_any: [x]}]}",
            None,
        ),
        (
            "{all: [{fact: needs, includes_any: [cleaning, catering]},"
            " {not: {fact: needs, includes_any: [catering, cleaning, tourism]}}]}",
            "SF406",
        ),
        (
            "{all: [{fact: area-kind, is_one_of: [rural]},"
            " {fact: area-kind, is_one_of: [urban, city-county]}]}",
            "SF406",
        ),
        (
            "{any: [{fact: area-kind, is_one_of: [rural, urban-rural]},"
            " {fact: area-kind, is_one_of: [urban, city-county]}]}",
            "SF407",
        ),
        (
            "{all: [{fact: founding-bodies, at_least_law: min-founders-legal},"
            " {fact: founding-bodies, at_most: 1}]}",
            None,
        ),
        ("{fact: population, grows: {none_at: 0, full_at: 9000000}}", "SF401"),
        ("{fact: needs, grows_with: {terms: [cleaning, cleaning], full_at: 2}}", "SF402"),
        ("{at_least_of: {number: 2, conditions: [{fact: population, at_least: 3}]}}", "SF402"),
        ("{at_least_of: {number: 1, conditions: [{fact: population, is: yes}]}}", "SF304"),
        ("{fact: needs, includes_any: [cleaning, catering, cleaning]}", "SF317"),
        ("{fact: founders, includes_any: [ngo, commune]}", None),
        ("{fact: founders, includes_any: [ngo, natural-persons]}", "SF318"),
    ],
)
def test_conditions(tmp_path: Path, condition: str, code: str | None) -> None:
    old = "    condition:\n      fact: population\n      at_least: 3000\n"
    new = f"    condition: {condition.replace('[x]', '[catering]')}\n"

    found = {finding.code for finding in changed(tmp_path, old, new)}
    assert found - {"SF317" if code == "SF402" else ""} == ({code} if code else set())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{pl: Przykład, en: Example}", "{pl: Unia Europejska, en: Unia Europejska}"),
        ("{pl: Rozmowa., en: A talk.}", "{pl: 'Np. art. 5 ust. 1 „Razem”.', en: “So” – 5 €.}"),
        ("high: 0.7", "high: 1"),
        ("low: 10000", "low: 20000"),
    ],
)
def test_what_is_no_mistake(tmp_path: Path, old: str, new: str) -> None:
    assert changed(tmp_path, old, new) == []


def test_a_mark_inside_a_folded_text_is_found_where_it_stands(tmp_path: Path) -> None:
    new = '\n  pl: >-\n    Model ułożony\n    do "testów".\n  en: A model made up for tests.\n'
    old = " {pl: Model ułożony do testów., en: A model made up for tests.}\n"

    (finding,) = changed(tmp_path, old, new)
    assert finding.code == "SF604"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (10, 8)


def test_related_places_are_those_of_the_user(copy: Path) -> None:
    file = copy / "templates" / "elderly-care.yaml"
    spoil(file, "needs:\n  - ", "needs:\n  - elder-care\n  - elder-care\n  - ")

    findings = [finding for finding in validate(copy) if finding.code == "SF317"]
    assert {place.file for finding in findings for place in finding.related} == {str(file)}
