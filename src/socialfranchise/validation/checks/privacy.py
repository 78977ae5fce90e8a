"""Data of private persons have no place in a diagnosis or a proposal."""

from collections.abc import Iterator
from typing import Any

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.proposal import ProposalDocument
from socialfranchise.formats.personal_data import personal_data
from socialfranchise.validation.checks.scope import Path, Scope

_NO_TEXTS = frozenset(("format", "id", "url", "teryt", "template"))


def check_personal_data(scope: Scope) -> Iterator[Finding]:
    """Texts that look like numbers PESEL, phones, mail addresses or names of people."""
    for file in scope.files:
        if not isinstance(file.document, DiagnosisDocument | ProposalDocument):
            continue
        for path, text in _texts(file.parsed.data, ()):
            for found in personal_data(text):
                yield codes.PERSONAL_DATA.finding(
                    file.parsed.place(path), path=path, raw=found.hidden, personal=found.what
                )


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text for people below a value, with the keys that lead to it."""
    if isinstance(value, str):
        if path[-1] not in _NO_TEXTS:
            yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, (*path, index))
