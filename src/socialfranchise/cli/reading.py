"""Reading for commands: a diagnosis from a file or standard input, lines to show findings in."""

import sys
from collections.abc import Iterable
from pathlib import Path

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report, Severity
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.formats.files import decode
from socialfranchise.formats.loading import diagnosis_from_text, load_diagnosis

STANDARD_INPUT = Path("-")


def read_diagnosis(path: Path, catalogue: Catalogue) -> Diagnosis:
    """The diagnosis in a file, or on standard input when the path is ``-``."""
    if path != STANDARD_INPUT:
        return load_diagnosis(path, catalogue=catalogue)
    text = decode(sys.stdin.buffer.read(), "-")
    diagnosis, findings = diagnosis_from_text(text, "-", catalogue)
    if diagnosis is None or any(finding.severity >= Severity.ERROR for finding in findings):
        raise InvalidDocument(Report(tuple(findings), ("-",)))
    return diagnosis


def file_texts(names: Iterable[str]) -> dict[str, str]:
    """The content of those files that are readable text."""
    texts = {}
    for name in names:
        try:
            texts[name] = Path(name).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue
    return texts
