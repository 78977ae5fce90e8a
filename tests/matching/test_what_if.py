"""What would have to be otherwise: plans that work, without anything to spare."""

from itertools import product
from typing import Any as Any_

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import Vocabulary
from socialfranchise.core.conditions import All, Any, Includes, IsAnswer, Limit, Within
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms, Value
from socialfranchise.matching.ranking import Verdict, match
from socialfranchise.matching.what_if import MOST_CHANGES, Plan, what_would_it_take
from tests import samples
from tests.strategies import (
    ANSWERS,
    CHOICES,
    TERMS,
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
)

LEADER = IsAnswer("leader", True)
OUTSOURCED = IsAnswer("outsourced", True)
CARE = Includes("needs", ("care",), 1)
SOME = (1, LEADER)

rules = st.lists(crisp_conditions, max_size=2)


@st.composite
def models(draw: st.DrawFn) -> Template:
    return samples.template(
        "model", requirements=draw(rules), excludes=draw(rules), criteria=[SOME]
    )


def verdict(model: Template, diagnosis: Diagnosis, catalogue: Catalogue) -> Verdict:
    return match(diagnosis, catalogue)[model.id].verdict


def plans(model: Template, limit: int = 3, **known: Value) -> list[Plan]:
    return what_would_it_take(diagnosis_of(known), model, samples.catalogue(model), limit=limit)


def test_what_fits_needs_nothing() -> None:
    model = samples.template("model", requirements=[LEADER], criteria=[SOME])

    assert plans(model, leader=Answer(True)) == [Plan(())]


def test_a_plan_names_the_fact_what_it_is_and_what_it_has_to_be() -> None:
    model = samples.template("model", requirements=[LEADER], criteria=[SOME])
    ((change,),) = [plan.changes for plan in plans(model, leader=Answer(False))]

    assert (change.fact, change.term) == ("leader", None)
    assert (change.before, change.after) == (Answer(False), Answer(True))
    assert change.changed_by == "commune"


def test_a_number_moves_to_the_threshold_of_the_day() -> None:
    model = samples.template(
        "model",
        requirements=[Within("population", Limit(law="threshold"), None)],
        criteria=[SOME],
    )
    ((change,),) = [plan.changes for plan in plans(model, limit=1, population=Number(1.0))]

    assert change.after == Number(3.0)


def test_the_cheapest_plan_comes_first() -> None:
    either = Any((All((LEADER, OUTSOURCED)), CARE))
    model = samples.template("model", requirements=[either], criteria=[SOME])
    no_care = Terms(frozenset(), frozenset({"care"}))
    found = plans(model, leader=Answer(False), outsourced=Answer(False), needs=no_care)

    assert [len(plan.changes) for plan in found] == [1, 2]
    assert found[0].changes[0].term == "care"


def test_what_may_turn_out_well_is_cheaper_than_what_must_change() -> None:
    model = samples.template("model", requirements=[Any((LEADER, OUTSOURCED))], criteria=[SOME])
    found = plans(model, leader=Answer(False))

    assert [plan.cost for plan in found] == [(0, 1), (1, 0)]
    assert found[0].changes[0].before is None


def test_locked_facts_stay() -> None:
    model = samples.template("model", requirements=[LEADER], criteria=[SOME])
    catalogue = samples.catalogue(model)
    diagnosis = diagnosis_of({"leader": Answer(False)})

    assert what_would_it_take(diagnosis, model, catalogue, locked={"leader"}) == []
    with pytest.raises(UnknownId):
        what_would_it_take(diagnosis, model, catalogue, locked={"leeder"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"changed_by": "nobody"}, 0),
        ({"direction": "down"}, 0),
        ({"direction": "up"}, 1),
    ],
)
def test_nobody_is_asked_for_what_cannot_be_done(changes: dict[str, Any_], expected: int) -> None:
    model = samples.template("model", requirements=[LEADER], criteria=[SOME])
    catalogue = _with_fact(samples.catalogue(model), "leader", changes)
    diagnosis = diagnosis_of({"leader": Answer(False)})

    assert len(what_would_it_take(diagnosis, model, catalogue)) == expected
    unknown = what_would_it_take(diagnosis_of({}), model, catalogue)
    assert len(unknown) == 1


def _with_fact(catalogue: Catalogue, id: str, changes: dict[str, Any_]) -> Catalogue:
    facts = catalogue.vocabularies.facts
    changed = FrozenMapping({**facts.terms, id: attrs.evolve(facts[id], **changes)})
    words = attrs.evolve(catalogue.vocabularies, facts=Vocabulary("facts", changed))
    return attrs.evolve(catalogue, vocabularies=words)


@given(models(), complete_diagnoses(), st.data())
def test_every_plan_works_and_has_nothing_to_spare(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    catalogue = samples.catalogue(model)
    found = what_would_it_take(diagnosis, model, catalogue)

    assert [len(p.changes) for p in found] == sorted(len(p.changes) for p in found)
    for plan in found:
        assert verdict(model, plan.applied_to(diagnosis), catalogue) is Verdict.FITS
        for left_out in plan.changes:
            rest = Plan(tuple(change for change in plan.changes if change != left_out))
            assert verdict(model, rest.applied_to(diagnosis), catalogue) is not Verdict.FITS


WORLDS = [
    {
        **dict(zip(ANSWERS, answers, strict=True)),
        "kind": kind,
        **dict(zip(TERMS, flags, strict=True)),
    }
    for answers in product((False, True), repeat=len(ANSWERS))
    for kind in CHOICES
    for flags in product((False, True), repeat=len(TERMS))
]


def _diagnosis(world: dict[str, object], numbers: dict[str, Value]) -> Diagnosis:
    present = frozenset(term for term in TERMS if world[term])
    return diagnosis_of(
        {
            **{id: Answer(bool(world[id])) for id in ANSWERS},
            "kind": Choice(str(world["kind"])),
            "needs": Terms(present, frozenset(TERMS) - present),
            **numbers,
        }
    )


@settings(max_examples=40)
@given(models(), st.sampled_from(WORLDS))
def test_no_smaller_set_of_changes_would_do(model: Template, world: dict[str, object]) -> None:
    """Against every world there is; the numbers stay as they are."""
    numbers: dict[str, Value] = {"hours": Number(1.0), "population": Number(1.0)}
    catalogue = samples.catalogue(model)
    found = what_would_it_take(
        _diagnosis(world, numbers), model, catalogue, locked={"hours", "population"}
    )
    fitting = [
        sum(world[key] != other[key] for key in world)
        for other in WORLDS
        if verdict(model, _diagnosis(other, numbers), catalogue) is Verdict.FITS
    ]
    least = min(fitting, default=MOST_CHANGES + 1)

    assert [len(plan.changes) for plan in found][:1] == ([least] if least <= MOST_CHANGES else [])
