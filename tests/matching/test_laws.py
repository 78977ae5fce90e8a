"""The laws of matching that belong to no single module.

Beside these: strong Kleene logic and monotony (``tests/core/test_degrees.py``,
``test_evaluate.py``), soundness and exactness of the bounds (``test_bounds.py``), scores that no
other model changes and shares that add up (``test_ranking.py``), plans that work and spare nothing
(``test_what_if.py``), answers that do what their question says (``test_questions.py``).
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from typing import TypeVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, match, next_questions
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import (
    All,
    Any,
    AtLeast,
    Condition,
    GrowsWithTerms,
    Includes,
    IsOneOf,
    Not,
)
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Fact
from socialfranchise.matching.evaluate import Situation, evaluate
from socialfranchise.matching.ranking import Verdict
from tests import samples
from tests.conftest import PLACES, ROOT
from tests.strategies import (
    DAY,
    LAW,
    VALUES,
    complete_diagnoses,
    crisp_conditions,
    forgetting,
    graded_conditions,
)

_T = TypeVar("_T")
rules = st.lists(crisp_conditions, max_size=2)
criteria = st.lists(st.tuples(st.integers(1, 10), graded_conditions), min_size=1, max_size=3)


@st.composite
def models(draw: st.DrawFn, ids: str = "abc") -> list[Template]:
    return [
        samples.template(
            id,
            requirements=draw(rules),
            excludes=draw(rules),
            warns=draw(rules),
            criteria=draw(criteria),
        )
        for id in ids
    ]


@st.composite
def partial(draw: st.DrawFn) -> Diagnosis:
    return draw(forgetting(draw(complete_diagnoses())))


@given(models(), partial(), st.randoms())
def test_the_order_of_templates_and_of_facts_does_not_matter(
    templates: list[Template], diagnosis: Diagnosis, order: random.Random
) -> None:
    catalogue = samples.catalogue(*templates)
    turned = attrs.evolve(
        catalogue, templates=FrozenMapping({t.id: t for t in shuffled(templates, order)})
    )
    facts = {fact.id: fact for fact in shuffled(list(diagnosis), order)}

    assert match(attrs.evolve(diagnosis, facts=facts), turned) == match(diagnosis, catalogue)


def shuffled(items: Sequence[_T], order: random.Random) -> list[_T]:
    return order.sample(list(items), len(items))


def reordered(condition: Condition, order: random.Random) -> Condition:
    """The same condition with its parts and terms in another order."""
    if isinstance(condition, All | Any | AtLeast):
        parts = [reordered(part, order) for part in condition.parts]
        return attrs.evolve(condition, parts=tuple(shuffled(parts, order)))
    if isinstance(condition, Not):
        return Not(reordered(condition.part, order))
    if isinstance(condition, IsOneOf | Includes | GrowsWithTerms):
        return attrs.evolve(condition, terms=tuple(shuffled(condition.terms, order)))
    return condition


@given(criteria, rules, partial(), st.randoms())
def test_the_order_inside_a_condition_does_not_matter(
    weighed: list[tuple[int, Condition]],
    required: list[Condition],
    diagnosis: Diagnosis,
    order: random.Random,
) -> None:
    def judged(turn: bool) -> tuple[object, ...]:
        model = samples.template(
            "model",
            requirements=[reordered(c, order) if turn else c for c in required],
            criteria=[(w, reordered(c, order) if turn else c) for w, c in weighed],
        )
        (found,) = match(diagnosis, samples.catalogue(model))
        return found.verdict, found.score, found.missing, [r.degree for r in found.reasons]

    assert judged(turn=True) == judged(turn=False)


@given(models(), partial())
def test_a_ranking_is_in_order(templates: list[Template], diagnosis: Diagnosis) -> None:
    order = list(Verdict)
    found = [
        (order.index(each.verdict), -each.score.low, -each.score.high, each.template.id)
        for each in match(diagnosis, samples.catalogue(*templates))
    ]

    assert found == sorted(found)


@given(models("a"), partial())
def test_asked_and_not_known_is_as_never_asked(
    templates: list[Template], diagnosis: Diagnosis
) -> None:
    catalogue = samples.catalogue(*templates)
    open_ = {id: Fact(id, None) for id in VALUES if id not in diagnosis.facts}
    asked = attrs.evolve(diagnosis, facts={**diagnosis.facts, **open_})
    one, other = match(asked, catalogue), match(diagnosis, catalogue)

    assert one.matches == other.matches
    assert next_questions(asked, catalogue) == next_questions(diagnosis, catalogue)


@given(models(), complete_diagnoses(), st.data())
def test_a_settled_verdict_stays_and_a_score_only_narrows(
    templates: list[Template], complete: Diagnosis, data: st.DataObject
) -> None:
    more = data.draw(forgetting(complete))
    less = data.draw(forgetting(more))
    catalogue = samples.catalogue(*templates)
    after = match(more, catalogue)

    for before in match(less, catalogue):
        now = after[before.template.id]
        assert before.verdict in (Verdict.FITS_IF, now.verdict)
        assert before.score.low - 1e-9 <= now.score.low
        assert now.score.high <= before.score.high + 1e-9


@given(models("a"), partial(), complete_diagnoses())
def test_what_is_not_missing_can_change_nothing(
    templates: list[Template], diagnosis: Diagnosis, other: Diagnosis
) -> None:
    """Whatever the facts turn out to be that nobody asks any more."""
    catalogue = samples.catalogue(*templates)
    (before,) = match(diagnosis, catalogue)
    missing = {fact.fact for fact in before.missing}
    answers = [
        (fact.id, fact.value)
        for fact in other
        if fact.id not in missing and fact.id not in diagnosis.facts
    ]
    (after,) = match(diagnosis.answered(*answers), catalogue)

    assert after.verdict is before.verdict
    assert after.score == before.score


@given(graded_conditions, partial())
def test_evaluating_twice_gives_the_same(condition: Condition, diagnosis: Diagnosis) -> None:
    situation = Situation(diagnosis, LAW, DAY)

    assert evaluate(condition, situation) == evaluate(condition, situation)


EVERYTHING = """
import json, sys
import socialfranchise as sf
catalogue = sf.load_catalogue()
place = sf.load_diagnosis(sys.argv[1], catalogue=catalogue)
ranking = sf.match(place, catalogue)
json.dump(
    [
        sf.ranking_data(ranking, catalogue),
        repr(sf.next_questions(place, catalogue)),
        repr(sf.what_would_it_take(place, catalogue["municipal-multiservice"], catalogue)),
        repr(sf.robustness(ranking, draws=50)),
        repr(sf.reach(catalogue["nursery"], [place], catalogue)),
    ],
    sys.stdout,
)
"""


def test_every_process_gives_the_same(catalogue: Catalogue) -> None:
    """Sets have another order in every process; no result has."""
    results = [
        subprocess.run(
            [sys.executable, "-c", EVERYTHING, str(PLACES / "markowice-2014.yaml")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]

    assert results[0] == results[1]
    assert json.loads(results[0])[0]["catalogue"]["id"] == catalogue.id
