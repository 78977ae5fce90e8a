"""What follows from a proposal, worked out when a text first asks for it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

import attrs
from attrs import define, field, frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.economics import Economics, economics
from socialfranchise.feasibility.feasibility import Feasibility, feasibility_of
from socialfranchise.feasibility.funding.plan import FundingPlan, funding_plan
from socialfranchise.feasibility.group_facts import group_facts
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import Ranking, match


@frozen(eq=False, kw_only=True)
class Studies:
    """The studies of a model in a place, each worked out once.

    They are by the law of the day for which the group plans its entry in the register, as each of
    them is by itself; without a proposal by that of the day ``on``.
    """

    template: Template
    diagnosis: Diagnosis
    catalogue: Catalogue
    proposal: Proposal | None
    on: date

    @cached_property
    def situation(self) -> Situation:
        """The place, and in it the founders who are proposed, by the law of the day ``on``."""
        law = self.catalogue.law
        if self.proposal is None:
            return Situation(self.diagnosis, law, self.on)
        facts = group_facts(self.template, self.diagnosis, self.catalogue, self.proposal, self.on)
        named = {
            term.in_diagnosis: attrs.evolve(facts[term.id].fact, id=term.in_diagnosis)
            for term in self.catalogue.vocabularies.proposal_facts
            if term.in_diagnosis is not None and facts[term.id].fact.value is not None
        }
        return Situation(self.diagnosis, law, self.on, FrozenMapping(named))

    @cached_property
    def ranking(self) -> Ranking:
        """All models of the catalogue in the place, by the law of the day ``on``."""
        return match(self.diagnosis, self.catalogue, on=self.on)

    @cached_property
    def feasibility(self) -> Feasibility:
        """What founding takes."""
        day = self.on if self.proposal is None else None
        return feasibility_of(
            self.template, self.diagnosis, self.catalogue, proposal=self.proposal, on=day
        )

    @cached_property
    def funding(self) -> FundingPlan | None:
        """Who may pay; ``None`` without a proposal.

        Raises :class:`~socialfranchise.core.errors.MissingExtra` without the solver.
        """
        if self.proposal is None:
            return None
        return funding_plan(self.template, self.diagnosis, self.catalogue, self.proposal)

    @cached_property
    def economics(self) -> Economics | None:
        """Whether it can live; ``None`` without a proposal, and where nothing says what a wage
        costs."""
        if self.proposal is None or self.catalogue.payroll is None:
            return None
        return economics(self.template, self.diagnosis, self.catalogue, self.proposal)


@define(eq=False)
class Later:
    """A value of a text that is worked out when the text asks for it, and kept."""

    work_out: Callable[[], Any]
    _kept: list[Any] = field(factory=list, init=False)

    def __call__(self) -> Any:
        """The value."""
        if not self._kept:
            self._kept.append(self.work_out())
        return self._kept[0]
