"""Partners, their roles and the steps up to registration, in words."""

from collections.abc import Iterator

from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.group_facts import GroupFact
from socialfranchise.feasibility.partners import Partnership, PartnerState, PlannedStep
from socialfranchise.presentation.feasibility.founders_section import from_text
from socialfranchise.presentation.law_used import figure_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import unit_text

PARTNERS = ("partner", "presence", "needed", "does", "instead", "uncovered")
ROLES = ("role", "covered", "players")
STEPS = ("number", "step", "responsible", "document", "time")


def partners_section(found: Feasibility, names: Names) -> Section:
    """Who is there, who could stand in, who plays which role, and what to do in which order."""
    say, partners = names.say, found.partners
    needed = say(f"feasibility.partners.complete.{partners.complete.value}")
    origins = from_text([GroupFact(partners.known)], names)
    source = (say("feasibility.partners.from", sources=origins),) if origins else ()
    return Section(
        title=say("feasibility.partners.heading"),
        paragraphs=(needed, *source, say("feasibility.partners.about")),
        tables=tuple(_tables(partners, names)),
        id="partners",
    )


def _tables(partners: Partnership, names: Names) -> Iterator[Table]:
    say = names.say
    yield Table(
        caption=say("feasibility.partners.table"),
        columns=_columns(PARTNERS, names),
        rows=tuple(_partner(state, names) for state in partners.partners),
        lead=2,
        id="partners",
        keys=PARTNERS,
    )
    yield Table(
        caption=say("feasibility.partners.roles"),
        columns=_columns(ROLES, names),
        rows=tuple(
            (
                _role(row.role, names),
                say(f"feasibility.covered.{row.covered.value}"),
                "; ".join(
                    f"{_body(id, names)} – {say(f'feasibility.presence.{present.value}')}"
                    for id, present in row.players
                ),
            )
            for row in partners.roles
        ),
        lead=2,
        shown="text",
        id="roles",
        keys=ROLES,
    )
    yield _matrix(partners, names)
    yield Table(
        caption=say("feasibility.partners.steps"),
        columns=_columns(STEPS, names),
        rows=tuple(_step(step, names) for step in partners.steps),
        lead=2,
        id="steps",
        keys=STEPS,
    )


def _matrix(partners: Partnership, names: Names) -> Table:
    """Bodies in rows, roles in columns, as a page shows it."""
    say = names.say
    bodies = [state.partner.institution for state in partners.partners]
    plays = [dict(row.players) for row in partners.roles]

    def cell(present: Truth | None) -> str:
        return "" if present is None else say(f"feasibility.presence.{present.value}")

    return Table(
        caption=say("feasibility.partners.roles"),
        columns=(
            say("feasibility.column.partner"),
            *(_role(row.role, names) for row in partners.roles),
        ),
        rows=tuple(
            (_body(id, names), *(cell(of_role.get(id)) for of_role in plays)) for id in bodies
        ),
        shown="page",
    )


def _columns(keys: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(names.say(f"feasibility.column.{key}") for key in keys)


def _partner(state: PartnerState, names: Names) -> tuple[str, ...]:
    say, partner = names.say, state.partner
    instead: dict[str, list[str]] = {}
    for stand_in in state.stand_ins:
        instead.setdefault(stand_in.role, []).append(_body(stand_in.institution, names))
    return (
        _body(partner.institution, names),
        say(f"feasibility.presence.{state.present.value}"),
        say(f"feasibility.needed.{'yes' if partner.required else 'no'}"),
        names.text(partner.role),
        "; ".join(f"{_role(role, names)} – {', '.join(who)}" for role, who in instead.items()),
        "; ".join(_role(role, names) for role in state.uncovered),
    )


def _step(planned: PlannedStep, names: Names) -> tuple[str, ...]:
    step, time = planned.step, ""
    if step.deadline is not None and planned.limit is not None:
        parameter = names.catalogue.parameter(step.deadline)
        limit = unit_text(planned.limit.value, parameter.unit, names.language)
        time = f"{limit} [{parameter.id}]"
    elif step.duration is not None:
        time = figure_text(step.duration, names)
    return (
        str(planned.number),
        names.text(step.task),
        names.text(step.responsible),
        "" if step.document is None else names.text(step.document),
        time,
    )


def _body(id: str, names: Names) -> str:
    return names.text(names.catalogue.vocabularies.institutions[id].name)


def _role(id: str, names: Names) -> str:
    return names.text(names.catalogue.vocabularies.partner_roles[id].name)
