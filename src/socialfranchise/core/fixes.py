"""Mends that a finding offers: replacements at places of the text, nothing else touched."""

import re
from collections.abc import Iterable

from attrs import frozen

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""


@frozen
class Edit:
    """Replace the stretch from one position up to another by ``text``.

    Lines and columns count from 1, columns in characters; the end is exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@frozen
class Fix:
    """Edits that belong together. ``safe`` when the author's meaning is certain."""

    edits: tuple[Edit, ...]
    safe: bool


def apply_edits(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with the fixes applied, and how many were.

    Fixes are taken in order; one that touches what an earlier one has replaced is left for the
    next run.
    """
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def offset(line: int, column: int) -> int:
        if line > len(starts):
            return len(text)
        return min(starts[line - 1] + column - 1, len(text))

    taken: list[tuple[int, int, str]] = []
    applied = 0
    for fix in fixes:
        spans = [
            (offset(e.line, e.column), offset(e.end_line, e.end_column), e.text) for e in fix.edits
        ]
        if any(_touches(span, other) for span in spans for other in taken):
            continue
        taken += spans
        applied += 1
    for start, end, replacement in sorted(taken, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text, applied


def _touches(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
