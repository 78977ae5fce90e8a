"""The duties format: what must be done by when."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.rules import Event
from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Day,
    Document,
    Id,
    LawRef,
    LegalFormRef,
    TextDocument,
)
from socialfranchise.formats.documents.condition import ConditionDocument

FALLS_PATTERN = r"^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|easter\+[0-9]{1,2})$"


class DutyDocument(Document):
    """One duty."""

    id: Id
    what: TextDocument
    who: TextDocument
    event: Event
    deadline: LawRef | None = None
    before: bool = False
    working_days: bool = False
    after_duty: Id | None = None
    at_risk_jobs: bool = False
    first_only: bool = False
    repeats: bool = False
    since: Day | None = None
    until: Day | None = None
    legal_forms: list[LegalFormRef] = []
    when: ConditionDocument | None = None
    consequence: TextDocument | None = None
    doubt: TextDocument | None = None
    basis: Annotated[list[BasisDocument], Field(min_length=1)]


class DayOffDocument(Document):
    """A statutory day off."""

    id: Id
    name: TextDocument
    falls: Annotated[str, Field(pattern=FALLS_PATTERN)]
    since: Day
    until: Day | None = None
    confidence: Confidence
    basis: list[BasisDocument] = []
    doubt: TextDocument | None = None


class DutiesDocument(Document):
    """Duties and the days off that some of them skip."""

    format: Literal["socialfranchise.duties/1"]
    id: Id
    title: TextDocument
    duties: Annotated[list[DutyDocument], Field(min_length=1)]
    days_off: list[DayOffDocument] = []
