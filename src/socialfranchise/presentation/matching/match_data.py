"""A ranking as plain data for other programs: ``socialfranchise.match/1``."""

from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.matching.ranking import Match, Ranking
from socialfranchise.presentation.matching.explanation_data import explanation_data
from socialfranchise.presentation.parts import (
    inputs_data,
    missing_data,
    score_data,
    text_data,
)

FORMAT = "socialfranchise.match/1"


def ranking_data(
    ranking: Ranking, catalogue: Catalogue, *, explanations: bool = True
) -> dict[str, Any]:
    """The whole ranking in both languages, ready for JSON.

    ``catalogue`` is the one the ranking was made from; it has the names of things. Without
    ``explanations`` only verdicts, scores and missing facts are told, in a fraction of the time;
    :func:`explanation_data` then explains a single model.
    """
    return {
        "format": FORMAT,
        **inputs_data(ranking),
        "matches": [
            {
                **_match(match),
                "explanation": explanation_data(match, catalogue) if explanations else None,
            }
            for match in ranking
        ],
    }


def _match(match: Match) -> dict[str, Any]:
    template = match.template
    return {
        "template": template.id,
        "version": template.version,
        "name": text_data(template.name),
        "status": template.status,
        "evidence": {"status": template.evidence.status, "grade": template.evidence.grade},
        "verdict": match.verdict.value,
        "score": score_data(match.score),
        "missing": [missing_data(missing) for missing in match.missing],
        "missing_law": list(match.missing_law),
    }
