"""Whole catalogues and diagnoses, from files or mappings to frozen values."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue, Vocabularies
from socialfranchise.catalogue.documents import AnswerField, PackageDocument
from socialfranchise.catalogue.vocabulary import Term, Vocabulary
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import LANGUAGES, Text
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.formats import build
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.files import bundled, decode, read_bytes, read_text
from socialfranchise.formats.linking import declared_ids, facts_of, link
from socialfranchise.formats.shape import Shaped, shape
from socialfranchise.formats.yaml_reader import parse

HEAD = "catalogue.yaml"
FOLDERS = {
    "vocabulary": "vocabulary",
    "law": "law",
    "funding": "funding",
    "pathways": "pathway",
    "templates": "template",
}
"""The folders of a catalogue and the kind of file each holds."""
TEXTS = "documents"


@define
class CatalogueFiles:
    """The files of a catalogue, read and shaped, with what was found on the way."""

    head: Shaped | None = None
    shaped: list[Shaped] = field(factory=list)
    texts: dict[str, dict[str, str]] = field(factory=dict)
    names: list[str] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    hashes: list[str] = field(factory=list)

    @property
    def sha256(self) -> str:
        """One hash over names and contents of all files."""
        return hashlib.sha256("\n".join(sorted(self.hashes)).encode()).hexdigest()


def load_catalogue(path: str | PathLike[str] | None = None) -> Catalogue:
    """The catalogue in a folder, or the bundled one.

    Raises :class:`InvalidDocument` with every finding when a file does not hold.
    """
    files = read_catalogue(path)
    findings = [*files.findings, *link_catalogue(files)]
    if files.head is None or any(f.severity >= Severity.ERROR for f in findings):
        raise InvalidDocument(Report(tuple(findings), tuple(files.names)))
    return _catalogue(files, files.head)


def read_catalogue(path: str | PathLike[str] | None = None) -> CatalogueFiles:
    """Read and shape every file of a catalogue, in the order of their names."""
    root: Traversable = bundled("models") if path is None else Path(path)
    result = CatalogueFiles()
    if not (root / HEAD).is_file():
        name = HEAD if path is None else str(Path(path) / HEAD)
        place = Place(name, 1, 1, 1, 1)
        result.findings.append(codes.NOTHING_TO_READ.finding(place, wanted=HEAD))
        return result
    result.head = _read(result, root / HEAD, HEAD, "catalogue")
    for folder, kind in FOLDERS.items():
        for file in _sorted_files(root / folder, ".yaml"):
            shaped = _read(result, file, f"{folder}/{file.name}", kind)
            if shaped is not None:
                result.shaped.append(shaped)
    for file in _sorted_files(root / TEXTS, ".md"):
        name = f"{TEXTS}/{file.name}"
        content = read_bytes(file, name)
        _note(result, name, content)
        id, _, language = file.name.removesuffix(".md").rpartition(".")
        result.texts.setdefault(id, {})[language] = decode(content, name)
    return result


def link_catalogue(files: CatalogueFiles) -> list[Finding]:
    """Ids that lead nowhere, tests that do not suit, document texts that are not there."""
    everything = [*files.shaped, *([files.head] if files.head else [])]
    ids, findings = declared_ids(everything)
    facts = facts_of(files.shaped)
    for file in everything:
        findings += link(file, ids, facts)
    if files.head is not None:
        document: CatalogueDocument = files.head.document
        for index, entry in enumerate(document.documents):
            for language in LANGUAGES:
                if language not in files.texts.get(entry.id, {}):
                    path = ("documents", index, "id")
                    findings.append(
                        codes.DOCUMENT_TEXT_MISSING.finding(
                            files.head.parsed.place(path),
                            path=path,
                            raw=entry.id,
                            file=f"{TEXTS}/{entry.id}.{language}.md",
                        )
                    )
    return findings


def load_diagnosis(
    source: str | PathLike[str] | Mapping[str, Any], *, catalogue: Catalogue | None = None
) -> Diagnosis:
    """A diagnosis from a YAML or JSON file, or from a mapping of the same shape.

    With a ``catalogue`` its facts are checked against the questions of that catalogue; matching
    does so in any case. Raises :class:`InvalidDocument` with every finding.
    """
    if isinstance(source, Mapping):
        name, text = "diagnosis", mapping_text(source)
    else:
        name = str(source)
        text = read_text(Path(source), name)
    diagnosis, findings = diagnosis_from_text(text, name, catalogue)
    if diagnosis is None or any(f.severity >= Severity.ERROR for f in findings):
        raise InvalidDocument(Report(tuple(findings), (name,)))
    return diagnosis


def diagnosis_from_text(
    text: str, name: str, catalogue: Catalogue | None
) -> tuple[Diagnosis | None, list[Finding]]:
    """The diagnosis in a text, with what is wrong with it."""
    parsed, findings = parse(text, name)
    if parsed is None:
        return None, findings
    shaped, more = shape(parsed, "diagnosis")
    findings += more
    if shaped is None:
        return None, findings
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    diagnosis = build.diagnosis(shaped.document, parsed, sha256)
    if catalogue is not None:
        findings += fact_misfits(diagnosis, catalogue)
    return diagnosis, findings


def fact_misfits(diagnosis: Diagnosis, catalogue: Catalogue) -> tuple[Finding, ...]:
    """The facts of a diagnosis that do not answer a question of the catalogue."""
    words = catalogue.vocabularies
    return misfits(diagnosis, words.facts.terms, words.ids())


def mapping_text(mapping: Mapping[str, Any]) -> str:
    """A mapping as the text of a file, so that findings can point into it."""
    return json.dumps(_plain(mapping), ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return float(value) if isinstance(value, Decimal) else str(value)


def _sorted_files(folder: Traversable, ending: str) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(ending)),
        key=lambda file: file.name,
    )


def _note(result: CatalogueFiles, name: str, content: bytes) -> None:
    result.names.append(name)
    result.hashes.append(f"{name} {hashlib.sha256(content).hexdigest()}")


def _read(result: CatalogueFiles, file: Traversable, name: str, kind: str) -> Shaped | None:
    try:
        content = read_bytes(file, name)
        _note(result, name, content)
        text = decode(content, name)
    except InvalidDocument as error:
        result.findings += error.report.findings
        return None
    parsed, findings = parse(text, name)
    result.findings += findings
    if parsed is None:
        return None
    shaped, findings_of_shape = shape(parsed, kind)
    result.findings += findings_of_shape
    return None if findings else shaped


def _catalogue(files: CatalogueFiles, head: Shaped) -> Catalogue:
    document: CatalogueDocument = head.document
    by_kind: dict[str, list[Shaped]] = {}
    for file in files.shaped:
        by_kind.setdefault(file.format, []).append(file)

    def built(kind: str, make: Any) -> FrozenMapping[str, Any]:
        found = [make(file.document, file.parsed) for file in by_kind.get(_format(kind), [])]
        return FrozenMapping({item.id: item for item in sorted(found, key=lambda item: item.id)})

    law = [
        p for f in by_kind.get(_format("law"), []) for p in build.parameters(f.document, f.parsed)
    ]
    return Catalogue(
        id=document.id,
        version=document.version,
        published=document.published,
        title=Text(document.title.pl, document.title.en),
        templates=built("template", build.template),
        vocabularies=_vocabularies(by_kind.get(_format("vocabulary"), [])),
        law=FrozenMapping({parameter.id: parameter for parameter in law}),
        funding=built("funding", build.funding),
        pathways=built("pathway", build.pathway),
        documents=_documents(files, head),
        answer_fields=FrozenMapping(
            {
                entry.id: AnswerField(
                    id=entry.id,
                    label=Text(entry.label.pl, entry.label.en),
                    hint=None if entry.hint is None else Text(entry.hint.pl, entry.hint.en),
                )
                for entry in document.answer_fields
            }
        ),
        sha256=files.sha256,
    )


def _format(kind: str) -> str:
    return f"socialfranchise.{kind}/1"


def _vocabularies(files: list[Shaped]) -> Vocabularies:
    terms: dict[str, dict[str, Term]] = {kind: {} for kind in build.TERMS}
    for file in files:
        terms[file.document.kind] |= {t.id: t for t in build.terms(file.document, file.parsed)}

    def vocabulary(kind: str) -> Vocabulary[Any]:
        return Vocabulary(kind, FrozenMapping(terms[kind]))

    return Vocabularies(**{kind.replace("-", "_"): vocabulary(kind) for kind in build.TERMS})


def _documents(files: CatalogueFiles, head: Shaped) -> FrozenMapping[str, PackageDocument]:
    return FrozenMapping(
        {
            entry.id: build.package_document(entry, head.parsed, index, files.texts[entry.id])
            for index, entry in enumerate(head.document.documents)
        }
    )
