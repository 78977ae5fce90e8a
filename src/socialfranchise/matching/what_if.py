"""What would have to be otherwise for a model to fit: the smallest sets of changes, by search.

A change is to a fact that somebody can change, in the direction it can be changed; a fact that is
not known may also turn out to be what is needed. The search is exact over the values at which a
rule turns: no smaller set of changes makes the model fit.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import combinations, product

import attrs
from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import Changer, FactTerm
from socialfranchise.core.conditions import (
    All,
    Any,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    Not,
    Within,
    tests,
)
from socialfranchise.core.degrees import Truth
from socialfranchise.core.errors import InvalidDocument, UnknownId
from socialfranchise.core.findings import Report
from socialfranchise.core.nearest import nearest
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms, Value
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import day_of

MOST_CHANGES = 4
"""Changes in one plan; a plan of more is no plan."""


@frozen
class Change:
    """One fact that has to be otherwise; ``term`` names the part of a fact that lists terms.

    ``before`` is ``None`` when it is not known today: then it has to turn out to be ``after``.
    ``changed_by`` says who can bring it about.
    """

    fact: str
    term: str | None
    before: Value | None
    after: Value
    changed_by: Changer


@frozen
class Plan:
    """Changes that together make the model fit; without any one of them it does not."""

    changes: tuple[Change, ...]

    @property
    def cost(self) -> tuple[int, int]:
        """How many known facts have to change, and how many unknown ones have to turn out well."""
        known = sum(1 for change in self.changes if change.before is not None)
        return known, len(self.changes) - known

    def applied_to(self, diagnosis: Diagnosis) -> Diagnosis:
        """The diagnosis after the plan has come true."""
        return diagnosis.answered(*((change.fact, change.after) for change in self.changes))


def what_would_it_take(
    diagnosis: Diagnosis,
    template: Template,
    catalogue: Catalogue,
    *,
    on: date | None = None,
    limit: int = 3,
    locked: AbstractSet[str] = frozenset(),
) -> list[Plan]:
    """The cheapest plans that make ``template`` fit, at most ``limit``, cheapest first.

    One plan without changes when it fits already; no plan when nothing that somebody can change
    makes it fit within :data:`MOST_CHANGES` changes. Facts in ``locked`` stay as they are. Raises
    :class:`InvalidDocument` when a fact does not answer a question of the catalogue,
    :class:`UnknownId` when ``locked`` names no fact, and ``ValueError`` when ``limit`` is below 1.
    """
    if limit < 1:
        raise ValueError(f"limit: {limit!r}")
    findings = misfits(diagnosis, catalogue)
    if findings:
        raise InvalidDocument(Report(findings))
    facts = catalogue.vocabularies.facts
    for id in locked:
        if id not in facts:
            raise UnknownId("facts", id, nearest(id, facts.terms))
    situation = Situation(diagnosis, catalogue.law, day_of(on, catalogue))
    goal = fitting(template, catalogue)
    if _holds(goal, situation):
        return [Plan(())]
    return _search(goal, situation, changes_allowed(goal, situation, catalogue, locked), limit)


def fitting(template: Template, catalogue: Catalogue) -> Condition:
    """The condition that holds exactly when the verdict is that the template fits."""
    forms = catalogue.vocabularies.legal_forms
    excluding = (rule for rule in template.contraindications if rule.effect == "excludes")
    return All(
        (
            Any(tuple(forms[id].founding for id in template.founders.legal_forms)),
            *(rule.condition for rule in template.requirements),
            *(Not(rule.condition) for rule in excluding),
        )
    )


def changes_allowed(
    goal: Condition, situation: Situation, catalogue: Catalogue, locked: AbstractSet[str]
) -> list[list[Change]]:
    """For every fact, or term of a fact, that the goal asks and that is not locked: its changes."""
    facts = catalogue.vocabularies.facts.terms
    return _options(goal, situation, {id: facts[id] for id in facts if id not in locked})


def _search(
    goal: Condition, situation: Situation, options: Sequence[Sequence[Change]], limit: int
) -> list[Plan]:
    """Plans in the order of their cost; what does more than another plan is not minimal.

    Looks for plans of one change more than the smallest, and no further.
    """
    found: list[Plan] = []
    for size in range(1, MOST_CHANGES + 1):
        candidates = sorted(
            (
                Plan(changes)
                for chosen in combinations(options, size)
                for changes in product(*chosen)
            ),
            key=lambda plan: (plan.cost, [(c.fact, c.term or "") for c in plan.changes]),
        )
        for plan in candidates:
            if any(_does_less(smaller, plan) for smaller in found):
                continue
            after = attrs.evolve(situation, diagnosis=plan.applied_to(situation.diagnosis))
            if _holds(goal, after):
                found.append(plan)
        if len(found) >= limit or (found and len(found[0].changes) < size):
            break
    return sorted(found, key=lambda plan: (len(plan.changes), plan.cost))[:limit]


def _does_less(plan: Plan, other: Plan) -> bool:
    """Does another plan everything that a plan does, perhaps more or further?"""
    changes = {(change.fact, change.term): change for change in other.changes}
    return all(
        (change.fact, change.term) in changes
        and _goes_as_far(changes[change.fact, change.term], change)
        for change in plan.changes
    )


def _goes_as_far(further: Change, change: Change) -> bool:
    """The same value, or a number on the far side of it; of an unknown one also the next number."""
    before, after, far = change.before, change.after, further.after
    if not isinstance(after, Number) or not isinstance(far, Number):
        return after == far
    if isinstance(before, Number):
        return before.value < after.value <= far.value or before.value > after.value >= far.value
    return abs(far.value - after.value) <= 1


def _holds(goal: Condition, situation: Situation) -> bool:
    return evaluate(goal, situation).degree.truth is Truth.YES


def _options(
    goal: Condition, situation: Situation, facts: Mapping[str, FactTerm]
) -> list[list[Change]]:
    """For every fact, or term of a fact, that the goal asks: the changes it allows."""
    asked: dict[tuple[str, str | None], set[float]] = {}
    for test in tests(goal):
        if isinstance(test, Includes | GrowsWithTerms):
            for term in test.terms:
                asked.setdefault((test.fact, term), set())
            continue
        points = asked.setdefault((test.fact, None), set())
        if isinstance(test, Grows):
            points.add(test.full_at)
        elif isinstance(test, Within):
            limits = (situation.limit(test.lower), situation.limit(test.upper))
            points |= {limit.number for limit in limits if limit and limit.number is not None}
    found = []
    for (fact, part), points in sorted(asked.items(), key=lambda item: str(item[0])):
        if fact in facts:
            changes = list(_changes(facts[fact], part, points, situation.fact(fact).value))
            if changes:
                found.append(changes)
    return found


def _changes(
    fact: FactTerm, term: str | None, points: AbstractSet[float], value: Value | None
) -> Iterator[Change]:
    """The changes to one fact that somebody can bring about, or that may turn out to be so."""
    before: Value | None = value
    if term is not None:
        before = _part(value, term)
        one: frozenset[str] = frozenset((term,))
        values: list[Value] = [Terms(one, frozenset()), Terms(frozenset(), one)]
    elif fact.kind == "answer":
        values = [Answer(True), Answer(False)]
    elif fact.kind == "choice":
        values = [Choice(choice.id) for choice in fact.choices]
    else:
        values = [Number(number) for number in _turning(points, fact, value)]
    for after in values:
        if after != before and _allowed(fact, before, after):
            yield Change(fact.id, term, before, after, fact.changed_by)


def _turning(points: AbstractSet[float], fact: FactTerm, value: Value | None) -> list[float]:
    """The numbers at which a rule turns, and the next ones on either side.

    The nearest to what is known come first; when nothing is known, those where a rule turns.
    """
    near = {
        number
        for point in points
        for number in (
            (point - 1, point, point + 1)
            if float(point).is_integer()
            else (math.nextafter(point, -math.inf), point, math.nextafter(point, math.inf))
        )
    }
    lowest = -math.inf if fact.lowest is None else fact.lowest
    highest = math.inf if fact.highest is None else fact.highest
    within = sorted(number for number in near if lowest <= number <= highest)
    if isinstance(value, Number):
        at = value.value
        # Rounded distances of neighbours may be equal: of two on one side the nearer is first.
        return sorted(within, key=lambda n: (abs(n - at), n if n >= at else -n))
    return sorted(within, key=lambda number: number not in points)


def _allowed(fact: FactTerm, before: Value | None, after: Value) -> bool:
    """May it go that way? What is not known may turn out either way."""
    if before is None:
        return True
    if fact.changed_by == "nobody":
        return False
    return fact.direction == "any" or (_rises(before, after) == (fact.direction == "up"))


def _rises(before: Value, after: Value) -> bool:
    if isinstance(before, Number) and isinstance(after, Number):
        return after.value > before.value
    if isinstance(after, Terms):
        return bool(after.present)
    return isinstance(after, Answer) and after.yes


def _part(value: Value | None, term: str) -> Terms | None:
    """What is known of one term."""
    if not isinstance(value, Terms) or term not in value.present | value.absent:
        return None
    one = frozenset((term,))
    return Terms(one & value.present, one & value.absent)
