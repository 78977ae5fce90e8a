"""The contenders that are ours, and what they are made of: a catalogue and diagnoses in code."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from contenders import Contender
from work import (
    ANSWERS,
    CHOICES,
    FACTS,
    HIGHEST,
    NUMBERS,
    TERMS,
    VERDICTS,
    Answers,
    Cell,
    Model,
    Rule,
    Work,
)

from socialfranchise import CompiledCatalogue, match
from socialfranchise.catalogue.catalogue import Catalogue, Vocabularies
from socialfranchise.catalogue.template import (
    Criterion,
    Evidence,
    Founders,
    Requirement,
    Staffing,
    Template,
)
from socialfranchise.catalogue.vocabulary import FactTerm, LegalForm, Term, Vocabulary
from socialfranchise.core.conditions import All, Condition, IsAnswer, IsOneOf, Limit, Within
from socialfranchise.core.dated import Figure
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Locality,
    Number,
    Value,
)
from socialfranchise.matching.ranking import Ranking, Verdict

DAY = date(2026, 11, 21)
TEXT = Text("Tekst.", "Text.")
FIGURE = Figure(Decimal(5), Decimal(10), "jobs", 2024, "proposed", TEXT)
FORM = LegalForm(id="form", name=TEXT, founders=(), founding=All(()), statement=TEXT)


def catalogue(models: tuple[Model, ...]) -> Catalogue:
    """The models as a catalogue: no law, one legal form that can always be founded."""
    given: dict[str, Mapping[str, Term]] = {
        "legal_forms": {FORM.id: FORM},
        "facts": {id: _question(id) for id in FACTS},
    }
    vocabularies: dict[str, Any] = {
        name: Vocabulary(name.replace("_", "-"), FrozenMapping(given.get(name, {})))
        for name in attrs.fields_dict(Vocabularies)
    }
    nothing: FrozenMapping[str, Any] = FrozenMapping({})
    return Catalogue(
        id="benchmark",
        version="1.0.0",
        published=DAY,
        title=TEXT,
        templates=FrozenMapping({model.id: _template(model) for model in models}),
        vocabularies=Vocabularies(**vocabularies),
        law_topics=(),
        law=nothing,
        funding=nothing,
        pathways=nothing,
        rules=nothing,
        duties=nothing,
        days_off=(),
        effects=nothing,
        payroll=None,
        cases=nothing,
        documents=nothing,
        answer_fields=nothing,
        sha256="0" * 64,
    )


def _question(id: str) -> FactTerm:
    more: dict[str, Any] = {"kind": "answer"}
    if id in NUMBERS:
        more = {"kind": "number", "unit": "persons", "lowest": 0.0, "highest": float(HIGHEST)}
    elif id in CHOICES:
        more = {"kind": "choice", "choices": tuple(Term(id=term, name=TEXT) for term in TERMS)}
    return FactTerm(
        id=id,
        name=TEXT,
        question=TEXT,
        known_by=TEXT,
        changed_by="nobody",
        direction="any",
        **more,
    )


def _template(model: Model) -> Template:
    """A template with these rules; the sections that matching does not read are empty."""
    sections: dict[str, Any] = dict.fromkeys(
        (
            *("target_groups", "needs", "services", "partners", "premises", "equipment"),
            *("revenues", "funding", "pathways", "contraindications", "risks", "standards"),
            *("indicators", "core", "adaptable", "training", "action_plan", "examples"),
        ),
        (),
    )
    return Template(
        id=model.id,
        version="1.0.0",
        status="draft",
        family="service",
        name=TEXT,
        summary=TEXT,
        evidence=Evidence(
            status="reconstructed", grade="D", in_series="no", known=TEXT, unknown=(), sources=()
        ),
        founders=Founders(legal_forms=(FORM.id,), typical=()),
        staffing=Staffing(jobs=FIGURE, reintegration_share=FIGURE, posts=()),
        start_up_cost=FIGURE,
        requirements=tuple(
            Requirement(id=f"requirement-{n}", statement=TEXT, condition=_condition(rule))
            for n, rule in enumerate(model.requirements)
        ),
        criteria=tuple(
            Criterion(
                id=f"criterion-{n}", weight=rule.weight, statement=TEXT, condition=_condition(rule)
            )
            for n, rule in enumerate(model.criteria)
        ),
        **sections,
    )


def _condition(rule: Rule) -> Condition:
    if rule.kind == "yes-no":
        return IsAnswer(rule.fact, rule.answer)
    if rule.kind == "one-of":
        return IsOneOf(rule.fact, rule.terms)
    lower = None if rule.kind == "at-most" else Limit(rule.lowest)
    return Within(rule.fact, lower, None if rule.kind == "at-least" else Limit(rule.highest))


def diagnosis(number: int, row: Mapping[str, Cell]) -> Diagnosis:
    """A place as a diagnosis; what is not known has no fact."""
    facts = {id: Fact(id, _value(cell)) for id, cell in row.items() if cell is not None}
    return Diagnosis(
        id=f"place-{number:07}",
        title=TEXT,
        locality=Locality(name=""),
        day=DAY,
        facts=FrozenMapping(facts),
    )


def _value(cell: Cell) -> Value:
    if isinstance(cell, bool):
        return Answer(cell)
    return Number(cell) if isinstance(cell, float) else Choice(str(cell))


def batch(given: Work) -> pa.RecordBatch:
    """The places as a record batch of facts."""
    ids = [f"place-{number:07}" for number in range(len(given))]
    types = {NUMBERS: pa.float64(), ANSWERS: pa.bool_(), CHOICES: pa.string()}
    columns = {
        fact: pa.array(given.places[fact], type) for facts, type in types.items() for fact in facts
    }
    return pa.RecordBatch.from_pydict({"id": pa.array(ids), **columns})


class OneAtATime(Contender):
    """``match``: a ranking with all reasons, every place by itself."""

    name = "socialfranchise match"
    tells = "verdict, bounds, ranking, all reasons"
    places = 50
    unknown_too = True

    def prepare(self, given: Work) -> None:
        """Diagnoses and a catalogue."""
        self.catalogue = catalogue(given.models)
        self.diagnoses = [diagnosis(number, row) for number, row in enumerate(given.rows())]

    def run(self) -> list[Ranking]:
        """A ranking for every place."""
        return [match(place, self.catalogue) for place in self.diagnoses]

    def answers(self, result: list[Ranking]) -> Answers:
        """Verdicts and bounds by place and model."""
        verdicts = list(Verdict)
        rows = [
            [
                (verdicts.index(found.verdict), found.score.low, found.score.high)
                for found in sorted(ranking, key=lambda one: one.template.id)
            ]
            for ranking in result
        ]
        verdict, low, high = np.moveaxis(np.array(rows), 2, 0)
        return Answers(verdict.astype(np.int8), low, high)


class Batch(Contender):
    """``CompiledCatalogue.match``: record batch in, record batch out."""

    name = "socialfranchise batch"
    tells = "verdict, bounds, ranking"
    top: int | None = None
    reasons = False
    unknown_too = True

    def prepare(self, given: Work) -> None:
        """A compiled catalogue and a record batch."""
        self.compiled = CompiledCatalogue(catalogue(given.models))
        self.facts = batch(given)

    def run(self) -> pa.RecordBatch:
        """The results."""
        return self.compiled.match(self.facts, top=self.top, reasons=self.reasons)

    def answers(self, result: pa.RecordBatch) -> Answers:
        """Rows back to tables by place and model."""
        shape = self.facts.num_rows, len(self.compiled.templates)
        place = np.repeat(np.arange(shape[0]), result.num_rows // shape[0])
        model = pc.index_in(result["template"], pa.array(self.compiled.templates))
        given = pc.index_in(result["verdict"], pa.array(VERDICTS))
        where = place, model.to_numpy(zero_copy_only=False)
        verdict = np.full(shape, -1, np.int8)
        verdict[where] = given.to_numpy(zero_copy_only=False)
        low, high = np.zeros(shape), np.zeros(shape)
        low[where], high[where] = result["low"].to_numpy(), result["high"].to_numpy()
        return Answers(verdict, low, high)


class BatchFirst(Batch):
    """The first three models of every place."""

    name = "socialfranchise batch, first three"
    tells = "verdict, bounds, first three"
    top = 3


class BatchReasons(Batch):
    """With the rules that exclude or leave open."""

    name = "socialfranchise batch, with reasons"
    tells = "verdict, bounds, ranking, hurdles"
    reasons = True
