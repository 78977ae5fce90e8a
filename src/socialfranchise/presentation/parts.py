"""The parts that several outputs share, as plain data."""

from datetime import date
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.degrees import Degree
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.ranking import MissingFact, Ranking, Score


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


def asked_data(diagnosis: Diagnosis, catalogue: Catalogue, on: date) -> dict[str, Any]:
    """What a question was asked of without a ranking, in the keys of :func:`inputs_data`."""
    return {
        "diagnosis": {"id": diagnosis.id, "sha256": diagnosis.sha256},
        "on": on.isoformat(),
        "catalogue": {
            "id": catalogue.id,
            "version": catalogue.version,
            "sha256": catalogue.sha256,
        },
    }


def text_data(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {"pl": text.pl, "en": text.en}


def degree_data(degree: Degree) -> dict[str, float]:
    """The ends of a degree, or of a share of the score."""
    return {"low": degree.low, "high": degree.high}


def score_data(score: Score) -> dict[str, Any]:
    """The bounds of a score, and whether both can be reached."""
    return {"low": score.low, "high": score.high, "exact": score.exact}


def place_data(place: Place | None) -> dict[str, Any] | None:
    """The file and line where something is written."""
    return None if place is None else {"file": place.file, "line": place.line}


def missing_data(missing: MissingFact) -> dict[str, Any]:
    """A fact that is not known, and what hangs on it."""
    return {
        "fact": missing.fact,
        "terms": list(missing.terms),
        "decisive": missing.decisive,
        "weight": missing.weight,
    }
