"""Plans as plain data for other programs: ``socialfranchise.what-if/1``."""

from collections.abc import Sequence
from typing import Any

from socialfranchise.catalogue.template import Template
from socialfranchise.matching.what_if import Change, Plan
from socialfranchise.presentation.values import value_data

FORMAT = "socialfranchise.what-if/1"


def plans_data(plans: Sequence[Plan], template: Template) -> dict[str, Any]:
    """All plans for one template, ready for JSON."""
    return {
        "format": FORMAT,
        "template": template.id,
        "plans": [{"changes": [_change(change) for change in plan.changes]} for plan in plans],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "fact": change.fact,
        "term": change.term,
        "before": None if change.before is None else value_data(change.before),
        "after": value_data(change.after),
        "changed_by": change.changed_by,
    }
