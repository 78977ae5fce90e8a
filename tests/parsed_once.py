"""The same text of a catalogue is parsed once for many tests: they load thousands of catalogues.

The wheel and what runs in a process of its own are tested without this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from unittest import mock

from socialfranchise.core.findings import Finding
from socialfranchise.formats import catalogue_files
from socialfranchise.formats.shape import Shaped, shape
from socialfranchise.formats.yaml_reader import Parsed, parse

FILES = 512
"""More than a catalogue has; what nobody read for long is forgotten."""


@contextmanager
def parsed_once() -> Iterator[None]:
    """As long as it lasts, catalogues share what was made of equal texts of equal names."""
    with (
        mock.patch.object(catalogue_files, "parse", _parse),
        mock.patch.object(catalogue_files, "shape", _shape),
    ):
        yield


def _parse(text: str, file: str) -> tuple[Parsed | None, list[Finding]]:
    parsed, findings = _parsed(text, file)
    return parsed, list(findings)


def _shape(
    parsed: Parsed, expected: str | None = None, namespaces: frozenset[str] = frozenset()
) -> tuple[Shaped | None, list[Finding]]:
    shaped, findings = _shaped(_Same(parsed), expected, namespaces)
    return shaped, list(findings)


class _Same:
    """Equal to what holds the same object."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.parsed is self.parsed

    def __hash__(self) -> int:
        return id(self.parsed)


@lru_cache(FILES)
def _parsed(text: str, file: str) -> tuple[Parsed | None, tuple[Finding, ...]]:
    parsed, findings = parse(text, file)
    return parsed, tuple(findings)


@lru_cache(FILES)
def _shaped(
    same: _Same, expected: str | None, namespaces: frozenset[str]
) -> tuple[Shaped | None, tuple[Finding, ...]]:
    shaped, findings = shape(same.parsed, expected, namespaces)
    return shaped, tuple(findings)
