"""One template judged in many places at a time: the same verdicts and scores to the last bit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from socialfranchise.batch.facts import End, Ends, Flags, Numbers
from socialfranchise.batch.sums import LARGEST, exact_sum, whole_sum
from socialfranchise.batch.trials import Places, torn_apart, tried_out
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import Any, Condition, Within, tests
from socialfranchise.core.degrees import Truth
from socialfranchise.matching.bounds import Torn
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import Match, Reason, Verdict, blocks

VERDICTS = tuple(Verdict)
"""Verdicts by their numbers."""


@frozen
class Judged:
    """A template in every place: the number of its verdict, and its score."""

    verdict: NDArray[np.uint8]
    low: Numbers
    high: Numbers
    exact: Flags


Rule = tuple[str, Condition]
"""A rule's name and its condition."""


@frozen
class Judge:
    """The rules of a template, as far as verdict and score go.

    Without what is ``needed`` or with what is ``excluding`` it does not fit. ``torn`` are the
    criteria that unknown facts can pull in different directions.
    """

    template: str
    needed: tuple[Rule, ...]
    excluding: tuple[Rule, ...]
    criteria: tuple[tuple[int, Condition], ...]
    torn: tuple[Torn, ...]

    def conditions(self) -> Iterator[Condition]:
        """All its conditions."""
        for _, condition in (*self.needed, *self.excluding, *self.criteria):
            yield condition


def judge_of(
    template: Template, catalogue: Catalogue, situation: Situation, weights: Mapping[str, int]
) -> Judge:
    """The judge of a template; nothing may be known in ``situation``."""
    forms = [catalogue.vocabularies.legal_forms[id] for id in template.founders.legal_forms]
    criteria = tuple(
        (weights.get(rule.id, rule.weight), rule.condition) for rule in template.criteria
    )
    exclusions = [rule for rule in template.contraindications if rule.effect == "excludes"]
    return Judge(
        template.id,
        (
            ("founding", Any(tuple(form.founding for form in forms))),
            *((f"requirement/{rule.id}", rule.condition) for rule in template.requirements),
        ),
        tuple((f"contraindication/{rule.id}", rule.condition) for rule in exclusions),
        criteria,
        tuple(torn_apart(criteria, situation, catalogue.vocabularies.facts)),
    )


def in_columns(judge: Judge, situation: Situation) -> bool:
    """Can it be judged in columns? The law of the day must say all it is asked for."""
    limits = [
        situation.limit(limit)
        for condition in judge.conditions()
        for test in tests(condition)
        if isinstance(test, Within)
        for limit in (test.lower, test.upper)
    ]
    known = all(limit is None or limit.number is not None for limit in limits)
    return known and sum(weight for weight, _ in judge.criteria) <= LARGEST


def judged(judge: Judge, places: Places) -> Judged:
    """The verdict and the score in every place."""
    weighed = [(weight, places.degrees[condition]) for weight, condition in judge.criteria]
    low, high = _sums(weighed, places.number)
    exact = np.ones(places.number, np.bool_)
    concerned = _concerned(judge.torn, places)
    if concerned.size:
        high = high.copy() if high is low else high
        some = tried_out(judge.criteria, judge.torn, places, concerned)
        low[concerned], high[concerned], exact[concerned] = some
    total = sum(weight for weight, _ in judge.criteria)
    if total:
        low, high = (low / total,) * 2 if high is low else (low / total, high / total)
    return Judged(_verdict(judge, places), low, high, exact)


def judged_singly(matches: Iterable[Match]) -> Judged:
    """The same from matches of the template, one for every place."""
    found = [(VERDICTS.index(m.verdict), m.score.low, m.score.high, m.score.exact) for m in matches]
    verdict, low, high, exact = zip(*found, strict=True)
    return Judged(np.array(verdict, np.uint8), np.array(low), np.array(high), np.array(exact))


def _verdict(judge: Judge, places: Places) -> NDArray[np.uint8]:
    """It fits when all that is needed surely holds and what excludes surely does not."""
    needed = [_truth(places.degrees[condition]) for _, condition in judge.needed]
    excluding = [_truth(places.degrees[condition]) for _, condition in judge.excluding]
    surely = reduce(np.logical_and, [low for low, _ in needed])
    maybe = reduce(np.logical_and, [high for _, high in needed])
    for low, high in excluding:
        surely = surely & ~high
        maybe = maybe & ~low
    # Verdicts are numbered from the best: each step away from it takes one of the two.
    return np.uint8(len(VERDICTS) - 1) - surely.view(np.uint8) - maybe.view(np.uint8)


def hurdles(judge: Judge, places: Places) -> Iterator[tuple[str, Flags, Flags]]:
    """Every rule that can exclude: its name, where it does, and where it may yet."""
    for name, condition in judge.needed:
        surely, maybe = _truth(places.degrees[condition])
        yield name, ~maybe, maybe & ~surely
    for name, condition in judge.excluding:
        surely, maybe = _truth(places.degrees[condition])
        yield name, surely, maybe & ~surely


def hurdles_singly(judge: Judge, matches: Iterable[Match]) -> Iterator[tuple[str, Flags, Flags]]:
    """The same from matches of the template, one for every place."""
    found = [[blocks(reason) for reason in _hurdles(one)] for one in matches]
    for (name, _), blocked in zip(
        (*judge.needed, *judge.excluding), zip(*found, strict=True), strict=True
    ):
        fails, opens = ([truth is t for t in blocked] for truth in (Truth.YES, Truth.UNKNOWN))
        yield name, np.array(fails), np.array(opens)


def _hurdles(found: Match) -> Iterator[Reason]:
    """The reasons that can exclude, in the order of the judge's rules."""
    for reason in found.reasons:
        if reason.kind != "criterion" and reason.effect != "warns":
            yield reason


def _concerned(torn: Sequence[Torn], places: Places) -> NDArray[np.intp]:
    """The places where an unknown of some group is not known."""
    open = [places.facts.unknown(u.fact, u.term) for group in torn for u in group.uses]
    return np.flatnonzero(np.logical_or.reduce(open)) if open else np.zeros(0, np.intp)


def _truth(ends: Ends) -> tuple[Flags, Flags]:
    """Where a degree is surely full, and where it is not surely nothing."""
    low, high = ends
    if low.dtype == np.bool_:
        return ends  # type: ignore[return-value]
    return low >= 1.0, high > 0.0


def _sums(weighed: Sequence[tuple[int, Ends]], places: int) -> tuple[Numbers, Numbers]:
    """The weighted sum of the lower ends and that of the upper ends."""
    low = _sum([(weight, low) for weight, (low, _) in weighed], places)
    if all(low is high for _, (low, high) in weighed):
        return low, low
    return low, _sum([(weight, high) for weight, (_, high) in weighed], places)


def _sum(weighed: Sequence[tuple[int, End]], places: int) -> Numbers:
    plain = [(weight, end.view(np.bool_)) for weight, end in weighed if end.dtype == np.bool_]
    slopes = [np.multiply(weight, end) for weight, end in weighed if end.dtype != np.bool_]
    whole = np.zeros(places)
    if plain:
        whole = whole_sum([weight for weight, _ in plain], [end for _, end in plain])
    return exact_sum([whole, *slopes], sum(weight for weight, _ in weighed))
