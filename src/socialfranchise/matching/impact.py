"""What a change of the catalogue does to places whose diagnoses are known, and why."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs
from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.diagnosis.answers import misfits
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Terms
from socialfranchise.matching.ranking import Kind, Match, Ranking, Reason, day_of, match


@frozen
class ReasonChange:
    """A rule that comes to another result; ``None`` where the catalogue does not have it."""

    kind: Kind
    id: str
    before: Reason | None
    after: Reason | None


@frozen
class ModelChange:
    """A model with another result; ``None`` where the catalogue does not offer it.

    ``reasons`` are the rules that explain it: those that came or went, and those with another
    degree, weight or effect.
    """

    template: str
    before: Match | None
    after: Match | None
    reasons: tuple[ReasonChange, ...]

    @property
    def other_verdict(self) -> bool:
        """Another verdict; a model that came or went counts as one."""
        if self.before is None or self.after is None:
            return True
        return self.before.verdict is not self.after.verdict

    @property
    def other_score(self) -> bool:
        """Another score; a model that came or went counts as one."""
        if self.before is None or self.after is None:
            return True
        return _bounds(self.before) != _bounds(self.after)


@frozen
class PlaceChange:
    """One place, and the models with another result there, in the order of their ids.

    ``first_before`` and ``first_after`` are the first models. ``unread_before`` and
    ``unread_after`` are facts of the diagnosis that the old or the new catalogue cannot read, or
    not wholly; they count as unknown there.
    """

    diagnosis: str
    name: str
    first_before: str | None
    first_after: str | None
    models: tuple[ModelChange, ...]
    unread_before: tuple[str, ...] = ()
    unread_after: tuple[str, ...] = ()

    @property
    def other_first(self) -> bool:
        """Another model comes first."""
        return self.first_before != self.first_after

    @property
    def other_verdict(self) -> bool:
        """Some model has another verdict."""
        return any(model.other_verdict for model in self.models)

    @property
    def other_score(self) -> bool:
        """Some model has another score."""
        return any(model.other_score for model in self.models)

    @property
    def changed(self) -> bool:
        """Anything at all is different."""
        return bool(self.other_first or self.models or self.unread_before != self.unread_after)


@frozen
class CatalogueRead:
    """Which catalogue was used."""

    id: str
    version: str
    sha256: str

    @classmethod
    def of(cls, catalogue: Catalogue) -> "CatalogueRead":
        """The id, version and hash of a catalogue."""
        return cls(catalogue.id, catalogue.version, catalogue.sha256)


@frozen
class Impact:
    """What going from one catalogue to another does to places.

    ``places`` holds every place, also those where nothing changes: first those with another first
    model, then those with another verdict, then those with another score, each in the order of
    the ids of the diagnoses.
    """

    old: CatalogueRead
    new: CatalogueRead
    on: date
    places: tuple[PlaceChange, ...]


def impact(
    old: Catalogue, new: Catalogue, diagnoses: Iterable[Diagnosis], *, on: date | None = None
) -> Impact:
    """What going from ``old`` to ``new`` does to the places of the ``diagnoses``.

    Both read the law of the same day, by default the day the new catalogue was published, so that
    only what was changed in the catalogue shows. Facts that a catalogue cannot read are named and
    left out for it.
    """
    day = day_of(on, new)
    places = (_place(old, new, diagnosis, day) for diagnosis in diagnoses)
    return Impact(
        CatalogueRead.of(old), CatalogueRead.of(new), day, tuple(sorted(places, key=_order))
    )


def _order(place: PlaceChange) -> tuple[bool, bool, bool, bool, str]:
    return (
        not place.other_first,
        not place.other_verdict,
        not place.other_score,
        not place.changed,
        place.diagnosis,
    )


def _place(old: Catalogue, new: Catalogue, diagnosis: Diagnosis, day: date) -> PlaceChange:
    read_before, unread_before = _read(diagnosis, old)
    read_after, unread_after = _read(diagnosis, new)
    before = match(read_before, old, on=day)
    after = match(read_after, new, on=day)
    return PlaceChange(
        diagnosis.id,
        diagnosis.locality.name,
        _first(before),
        _first(after),
        tuple(_models(before, after)),
        unread_before,
        unread_after,
    )


def _read(diagnosis: Diagnosis, catalogue: Catalogue) -> tuple[Diagnosis, tuple[str, ...]]:
    """What a catalogue can read of a diagnosis, and the facts of which it cannot read all."""
    unread: dict[str, set[str]] = {}
    facts = dict(diagnosis.facts)
    for finding in misfits(diagnosis, catalogue):
        id, part = str(finding.path[1]), finding.path[2:]
        unread.setdefault(id, set()).add(finding.raw or "" if part else "")
    for id, terms in unread.items():
        kept = _without(facts[id], terms)
        if kept is None:
            del facts[id]
        else:
            facts[id] = kept
    return attrs.evolve(diagnosis, facts=facts), tuple(sorted(unread))


def _without(fact: Fact, terms: set[str]) -> Fact | None:
    """The fact without some terms; nothing when it is not the terms that cannot be read."""
    if not isinstance(fact.value, Terms) or "" in terms:
        return None
    return attrs.evolve(fact, value=Terms(fact.value.present - terms, fact.value.absent - terms))


def _first(ranking: Ranking) -> str | None:
    return ranking.matches[0].template.id if ranking.matches else None


def _models(before: Ranking, after: Ranking) -> Iterator[ModelChange]:
    was = {found.template.id: found for found in before}
    now = {found.template.id: found for found in after}
    for id in sorted(was.keys() | now.keys()):
        old, new = was.get(id), now.get(id)
        if old is None or new is None:
            yield ModelChange(id, old, new, ())
        elif _result(old) != _result(new):
            yield ModelChange(id, old, new, tuple(_reasons(old, new)))


def _result(found: Match) -> tuple[object, ...]:
    return found.verdict, _bounds(found), [reason.id for reason in found.warnings]


def _bounds(found: Match) -> tuple[float, float]:
    return found.score.low, found.score.high


def _reasons(before: Match, after: Match) -> Iterator[ReasonChange]:
    """The rules with another result; else, where single rules tell nothing, the rewritten ones."""
    was = {(reason.kind, reason.id): reason for reason in before.reasons}
    now = {(reason.kind, reason.id): reason for reason in after.reasons}
    keys = [*was, *(key for key in now if key not in was)]
    pairs = [(kind, id, was.get((kind, id)), now.get((kind, id))) for kind, id in keys]
    found = [ReasonChange(*pair) for pair in pairs if _weighs(pair[2]) != _weighs(pair[3])]
    yield from found or (ReasonChange(*pair) for pair in pairs if _says(pair[2]) != _says(pair[3]))


def _weighs(reason: Reason | None) -> object:
    return None if reason is None else (reason.degree, reason.weight, reason.effect)


def _says(reason: Reason | None) -> object:
    return None if reason is None else reason.outcome.condition
