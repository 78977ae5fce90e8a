"""What to find out next: the unknown facts whose answers would change most, and what they would do.

Every answer a question can have is tried: the models that ask the fact are judged again, and the
ranking is put in order again. Numbers are tried where a rule turns, and beside.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

import attrs
from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.conditions import (
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    Test,
    Within,
    tests,
)
from socialfranchise.core.degrees import Truth
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Number,
    Terms,
    Value,
)
from socialfranchise.matching.evaluate import Outcome, Situation, undecided
from socialfranchise.matching.ranking import (
    Match,
    Ranking,
    Verdict,
    blocks,
    match,
    match_template,
    open_terms,
    rank,
)

FIRST = 3
"""How many models count as the first ones."""

ROUNDING = 1e-9
"""Scores that lie closer together than this may change places by rounding alone."""

Unknown = tuple[str, str | None]
"""What a question asks: a fact, and the term in question when the fact lists terms."""


@frozen
class Standing:
    """A model and its verdict."""

    template: str
    verdict: Verdict


@frozen
class Effect:
    """What one answer would do.

    ``answer`` is the value the fact would have; to the question for a term, that term present or
    absent. ``first`` are the first models after it, in order; ``changed`` the models, in the order
    of their ids, whose verdict it changes, with the verdict they get.
    """

    answer: Value
    first: tuple[Standing, ...]
    changed: tuple[Standing, ...]


@frozen
class Question:
    """An unknown fact, or one unknown term of a fact that lists terms, and what its answers do.

    ``text`` is the question in words, ``known_by`` who can answer it. ``change`` says how much the
    answers change on average: models whose verdict they settle (a reason settled on the way
    counts as its part of the way) and places among the first models that get another model.
    ``decides`` are the models whose verdict hangs on it, by id. ``weight`` is the share of the
    score that hangs on it at most, over all models that may still fit. ``turns`` are the numbers
    at which a rule turns; the others were tried beside them.
    """

    fact: str
    term: str | None
    text: Text
    known_by: Text
    effects: tuple[Effect, ...]
    change: float
    decides: tuple[str, ...]
    weight: float
    turns: frozenset[float] = frozenset()


def next_questions(
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    on: date | None = None,
    limit: int = 5,
    apart_from: AbstractSet[Unknown] = frozenset(),
) -> list[Question]:
    """What to find out next, at most ``limit`` questions, the one that changes most first.

    Asks only what a model that may still fit wants to know; the order of models that do not fit
    is no reason to ask. ``apart_from`` leaves questions out, such as those that nobody could
    answer. Raises :class:`InvalidDocument` when a fact does not answer a question of the
    catalogue, and ``ValueError`` when ``limit`` is below 0.
    """
    if limit < 0:
        raise ValueError(f"limit: {limit!r}")
    ranking = match(diagnosis, catalogue, on=on)
    situation = Situation(diagnosis, catalogue.law, ranking.on)
    asking = _Asking(ranking, catalogue, situation, _tests(ranking, catalogue))
    found = [
        asking.question(unknown, interest)
        for unknown, interest in _interests(ranking).items()
        if unknown not in apart_from
    ]
    ordered = sorted(
        (question for question in found if question.effects),
        key=lambda q: (-q.change, -len(q.decides), -q.weight, q.fact, q.term or ""),
    )
    return ordered[:limit]


def settled(ranking: Ranking, first: int = FIRST) -> bool:
    """Can no answer change which models come ``first``, in which order, and their verdicts?

    True is certain, whatever the unknown facts turn out to be. False is not: two scores that only
    seem to overlap, because the same unknown fact moves both, count as open. Raises
    ``ValueError`` when ``first`` is below 0.
    """
    if first < 0:
        raise ValueError(f"first: {first!r}")
    matches = ranking.matches
    return all(not _verdict_open(found) for found in matches[:first]) and all(
        _stays_before(ahead, behind)
        for place, ahead in enumerate(matches[:first])
        for behind in matches[place + 1 :]
    )


def _stays_before(ahead: Match, behind: Match) -> bool:
    """Can no answer put a model before one whose verdict is settled?"""
    order = list(Verdict)
    best = Verdict.FITS if _verdict_open(behind) else behind.verdict
    if ahead.verdict is not best:
        return order.index(ahead.verdict) < order.index(best)
    if _score_open(ahead) or _score_open(behind):
        return ahead.score.low - behind.score.high > ROUNDING
    return rank(ahead)[1:] < rank(behind)[1:]


def _verdict_open(found: Match) -> bool:
    """Can an answer still change the verdict? What the law leaves open no answer closes."""
    return any(missing.decisive for missing in found.missing)


def _score_open(found: Match) -> bool:
    return any(missing.weight > 0 for missing in found.missing)


@frozen
class _Interest:
    """Why a question is worth asking: the models it decides, the weight that hangs on it."""

    decides: tuple[str, ...]
    weight: float


@frozen
class _Asking:
    """A ranking whose unknown facts are asked for.

    ``tests`` are the tests of every unknown, by the models that make them.
    """

    ranking: Ranking
    catalogue: Catalogue
    situation: Situation
    tests: Mapping[Unknown, Mapping[str, Sequence[Test]]]

    def question(self, unknown: Unknown, interest: _Interest) -> Question:
        """The question for an unknown, with what each answer would do."""
        id, term = unknown
        fact = self.catalogue.vocabularies.facts[id]
        tried = [self.effect(unknown, answer) for answer in self.answers(fact, term)]
        change = math.fsum(change for _, change in tried) / len(tried) if tried else 0.0
        return Question(
            id,
            term,
            fact.question,
            fact.known_by,
            tuple(effect for effect, _ in tried),
            change,
            interest.decides,
            interest.weight,
            self.turns(fact) if fact.kind == "number" else frozenset(),
        )

    def answers(self, fact: FactTerm, term: str | None) -> list[Value]:
        """The answers to try; none for a number where no rule is known to turn."""
        if term is not None:
            one: frozenset[str] = frozenset((term,))
            return [Terms(one, frozenset()), Terms(frozenset(), one)]
        if fact.kind == "answer":
            return [Answer(True), Answer(False)]
        if fact.kind == "choice":
            return [Choice(choice.id) for choice in fact.choices]
        return [Number(number) for number in _near(self.turns(fact), fact)]

    def turns(self, fact: FactTerm) -> frozenset[float]:
        """The numbers at which a rule of some model turns."""
        return frozenset(
            point
            for made in self.tests[fact.id, None].values()
            for test in made
            for point in self.points(test)
        )

    def points(self, test: Test) -> Iterator[float]:
        """The numbers at which a test of a number turns."""
        if isinstance(test, Grows):
            yield from (test.none_at, test.full_at)
        elif isinstance(test, Within):
            for limit in (self.situation.limit(test.lower), self.situation.limit(test.upper)):
                if limit is not None and limit.number is not None:
                    yield limit.number

    def effect(self, unknown: Unknown, answer: Value) -> tuple[Effect, float]:
        """What an answer would do, and how much that is."""
        diagnosis = self.ranking.diagnosis.answered((unknown[0], answer))
        after = attrs.evolve(self.situation, diagnosis=diagnosis)
        now = [
            match_template(was.template, self.catalogue, after)
            if was.template.id in self.tests[unknown]
            else was
            for was in self.ranking
        ]
        pairs = [
            (was, after) for was, after in zip(self.ranking, now, strict=True) if was is not after
        ]
        before = [standing(found) for found in self.ranking.matches[:FIRST]]
        first = [standing(found) for found in sorted(now, key=rank)[:FIRST]]
        changed = [standing(after) for was, after in pairs if was.verdict is not after.verdict]
        moved = sum(_moved(was, now) for was, now in zip(before, first, strict=True))
        effect = Effect(answer, tuple(first), tuple(sorted(changed, key=lambda s: s.template)))
        return effect, math.fsum([moved, *(_progress(was, after) for was, after in pairs)])


def _near(points: AbstractSet[float], fact: FactTerm) -> list[float]:
    """The points and, on either side of each, a number that people would say."""
    lowest = -math.inf if fact.lowest is None else fact.lowest
    highest = math.inf if fact.highest is None else fact.highest
    near = {
        round(point + step, 6)
        for point in points
        for step in ((-1, 1) if float(point).is_integer() else (-0.01, 0.01))
    }
    within = sorted(number for number in points | near if lowest <= number <= highest)
    if points and not within:  # every rule turns beyond what the fact can be
        return [end for end in (lowest, highest) if math.isfinite(end)]
    return within


def standing(found: Match) -> Standing:
    """The model of a match and its verdict."""
    return Standing(found.template.id, found.verdict)


def _moved(was: Standing, now: Standing) -> bool:
    """Has another model taken the place? Among models that do not fit that is no matter."""
    excluded = was.verdict is now.verdict is Verdict.DOES_NOT_FIT
    return was.template != now.template and not excluded


def _progress(was: Match, now: Match) -> float:
    """The part of the way from an open verdict to a settled one."""
    if was.verdict is not Verdict.FITS_IF:
        return 0.0
    return (len(was.open) - len(now.open)) / len(was.open)


def _interests(ranking: Ranking) -> dict[Unknown, _Interest]:
    """What the models that may still fit want to know."""
    decides: dict[Unknown, set[str]] = {}
    widths: dict[Unknown, list[float]] = {}
    for found in ranking:
        if found.verdict is Verdict.DOES_NOT_FIT:
            continue
        for reason in found.reasons:
            width = 0.0 if reason.share is None else reason.share.high - reason.share.low
            for unknown in _unknowns(reason.outcome):
                widths.setdefault(unknown, []).append(width)
                deciding = decides.setdefault(unknown, set())
                if blocks(reason) is Truth.UNKNOWN:
                    deciding.add(found.template.id)
    return {
        unknown: _Interest(tuple(sorted(decides[unknown])), math.fsum(widths[unknown]))
        for unknown in decides
    }


def _unknowns(outcome: Outcome) -> set[Unknown]:
    """What is not known and can still move an outcome."""
    found: set[Unknown] = set()
    for reading in undecided(outcome):
        if isinstance(reading.fact.value, Number):
            continue  # the fact is known; it is the law that is not
        if isinstance(reading.test, Includes | GrowsWithTerms):
            found |= {(reading.fact.id, term) for term in open_terms(reading)}
        else:
            found.add((reading.fact.id, None))
    return found


def _tests(ranking: Ranking, catalogue: Catalogue) -> dict[Unknown, dict[str, list[Test]]]:
    """Every test that a model makes of a fact, or of a term of a fact that lists terms."""
    made: dict[Unknown, dict[str, list[Test]]] = {}
    for found in ranking:
        for rule in _rules(found.template, catalogue):
            for test in tests(rule):
                for term in _terms(test):
                    by_model = made.setdefault((test.fact, term), {})
                    by_model.setdefault(found.template.id, []).append(test)
    return made


def _terms(test: Test) -> tuple[str | None, ...]:
    return test.terms if isinstance(test, Includes | GrowsWithTerms) else (None,)


def _rules(template: Template, catalogue: Catalogue) -> Iterator[Condition]:
    """Every condition that bears on the verdict, the score or the warnings of a model."""
    yield from (
        catalogue.vocabularies.legal_forms[form].founding for form in template.founders.legal_forms
    )
    yield from (rule.condition for rule in template.requirements)
    yield from (rule.condition for rule in template.contraindications)
    yield from (rule.condition for rule in template.criteria)
