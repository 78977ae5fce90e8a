"""The feasibility format: what founding a model in a place takes."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.pathway import Timing
from socialfranchise.catalogue.rules import Event, Topic
from socialfranchise.catalogue.template import Phase
from socialfranchise.formats.documents.base import BasisDocument, Day, Document, Id
from socialfranchise.formats.documents.diagnosis import OriginDocument
from socialfranchise.formats.documents.results.economics import EconomicsDocument
from socialfranchise.formats.documents.results.explanation import ReadingDocument, ValueDocument
from socialfranchise.formats.documents.results.funding import FundingPlanDocument
from socialfranchise.formats.documents.results.parts import PlaceDocument, State, WordsDocument
from socialfranchise.formats.documents.results.proposal_parts import (
    Count,
    DatedDocument,
    ProposalResultDocument,
    SpanDocument,
)


class GroupFactDocument(Document):
    """A fact of the group."""

    value: ValueDocument
    lines: list[PlaceDocument | None]
    origins: list[OriginDocument]


class GapDocument(Document):
    """How many more or fewer are needed."""

    fact: Id
    at_least: Count
    at_most: Count | None
    more: bool
    of_share: bool


class RuleVerdictDocument(Document):
    """A rule of the day and what it says of the group."""

    id: Id
    topics: list[Topic]
    statement: WordsDocument
    state: State
    binds: State
    missing: list[GapDocument]
    readings: list[ReadingDocument]
    basis: list[BasisDocument]
    remedy: WordsDocument | None
    doubt: WordsDocument | None
    place: PlaceDocument | None


class FoundersCheckDocument(Document):
    """The group before the law, for one legal form."""

    legal_form: Id
    on: Day
    offered: bool
    topics: dict[Topic, State | None]
    rules: list[RuleVerdictDocument]


class DeadlineDocument(Document):
    """A duty and the last day for it."""

    duty: Id
    what: WordsDocument
    who: WordsDocument
    day: Day | None
    event: Event
    event_day: Day | None
    after_duty: Id | None
    before: bool
    working_days: bool
    binds: State
    parameter: Id | None
    valid: DatedDocument | None
    jobs: list[Id]
    consequence: WordsDocument | None
    basis: list[BasisDocument]
    doubt: WordsDocument | None
    place: PlaceDocument | None


class CalendarDocument(Document):
    """Duties by day."""

    registration: Day | None
    months: Annotated[int, Field(ge=1)]
    dated: list[DeadlineDocument]
    open: list[DeadlineDocument]


class StandInDocument(Document):
    """A body that shares a role with a partner who is not there."""

    role: Id
    institution: Id


class PartnerStateDocument(Document):
    """A partner of the model: is it there?"""

    institution: Id
    required: bool
    role: WordsDocument
    present: State
    stand_ins: list[StandInDocument]
    uncovered: list[Id]


class RoleRowDocument(Document):
    """A role and who plays it."""

    role: Id
    covered: State
    players: dict[Id, State]


class PlannedStepDocument(Document):
    """A step up to registration."""

    number: Annotated[int, Field(ge=1)]
    phase: Phase
    task: WordsDocument
    responsible: WordsDocument
    document: WordsDocument | None
    parameter: Id | None
    valid: DatedDocument | None
    duration: SpanDocument | None


class PartnershipDocument(Document):
    """Partners, roles and steps."""

    complete: State
    origins: list[OriginDocument]
    partners: list[PartnerStateDocument]
    roles: list[RoleRowDocument]
    steps: list[PlannedStepDocument]


class GroupPathwaysDocument(Document):
    """A target group and its pathways."""

    group: Id
    present: State
    pathways: list[Id]


class PlannedStageDocument(Document):
    """A stage of a pathway in this place."""

    name: WordsDocument
    covered: State
    bodies: dict[Id, State]
    timing: Timing
    at_work: bool
    duration: SpanDocument | None


class PathwayPlanDocument(Document):
    """A pathway in this place."""

    pathway: Id
    name: WordsDocument
    open: State
    start: Day
    earliest: Day | None
    latest: Day | None
    complete: bool
    stages: list[PlannedStageDocument]


class PathwaysDocument(Document):
    """How people get from where they are to a job."""

    groups: list[GroupPathwaysDocument]
    plans: list[PathwayPlanDocument]


class FeasibilityDocument(ProposalResultDocument):
    """What founding takes."""

    format: Literal["socialfranchise.feasibility/1"]
    on: Day
    economics: EconomicsDocument | None
    funding: FundingPlanDocument | None
    facts: dict[Id, GroupFactDocument]
    founders: list[FoundersCheckDocument]
    calendar: CalendarDocument
    partners: PartnershipDocument
    pathways: PathwaysDocument
