"""What was read, as plain data: values of facts, their origins, values of the law."""

from typing import Any

import attrs

from socialfranchise.core.dated import DatedValue
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Fact,
    Number,
    NumberBetween,
    Terms,
    Value,
)
from socialfranchise.matching.evaluate import LimitRead, Reading
from socialfranchise.presentation.parts import place_data


def reading_data(reading: Reading) -> dict[str, Any]:
    """One test that was made: the fact, its value and origins, the thresholds."""
    data: dict[str, Any] = {
        "fact": reading.fact.id,
        "test": type(reading.test).__name__,
        "state": reading.degree.truth.value,
        "value": fact_value_data(reading.fact.value),
        "origins": origins_data(reading.fact),
    }
    for key, limit in (("at_least", reading.lower), ("at_most", reading.upper)):
        if limit is not None:
            data[key] = _limit(limit)
    terms = getattr(reading.test, "terms", None)
    if terms is not None:
        data["terms"] = list(terms)
    return data


def _limit(limit: LimitRead) -> dict[str, Any]:
    data: dict[str, Any] = {"number": limit.number}
    if limit.parameter is not None:
        data["law"] = limit.parameter
    if limit.dated is not None:
        data["valid"] = dated_data(limit.dated)
    return data


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
