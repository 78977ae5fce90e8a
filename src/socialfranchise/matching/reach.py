"""One model over many places: where it fits, and which of its rules stand in the way elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import (
    Kind,
    Reason,
    Score,
    Verdict,
    day_of,
    match_template,
)


@frozen
class Rule:
    """A rule of the model: its kind, and its id among the rules of that kind."""

    kind: Kind
    id: str


@frozen
class PlaceReached:
    """One place: the verdict there, the score, and the rules that exclude it or leave it open.

    ``diagnosis`` is the id of the diagnosis, ``name`` the name of the commune or county.
    """

    diagnosis: str
    name: str
    verdict: Verdict
    score: Score
    blocked_by: tuple[Rule, ...]
    left_open_by: tuple[Rule, ...]


@frozen
class Blocker:
    """A rule with the places it excludes and those it leaves open, by the ids of diagnoses."""

    rule: Rule
    text: Text
    blocks: tuple[str, ...]
    leaves_open: tuple[str, ...]


@frozen
class Reach:
    """Where one model fits.

    ``places`` come as in a ranking: verdict, score, id. ``blockers`` come by the number of places
    they exclude or leave open, the most first.
    """

    template: str
    on: date
    catalogue: str
    catalogue_version: str
    catalogue_sha256: str
    places: tuple[PlaceReached, ...]
    blockers: tuple[Blocker, ...]

    def where(self, verdict: Verdict) -> tuple[PlaceReached, ...]:
        """The places with this verdict."""
        return tuple(place for place in self.places if place.verdict is verdict)


def reach(
    template: Template,
    diagnoses: Iterable[Diagnosis],
    catalogue: Catalogue,
    *,
    on: date | None = None,
) -> Reach:
    """Judge one model for every diagnosis by the law of the day ``on``.

    ``on`` defaults to the day the catalogue was published. Raises :class:`InvalidDocument` when a
    fact of a diagnosis does not answer a question of the catalogue or when two diagnoses have one
    id, and ``TypeError`` for what is no series of diagnoses.
    """
    day = day_of(on, catalogue)
    each_once = _apart(diagnoses)
    places = sorted((_place(template, each, catalogue, day) for each in each_once), key=_rank)
    return Reach(
        template.id,
        day,
        catalogue.id,
        catalogue.version,
        catalogue.sha256,
        tuple(places),
        tuple(_blockers(template, catalogue, places)),
    )


def _apart(diagnoses: Iterable[Diagnosis]) -> Iterator[Diagnosis]:
    """The diagnoses, each with an id of its own: places are told apart by it."""
    seen: set[str] = set()
    given: Iterable[object] = diagnoses
    for diagnosis in given:
        if not isinstance(diagnosis, Diagnosis):
            held = type(diagnosis).__name__
            raise TypeError(f"a list of diagnoses is wanted, not one that holds a {held}")
        if diagnosis.id in seen:
            finding = codes.DUPLICATE_ID.finding(raw=diagnosis.id, id=diagnosis.id)
            raise InvalidDocument(Report((finding,)))
        seen.add(diagnosis.id)
        yield diagnosis


def _place(
    template: Template, diagnosis: Diagnosis, catalogue: Catalogue, day: date
) -> PlaceReached:
    findings = misfits(diagnosis, catalogue)
    if findings:
        raise InvalidDocument(Report(findings))
    found = match_template(template, catalogue, Situation(diagnosis, catalogue.law, day))
    return PlaceReached(
        diagnosis.id,
        diagnosis.locality.name,
        found.verdict,
        found.score,
        tuple(_rule(reason) for reason in found.failed),
        tuple(_rule(reason) for reason in found.open),
    )


def _rule(reason: Reason) -> Rule:
    return Rule(reason.kind, reason.id)


def _rank(place: PlaceReached) -> tuple[int, float, float, str]:
    order = list(Verdict).index(place.verdict)
    return order, -place.score.low, -place.score.high, place.diagnosis


def _blockers(
    template: Template, catalogue: Catalogue, places: Sequence[PlaceReached]
) -> list[Blocker]:
    found = []
    for rule, text in _rules(template, catalogue):
        blocks = tuple(place.diagnosis for place in places if rule in place.blocked_by)
        leaves_open = tuple(place.diagnosis for place in places if rule in place.left_open_by)
        if blocks or leaves_open:
            found.append(Blocker(rule, text, blocks, leaves_open))
    return sorted(found, key=lambda b: (-len(b.blocks) - len(b.leaves_open), -len(b.blocks)))


def _rules(template: Template, catalogue: Catalogue) -> list[tuple[Rule, Text]]:
    """The rules that can exclude a place, in the order of the file, with their sentences."""
    forms = [
        catalogue.vocabularies.legal_forms[id].statement for id in template.founders.legal_forms
    ]
    founding = Text(" / ".join(form.pl for form in forms), " / ".join(form.en for form in forms))
    return [
        (Rule("founding", "founding"), founding),
        *((Rule("requirement", rule.id), rule.statement) for rule in template.requirements),
        *(
            (Rule("contraindication", rule.id), rule.statement)
            for rule in template.contraindications
            if rule.effect == "excludes"
        ),
    ]
