"""A proposal: who wants to found which model when, with which jobs, purchases and money.

What a founding group does not know stays unknown: ``None`` and ``"unknown"`` are never read as no.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from socialfranchise.catalogue.vocabulary import Currency, Disability, Known
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.business_plan import (
    Growth,
    PublicAccount,
    RunningCost,
    Sale,
    Support,
)


@frozen(kw_only=True)
class Founder:
    """Founders of one kind: ``number`` of them, for a legal person usually one.

    ``kind`` is an id of the vocabulary of founders. ``groups`` are the target groups that each of
    these natural persons belongs to. ``at_risk`` tells whether each of them counts as a person at
    risk of social exclusion and can prove it.
    """

    kind: str
    number: int
    name: str | None = None
    groups: tuple[str, ...] = ()
    at_risk: Known = "unknown"
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class PersonAnswer:
    """An answer about each person in a job; ``fact`` is an id of the vocabulary of job facts."""

    fact: str
    answer: Known
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Job:
    """``number`` equal jobs, each for one person.

    ``time`` is the share of full time, above 0 and at most 1. ``wage`` is gross PLN a month for
    that time; ``None`` stands for the minimum wage of the day in proportion to it. ``groups``,
    ``at_risk``, ``disability`` and ``member`` tell of the person who holds it. ``start_month``
    counts from 1, the month of registration.
    """

    id: str
    post: str
    number: int
    time: Decimal
    start_month: int
    wage: Decimal | None = None
    groups: tuple[str, ...] = ()
    at_risk: Known = "unknown"
    disability: Disability = "unknown"
    member: Known = "unknown"
    answers: tuple[PersonAnswer, ...] = ()
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Purchase:
    """Something to buy: ``cost`` in PLN, in ``month`` (1 is the month of registration).

    ``job`` is the job it equips, when it is for one. ``kind`` is an id of the vocabulary of costs;
    while it is not known, no source of money surely pays for it.
    """

    id: str
    what: str
    cost: Decimal
    month: int
    job: str | None = None
    kind: str | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class AidReceived:
    """De minimis aid that the group or its founders received: ``amount`` in ``currency``."""

    day: date
    amount: Decimal
    currency: Currency
    giver: str | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class OwnMoney:
    """What the founders bring, in PLN: cash and the value of property; ``None`` is not known."""

    cash: Decimal | None = None
    property: Decimal | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class GroupAnswer:
    """The group's answer to a question about itself, a fact of the vocabulary of proposal facts."""

    fact: str
    answer: Known
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Proposal:
    """What a founding group plans.

    ``registration`` is the planned day of entry in the National Court Register. ``jobs`` that
    are not listed are not known. ``aid_received`` is ``None`` when nobody has said, and empty when
    there was none; so are ``purchases``, ``sales``, ``running_costs`` and ``support``.
    ``conversion_of`` is what the co-operative is converted from, an id of the vocabulary of
    predecessors.
    """

    id: str
    title: str
    template: str
    legal_form: str
    registration: date
    founders: tuple[Founder, ...]
    jobs: tuple[Job, ...] = ()
    purchases: tuple[Purchase, ...] | None = None
    own_money: OwnMoney | None = None
    aid_received: tuple[AidReceived, ...] | None = None
    conversion_of: str | None = None
    answers: tuple[GroupAnswer, ...] = ()
    sales: tuple[Sale, ...] | None = None
    running_costs: tuple[RunningCost, ...] | None = None
    growth: Growth | None = None
    support: tuple[Support, ...] | None = None
    public_account: PublicAccount | None = None
    places: Mapping[str, Place] = field(factory=dict, eq=False)
    """Where the keys of the file stand, by their names; empty when it came from no file."""

    def job(self, id: str) -> Job | None:
        """The job with this id, or ``None``."""
        return next((job for job in self.jobs if job.id == id), None)

    def __iter__(self) -> Iterator[Job]:
        return iter(self.jobs)
