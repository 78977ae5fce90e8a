"""Reading for commands: a diagnosis from a file or standard input, lines to show findings in."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.formats.files import decode
from socialfranchise.formats.loading import diagnosis_from_text, load_diagnosis, load_proposal
from socialfranchise.wording.messages import Messages

STANDARD_INPUT = Path("-")
ENDINGS = (".yaml", ".yml", ".json")
_FORMAT = re.compile(r"""^[\s{]*["']?format["']?\s*:\s*["']?socialfranchise\.([a-z-]+)/""", re.M)


def read_diagnosis(path: Path, catalogue: Catalogue | None) -> Diagnosis:
    """The diagnosis in a file, or on standard input when the path is ``-``."""
    if path != STANDARD_INPUT:
        return load_diagnosis(path, catalogue=catalogue)
    text = decode(sys.stdin.buffer.read(), "-")
    diagnosis, findings = diagnosis_from_text(text, "-", catalogue)
    if diagnosis is None or any(finding.severity >= Severity.ERROR for finding in findings):
        raise InvalidDocument(Report(tuple(findings), ("-",)))
    return diagnosis


def read_proposal(path: Path, catalogue: Catalogue, model: str, say: Messages) -> Proposal:
    """The proposal in a file; a usage error when it is about another model."""
    proposal = load_proposal(path, catalogue=catalogue)
    if proposal.template != model:
        raise click.UsageError(say("cli.other_model", proposal=proposal.template, model=model))
    return proposal


def read_diagnoses(paths: Iterable[Path], catalogue: Catalogue | None = None) -> list[Diagnosis]:
    """The diagnoses in files and folders; files of another kind in a folder are passed over.

    A file that is named twice is read once. ``-`` is standard input. Without a ``catalogue``
    nobody asks whether their facts answer its questions.
    Raises :class:`InvalidDocument` with what is wrong in all of them, when two have one id, or when
    there is none.
    """
    found: dict[str, Diagnosis] = {}
    findings: list[Finding] = []
    files: dict[str, Path] = {}
    for path in files_of_kind(paths, "diagnosis"):
        files.setdefault(os.path.realpath(path), path)
    for path in files.values():
        try:
            place = read_diagnosis(path, catalogue)
        except InvalidDocument as error:
            findings += error.report.findings
            continue
        if place.id in found:
            findings.append(
                codes.DUPLICATE_ID.finding(Place(str(path), 1, 1, 1, 1), raw=place.id, id=place.id)
            )
        found.setdefault(place.id, place)
    if not files:
        findings.append(codes.NOTHING_TO_READ.finding(wanted="*.yaml"))
    if findings:
        raise InvalidDocument(Report(tuple(findings), tuple(map(str, files.values()))))
    return list(found.values())


def files_of_kind(paths: Iterable[Path], kind: str) -> Iterator[Path]:
    """The files, and those in the folders that do not say that they are of another kind."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.suffix in ENDINGS and not hidden and _may_be(kind, file):
                yield file


def _may_be(kind: str, file: Path) -> bool:
    """Not when it says that it is something else."""
    if file.name.endswith(".schema.json"):
        return False
    format = _FORMAT.search(file.read_bytes().decode(errors="replace"))
    return format is None or format[1] == kind


def file_texts(names: Iterable[str]) -> dict[str, str]:
    """The content of those files that are readable text."""
    texts = {}
    for name in names:
        try:
            texts[name] = Path(name).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue
    return texts
