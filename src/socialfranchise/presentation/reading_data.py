"""What was read, as plain data: values of facts, their origins, values of the law."""

from collections.abc import Sequence
from typing import Any

import attrs
from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.dated import DatedValue, LegalBasis
from socialfranchise.core.text import LANGUAGES
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Fact,
    Number,
    NumberBetween,
    Terms,
    Value,
)
from socialfranchise.matching.evaluate import Reading
from socialfranchise.presentation.condition_data import condition_data
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.parts import degree_data, place_data
from socialfranchise.presentation.readings import (
    Side,
    limit_words,
    reading_text,
    value_words,
)


@frozen
class Readings:
    """Readings told with the names of a catalogue in every language: one shape for all outputs."""

    catalogue: Catalogue
    names: Sequence[Names]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Readings":
        """With the names of this catalogue."""
        return cls(catalogue, tuple(Names(catalogue, language) for language in LANGUAGES))

    def unit(self, fact: str) -> str | None:
        """The unit in which a fact is counted."""
        return self.names[0].question(fact).unit

    def data(self, reading: Reading) -> dict[str, Any]:
        """One test: what was found, where it comes from, and the thresholds of the day."""
        fact = reading.fact
        return {
            "sentence": {n.language: reading_text(reading, n) for n in self.names},
            "fact": fact.id,
            "test": condition_data(reading.test),
            "state": reading.degree.truth.value,
            "degree": degree_data(reading.degree),
            "value": fact_value_data(fact.value),
            "unit": self.unit(fact.id),
            "words": {n.language: value_words(reading, n) for n in self.names},
            "origins": origins_data(fact),
            "at_least": self._threshold("at_least", reading),
            "at_most": self._threshold("at_most", reading),
        }

    def _threshold(self, side: Side, reading: Reading) -> dict[str, Any] | None:
        """A threshold as it stood on the day; a plain number has neither parameter nor basis."""
        limit = reading.lower if side == "at_least" else reading.upper
        if limit is None:
            return None
        dated = limit.dated
        law = limit.parameter
        unit = self.unit(reading.fact.id) if law is None else self.catalogue.parameter(law).unit
        return {
            "number": limit.number,
            "unit": unit,
            "words": {n.language: limit_words(side, reading, n) for n in self.names},
            "law": law,
            "since": None if dated is None else dated.since.isoformat(),
            "confidence": None if dated is None else dated.confidence,
            "basis": [] if dated is None else [self._basis(basis) for basis in dated.basis],
            "sources": [] if dated is None else list(dated.sources),
            "place": None if dated is None else place_data(dated.place),
        }

    def _basis(self, basis: LegalBasis) -> dict[str, Any]:
        """An article of an act, and how both are cited together."""
        return {
            "act": basis.act,
            "article": basis.article,
            "cited": {n.language: n.citation(basis) for n in self.names},
        }


def dated_data(dated: DatedValue) -> dict[str, Any]:
    """A value of the law with its day, basis, sources and place."""
    return {
        "since": dated.since.isoformat(),
        "value": str(dated.value),
        "confidence": dated.confidence,
        "basis": [{"act": basis.act, "article": basis.article} for basis in dated.basis],
        "sources": list(dated.sources),
        "place": place_data(dated.place),
    }


def fact_value_data(value: Value | None) -> dict[str, Any]:
    """A value of a fact under the key of its kind, as in the file of a diagnosis."""
    if isinstance(value, Answer):
        return {"answer": "yes" if value.yes else "no"}
    if isinstance(value, Number):
        return {"number": value.value}
    if isinstance(value, NumberBetween):
        return {"at_least": value.low, "at_most": value.high}
    if isinstance(value, Choice):
        return {"choice": value.term}
    if isinstance(value, Terms):
        return {"present": sorted(value.present), "absent": sorted(value.absent)}
    return {"unknown": True}


def origins_data(fact: Fact) -> list[dict[str, Any]]:
    """Where a fact comes from."""
    return [
        {key: value for key, value in attrs.asdict(origin).items() if value is not None}
        for origin in fact.origins
    ]
