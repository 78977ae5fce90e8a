"""What to ask next: answers do what is said of them, and what is settled stays so."""

from datetime import date
from typing import Any as Any_

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from socialfranchise import Catalogue, load_diagnosis
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import (
    All,
    Any,
    AtLeast,
    Condition,
    Grows,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Diagnosis, Number, Terms, Value
from socialfranchise.matching.questions import (
    Effect,
    Question,
    Standing,
    next_questions,
    settled,
)
from socialfranchise.matching.ranking import Ranking, Verdict, match
from tests import samples
from tests.conftest import PLACES
from tests.strategies import (
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

LEADER = IsAnswer("leader", True)
OUTSOURCED = IsAnswer("outsourced", True)
CARE = Includes("needs", ("care",), 1)
RURAL = IsOneOf("kind", ("rural",))
FITS, FITS_IF, NO_FIT = Verdict


def questions(*models: Template, limit: int = 99, **known: Value) -> list[Question]:
    return next_questions(diagnosis_of(known), samples.catalogue(*models), limit=limit)


def ranking(*models: Template, **known: Value) -> Ranking:
    return match(diagnosis_of(known), samples.catalogue(*models))


def test_a_question_says_what_each_answer_would_do() -> None:
    needs_leader = samples.template("a", requirements=[LEADER], criteria=[(1, CARE)])
    other = samples.template("b", criteria=[(1, OUTSOURCED)])
    leader = questions(needs_leader, other, outsourced=Answer(True))[0]

    assert (leader.fact, leader.term, leader.decides) == ("leader", None, ("a",))
    assert leader.effects == (
        Effect(Answer(True), (Standing("b", FITS), Standing("a", FITS)), (Standing("a", FITS),)),
        Effect(
            Answer(False), (Standing("b", FITS), Standing("a", NO_FIT)), (Standing("a", NO_FIT),)
        ),
    )
    assert leader.change == 1.0


def test_what_changes_most_comes_first_then_what_weighs_most() -> None:
    model = samples.template(
        "a", requirements=[LEADER], criteria=[(1, OUTSOURCED), (3, RURAL), (2, CARE)]
    )

    assert [(q.fact, q.term) for q in questions(model)] == [
        ("leader", None),
        ("kind", None),
        ("needs", "care"),
        ("outsourced", None),
    ]


def test_a_reason_settled_counts_as_its_part_of_the_way() -> None:
    model = samples.template("a", requirements=[LEADER, OUTSOURCED], criteria=[(1, CARE)])
    first, second, care = questions(model)

    assert (first.fact, second.fact, care.fact) == ("leader", "outsourced", "needs")
    assert first.change == (0.5 + 1) / 2
    assert care.change == 0.0


def test_terms_are_asked_one_by_one() -> None:
    model = samples.template("a", requirements=[Includes("needs", ("care", "meals"), 1)])
    no_care = Terms(frozenset(), frozenset({"care"}))

    assert [q.term for q in questions(model)] == ["care", "meals"]
    (meals,) = questions(model, needs=no_care)
    assert [effect.answer for effect in meals.effects] == [
        Terms(frozenset({"meals"}), frozenset()),
        Terms(frozenset(), frozenset({"meals"})),
    ]
    assert [effect.first[0].verdict for effect in meals.effects] == [FITS, NO_FIT]


def test_numbers_are_tried_where_a_rule_turns() -> None:
    model = samples.template(
        "a",
        requirements=[Within("population", Limit(law="threshold"), None)],
        criteria=[(1, Grows("population", 4, 10))],
    )
    (population,) = questions(model)
    values = [e.answer.value for e in population.effects if isinstance(e.answer, Number)]

    assert values == [2, 3, 4, 5, 9, 10, 11]
    verdicts = [effect.first[0].verdict for effect in population.effects]
    assert verdicts == [NO_FIT, *[FITS] * 6]


def test_a_threshold_beyond_the_range_of_the_fact_is_tried_at_its_ends() -> None:
    model = samples.template("a", requirements=[Within("population", Limit(50), None)])
    (population,) = questions(model)

    assert [effect.first[0].verdict for effect in population.effects] == [NO_FIT, NO_FIT]


def test_models_that_do_not_fit_ask_nothing() -> None:
    models = [
        samples.template(id, requirements=[LEADER], criteria=[(1, CARE)]) for id in ("a", "b")
    ]

    assert questions(*models, leader=Answer(False)) == []


def test_the_order_of_models_that_do_not_fit_is_no_change() -> None:
    fitting = samples.template("a", criteria=[(1, CARE)])
    excluded = [
        samples.template("b", requirements=[LEADER], criteria=[(1, Not(CARE)), (1, OUTSOURCED)]),
        samples.template("c", requirements=[LEADER], criteria=[(1, CARE), (1, OUTSOURCED)]),
    ]
    (care,) = questions(fitting, *excluded, leader=Answer(False), outsourced=Answer(True))

    assert [[each.template for each in effect.first] for effect in care.effects] == [
        ["a", "c", "b"],
        ["a", "b", "c"],
    ]
    assert care.change == 0.0


def test_what_nobody_could_answer_is_left_out() -> None:
    model = samples.template("a", requirements=[LEADER], criteria=[(1, CARE)])
    catalogue = samples.catalogue(model)
    asked = next_questions(diagnosis_of({}), catalogue, apart_from={("needs", "care")})

    assert [question.fact for question in asked] == ["leader"]
    assert next_questions(diagnosis_of({}), catalogue, limit=0) == []


def test_a_diagnosis_that_does_not_answer_the_catalogue_is_refused() -> None:
    with pytest.raises(InvalidDocument):
        questions(samples.template("a", criteria=[(1, LEADER)]), leader=Number(1.0))


@pytest.mark.parametrize(
    ("behind", "known", "expected"),
    [
        ([(1, Not(LEADER)), (1, CARE)], {}, False),
        ([(1, Not(LEADER)), (1, CARE)], {"leader": Answer(True)}, True),
        ([(1, CARE)], {"leader": Answer(True)}, False),
    ],
)
def test_settled_when_the_certain_part_beats_what_is_possible(
    behind: list[tuple[int, Condition]], known: dict[str, Value], expected: bool
) -> None:
    two_thirds = samples.template("a", criteria=[(2, LEADER), (1, OUTSOURCED)])
    other = samples.template("b", criteria=behind)

    assert settled(ranking(two_thirds, other, **known)) is expected


def test_an_open_verdict_among_the_first_is_not_settled() -> None:
    model = samples.template("a", requirements=[LEADER], criteria=[(1, OUTSOURCED)])

    assert not settled(ranking(model))
    assert settled(ranking(model, leader=Answer(True)))
    assert settled(ranking(model, leader=Answer(False)))


def test_what_the_law_leaves_open_no_answer_closes() -> None:
    unknown_law = Within("population", Limit(law="nowhere"), None)
    model = samples.template("a", requirements=[unknown_law], criteria=[(1, LEADER)])
    found = ranking(model, population=Number(1.0))

    assert found["a"].verdict is FITS_IF
    assert settled(found)


def test_equal_scores_are_settled_by_id_only_when_nothing_is_open() -> None:
    models = [samples.template(id, criteria=[(1, LEADER), (1, CARE)]) for id in ("a", "b")]
    everything: dict[str, Value] = {
        "leader": Answer(True),
        "needs": Terms(frozenset(), frozenset({"care"})),
    }

    assert settled(ranking(*models, **everything))
    assert not settled(ranking(*models, leader=Answer(True)))


rules = st.lists(crisp_conditions, max_size=2)
weighed = st.lists(st.tuples(st.integers(1, 10), graded_conditions), min_size=1, max_size=3)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    models = [
        samples.template(id, requirements=draw(rules), excludes=draw(rules), criteria=draw(weighed))
        for id in draw(st.sampled_from(["a", "ab", "abcde"]))
    ]
    return samples.catalogue(*models, founding=draw(st.just(All(())) | crisp_conditions))


def order(found: Ranking, first: int) -> list[Standing]:
    return [Standing(each.template.id, each.verdict) for each in found.matches[:first]]


@given(catalogues(), complete_diagnoses(), st.data())
def test_an_answer_does_what_its_question_says(
    catalogue: Catalogue, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    before = {found.template.id: found.verdict for found in match(diagnosis, catalogue)}

    for question in next_questions(diagnosis, catalogue, limit=4):
        for effect in question.effects:
            after = match(diagnosis.answered((question.fact, effect.answer)), catalogue)
            changed = {
                f.template.id: f.verdict for f in after if f.verdict != before[f.template.id]
            }

            assert order(after, 3) == list(effect.first)
            assert changed == {each.template: each.verdict for each in effect.changed}


@given(catalogues(), complete_diagnoses(), st.data(), st.integers(1, 3))
def test_what_is_settled_no_answer_changes(
    catalogue: Catalogue, complete: Diagnosis, data: st.DataObject, first: int
) -> None:
    partial = data.draw(forgetting(complete))
    found = match(partial, catalogue)
    event(f"settled: {settled(found, first)}")

    if settled(found, first):
        assert order(match(complete, catalogue), first) == order(found, first)


@given(catalogues(), complete_diagnoses())
def test_nothing_is_left_to_ask_when_everything_is_known(
    catalogue: Catalogue, complete: Diagnosis
) -> None:
    assert settled(match(complete, catalogue))
    assert next_questions(complete, catalogue) == []


def test_on_kramsk_the_first_question_can_decide_a_verdict(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    first, *others = next_questions(kramsk, catalogue)

    assert first.decides
    assert all(effect.changed for effect in first.effects if effect.answer)
    assert len(others) == 4
    assert [q.change for q in (first, *others)] == sorted(
        (q.change for q in (first, *others)), reverse=True
    )


def test_asking_on_without_an_end_settles_or_leaves_nothing(catalogue: Catalogue) -> None:
    """The interview ends: every answer is one question less."""
    diagnosis = load_diagnosis(PLACES / "markowice-2014.yaml", catalogue=catalogue)
    for _ in range(200):
        asked = next_questions(diagnosis, catalogue, limit=1)
        if not asked or settled(match(diagnosis, catalogue)):
            break
        diagnosis = diagnosis.answered((asked[0].fact, asked[0].effects[0].answer))
    else:
        pytest.fail("there was always another question")


def test_a_rule_that_needs_one_of_two_is_asked_about_both() -> None:
    model = samples.template("a", requirements=[Any((LEADER, OUTSOURCED))])
    leader, outsourced = questions(model)

    assert leader.change == outsourced.change == 0.5
    assert [effect.first[0].verdict for effect in leader.effects] == [FITS, FITS_IF]


def numbers(question: Question) -> list[float]:
    return [e.answer.value for e in question.effects if isinstance(e.answer, Number)]


@pytest.mark.parametrize(
    ("rule", "ends", "expected"),
    [
        (Within("hours", Limit(5)), {}, [4, 5, 6]),
        (Within("hours", None, Limit(5)), {}, [4, 5, 6]),
        (Within("hours", Limit(2.5)), {}, [2.49, 2.5, 2.51]),
        (Within("hours", Limit(0.1), Limit(3)), {}, [0.09, 0.1, 0.11, 2, 3, 4]),
        (Within("hours", Limit(20)), {}, [19, 20]),
        (Within("hours", Limit(-10)), {}, [-10, -9]),
        (Within("hours", Limit(20)), {"lowest": None, "highest": None}, [19, 20, 21]),
        (Within("hours", Limit(50)), {"lowest": None}, [20]),
        (Within("hours", Limit(50)), {"lowest": 0.0}, [0, 20]),
    ],
)
def test_numbers_are_tried_at_a_turn_and_beside_within_the_range(
    rule: Within, ends: dict[str, Any_], expected: list[float]
) -> None:
    catalogue = samples.catalogue(samples.template("a", requirements=[rule]))
    facts = catalogue.vocabularies.facts
    hours = attrs.evolve(facts["hours"], **ends)
    changed = attrs.evolve(facts, terms=FrozenMapping({**facts.terms, "hours": hours}))
    words = attrs.evolve(catalogue.vocabularies, facts=changed)
    (question,) = next_questions(diagnosis_of({}), attrs.evolve(catalogue, vocabularies=words))

    assert numbers(question) == expected


def test_questions_are_those_of_the_day() -> None:
    by_law = samples.template("a", requirements=[Within("population", Limit(law="threshold"))])
    catalogue = samples.catalogue(by_law)
    (early,) = next_questions(diagnosis_of({}), catalogue, on=date(2010, 1, 1))
    (now,) = next_questions(diagnosis_of({}), catalogue)

    assert (numbers(early), numbers(now)) == ([4, 5, 6], [2, 3, 4])
    assert next_questions(diagnosis_of({}), catalogue, on=date(2001, 1, 1)) == []


def test_a_question_is_asked_in_its_own_words() -> None:
    leader, care = questions(
        samples.template("a", requirements=[LEADER], criteria=[(3, CARE), (1, OUTSOURCED)]),
        outsourced=Answer(True),
    )

    assert (leader.text, leader.known_by) == (samples.TEXT, samples.TEXT)
    assert (leader.weight, care.weight) == (0.0, 0.75)


def test_what_decides_comes_before_what_only_weighs() -> None:
    """No single answer settles two of three, and none changes the order of one model."""
    two_of_three = AtLeast(2, (LEADER, OUTSOURCED, CARE))
    asked = questions(samples.template("a", requirements=[two_of_three], criteria=[(1, RURAL)]))

    assert {question.change for question in asked} == {0.0}
    assert [question.fact for question in asked] == ["leader", "needs", "outsourced", "kind"]


def test_every_open_term_of_an_alternative_is_asked() -> None:
    either = Any((CARE, Includes("needs", ("meals",), 1), LEADER))
    model = samples.template("a", requirements=[either])

    assert {(q.fact, q.term) for q in questions(model)} == {
        ("needs", "care"),
        ("needs", "meals"),
        ("leader", None),
    }


def test_what_stands_beside_unknown_law_is_asked() -> None:
    model = samples.template(
        "a", requirements=[All((Within("population", Limit(law="nowhere")), LEADER))]
    )

    assert [q.fact for q in questions(model, population=Number(1.0))] == ["leader"]


def test_one_that_may_yet_fit_is_not_settled_behind_one_that_fits() -> None:
    half = samples.template("a", criteria=[(1, LEADER), (1, OUTSOURCED)])
    better = samples.template("b", requirements=[CARE], criteria=[(1, LEADER)])
    found = ranking(half, better, leader=Answer(True), outsourced=Answer(False))

    assert [each.verdict for each in found] == [FITS, FITS_IF]
    assert not settled(found, 1)


def test_a_tie_that_may_come_is_not_settled() -> None:
    """The first may fall to the score of the second, which then comes first by its id."""
    second = samples.template("a", criteria=[(1, LEADER), (1, OUTSOURCED)])
    first = samples.template("b", criteria=[(1, LEADER), (1, CARE)])
    found = ranking(second, first, leader=Answer(True), outsourced=Answer(False))

    assert [each.template.id for each in found] == ["b", "a"]
    assert not settled(found, 1)


def test_what_moves_no_score_leaves_a_tie_settled() -> None:
    models = [samples.template(id, warns=[CARE], criteria=[(1, LEADER)]) for id in "ab"]

    assert settled(ranking(*models, leader=Answer(True)))


@given(catalogues(), complete_diagnoses(), st.data())
def test_the_order_of_rules_changes_no_question(
    catalogue: Catalogue, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    turned = attrs.evolve(
        catalogue,
        templates=FrozenMapping(
            {
                template.id: attrs.evolve(
                    template,
                    requirements=template.requirements[::-1],
                    contraindications=template.contraindications[::-1],
                    criteria=template.criteria[::-1],
                )
                for template in reversed(list(catalogue))
            }
        ),
    )

    assert next_questions(diagnosis, turned, limit=9) == next_questions(
        diagnosis, catalogue, limit=9
    )
