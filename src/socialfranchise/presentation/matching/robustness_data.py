"""Robustness as plain data for other programs: ``socialfranchise.robustness/1``."""

from typing import Any

from socialfranchise.matching.ranking import Ranking
from socialfranchise.matching.robustness import Robustness, Tipping
from socialfranchise.presentation.parts import inputs_data

FORMAT = "socialfranchise.robustness/1"


def robustness_data(found: Robustness, ranking: Ranking) -> dict[str, Any]:
    """How firmly the first model of a ranking stands, ready for JSON."""
    return {
        "format": FORMAT,
        **inputs_data(ranking),
        "first": found.first,
        "verdict": found.verdict.value,
        "rivals": list(found.rivals),
        "draws": found.draws,
        "seed": found.seed,
        "spread": found.spread,
        "kept": found.kept,
        "share": found.share,
        "tipping": None if found.tipping is None else _tipping(found.tipping),
        "without": [
            {"template": w.template, "criterion": w.criterion, "first": w.first}
            for w in found.without
        ],
    }


def _tipping(tipping: Tipping) -> dict[str, Any]:
    return {
        "template": tipping.template,
        "criterion": tipping.criterion,
        "weight": tipping.weight,
        "level_at": float(tipping.level_at),
        "level_at_exactly": str(tipping.level_at),
        "direction": "up" if tipping.up else "down",
    }
