"""A founding group before the law of the day: rule by rule, and what is missing to comply."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor

from attrs import evolve, frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.rules import Rule, Topic
from socialfranchise.core import degrees
from socialfranchise.core.conditions import Any, IsAnswer, Not
from socialfranchise.core.degrees import Degree, Truth
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Diagnosis, Fact, Number, NumberBetween
from socialfranchise.feasibility.counting import Ratio
from socialfranchise.feasibility.group_facts import GroupFact, situation
from socialfranchise.matching.evaluate import (
    LimitRead,
    Outcome,
    Reading,
    Situation,
    evaluate,
    undecided,
)

MOST_SPLIT = 4
"""How many open questions are answered both ways; more would double the cases each time."""


@frozen
class Gap:
    """What is missing to meet a threshold: from ``fewest`` to ``most`` more, or fewer.

    ``of_share``: so many more people of the groups at risk, for the share is what falls short.
    ``most`` is ``None`` when no number is enough.
    """

    fact: str
    fewest: int
    most: int | None
    more: bool = True
    of_share: bool = False


@frozen
class RuleVerdict:
    """What a rule says of a group.

    ``binds`` tells whether the rule is about this group at all. ``degree`` is full where the rule
    is met or does not bind.
    """

    rule: Rule
    binds: Outcome | None
    outcome: Outcome
    degree: Degree
    gaps: tuple[Gap, ...] = ()

    @property
    def truth(self) -> Truth:
        """YES when met or not binding, NO when surely broken."""
        return self.degree.truth

    @property
    def waived(self) -> bool:
        """True when the rule surely does not bind this group."""
        return self.binds is not None and self.binds.degree.truth is Truth.NO


@frozen
class FoundersCheck:
    """A group that founds in one legal form, on a day. ``offered``: the model allows that form.

    ``cases`` hold the degrees of the verdicts for every answer to the open questions of yes or no
    on which it depends which rules bind: of two limits one holds, though nobody knows which.
    """

    legal_form: str
    on: date
    offered: bool
    facts: Mapping[str, GroupFact]
    verdicts: tuple[RuleVerdict, ...]
    cases: tuple[tuple[Degree, ...], ...]

    def about(self, *topics: Topic) -> tuple[RuleVerdict, ...]:
        """The verdicts on some topics."""
        return tuple(verdict for verdict in self.verdicts if set(topics) & set(verdict.rule.topics))

    def truth(self, *topics: Topic) -> Truth | None:
        """Whether all rules of some topics are met; ``None`` when the law of the day has none.

        NO also when a rule is broken in every case, though it is another one in each.
        """
        found = [n for n, v in enumerate(self.verdicts) if set(topics) & set(v.rule.topics)]
        if not found:
            return None
        truths = {degrees.all_of(case[n] for n in found).truth for case in self.cases}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN

    def broken_in_every_case(self, *topics: Topic) -> bool:
        """True when the topics are surely not met, though no rule of them is surely broken."""
        broken = (verdict.truth is Truth.NO for verdict in self.about(*topics))
        return self.truth(*topics) is Truth.NO and not any(broken)


def check_founders(
    legal_form: str,
    facts: Mapping[str, GroupFact],
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    on: date,
    offered: bool = True,
) -> FoundersCheck:
    """Every rule in force on the day for this legal form, in the order of the catalogue."""
    here = situation(facts, diagnosis, catalogue, on)
    verdicts = tuple(
        _verdict(rule, facts, here)
        for rule in catalogue.rules.values()
        if rule.since <= on
        and (rule.until is None or on <= rule.until)
        and (not rule.legal_forms or legal_form in rule.legal_forms)
    )
    cases = tuple(
        tuple(_degree(verdict.rule, case) for verdict in verdicts)
        for case in _cases(verdicts, facts, here)
    )
    return FoundersCheck(legal_form, on, offered, facts, verdicts, cases)


def _cases(
    verdicts: tuple[RuleVerdict, ...], facts: Mapping[str, GroupFact], here: Situation
) -> Iterator[Situation]:
    """The group with each answer to the open questions that decide which rules bind.

    What else would follow from an answer stays unknown, which settles less and never wrongly.
    """
    asked = (
        reading.fact.id
        for verdict in verdicts
        if verdict.binds is not None
        for reading in undecided(verdict.binds)
        if reading.fact.id in facts and isinstance(reading.test, IsAnswer)
    )
    open_ = list(dict.fromkeys(asked))[:MOST_SPLIT]
    for answers in product((True, False), repeat=len(open_)):
        given = {id: Fact(id, Answer(yes)) for id, yes in zip(open_, answers, strict=True)}
        yield evolve(here, assumed=FrozenMapping({**here.assumed, **given}))


def _verdict(rule: Rule, facts: Mapping[str, GroupFact], here: Situation) -> RuleVerdict:
    binds = None if rule.when is None else evaluate(rule.when, here)
    outcome = evaluate(rule.condition, here)
    degree = _degree(rule, here)
    met = degree.truth is Truth.YES
    gaps = () if met else tuple(_gaps(outcome, facts))
    return RuleVerdict(rule, binds, outcome, degree, gaps)


def _degree(rule: Rule, here: Situation) -> Degree:
    """How far the rule is met, which it is where it does not bind."""
    degree = evaluate(rule.condition, here).degree
    if rule.when is None:
        return degree
    return degrees.any_of((degrees.negation(evaluate(rule.when, here).degree), degree))


def _gaps(outcome: Outcome, facts: Mapping[str, GroupFact]) -> Iterator[Gap]:
    """What the tests that are not met lack.

    A negated test lacks nothing that can be counted, and of alternatives nothing is missing as
    long as one of them may hold.
    """
    if isinstance(outcome.condition, Not) or outcome.degree.truth is Truth.YES:
        return
    if isinstance(outcome.condition, Any) and outcome.degree.truth is not Truth.NO:
        return
    for part in outcome.parts:
        yield from _gaps(part, facts)
    if outcome.reading is not None:
        yield from _gap(outcome.reading, facts)


def _gap(reading: Reading, facts: Mapping[str, GroupFact]) -> Iterator[Gap]:
    value = reading.fact.value
    if isinstance(value, Number):
        value = NumberBetween(value.value, value.value)
    if not isinstance(value, NumberBetween):
        return
    known = facts.get(reading.fact.id)
    shared = None if known is None else known.shared
    for limit, lower in ((reading.lower, True), (reading.upper, False)):
        bound = _exact(limit)
        if bound is None:
            continue
        if shared is not None:
            ends = [_to_add(ratio, bound, lower) for ratio in (shared.low, shared.high)]
            fewest, most = (ends[1], ends[0]) if lower else (ends[0], ends[1])
            if fewest is not None and most != 0:
                yield Gap(reading.fact.id, fewest, most, of_share=True)
        elif lower and value.low < bound:
            fewest = max(0, ceil(bound - Fraction(value.high)))
            yield Gap(reading.fact.id, fewest, ceil(bound - Fraction(value.low)))
        elif not lower and value.high > bound:
            fewest = max(0, ceil(Fraction(value.low) - floor(bound)))
            most = ceil(Fraction(value.high) - floor(bound))
            yield Gap(reading.fact.id, fewest, most, more=False)


def _exact(limit: LimitRead | None) -> Fraction | None:
    if limit is None or limit.number is None:
        return None
    return Fraction(limit.number if limit.dated is None else Decimal(limit.dated.value))


def _to_add(ratio: Ratio, bound: Fraction, lower: bool) -> int | None:
    """How many people of the groups at risk must join for the share to keep its bound.

    Where a least share of them is asked, each raises part and whole; where others have a cap, each
    raises the whole alone. ``None`` when no number is enough.
    """
    if lower:
        missing = bound * ratio.whole - ratio.part
        if missing <= 0:
            return 0
        return None if bound >= 1 else ceil(missing / (1 - bound))
    if ratio.part <= bound * ratio.whole:
        return 0
    return None if bound <= 0 else ceil(ratio.part / bound - ratio.whole)
