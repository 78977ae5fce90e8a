"""Which documents belong to a package, and their filled texts: a plan, nothing written."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import PackageDocument
from socialfranchise.catalogue.template import Template
from socialfranchise.core.degrees import Truth
from socialfranchise.core.errors import InvalidDocument, SocialFranchiseError
from socialfranchise.core.findings import Report
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import Match, day_of, match_template
from socialfranchise.package.answers import given_answers
from socialfranchise.package.context import document_context
from socialfranchise.package.render import FIRST_DAY, LAST_DAY
from socialfranchise.package.set_up import settled
from socialfranchise.package.texts import answers_used, fill
from socialfranchise.package.typography import slug


class WithdrawnModel(SocialFranchiseError):
    """The model has been withdrawn from the catalogue; ``template`` is its id."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template

    def __str__(self) -> str:
        return f"the model {self.template} is withdrawn"


class DayOutOfRange(SocialFranchiseError):
    """The day cannot stand in the files of a package, which know only ``first`` to ``last``."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(day, first, last)
        self.day = day
        self.first = first
        self.last = last

    def __str__(self) -> str:
        return f"{self.day} is not between {self.first} and {self.last}"


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
    allow_withdrawn: bool = False,
) -> PackagePlan:
    """Plan the package of a template for a diagnosis, by the law of the day ``on``.

    A missing answer becomes a visible blank. Raises :class:`UnknownId` for a template that the
    catalogue does not hold and for an answer that is no answer field of it, :class:`BadAnswer`
    for an answer that cannot be printed, :class:`WithdrawnModel` unless ``allow_withdrawn``,
    :class:`DayOutOfRange`, :class:`InvalidDocument` when a fact does not answer a question of the
    catalogue, and :class:`BrokenText` when a text of the catalogue cannot be filled.
    """
    day = day_of(on, catalogue)
    given = given_answers(answers or {}, catalogue.answer_fields)
    if catalogue[template.id].status == "withdrawn" and not allow_withdrawn:
        raise WithdrawnModel(template.id)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayOutOfRange(day, FIRST_DAY, LAST_DAY)
    findings = misfits(diagnosis, catalogue)
    if findings:
        raise InvalidDocument(Report(findings))
    situation = Situation(diagnosis, catalogue.law, day)
    found = match_template(template, catalogue, situation)
    context = document_context(
        template, diagnosis, catalogue, found, on=day, answers=given, language=language
    )
    parts = catalogue.parts.get(language, {})
    known = settled(context["legal_form"]["id"], situation, catalogue)
    belonging = [d for d in catalogue.documents.values() if _belongs(d, known)]
    documents = []
    for number, document in enumerate(belonging, 1):
        text = document.texts[language]
        title = document.title.to(language)
        used = answers_used(text, document.id, language, parts)
        documents.append(
            PlannedDocument(
                id=document.id,
                file=f"{number}-{slug(title)}",
                title=title,
                description=document.description.to(language),
                markdown=fill(text, context, document.id, language, parts),
                blanks=tuple(sorted(used - given.keys())),
            )
        )
    return PackagePlan(template, diagnosis, found, day, language, given, tuple(documents))


def _belongs(document: PackageDocument, situation: Situation) -> bool:
    if document.when is None:
        return True
    return evaluate(document.when, situation).degree.truth is not Truth.NO
