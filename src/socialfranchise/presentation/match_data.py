"""A ranking as plain data for other programs: ``socialfranchise.match/1``."""

from typing import Any

from socialfranchise.core.dated import DatedValue
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text
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
from socialfranchise.matching.ranking import Match, Ranking, Reason

FORMAT = "socialfranchise.match/1"


def ranking_data(ranking: Ranking) -> dict[str, Any]:
    """The whole ranking in both languages, ready for JSON."""
    return {
        "format": FORMAT,
        **inputs_data(ranking),
        "matches": [_match(match) for match in ranking],
    }


def inputs_data(ranking: Ranking) -> dict[str, Any]:
    """What a ranking was made from: the diagnosis, the day of the law, the catalogue."""
    return {
        "diagnosis": {"id": ranking.diagnosis.id, "sha256": ranking.diagnosis.sha256},
        "on": ranking.on.isoformat(),
        "catalogue": {
            "id": ranking.catalogue,
            "version": ranking.catalogue_version,
            "sha256": ranking.catalogue_sha256,
        },
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "template": match.template.id,
        "version": match.template.version,
        "name": text_data(match.template.name),
        "status": match.template.status,
        "evidence": {
            "status": match.template.evidence.status,
            "grade": match.template.evidence.grade,
        },
        "verdict": match.verdict.value,
        "score": {
            "low": match.score.low,
            "high": match.score.high,
            "exact": match.score.exact,
        },
        "reasons": [_reason(reason) for reason in match.reasons],
        "missing_law": list(match.missing_law),
        "missing": [
            {
                "fact": missing.fact,
                "terms": list(missing.terms),
                "decisive": missing.decisive,
                "weight": missing.weight,
            }
            for missing in match.missing
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": reason.kind,
        "id": reason.id,
        "text": text_data(reason.text),
        "degree": {"low": reason.degree.low, "high": reason.degree.high},
        "state": reason.degree.truth.value,
        "place": place_data(reason.place),
        "readings": [reading_data(reading) for reading in reason.readings],
    }
    if reason.effect is not None:
        data["effect"] = reason.effect
    if reason.weight is not None and reason.share is not None:
        data["weight"] = reason.weight
        data["share"] = {"low": reason.share.low, "high": reason.share.high}
    return data


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


def fact_value_data(value: Value | None) -> Any:
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
        {
            k: v
            for k, v in (("source", o.source), ("year", o.year), ("url", o.url), ("note", o.note))
            if v is not None
        }
        for o in fact.origins
    ]


def place_data(place: Place | None) -> dict[str, Any] | None:
    """The file and the line."""
    return None if place is None else {"file": place.file, "line": place.line}


def text_data(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"pl": text.pl, "en": text.en}
