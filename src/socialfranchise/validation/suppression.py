"""Comments that set a finding aside, with a reason and an end.

``# sf: ignore SF601 until 2027-03-31 -- the second text is with the translator`` at the end of a
line is about that line; on a line of its own, about the next line that is not a comment. Errors
cannot be set aside. A comment without reason or end, one past its end, and one that sets nothing
aside are findings themselves.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place, Severity

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*sf:\s*ignore\b(?P<rest>.*)$", re.IGNORECASE)
_REST = re.compile(
    r"\s*(?P<codes>(?:SF\d{3}[\s,]*)*)(?:until\s+(?P<until>\S+)\s*)?"
    r"(?:(?:--|\N{EN DASH}|\N{EM DASH})\s*(?P<reason>.*\S))?\s*",
    re.IGNORECASE,
)
_CODE = re.compile(r"SF\d{3}")


@frozen
class Suppression:
    """One comment: which codes on which line, until when and why."""

    place: Place
    raw: str
    line: int
    codes: tuple[str, ...]
    until: date | None
    reason: str | None


@frozen
class Sifted:
    """Findings after the comments of their file were read."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]


def suppressions(text: str, file: str) -> Iterator[Suppression]:
    """The comments of a file that set findings aside."""
    if "sf:" not in text.casefold():
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        found = _COMMENT.search(line)
        if found is None:
            continue
        rest = _REST.fullmatch(found["rest"])
        said = rest.groupdict() if rest else {}
        column = found.start() + 1
        place = Place(file, number, column, number, len(line) + 1)
        yield Suppression(
            place,
            line[found.start() :].strip(),
            _line_meant(lines, number, alone=not line[: found.start()].strip()),
            tuple(_CODE.findall((said.get("codes") or "").upper())),
            _day(said.get("until")),
            said.get("reason"),
        )


def sift(findings: Sequence[Finding], text: str, file: str, on: date | None) -> Sifted:
    """Set aside what the comments of the file say, and judge the comments.

    Without a day ``on`` no comment is past its end.
    """
    kept, suppressed = list(findings), []
    judged: list[Finding] = []
    for comment in suppressions(text, file):
        if not comment.codes or comment.until is None or not comment.reason:
            judged.append(codes.SUPPRESSION_INCOMPLETE.finding(comment.place, raw=comment.raw))
            continue
        if on is not None and comment.until < on:
            until = comment.until.isoformat()
            judged.append(
                codes.SUPPRESSION_EXPIRED.finding(comment.place, raw=comment.raw, until=until)
            )
            continue
        meant = [finding for finding in kept if _is_meant(finding, comment)]
        aside = [finding for finding in meant if finding.severity < Severity.ERROR]
        kept = [finding for finding in kept if finding not in aside]
        suppressed += aside
        judged += _without_effect(comment, meant, aside)
    return Sifted((*kept, *judged), tuple(suppressed))


def _without_effect(
    comment: Suppression, meant: Sequence[Finding], aside: Sequence[Finding]
) -> Iterator[Finding]:
    """What to say of those codes of a comment that set nothing aside."""
    idle = [code for code in comment.codes if code not in {finding.code for finding in aside}]
    errors = [code for code in idle if code in {finding.code for finding in meant}]
    unused = [code for code in idle if code not in errors]
    for named, code in ((errors, codes.SUPPRESSION_OF_ERROR), (unused, codes.SUPPRESSION_UNUSED)):
        if named:
            yield code.finding(comment.place, raw=comment.raw, codes=named)


def _is_meant(finding: Finding, comment: Suppression) -> bool:
    place = finding.place
    return (
        finding.code in comment.codes
        and place is not None
        and place.file == comment.place.file
        and place.line == comment.line
    )


def _line_meant(lines: list[str], number: int, *, alone: bool) -> int:
    if not alone:
        return number
    for later in range(number, len(lines)):
        text = lines[later].strip()
        if text and not text.startswith("#"):
            return later + 1
    return number


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
