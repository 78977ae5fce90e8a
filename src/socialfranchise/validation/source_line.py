"""The line of a file that a place points into."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML counts as the end of a line; :meth:`str.splitlines` knows more of them."""


def shown_line(finding: Finding, texts: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The line of a finding as :func:`source_line`; nothing when it may hold personal data."""
    if finding.place is None or finding.code == codes.PERSONAL_DATA.id:
        return None
    return source_line(finding.place, texts)


def source_line(place: Place, texts: Mapping[str, str]) -> tuple[str, int, int] | None:
    """The line, and where in it the stretch begins and ends, counted from 0; or nothing."""
    lines = _lines(texts.get(place.file, ""))
    if place.file not in texts or not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    start = min(max(place.column - 1, 0), len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    return line, start, min(max(end, start), len(line))


@lru_cache(maxsize=1)
def _lines(text: str) -> Sequence[str]:
    """The lines of a text; of thousands of findings all ask for the lines of one file."""
    return _BREAK.split(text)
