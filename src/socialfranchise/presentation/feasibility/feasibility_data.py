"""Feasibility as plain data for other programs: ``socialfranchise.feasibility/1``."""

from typing import Any, get_args

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.rules import Topic
from socialfranchise.core.dated import DatedValue, Figure, LegalBasis
from socialfranchise.core.text import Text
from socialfranchise.feasibility.calendar import Deadline
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.founders import FoundersCheck, Gap, RuleVerdict
from socialfranchise.feasibility.group_facts import GroupFact
from socialfranchise.feasibility.partners import PartnerState, PlannedStep
from socialfranchise.feasibility.pathways import PathwayPlan, StagePlan
from socialfranchise.presentation.economics.economics_data import economics_data
from socialfranchise.presentation.funding.funding_data import funding_plan_data
from socialfranchise.presentation.parts import place_data, text_data
from socialfranchise.presentation.reading_data import (
    Readings,
    dated_data,
    fact_value_data,
    origins_data,
)

FORMAT = "socialfranchise.feasibility/1"


def feasibility_data(found: Feasibility, catalogue: Catalogue) -> dict[str, Any]:
    """Everything in both languages, ready for JSON. Days are year-month-day; unknown is null."""
    facts = found.founders[0].facts if found.founders else {}
    readings = Readings.of(catalogue)
    return {
        "format": FORMAT,
        "template": {"id": found.template.id, "version": found.template.version},
        "diagnosis": {"id": found.diagnosis.id, "sha256": found.diagnosis.sha256},
        "proposal": None if found.proposal is None else found.proposal.id,
        "on": found.on.isoformat(),
        "catalogue": {
            "id": found.catalogue,
            "version": found.catalogue_version,
            "sha256": found.catalogue_sha256,
        },
        "economics": None if found.economics is None else economics_data(found.economics),
        "funding": None if found.funding is None else funding_plan_data(found.funding),
        "facts": {id: _fact(known) for id, known in facts.items()},
        "founders": [_check(check, readings) for check in found.founders],
        "calendar": {
            "registration": _day(found.calendar.registration),
            "months": found.calendar.months,
            "dated": [_deadline(deadline) for deadline in found.calendar.dated],
            "open": [_deadline(deadline) for deadline in found.calendar.open],
        },
        "partners": {
            "complete": found.partners.complete.value,
            "origins": origins_data(found.partners.known),
            "partners": [_partner(state) for state in found.partners.partners],
            "roles": [
                {
                    "role": row.role,
                    "covered": row.covered.value,
                    "players": {id: present.value for id, present in row.players},
                }
                for row in found.partners.roles
            ],
            "steps": [_step(step) for step in found.partners.steps],
        },
        "pathways": {
            "groups": [
                {
                    "group": group.group,
                    "present": group.present.value,
                    "pathways": list(group.pathways),
                }
                for group in found.pathways.groups
            ],
            "plans": [_plan(plan) for plan in found.pathways.plans],
        },
    }


def _fact(known: GroupFact) -> dict[str, Any]:
    return {
        "value": fact_value_data(known.fact.value),
        "lines": [place_data(place) for place in known.lines],
        "origins": origins_data(known.fact),
    }


def _check(check: FoundersCheck, readings: Readings) -> dict[str, Any]:
    truths = {topic: check.truth(topic) for topic in get_args(Topic)}
    return {
        "legal_form": check.legal_form,
        "on": check.on.isoformat(),
        "offered": check.offered,
        "topics": {topic: None if t is None else t.value for topic, t in truths.items()},
        "rules": [_verdict(verdict, readings) for verdict in check.verdicts],
    }


def _verdict(verdict: RuleVerdict, readings: Readings) -> dict[str, Any]:
    rule = verdict.rule
    return {
        "id": rule.id,
        "topics": list(rule.topics),
        "statement": text_data(rule.statement),
        "state": verdict.truth.value,
        "binds": "yes" if verdict.binds is None else verdict.binds.degree.truth.value,
        "missing": [_gap(gap) for gap in verdict.gaps],
        "readings": [readings.data(reading) for reading in verdict.outcome.readings],
        "basis": _basis(rule.basis),
        "remedy": _text(rule.remedy),
        "doubt": _text(rule.doubt),
        "place": place_data(rule.place),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "fact": gap.fact,
        "at_least": gap.fewest,
        "at_most": gap.most,
        "more": gap.more,
        "of_share": gap.of_share,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    duty = deadline.duty
    return {
        "duty": duty.id,
        "what": text_data(duty.what),
        "who": text_data(duty.who),
        "day": _day(deadline.day),
        "event": duty.event,
        "event_day": _day(deadline.event),
        "after_duty": duty.after_duty,
        "before": duty.before,
        "working_days": duty.working_days,
        "binds": deadline.binds.value,
        "parameter": duty.deadline,
        "valid": _dated(deadline.limit),
        "jobs": [job.id for job in deadline.jobs],
        "consequence": _text(duty.consequence),
        "basis": _basis(duty.basis),
        "doubt": _text(duty.doubt),
        "place": place_data(duty.place),
    }


def _partner(state: PartnerState) -> dict[str, Any]:
    return {
        "institution": state.partner.institution,
        "required": state.partner.required,
        "role": text_data(state.partner.role),
        "present": state.present.value,
        "stand_ins": [
            {"role": stand_in.role, "institution": stand_in.institution}
            for stand_in in state.stand_ins
        ],
        "uncovered": list(state.uncovered),
    }


def _step(planned: PlannedStep) -> dict[str, Any]:
    step = planned.step
    return {
        "number": planned.number,
        "phase": step.phase,
        "task": text_data(step.task),
        "responsible": text_data(step.responsible),
        "document": _text(step.document),
        "parameter": step.deadline,
        "valid": _dated(planned.limit),
        "duration": _figure(step.duration),
    }


def _plan(plan: PathwayPlan) -> dict[str, Any]:
    arrival = plan.arrival
    return {
        "pathway": plan.pathway.id,
        "name": text_data(plan.pathway.name),
        "open": plan.open.value,
        "start": arrival.start.isoformat(),
        "earliest": _day(arrival.earliest),
        "latest": _day(arrival.latest),
        "complete": arrival.complete,
        "stages": [_stage(stage) for stage in plan.stages],
    }


def _stage(planned: StagePlan) -> dict[str, Any]:
    return {
        "name": text_data(planned.stage.name),
        "covered": planned.covered.value,
        "bodies": {id: present.value for id, present in planned.bodies},
        "timing": planned.stage.timing,
        "at_work": planned.stage.at_work,
        "duration": _figure(planned.stage.duration),
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "low": str(figure.low),
        "high": str(figure.high),
        "unit": figure.unit,
        "year": figure.year,
        "confidence": figure.confidence,
        "sources": list(figure.sources),
    }


def _basis(bases: tuple[LegalBasis, ...]) -> list[dict[str, str]]:
    return [{"act": basis.act, "article": basis.article} for basis in bases]


def _day(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text_data(text)


def _dated(dated: DatedValue | None) -> dict[str, Any] | None:
    return None if dated is None else dated_data(dated)
