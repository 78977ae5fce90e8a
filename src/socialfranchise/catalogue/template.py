"""The franchise template: one model of a social co-operative that others can found again."""

from typing import Literal

from attrs import field, frozen

from socialfranchise.core.conditions import Condition
from socialfranchise.core.dated import Figure
from socialfranchise.core.findings import Place
from socialfranchise.core.plain import as_weight
from socialfranchise.core.text import Text

Family = Literal["integration", "service"]
Status = Literal["draft", "pilot", "proven", "withdrawn"]
EvidenceStatus = Literal["documented", "reconstructed"]
Grade = Literal["A", "B", "C", "D"]
InSeries = Literal["yes", "topic", "proposed", "no"]
Phase = Literal["diagnosis", "partnership", "founding", "start", "operation"]


@frozen(kw_only=True)
class Evidence:
    """How well the model is documented, so that nobody takes a reconstruction for the original.

    ``grade``: A the manual was seen, B named in the series, C documented in another project,
    D put together from practice. ``in_series`` tells whether it belongs to the ten models of 2014.
    """

    status: EvidenceStatus
    grade: Grade
    in_series: InSeries
    known: Text
    unknown: tuple[Text, ...]
    sources: tuple[str, ...]


@frozen(kw_only=True)
class GroupServed:
    """A target group and the support its members need at work."""

    group: str
    support: tuple[Text, ...]


@frozen(kw_only=True)
class OfferedService:
    """A service of the model; ``core`` services make the model what it is."""

    service: str
    core: bool
    note: Text | None = None


@frozen(kw_only=True)
class Founders:
    """Who founds: the legal forms that fit and the set-ups seen in practice."""

    legal_forms: tuple[str, ...]
    typical: tuple[Text, ...]
    note: Text | None = None


@frozen(kw_only=True)
class Partner:
    """An institution and what it does for the co-operative."""

    institution: str
    required: bool
    role: Text


@frozen(kw_only=True)
class Post:
    """A job in the co-operative."""

    name: Text
    tasks: Text
    reintegration: bool
    """True when the post is meant for a person of the target groups."""


@frozen(kw_only=True)
class Staffing:
    """How many jobs, what share of them for the target groups, and which posts."""

    jobs: Figure
    reintegration_share: Figure
    posts: tuple[Post, ...]


@frozen(kw_only=True)
class Revenue:
    """Who pays for what."""

    payer: Text
    payment: Text


@frozen(kw_only=True)
class Requirement:
    """A condition without which the model does not fit."""

    id: str
    statement: Text
    condition: Condition
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Contraindication:
    """A condition that excludes the model or calls for caution when it holds."""

    id: str
    effect: Literal["excludes", "warns"]
    statement: Text
    condition: Condition
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Criterion:
    """A weighted preference; ``weight`` is a whole number from 1 to 10."""

    id: str
    weight: int = field(converter=as_weight)
    statement: Text
    condition: Condition
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Risk:
    """What may go wrong, and the response."""

    risk: Text
    response: Text


@frozen(kw_only=True)
class Standard:
    """A standard of quality and the evidence that it is met."""

    standard: Text
    evidence: Text


@frozen(kw_only=True)
class Indicator:
    """What is measured, in which unit, how often, and where the number comes from."""

    id: str
    name: Text
    unit: str
    frequency: Literal["month", "quarter", "year"]
    source: Text


@frozen(kw_only=True)
class CoreElement:
    """A part of the model every franchisee keeps, and why."""

    element: Text
    reason: Text


@frozen(kw_only=True)
class AdaptableElement:
    """A part of the model the place may change, and within which bounds."""

    element: Text
    bounds: Text


@frozen(kw_only=True)
class Training:
    """A training module and who takes it."""

    name: Text
    participants: Text


@frozen(kw_only=True)
class Step:
    """A step of the action plan: who does what, and which paper comes out of it."""

    phase: Phase
    task: Text
    responsible: Text
    document: Text | None = None
    deadline: str | None = None
    """A parameter of the law that limits the time of the step."""
    duration: Figure | None = None


@frozen(kw_only=True)
class Example:
    """A real co-operative of this kind."""

    name: str
    place_name: str
    note: Text
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Template:
    """A complete franchise model. ``version`` is the model's own, apart from the format's."""

    id: str
    version: str
    status: Status
    family: Family
    name: Text
    summary: Text
    evidence: Evidence
    target_groups: tuple[GroupServed, ...]
    needs: tuple[str, ...]
    services: tuple[OfferedService, ...]
    founders: Founders
    partners: tuple[Partner, ...]
    staffing: Staffing
    premises: tuple[Text, ...]
    equipment: tuple[Text, ...]
    start_up_cost: Figure
    revenues: tuple[Revenue, ...]
    funding: tuple[str, ...]
    pathways: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    contraindications: tuple[Contraindication, ...]
    criteria: tuple[Criterion, ...]
    risks: tuple[Risk, ...]
    standards: tuple[Standard, ...]
    indicators: tuple[Indicator, ...]
    core: tuple[CoreElement, ...]
    adaptable: tuple[AdaptableElement, ...]
    training: tuple[Training, ...]
    action_plan: tuple[Step, ...]
    examples: tuple[Example, ...]
    place: Place | None = field(default=None, eq=False)
