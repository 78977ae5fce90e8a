"""Verdicts, scores and their order: the laws that hold for every catalogue and diagnosis."""

import pickle
import random
from datetime import date
from typing import Any as Any_
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import Vocabulary
from socialfranchise.core.conditions import (
    All,
    Any,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    Limit,
    Within,
)
from socialfranchise.core.degrees import Truth
from socialfranchise.core.errors import InvalidDocument, UnknownId
from socialfranchise.core.findings import Place
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Answer, Diagnosis, Number, Terms
from socialfranchise.matching.ranking import Match, Verdict, match
from tests import samples
from tests.strategies import (
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

Rule = TypeVar("Rule")
LEADER = IsAnswer("leader", True)
CARE = Includes("needs", ("care",), 1)
POPULOUS = Within("population", Limit(law="threshold"))

rules = st.lists(crisp_conditions, max_size=2)
criteria = st.lists(st.tuples(st.integers(1, 10), graded_conditions), min_size=1, max_size=4)


@st.composite
def templates(draw: st.DrawFn, id: str = "model") -> Template:
    return samples.template(
        id,
        requirements=draw(rules),
        excludes=draw(rules),
        warns=draw(rules),
        criteria=draw(criteria),
    )


@pytest.mark.parametrize(
    ("leader", "care", "verdict"),
    [
        (Answer(True), Terms(frozenset({"care"}), frozenset()), Verdict.FITS),
        (Answer(True), Terms(frozenset(), frozenset({"care"})), Verdict.DOES_NOT_FIT),
        (Answer(True), None, Verdict.FITS_IF),
        (None, Terms(frozenset(), frozenset({"care"})), Verdict.DOES_NOT_FIT),
    ],
)
def test_a_failed_requirement_excludes_and_an_open_one_makes_conditional(
    leader: Answer | None, care: Terms | None, verdict: Verdict
) -> None:
    model = samples.template("model", requirements=[LEADER, CARE], criteria=[(1, CARE)])
    known = {"leader": leader, "needs": care}
    diagnosis = diagnosis_of({id: value for id, value in known.items() if value is not None})

    (found,) = match(diagnosis, samples.catalogue(model))

    assert found.verdict is verdict


def test_a_contraindication_excludes_or_warns_as_it_says() -> None:
    excluding = samples.template("excluding", excludes=[LEADER], criteria=[(1, CARE)])
    warning = samples.template("warning", warns=[LEADER], criteria=[(1, CARE)])
    ranking = match(diagnosis_of({"leader": Answer(True)}), samples.catalogue(excluding, warning))

    assert ranking["excluding"].verdict is Verdict.DOES_NOT_FIT
    assert [reason.id for reason in ranking["excluding"].failed] == ["against-0"]
    assert ranking["warning"].verdict is Verdict.FITS
    assert [reason.id for reason in ranking["warning"].warnings] == ["against-0"]


def test_nobody_can_found_it_when_no_legal_form_is_open() -> None:
    model = samples.template("model", criteria=[(1, CARE)])
    catalogue = samples.catalogue(model, founding=POPULOUS)

    verdicts = [
        match(diagnosis_of({"population": Number(4.0)}), catalogue, on=on)["model"].verdict
        for on in (date(2018, 3, 30), date(2018, 3, 31))
    ]

    assert verdicts == [Verdict.DOES_NOT_FIT, Verdict.FITS]


def test_the_day_is_the_publication_day_unless_told() -> None:
    catalogue = samples.catalogue(samples.template("model", criteria=[(1, CARE)]))

    assert match(diagnosis_of({}), catalogue).on == catalogue.published


def test_score_is_the_fulfilled_share_of_the_weights() -> None:
    model = samples.template("model", criteria=[(3, CARE), (1, LEADER), (4, POPULOUS)])
    diagnosis = diagnosis_of(
        {"needs": Terms(frozenset({"care"}), frozenset()), "leader": Answer(False)}
    )

    found = match(diagnosis, samples.catalogue(model))["model"]

    assert (found.score.low, found.score.high) == (3 / 8, 7 / 8)
    assert [missing.fact for missing in found.missing] == ["population"]
    assert found.missing[0].weight == 4 / 8


def test_weights_can_be_replaced_and_must_name_a_criterion() -> None:
    model = samples.template("model", criteria=[(1, CARE), (1, LEADER)])
    catalogue = samples.catalogue(model)
    diagnosis = diagnosis_of({"leader": Answer(True)})

    changed = match(diagnosis, catalogue, weights={"model": {"criterion-1": 3}})["model"]

    assert changed.score.low == 3 / 4
    with pytest.raises(UnknownId) as error:
        match(diagnosis, catalogue, weights={"model": {"criterion-9": 3}})
    assert (error.value.kind, error.value.id) == ("criterion", "criterion-9")
    assert error.value.near == ("criterion-1",)


def test_a_model_is_found_by_its_id_and_a_near_one_is_named() -> None:
    ranking = match(diagnosis_of({}), samples.catalogue(samples.template("model")))

    assert ranking["model"] is ranking.matches[0]
    assert len(ranking) == 1
    with pytest.raises(UnknownId) as error:
        ranking["modle"]
    assert (error.value.kind, error.value.id, error.value.near) == ("template", "modle", ("model",))


def test_a_fact_that_answers_no_question_is_refused() -> None:
    catalogue = samples.catalogue(samples.template("model", criteria=[(1, CARE)]))

    with pytest.raises(InvalidDocument) as error:
        match(diagnosis_of({"leadr": Answer(True), "needs": Answer(True)}), catalogue)

    assert [finding.code for finding in error.value.report] == ["SF301", "SF901"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_a_number_outside_every_sane_range_never_reaches_a_score(number: float) -> None:
    catalogue = samples.catalogue(samples.template("model", criteria=[(1, POPULOUS)]))

    with pytest.raises(InvalidDocument):
        match(diagnosis_of({"population": Number(number)}), catalogue)


@given(templates(), complete_diagnoses(), st.data())
def test_the_bounds_hold_for_every_completion(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    catalogue = samples.catalogue(model)
    known = match(complete, catalogue)["model"]
    partial = match(data.draw(forgetting(complete)), catalogue)["model"]

    assert partial.score.low <= known.score.low == known.score.high <= partial.score.high
    assert known.verdict is not Verdict.FITS_IF
    if partial.verdict is not Verdict.FITS_IF:
        assert partial.verdict is known.verdict
    assert not known.missing


@given(templates(), complete_diagnoses(), st.data(), st.integers())
def test_the_order_of_the_rules_does_not_matter(
    model: Template, complete: Diagnosis, data: st.DataObject, seed: int
) -> None:
    shuffler = random.Random(seed)

    def shuffled(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(shuffler.sample(rules, len(rules)))

    other = attrs.evolve(
        model,
        requirements=shuffled(model.requirements),
        contraindications=shuffled(model.contraindications),
        criteria=shuffled(model.criteria),
    )
    diagnosis = data.draw(forgetting(complete))
    first = match(diagnosis, samples.catalogue(model))["model"]
    second = match(diagnosis, samples.catalogue(other))["model"]

    assert (first.verdict, first.score) == (second.verdict, second.score)
    assert first.missing == second.missing


@given(templates("a"), templates("b"), templates("c"), complete_diagnoses(), st.data())
def test_another_model_in_the_catalogue_changes_no_score(
    a: Template, b: Template, c: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    diagnosis = data.draw(forgetting(complete))
    small = match(diagnosis, samples.catalogue(a, b))
    large = match(diagnosis, samples.catalogue(a, b, c))

    assert [m for m in large if m.template.id != "c"] == list(small)


@given(templates(), complete_diagnoses(), st.data())
def test_the_shares_add_up_to_the_score(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    """Exactly when all is known; else they enclose it, since each stands for itself."""
    partly = match(data.draw(forgetting(complete)), samples.catalogue(model))["model"]
    wholly = match(complete, samples.catalogue(model))["model"]

    low, high = _sum_of_shares(partly)
    assert low <= partly.score.low + 1e-9
    assert partly.score.high <= high + 1e-9
    assert _sum_of_shares(wholly) == pytest.approx((wholly.score.low, wholly.score.high))


def _sum_of_shares(found: Match) -> tuple[float, float]:
    shares = [reason.share for reason in found.reasons if reason.share is not None]
    return sum(share.low for share in shares), sum(share.high for share in shares)


@given(templates(), complete_diagnoses(), st.data())
def test_every_open_reason_names_a_missing_fact(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    found = match(data.draw(forgetting(complete)), samples.catalogue(model))["model"]
    missing = {fact.fact: fact for fact in found.missing}

    for reason in found.open:
        asked = {reading.fact.id for reading in reason.readings}
        assert any(fact in asked and missing[fact].decisive for fact in missing)


@given(templates(), complete_diagnoses(), st.data())
def test_answering_everything_that_is_missing_settles_the_match(
    model: Template, complete: Diagnosis, data: st.DataObject
) -> None:
    partial = data.draw(forgetting(complete))
    found = match(partial, samples.catalogue(model))["model"]
    asked = {fact.fact for fact in found.missing}
    answered = {f.id: f.value for f in partial if f.value is not None}
    answered |= {f.id: f.value for f in complete if f.id in asked and f.value is not None}

    settled = match(diagnosis_of(answered), samples.catalogue(model))["model"]
    known = match(complete, samples.catalogue(model))["model"]

    assert settled.verdict is known.verdict
    assert settled.score == known.score


def test_the_terms_of_every_open_reading_are_asked() -> None:
    either = Any((Includes("needs", ("care",), 1), Includes("needs", ("meals",), 1)))
    model = samples.template("model", criteria=[(1, either)])

    (missing,) = match(diagnosis_of({}), samples.catalogue(model))["model"].missing

    assert missing.terms == ("care", "meals")


def test_a_ranking_says_what_it_was_made_from() -> None:
    catalogue, diagnosis = samples.catalogue(samples.template("model")), diagnosis_of({})
    ranking = match(diagnosis, catalogue)

    assert ranking.diagnosis == diagnosis
    assert (ranking.catalogue, ranking.catalogue_version, ranking.catalogue_sha256) == (
        catalogue.id,
        catalogue.version,
        catalogue.sha256,
    )


def test_every_rule_is_a_reason_with_its_words_and_its_place() -> None:
    words = [Text(f"Zdanie {number}.", f"Sentence {number}.") for number in range(5)]
    places = [Place("model.yaml", line, 1, line, 9) for line in range(1, 6)]
    model = samples.template(
        "model", requirements=[CARE], excludes=[LEADER], warns=[LEADER], criteria=[(7, CARE)]
    )
    told = iter(zip(words, places, strict=True))

    def telling(rules: tuple[Rule, ...]) -> Any_:
        pairs = ((rule, *next(told)) for rule in rules)
        return tuple(attrs.evolve(r, statement=text, place=where) for r, text, where in pairs)  # type: ignore[misc]

    model = attrs.evolve(
        model,
        requirements=telling(model.requirements),
        contraindications=telling(model.contraindications),
        criteria=telling(model.criteria),
    )
    (found,) = match(diagnosis_of({}), samples.catalogue(model))
    founding, *reasons = found.reasons

    assert (founding.kind, founding.id, founding.text) == ("founding", "founding", samples.TEXT)
    assert [(reason.text, reason.place) for reason in reasons] == list(
        zip(words[:4], places[:4], strict=True)
    )
    assert [(reason.kind, reason.effect, reason.weight) for reason in reasons] == [
        ("requirement", None, None),
        ("contraindication", "excludes", None),
        ("contraindication", "warns", None),
        ("criterion", None, 7),
    ]


def test_founding_stands_where_its_legal_form_does() -> None:
    catalogue = samples.catalogue(samples.template("model"), founding=LEADER)
    where = Place("legal-forms.yaml", 5, 3, 9, 1)
    forms = catalogue.vocabularies.legal_forms
    (form,) = forms
    placed = Vocabulary(forms.kind, FrozenMapping({form.id: attrs.evolve(form, place=where)}))
    words = attrs.evolve(catalogue.vocabularies, legal_forms=placed)
    (found,) = match(diagnosis_of({}), attrs.evolve(catalogue, vocabularies=words))

    assert found.reasons[0].place == where


def test_without_criteria_there_is_no_score() -> None:
    (found,) = match(diagnosis_of({}), samples.catalogue(samples.template("model")))

    assert (found.score.low, found.score.high, found.shared) == (0.0, 0.0, ())


def test_what_is_missing_comes_by_what_hangs_on_it() -> None:
    model = samples.template(
        "model",
        requirements=[LEADER],
        criteria=[(1, CARE), (3, POPULOUS), (2, IsAnswer("outsourced", True))],
    )
    (found,) = match(diagnosis_of({}), samples.catalogue(model))

    assert [(missing.fact, missing.decisive) for missing in found.missing] == [
        ("leader", True),
        ("population", False),
        ("outsourced", False),
        ("needs", False),
    ]


def test_only_what_is_open_of_a_criterion_hangs_on_its_facts() -> None:
    half_known = GrowsWithTerms("needs", ("care", "meals"), 2)
    model = samples.template("model", criteria=[(1, half_known), (1, LEADER)])
    known = diagnosis_of({"needs": Terms(frozenset({"care"}), frozenset()), "leader": Answer(True)})
    (missing,) = match(known, samples.catalogue(model))["model"].missing

    assert (missing.fact, missing.terms, missing.weight) == ("needs", ("meals",), 0.25)


def test_unknown_law_hides_no_missing_fact_beside_it() -> None:
    model = samples.template("model", requirements=[All((POPULOUS, LEADER))])
    known = diagnosis_of({"population": Number(4.0)})
    (found,) = match(known, samples.catalogue(model), on=date(2001, 1, 1))

    assert [missing.fact for missing in found.missing] == ["leader"]


def test_a_graded_rule_that_holds_in_part_decides_nothing() -> None:
    """Files allow slopes in criteria only; a rule made in Python may be one."""
    half = GrowsWithTerms("needs", ("care", "meals"), 2)
    known = diagnosis_of({"needs": Terms(frozenset({"care"}), frozenset({"meals"}))})
    for model in (
        samples.template("model", requirements=[half]),
        samples.template("model", excludes=[half]),
    ):
        (found,) = match(known, samples.catalogue(model))
        assert found.verdict is Verdict.FITS_IF
        assert (len(found.open), found.failed, found.missing) == (1, (), ())


def test_a_fact_that_can_change_nothing_is_not_asked() -> None:
    dead_end = All((LEADER, IsAnswer("outsourced", True)))
    model = samples.template("model", requirements=[Any((dead_end, CARE))], criteria=[(1, CARE)])
    diagnosis = diagnosis_of({"outsourced": Answer(False)})

    found = match(diagnosis, samples.catalogue(model))["model"]

    assert [fact.fact for fact in found.missing] == ["needs"]


def test_nothing_is_decisive_once_a_model_is_excluded() -> None:
    model = samples.template("model", requirements=[LEADER, CARE], criteria=[(1, POPULOUS)])
    found = match(diagnosis_of({"leader": Answer(False)}), samples.catalogue(model))["model"]

    assert found.verdict is Verdict.DOES_NOT_FIT
    assert found.open == ()
    assert not any(fact.decisive for fact in found.missing)


def test_unknown_law_is_not_blamed_on_the_facts() -> None:
    model = samples.template("model", requirements=[POPULOUS], criteria=[(1, CARE)])
    known = diagnosis_of({"population": Number(4.0)})

    found = match(known, samples.catalogue(model), on=date(2001, 1, 1))["model"]

    assert found.verdict is Verdict.FITS_IF
    assert found.missing_law == ("threshold",)
    assert [fact.fact for fact in found.missing] == ["needs"]


def test_a_settled_degree_between_is_neither_yes_nor_no_nor_unknown() -> None:
    half = GrowsWithTerms("needs", ("care", "meals"), 2)
    model = samples.template("model", criteria=[(1, half)])
    diagnosis = diagnosis_of({"needs": Terms(frozenset({"care"}), frozenset({"meals"}))})

    found = match(diagnosis, samples.catalogue(model))["model"]

    assert found.reasons[-1].degree.truth is Truth.PARTLY
    assert found.missing == ()


def test_a_withdrawn_model_is_not_recommended() -> None:
    old = attrs.evolve(samples.template("old", criteria=[(1, CARE)]), status="withdrawn")
    new = samples.template("new", criteria=[(1, CARE)])

    assert [m.template.id for m in match(diagnosis_of({}), samples.catalogue(old, new))] == ["new"]


@pytest.mark.parametrize("weight", [-1, 1.5, float("nan"), True])
def test_a_weight_is_a_whole_number(weight: Any_) -> None:
    catalogue = samples.catalogue(samples.template("model", criteria=[(1, CARE)]))

    with pytest.raises(ValueError, match="criterion-0"):
        match(diagnosis_of({}), catalogue, weights={"model": {"criterion-0": weight}})


def test_weights_may_not_all_be_zero() -> None:
    catalogue = samples.catalogue(samples.template("model", criteria=[(1, CARE)]))

    with pytest.raises(ValueError, match="zero"):
        match(diagnosis_of({}), catalogue, weights={"model": {"criterion-0": 0}})


def test_a_ranking_can_be_pickled() -> None:
    ranking = match(
        diagnosis_of({"leader": Answer(True)}),
        samples.catalogue(samples.template("model", criteria=[(1, LEADER)])),
    )

    assert pickle.loads(pickle.dumps(ranking)) == ranking  # noqa: S301
