"""A funding plan as plain data for other programs: ``socialfranchise.funding-plan/1``.

Sums and rates are text, so that no digit is lost; sums are PLN with both digits of the grosz.
"""

from decimal import Decimal
from typing import Any

from socialfranchise.catalogue.funding import AmountRule, FundingSource
from socialfranchise.feasibility.funding.amounts import Limit
from socialfranchise.feasibility.funding.de_minimis import Room
from socialfranchise.feasibility.funding.eligibility import Eligibility, Judged
from socialfranchise.feasibility.funding.mix import Cliff, Mix, Payment, Taken, in_pln
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.presentation.parts import place_data, text_data
from socialfranchise.presentation.reading_data import dated_data

FORMAT = "socialfranchise.funding-plan/1"


def funding_plan_data(plan: FundingPlan) -> dict[str, Any]:
    """The plan ready for JSON: who may pay, the mixes, the months, what is left to find."""
    return {
        "format": FORMAT,
        "template": {"id": plan.template.id, "version": plan.template.version},
        "diagnosis": {"id": plan.diagnosis.id, "sha256": plan.diagnosis.sha256},
        "proposal": plan.proposal.id,
        "on": plan.on.isoformat(),
        "registration": plan.proposal.registration.isoformat(),
        "catalogue": {
            "id": plan.catalogue,
            "version": plan.catalogue_version,
            "sha256": plan.catalogue_sha256,
        },
        "sources": [_eligibility(judged) for judged in plan.eligibility],
        "other_sources": [_source(source) for source in plan.other_sources],
        "best": _mix(plan.best),
        "second": None if plan.second is None else _mix(plan.second),
        "possible": _mix(plan.possible),
        "purchases": [
            {
                "id": purchase.id,
                "what": purchase.what,
                "kind": purchase.kind,
                "month": purchase.month,
                "cost": _pln(purchase.cost),
                "paid": _pln(plan.best.paid_for(purchase.id)),
            }
            for purchase in plan.to_buy
        ],
        "own_contribution": _pln(plan.own_contribution),
        "gap": None if plan.gap is None else _pln(plan.gap),
        "months": [_month(plan, month) for month in range(1, plan.months + 1)],
        "cliffs": [_cliff(cliff) for cliff in plan.cliffs],
        "aid": _room(plan.room, plan.best.aid),
        "missing_law": [
            {"parameter": parameter, "on": day.isoformat()} for parameter, day in plan.missing_law
        ],
    }


def _eligibility(found: Eligibility) -> dict[str, Any]:
    return {
        **_source(found.source),
        "job": None if found.job is None else found.job.id,
        "truth": found.truth.value,
        "in_force": found.in_force,
        "signed": found.signed.isoformat(),
        "conditions": [_judged(judged) for judged in found.judged],
        "amounts": [
            {
                **_amount(part.amount),
                "truth": part.truth.value,
                "conditions": [_judged(judged) for judged in part.judged],
            }
            for part in found.amounts
        ],
    }


def _source(source: FundingSource) -> dict[str, Any]:
    return {
        "source": source.id,
        "name": text_data(source.name),
        "money": source.money,
        "fund": source.fund,
        "aid_regime": source.aid_regime,
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.rule.id,
        "statement": text_data(judged.rule.statement),
        "truth": judged.truth.value,
        "asks": list(judged.asks),
        "place": place_data(judged.rule.place),
    }


def _amount(rule: AmountRule) -> dict[str, Any]:
    return {
        "amount": rule.id,
        "name": text_data(rule.name),
        "pays": list(rule.pays),
        "keep_months": rule.keep_months,
        "place": place_data(rule.place),
    }


def _mix(mix: Mix) -> dict[str, Any]:
    return {
        "total": _pln(mix.total),
        "one_off": _pln(mix.one_off),
        "aid": _pln(mix.aid),
        "by_source": {id: _pln(sum_) for id, sum_ in mix.by_source().items()},
        "by_fund": {fund: _pln(sum_) for fund, sum_ in mix.by_fund().items()},
        "taken": [_taken(taken) for taken in mix.taken],
        "payments": [_payment(payment) for payment in mix.payments],
    }


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "source": taken.source.id,
        "amounts": [rule.id for rule in taken.rules],
        "job": taken.job,
        "persons": taken.persons,
        "keep_until": None if taken.keep_until is None else taken.keep_until.isoformat(),
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {
        "month": payment.month,
        "source": payment.source.id,
        "amount": payment.rule.id,
        "job": payment.job,
        "persons": payment.persons,
        "purchase": payment.purchase,
        "pln": _pln(payment.amount),
        "limit": limit_data(payment.limit),
    }


def limit_data(limit: Limit) -> dict[str, Any]:
    """The most for one person, and the parameter of the law it was read from."""
    return {
        "pln": _pln(in_pln(limit.grosz)),
        "parameter": limit.parameter,
        "on": limit.day.isoformat(),
        "valid": dated_data(limit.dated),
    }


def _month(plan: FundingPlan, month: int) -> dict[str, Any]:
    support = plan.best.by_month().get(month, {})
    return {
        "month": month,
        "from": plan.first_day(month).isoformat(),
        "labour_cost": _pln(plan.labour_costs[month - 1]),
        "support": {id: _pln(sum_) for id, sum_ in sorted(support.items())},
        "to_earn": _pln(plan.to_earn(month)),
    }


def _cliff(cliff: Cliff) -> dict[str, Any]:
    return {
        "month": cliff.month,
        "from": cliff.day.isoformat(),
        "fall": _pln(cliff.fall),
        "sources": list(cliff.sources),
    }


def _room(room: Room, used: Decimal) -> dict[str, Any]:
    return {
        "on": room.on.isoformat(),
        "cap_eur": None if room.cap is None else str(room.cap.value),
        "window_from": None if room.window_from is None else room.window_from.isoformat(),
        "rate": None if room.rate is None else str(room.rate),
        "received_eur": None if room.received is None else str(round(room.received, 2)),
        "free": None if room.free is None else _pln(room.free),
        "unknown": room.unknown,
        "used": _pln(used),
    }


def _pln(amount: Decimal) -> str:
    return str(round(amount, 2))
