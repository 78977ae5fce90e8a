"""The reach of a model as plain data for other programs: ``socialfranchise.reach/1``."""

from typing import Any

from socialfranchise.matching.ranking import Verdict
from socialfranchise.matching.reach import Blocker, PlaceReached, Reach, Rule
from socialfranchise.presentation.parts import score_data, text_data

FORMAT = "socialfranchise.reach/1"


def reach_data(found: Reach) -> dict[str, Any]:
    """Where a model fits and what stands in the way, ready for JSON."""
    return {
        "format": FORMAT,
        "template": found.template,
        "on": found.on.isoformat(),
        "catalogue": {
            "id": found.catalogue,
            "version": found.catalogue_version,
            "sha256": found.catalogue_sha256,
        },
        "counts": {verdict.value: len(found.where(verdict)) for verdict in Verdict},
        "places": [_place(place) for place in found.places],
        "blockers": [_blocker(blocker) for blocker in found.blockers],
    }


def _place(place: PlaceReached) -> dict[str, Any]:
    return {
        "diagnosis": place.diagnosis,
        "name": place.name,
        "verdict": place.verdict.value,
        "score": score_data(place.score),
        "blocked_by": [_rule(rule) for rule in place.blocked_by],
        "left_open_by": [_rule(rule) for rule in place.left_open_by],
    }


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {
        **_rule(blocker.rule),
        "text": text_data(blocker.text),
        "blocks": list(blocker.blocks),
        "leaves_open": list(blocker.leaves_open),
    }


def _rule(rule: Rule) -> dict[str, str]:
    return {"kind": rule.kind, "id": rule.id}
