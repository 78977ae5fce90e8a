"""A case of the conformance suite put to this engine."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from socialfranchise import Catalogue, Diagnosis, Ranking, load_diagnosis, match
from socialfranchise.catalogue.template import (
    Contraindication,
    Criterion,
    Founders,
    Requirement,
    Template,
)
from socialfranchise.catalogue.vocabulary import FactTerm, LegalForm, Need, Term, Vocabulary
from socialfranchise.core.conditions import Condition
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.formats import build
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.presentation.parts import degree_data, missing_data, score_data
from tests import samples
from tests.samples import TEXT

Case = Mapping[str, Any]


def ranking_of(case: Case) -> Ranking:
    """What this engine makes of a case."""
    return match(_diagnosis(case), _catalogue(case), on=date.fromisoformat(case["on"]))


def expected(ranking: Ranking) -> list[dict[str, Any]]:
    """The part of a ranking that the suite holds an engine to."""
    return [
        {
            "template": found.template.id,
            "verdict": found.verdict.value,
            "score": score_data(found.score),
            "reasons": [
                {
                    "kind": reason.kind,
                    "id": reason.id,
                    "degree": degree_data(reason.degree),
                    "share": None if reason.share is None else degree_data(reason.share),
                }
                for reason in found.reasons
            ],
            "missing": [missing_data(missing) for missing in found.missing],
            "missing_law": list(found.missing_law),
        }
        for found in ranking
    ]


def _diagnosis(case: Case) -> Diagnosis:
    return load_diagnosis(
        {
            "format": "socialfranchise.diagnosis/1",
            "id": case["id"],
            "title": {"pl": "Przypadek", "en": "Case"},
            "locality": {"name": "Nowhere"},
            "day": case["on"],
            "facts": case["facts"],
        }
    )


def _catalogue(case: Case) -> Catalogue:
    models = [_template(model) for model in case["templates"]]
    plain = samples.catalogue(*models)
    forms = [
        LegalForm(
            id=form["id"],
            name=TEXT,
            founders=("ngo",),
            founding=_condition(form["founding"]),
            statement=TEXT,
        )
        for form in case["legal_forms"]
    ]
    needs = [Need(id=id, name=TEXT) for id in sorted(set(_terms(case)))]
    vocabularies = attrs.evolve(
        plain.vocabularies,
        facts=_vocabulary("facts", [_fact(fact) for fact in case["vocabulary"]]),
        legal_forms=_vocabulary("legal-forms", forms),
        needs=_vocabulary("needs", needs),
    )
    law = FrozenMapping({parameter["id"]: _parameter(parameter) for parameter in case["law"]})
    return attrs.evolve(plain, vocabularies=vocabularies, law=law)


def _vocabulary(kind: str, terms: list[Any]) -> Vocabulary[Any]:
    return Vocabulary(kind, FrozenMapping({term.id: term for term in terms}))


def _template(model: Mapping[str, Any]) -> Template:
    return attrs.evolve(
        samples.template(model["id"]),
        founders=Founders(legal_forms=tuple(model["legal_forms"]), typical=(TEXT,)),
        requirements=tuple(
            Requirement(id=rule["id"], statement=TEXT, condition=_condition(rule["condition"]))
            for rule in model["requirements"]
        ),
        contraindications=tuple(
            Contraindication(
                id=rule["id"],
                effect=rule["effect"],
                statement=TEXT,
                condition=_condition(rule["condition"]),
            )
            for rule in model["contraindications"]
        ),
        criteria=tuple(
            Criterion(
                id=rule["id"],
                weight=rule["weight"],
                statement=TEXT,
                condition=_condition(rule["condition"]),
            )
            for rule in model["criteria"]
        ),
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return build.condition(ConditionDocument.model_validate(data))


def _fact(fact: Mapping[str, Any]) -> FactTerm:
    def bound(key: str) -> float | None:
        return None if fact.get(key) is None else float(fact[key])

    return FactTerm(
        id=fact["id"],
        name=TEXT,
        question=TEXT,
        kind=fact["kind"],
        known_by=TEXT,
        changed_by="nobody",
        direction="any",
        lowest=bound("lowest"),
        highest=bound("highest"),
        choices=tuple(Term(id=id, name=TEXT) for id in fact.get("choices") or ()),
        vocabulary="needs" if fact["kind"] == "terms" else None,
    )


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    values = tuple(
        DatedValue(
            since=date.fromisoformat(value["since"]),
            until=date.fromisoformat(value["until"]) if value.get("until") else None,
            value=Decimal(repr(value["value"])),
            confidence="proposed",
        )
        for value in parameter["values"]
    )
    return Parameter(parameter["id"], Text("Próg", "Threshold"), "number", values)


def _terms(value: Any) -> Iterator[str]:
    """Every term that is named somewhere."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key in ("present", "absent", "terms", "includes_any", "includes_all"):
                if not isinstance(part, Mapping):
                    yield from part
            else:
                yield from _terms(part)
    elif isinstance(value, list):
        for part in value:
            yield from _terms(part)
