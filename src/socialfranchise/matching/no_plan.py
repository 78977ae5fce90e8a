"""Why there is no plan that makes a model fit: the law of the day, the locks, or too many changes.

It completes :mod:`socialfranchise.matching.what_if`, which found none.
"""

from collections.abc import Set as AbstractSet
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import Within, tests
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import day_of
from socialfranchise.matching.what_if import (
    MOST_CHANGES,
    changes_allowed,
    fitting,
    what_would_it_take,
)


@frozen
class NoPlan:
    """What stands in the way of a plan.

    ``missing_law`` are parameters the model asks that have no value on the day. With ``locked``
    there would be a plan if the locked facts could change. ``most`` is how many changes were tried
    together, ``None`` when those are all that somebody can bring about.
    """

    missing_law: tuple[str, ...]
    locked: bool
    most: int | None


def why_no_plan(
    diagnosis: Diagnosis,
    template: Template,
    catalogue: Catalogue,
    *,
    on: date | None = None,
    locked: AbstractSet[str] = frozenset(),
) -> NoPlan:
    """Why :func:`what_would_it_take`, asked the same, found no plan.

    Raises as it does.
    """
    day = day_of(on, catalogue)
    situation = Situation(diagnosis, catalogue.law, day)
    goal = fitting(template, catalogue)
    asked = [
        situation.limit(limit)
        for test in tests(goal)
        if isinstance(test, Within)
        for limit in (test.lower, test.upper)
    ]
    missing = {limit.parameter for limit in asked if limit is not None and limit.number is None}
    without = bool(locked) and what_would_it_take(diagnosis, template, catalogue, on=day, limit=1)
    possible = changes_allowed(goal, situation, catalogue, locked)
    return NoPlan(
        tuple(sorted(parameter for parameter in missing if parameter is not None)),
        bool(without),
        MOST_CHANGES if len(possible) > MOST_CHANGES else None,
    )
