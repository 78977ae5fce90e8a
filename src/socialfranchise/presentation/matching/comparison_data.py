"""Models side by side as plain data for other programs: ``socialfranchise.compare/1``."""

from collections.abc import Sequence
from typing import Any

from socialfranchise.core.dated import Figure
from socialfranchise.core.degrees import Truth
from socialfranchise.matching.ranking import Match, Ranking, Reason
from socialfranchise.presentation.parts import (
    degree_data,
    inputs_data,
    missing_data,
    score_data,
    text_data,
)

FORMAT = "socialfranchise.compare/1"


def comparison_data(ranking: Ranking, models: Sequence[str]) -> dict[str, Any]:
    """The models with these ids, in this order, ready for JSON.

    Raises :class:`UnknownId` for a model that the ranking does not have.
    """
    return {
        "format": FORMAT,
        **inputs_data(ranking),
        "models": [_model(ranking[id]) for id in models],
    }


def _model(found: Match) -> dict[str, Any]:
    template = found.template
    speaking_for = [reason for reason in found.criteria if reason.degree.low > 0]
    against = [reason for reason in found.criteria if reason.degree.truth is Truth.NO]
    return {
        "template": template.id,
        "version": template.version,
        "name": text_data(template.name),
        "verdict": found.verdict.value,
        "score": score_data(found.score),
        "evidence": {"status": template.evidence.status, "grade": template.evidence.grade},
        "failed": [_reason(reason) for reason in found.failed],
        "open": [_reason(reason) for reason in found.open],
        "warnings": [_reason(reason) for reason in found.warnings],
        "for": [_reason(reason) for reason in speaking_for],
        "against": [_reason(reason) for reason in against],
        "missing": [missing_data(missing) for missing in found.missing],
        "target_groups": [group.group for group in template.target_groups],
        "jobs": _figure(template.staffing.jobs),
        "start_up_cost": _figure(template.start_up_cost),
        "funding": list(template.funding),
        "legal_forms": list(template.founders.legal_forms),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": reason.kind, "id": reason.id, "text": text_data(reason.text)}
    if reason.share is not None:
        data["weight"] = reason.weight
        data["share"] = degree_data(reason.share)
    return data


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "low": float(figure.low),
        "high": float(figure.high),
        "unit": figure.unit,
        "year": figure.year,
        "confidence": figure.confidence,
        "basis": text_data(figure.basis),
        "sources": list(figure.sources),
    }
