"""What is known of a founding group: counted from its proposal, answered by it, or by the place."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import ProposalFact
from socialfranchise.core.degrees import Truth
from socialfranchise.core.findings import Place
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import (
    Answer,
    Diagnosis,
    Fact,
    Number,
    NumberBetween,
    Terms,
    Value,
)
from socialfranchise.feasibility.counting import Group, Shared
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.matching.evaluate import Situation, evaluate


@frozen
class GroupFact:
    """A fact about a founding group.

    ``lines`` are the lines of the proposal it was counted from; the origins of ``fact`` are those
    of the diagnosis where that answers instead. ``shared`` holds the people behind a share.
    """

    fact: Fact
    lines: tuple[Place, ...] = ()
    shared: Shared | None = None


def group_facts(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    proposal: Proposal | None,
    on: date,
) -> Mapping[str, GroupFact]:
    """Every fact of the vocabulary of proposal facts, in its order; what is not known is unknown.

    Counts that need a figure of the law read it on the day ``on``. Without a proposal a
    co-operative that is founded anew is meant, and no conversion.
    """
    words = catalogue.vocabularies
    group = None
    if proposal is not None:
        group = Group(proposal, words.founders.terms, catalogue.law, on)
    found: dict[str, GroupFact] = {}
    for term in words.proposal_facts:
        if term.origin == "follows" and term.condition is not None:
            assumed = {id: known.fact for id, known in found.items()}
            outcome = evaluate(term.condition, Situation(diagnosis, catalogue.law, on, assumed))
            known = _of_truth(term.id, outcome.degree.truth)
        elif group is not None:
            known = _from_proposal(term, group, template, catalogue)
        else:
            known = _without_proposal(term, template, diagnosis, catalogue)
        found[term.id] = known
    return FrozenMapping(found)


def situation(
    facts: Mapping[str, GroupFact], diagnosis: Diagnosis, catalogue: Catalogue, on: date
) -> Situation:
    """What rules and duties are evaluated against: the group in its place, on a day."""
    assumed = {id: known.fact for id, known in facts.items()}
    return Situation(diagnosis, catalogue.law, on, FrozenMapping(assumed))


def _from_proposal(
    term: ProposalFact, group: Group, template: Template, catalogue: Catalogue
) -> GroupFact:
    proposal = group.proposal
    if term.origin == "counted" and term.count is not None:
        return _counted(term, group)
    if term.origin == "asked":
        for answer in proposal.answers:
            if answer.fact == term.id and answer.answer != "unknown":
                return GroupFact(Fact(term.id, Answer(answer.answer == "yes")), _at(answer.place))
        return GroupFact(Fact(term.id, None))
    if term.origin == "conversion":
        yes = proposal.conversion_of is not None
        return GroupFact(Fact(term.id, Answer(yes)), _at(proposal.places.get("conversion_of")))
    if term.origin == "founder-kinds":
        kinds = frozenset(founder.kind for founder in proposal.founders)
        others = frozenset(catalogue.vocabularies.founders.terms) - kinds
        lines = tuple(f.place for f in proposal.founders if f.place is not None)
        return GroupFact(Fact(term.id, Terms(kinds, others)), lines)
    return _without_proposal(term, template, None, catalogue)


def _without_proposal(
    term: ProposalFact, template: Template, diagnosis: Diagnosis | None, catalogue: Catalogue
) -> GroupFact:
    if term.origin == "services":
        core = frozenset(offered.service for offered in template.services if offered.core)
        others = frozenset(catalogue.vocabularies.services.terms) - core
        return GroupFact(Fact(term.id, Terms(core, others)))
    if term.origin == "conversion":
        return GroupFact(Fact(term.id, Answer(False)))
    if diagnosis is not None and term.in_diagnosis is not None:
        told = diagnosis.facts.get(term.in_diagnosis)
        if told is not None:
            return GroupFact(Fact(term.id, told.value, told.origins, told.place))
    return GroupFact(Fact(term.id, None))


def _counted(term: ProposalFact, group: Group) -> GroupFact:
    if term.count is None:
        return GroupFact(Fact(term.id, None))
    if term.out_of is None:
        counted = group.count(term.count)
        if counted is None:
            return GroupFact(Fact(term.id, None))
        section = "jobs" if term.count.people == "jobs" else "founders"
        lines = counted.lines or _at(group.proposal.places.get(section))
        return GroupFact(Fact(term.id, _number(counted.low, counted.high)), lines)
    shared = group.share(term.count, term.out_of)
    if shared is None:
        return GroupFact(Fact(term.id, None))
    value = _number(float(shared.low.value), float(shared.high.value))
    lines = shared.lines or _at(group.proposal.places.get("founders"))
    return GroupFact(Fact(term.id, value), lines, shared)


def _at(place: Place | None) -> tuple[Place, ...]:
    return () if place is None else (place,)


def _number(low: float, high: float) -> Value:
    return Number(float(low)) if low == high else NumberBetween(float(low), float(high))


def _of_truth(id: str, truth: Truth) -> GroupFact:
    value = Answer(truth is Truth.YES) if truth in (Truth.YES, Truth.NO) else None
    return GroupFact(Fact(id, value))
