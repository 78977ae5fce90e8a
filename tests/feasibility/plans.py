"""Proposals in short, for tests of economics."""

from typing import Any

from socialfranchise import Catalogue, Diagnosis, Proposal, load_proposal
from socialfranchise.feasibility.economics import Economics, economics


def plan(catalogue: Catalogue, **more: Any) -> Proposal:
    """A proposal of two founders with nothing planned but what is given; ``None`` leaves out."""
    return load_proposal(
        _said(
            {
                "format": "socialfranchise.proposal/1",
                "id": "a-plan",
                "title": "Plan",
                "template": "elderly-care",
                "legal_form": "legal-persons-coop",
                "registration": "2026-01-15",
                "founders": [{"kind": "commune", "number": 1}, {"kind": "ngo", "number": 1}],
                "own_money": {"cash": 0},
                "sales": [],
                "running_costs": [],
                "support": [],
                **more,
            }
        ),
        catalogue=catalogue,
    )


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if part is not None}
    return [_said(part) for part in value] if isinstance(value, list) else value


def job(**more: Any) -> dict[str, Any]:
    """A full-time job at the minimum wage, from the first month, of a person at risk."""
    return {
        "id": "work",
        "post": "Praca",
        "number": 1,
        "time": 1,
        "start_month": 1,
        "at_risk": "yes",
        **more,
    }


def sale(**more: Any) -> dict[str, Any]:
    """A hundred hours a month at forty zlotys, paid at once by the commune."""
    return {
        "id": "hours",
        "what": "Godziny",
        "payer": "commune",
        "unit": "godzina",
        "price": {"base": 40},
        "quantity": {"base": 100},
        "start_month": 1,
        "paid_after": 0,
        "other_price": {"base": 40},
        **more,
    }


def account(**more: Any) -> dict[str, Any]:
    """An account of public money in which every cost is said to be nought."""
    return {
        "deadweight": {"base": 0},
        "displacement": {"base": 0},
        "drop_off": {"base": 0},
        "supervision": {"base": 0},
        "outlays": [],
        "expected_loss": {"probability": {"base": 0}, "amount": {"base": 0}, "month": 1},
        "property_lent": [],
        **more,
    }


def reckon(catalogue: Catalogue, place: Diagnosis, draws: int = 3, **more: Any) -> Economics:
    """The economics of such a plan."""
    proposal = plan(catalogue, **more)
    return economics(catalogue[proposal.template], place, catalogue, proposal, draws=draws)
