"""A package made once more from what it carries."""

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.formats.as_files import DIAGNOSIS, PROPOSAL
from socialfranchise.formats.documents.results.manifest import ManifestDocument
from socialfranchise.formats.files import decode
from socialfranchise.formats.loading import diagnosis_from_text, proposal_from_text
from socialfranchise.package.franchise_package import FranchisePackage, instantiate
from socialfranchise.package.stored import StoredPackage


@frozen
class Inputs:
    """What a package was made from, as it carries it."""

    diagnosis: Diagnosis
    proposal: Proposal | None


def inputs_of(
    package: StoredPackage,
    catalogue: Catalogue,
    *,
    diagnosis: Diagnosis | None = None,
    proposal: Proposal | None = None,
) -> Inputs:
    """The diagnosis and the proposal in a package, as the questions of a catalogue read them.

    Those that are given are taken instead. Raises :class:`InvalidDocument` when one is missing or
    does not hold.
    """
    findings: list[Finding] = []
    if diagnosis is None:
        text = _text(package, DIAGNOSIS)
        diagnosis, findings = diagnosis_from_text(text, DIAGNOSIS, catalogue)
    had = package.manifest is not None and package.manifest.proposal is not None
    if proposal is None and had:
        proposal, more = proposal_from_text(_text(package, PROPOSAL), PROPOSAL, catalogue)
        findings += more
    if diagnosis is None or any(finding.severity >= Severity.ERROR for finding in findings):
        raise InvalidDocument(Report(tuple(findings), (str(package.path),)))
    return Inputs(diagnosis, proposal)


def rebuilt(
    package: StoredPackage, manifest: ManifestDocument, catalogue: Catalogue
) -> FranchisePackage:
    """The package as it comes out of its inputs, its answers and a catalogue, on its own day.

    Raises what :func:`inputs_of` and :func:`instantiate` raise.
    """
    inputs = inputs_of(package, catalogue)
    return instantiate(
        catalogue[manifest.template.id],
        inputs.diagnosis,
        catalogue,
        answers=manifest.answers,
        on=manifest.on,
        lang=manifest.language,
        formats=manifest.formats,
        allow_withdrawn=True,
        proposal=inputs.proposal,
    )


def _text(package: StoredPackage, name: str) -> str:
    content = package.files.get(name)
    if content is None:
        path = str(package.path / name)
        finding = codes.FILE_MISSING.finding(Place(path, 1, 1, 1, 1))
        raise InvalidDocument(Report((finding,), (path,)))
    return decode(content, name)
