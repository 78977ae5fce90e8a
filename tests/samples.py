"""A small catalogue made in code, for tests of matching that need no files."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue, Vocabularies
from socialfranchise.catalogue.template import (
    Contraindication,
    CoreElement,
    Criterion,
    Evidence,
    Founders,
    GroupServed,
    Indicator,
    OfferedService,
    Partner,
    Post,
    Requirement,
    Revenue,
    Risk,
    Staffing,
    Standard,
    Step,
    Template,
)
from socialfranchise.catalogue.vocabulary import FactTerm, LegalForm, Need, Term, Vocabulary
from socialfranchise.core.conditions import All, Condition
from socialfranchise.core.dated import Figure
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from tests.strategies import ANSWERS, CHOICES, DAY, LAW, NUMBERS, TERMS

TEXT = Text("Tekst.", "Text.")
FIGURE = Figure(Decimal(5), Decimal(10), "jobs", 2024, "reported", TEXT)


def template(
    id: str,
    *,
    requirements: Sequence[Condition] = (),
    excludes: Sequence[Condition] = (),
    warns: Sequence[Condition] = (),
    criteria: Sequence[tuple[int, Condition]] = (),
) -> Template:
    """A template whose rules are these and whose other sections are filler."""
    exclusions = [("excludes", condition) for condition in excludes]
    warnings = [("warns", condition) for condition in warns]
    rules: list[tuple[Any, Condition]] = [*exclusions, *warnings]
    return Template(
        id=id,
        version="1.0.0",
        status="draft",
        family="service",
        name=Text(f"Model {id}", f"Model {id}"),
        summary=TEXT,
        evidence=Evidence(
            status="reconstructed", grade="D", in_series="no", known=TEXT, unknown=(), sources=()
        ),
        target_groups=(GroupServed(group="anyone", support=(TEXT,)),),
        needs=(),
        services=(OfferedService(service="any", core=True),),
        founders=Founders(legal_forms=("any-form",), typical=(TEXT,)),
        partners=(Partner(institution="any", required=True, role=TEXT),),
        staffing=Staffing(
            jobs=FIGURE,
            reintegration_share=FIGURE,
            posts=(Post(name=TEXT, tasks=TEXT, reintegration=True),),
        ),
        premises=(TEXT,),
        equipment=(TEXT,),
        start_up_cost=FIGURE,
        revenues=(Revenue(payer=TEXT, payment=TEXT),),
        funding=(),
        pathways=(),
        requirements=tuple(
            Requirement(id=f"requirement-{n}", statement=TEXT, condition=condition)
            for n, condition in enumerate(requirements)
        ),
        contraindications=tuple(
            Contraindication(id=f"against-{n}", effect=effect, statement=TEXT, condition=condition)
            for n, (effect, condition) in enumerate(rules)
        ),
        criteria=tuple(
            Criterion(id=f"criterion-{n}", weight=weight, statement=TEXT, condition=condition)
            for n, (weight, condition) in enumerate(criteria)
        ),
        risks=(Risk(risk=TEXT, response=TEXT),),
        standards=(Standard(standard=TEXT, evidence=TEXT),),
        indicators=(
            Indicator(id="jobs", name=TEXT, unit="jobs", frequency="quarter", source=TEXT),
        ),
        core=(CoreElement(element=TEXT, reason=TEXT),),
        adaptable=(),
        training=(),
        action_plan=(Step(phase="start", task=TEXT, responsible=TEXT),),
        examples=(),
    )


def catalogue(*templates: Template, founding: Condition | None = None) -> Catalogue:
    """A catalogue of these templates over the facts of :mod:`tests.strategies`."""
    return Catalogue(
        id="small",
        version="1.0.0",
        published=DAY,
        title=TEXT,
        templates=FrozenMapping({t.id: t for t in sorted(templates, key=lambda t: t.id)}),
        vocabularies=_vocabularies(founding or All(())),
        law_topics=(),
        law=LAW,
        funding=FrozenMapping({}),
        pathways=FrozenMapping({}),
        rules=FrozenMapping({}),
        duties=FrozenMapping({}),
        days_off=(),
        effects=FrozenMapping({}),
        payroll=None,
        cases=FrozenMapping({}),
        documents=FrozenMapping({}),
        answer_fields=FrozenMapping({}),
        sha256="0" * 64,
    )


def _vocabularies(founding: Condition) -> Vocabularies:
    form = LegalForm(id="any-form", name=TEXT, founders=("ngo",), founding=founding, statement=TEXT)
    needs = {id: Need(id=id, name=Text(id, id)) for id in TERMS}
    given: dict[str, Mapping[str, Term]] = {
        "legal_forms": {form.id: form},
        "needs": needs,
        "facts": {fact.id: fact for fact in _facts()},
    }
    names = (
        "acts",
        "sources",
        "target_groups",
        "needs",
        "services",
        "institutions",
        "founders",
        "legal_forms",
        "predecessors",
        "assets",
        "facts",
        "costs",
        "job_facts",
        "partner_roles",
        "proposal_facts",
    )
    found: dict[str, Any] = {
        name: Vocabulary(name.replace("_", "-"), FrozenMapping(given.get(name, {})))
        for name in names
    }
    return Vocabularies(**found)


def _facts() -> list[FactTerm]:
    def fact(id: str, kind: Any, **more: Any) -> FactTerm:
        return FactTerm(
            id=id,
            name=Text(id, id),
            question=TEXT,
            kind=kind,
            known_by=TEXT,
            changed_by="commune",
            direction="any",
            **more,
        )

    return [
        *(fact(id, "answer") for id in ANSWERS),
        *(fact(id, "number", unit="hours", lowest=-10.0, highest=20.0) for id in NUMBERS),
        fact("kind", "choice", choices=tuple(Term(id=id, name=Text(id, id)) for id in CHOICES)),
        fact("needs", "terms", vocabulary="needs"),
    ]
