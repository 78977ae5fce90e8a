"""Partners of a model against the bodies of a place, and the steps up to registration."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Partner, Phase, Step, Template
from socialfranchise.core import degrees
from socialfranchise.core.dated import DatedValue
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Terms

BODIES = "institutions"
"""The fact of a diagnosis that lists the bodies of the place."""
UP_TO_REGISTRATION: tuple[Phase, ...] = ("diagnosis", "partnership", "founding")


@frozen
class StandIn:
    """A body that shares a role with a partner who is not there; ``present`` is NO for none."""

    role: str
    institution: str
    present: Truth


@frozen
class PartnerState:
    """A partner of the model: is it there, and who could do what it does instead.

    ``uncovered`` are its roles that no body known to be there can play.
    """

    partner: Partner
    present: Truth
    stand_ins: tuple[StandIn, ...] = ()
    uncovered: tuple[str, ...] = ()


@frozen
class RoleRow:
    """A role and the partners that play it; ``covered`` is NO when all of them are absent."""

    role: str
    players: tuple[tuple[str, Truth], ...]
    covered: Truth


@frozen
class PlannedStep:
    """A step of the action plan up to registration, with its number and its limit by the law."""

    number: int
    step: Step
    limit: DatedValue | None


@frozen
class Partnership:
    """Partners, their roles, and the steps; ``complete`` is about the partners the model needs.

    ``known`` is the fact of the diagnosis that all of it rests on.
    """

    known: Fact
    partners: tuple[PartnerState, ...]
    roles: tuple[RoleRow, ...]
    steps: tuple[PlannedStep, ...]
    complete: Truth


def presence(id: str, diagnosis: Diagnosis) -> Truth:
    """Is a body in the place? What nobody said is UNKNOWN."""
    value = diagnosis.value(BODIES)
    return degrees.truth(value.has(id) if isinstance(value, Terms) else None).truth


def partnership(
    template: Template, diagnosis: Diagnosis, catalogue: Catalogue, *, on: date
) -> Partnership:
    """Who is there and who is missing; deadlines of steps are read on the day ``on``."""
    partners = tuple(_state(partner, diagnosis, catalogue) for partner in template.partners)
    needed = [degrees.truth(_holds(state.present)) for state in partners if state.partner.required]
    return Partnership(
        known=diagnosis.facts.get(BODIES) or Fact(BODIES, None),
        partners=partners,
        roles=tuple(_rows(partners, catalogue)),
        steps=tuple(_steps(template, catalogue, on)),
        complete=degrees.all_of(needed).truth,
    )


def _holds(truth: Truth) -> bool | None:
    return None if truth is Truth.UNKNOWN else truth is Truth.YES


def _state(partner: Partner, diagnosis: Diagnosis, catalogue: Catalogue) -> PartnerState:
    present = presence(partner.institution, diagnosis)
    if present is Truth.YES:
        return PartnerState(partner, present)
    bodies = catalogue.vocabularies.institutions
    roles = bodies[partner.institution].roles
    stand_ins = tuple(
        StandIn(role, body.id, Truth.YES)
        for role in roles
        if not catalogue.vocabularies.partner_roles[role].tied
        for body in bodies
        if body.id != partner.institution
        and role in body.roles
        and presence(body.id, diagnosis) is Truth.YES
    )
    played = {stand_in.role for stand_in in stand_ins}
    uncovered = tuple(role for role in roles if role not in played)
    return PartnerState(partner, present, stand_ins, uncovered)


def _rows(partners: tuple[PartnerState, ...], catalogue: Catalogue) -> Iterator[RoleRow]:
    words = catalogue.vocabularies
    for role in words.partner_roles:
        players = tuple(
            (state.partner.institution, state.present)
            for state in partners
            if role.id in words.institutions[state.partner.institution].roles
        )
        if players:
            covered = degrees.any_of(degrees.truth(_holds(present)) for _, present in players)
            yield RoleRow(role.id, players, covered.truth)


def _steps(template: Template, catalogue: Catalogue, on: date) -> Iterator[PlannedStep]:
    number = 0
    for phase in UP_TO_REGISTRATION:
        for step in template.action_plan:
            if step.phase == phase:
                number += 1
                parameter = catalogue.law.get(step.deadline or "")
                yield PlannedStep(number, step, None if parameter is None else parameter.value(on))
