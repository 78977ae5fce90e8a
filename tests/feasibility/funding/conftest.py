"""Proposals written down in a few words, and their plans."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, load_proposal
from socialfranchise.diagnosis.facts import Terms
from socialfranchise.feasibility.funding.plan import FundingPlan, funding_plan
from socialfranchise.feasibility.proposal import Proposal

Propose = Callable[..., Proposal]
Fund = Callable[..., FundingPlan]


def job(**more: Any) -> dict[str, Any]:
    """A full-time job at the minimum wage for a person of whom nothing is known."""
    given = {"id": "job", "post": "Praca", "number": 1, "time": 1, "start_month": 1}
    return {**given, **more}


AT_RISK = {"groups": ["long-term-unemployed"], "at_risk": "yes", "disability": "none"}
"""A person at risk of social exclusion, registered as unemployed, without a disability."""


@pytest.fixture(scope="session")
def propose(catalogue: Catalogue) -> Propose:
    """Makes a proposal of legal persons that means to become a social enterprise."""

    def made(registration: str = "2026-01-01", **more: Any) -> Proposal:
        return load_proposal(
            {
                "format": "socialfranchise.proposal/1",
                "id": "proposal",
                "title": "Projekt",
                "template": "elderly-care",
                "legal_form": "legal-persons-coop",
                "registration": registration,
                "founders": [{"kind": "commune", "number": 1}, {"kind": "ngo", "number": 1}],
                "aid_received": [],
                "answers": [{"fact": "social-enterprise", "answer": "yes"}],
                **more,
            },
            catalogue=catalogue,
        )

    return made


@pytest.fixture(scope="session")
def fund(catalogue: Catalogue, kramsk: Diagnosis, propose: Propose) -> Fund:
    """Makes the plan of a proposal in a place with a support centre."""
    place = kramsk.answered(("institutions", Terms(frozenset({"owes"}), frozenset())))

    def made(
        registration: str = "2026-01-01",
        *,
        only: str | None = None,
        rate: str | None = None,
        **more: Any,
    ) -> FundingPlan:
        known = catalogue if only is None else _only(catalogue, only)
        return funding_plan(
            catalogue["elderly-care"],
            place,
            known,
            propose(registration, **more),
            on=date.fromisoformat(registration),
            rate=None if rate is None else Decimal(rate),
        )

    return made


def _only(catalogue: Catalogue, source: str) -> Catalogue:
    return attrs.evolve(catalogue, funding={source: catalogue.funding[source]})
