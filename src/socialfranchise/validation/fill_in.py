"""Texts that a new file left to its author and that nobody has written yet."""

from collections.abc import Iterator
from typing import Any

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.text import LANGUAGES
from socialfranchise.formats.yaml_reader import Parsed
from socialfranchise.wording.messages import messages


def fill_in_findings(parsed: Parsed) -> list[Finding]:
    """A warning for each text and value that a new file left to its author."""
    return [*_texts_to_fill(parsed), *_examples_left(parsed)]


def _examples_left(parsed: Parsed) -> Iterator[Finding]:
    """A warning for each line that is still marked as an example of a new file."""
    marks = tuple(f"# {messages(language)('authoring.example')}" for language in LANGUAGES)
    for number, line in enumerate(parsed.text.splitlines(), 1):
        if line.endswith(marks) and not line.lstrip().startswith("#"):
            mark = next(mark for mark in marks if line.endswith(mark))
            start = len(line) - len(mark) + 1
            place = Place(parsed.file, number, start, number, len(line) + 1)
            yield codes.FILL_IN.finding(place, raw=mark, words=mark.removeprefix("# "))


def _texts_to_fill(parsed: Parsed) -> list[Finding]:
    """A warning for each text that still holds the words a new file begins with."""
    words = [messages(language)("authoring.fill_in") for language in LANGUAGES]
    if not any(each.split()[0] in parsed.text for each in words):
        return []  # they may be folded over lines, their first word is in one piece
    found = []
    for path, text in _texts(parsed.data, ()):
        held = next((each for each in words if each in text), None)
        if held is not None:
            place = parsed.place(path)
            found.append(codes.FILL_IN.finding(place, path=path, raw=parsed.raw(path), words=held))
    return found


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))
