"""A funding plan as words in plain data, in one language, for texts that pick what they show."""

from collections.abc import Iterator
from typing import Any

from socialfranchise.feasibility.funding.mix import Mix
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.presentation.funding.funding_text import FundingWords, stretches
from socialfranchise.presentation.names import Names

MONTHS = ("months", "from", "cost", "support", "left")


def funding_words_data(plan: FundingPlan, names: Names) -> dict[str, Any]:
    """The sentences and amounts of the page of a funding plan, by what they are about.

    ``second`` and ``more`` are ``None`` when there is no other mix and nothing more to be had.
    """
    words = FundingWords(plan, names)
    more = plan.possible.total - plan.best.total
    return {
        "on": plan.on,
        "state": words.state(),
        "total": words.pln(plan.best.total),
        "funds": words.funds(plan.best) if plan.best.taken else None,
        "taken": list(_taken(words, plan.best)),
        "purchases": list(_purchases(words)),
        "gap": words.gap(),
        "months": [
            dict(zip(MONTHS, words.stretch_cells(stretch), strict=True))
            for stretch in stretches(plan)
        ],
        "cliffs": [words.cliff(cliff) for cliff in plan.cliffs],
        "second": None if plan.second is None else _second(words, plan.second),
        "more": words.pln(more) if more > 0 else None,
        "aid": words.aid(),
        "answers": [
            {
                "heading": heading,
                "sources": [{"source": line, "reasons": list(reasons)} for line, reasons in lines],
            }
            for heading, lines in words.answers()
        ],
        "notes": list(words.notes()),
    }


def _taken(words: FundingWords, mix: Mix) -> Iterator[dict[str, Any]]:
    for taken in mix.taken:
        keep = taken.keep_until
        yield {
            "id": taken.source.id,
            "source": words.names.text(taken.source.name),
            "who": words.who(taken.job, taken.persons),
            "sum": words.pln(words.paid(taken, mix)),
            "keep_until": None if keep is None else words.day(keep),
            "amounts": [line for depth, line in words.behind(taken, mix) if depth == 0],
            "limits": [line for depth, line in words.behind(taken, mix) if depth > 0],
        }


def _purchases(words: FundingWords) -> Iterator[dict[str, Any]]:
    for purchase in words.plan.to_buy:
        paid = words.plan.best.paid_for(purchase.id)
        yield {
            "what": purchase.what,
            "cost": words.pln(purchase.cost),
            "paid": words.pln(paid),
            "left": words.pln(purchase.cost - paid),
        }


def _second(words: FundingWords, second: Mix) -> dict[str, Any]:
    return {
        "total": words.pln(second.total),
        "less": words.pln(words.plan.best.total - second.total),
        "taken": [words.taken(taken, second) for taken in second.taken],
    }
