"""Whole catalogues and diagnoses, from files or mappings to frozen values."""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialfranchise.catalogue.catalogue import Catalogue, Vocabularies
from socialfranchise.catalogue.documents import AnswerField, PackageDocument
from socialfranchise.catalogue.effects import Payroll
from socialfranchise.catalogue.mapping import TableMapping
from socialfranchise.catalogue.vocabulary import Term, Vocabulary
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.formats import build
from socialfranchise.formats.catalogue_files import (
    CatalogueFiles,
    link_catalogue,
    located,
    read_catalogue,
)
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.files import read_text
from socialfranchise.formats.linking import link
from socialfranchise.formats.lock import lock_findings
from socialfranchise.formats.proposal_links import link_proposal
from socialfranchise.formats.shape import EVERY_NAMESPACE, Shaped, shape
from socialfranchise.formats.yaml_reader import DEEPEST, parse

if TYPE_CHECKING:
    from socialfranchise.feasibility.proposal import Proposal


def load_catalogue(path: str | PathLike[str] | None = None, *, verify: bool = True) -> Catalogue:
    """The catalogue in a folder, or the bundled one.

    Raises :class:`InvalidDocument` with every finding when a file does not hold, and with
    ``verify`` also when the catalogue has a lock and its content is another.
    """
    files = read_catalogue(path, EVERY_NAMESPACE)
    found = [*files.findings, *link_catalogue(files)]
    if verify:
        found += lock_findings(files)
    findings = located(found, path)
    if files.head is None or any(f.severity >= Severity.ERROR for f in findings):
        names = files.names if path is None else [str(Path(path) / name) for name in files.names]
        raise InvalidDocument(Report(tuple(findings), tuple(names)))
    return catalogue_of(files, files.head)


def load_diagnosis(
    source: str | PathLike[str] | Mapping[str, Any], *, catalogue: Catalogue | None = None
) -> Diagnosis:
    """A diagnosis from a YAML or JSON file, or from a mapping of the same shape.

    With a ``catalogue`` its facts are checked against the questions of that catalogue; matching
    does so in any case. Raises :class:`InvalidDocument` with every finding.
    """
    name, text = named_text(source, "diagnosis")
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
    shaped, more = shape(parsed, "diagnosis", EVERY_NAMESPACE)
    findings += more
    if shaped is None:
        return None, findings
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    diagnosis = build.diagnosis(shaped.document, parsed, sha256)
    if catalogue is not None:
        findings += misfits(diagnosis, catalogue)
    return diagnosis, findings


def load_proposal(
    source: str | PathLike[str] | Mapping[str, Any], *, catalogue: Catalogue | None = None
) -> "Proposal":
    """A proposal from a YAML or JSON file, or from a mapping of the same shape.

    With a ``catalogue`` its ids are checked against it. Raises :class:`InvalidDocument` with
    every finding.
    """
    name, text = named_text(source, "proposal")
    proposal, findings = proposal_from_text(text, name, catalogue)
    if proposal is None or any(f.severity >= Severity.ERROR for f in findings):
        raise InvalidDocument(Report(tuple(findings), (name,)))
    return proposal


def proposal_from_text(
    text: str, name: str, catalogue: Catalogue | None
) -> tuple["Proposal | None", list[Finding]]:
    """The proposal in a text, with what is wrong with it."""
    parsed, findings = parse(text, name)
    if parsed is None:
        return None, findings
    shaped, more = shape(parsed, "proposal", EVERY_NAMESPACE)
    findings += more
    if shaped is None:
        return None, findings
    if catalogue is not None:
        findings += link_proposal(shaped, catalogue, catalogue.templates.keys())
    return build.proposal(shaped.document, parsed), findings


def load_mapping(path: str | PathLike[str], catalogue: Catalogue) -> TableMapping:
    """How a table is read, from a file; its ids are checked against the catalogue.

    Raises :class:`InvalidDocument` with every finding.
    """
    name, text = named_text(path, "mapping")
    parsed, findings = parse(text, name)
    shaped = None
    if parsed is not None:
        shaped, more = shape(parsed, "mapping", EVERY_NAMESPACE)
        findings += more
    if shaped is not None:
        words = catalogue.vocabularies
        findings += link(shaped, words.ids(), words.facts.terms)
    if shaped is None or any(f.severity >= Severity.ERROR for f in findings):
        raise InvalidDocument(Report(tuple(findings), (name,)))
    return build.mapping(shaped.document, shaped.parsed)


def named_text(source: str | PathLike[str] | Mapping[str, Any], kind: str) -> tuple[str, str]:
    """The text of a file under its name, or of a mapping under that of its kind."""
    if isinstance(source, Mapping):
        return kind, mapping_text(source)
    return str(source), read_text(Path(source), str(source))


def mapping_text(mapping: Mapping[str, Any]) -> str:
    """A mapping as the text of a file, so that findings can point into it.

    Takes what JSON takes, days, decimals and the numbers of other libraries. Raises
    :class:`InvalidDocument` for anything else in the mapping, and when it contains itself or nests
    without end.
    """
    try:
        text = json.dumps(_plain(mapping, ()), ensure_ascii=False, indent=1)
    except RecursionError as error:
        finding = codes.YAML_TOO_DEEP.finding(Place("input", 1, 1, 1, 1), limit=DEEPEST)
        raise InvalidDocument(Report((finding,), ("input",))) from error
    return _UNSAFE.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)


BEYOND = 10**100
"""A number that no field takes, and that can still be written and read."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""Letters that JSON leaves as they are and YAML reads as line breaks or not at all."""


def _plain(value: Any, path: tuple[str | int, ...]) -> Any:
    """The value as JSON takes it; ``path`` is where it stands."""
    if isinstance(value, Mapping):
        return {_key(key, path): _plain(part, (*path, key)) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, (*path, index)) for index, part in enumerate(value)]
    if value is None or isinstance(value, str | bool | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value) if value.is_finite() else math.nan
    if isinstance(value, Integral):
        return _number(int(value))
    if isinstance(value, Real):
        return float(value)
    raise _not_plain(value, path)


def _key(key: Any, path: tuple[str | int, ...]) -> Any:
    if key is None or isinstance(key, str | int | float):  # JSON makes texts of them
        return key
    raise _not_plain(key, path)


def _not_plain(value: Any, path: tuple[str | int, ...]) -> InvalidDocument:
    where = ".".join(str(part) for part in path)
    finding = codes.VALUE_NOT_PLAIN.finding(path=path, field=where, typed=type(value).__name__)
    return InvalidDocument(Report((finding,), ("input",)))


def _number(value: Decimal | int) -> float:
    """The number as JSON can write it; one that is far too large stays too large."""
    value = max(-BEYOND, min(BEYOND, value))
    return value if isinstance(value, int) else float(value)


def catalogue_of(files: CatalogueFiles, head: Shaped) -> Catalogue:
    """The value of files that were read and linked without an error."""
    document: CatalogueDocument = head.document
    by_kind: dict[str, list[Shaped]] = {}
    for file in files.shaped:
        by_kind.setdefault(file.format, []).append(file)

    def built(kind: str, make: Any) -> FrozenMapping[str, Any]:
        found = [make(file.document, file.parsed) for file in by_kind.get(_format(kind), [])]
        return FrozenMapping({item.id: item for item in sorted(found, key=lambda item: item.id)})

    def parts(kind: str, make: Any) -> FrozenMapping[str, Any]:
        files = by_kind.get(_format(kind), [])
        found = [part for file in files for part in make(file.document, file.parsed)]
        return FrozenMapping({part.id: part for part in found})

    law_files = by_kind.get(_format("law"), [])
    law = [p for f in law_files for p in build.parameters(f.document, f.parsed)]
    return Catalogue(
        id=document.id,
        version=document.version,
        published=document.published,
        title=Text(document.title.pl, document.title.en),
        templates=built("template", build.template),
        vocabularies=_vocabularies(by_kind.get(_format("vocabulary"), [])),
        law=FrozenMapping({parameter.id: parameter for parameter in law}),
        law_topics=tuple(build.law_topic(file.document) for file in law_files),
        funding=built("funding", build.funding),
        pathways=built("pathway", build.pathway),
        rules=parts("rules", build.rules),
        duties=parts("duties", build.duties),
        days_off=tuple(
            day
            for f in by_kind.get(_format("duties"), [])
            for day in build.days_off(f.document, f.parsed)
        ),
        effects=parts("effects", build.effects),
        not_counted=parts("effects", build.not_counted),
        payroll=_payroll(by_kind.get(_format("effects"), [])),
        cases=built("case", build.case),
        mappings=built("mapping", build.mapping),
        documents=_documents(files, head),
        answer_fields=FrozenMapping(
            {
                entry.id: AnswerField(
                    id=entry.id,
                    label=Text(entry.label.pl, entry.label.en),
                    hint=None if entry.hint is None else Text(entry.hint.pl, entry.hint.en),
                    kind=entry.kind,
                )
                for entry in document.answer_fields
            }
        ),
        parts=FrozenMapping({key: FrozenMapping(texts) for key, texts in files.parts.items()}),
        set_ups=tuple(build.set_up(entry) for entry in document.set_ups),
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


def _payroll(files: Iterable[Shaped]) -> Payroll | None:
    """What a wage costs; of several files that say it the first."""
    found = (build.payroll(file.document, file.parsed) for file in files)
    return next((payroll for payroll in found if payroll is not None), None)


def _documents(files: CatalogueFiles, head: Shaped) -> FrozenMapping[str, PackageDocument]:
    return FrozenMapping(
        {
            entry.id: build.package_document(entry, head.parsed, index, files.texts[entry.id])
            for index, entry in enumerate(head.document.documents)
        }
    )
