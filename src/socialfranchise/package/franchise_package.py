"""The package itself: documents as bytes, with a manifest that says where they come from."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version
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
from socialfranchise.formats.as_files import DIAGNOSIS, PROPOSAL
from socialfranchise.package.apply import write_folder, write_zip
from socialfranchise.package.attachments import ATTACHED, Attachment, attachments
from socialfranchise.package.inputs import input_files
from socialfranchise.package.manifest import (
    FORMAT,
    MANIFEST,
    manifest_bytes,
    sealed,
    unchangeable,
)
from socialfranchise.package.plan import PackagePlan, plan_package
from socialfranchise.package.provenance import Paragraph
from socialfranchise.package.render import DocumentSource, RenderError, render_documents
from socialfranchise.package.survey import Outcome
from socialfranchise.package.text_forms import TEXT_FORMS, reading_text

DOCUMENT_FORMATS = ("docx", "pdf")
"""What a package has unless something else is asked for."""
ALL_FORMATS = (*DOCUMENT_FORMATS, "odt", "html", "md", *ATTACHED)
"""Every form a document can have; ``md`` is its text as it is filled. Workbooks (``xlsx``) and the
calendar (``ics``) are no documents and stand beside them."""
TOOLS = ("pypandoc_binary", "typst", "xlsxwriter")


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
    answers: Mapping[str, Any] | None = None,
    on: date | None = None,
    lang: Language = "pl",
    formats: Sequence[str] = DOCUMENT_FORMATS,
    allow_withdrawn: bool = False,
    proposal: Proposal | None = None,
) -> FranchisePackage:
    """The franchise package of ``template`` for the place of ``diagnosis``.

    ``on`` is the day of the law and of the documents, by default the catalogue's publication day.
    ``answers`` fills the blanks of the founders; what stays blank is visible and listed in a
    document of its own. ``proposal`` gives the plans of the group, whose calendar, funding plan
    (which needs the extra ``optimize``) and economics the documents then hold. ``formats`` are some
    of :data:`ALL_FORMATS`. The same input gives the same bytes.

    Needs the extra ``documents``, and for workbooks ``excel``. Raises :class:`MissingExtra` without
    them, what :func:`plan_package` raises, and :class:`RenderError` when a document cannot be made.
    A model that does not fit the place is no error: ``plan.match`` says so.
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
        for document in plan.papers
    ]
    forms = [format for format in formats if format not in ATTACHED]
    made = [format for format in forms if format != "md"]
    rendered = _rendered(sources, made, plan)
    files: dict[str, bytes] = dict(input_files(plan))
    inputs = [_entry(name, content) for name, content in files.items()]
    listed = []
    for document, contents in zip(plan.papers, rendered, strict=True):
        if "md" in forms:
            contents = {**contents, "md": reading_text(document.title, document.markdown)}
        names = {format: f"{document.file}.{format}" for format in forms}
        files |= {names[format]: contents[format] for format in forms}
        listed.append(
            {
                "id": document.id,
                "title": document.title,
                "blanks": list(document.blanks),
                "files": [_entry(names[format], contents[format]) for format in forms],
                "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
            }
        )
    for attached in attachments(plan, catalogue, formats):
        files[attached.file] = attached.content
        listed.append(_attached(attached))
    head = _head(plan, catalogue, formats)
    manifest = sealed({**head, "inputs": inputs, "values": _values(plan), "documents": listed})
    files[MANIFEST] = manifest_bytes(manifest)
    return FranchisePackage(plan, unchangeable(manifest), FrozenMapping(files))


def _rendered(
    sources: Sequence[DocumentSource], formats: Sequence[str], plan: PackagePlan
) -> list[dict[str, bytes]]:
    """The files of all documents; when letters have no shape, the answers that hold them are named.

    They are not replaced: a signed statute and its Word file must say the same.
    """
    try:
        return render_documents(sources, formats)
    except RenderError as error:
        letters = set(error.letters)
        fields = (id for id, text in plan.answers.items() if letters & set(text))
        raise RenderError(error.title, error.problem, error.letters, tuple(fields)) from error


def _attached(attached: Attachment) -> dict[str, Any]:
    return {
        "id": attached.id,
        "title": attached.title,
        "blanks": [],
        "files": [_entry(attached.file, attached.content)],
        "paragraphs": [],
    }


def _head(plan: PackagePlan, catalogue: Catalogue, formats: Sequence[str]) -> dict[str, Any]:
    carried = input_files(plan)
    return {
        "format": FORMAT,
        "generator": {"name": "socialfranchise", "version": __version__, "tools": _tools()},
        "catalogue": {
            "id": catalogue.id,
            "version": catalogue.version,
            "sha256": catalogue.sha256,
        },
        "template": {"id": plan.template.id, "version": plan.template.version},
        "diagnosis": {"id": plan.diagnosis.id, "sha256": _sha256(carried[DIAGNOSIS])},
        "proposal": None
        if plan.proposal is None
        else {"id": plan.proposal.id, "sha256": _sha256(carried[PROPOSAL])},
        "on": plan.on.isoformat(),
        "language": plan.language,
        "formats": list(formats),
        "verdict": plan.match.verdict.value,
        "score": {"low": plan.match.score.low, "high": plan.match.score.high},
        "answers": dict(sorted(plan.answers.items())),
        "blanks": list(plan.blanks),
    }


def _tools() -> dict[str, str]:
    """The versions of the programs on which the bytes depend, as far as they are installed."""
    found = {}
    for name in TOOLS:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _values(plan: PackagePlan) -> list[dict[str, Any]]:
    return [
        {
            "name": value.name,
            "sha256": value.sha256,
            "text": value.text,
            "since": None if value.since is None else value.since.isoformat(),
        }
        for value in plan.values
    ]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    sources = [{"file": lines.file, "lines": list(lines.numbers)} for lines in paragraph.sources]
    return {
        "id": paragraph.id,
        "sha256": paragraph.sha256,
        "sources": sources,
        "uses": list(paragraph.uses),
    }


def _entry(name: str, content: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": name, "bytes": len(content), "sha256": _sha256(content)}
    form = TEXT_FORMS.get(name.rpartition(".")[2])
    if form is not None:
        entry["paragraphs"] = form.hashes(content)
    return entry


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
