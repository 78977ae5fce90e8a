"""House rules of a ministry or region, on top of the catalogue."""

from pathlib import Path

import pytest

from socialfranchise import InvalidDocument, validate
from socialfranchise.validation.overlay import load_overlay
from socialfranchise.validation.text import report_text
from tests.cli.program import run
from tests.conftest import ROOT

MODEL = ROOT / "models" / "templates" / "elderly-care.yaml"
OVERLAY = """\
format: socialfranchise.overlay/1
id: rops-krakow
title: {pl: Reguły regionalne, en: Regional rules}
kind: template
namespace: krakow
rules:
  required: [x-krakow-adviser]
  properties:
    x-krakow-adviser:
      type: string
      minLength: 3
    status:
      enum: [pilot, proven]
      x-sf-message:
        pl: W naszym województwie przyjmujemy tylko modele po pilotażu.
        en: Our voivodeship accepts piloted models only.
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    file = tmp_path / "rops.yaml"
    file.write_text(OVERLAY, encoding="utf-8")
    return file


def with_field(tmp_path: Path, extra: str) -> Path:
    file = tmp_path / "elderly-care.yaml"
    file.write_text(MODEL.read_text(encoding="utf-8") + extra, encoding="utf-8")
    return file


def test_house_rules_are_findings_with_their_own_words(overlay: Path, tmp_path: Path) -> None:
    file = with_field(tmp_path, "x-krakow-adviser: ab\n")
    report = validate(file, overlays=[overlay])
    found = {finding.path: finding for finding in report}

    assert {finding.code for finding in report} == {"SF240"}
    assert set(found) == {("status",), ("x-krakow-adviser",)}
    assert found["status",].raw == "draft"
    assert "tylko modele po pilotażu" in report_text(report, "pl")
    assert "piloted models only" in report_text(report, "en")


def test_fields_of_a_namespace_are_allowed_only_while_it_is_in_force(
    overlay: Path, tmp_path: Path
) -> None:
    file = with_field(tmp_path, "x-krakow-adviser: OWES Kraków\n")

    assert [finding.code for finding in validate(file)] == ["SF201"]
    assert {f.path for f in validate(file, overlays=[overlay])} == {("status",)}
    other = with_field(tmp_path, "x-lublin-adviser: OWES Lublin\n")
    assert "SF201" in [finding.code for finding in validate(other, overlays=[overlay])]


def test_house_rules_hold_for_a_whole_catalogue(overlay: Path) -> None:
    report = validate(ROOT / "models", overlays=[overlay])

    assert {finding.code for finding in report} == {"SF240"}
    files = {Path(finding.place.file).parent.name for finding in report if finding.place}
    assert files == {"templates"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: template", "kind: model", "SF102"),
        ("type: string", "type: text", "SF241"),
        ("type: string", "$ref: https://example.org/schema.json", "SF241"),
        ("type: string", "$ref: other.json#/x", "SF241"),
        ("namespace: krakow", "namespace: Kraków", "SF103"),
    ],
)
def test_a_broken_overlay_is_a_finding(overlay: Path, old: str, new: str, code: str) -> None:
    overlay.write_text(OVERLAY.replace(old, new), encoding="utf-8")

    with pytest.raises(InvalidDocument) as error:
        load_overlay(overlay)
    assert [finding.code for finding in error.value.report] == [code]
    assert code in [finding.code for finding in validate(MODEL, overlays=[overlay])]


def test_a_reference_inside_the_file_works(overlay: Path) -> None:
    text = OVERLAY.replace("      type: string\n      minLength: 3", "      $ref: '#/$defs/name'")
    overlay.write_text(text + "  $defs:\n    name: {type: string}\n", encoding="utf-8")

    assert load_overlay(overlay).namespace == "krakow"


def test_the_command_line_takes_overlays(overlay: Path) -> None:
    result = run("validate", str(MODEL), "--overlay", str(overlay))

    assert result.returncode == 1
    assert "SF240" in result.stdout


def test_a_rule_that_leads_nowhere_is_a_broken_set_of_rules(overlay: Path) -> None:
    overlay.write_text(OVERLAY.replace("minLength: 3", '$ref: "#/nope"'), encoding="utf-8")

    with pytest.raises(InvalidDocument) as caught:
        load_overlay(overlay)
    (finding,) = caught.value.report
    assert (finding.code, finding.parameters["problem"]) == ("SF241", "#/nope")


def test_a_rule_that_leads_to_itself_is_a_finding_and_no_crash(
    overlay: Path, tmp_path: Path
) -> None:
    rule = '$ref: "#/properties/x-krakow-adviser"'
    overlay.write_text(OVERLAY.replace("minLength: 3", rule), encoding="utf-8")
    report = validate(with_field(tmp_path, "x-krakow-adviser: Anna\n"), overlays=[overlay])

    assert [finding.code for finding in report] == ["SF241"]
    assert "rops-krakow" in report_text(report, "pl")


def test_a_rule_without_words_is_told_in_the_readers_language(
    overlay: Path, tmp_path: Path
) -> None:
    report = validate(with_field(tmp_path, "x-krakow-adviser: ab\n"), overlays=[overlay])

    assert "co najmniej znaków: 3" in report_text(report, "pl")
    assert "at least 3 characters" in report_text(report, "en")


def test_a_house_rule_counts_in_decimals(tmp_path: Path) -> None:
    rules = tmp_path / "grosze.yaml"
    rules.write_text(
        OVERLAY.partition("  required:")[0]
        + "  properties:\n    start_up_cost:\n      properties:\n"
        + "        low: {multipleOf: 0.01}\n",
        encoding="utf-8",
    )
    text = MODEL.read_text(encoding="utf-8")
    low = text.partition("start_up_cost:\n  low: ")[2].partition("\n")[0]
    file = tmp_path / "elderly-care.yaml"
    file.write_text(text.replace(f"low: {low}\n", "low: 0.29\n", 1), encoding="utf-8")

    found = [f.code for f in validate(file, overlays=[rules]) if f.path[:1] == ("start_up_cost",)]
    assert found == []
