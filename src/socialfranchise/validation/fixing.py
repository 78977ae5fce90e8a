"""Applying the fixes that findings offer."""

from collections.abc import Iterator

from socialfranchise.core.findings import Finding, Report
from socialfranchise.core.fixes import Fix, apply_edits
from socialfranchise.formats.yaml_reader import BYTE_ORDER_MARK


def apply_fixes(text: str, report: Report, *, unsafe: bool = False) -> str:
    """The text of a file with the fixes of its report applied, everything else untouched.

    ``report`` is about this text alone. Without ``unsafe`` only those fixes are applied whose
    meaning is certain. Fixes that touch each other are applied one by one: validate again and
    apply again until nothing changes.
    """
    return fixed(text, report.findings, unsafe=unsafe)[0]


def fixed(text: str, findings: tuple[Finding, ...], *, unsafe: bool) -> tuple[str, int]:
    """The text with the fixes applied, and how many were."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body, applied = apply_edits(text.removeprefix(mark), _wanted(findings, unsafe))
    return mark + body, applied


def _wanted(findings: tuple[Finding, ...], unsafe: bool) -> Iterator[Fix]:
    for finding in findings:
        if finding.fix is not None and (finding.fix.safe or unsafe):
            yield finding.fix
