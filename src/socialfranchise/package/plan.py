"""Which documents belong to a package, and their filled texts: a plan, nothing written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.documents import PackageDocument
from socialfranchise.catalogue.template import Template
from socialfranchise.core.degrees import Truth
from socialfranchise.core.errors import InvalidDocument, SocialFranchiseError
from socialfranchise.core.findings import Report
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.formats.as_files import PROPOSAL, reread_proposal
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import Match, day_of, match_template
from socialfranchise.package.answers import given_answers, proposed_answers
from socialfranchise.package.blanks import TO_FILL, blanks_markdown, blanks_of
from socialfranchise.package.context import document_context
from socialfranchise.package.provenance import (
    Paragraph,
    UsedValue,
    paragraphs_of,
    used_values,
)
from socialfranchise.package.render import FIRST_DAY, LAST_DAY
from socialfranchise.package.set_up import settled
from socialfranchise.package.studies import Studies
from socialfranchise.package.texts import answers_used, fill_traced, names_used
from socialfranchise.package.typography import slug
from socialfranchise.wording.messages import messages


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
    paragraphs: tuple[Paragraph, ...] = ()
    """Where the text comes from, paragraph by paragraph."""


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
    values: tuple[UsedValue, ...] = ()
    """Every value that a text uses."""
    proposal: Proposal | None = None
    studies: Studies | None = field(default=None, eq=False)
    """What follows from the proposal, or without one from the model and the diagnosis."""
    to_fill: PlannedDocument | None = None
    """The list of what is blank in the documents; ``None`` when nothing is."""

    @property
    def papers(self) -> tuple[PlannedDocument, ...]:
        """The documents, and after them the list of what is blank in them."""
        return self.documents if self.to_fill is None else (*self.documents, self.to_fill)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Every answer field that is left blank somewhere."""
        return tuple(sorted({blank for document in self.documents for blank in document.blanks}))


def plan_package(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    answers: Mapping[str, Any] | None = None,
    on: date | None = None,
    language: Language = "pl",
    allow_withdrawn: bool = False,
    proposal: Proposal | None = None,
) -> PackagePlan:
    """Plan the package of a template for a diagnosis, by the law of the day ``on``.

    With a ``proposal`` the documents hold its calendar, funding plan and economics, and its
    founders come before those of the diagnosis. A missing answer becomes a visible blank.

    Raises :class:`UnknownId` for a template that the catalogue does not hold and for an answer that
    is no answer field of it, :class:`BadAnswer` for an answer that cannot be printed,
    :class:`WithdrawnModel` unless ``allow_withdrawn``,
    :class:`DayOutOfRange`, :class:`InvalidDocument` when a fact does not answer a question of the
    catalogue, :class:`BrokenText` when a text of the catalogue cannot be filled, ``ValueError``
    when the proposal is about another model, and :class:`MissingExtra` when a text asks for the
    funding plan of a proposal and the solver is not installed.
    """
    day = day_of(on, catalogue)
    given = given_answers(answers or {}, catalogue.answer_fields)
    if catalogue[template.id].status == "withdrawn" and not allow_withdrawn:
        raise WithdrawnModel(template.id)
    for each in (day, *(() if proposal is None else (proposal.registration,))):
        if not FIRST_DAY <= each <= LAST_DAY:
            raise DayOutOfRange(each, FIRST_DAY, LAST_DAY)
    if proposal is not None and proposal.template != template.id:
        raise ValueError(f"the proposal is about {proposal.template}, not {template.id}")
    findings = misfits(diagnosis, catalogue)
    if findings:
        raise InvalidDocument(Report(findings))
    if proposal is not None:
        # Papers that name lines of it name those of the file that the package carries.
        proposal = reread_proposal(proposal, PROPOSAL)
    found = match_template(template, catalogue, Situation(diagnosis, catalogue.law, day))
    studies = Studies(
        template=template, diagnosis=diagnosis, catalogue=catalogue, proposal=proposal, on=day
    )
    told = {**proposed_answers(proposal, catalogue.answer_fields), **given}
    context = document_context(
        template,
        diagnosis,
        catalogue,
        found,
        on=day,
        answers=told,
        language=language,
        studies=studies,
    )
    parts = catalogue.parts.get(language, {})
    known = settled(context["legal_form"]["id"], studies.situation, catalogue)
    belonging = [d for d in catalogue.documents.values() if _belongs(d, known)]
    documents = []
    for number, document in enumerate(belonging, 1):
        text = document.texts[language]
        title = document.title.to(language)
        used = answers_used(text, document.id, language, parts)
        filled = fill_traced(text, context, document.id, language, parts)
        documents.append(
            PlannedDocument(
                id=document.id,
                file=f"{number:02}-{slug(title)}",
                title=title,
                description=document.description.to(language),
                markdown=filled.markdown,
                blanks=tuple(sorted(used - told.keys())),
                paragraphs=paragraphs_of(
                    filled,
                    document.id,
                    language,
                    {"": text, **parts},
                    names_used(text, document.id, language, parts),
                ),
            )
        )
    used_names = (name for d in documents for part in d.paragraphs for name in part.uses)
    return PackagePlan(
        template,
        diagnosis,
        found,
        day,
        language,
        given,
        tuple(documents),
        used_values(used_names, context),
        proposal,
        studies,
        _list_of_blanks(documents, catalogue, language),
    )


def _list_of_blanks(
    documents: Sequence[PlannedDocument], catalogue: Catalogue, language: Language
) -> PlannedDocument | None:
    blanks = blanks_of(((d.title, d.blanks) for d in documents), catalogue.answer_fields)
    if not blanks:
        return None
    say = messages(language)
    title = say("blanks.title")
    return PlannedDocument(
        id=TO_FILL,
        file=f"{len(documents) + 1:02}-{slug(title)}",
        title=title,
        description=say("blanks.description"),
        markdown=blanks_markdown(blanks, language),
        blanks=(),
    )


def _belongs(document: PackageDocument, situation: Situation) -> bool:
    if document.when is None:
        return True
    return evaluate(document.when, situation).degree.truth is not Truth.NO
