"""Proposals made in code and strategies for them: entries of one person, and what is known."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.catalogue.vocabulary import Known
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Locality
from socialfranchise.feasibility.feasibility import Feasibility, feasibility_of
from socialfranchise.feasibility.founders import FoundersCheck
from socialfranchise.feasibility.proposal import Founder, GroupAnswer, Job, Proposal

DAY = date(2026, 12, 15)
SHARES = (
    "founders-other-share",
    "members-other-share",
    "staff-at-risk-share",
    "non-member-share",
    "status-at-risk-share",
)
ASKED = ("founders-with-disability", "social-enterprise", "public-control", "advisory-body")


def proposal(founders: Sequence[Founder], jobs: Sequence[Job] = (), **more: Any) -> Proposal:
    """A proposal of natural persons, unless told otherwise."""
    given: dict[str, Any] = {
        "id": "group",
        "title": "Grupa",
        "template": "municipal-multiservice",
        "legal_form": "natural-persons-coop",
        "registration": DAY,
        **more,
    }
    return Proposal(founders=tuple(founders), jobs=tuple(jobs), **given)


def person(at_risk: Any = "unknown", number: int = 1) -> Founder:
    """Founders who are natural persons."""
    return Founder(kind="natural-persons", number=number, at_risk=at_risk)


def job(id: str = "job", **more: Any) -> Job:
    """A full-time job from the first month, unless told otherwise."""
    given: dict[str, Any] = {"number": 1, "time": Decimal(1), "start_month": 1, **more}
    return Job(id=id, post="Praca", **given)


def checked(
    plan: Proposal, diagnosis: Diagnosis, catalogue: Catalogue, **more: Any
) -> FoundersCheck:
    """The check of the group."""
    return examined(plan, diagnosis, catalogue, **more).founders[0]


def examined(
    plan: Proposal, diagnosis: Diagnosis, catalogue: Catalogue, **more: Any
) -> Feasibility:
    """What founding takes."""
    return feasibility_of(catalogue[plan.template], diagnosis, catalogue, proposal=plan, **more)


known: st.SearchStrategy[Known] = st.sampled_from(["yes", "no", "unknown"])
times = st.sampled_from([Decimal("0.25"), Decimal("0.5"), Decimal(1)])


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    """Small groups of natural persons with jobs, of whom anything may be unknown."""
    founders = draw(st.lists(st.builds(person, known), min_size=1, max_size=4))
    jobs = [
        job(f"job-{number}", at_risk=draw(known), member=draw(known), time=draw(times))
        for number in range(draw(st.integers(0, 4)))
    ]
    answers = tuple(GroupAnswer(fact=fact, answer=draw(known)) for fact in ASKED)
    return proposal(founders, jobs, answers=answers)


def settled(draw: Any, plan: Proposal) -> Proposal:
    """The same group when somebody has answered everything that was unknown."""

    def answer(value: Any) -> Any:
        return draw(st.sampled_from(["yes", "no"])) if value == "unknown" else value

    return attrs.evolve(
        plan,
        founders=tuple(attrs.evolve(f, at_risk=answer(f.at_risk)) for f in plan.founders),
        jobs=tuple(
            attrs.evolve(j, at_risk=answer(j.at_risk), member=answer(j.member)) for j in plan.jobs
        ),
        answers=tuple(attrs.evolve(a, answer=answer(a.answer)) for a in plan.answers),
    )


def nowhere() -> Diagnosis:
    """A place of which nothing is known."""
    return Diagnosis(
        id="place",
        title=Text("Miejsce", "Place"),
        locality=Locality(name="Miejsce"),
        day=DAY,
        facts=FrozenMapping({}),
    )
