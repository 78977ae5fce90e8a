"""Files as people write them: good ones pass, each bad one gets the finding it is named by."""

from pathlib import Path

import pytest

from socialfranchise import validate
from socialfranchise.core.codes import ALL
from socialfranchise.validation.data import report_data
from socialfranchise.validation.text import report_text

CORPUS = Path(__file__).parents[1] / "corpus"
VALID = sorted((CORPUS / "valid").iterdir())
INVALID = sorted((CORPUS / "invalid").iterdir())
SEVERITIES = {code.id: code.severity for code in ALL}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_good_file_passes(path: Path) -> None:
    assert list(validate(path)) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_a_bad_file_gets_one_finding_of_its_code(path: Path) -> None:
    report = validate(path)

    assert [finding.code for finding in report] == [path.name.partition("-")[0]]
    (finding,) = report
    assert finding.severity is SEVERITIES[finding.code]
    assert finding.place is not None
    assert finding.place.file == str(path)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_a_finding_can_be_told_in_both_languages_and_as_data(path: Path) -> None:
    report = validate(path)
    polish, english = report_text(report, "pl"), report_text(report, "en")

    assert "{" not in polish + english or "{" in (report.findings[0].raw or "")
    assert polish != english
    (entry,) = report_data(report, "pl")["findings"]
    assert entry["message"] in polish
    assert entry["range"]["start"]["line"] >= 1


def test_nothing_in_a_folder_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in validate(tmp_path)] == ["SF007"]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in validate(tmp_path / "brak.yaml")] == ["SF001"]


def test_a_mapping_is_checked_like_a_file() -> None:
    report = validate({"format": "socialfranchise.diagnosis/1", "id": "x"}, kind="diagnosis")

    assert {finding.code for finding in report} == {"SF202"}
    assert {finding.parameters["key"] for finding in report} == {
        "day",
        "facts",
        "locality",
        "title",
    }


def test_several_sources_make_one_report() -> None:
    report = validate([VALID[0], INVALID[-1]])

    assert len(report.files) == 2
    assert len(report) == 1
