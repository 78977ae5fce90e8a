"""Plans as plain data for other programs: ``socialfranchise.what-if/1``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.matching.no_plan import NoPlan
from socialfranchise.matching.what_if import Change, Plan
from socialfranchise.presentation.parts import asked_data
from socialfranchise.presentation.reading_data import fact_value_data
from socialfranchise.presentation.values import value_data

FORMAT = "socialfranchise.what-if/1"


def plans_data(
    plans: Sequence[Plan],
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    *,
    on: date,
    locked: Iterable[str] = (),
    assumed: Iterable[str] = (),
    why: NoPlan | None = None,
) -> dict[str, Any]:
    """All plans for one template, ready for JSON, with what they were made from.

    ``assumed`` are the facts of ``diagnosis`` that stand in the place of those of its file;
    ``why`` says why there is no plan.
    """
    return {
        "format": FORMAT,
        **asked_data(diagnosis, catalogue, on),
        "locked": sorted(set(locked)),
        "assumed": [
            {"fact": id, "value": fact_value_data(diagnosis.value(id))}
            for id in sorted(set(assumed))
        ],
        "template": template.id,
        "plans": [{"changes": [_change(change) for change in plan.changes]} for plan in plans],
        "no_plan": None if why is None else _why(why),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "fact": change.fact,
        "term": change.term,
        "before": None if change.before is None else value_data(change.before),
        "after": value_data(change.after),
        "before_value": fact_value_data(change.before),
        "after_value": fact_value_data(change.after),
        "changed_by": change.changed_by,
    }


def _why(why: NoPlan) -> dict[str, Any]:
    return {
        "missing_law": list(why.missing_law),
        "locked": why.locked,
        "most_changes": why.most,
    }
