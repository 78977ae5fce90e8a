"""How people get to the co-operative, in words."""

from collections.abc import Iterator

from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.pathways import Arrival, PathwayPlan, StagePlan
from socialfranchise.presentation.law_used import figure_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text

GROUPS = ("group", "presence", "pathways")
STAGES = ("number", "stage", "covered", "bodies", "lasts", "timing", "basis")


def pathways_section(found: Feasibility, names: Names) -> Section:
    """The groups, their pathways, who carries each stage, and when people reach a job."""
    say = names.say
    plans = found.pathways.plans
    return Section(
        title=say("feasibility.pathways.heading"),
        paragraphs=(
            *(() if plans else (say("feasibility.pathways.none"),)),
            *(_summary(plan, names) for plan in plans),
        ),
        tables=(_groups(found, names), *_paths(found, names)),
        id="pathways",
    )


def _groups(found: Feasibility, names: Names) -> Table:
    say, words = names.say, names.catalogue.vocabularies
    return Table(
        caption=say("feasibility.pathways.groups"),
        columns=tuple(say(f"feasibility.column.{key}") for key in GROUPS),
        rows=tuple(
            (
                names.text(words.target_groups[group.group].name),
                say(f"feasibility.presence.{group.present.value}"),
                "; ".join(names.text(names.catalogue.pathways[id].name) for id in group.pathways)
                or say("feasibility.pathways.no_path"),
            )
            for group in found.pathways.groups
        ),
        lead=2,
        id="groups",
        keys=GROUPS,
    )


def _paths(found: Feasibility, names: Names) -> Iterator[Table]:
    for plan in found.pathways.plans:
        yield Table(
            caption=names.text(plan.pathway.name),
            columns=tuple(names.say(f"feasibility.column.{key}") for key in STAGES),
            rows=tuple(_stage(n, stage, names) for n, stage in enumerate(plan.stages, 1)),
            lead=2,
            id=plan.pathway.id,
            keys=STAGES,
        )


def _stage(number: int, planned: StagePlan, names: Names) -> tuple[str, ...]:
    stage, say = planned.stage, names.say
    bodies = "; ".join(
        f"{names.text(names.catalogue.vocabularies.institutions[id].name)} – "
        f"{say(f'feasibility.presence.{present.value}')}"
        for id, present in planned.bodies
    )
    return (
        str(number),
        names.text(stage.name),
        say(f"feasibility.covered.{planned.covered.value}"),
        bodies or say("feasibility.pathways.coop"),
        say("feasibility.pathways.no_time")
        if stage.duration is None
        else figure_text(stage.duration, names),
        "" if stage.timing == "after" else say(f"feasibility.timing.{stage.timing}"),
        names.citations(stage.basis),
    )


def _summary(plan: PathwayPlan, names: Names) -> str:
    say = names.say
    state = say(f"feasibility.pathways.open.{plan.open.value}")
    return say(
        "feasibility.pathways.summary",
        name=names.text(plan.pathway.name),
        state=state,
        arrival=arrival_text(plan.arrival, names),
    )


def arrival_text(arrival: Arrival, names: Names) -> str:
    """When people who start on a day reach a job, as far as the stages have times."""
    say = names.say
    start = day_text(arrival.start, names.language)
    if arrival.earliest is None:
        return say("feasibility.pathways.beyond", start=start)
    earliest = day_text(arrival.earliest, names.language)
    if arrival.latest is None:
        return say("feasibility.pathways.not_before", start=start, earliest=earliest)
    latest = day_text(arrival.latest, names.language)
    return say("feasibility.pathways.between", start=start, earliest=earliest, latest=latest)
