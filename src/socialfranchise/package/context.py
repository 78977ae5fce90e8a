"""What document texts may use: the catalogue, the match and the answers as plain data.

Everything here is a dict, list, text, number or day in one language, so that a text can read but
never act.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from socialfranchise.catalogue.case import Case
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.funding import FundingSource
from socialfranchise.catalogue.pathway import Pathway
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import LegalForm
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.degrees import Truth
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Language, Text
from socialfranchise.diagnosis.facts import Diagnosis, Terms
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import Match, Reason
from socialfranchise.package.answers import answer_text
from socialfranchise.package.phrases import amount_text, figure_text
from socialfranchise.package.set_up import set_up_data
from socialfranchise.package.studies import Studies
from socialfranchise.package.study_context import diagnosis_values, study_values
from socialfranchise.presentation.matching.match_text import score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.readings import reading_text
from socialfranchise.wording.numbers import unit_text

BLANK = "\N{HORIZONTAL ELLIPSIS}" * 12

NAMES = frozenset(
    {
        "answers",
        "calendar",
        "cases",
        "catalogue",
        "day",
        "diagnosis",
        "economics",
        "facts",
        "feasibility",
        "founders",
        "funding",
        "funding_plan",
        "groups",
        "lang",
        "law",
        "legal_form",
        "match",
        "names",
        "pathway",
        "pathways",
        "place",
        "proposal",
        "ranking",
        "services",
        "set_up",
        "sources",
        "template",
    }
)
"""Every name that a text may use."""


def document_context(
    template: Template,
    diagnosis: Diagnosis,
    catalogue: Catalogue,
    match: Match,
    *,
    on: date,
    answers: Mapping[str, str],
    language: Language,
    studies: Studies | None = None,
) -> dict[str, Any]:
    """All values a document text may name; its keys are :data:`NAMES`.

    A proposal comes with its ``studies``. What takes long is worked out when a text asks for it.
    """
    names = Names(catalogue, language)
    if studies is None:
        studies = Studies(
            template=template, diagnosis=diagnosis, catalogue=catalogue, proposal=None, on=on
        )
    proposal = studies.proposal
    words = catalogue.vocabularies
    legal_form = _legal_form(template, catalogue, diagnosis, on, names, proposal)
    return {
        "lang": language,
        "day": on,
        "catalogue": {
            "version": catalogue.version,
            "published": catalogue.published,
            "title": names.text(catalogue.title),
        },
        "place": attrs.asdict(diagnosis.locality),
        "diagnosis": diagnosis_values(diagnosis, names),
        "proposal": _plain(proposal, language),
        "legal_form": legal_form,
        "set_up": set_up_data(legal_form["id"], studies.situation, names),
        "founders": _founders(diagnosis, names, proposal),
        "answers": {
            id: answer_text(answers[id], blank.kind, language) if answers.get(id) else BLANK
            for id, blank in catalogue.answer_fields.items()
        },
        "template": _plain(template, language),
        "cases": [_case(case, template, language) for case in catalogue.cases.values()],
        "match": _match(match, names),
        "names": _all_names(catalogue, names),
        "services": {service.id: _plain(service, language) for service in words.services},
        "groups": {group.id: _plain(group, language) for group in words.target_groups},
        "facts": {fact.id: _plain(fact, language) for fact in words.facts},
        "sources": {source.id: _plain(source, language) for source in words.sources},
        "funding": [_funding(catalogue.funding[id], names, on) for id in template.funding],
        "pathways": [_pathway(catalogue.pathways[id], names) for id in template.pathways],
        "law": {id: _law(parameter, on, names) for id, parameter in catalogue.law.items()},
        **study_values(studies, names),
    }


def _plain(value: Any, language: Language) -> Any:
    """A domain value as plain data with its texts in one language."""
    if isinstance(value, Text):
        return value.to(language)
    if isinstance(value, Place):
        return None
    if isinstance(value, Mapping):
        return {key: _plain(part, language) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part, language) for part in value]
    if attrs.has(type(value)):
        fields = (field.name for field in attrs.fields(type(value)))
        return {name: _plain(getattr(value, name), language) for name in fields}
    return value


def _legal_form(
    template: Template,
    catalogue: Catalogue,
    diagnosis: Diagnosis,
    on: date,
    names: Names,
    proposal: Proposal | None,
) -> dict[str, str]:
    """The legal form of the proposal.

    Without one the first of the model that the founders of the place can use, or may use.
    """
    situation = Situation(diagnosis, catalogue.law, on)

    def doubt(form: LegalForm) -> int:
        truth = evaluate(form.founding, situation).degree.truth
        return [Truth.YES, Truth.UNKNOWN, Truth.NO].index(truth)

    ids = template.founders.legal_forms if proposal is None else (proposal.legal_form,)
    forms = [catalogue.vocabularies.legal_forms[id] for id in ids]
    form = min(forms, key=doubt)
    return {"id": form.id, "name": names.text(form.name)}


def _founders(
    diagnosis: Diagnosis, names: Names, proposal: Proposal | None
) -> list[dict[str, str]]:
    """The kinds of founders of the proposal, without one those of the diagnosis."""
    value = diagnosis.value("founders")
    kinds = names.catalogue.vocabularies.founders
    ids = value.present if isinstance(value, Terms) else frozenset()
    if proposal is not None:
        ids = frozenset(founder.kind for founder in proposal.founders)
    present = [kind for kind in kinds if kind.id in ids]
    return [{"id": kind.id, "name": names.text(kind.name)} for kind in present]


def _match(match: Match, names: Names) -> dict[str, Any]:
    facts = names.catalogue.vocabularies.facts
    return {
        "verdict": match.verdict.value,
        "verdict_text": names.say(f"verdict.{match.verdict.value}"),
        "score": score_text(match.score, names.language),
        "reasons": [_reason(reason, names) for reason in match.reasons],
        "warnings": [names.text(reason.text) for reason in match.warnings],
        "missing": [
            {
                "id": missing.fact,
                "name": names.fact(missing.fact),
                "question": names.text(facts[missing.fact].question),
                "known_by": names.text(facts[missing.fact].known_by),
            }
            for missing in match.missing
        ],
    }


def _reason(reason: Reason, names: Names) -> dict[str, Any]:
    truth = reason.degree.truth
    state = truth.value
    text = names.say(f"answer.{state}")
    if reason.degree.known and truth is Truth.UNKNOWN:
        text = score_text(reason.degree, names.language)
    return {
        "kind": reason.kind,
        "text": names.text(reason.text),
        "state": state,
        "state_text": text,
        "weight": reason.weight,
        "readings": [reading_text(reading, names) for reading in reason.readings],
    }


def _all_names(catalogue: Catalogue, names: Names) -> dict[str, dict[str, str]]:
    words = catalogue.vocabularies
    found = {
        field.name: {term.id: names.text(term.name) for term in getattr(words, field.name)}
        for field in attrs.fields(type(words))
    }
    found["funding"] = {id: names.text(source.name) for id, source in catalogue.funding.items()}
    found["pathways"] = {id: names.text(path.name) for id, path in catalogue.pathways.items()}
    for key, section in _MESSAGE_NAMES.items():
        found[key] = names.say.section(section)
    return found


_MESSAGE_NAMES = {
    "status": "evidence.status",
    "grade": "evidence.grade",
    "in_series": "evidence.in_series",
    "confidence": "evidence.confidence",
    "phase": "phase",
    "units": "unit_name",
}


def _funding(source: FundingSource, names: Names, on: date) -> dict[str, Any]:
    plain = _plain(source, names.language)
    plain["amounts"] = [
        {"name": names.text(rule.name), "text": amount_text(rule, names, on)}
        for rule in source.amounts
    ]
    plain["basis"] = [names.citation(basis) for basis in source.basis]
    return dict(plain)


def _case(case: Case, template: Template, language: Language) -> dict[str, Any]:
    """A real co-operative; ``alike`` when it offers a core service of the model."""
    core = {service.service for service in template.services if service.core}
    return {**_plain(case, language), "alike": not core.isdisjoint(case.services)}


def _pathway(pathway: Pathway, names: Names) -> dict[str, Any]:
    institutions = names.catalogue.vocabularies.institutions
    return {
        "name": names.text(pathway.name),
        "summary": names.text(pathway.summary),
        "stages": [
            {
                "name": names.text(stage.name),
                "institutions": [names.text(institutions[id].name) for id in stage.institutions],
                "entry": names.text(stage.entry),
                "exit": names.text(stage.exit),
                "duration": None
                if stage.duration is None
                else figure_text(stage.duration, names.language),
            }
            for stage in pathway.stages
        ],
    }


def _law(parameter: Parameter, on: date, names: Names) -> dict[str, Any]:
    dated: DatedValue | None = parameter.value(on)
    if dated is None:
        return {
            "value": None,
            "text": names.say("law.unknown"),
            "since": None,
            "basis": [],
            "confidence": None,
            "doubt": None,
        }
    return {
        "value": dated.value,
        "text": unit_text(dated.value, parameter.unit, names.language),
        "since": dated.since,
        "basis": [names.citation(basis) for basis in dated.basis],
        "confidence": dated.confidence,
        "doubt": None if dated.doubt is None else names.text(dated.doubt),
    }
