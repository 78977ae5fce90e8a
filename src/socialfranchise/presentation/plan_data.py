"""Plans as plain data for other programs: ``socialfranchise.what-if/1``."""

from collections.abc import Sequence
from typing import Any

from socialfranchise.catalogue.template import Template
from socialfranchise.diagnosis.facts import Answer, Choice, Number, Value
from socialfranchise.matching.what_if import Change, Plan

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
        "before": None if change.before is None else _value(change.before),
        "after": _value(change.after),
        "changed_by": change.changed_by,
    }


def _value(value: Value) -> bool | float | str:
    if isinstance(value, Answer):
        return value.yes
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Choice):
        return value.term
    return bool(value.present)
