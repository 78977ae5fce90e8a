"""The line of a file that a place points into."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from socialfranchise.core.findings import Place

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML counts as the end of a line; :meth:`str.splitlines` knows more of them."""


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
