"""What to ask next: answers do what is said of them, and what is settled stays so."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from socialfranchise import Catalogue, load_diagnosis
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import (
    All,
    Any,
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
