"""What a change of the catalogue does, as plain data: ``socialfranchise.impact/1``."""

from typing import Any

from socialfranchise.matching.impact import (
    CatalogueRead,
    Impact,
    ModelChange,
    PlaceChange,
    ReasonChange,
)
from socialfranchise.matching.ranking import Match, Reason
from socialfranchise.presentation.parts import degree_data, score_data, text_data

FORMAT = "socialfranchise.impact/1"


def impact_data(found: Impact) -> dict[str, Any]:
    """What going from one catalogue to another does to places, ready for JSON."""
    return {
        "format": FORMAT,
        "on": found.on.isoformat(),
        "old": _catalogue(found.old),
        "new": _catalogue(found.new),
        "counts": {
            "places": len(found.places),
            "other_first": sum(place.other_first for place in found.places),
            "other_verdict": sum(place.other_verdict for place in found.places),
            "other_score": sum(place.other_score for place in found.places),
            "unchanged": sum(not place.changed for place in found.places),
        },
        "places": [_place(place) for place in found.places],
    }


def _catalogue(read: CatalogueRead) -> dict[str, str]:
    return {"id": read.id, "version": read.version, "sha256": read.sha256}


def _place(place: PlaceChange) -> dict[str, Any]:
    return {
        "diagnosis": place.diagnosis,
        "name": place.name,
        "other_first": place.other_first,
        "other_verdict": place.other_verdict,
        "other_score": place.other_score,
        "first": {"before": place.first_before, "after": place.first_after},
        "unread": {"before": list(place.unread_before), "after": list(place.unread_after)},
        "models": [_model(model) for model in place.models],
    }


def _model(model: ModelChange) -> dict[str, Any]:
    return {
        "template": model.template,
        "before": _result(model.before),
        "after": _result(model.after),
        "reasons": [_change(change) for change in model.reasons],
    }


def _result(found: Match | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "version": found.template.version,
        "verdict": found.verdict.value,
        "score": score_data(found.score),
        "warnings": [reason.id for reason in found.warnings],
    }


def _change(change: ReasonChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "before": _reason(change.before),
        "after": _reason(change.after),
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    data: dict[str, Any] = {
        "text": text_data(reason.text),
        "state": reason.degree.truth.value,
        "degree": degree_data(reason.degree),
    }
    if reason.effect is not None:
        data["effect"] = reason.effect
    if reason.weight is not None and reason.share is not None:
        data["weight"] = reason.weight
        data["share"] = degree_data(reason.share)
    return data
