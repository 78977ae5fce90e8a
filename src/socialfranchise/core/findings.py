"""Findings: what is wrong, where, and in which words the author wrote it.

A finding holds a code and parameters, never a sentence: its text is rendered last, per language,
by :mod:`socialfranchise.validation.text`.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum

from attrs import field, frozen

from socialfranchise.core.fixes import Fix
from socialfranchise.core.frozen import FrozenMapping


class Severity(IntEnum):
    """How bad a finding is, by its consequence."""

    INFO = 1
    """Worth knowing; nothing goes wrong."""
    WARNING = 2
    """May mislead a reader or a result."""
    ERROR = 3
    """The file cannot be used, or its result would be wrong."""

    @property
    def label(self) -> str:
        """The name used in output: ``info``, ``warning`` or ``error``."""
        return self.name.lower()


@frozen
class Place:
    """A stretch of a file. Lines and columns count from 1; the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


def _frozen(parameters: Mapping[str, object]) -> FrozenMapping[str, object]:
    return FrozenMapping(
        {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in parameters.items()
        }
    )


@frozen
class Finding:
    """One mistake or doubt found in a file."""

    code: str
    """Stable code such as ``SF201``; one code per check."""
    severity: Severity
    place: Place | None = None
    """Where it stands; ``None`` when it concerns no place in a file."""
    path: tuple[str | int, ...] = ()
    """Keys and list positions that lead to the value inside the document."""
    raw: str | None = None
    """The author's own text at the place, as typed."""
    parameters: Mapping[str, object] = field(factory=dict, converter=_frozen)
    """Facts that the message mentions, by name; several of one kind are a tuple."""
    related: tuple[Place, ...] = ()
    """Other places that belong to the mistake, such as the first of two equal keys."""
    fix: Fix | None = None
    """How to mend it, when that can be said in text."""


@frozen
class Report:
    """The findings of one validation, in the order of the files and their lines."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    """Every file that was read, in reading order."""
    suppressed: tuple[Finding, ...] = ()
    """Findings that a comment in their file sets aside, with a reason and an end."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity or a worse one."""
        return tuple(f for f in self.findings if f.severity >= severity)

    @property
    def ok(self) -> bool:
        """True when no finding is an error."""
        return not self.at_least(Severity.ERROR)
