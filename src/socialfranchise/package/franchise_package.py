"""The package itself: documents as bytes, with a manifest that says where they come from."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language
from socialfranchise.core.version import __version__
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.package.apply import write_folder, write_zip
from socialfranchise.package.manifest import FORMAT, MANIFEST, manifest_bytes, unchangeable
from socialfranchise.package.plan import PackagePlan, plan_package
from socialfranchise.package.render import DocumentSource, render_documents
from socialfranchise.package.survey import Outcome

DOCUMENT_FORMATS = ("docx", "pdf")


@frozen
class FranchisePackage:
    """A rendered package. ``files`` maps names to bytes, the manifest among them.

    Nothing of it can be changed; lists in ``manifest`` are tuples.
    """

    plan: PackagePlan
    manifest: Mapping[str, Any]
    files: Mapping[str, bytes]

    def write(self, directory: str | PathLike[str], *, dry_run: bool = False) -> dict[str, Outcome]:
        """Write all files into ``directory`` or none; see :func:`write_folder`."""
        return write_folder(self.files, directory, dry_run=dry_run)

    def write_zip(self, file: str | PathLike[str], *, dry_run: bool = False) -> Outcome:
        """Write one zip archive with the same bytes on every run; see :func:`write_zip`."""
        return write_zip(self.files, file, self.plan.on, dry_run=dry_run)


def instantiate(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    answers: Mapping[str, str] | None = None,
    on: date | None = None,
    lang: Language = "pl",
    formats: Sequence[str] = DOCUMENT_FORMATS,
    allow_withdrawn: bool = False,
    proposal: Proposal | None = None,
) -> FranchisePackage:
    """The franchise package of ``template`` for the place of ``diagnosis``.

    ``on`` is the day of the law and of the documents, by default the catalogue's publication day.
    ``answers`` fills the blanks of the founders, ``proposal`` gives the plans of the group, whose
    calendar, funding plan (which needs the extra ``optimize``) and economics the documents then
    hold. The same input gives the same bytes. Needs the
    extra ``documents``; raises :class:`MissingExtra` without it, what :func:`plan_package` raises,
    and :class:`RenderError` when a document cannot be made. A model that does not fit the place is
    no error: ``plan.match`` says so.
    """
    plan = plan_package(
        template,
        diagnosis,
        catalogue,
        answers=answers,
        on=on,
        language=lang,
        allow_withdrawn=allow_withdrawn,
        proposal=proposal,
    )
    return render_package(plan, catalogue, formats)


def render_package(
    plan: PackagePlan, catalogue: Catalogue, formats: Sequence[str] = DOCUMENT_FORMATS
) -> FranchisePackage:
    """The bytes of a planned package."""
    sources = [
        DocumentSource(
            markdown=document.markdown,
            title=document.title,
            language=plan.language,
            day=plan.on,
            description=document.description,
        )
        for document in plan.documents
    ]
    rendered = render_documents(sources, formats)
    files: dict[str, bytes] = {}
    listed = []
    for document, contents in zip(plan.documents, rendered, strict=True):
        names = {format: f"{document.file}.{format}" for format in formats}
        files |= {names[format]: contents[format] for format in formats}
        listed.append(
            {
                "id": document.id,
                "title": document.title,
                "blanks": list(document.blanks),
                "files": [_entry(names[format], contents[format]) for format in formats],
            }
        )
    manifest = {**_head(plan, catalogue), "documents": listed}
    files[MANIFEST] = manifest_bytes(manifest)
    return FranchisePackage(plan, unchangeable(manifest), FrozenMapping(files))


def _head(plan: PackagePlan, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generator": {"name": "socialfranchise", "version": __version__},
        "catalogue": {
            "id": catalogue.id,
            "version": catalogue.version,
            "sha256": catalogue.sha256,
        },
        "template": {"id": plan.template.id, "version": plan.template.version},
        "diagnosis": {"id": plan.diagnosis.id, "sha256": plan.diagnosis.sha256},
        "on": plan.on.isoformat(),
        "language": plan.language,
        "verdict": plan.match.verdict.value,
        "score": {"low": plan.match.score.low, "high": plan.match.score.high},
        "answers": dict(sorted(plan.answers.items())),
        "blanks": list(plan.blanks),
    }


def _entry(name: str, content: bytes) -> dict[str, Any]:
    return {
        "path": name,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
