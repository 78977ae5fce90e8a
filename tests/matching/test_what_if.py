"""What would have to be otherwise: plans that work, without anything to spare."""

import math
from itertools import permutations, product
from typing import Any as Any_

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import Vocabulary
from socialfranchise.core.conditions import (
    All,
    Any,
    Condition,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.core.conditions import (
    tests as leaves_of,
)
from socialfranchise.core.errors import InvalidDocument, UnknownId
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms, Value
from socialfranchise.matching.no_plan import NoPlan, why_no_plan
from socialfranchise.matching.ranking import Verdict, match
from socialfranchise.matching.what_if import MOST_CHANGES, Change, Plan, what_would_it_take
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


def within(fact: str, lower: float | None = None, upper: float | None = None) -> Within:
    return Within(
        fact,
        None if lower is None else Limit(lower),
        None if upper is None else Limit(upper),
    )


JUST_BELOW, JUST_ABOVE = math.nextafter(2.5, 0), math.nextafter(2.5, 5)


@pytest.mark.parametrize(
    ("required", "excluding", "now", "after"),
    [
        (within("hours", 5), None, 1.0, 5.0),
        (within("hours", None, 5), None, 7.0, 5.0),
        (None, within("hours", 5), 7.0, 4.0),
        (None, within("hours", None, 5), 1.0, 6.0),
        (within("hours", 2.5), None, 1.0, 2.5),
        (None, within("hours", 2.5), 7.0, JUST_BELOW),
        (None, within("hours", None, 2.5), 1.0, JUST_ABOVE),
        (within("hours", 20), None, 1.0, 20.0),
        (within("hours", None, -10), None, 1.0, -10.0),
        (within("hours", 5, 6), None, 1.0, 5.0),
    ],
)
@pytest.mark.parametrize("ends", [{}, {"lowest": None, "highest": None}])
def test_a_number_moves_as_far_as_it_must_and_no_further(
    required: Within | None,
    excluding: Within | None,
    now: float,
    after: float,
    ends: dict[str, Any_],
) -> None:
    model = samples.template(
        "model",
        requirements=[required] if required else [],
        excludes=[excluding] if excluding else [],
    )
    catalogue = _with_fact(samples.catalogue(model), "hours", ends)
    plan, *_ = what_would_it_take(diagnosis_of({"hours": Number(now)}), model, catalogue)

    assert [change.after for change in plan.changes] == [Number(after)]
    assert plan.changes[0].before == Number(now)


@pytest.mark.parametrize("beyond", [within("hours", 21), within("hours", None, -11)])
def test_no_plan_goes_beyond_the_range_of_a_fact(beyond: Within) -> None:
    assert plans(samples.template("model", requirements=[beyond]), hours=Number(1.0)) == []


RISES: list[tuple[Condition, Value]] = [
    (within("hours", 5), Number(1.0)),
    (LEADER, Answer(False)),
    (CARE, Terms(frozenset(), frozenset({"care"}))),
]
FALLS: list[tuple[Condition, Value]] = [
    (within("hours", None, 5), Number(7.0)),
    (IsAnswer("leader", False), Answer(True)),
    (Not(CARE), Terms(frozenset({"care"}), frozenset())),
]


@pytest.mark.parametrize(
    ("direction", "rule", "now", "possible"),
    [
        *(("up", rule, now, True) for rule, now in RISES),
        *(("up", rule, now, False) for rule, now in FALLS),
        *(("down", rule, now, False) for rule, now in RISES),
        *(("down", rule, now, True) for rule, now in FALLS),
        *(("any", rule, now, True) for rule, now in (*RISES, *FALLS)),
    ],
)
def test_a_fact_changes_only_the_way_it_can(
    direction: str, rule: Any_, now: Value, possible: bool
) -> None:
    model = samples.template("model", requirements=[rule])
    catalogue = _with_fact(samples.catalogue(model), rule_fact(rule), {"direction": direction})
    found = what_would_it_take(diagnosis_of({rule_fact(rule): now}), model, catalogue)

    assert bool(found) is possible


def rule_fact(rule: Condition) -> str:
    (test,) = leaves_of(rule)
    return test.fact


FACTS: list[Condition] = [
    LEADER,
    OUTSOURCED,
    CARE,
    IsOneOf("kind", ("rural",)),
    within("hours", 5),
]


def test_a_plan_of_more_changes_than_can_be_seen_through_is_none() -> None:
    four = samples.template("model", requirements=FACTS[:MOST_CHANGES])
    five = samples.template("model", requirements=FACTS[: MOST_CHANGES + 1])

    assert [len(plan.changes) for plan in plans(four)] == [MOST_CHANGES]
    assert plans(five) == []


@pytest.mark.parametrize(
    ("requirements", "locked", "expected"),
    [
        ([LEADER], {"leader"}, NoPlan((), locked=True, most=None)),
        ([Within("hours", Limit(law="min-hours"))], set(), NoPlan(("min-hours",), False, None)),
        (FACTS, set(), NoPlan((), locked=False, most=MOST_CHANGES)),
        ([LEADER, Not(LEADER)], set(), NoPlan((), locked=False, most=None)),
    ],
)
def test_it_is_told_why_there_is_no_plan(
    requirements: list[Condition], locked: set[str], expected: NoPlan
) -> None:
    model = samples.template("model", requirements=requirements, criteria=[SOME])
    asked = (diagnosis_of({}), model, samples.catalogue(model))

    assert what_would_it_take(*asked, locked=locked) == []
    assert why_no_plan(*asked, locked=locked) == expected


def test_three_plans_unless_told_otherwise() -> None:
    model = samples.template("model", requirements=[Any(tuple(FACTS))])
    catalogue = samples.catalogue(model)

    assert len(what_would_it_take(diagnosis_of({}), model, catalogue)) == 3
    assert len(what_would_it_take(diagnosis_of({}), model, catalogue, limit=5)) == 5


def test_another_choice_is_a_plan() -> None:
    model = samples.template("model", requirements=[IsOneOf("kind", ("rural",))])
    ((change,),) = [plan.changes for plan in plans(model, kind=Choice("urban"))]

    assert (change.before, change.after) == (Choice("urban"), Choice("rural"))


def test_of_terms_only_what_is_known_of_the_one_in_question_is_before() -> None:
    model = samples.template("model", requirements=[CARE, Not(Includes("needs", ("green",), 1))])
    known = Terms(frozenset({"green", "meals"}), frozenset({"care"}))
    ((care, green),) = [plan.changes for plan in plans(model, limit=1, needs=known)]

    assert (care.term, care.before) == ("care", Terms(frozenset(), frozenset({"care"})))
    assert (green.term, green.before) == ("green", Terms(frozenset({"green"}), frozenset()))
    ((unknown,),) = [p.changes for p in plans(samples.template("model", requirements=[CARE]))]
    assert unknown.before is None


def test_wrong_questions_are_refused_with_what_was_meant() -> None:
    model = samples.template("model", requirements=[LEADER])
    catalogue = samples.catalogue(model)

    with pytest.raises(UnknownId) as unknown:
        what_would_it_take(diagnosis_of({}), model, catalogue, locked={"leadr"})
    assert (unknown.value.id, unknown.value.near) == ("leadr", ("leader",))
    with pytest.raises(InvalidDocument) as invalid:
        what_would_it_take(diagnosis_of({"leader": Number(1.0)}), model, catalogue)
    assert [finding.code for finding in invalid.value.report] == ["SF901"]


@settings(max_examples=50)
@given(models(), complete_diagnoses(), st.data())
def test_the_order_of_rules_changes_no_plan(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    turned = attrs.evolve(
        model,
        requirements=model.requirements[::-1],
        contraindications=model.contraindications[::-1],
    )
    one, other = (
        what_would_it_take(diagnosis, each, samples.catalogue(each)) for each in (model, turned)
    )

    assert one == other


def test_a_number_may_move_either_way_but_each_way_only_once() -> None:
    either = Any((within("hours", None, 2), within("hours", 10)))
    model = samples.template("model", requirements=[either])

    for known in ({"hours": Number(5.0)}, {}):
        assert [plan.changes[0].after for plan in plans(model, limit=9, **known)] == [
            Number(2.0),
            Number(10.0),
        ]


def test_numbers_next_to_each_other_are_told_apart() -> None:
    model = samples.template("model", requirements=[within("hours", 0, 0.5)])

    assert [plan.changes[0].after for plan in plans(model, limit=9, hours=Number(1.0))] == [
        Number(0.5)
    ]


@given(models(), complete_diagnoses(), st.data())
def test_no_plan_does_what_another_does_with_less(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    found = what_would_it_take(diagnosis, model, samples.catalogue(model), limit=9)

    for plan, other in permutations(found, 2):
        changes = {(c.fact, c.term): c.after for c in other.changes}
        same = {key for c in plan.changes if changes.get(key := (c.fact, c.term)) == c.after}
        moved = [c for c in plan.changes if (c.fact, c.term) in changes.keys() - same]
        if len(same) + len(moved) == len(plan.changes):
            assert any(not _further(c, changes[c.fact, c.term]) for c in moved)


def _further(change: Change, after: Value) -> bool:
    """Is a number beyond the one that a change needs, seen from what is known?"""
    if not isinstance(change.before, Number) or not isinstance(change.after, Number):
        return False
    assert isinstance(after, Number)
    start, needed = change.before.value, change.after.value
    return start < needed <= after.value or start > needed >= after.value
