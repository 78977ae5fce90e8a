"""From paths to a report, without ever raising on bad content."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.formats import build
from socialfranchise.formats.answers import link_answers
from socialfranchise.formats.catalogue_files import (
    EXAMPLES,
    FOLDERS,
    HEAD,
    CatalogueFiles,
    link_catalogue,
    located,
    read_catalogue,
    text_file,
)
from socialfranchise.formats.documents.answers import AnswersDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.network_report import NetworkReportDocument
from socialfranchise.formats.documents.proposal import ProposalDocument
from socialfranchise.formats.files import read_text
from socialfranchise.formats.linking import declarations, declared_ids, facts_of, link
from socialfranchise.formats.loading import catalogue_of, mapping_text
from socialfranchise.formats.lock import lock_findings
from socialfranchise.formats.network import link_network_report
from socialfranchise.formats.proposal_links import link_proposal
from socialfranchise.formats.references import Ids
from socialfranchise.formats.shape import FORMATS, Shaped, kind_of, shape
from socialfranchise.formats.yaml_reader import parse
from socialfranchise.package.proof import text_findings, trial_findings
from socialfranchise.validation.checks import run_checks
from socialfranchise.validation.checks.scope import scope_of
from socialfranchise.validation.discovery import (
    enclosing_catalogue,
    forms_in,
    has_head,
    lost_its_head,
)
from socialfranchise.validation.fill_in import fill_in_findings
from socialfranchise.validation.overlay import (
    Overlay,
    house_findings,
    load_overlay,
    namespaces,
)
from socialfranchise.validation.suppression import sift
from socialfranchise.validation.surroundings import Surroundings
from socialfranchise.validation.text import SLUGS

Source = str | PathLike[str] | Mapping[str, Any]


def validate(
    source: Source | Sequence[Source],
    *,
    kind: str | None = None,
    catalogue: str | PathLike[str] | None = None,
    on: date | None = None,
    overlays: Sequence[str | PathLike[str]] = (),
) -> Report:
    """Check a file, a folder of files, a whole catalogue, a mapping, or several of them.

    A folder that holds ``catalogue.yaml`` is checked as a catalogue, with its cases. Any other
    file is checked against the catalogue it lies in, else against ``catalogue`` (the bundled one
    by default): its ids must lead somewhere. ``kind`` says what a file must be, such as
    ``template``; an unknown kind is a ``ValueError``. ``on`` is the day against which ends and
    review dates are held; without it none has passed. ``overlays`` are files of house rules that
    hold besides. Never raises on bad content.
    """
    if kind is not None and f"socialfranchise.{kind}/1" not in FORMATS:
        raise ValueError(f"unknown kind of file: {kind}")
    check = _Check(kind, None if catalogue is None else Path(catalogue), on)
    check.take_overlays(overlays)
    sources = _several(source)
    for one in sources:
        if isinstance(one, Mapping):
            check.mapping(one)
        else:
            check.path(Path(one))
    if not sources:
        check.add([codes.NOTHING_TO_READ.finding(wanted="*.yaml")])
    return check.report()


def _several(source: Source | Sequence[Source]) -> list[Source]:
    if isinstance(source, str | PathLike | Mapping):
        return [source]
    return list(source)


def validate_text(
    text: str,
    name: str,
    *,
    kind: str | None = None,
    catalogue: str | PathLike[str] | None = None,
    on: date | None = None,
    overlays: Sequence[str | PathLike[str]] = (),
) -> Report:
    """Check a text as :func:`validate` would check the file ``name`` with this content."""
    check = _Check(kind, None if catalogue is None else Path(catalogue), on)
    check.take_overlays(overlays)
    check.text(text, name, check.surroundings(Path(name)))
    return check.report()


@define
class _Check:
    """One validation under way."""

    kind: str | None
    catalogue: Path | None
    on: date | None
    findings: dict[Finding, None] = field(factory=dict)
    texts: dict[str, str] = field(factory=dict)
    overlays: list[Overlay] = field(factory=list)
    files: list[str] = field(factory=list)
    judged: set[str] = field(factory=set)
    """The files on which every check could be run, so that silence means something."""
    whole: set[str] = field(factory=set)
    """Those of them that were checked together with all of their catalogue."""
    _known: dict[Path | None, Surroundings] = field(factory=dict)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings once each: two files may bring the same surroundings."""
        self.findings |= dict.fromkeys(findings)

    def report(self) -> Report:
        """The findings in order, after the comments that set some aside."""
        by_file: dict[str, list[Finding]] = {name: [] for name in self.texts}
        for finding in sorted(self.findings, key=_order):
            by_file.setdefault(finding.place.file if finding.place else "", []).append(finding)
        sifted = [
            sift(found, self.texts.get(name, ""), name, self.on, self.silent_codes(name))
            for name, found in by_file.items()
        ]
        kept = sorted((finding for part in sifted for finding in part.kept), key=_order)
        suppressed = tuple(finding for part in sifted for finding in part.suppressed)
        return Report(tuple(kept), tuple(self.files), suppressed)

    def silent_codes(self, name: str) -> AbstractSet[str]:
        """The codes of which no finding in a file means that there is nothing to find."""
        if name not in self.judged:
            return frozenset()
        return set(SLUGS) - (set() if name in self.whole else {codes.SOURCE_UNUSED.id})

    def take_overlays(self, paths: Sequence[str | PathLike[str]]) -> None:
        """Put house rules in force."""
        for path in paths:
            try:
                self.overlays.append(load_overlay(path))
            except InvalidDocument as error:
                self.files += error.report.files
                self.add(error.report.findings)

    def surroundings(self, path: Path | None) -> Surroundings:
        """The catalogue a file lies in, else the one that was named, else the bundled one."""
        root = self.catalogue
        if root is None and path is not None:
            root = enclosing_catalogue(path)
        return self._known.setdefault(root, Surroundings(root, namespaces(self.overlays)))

    def mapping(self, mapping: Mapping[str, Any]) -> None:
        """Check a mapping as if it were a file."""
        try:
            text = mapping_text(mapping)
        except InvalidDocument as error:
            self.files += error.report.files
            self.add(error.report.findings)
        else:
            self.text(text, "input", self.surroundings(None))

    def path(self, path: Path) -> None:
        """Check a file, a folder or a catalogue."""
        try:
            is_folder = path.is_dir()
            inside = sorted(forms_in(path)) if is_folder else []
        except OSError as error:
            place = Place(str(path), 1, 1, 1, 1)
            self.files.append(str(path))
            self.add([codes.FILE_UNREADABLE.finding(place, problem=error.strerror or "")])
            return
        start = Place(str(path), 1, 1, 1, 1)
        if is_folder and has_head(path):
            self.whole_catalogue(path)
        elif is_folder and not inside:
            self.add([codes.NOTHING_TO_READ.finding(start, wanted="*.yaml")])
        elif is_folder:
            if lost_its_head(path):
                self.add([codes.HEAD_MISSING.finding(start, wanted=HEAD)])
            for file in inside:
                self.file(file)
        else:
            self.file(path)

    def whole_catalogue(self, root: Path) -> None:
        """Check all files of a catalogue together, then the cases that lie in it."""
        files = read_catalogue(root, namespaces(self.overlays))
        around = Surroundings(root, namespaces(self.overlays), files)
        self._known[root] = around
        findings = [*files.findings, *link_catalogue(files)]
        self.add(located(lock_findings(files), root))
        self.files += [str(root / name) for name in files.names]
        self.add(located(findings, root))
        for shaped in (*files.shaped, *([files.head] if files.head else [])):
            self.texts[str(root / shaped.parsed.file)] = shaped.parsed.text
        for shaped in files.shaped:
            self.add(located(_file_name(shaped), root))
            self.add(located(house_findings(shaped, self.overlays), root))
            self.add(located(fill_in_findings(shaped.parsed), root))
        if files.head is not None:
            self.add(located(fill_in_findings(files.head.parsed), root))
        if not any(finding.severity >= Severity.ERROR for finding in findings):
            known = [*files.shaped, *([files.head] if files.head else [])]
            scope = scope_of(known, known, whole=True, on=self.on)
            self.add(located(run_checks(scope), root))
            self.document_texts(files, root)
            self.judged |= set(self.texts)
            self.whole |= set(self.texts)
            for folder, kind in EXAMPLES.items():
                self.examples(root, folder, kind, around)

    def examples(self, root: Path, folder: str, kind: str, around: Surroundings) -> None:
        """Check the diagnoses of places or the proposals that lie in a catalogue."""
        for file in sorted((root / folder).glob("*")):
            if file.suffix == ".yaml" and file.is_file():
                self.file(file, kind, around)
            elif file.name != "README.md" and not file.name.startswith("."):
                place = Place(str(file), 1, 1, 1, 1)
                self.add([codes.UNEXPECTED_FILE.finding(place, file=f"{folder}/{file.name}")])

    def document_texts(self, files: CatalogueFiles, root: Path) -> None:
        """Check the texts of the documents of a catalogue."""
        for id, texts in files.texts.items():
            for language, text in texts.items():
                self.texts[str(root / text_file(id, language))] = text
        found = text_findings(files)
        if files.head is not None and not found:
            found = trial_findings(catalogue_of(files, files.head))
        self.add(located(found, root))

    def file(self, path: Path, kind: str | None = None, around: Surroundings | None = None) -> None:
        """Check one file, against the catalogue around it."""
        try:
            text = read_text(path, str(path))
        except InvalidDocument as error:
            self.files.append(str(path))
            self.add(error.report.findings)
        else:
            self.text(text, str(path), around or self.surroundings(path), kind)

    def text(self, text: str, name: str, around: Surroundings, kind: str | None = None) -> None:
        """Check the text of a file."""
        self.files.append(name)
        self.texts[name] = text
        parsed, findings = parse(text, name)
        shaped = None
        if parsed is not None:
            shaped, of_shape = shape(parsed, kind or self.kind, namespaces(self.overlays))
            findings += of_shape
        self.add(findings)
        if shaped is not None and not findings:
            links = _links(shaped, around)
            self.add(links)
            if not links:
                self.judged.add(name)
                self.add(
                    run_checks(scope_of([shaped], [*around.others(shaped), shaped], on=self.on))
                )
            self.add(house_findings(shaped, self.overlays))
            self.add(fill_in_findings(shaped.parsed))


def _links(file: Shaped, around: Surroundings) -> list[Finding]:
    if isinstance(file.document, DiagnosisDocument):
        if around.findings:
            return around.findings
        diagnosis = build.diagnosis(file.document, file.parsed, "")
        return [_at_item(found, file) for found in misfits(diagnosis, around.catalogue)]
    if isinstance(file.document, AnswersDocument):
        fields = {} if around.findings else around.catalogue.answer_fields
        return around.findings or link_answers(file, fields, around.templates)
    if isinstance(file.document, NetworkReportDocument):
        units = around.indicator_units(file.document.template)
        return around.findings or link_network_report(file, around.templates, units)
    if isinstance(file.document, ProposalDocument):
        return around.findings or list(link_proposal(file, around.catalogue, around.templates))
    if around.files.head is None:
        return around.findings
    known, facts = around.known_without(file)
    declared, own = declared_ids([file])
    own += _declared_again(file, known)
    ids = {name: known.get(name, set()) | declared.get(name, set()) for name in known | declared}
    facts = facts | facts_of([file])
    broken = around.files.broken
    links, unsure = [], False
    for finding in link(file, ids, facts):
        if finding.code == codes.UNKNOWN_ID.id and finding.parameters["target"] in broken:
            unsure = True
        else:
            links.append(finding)
    return [*own, *links, *_file_name(file), *(around.findings if unsure else ())]


def _declared_again(file: Shaped, known: Ids) -> list[Finding]:
    """Ids of the file that another file declares already."""
    return [
        codes.DUPLICATE_ID.finding(
            file.parsed.place(path), path=path, raw=file.parsed.raw(path), id=id
        )
        for collection, id, path in declarations(file)
        if id in known.get(collection, frozenset())
    ]


def _at_item(finding: Finding, file: Shaped) -> Finding:
    """The finding at the item of the list it is about, or at the value instead of the fact."""
    value: Any = file.parsed.data
    for step in finding.path:
        value = value.get(step) if isinstance(value, dict) else None
    path = finding.path
    if isinstance(value, list) and finding.raw in value:
        path = (*path, value.index(finding.raw))
    if value is None or file.parsed.node(path) is file.parsed.node(path[:-1]):
        return finding
    return attrs.evolve(finding, place=file.parsed.place(path), path=path)


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
