"""The files of a catalogue: read, shaped and linked, with nothing left out in silence."""

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

import attrs
from attrs import define, field

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.text import LANGUAGES
from socialfranchise.formats import build
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.files import bundled, decode, files_in, read_bytes
from socialfranchise.formats.linking import COLLECTIONS, declared_ids, facts_of, link
from socialfranchise.formats.shape import Shaped, kind_of, shape
from socialfranchise.formats.yaml_reader import Parsed, parse

HEAD = "catalogue.yaml"
LOCK = "catalogue.lock.json"
FOLDERS = {
    "vocabulary": "vocabulary",
    "law": "law",
    "funding": "funding",
    "pathways": "pathway",
    "rules": "rules",
    "duties": "duties",
    "effects": "effects",
    "mappings": "mapping",
    "cases": "case",
    "templates": "template",
}
"""The folders of a catalogue and the kind of file each holds."""
_NEVER_REFERRED_TO = ("template", "rules", "duties", "case", "mapping")
"""By files of a catalogue; a proposal names a template."""
TEXTS = "documents"
PARTS = "parts"
"""Inside the folder of texts: what several of them include."""
PLACES = "places"
PROPOSALS = "proposals"
ANSWERS = "answers"
REPORTS = "reports"
EXAMPLES = {
    PLACES: "diagnosis",
    PROPOSALS: "proposal",
    ANSWERS: "answers",
    REPORTS: "network-report",
}
"""Folders of files that are no part of a catalogue and are checked with it."""
SCHEMAS = "schemas"
"""Where copies for an editor may lie; they are not read."""
_NOTES = "README.md"


@define
class CatalogueFiles:
    """What was read of a catalogue, and what was found on the way.

    Names and places are relative to the catalogue, so that they are the same wherever it lies.
    """

    namespaces: frozenset[str] = frozenset()
    head: Shaped | None = None
    shaped: list[Shaped] = field(factory=list)
    texts: dict[str, dict[str, str]] = field(factory=dict)
    parts: dict[str, dict[str, str]] = field(factory=dict)
    """What texts include: by language, then by id."""
    names: list[str] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    hashes: dict[str, str] = field(factory=dict)
    """Of every file that was read: the SHA-256 of its bytes."""
    lock: str | None = None
    """The text of the lock, when there is one."""
    template_names: frozenset[str] = frozenset()
    """The templates there are by the names of their files, which are their ids."""
    broken: set[str] = field(factory=set)
    """Collections of which a file could not be used: what refers to them is not judged."""

    @property
    def sha256(self) -> str:
        """One hash over names and contents of all files."""
        lines = sorted(f"{name} {sha256}" for name, sha256 in self.hashes.items())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def text_file(document: str, language: str) -> str:
    """The file of a document text, seen from the catalogue."""
    return f"{TEXTS}/{document}.{language}.md"


def part_file(part: str, language: str) -> str:
    """The file of a part that texts include, seen from the catalogue."""
    return text_file(f"{PARTS}/{part}", language)


def located(findings: Iterable[Finding], root: str | PathLike[str] | None) -> list[Finding]:
    """The findings with the paths of files as a user of the folder ``root`` would name them."""
    if root is None:
        return list(findings)
    folder = Path(root)

    def moved(place: Place) -> Place:
        return attrs.evolve(place, file=str(folder / place.file))

    return [
        attrs.evolve(
            finding,
            place=None if finding.place is None else moved(finding.place),
            related=tuple(moved(place) for place in finding.related),
        )
        for finding in findings
    ]


def read_catalogue(
    path: str | PathLike[str] | None = None,
    namespaces: frozenset[str] = frozenset(),
    *,
    whole: bool = True,
) -> CatalogueFiles:
    """Read and shape every file of a catalogue, in the order of their names.

    ``namespaces`` are those of the overlays whose fields the files may have. When not ``whole``,
    only what others may refer to is read: no templates, which are most of it, no cases, rules
    or duties.
    """
    root: Traversable = bundled("models") if path is None else Path(path)
    result = CatalogueFiles(namespaces=namespaces)
    entries = {entry.name: entry for entry in _entries(result, root, "")}
    if HEAD not in entries:
        result.findings.append(codes.NOTHING_TO_READ.finding(_start(HEAD), wanted=HEAD))
        return result
    result.head = _read(result, entries[HEAD], HEAD, "catalogue")
    if LOCK in entries:
        result.lock = _read_lock(result, entries[LOCK])
    for folder, kind in FOLDERS.items():
        inside = _entries(result, root / folder, folder)
        if kind == "template":
            names = (file.name for file in inside if file.name.endswith(".yaml"))
            result.template_names = frozenset(name.removesuffix(".yaml") for name in names)
        if kind in _NEVER_REFERRED_TO and not whole:
            continue
        for file in inside:
            name = f"{folder}/{file.name}"
            if file.name.endswith(".yaml"):
                shaped = _read(result, file, name, kind)
                if shaped is not None:
                    result.shaped.append(shaped)
            elif file.name != _NOTES:
                _unexpected(result, name)
    _read_texts(result, root)
    for name in entries:
        if name not in (HEAD, LOCK, TEXTS, *EXAMPLES, SCHEMAS, _NOTES, *FOLDERS):
            _unexpected(result, name)
    if not whole:
        return result
    has_templates = any(kind_of(file.format) == "template" for file in result.shaped)
    if not has_templates and "templates" not in result.broken:
        result.findings.append(codes.NO_TEMPLATES.finding(_start(HEAD)))
    return result


def link_catalogue(files: CatalogueFiles) -> list[Finding]:
    """Ids that lead nowhere, tests that do not suit, document texts that are not there."""
    everything = [*files.shaped, *([files.head] if files.head else [])]
    ids, findings = declared_ids(everything)
    facts = facts_of(files.shaped)
    for file in everything:
        findings += link(file, ids, facts)
    if files.head is not None:
        findings += _missing_texts(files, files.head)
    return [
        finding
        for finding in findings
        if not (
            finding.code == codes.UNKNOWN_ID.id and finding.parameters["target"] in files.broken
        )
    ]


def _read_texts(result: CatalogueFiles, root: Traversable) -> None:
    declared = None
    if result.head is not None:
        document: CatalogueDocument = result.head.document
        declared = {entry.id for entry in document.documents}
    inside = _entries(result, root / TEXTS, TEXTS)
    for file in inside:
        if file.name == PARTS and file.is_dir():
            continue
        found = _text(result, file, TEXTS, declared)
        if found is not None:
            id, language, text = found
            result.texts.setdefault(id, {})[language] = text
    for file in _entries(result, root / TEXTS / PARTS, f"{TEXTS}/{PARTS}"):
        found = _text(result, file, f"{TEXTS}/{PARTS}", None)
        if found is not None:
            id, language, text = found
            result.parts.setdefault(language, {})[id] = text


def _text(
    result: CatalogueFiles, file: Traversable, folder: str, declared: AbstractSet[str] | None
) -> tuple[str, str, str] | None:
    """Id, language and content of a text; empty when it cannot be read."""
    name = f"{folder}/{file.name}"
    id, _, language = file.name.removesuffix(".md").rpartition(".")
    if not file.name.endswith(".md") or language not in LANGUAGES:
        if file.name != _NOTES:
            _unexpected(result, name)
        return None
    if declared is not None and id not in declared:
        _unexpected(result, name)
        return None
    try:
        content = read_bytes(file, name)
        _note(result, name, content)
        return id, language, decode(content, name)
    except InvalidDocument as error:
        result.findings += error.report.findings
        return id, language, ""


def _missing_texts(files: CatalogueFiles, head: Shaped) -> list[Finding]:
    document: CatalogueDocument = head.document
    return [
        codes.DOCUMENT_TEXT_MISSING.finding(
            head.parsed.place(("documents", index, "id")),
            path=("documents", index, "id"),
            raw=entry.id,
            file=text_file(entry.id, language),
        )
        for index, entry in enumerate(document.documents)
        for language in LANGUAGES
        if language not in files.texts.get(entry.id, {})
    ]


def _read(result: CatalogueFiles, file: Traversable, name: str, kind: str) -> Shaped | None:
    parsed: Parsed | None = None
    try:
        content = read_bytes(file, name)
        _note(result, name, content)
        parsed, findings = parse(decode(content, name), name)
    except InvalidDocument as error:
        findings = list(error.report.findings)
    shaped = None
    if parsed is not None:
        shaped, of_shape = shape(parsed, kind, result.namespaces)
        findings += of_shape
    result.findings += findings
    if findings:
        result.broken |= _collections(kind, parsed)
        return None
    return shaped


def _read_lock(result: CatalogueFiles, file: Traversable) -> str:
    try:
        return decode(read_bytes(file, LOCK), LOCK)
    except InvalidDocument as error:
        result.findings += error.report.findings
        return ""


def _collections(kind: str, parsed: Parsed | None) -> set[str]:
    """What a file of this kind would have declared; any vocabulary when it does not say which."""
    if kind != "vocabulary":
        return {COLLECTIONS.get(kind, kind)}
    said = parsed.data.get("kind") if parsed is not None and isinstance(parsed.data, dict) else None
    return {said} if isinstance(said, str) and said in build.TERMS else set(build.TERMS)


def _entries(result: CatalogueFiles, folder: Traversable, name: str) -> list[Traversable]:
    try:
        return files_in(folder, name)
    except InvalidDocument as error:
        result.findings += error.report.findings
        return []


def _unexpected(result: CatalogueFiles, name: str) -> None:
    result.findings.append(codes.UNEXPECTED_FILE.finding(_start(name), file=name))


def _note(result: CatalogueFiles, name: str, content: bytes) -> None:
    result.names.append(name)
    result.hashes[name] = hashlib.sha256(content).hexdigest()


def _start(name: str) -> Place:
    return Place(name, 1, 1, 1, 1)
