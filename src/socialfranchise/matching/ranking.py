"""Matching: every template judged for a diagnosis, in order, with the reasons."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import Any, GrowsWithTerms, Includes
from socialfranchise.core.degrees import Degree, Truth, any_of
from socialfranchise.core.errors import InvalidDocument, UnknownId
from socialfranchise.core.findings import Place, Report
from socialfranchise.core.nearest import nearest
from socialfranchise.core.plain import as_weight
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis, Number, Terms
from socialfranchise.matching.bounds import Shared, weighted_bounds
from socialfranchise.matching.evaluate import Outcome, Reading, Situation, evaluate, undecided

Weights = Mapping[str, Mapping[str, int]]
"""Other weights: template id -> criterion id -> whole number from 0."""

Kind = Literal["founding", "requirement", "contraindication", "criterion"]


class Verdict(Enum):
    """What the requirements and contraindications say. The order is the order of the ranking."""

    FITS = "fits"
    FITS_IF = "fits-if"
    DOES_NOT_FIT = "does-not-fit"


@frozen
class Score:
    """The bounds within which the share of fulfilled weight lies, from 0 to 1.

    Always sound. ``exact`` says that some completion of the unknown facts reaches each of them.
    """

    low: float
    high: float
    exact: bool = True


@frozen
class Reason:
    """One line of the explanation: a requirement, contraindication or criterion and its outcome.

    ``outcome`` says how far the reason's sentence holds and what was read for it. ``weight`` and
    ``share`` (its part of the score, low and high) belong to criteria only, ``effect`` to
    contraindications only.
    """

    kind: Kind
    id: str
    text: Text
    outcome: Outcome
    place: Place | None = None
    weight: int | None = None
    share: Degree | None = None
    effect: Literal["excludes", "warns"] | None = None

    @property
    def degree(self) -> Degree:
        """How far the sentence holds."""
        return self.outcome.degree

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read for it, from left to right."""
        return self.outcome.readings


@frozen
class MissingFact:
    """A fact that is not known and could change the verdict or the score.

    ``terms`` are the terms in question when the fact lists terms. ``decisive`` is true when the
    verdict hangs on it; ``weight`` is the share of the score that hangs on it at most (where a
    criterion asks several open facts, its whole width counts for each of them).
    """

    fact: str
    terms: tuple[str, ...]
    decisive: bool
    weight: float


@frozen
class Match:
    """One template judged for one diagnosis."""

    template: Template
    verdict: Verdict
    score: Score
    reasons: tuple[Reason, ...]
    shared: tuple[Shared, ...] = ()
    """Criteria, by their numbers, that share unknown facts: their degrees go together."""

    @cached_property
    def missing(self) -> tuple[MissingFact, ...]:
        """The facts that are not known and could change something, the most important first."""
        return _missing(self._asked, self.verdict)

    @cached_property
    def missing_law(self) -> tuple[str, ...]:
        """Parameters of the law that were asked for and have no value on the day."""
        return _missing_law(self._asked)

    @property
    def _asked(self) -> "_Asked":
        return [(r, tuple(undecided(r.outcome))) for r in self.reasons if not r.degree.known]

    @property
    def criteria(self) -> tuple[Reason, ...]:
        """The weighed reasons, in the order of their numbers."""
        return tuple(reason for reason in self.reasons if reason.kind == "criterion")

    @property
    def shared_shares(self) -> tuple[Degree, ...]:
        """The share of the score, low and high, of each group of criteria in ``shared``."""
        weights = [reason.weight or 0 for reason in self.criteria]
        total = sum(weights)
        sums = (group.sums(weights) for group in self.shared)
        return tuple(Degree(low / total, high / total) for low, high in sums)

    @property
    def failed(self) -> tuple[Reason, ...]:
        """The reasons that exclude the model."""
        return tuple(reason for reason in self.reasons if blocks(reason) is Truth.YES)

    @property
    def open(self) -> tuple[Reason, ...]:
        """The reasons that may yet exclude the model; none once it is excluded."""
        if self.verdict is not Verdict.FITS_IF:
            return ()
        return tuple(reason for reason in self.reasons if blocks(reason) is Truth.UNKNOWN)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """The warnings that hold."""
        return tuple(
            reason
            for reason in self.reasons
            if reason.effect == "warns" and reason.degree.truth is Truth.YES
        )


@frozen
class Ranking:
    """All templates of a catalogue for one diagnosis: verdict first, then score, then id.

    A score counts by what is certain (its lower bound), then by what is possible.
    """

    diagnosis: Diagnosis
    on: date
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str
    matches: tuple[Match, ...]

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def __getitem__(self, template: str) -> Match:
        """The match of the template with this id, or :class:`UnknownId`."""
        by_id = {match.template.id: match for match in self.matches}
        if template not in by_id:
            raise UnknownId("template", template, nearest(template, by_id))
        return by_id[template]


def match(
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    on: date | None = None,
    weights: Weights | None = None,
) -> Ranking:
    """Judge every template of ``catalogue`` for ``diagnosis`` by the law of the day ``on``.

    ``on`` defaults to the day the catalogue was published, never to the clock. ``weights``
    replaces weights of criteria. Withdrawn models are left out. Raises :class:`InvalidDocument`
    when a fact does not answer a question of the catalogue, :class:`UnknownId` when a weight
    names nothing, ``ValueError`` when weights are not whole numbers from 0 to
    :data:`~socialfranchise.core.plain.LARGEST_WEIGHT` or are all zero, and ``TypeError`` when
    ``on`` is no day.
    """
    findings = misfits(diagnosis, catalogue)
    if findings:
        raise InvalidDocument(Report(findings))
    check_weights(catalogue, weights or {})
    day = day_of(on, catalogue)
    situation = Situation(diagnosis, catalogue.law, day)
    found = (
        match_template(template, catalogue, situation, (weights or {}).get(template.id, {}))
        for template in catalogue
        if template.status != "withdrawn"
    )
    return Ranking(
        diagnosis,
        day,
        catalogue.id,
        catalogue.version,
        catalogue.sha256,
        tuple(sorted(found, key=rank)),
    )


def match_template(
    template: Template,
    catalogue: Catalogue,
    situation: Situation,
    weights: Mapping[str, int] | None = None,
) -> Match:
    """Judge one template."""
    reasons = (
        _founding(template, catalogue, situation),
        *_requirements(template, situation),
        *_contraindications(template, situation),
        *_criteria(template, situation, weights or {}),
    )
    blocked = [blocks(reason) for reason in reasons]
    if Truth.YES in blocked:
        verdict = Verdict.DOES_NOT_FIT
    elif Truth.UNKNOWN in blocked:
        verdict = Verdict.FITS_IF
    else:
        verdict = Verdict.FITS
    score, shared = _score(reasons, catalogue, situation)
    return Match(template, verdict, score, reasons, shared)


def _founding(template: Template, catalogue: Catalogue, situation: Situation) -> Reason:
    """Can one of the legal forms be founded? Speaks of the forms that come closest only."""
    forms = [catalogue.vocabularies.legal_forms[id] for id in template.founders.legal_forms]
    judged = [(form, evaluate(form.founding, situation)) for form in forms]
    degree = any_of(outcome.degree for _, outcome in judged)
    closest = [(form, outcome) for form, outcome in judged if outcome.degree == degree] or judged
    if degree.truth is Truth.YES:
        closest = closest[:1]
    condition = Any(tuple(form.founding for form, _ in closest))
    return Reason(
        kind="founding",
        id="founding",
        text=Text(
            " / ".join(form.statement.pl for form, _ in closest),
            " / ".join(form.statement.en for form, _ in closest),
        ),
        outcome=Outcome(condition, degree, tuple(outcome for _, outcome in closest)),
        place=closest[0][0].place if closest else None,
    )


def _requirements(template: Template, situation: Situation) -> Iterator[Reason]:
    for rule in template.requirements:
        outcome = evaluate(rule.condition, situation)
        yield Reason("requirement", rule.id, rule.statement, outcome, rule.place)


def _contraindications(template: Template, situation: Situation) -> Iterator[Reason]:
    for rule in template.contraindications:
        outcome = evaluate(rule.condition, situation)
        yield Reason(
            "contraindication", rule.id, rule.statement, outcome, rule.place, effect=rule.effect
        )


def _criteria(
    template: Template, situation: Situation, weights: Mapping[str, int]
) -> Iterator[Reason]:
    weighed = [(weights.get(rule.id, rule.weight), rule) for rule in template.criteria]
    total = sum(weight for weight, _ in weighed)
    for weight, rule in weighed:
        outcome = evaluate(rule.condition, situation)
        part = weight / total if total else 0.0
        share = Degree(part * outcome.degree.low, part * outcome.degree.high)
        yield Reason(
            "criterion", rule.id, rule.statement, outcome, rule.place, weight=weight, share=share
        )


def _score(
    reasons: tuple[Reason, ...], catalogue: Catalogue, situation: Situation
) -> tuple[Score, tuple[Shared, ...]]:
    """Exactly rounded sums, so that the order of the criteria cannot matter."""
    criteria = [(r.weight, r.outcome) for r in reasons if r.weight is not None]
    total = sum(weight for weight, _ in criteria)
    if not total:
        return Score(0.0, 0.0), ()
    bounds = weighted_bounds(criteria, situation, catalogue.vocabularies.facts)
    return Score(bounds.low / total, bounds.high / total, bounds.exact), bounds.shared


def blocks(reason: Reason) -> Truth:
    """Does this reason exclude the model?"""
    if reason.kind == "criterion" or reason.effect == "warns":
        return Truth.NO
    truth = reason.degree.truth
    if reason.kind == "contraindication":
        return Truth.UNKNOWN if truth is Truth.PARTLY else truth
    if truth is Truth.YES:
        return Truth.NO
    return Truth.YES if truth is Truth.NO else Truth.UNKNOWN


_Asked = list[tuple[Reason, tuple[Reading, ...]]]
"""The reasons that are not settled, and the open readings that can still move each."""


def _missing(asked: _Asked, verdict: Verdict) -> tuple[MissingFact, ...]:
    terms: dict[str, set[str]] = {}
    decisive: set[str] = set()
    widths: dict[str, list[float]] = {}
    for reason, readings in asked:
        facts = set()
        for reading in readings:
            if isinstance(reading.fact.value, Number):
                continue  # the fact is known; it is the law that is not
            fact = reading.fact.id
            facts.add(fact)
            terms.setdefault(fact, set()).update(open_terms(reading))
        if reason.share is not None:
            width = reason.share.high - reason.share.low
            for fact in facts:
                widths.setdefault(fact, []).append(width)
        if verdict is Verdict.FITS_IF and blocks(reason) is Truth.UNKNOWN:
            decisive |= facts
    found = [
        MissingFact(fact, tuple(sorted(open)), fact in decisive, math.fsum(widths.get(fact, ())))
        for fact, open in terms.items()
    ]
    return tuple(sorted(found, key=lambda m: (not m.decisive, -m.weight, m.fact)))


def _missing_law(asked: _Asked) -> tuple[str, ...]:
    found = set()
    for _, readings in asked:
        for reading in readings:
            for limit in (reading.lower, reading.upper):
                if limit is not None and limit.number is None and limit.parameter is not None:
                    found.add(limit.parameter)
    return tuple(sorted(found))


def open_terms(reading: Reading) -> set[str]:
    """The terms a test asks that are not known; none when its fact lists no terms."""
    test = reading.test
    if not isinstance(test, Includes | GrowsWithTerms):
        return set()
    value = reading.fact.value
    if not isinstance(value, Terms):
        return set(test.terms)
    return set(test.terms) - value.present - value.absent


def rank(match: Match) -> tuple[int, float, float, str]:
    """What a ranking is sorted by: verdict, certain part of the score, possible part, id."""
    order = list(Verdict).index(match.verdict)
    return order, -match.score.low, -match.score.high, match.template.id


def day_of(on: date | None, catalogue: Catalogue) -> date:
    """The day whose law counts: the one given, else the day the catalogue was published."""
    return catalogue.published if on is None else on


def check_weights(catalogue: Catalogue, weights: Weights) -> None:
    """Refuse weights of what is not there, and those that are no weights; see :func:`match`."""
    for template, changed in weights.items():
        criteria = {criterion.id: criterion.weight for criterion in catalogue[template].criteria}
        for criterion, weight in changed.items():
            if criterion not in criteria:
                raise UnknownId("criterion", criterion, nearest(criterion, criteria))
            try:
                as_weight(weight)
            except ValueError as error:
                raise ValueError(f"{template}.{criterion}: {error}") from None
        if not any({**criteria, **changed}.values()):
            raise ValueError(f"all weights of {template} are zero")
