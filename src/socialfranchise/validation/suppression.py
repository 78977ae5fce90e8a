"""Comments that set a finding aside, with a reason and an end.

``# sf: ignore SF601 until 2027-03-31 -- the second text is with the translator`` at the end of a
line is about that line; on a line of its own, about the next line that is not a comment. Errors
cannot be set aside. A comment without reason or end, one past its end, and one that sets nothing
aside are findings themselves.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import yaml
from attrs import frozen

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place, Severity
from socialfranchise.formats.yaml_reader import LOADER
from socialfranchise.validation.text import SLUGS

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*sf:\s*ignore\b(?P<rest>.*)$", re.IGNORECASE)
_REST = re.compile(
    r"\s*(?P<codes>(?:SF\d{3}[\s,]*)*)(?:until\s+(?P<until>\S+)\s*)?"
    r"(?:(?:--|\N{EN DASH}|\N{EM DASH})\s*(?P<reason>.*\S))?\s*",
    re.IGNORECASE,
)
_CODE = re.compile(r"SF\d{3}")


@frozen
class Suppression:
    """One comment: which codes on which lines, until when and why."""

    place: Place
    raw: str
    line: int
    last_line: int
    """The last line of the value that begins on ``line``; a folded text has several."""
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
    values = _values(text)
    for number, line in enumerate(lines, 1):
        found = _COMMENT.search(line)
        if found is None or any(
            first < number <= last or (first == number and start < found.start() < end)
            for first, start, last, end in values
        ):
            continue  # none, or these words belong to a text that is published
        rest = _REST.fullmatch(found["rest"])
        said = rest.groupdict() if rest else {}
        place = Place(file, number, found.start() + 1, number, len(line) + 1)
        meant = _line_meant(lines, number, alone=not line[: found.start()].strip())
        yield Suppression(
            place,
            line[found.start() :].strip(),
            meant,
            max((last for first, _, last, _ in values if first == meant), default=meant),
            tuple(_CODE.findall((said.get("codes") or "").upper())),
            _day(said.get("until")),
            said.get("reason"),
        )


def _values(text: str) -> list[tuple[int, int, int, int]]:
    """Of every value of several lines or in quotes: first line, column, last line, column.

    The last line is the last that holds a part of it; columns count from 0 on the first line.
    """
    found = []
    start: Any
    end: Any
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.style:
                start, end = event.start_mark, event.end_mark
                last = end.line + 1 if end.column else end.line
                width = end.column if end.line == start.line else start.column
                found.append((start.line + 1, start.column, last, width))
    except yaml.YAMLError:
        return found  # what comes after is not read as values either
    return found


def sift(
    findings: Sequence[Finding],
    text: str,
    file: str,
    on: date | None,
    silent: AbstractSet[str],
) -> Sifted:
    """Set aside what the comments of the file say, and judge the comments.

    Without a day ``on`` no comment is past its end. A comment that sets nothing aside is one too
    many only for a code in ``silent``: one of which there is surely nothing to find.
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
        judged += _without_effect(comment, meant, aside, silent)
    return Sifted((*kept, *judged), tuple(suppressed))


def _without_effect(
    comment: Suppression,
    meant: Sequence[Finding],
    aside: Sequence[Finding],
    silent: AbstractSet[str],
) -> Iterator[Finding]:
    """What to say of those codes of a comment that set nothing aside."""
    idle = [code for code in comment.codes if code not in {finding.code for finding in aside}]
    errors = [code for code in idle if code in {finding.code for finding in meant}]
    # A code that does not exist can never be found, whatever was checked.
    unused = [c for c in idle if c not in errors and (c in silent or c not in SLUGS)]
    for named, code in ((errors, codes.SUPPRESSION_OF_ERROR), (unused, codes.SUPPRESSION_UNUSED)):
        if named:
            yield code.finding(comment.place, raw=comment.raw, codes=named)


def _is_meant(finding: Finding, comment: Suppression) -> bool:
    place = finding.place
    return (
        finding.code in comment.codes
        and place is not None
        and place.file == comment.place.file
        and comment.line <= place.line <= comment.last_line
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
