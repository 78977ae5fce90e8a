"""Findings and reports: data, ordered by how bad they are."""

import pytest

from socialfranchise.core import codes
from socialfranchise.core.findings import Place, Report, Severity
from socialfranchise.core.fixes import Fix

PLACE = Place("file.yaml", 1, 2, 3, 4)


def test_a_finding_holds_what_it_was_told() -> None:
    fix = Fix((), safe=True)
    finding = codes.UNKNOWN_KEY.finding(
        PLACE, path=("a", 0), raw="kowta", related=(PLACE,), fix=fix, key="kowta", near=["kwota"]
    )

    assert (finding.code, finding.severity) == ("SF201", Severity.ERROR)
    assert (finding.place, finding.path, finding.raw) == (PLACE, ("a", 0), "kowta")
    assert (finding.related, finding.fix) == ((PLACE,), fix)
    assert dict(finding.parameters) == {"key": "kowta", "near": ("kwota",)}


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        (codes.UNKNOWN_KEY, Severity.ERROR),
        (codes.FILL_IN, Severity.WARNING),
        (codes.SENTENCE_LONG, Severity.INFO),
    ],
)
def test_a_report_is_ok_while_nothing_in_it_is_an_error(
    code: codes.Code, severity: Severity
) -> None:
    report = Report((code.finding(),))

    assert report.ok is (severity is not Severity.ERROR)
    assert len(report.at_least(severity)) == 1
    assert len(report.at_least(Severity.INFO)) == 1
    assert [f.severity for f in report.at_least(Severity.ERROR)] == (
        [Severity.ERROR] if severity is Severity.ERROR else []
    )
    assert severity.label == severity.name.lower()


def test_every_code_has_an_id_and_a_slug_of_its_own() -> None:
    assert len({code.id for code in codes.ALL}) == len({code.slug for code in codes.ALL})
    assert [code.id for code in codes.ALL] == sorted(code.id for code in codes.ALL)
