"""From paths to a report, without ever raising on bad content."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report
from socialfranchise.formats import build
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.files import read_text
from socialfranchise.formats.linking import declared_ids, facts_of, link
from socialfranchise.formats.loading import (
    FOLDERS,
    HEAD,
    CatalogueFiles,
    fact_misfits,
    link_catalogue,
    load_catalogue,
    mapping_text,
    read_catalogue,
)
from socialfranchise.formats.shape import Shaped, kind_of, shape
from socialfranchise.formats.yaml_reader import parse

Source = str | PathLike[str] | Mapping[str, Any]
_ENDINGS = (".yaml", ".yml", ".json")


def validate(
    source: Source | Sequence[Source],
    *,
    kind: str | None = None,
    catalogue: str | PathLike[str] | None = None,
) -> Report:
    """Check a file, a folder of files, a whole catalogue, a mapping, or several of them.

    A folder that holds ``catalogue.yaml`` is checked as a catalogue. Any other file is checked
    against ``catalogue`` (the bundled one by default): its ids must lead somewhere. ``kind`` says
    what a file must be, such as ``template``. Never raises on bad content.
    """
    sources = list(source) if isinstance(source, list | tuple) else [source]
    findings: list[Finding] = []
    files: list[str] = []
    surroundings = _Surroundings(catalogue)
    for one in sources:
        for found, names in _check(one, kind, surroundings):
            findings += found
            files += names
    return Report(tuple(sorted(findings, key=_order)), tuple(files))


class _Surroundings:
    """The catalogue that single files are checked against; read when first needed."""

    def __init__(self, path: str | PathLike[str] | None) -> None:
        self._path = path
        self._files: CatalogueFiles | None = None
        self._catalogue: Catalogue | None = None

    @property
    def files(self) -> CatalogueFiles:
        if self._files is None:
            self._files = read_catalogue(self._path)
        return self._files

    @property
    def catalogue(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = load_catalogue(self._path)
        return self._catalogue


def _check(
    source: Any, kind: str | None, surroundings: _Surroundings
) -> list[tuple[list[Finding], list[str]]]:
    if isinstance(source, Mapping):
        return [(_check_text(mapping_text(source), "input", kind, surroundings), ["input"])]
    path = Path(source)
    if path.is_dir():
        if (path / HEAD).is_file():
            files = read_catalogue(path)
            cases = sorted((path / "cases").glob("*.yaml"))
            inside = _Surroundings(path)
            found = [([*files.findings, *link_catalogue(files)], files.names)]
            if not found[0][0]:
                found += [item for case in cases for item in _check(case, "diagnosis", inside)]
            return found
        inner = sorted(p for p in path.rglob("*") if p.suffix in _ENDINGS and p.is_file())
        if not inner:
            place = Place(str(path), 1, 1, 1, 1)
            return [([codes.NOTHING_TO_READ.finding(place, wanted="*.yaml")], [])]
        return [item for file in inner for item in _check(file, kind, surroundings)]
    try:
        text = read_text(path, str(path))
    except InvalidDocument as error:
        return [(list(error.report.findings), [str(path)])]
    return [(_check_text(text, str(path), kind, surroundings), [str(path)])]


def _check_text(
    text: str, name: str, kind: str | None, surroundings: _Surroundings
) -> list[Finding]:
    parsed, findings = parse(text, name)
    if parsed is None:
        return findings
    shaped, of_shape = shape(parsed, kind)
    findings += of_shape
    if shaped is None or findings:
        return findings
    try:
        return _check_links(shaped, surroundings)
    except InvalidDocument as error:
        return list(error.report.findings)


def _check_links(file: Shaped, surroundings: _Surroundings) -> list[Finding]:
    if isinstance(file.document, DiagnosisDocument):
        diagnosis = build.diagnosis(file.document, file.parsed, "")
        return list(fact_misfits(diagnosis, surroundings.catalogue))
    around = [f for f in surroundings.files.shaped if not _same(f, file)]
    ids, duplicates = declared_ids([*around, file])
    facts = facts_of([*around, file])
    own = [f for f in duplicates if f.place is not None and f.place.file == file.parsed.file]
    return [*own, *link(file, ids, facts), *_file_name(file)]


def _same(known: Shaped, file: Shaped) -> bool:
    """Is this the catalogue's own copy of the file that is being checked?"""
    if known.format != file.format:
        return False
    id = getattr(known.document, "id", None)
    if id is not None:
        return bool(id == getattr(file.document, "id", None))
    return bool(known.document.kind == file.document.kind)


def _file_name(file: Shaped) -> list[Finding]:
    """In a folder of a catalogue a file is named by the id of what it holds."""
    path = Path(file.parsed.file)
    id = getattr(file.document, "id", path.stem)
    if FOLDERS.get(path.parent.name) != kind_of(file.format) or path.stem == id:
        return []
    place = file.parsed.place(("id",))
    return [codes.FILE_NAME.finding(place, path=("id",), raw=str(id), id=id, file=path.name)]


def _order(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place or Place("", 0, 0, 0, 0)
    return place.file, place.line, place.column, finding.code
