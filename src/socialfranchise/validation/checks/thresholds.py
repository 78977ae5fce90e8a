"""Single tests that no fact can meet, or that every fact meets."""

from collections.abc import Iterator
from decimal import Decimal

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.condition import AtLeastOfDocument, ConditionDocument
from socialfranchise.formats.documents.law import ParameterDocument
from socialfranchise.formats.documents.vocabulary import FactDocument
from socialfranchise.validation.checks.limits import limits
from socialfranchise.validation.checks.scope import Node, Scope


def check_thresholds(scope: Scope) -> Iterator[Finding]:
    """At most one finding a test: what cannot be met, else what is always met."""
    for node in scope.each(ConditionDocument):
        fact = scope.facts.get(node.value.fact or "")
        if fact is not None:
            finding = next(_of_test(node, fact, scope), None)
            if finding is not None:
                yield finding
    for node in scope.each(AtLeastOfDocument):
        count = len(node.value.conditions)
        if node.value.number > count:
            yield node.finding(codes.NUMBER_TOO_LARGE, "number", count=count)


def _of_test(node: Node, fact: FactDocument, scope: Scope) -> Iterator[Finding]:
    yield from _too_many_terms(node)
    yield from _other_unit(node, fact, scope)
    yield from _out_of_reach(node, fact, scope)
    yield from _always_met(node, fact)


def _too_many_terms(node: Node) -> Iterator[Finding]:
    test: ConditionDocument = node.value
    for verb, part, key in (
        ("includes_at_least", test.includes_at_least, "number"),
        ("grows_with", test.grows_with, "full_at"),
    ):
        if part is not None and getattr(part, key) > len(set(part.terms)):
            yield node.finding(codes.NUMBER_TOO_LARGE, verb, key, count=len(set(part.terms)))


def _other_unit(node: Node, fact: FactDocument, scope: Scope) -> Iterator[Finding]:
    for key in ("at_least_law", "at_most_law"):
        parameter = scope.law.get(getattr(node.value, key) or "")
        if parameter is None or fact.unit is None:
            continue
        if not limits().comparable(fact.unit, parameter.unit):
            yield node.finding(
                codes.UNITS_DIFFER, key, fact=fact.id, unit=fact.unit, other=parameter.unit
            )


def _out_of_reach(node: Node, fact: FactDocument, scope: Scope) -> Iterator[Finding]:
    test: ConditionDocument = node.value
    least, most = test.at_least, test.at_most
    if least is not None and most is not None and least > most:
        yield node.finding(codes.LIMITS_CROSSED, "at_most", fact=fact.id, least=least)
    if least is not None and fact.highest is not None and least > fact.highest:
        yield _unreachable(node, fact, "at_least")
    if most is not None and fact.lowest is not None and most < fact.lowest:
        yield _unreachable(node, fact, "at_most")
    if test.grows is not None and _outside(test.grows.full_at, fact):
        yield _unreachable(node, fact, "grows", "full_at")
    lower, upper = (scope.law.get(id or "") for id in (test.at_least_law, test.at_most_law))
    highest, lowest = fact.highest, fact.lowest
    if lower is not None and highest is not None and min(_values(lower)) > highest:
        yield _unreachable(node, fact, "at_least_law")
    if upper is not None and lowest is not None and max(_values(upper)) < lowest:
        yield _unreachable(node, fact, "at_most_law")


def _unreachable(node: Node, fact: FactDocument, *steps: str) -> Finding:
    return node.finding(
        codes.THRESHOLD_UNREACHABLE,
        *steps,
        fact=fact.id,
        lowest=fact.lowest,
        highest=fact.highest,
    )


def _values(parameter: ParameterDocument) -> list[Decimal]:
    return [dated.value for dated in parameter.values]


def _outside(number: Decimal, fact: FactDocument) -> bool:
    too_low = fact.lowest is not None and number < fact.lowest
    return too_low or (fact.highest is not None and number > fact.highest)


def _always_met(node: Node, fact: FactDocument) -> Iterator[Finding]:
    test: ConditionDocument = node.value
    least, most = test.at_least, test.at_most
    if least is not None and fact.lowest is not None and least <= fact.lowest:
        yield node.finding(codes.THRESHOLD_IDLE, "at_least", fact=fact.id)
    if most is not None and fact.highest is not None and most >= fact.highest:
        yield node.finding(codes.THRESHOLD_IDLE, "at_most", fact=fact.id)
    choices = {choice.id for choice in fact.choices}
    if test.is_one_of is not None and choices and choices <= set(test.is_one_of):
        yield node.finding(codes.THRESHOLD_IDLE, "is_one_of", fact=fact.id)
