"""How people of the place get to a job in the co-operative, and when."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.pathway import Pathway, Stage
from socialfranchise.catalogue.template import Template
from socialfranchise.core import degrees
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Diagnosis, Terms
from socialfranchise.feasibility.days import add
from socialfranchise.feasibility.partners import presence

GROUPS = "target-groups"
"""The fact of a diagnosis that lists the groups of people in the place."""


@frozen
class StagePlan:
    """A stage in this place: the bodies that can carry it, and whether one of them is there.

    A stage that names no body is carried by the co-operative itself.
    """

    stage: Stage
    bodies: tuple[tuple[str, Truth], ...]
    covered: Truth


@frozen
class Arrival:
    """When people who start on a day reach the co-operative; ``None`` is not known.

    ``latest`` is not known as soon as one stage on the way has no duration: then ``earliest`` only
    says before when nobody arrives.
    """

    start: date
    earliest: date | None
    latest: date | None
    complete: bool
    """True when every stage on the way has a duration."""


@frozen
class PathwayPlan:
    """A pathway in this place. ``open`` is NO when a stage before work has nobody to carry it."""

    pathway: Pathway
    stages: tuple[StagePlan, ...]
    arrival: Arrival
    open: Truth


@frozen
class GroupPlan:
    """A group the model serves: is it in the place, and which pathways of the model are for it."""

    group: str
    present: Truth
    pathways: tuple[str, ...]


@frozen
class Pathways:
    """The groups the model serves in the place, and the pathways they can take."""

    groups: tuple[GroupPlan, ...]
    plans: tuple[PathwayPlan, ...]


def pathway_plan(
    template: Template, diagnosis: Diagnosis, catalogue: Catalogue, *, on: date
) -> Pathways:
    """The pathways of the model for the groups that are or may be in the place, from ``on`` on."""
    value = diagnosis.value(GROUPS)
    groups = []
    for served in template.target_groups:
        has = value.has(served.group) if isinstance(value, Terms) else None
        paths = tuple(
            id for id in template.pathways if served.group in catalogue.pathways[id].target_groups
        )
        groups.append(GroupPlan(served.group, degrees.truth(has).truth, paths))
    used = {id for group in groups if group.present is not Truth.NO for id in group.pathways}
    plans = tuple(
        _plan(catalogue.pathways[id], diagnosis, on) for id in template.pathways if id in used
    )
    return Pathways(tuple(groups), plans)


def _plan(pathway: Pathway, diagnosis: Diagnosis, on: date) -> PathwayPlan:
    stages = tuple(_stage(stage, diagnosis) for stage in pathway.stages)
    return PathwayPlan(pathway, stages, _arrival(pathway, on), _open(stages))


def _stage(stage: Stage, diagnosis: Diagnosis) -> StagePlan:
    bodies = tuple((id, presence(id, diagnosis)) for id in stage.institutions)
    if not bodies:
        return StagePlan(stage, bodies, Truth.YES)
    covered = degrees.any_of(
        degrees.truth(None if present is Truth.UNKNOWN else present is Truth.YES)
        for _, present in bodies
    )
    return StagePlan(stage, bodies, covered.truth)


def _before_work(pathway: Pathway) -> Iterator[Stage]:
    for stage in pathway.stages:
        if stage.at_work:
            return
        yield stage


def _open(stages: tuple[StagePlan, ...]) -> Truth:
    """Every stage before work is carried; of stages that stand in for each other, one is enough."""
    ways: list[list[degrees.Degree]] = []
    for planned in stages:
        if planned.stage.at_work:
            break
        degree = degrees.truth(
            None if planned.covered is Truth.UNKNOWN else planned.covered is Truth.YES
        )
        if planned.stage.timing == "optional":
            continue
        if planned.stage.timing == "instead" and ways:
            ways[-1].append(degree)
        else:
            ways.append([degree])
    return degrees.all_of(degrees.any_of(way) for way in ways).truth


def _arrival(pathway: Pathway, on: date) -> Arrival:
    earliest: date | None = on
    latest: date | None = on
    complete = True
    before: tuple[date | None, date | None] = (on, on)
    for stage in _before_work(pathway):
        if stage.timing == "within":
            continue
        here = before if stage.timing == "instead" else (earliest, latest)
        first, last = _after(here, stage)
        if stage.duration is None:
            complete = False
        if stage.timing == "optional":
            first = here[0]
        if stage.timing == "instead":
            first, last = _sooner(first, earliest), _later(last, latest)
        else:
            before = here
        earliest, latest = first, last
    return Arrival(on, earliest, latest, complete)


def _after(here: tuple[date | None, date | None], stage: Stage) -> tuple[date | None, date | None]:
    first, last = here
    figure = stage.duration
    if figure is None:
        return first, None
    low = int(figure.low.to_integral_value(ROUND_FLOOR))
    high = int(figure.high.to_integral_value(ROUND_CEILING))
    return (
        None if first is None else add(first, low, figure.unit),
        None if last is None else add(last, high, figure.unit),
    )


def _sooner(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


__all__ = ["Arrival", "GroupPlan", "PathwayPlan", "Pathways", "StagePlan", "pathway_plan"]
