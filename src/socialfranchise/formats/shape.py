"""Plain data to documents: every mistake of shape becomes a finding at its place."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from pydantic import BaseModel, ValidationError

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import nearest
from socialfranchise.formats.documents.answers import AnswersDocument
from socialfranchise.formats.documents.case import CaseDocument
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.documents.diagnosis import DiagnosisDocument
from socialfranchise.formats.documents.duties import DutiesDocument
from socialfranchise.formats.documents.effects import EffectsDocument
from socialfranchise.formats.documents.funding import FundingDocument
from socialfranchise.formats.documents.law import LawDocument
from socialfranchise.formats.documents.mapping import MappingDocument
from socialfranchise.formats.documents.network_report import NetworkReportDocument
from socialfranchise.formats.documents.overlay import OverlayDocument
from socialfranchise.formats.documents.pathway import PathwayDocument
from socialfranchise.formats.documents.proposal import ProposalDocument
from socialfranchise.formats.documents.rules import RulesDocument
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.formats.documents.vocabulary import VocabularyDocument
from socialfranchise.formats.mistakes import mistake, replace
from socialfranchise.formats.traps import has_leading_zero
from socialfranchise.formats.yaml_reader import Parsed

FORMATS: dict[str, type[BaseModel]] = {
    "socialfranchise.answers/1": AnswersDocument,
    "socialfranchise.case/1": CaseDocument,
    "socialfranchise.catalogue/1": CatalogueDocument,
    "socialfranchise.diagnosis/1": DiagnosisDocument,
    "socialfranchise.duties/1": DutiesDocument,
    "socialfranchise.effects/1": EffectsDocument,
    "socialfranchise.funding/1": FundingDocument,
    "socialfranchise.law/1": LawDocument,
    "socialfranchise.mapping/1": MappingDocument,
    "socialfranchise.network-report/1": NetworkReportDocument,
    "socialfranchise.overlay/1": OverlayDocument,
    "socialfranchise.pathway/1": PathwayDocument,
    "socialfranchise.proposal/1": ProposalDocument,
    "socialfranchise.rules/1": RulesDocument,
    "socialfranchise.template/1": TemplateDocument,
    "socialfranchise.vocabulary/1": VocabularyDocument,
}
"""Every file format by the words after ``format:``."""


EVERY_NAMESPACE = frozenset(("",))
"""Stands for the namespaces of all overlays there may be."""


@frozen
class Shaped:
    """A document of known format, with the file it was read from."""

    format: str
    document: Any
    parsed: Parsed


def kind_of(format: str) -> str:
    """The kind in a format name: ``template`` in ``socialfranchise.template/1``."""
    return format.removeprefix("socialfranchise.").partition("/")[0]


def shape(
    parsed: Parsed, expected: str | None = None, namespaces: frozenset[str] = frozenset()
) -> tuple[Shaped | None, list[Finding]]:
    """The document in a parsed file, or what is wrong with its shape.

    ``expected`` is the kind the file must be of, such as ``template``. Keys at the top that begin
    with ``x-`` and one of ``namespaces`` are left to the overlays they belong to;
    :data:`EVERY_NAMESPACE` leaves all of them.
    """
    format, findings = _format(parsed, expected)
    findings += _suspicious_values(parsed)
    if format is None:
        return None, findings
    model = FORMATS[format]
    try:
        document: Any = model.model_validate(_without_extensions(parsed.data, namespaces))
    except ValidationError as error:
        details = [mistake(parsed, detail, model) for detail in error.errors(include_url=False)]
        findings = [_as_number(finding, details, parsed) for finding in findings]
        reported = {finding.path for finding in findings}
        findings += [finding for finding in details if finding.path not in reported]
        return None, _without_echoes(findings)
    findings = [_as_number(finding, (), parsed) for finding in findings]
    if findings:
        return None, findings
    if isinstance(document, VocabularyDocument):
        document = document.root
    return Shaped(format, document, parsed), findings


def _without_extensions(data: Any, namespaces: frozenset[str]) -> Any:
    if not namespaces:
        return data
    starts = tuple(f"x-{namespace}" for namespace in namespaces)
    return {key: value for key, value in data.items() if not key.startswith(starts)}


def _format(parsed: Parsed, expected: str | None) -> tuple[str | None, list[Finding]]:
    if not isinstance(parsed.data, dict):
        return None, [codes.NOT_A_FORM.finding(parsed.place(()))]
    format = parsed.data.get("format")
    place = parsed.place(("format",))
    if format is None:
        start = parsed.place(())
        wanted = f"socialfranchise.{expected}/1" if expected else ""
        return None, [codes.FORMAT_MISSING.finding(start, formats=list(FORMATS), wanted=wanted)]
    raw = parsed.raw(("format",))
    if not isinstance(format, str) or format not in FORMATS:
        near = nearest(str(format), FORMATS)
        return None, [
            codes.FORMAT_UNKNOWN.finding(
                place, path=("format",), raw=raw, formats=list(FORMATS), near=list(near)
            )
        ]
    if expected is not None and kind_of(format) != expected:
        wanted = f"socialfranchise.{expected}/1"
        return None, [
            codes.FORMAT_NOT_EXPECTED.finding(place, path=("format",), raw=raw, wanted=wanted)
        ]
    return format, []


def _suspicious_values(parsed: Parsed) -> list[Finding]:
    """Values that are wrong wherever they stand: none at all, and numbers with leading zeros."""
    findings: list[Finding] = []

    def visit(value: Any, path: tuple[str | int, ...]) -> None:
        key = str(path[-1]) if path else ""
        if value is None:
            place = parsed.key_place(path) if path else parsed.place(path)
            findings.append(codes.EMPTY_VALUE.finding(place, path=path, key=key))
        elif isinstance(value, dict):
            for name, part in value.items():
                visit(part, (*path, name))
        elif isinstance(value, list):
            for index, part in enumerate(value):
                visit(part, (*path, index))
        elif type(value) is int and has_leading_zero(parsed.raw(path)):
            place, raw = parsed.place(path), parsed.raw(path)
            fix = replace(place, f'"{raw}"', safe=True)
            findings.append(
                codes.UNQUOTED_CODE.finding(place, path=path, raw=raw, fix=fix, key=key, typed=raw)
            )

    visit(parsed.data, ())
    return findings


def _as_number(finding: Finding, details: Sequence[Finding], parsed: Parsed) -> Finding:
    """A leading zero where a number is wanted: then it is the zero that is too many."""
    wants_text = any(
        detail.path == finding.path and detail.code == codes.UNQUOTED_CODE.id for detail in details
    )
    if finding.code != codes.UNQUOTED_CODE.id or wants_text:
        return finding
    place, plain = parsed.place(finding.path), (finding.raw or "").lstrip("+-0") or "0"
    return codes.NUMBER_AS_WRITTEN.finding(
        place,
        path=finding.path,
        raw=finding.raw,
        fix=replace(place, plain, safe=False),
        key=str(finding.path[-1]) if finding.path else "",
        meant=plain,
    )


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """One finding per mistake: a misspelt key is not also reported as missing."""
    meant = {
        (*finding.path[:-1], near)
        for finding in findings
        if finding.code == codes.UNKNOWN_KEY.id
        for near in _names(finding.parameters.get("near"))
    }
    return [f for f in findings if not (f.code == codes.MISSING_KEY.id and f.path in meant)]


def _names(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []
