"""Which documents belong to a package, and their filled texts: a plan, nothing written."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import PackageDocument
from socialfranchise.catalogue.template import Template
from socialfranchise.core.degrees import Truth
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import Match, match
from socialfranchise.package.context import document_context
from socialfranchise.package.texts import answers_used, fill
from socialfranchise.package.typography import slug


@frozen
class PlannedDocument:
    """A document with its filled text; ``file`` is its name without an ending."""

    id: str
    file: str
    title: str
    description: str
    markdown: str
    blanks: tuple[str, ...]
    """The answer fields that are left blank in it."""


@frozen
class PackagePlan:
    """Everything that decides the content of a package."""

    template: Template
    diagnosis: Diagnosis
    match: Match
    on: date
    language: Language
    answers: Mapping[str, str]
    documents: tuple[PlannedDocument, ...]

    @property
    def blanks(self) -> tuple[str, ...]:
        """Every answer field that is left blank somewhere."""
        return tuple(sorted({blank for document in self.documents for blank in document.blanks}))


def plan_package(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    answers: Mapping[str, str] | None = None,
    on: date | None = None,
    language: Language = "pl",
) -> PackagePlan:
    """Plan the package of a template for a diagnosis, by the law of the day ``on``.

    A missing answer becomes a visible blank. Raises :class:`UnknownId` for an answer that no
    document asks for.
    """
    given = {id: text for id, text in (answers or {}).items() if text.strip()}
    for id in answers or {}:
        if id not in catalogue.answer_fields:
            raise UnknownId("answer", id, nearest(id, catalogue.answer_fields))
    day = on or catalogue.published
    found = match(diagnosis, catalogue, on=day)[template.id]
    context = document_context(
        template, diagnosis, catalogue, found, on=day, answers=given, language=language
    )
    belonging = [d for d in catalogue.documents.values() if _belongs(d, diagnosis, catalogue, day)]
    documents = []
    for number, document in enumerate(belonging, 1):
        text = document.texts[language]
        title = document.title.to(language)
        used = answers_used(text, language)
        documents.append(
            PlannedDocument(
                id=document.id,
                file=f"{number}-{slug(title)}",
                title=title,
                description=document.description.to(language),
                markdown=fill(text, context, document.id, language),
                blanks=tuple(sorted(used - given.keys())),
            )
        )
    return PackagePlan(template, diagnosis, found, day, language, given, tuple(documents))


def _belongs(
    document: PackageDocument, diagnosis: Diagnosis, catalogue: Catalogue, on: date
) -> bool:
    if document.when is None:
        return True
    outcome = evaluate(document.when, Situation(diagnosis, catalogue.law, on))
    return outcome.degree.truth is not Truth.NO
