"""What document texts may use of a diagnosis, a proposal and the studies of it, as plain data."""

from collections.abc import Iterator
from typing import Any

from socialfranchise.diagnosis.facts import Diagnosis, Fact, Terms
from socialfranchise.matching.ranking import Ranking
from socialfranchise.package.studies import Later, Studies
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.economics.economics_sections import economics_sections
from socialfranchise.presentation.feasibility.calendar_section import calendar_section
from socialfranchise.presentation.feasibility.founders_section import founders_section
from socialfranchise.presentation.feasibility.partners_section import partners_section
from socialfranchise.presentation.feasibility.pathways_section import pathways_section
from socialfranchise.presentation.funding.funding_words_data import funding_words_data
from socialfranchise.presentation.law_used import law_section
from socialfranchise.presentation.matching.match_text import score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.section_data import section_data
from socialfranchise.presentation.values import value_text


def study_values(studies: Studies, names: Names) -> dict[str, Later]:
    """The studies by the names that texts use.

    ``feasibility``, ``calendar`` and ``pathway`` say without a proposal what the diagnosis and the
    model tell; ``funding_plan`` and ``economics`` are then ``None``.
    """
    return {
        "ranking": Later(lambda: _ranking(studies.ranking, names)),
        "feasibility": Later(lambda: _feasibility(studies, names)),
        "calendar": Later(
            lambda: section_data(calendar_section(studies.feasibility, names, exact=False))
        ),
        "pathway": Later(lambda: section_data(pathways_section(studies.feasibility, names))),
        "funding_plan": Later(
            lambda: None if studies.funding is None else funding_words_data(studies.funding, names)
        ),
        "economics": Later(lambda: _economics(studies, names)),
    }


def diagnosis_values(diagnosis: Diagnosis, names: Names) -> dict[str, Any]:
    """A diagnosis: its facts with their origins, and what of the catalogue it does not speak of."""
    facts = names.catalogue.vocabularies.facts
    return {
        "title": names.text(diagnosis.title),
        "day": diagnosis.day,
        "facts": [_fact(diagnosis.facts[f.id], names) for f in facts if f.id in diagnosis.facts],
        "not_asked": [
            {"id": fact.id, "name": names.text(fact.name), "known_by": names.text(fact.known_by)}
            for fact in facts
            if fact.id not in diagnosis.facts
        ],
        "remarks": [names.text(remark) for remark in diagnosis.remarks],
    }


def _fact(fact: Fact, names: Names) -> dict[str, Any]:
    question = names.question(fact.id)
    return {
        "id": fact.id,
        "name": names.text(question.name),
        "question": names.text(question.question),
        "known_by": names.text(question.known_by),
        "value": None if fact.value is None else "; ".join(_value(fact, names)),
        "origins": [
            {"source": o.source, "year": o.year, "url": o.url, "note": o.note} for o in fact.origins
        ],
    }


def _value(fact: Fact, names: Names) -> Iterator[str]:
    if not isinstance(fact.value, Terms):
        if fact.value is not None:
            yield value_text(fact.value, fact.id, names)
        return
    for key, ids in (("present", fact.value.present), ("absent", fact.value.absent)):
        if ids:
            yield names.say(f"reading.{key}", terms=names.terms(fact.id, sorted(ids)))


def _ranking(ranking: Ranking, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "id": found.template.id,
            "name": names.text(found.template.name),
            "verdict": found.verdict.value,
            "verdict_text": names.say(f"verdict.{found.verdict.value}"),
            "score": score_text(found.score, names.language),
        }
        for found in ranking
    ]


def _feasibility(studies: Studies, names: Names) -> dict[str, Any]:
    found = studies.feasibility
    sections = (
        founders_section(found, names, details=False),
        partners_section(found, names),
        law_section(found, names, exact=False),
    )
    return {"on": found.on, **{section.id: section_data(section) for section in sections}}


def _economics(studies: Studies, names: Names) -> dict[str, Any] | None:
    """The sections of the economics by their ids; without an outcome some are not there."""
    found = studies.economics
    if found is None:
        return None
    called = Called(found, names)
    sections = economics_sections(called, exact=False)
    return {section.id: section_data(section) for section in sections}
