"""Economics as plain data for other programs: ``socialfranchise.economics/1``.

Amounts are text, so that no digit is lost. Every range names in ``from`` what it rests on: ids of
``lines``, or of ``inputs``, each with its file and line, or its parameter, day and sources.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import define, field

from socialfranchise.catalogue.effects import NotCounted
from socialfranchise.core.text import Text
from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.ledger import Line, by_year, line_ranges, whole
from socialfranchise.feasibility.missing import Missing
from socialfranchise.feasibility.outcome import Outcome, Turn
from socialfranchise.feasibility.payroll import Raised
from socialfranchise.feasibility.public_money import EffectLine, PublicMoney
from socialfranchise.feasibility.spread import PERCENTS, Point, Spread, Swing
from socialfranchise.feasibility.terms import GROSZ, Bounds, Given, Leaf, Range, leaves
from socialfranchise.presentation.parts import place_data, text_data
from socialfranchise.presentation.reading_data import dated_data

FORMAT = "socialfranchise.economics/1"
ROUNDING = "grosz, half up: each wage, contribution and price by itself, then each line and month"
FIRST_YEAR = 12


def economics_data(found: Economics) -> dict[str, Any]:
    """Everything, ready for JSON. Unknown is null; months count from the registration."""
    inputs = _Inputs()
    lines = [_line(line, inputs) for line in found.lines]
    data = {
        "format": FORMAT,
        "template": {"id": found.template.id, "version": found.template.version},
        "diagnosis": {"id": found.diagnosis.id, "sha256": found.diagnosis.sha256},
        "proposal": found.proposal.id,
        "catalogue": {
            "id": found.catalogue,
            "version": found.catalogue_version,
            "sha256": found.catalogue_sha256,
        },
        "unit": "pln",
        "support": _support(found),
        "warnings": {
            "raised_wages": [_raised(raised) for raised in found.raised],
            "excluding_sources": [list(pair) for pair in found.excluding],
            "refund_excluded_by": list(found.refund_excluded_by),
        },
        "not_counted": [_not_counted(each) for each in found.not_counted],
        "rounding": ROUNDING,
        "months": [day.isoformat() for day in found.days],
        "lines": lines,
        "outcome": None if found.outcome is None else _outcome(found, found.outcome, inputs),
        "public_money": _public_money(found.public_money, inputs),
        "missing": [_missing(each) for each in found.missing],
    }
    return {**data, "inputs": inputs.data()}


def input_id(leaf: Leaf) -> str:
    """What an input is called: the key of the file, or the parameter with the day it holds from."""
    if isinstance(leaf, Given):
        return leaf.key
    return f"law.{leaf.parameter}@{leaf.since.isoformat()}"


def inputs_of(line: Line) -> tuple[Leaf, ...]:
    """All that a line rests on, each once."""
    found: dict[str, Leaf] = {}
    for amount in dict.fromkeys(line.amounts):
        for leaf in () if amount is None else leaves(amount):
            found.setdefault(input_id(leaf), leaf)
    for leaf in line.rests_on:
        found.setdefault(input_id(leaf), leaf)
    return tuple(found.values())


@define
class _Inputs:
    """The inputs that were named so far."""

    seen: dict[str, Leaf] = field(factory=dict)

    def ids(self, leaves_: Iterable[Leaf]) -> list[str]:
        for leaf in leaves_:
            self.seen.setdefault(input_id(leaf), leaf)
        return sorted(input_id(leaf) for leaf in leaves_)

    def data(self) -> dict[str, Any]:
        return {id: _input(leaf) for id, leaf in sorted(self.seen.items())}


def _input(leaf: Leaf) -> dict[str, Any]:
    if isinstance(leaf, Given):
        return {
            "kind": "open" if leaf.open else "given",
            "low": str(leaf.low),
            "base": str(leaf.base),
            "high": str(leaf.high),
            "unit": leaf.unit,
            "place": place_data(leaf.place),
        }
    return {
        "kind": "law",
        "parameter": leaf.parameter,
        "unit": leaf.unit,
        "valid": dated_data(leaf.dated),
    }


def _range(found: Range, rests_on: Sequence[str]) -> dict[str, Any]:
    return {**_ends(found), "from": list(rests_on)}


def _ends(found: Range) -> dict[str, str]:
    return {"low": _money(found.low), "base": _money(found.base), "high": _money(found.high)}


def _money(amount: Decimal) -> str:
    """With both digits of the grosz; amounts have no more."""
    return str(amount.quantize(GROSZ))


def _line(line: Line, inputs: _Inputs) -> dict[str, Any]:
    row = line_ranges(line, Bounds())
    return {
        "id": line.id,
        "kind": line.kind,
        "name": text_data(line.name) if isinstance(line.name, Text) else line.name,
        "payer": line.payer,
        "place": place_data(line.place),
        "from": inputs.ids(inputs_of(line)),
        "first_year": [_ends(each) for each in row[:FIRST_YEAR]],
        "years": [_ends(each) for each in by_year(row)],
        "total": _ends(whole(row)),
    }


def _support(found: Economics) -> dict[str, Any]:
    """Where the support that is counted on comes from."""
    plan = found.funding
    left_out = () if plan is None else found.proposal.support or ()
    return {
        "said_by": "proposal" if plan is None else "funding-plan",
        "plan": None
        if plan is None
        else {
            "on": plan.on.isoformat(),
            "rate": None if plan.room.rate is None else str(plan.room.rate),
            "total": _money(plan.best.total),
            "aid_limit_unknown": plan.room.unknown,
        },
        "left_out": [given.id for given in left_out],
        "lines": [line.id for line in found.lines if line.kind in ("support", "refund")],
    }


def _raised(raised: Raised) -> dict[str, Any]:
    return {
        "job": raised.job.id,
        "month": raised.month,
        "wage": _money(raised.wage),
        "least": _money(raised.least),
        "from": [f"jobs.{raised.job.id}.wage", input_id(raised.figure)],
    }


def _not_counted(left_out: NotCounted) -> dict[str, Any]:
    return {
        "id": left_out.id,
        "what": text_data(left_out.what),
        "concerns": left_out.concerns,
        "law": list(left_out.law),
        "basis": [{"act": basis.act, "article": basis.article} for basis in left_out.basis],
        "sources": list(left_out.sources),
        "place": place_data(left_out.place),
    }


def _outcome(found: Economics, outcome: Outcome, inputs: _Inputs) -> dict[str, Any]:
    own = [line.id for line in found.lines if line.kind != "own-money"]
    all_ = [line.id for line in found.lines]
    spread = outcome.spread
    return {
        "result": {
            "from": own,
            "months": [_ends(each) for each in outcome.result],
            "years": [_ends(each) for each in outcome.years],
            "total": _ends(outcome.total),
        },
        "cash": {"from": all_, "months": [_ends(each) for each in outcome.cash]},
        "low_point": {**_range(outcome.low_point, all_), "month": outcome.low_month},
        "covers_costs_from": {**_turn(outcome.covers), "from": own},
        "breaks_even_in": {**_turn(outcome.breaks_even), "from": own},
        "swings": [_swing(swing, inputs) for swing in outcome.swings],
        "spread": {
            **_spread(spread, inputs),
            "low_point": [_money(value) for value in spread.low_point],
            "short_of_cash": str(spread.short),
        },
    }


def _spread(spread: Spread, inputs: _Inputs) -> dict[str, Any]:
    return {
        "distribution": "triangular",
        "draws": spread.draws,
        "seed": spread.seed,
        "from": inputs.ids(spread.inputs),
        "percents": list(PERCENTS),
        "total": [_money(value) for value in spread.total],
        "positive": str(spread.positive),
    }


def _turn(turn: Turn) -> dict[str, int | None]:
    return {"low": turn.low, "base": turn.base, "high": turn.high}


def _swing(swing: Swing, inputs: _Inputs) -> dict[str, Any]:
    def point(found: Point) -> dict[str, str]:
        return {"total": _money(found.total), "low_point": _money(found.low_point)}

    return {
        "from": inputs.ids([swing.input]),
        "at_low": point(swing.at_low),
        "at_high": point(swing.at_high),
    }


def _public_money(found: PublicMoney, inputs: _Inputs) -> dict[str, Any]:
    lines = [_effect(line, inputs) for line in found.lines]
    nets = [line for line in lines if line["net"] is not None]
    given = [line["id"] for line in nets if line["counts"] in ("support", "refund")]
    return {
        "headline": None
        if found.headline is None
        else _range(found.headline, _of(nets, "commune")),
        "drawn_in": _range(found.drawn_in, given),
        "swings": [
            {
                "from": inputs.ids([swing.input]),
                "at_low": _money(swing.at_low.total),
                "at_high": _money(swing.at_high.total),
            }
            for swing in found.swings
        ],
        "spread": None if found.spread is None else _spread(found.spread, inputs),
        "payers": {
            payer.payer: {
                "from": _of(nets, payer.payer),
                "years": [_ends(each) for each in payer.years],
                "total": _ends(payer.total),
            }
            for payer in found.payers
            if any(line["payer"] == payer.payer for line in lines)
        },
        "all": {
            "from": [line["id"] for line in nets],
            "years": [_ends(each) for each in found.years],
            "total": _ends(found.total),
        },
        "lines": lines,
    }


def _of(lines: list[dict[str, Any]], payer: str) -> list[str]:
    return [line["id"] for line in lines if line["payer"] == payer]


def _effect(line: EffectLine, inputs: _Inputs) -> dict[str, Any]:
    effect = line.effect
    rests_on = (*inputs_of(line.gross), *(() if line.net is None else inputs_of(line.net)))
    return {
        "id": line.gross.id,
        "effect": effect.id,
        "counts": effect.counts,
        "payer": line.payer,
        "name": text_data(effect.name),
        "confidence": effect.confidence,
        "basis": [{"act": basis.act, "article": basis.article} for basis in effect.basis],
        "sources": list(effect.sources),
        "doubt": None if effect.doubt is None else text_data(effect.doubt),
        "rule": place_data(effect.place),
        "from": sorted(set(inputs.ids(rests_on))),
        "gross": _years(line.gross),
        "net": None if line.net is None else _years(line.net),
    }


def _years(line: Line) -> dict[str, Any]:
    row = line_ranges(line, Bounds())
    return {"years": [_ends(each) for each in by_year(row)], "total": _ends(whole(row))}


def _missing(each: Missing) -> dict[str, Any]:
    usual = each.usual
    return {
        "what": each.what,
        "about": each.about,
        "blocks": each.blocks,
        "place": place_data(each.place),
        "usual": None
        if usual is None
        else {
            "low": str(usual.low),
            "high": str(usual.high),
            "unit": usual.unit,
            "year": usual.year,
            "confidence": usual.confidence,
            "sources": list(usual.sources),
        },
    }
