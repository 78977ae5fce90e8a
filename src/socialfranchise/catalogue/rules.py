"""Rules of the law about a founding group, and duties with dates, as data."""

from datetime import date
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.conditions import Condition
from socialfranchise.core.dated import Confidence, LegalBasis
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Topic = Literal["founding", "members", "jobs", "reintegration-status", "services-status"]
Event = Literal[
    "registration",
    "application",
    "founding-resolution",
    "job-start",
    "year-end",
    "duty",
    "worker-leaves",
    "members-short",
    "others-exceed",
    "change-of-data",
    "change-of-statute",
    "status-breach",
]


@frozen(kw_only=True)
class Rule:
    """A condition of the law on a founding group, valid from ``since`` to ``until`` inclusive.

    It binds the ``legal_forms`` it names, or all; and where ``when`` is given, only groups for
    which that holds. ``remedy`` says what to do when it is not met.
    """

    id: str
    topics: tuple[Topic, ...]
    statement: Text
    condition: Condition
    basis: tuple[LegalBasis, ...]
    since: date
    until: date | None = None
    legal_forms: tuple[str, ...] = ()
    when: Condition | None = None
    remedy: Text | None = None
    doubt: Text | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Duty:
    """What must be done, by whom, and by when.

    ``deadline`` is a parameter of the law in days, months or years, counted from ``event`` (or
    back from it, when ``before``); without one the act names no figure. ``working_days`` counts
    only days that are neither Saturdays nor days off. The event ``duty`` is the last day of the
    duty ``after_duty``, each time or the first time only; one that ``repeats`` counts on from its
    own last day. ``legal_forms``, ``when``, ``since`` and ``until`` are as for a rule.
    """

    id: str
    what: Text
    who: Text
    event: Event
    basis: tuple[LegalBasis, ...]
    deadline: str | None = None
    before: bool = False
    working_days: bool = False
    after_duty: str | None = None
    at_risk_jobs: bool = False
    """Of the event ``job-start``: only jobs that are not for other people."""
    first_only: bool = False
    repeats: bool = False
    legal_forms: tuple[str, ...] = ()
    when: Condition | None = None
    since: date | None = None
    until: date | None = None
    consequence: Text | None = None
    doubt: Text | None = None
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class DayOff:
    """A statutory day off. ``falls`` is month-day, or ``easter+`` days after Easter Sunday."""

    id: str
    name: Text
    since: date
    falls: str
    confidence: Confidence
    until: date | None = None
    basis: tuple[LegalBasis, ...] = ()
    doubt: Text | None = None
