"""How firmly the first model stands: draws that can be repeated, levels that are exact."""

from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import Includes, IsAnswer, Not
from socialfranchise.diagnosis.facts import Answer, Diagnosis, Terms, Value
from socialfranchise.matching.ranking import Ranking, Verdict, match
from socialfranchise.matching.robustness import Tipping, Without, robustness
from tests import samples
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
STRONG = samples.template("strong", criteria=[(3, LEADER), (1, OUTSOURCED)])
WEAK = samples.template("weak", criteria=[(1, LEADER), (1, CARE)])
KNOWN: dict[str, Value] = {
    "leader": Answer(True),
    "outsourced": Answer(False),
    "needs": Terms(frozenset(), frozenset({"care"})),
}


def ranking(*models: Template, **known: Value) -> Ranking:
    return match(diagnosis_of(known or KNOWN), samples.catalogue(*models))


def test_the_smallest_change_of_one_weight_is_exact() -> None:
    """Weak has a half; when care weighs a third, it has as much as strong: three quarters."""
    found = robustness(ranking(STRONG, WEAK))

    assert (found.first, found.rivals) == ("strong", ("weak",))
    assert found.tipping == Tipping("weak", "criterion-1", 1, Fraction(1, 3), up=False)
    assert found.tipping.change == Fraction(2, 3)


def test_criteria_without_which_another_would_be_first_are_named() -> None:
    assert robustness(ranking(STRONG, WEAK)).without == (
        Without("strong", "criterion-0", "weak"),
        Without("weak", "criterion-1", "weak"),
    )


def test_only_models_of_the_same_verdict_are_rivals() -> None:
    excluded = samples.template("excluded", requirements=[CARE], criteria=[(1, LEADER)])
    found = robustness(ranking(WEAK, excluded))

    assert (found.rivals, found.second, found.tipping, found.without) == ((), None, None, ())
    assert found.share == 1.0


def test_models_that_are_level_are_told_apart_by_any_change() -> None:
    tipping = robustness(
        ranking(WEAK, samples.template("zweak", criteria=[(1, LEADER), (1, CARE)]))
    )

    assert tipping.tipping is not None
    assert tipping.tipping.change == 0


def test_unknowns_that_criteria_share_count_together() -> None:
    """Leader or not, torn has its half, which neither criterion alone makes certain."""
    torn = samples.template("torn", criteria=[(1, LEADER), (1, Not(LEADER))])
    third = samples.template("zz", criteria=[(1, OUTSOURCED), (2, CARE)])
    found = robustness(ranking(torn, third, outsourced=Answer(True)), spread=0)

    assert (found.first, found.kept) == ("torn", found.draws)
    assert found.tipping == Tipping("torn", "criterion-0", 1, Fraction(1, 2), up=False)


def test_draws_are_repeatable_and_another_model_changes_none() -> None:
    two = robustness(ranking(STRONG, WEAK), draws=200, spread=1)
    third = samples.template("zzz", criteria=[(1, CARE)])
    three = robustness(ranking(STRONG, WEAK, third), draws=200, spread=1)

    assert two == robustness(ranking(STRONG, WEAK), draws=200, spread=1)
    assert 0 < two.kept == three.kept < 200
    by_seed = {robustness(ranking(STRONG, WEAK), spread=1, seed=seed).kept for seed in range(5)}
    assert len(by_seed) > 1


def test_the_order_of_criteria_in_the_file_changes_nothing() -> None:
    turned = attrs.evolve(STRONG, criteria=STRONG.criteria[::-1])
    one, other = robustness(ranking(STRONG, WEAK)), robustness(ranking(turned, WEAK))

    assert (one.kept, one.tipping) == (other.kept, other.tipping)


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"spread": 1.5}, {"spread": -0.1}])
def test_wrong_draws_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"draws"):
        robustness(ranking(WEAK), **wrong)


def test_models_without_criteria_are_told_apart_by_their_ids_alone() -> None:
    found = robustness(ranking(samples.template("b"), samples.template("a")), draws=5)

    assert (found.first, found.rivals, found.kept) == ("a", ("b",), 5)
    assert (found.tipping, found.without) == (None, ())


def test_no_weight_helps_a_model_that_fulfils_nothing() -> None:
    """At best it draws level, when the first has nothing left either."""
    nothing = samples.template("nothing", criteria=[(1, CARE), (5, OUTSOURCED)])
    found = robustness(ranking(STRONG, nothing), draws=5)

    assert (found.kept, found.tipping) == (5, None)
    assert found.without == (Without("strong", "criterion-0", "nothing"),)


def test_nothing_to_judge_is_refused() -> None:
    empty = attrs.evolve(ranking(WEAK), matches=())

    with pytest.raises(ValueError, match="no models"):
        robustness(empty)


weighed = st.lists(
    st.tuples(st.integers(1, 10), crisp_conditions | graded_conditions), min_size=1, max_size=4
)


@st.composite
def rankings(draw: st.DrawFn) -> tuple[Catalogue, Diagnosis]:
    models = [samples.template(id, criteria=draw(weighed)) for id in ("a", "b", "c")]
    diagnosis = draw(forgetting(draw(complete_diagnoses())))
    return samples.catalogue(*models), diagnosis


def overtakes(
    world: tuple[Catalogue, Diagnosis], template: str, criterion: str, weight: Fraction
) -> bool | None:
    """Is the second before the first with this weight? ``None``: too close for floating point."""
    catalogue, diagnosis = world
    first, second = [found.template.id for found in match(diagnosis, catalogue)][:2]
    scaled = {c.id: c.weight * weight.denominator for c in catalogue[template].criteria}
    weights = {template: {**scaled, criterion: weight.numerator}}
    after = match(diagnosis, catalogue, weights=weights)
    if abs(after[first].score.low - after[second].score.low) < 1e-9:
        return None
    return after[second].score.low > after[first].score.low


def points(near: Fraction, far: Fraction) -> Iterator[Fraction]:
    """Some weights between two."""
    for part in (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10), Fraction(99, 100)):
        point = (near + part * (far - near)).limit_denominator(10**6)
        if min(near, far) < point < max(near, far) and point > 0:
            yield point


@settings(max_examples=40)
@given(rankings())
def test_beyond_the_level_the_second_is_first_and_before_it_is_not(
    world: tuple[Catalogue, Diagnosis],
) -> None:
    tipping = robustness(match(world[1], world[0]), draws=1).tipping
    event(f"tips: {tipping is not None}")
    assume(tipping is not None)
    assert tipping is not None
    step = Fraction(1, 100) if tipping.up else -min(Fraction(1, 100), tipping.level_at / 2)
    beyond = (tipping.level_at + step).limit_denominator(10**6)

    assert overtakes(world, tipping.template, tipping.criterion, beyond) is not False
    for point in points(Fraction(tipping.weight), tipping.level_at):
        assert overtakes(world, tipping.template, tipping.criterion, point) is not True


@settings(max_examples=60)
@given(rankings())
def test_no_smaller_change_of_any_weight_would_do(world: tuple[Catalogue, Diagnosis]) -> None:
    catalogue, diagnosis = world
    found = robustness(match(diagnosis, catalogue), draws=1)
    reach = Fraction(20) if found.tipping is None else found.tipping.change
    for template in (found.first, found.second or found.first):
        for criterion in catalogue[template].criteria:
            for far in (criterion.weight + reach, max(criterion.weight - reach, Fraction(0))):
                for point in points(Fraction(criterion.weight), far):
                    assert overtakes(world, template, criterion.id, point) is not True


@given(rankings())
def test_without_a_criterion_is_as_if_it_weighed_nothing(
    world: tuple[Catalogue, Diagnosis],
) -> None:
    catalogue, diagnosis = world
    found = match(diagnosis, catalogue)
    assume(all(each.score.exact for each in found))
    named = {(w.template, w.criterion): w.first for w in robustness(found, draws=1).without}
    for template in catalogue:
        for criterion in template.criteria:
            if len(template.criteria) == 1:
                continue  # without any weight there is no score
            less = match(diagnosis, catalogue, weights={template.id: {criterion.id: 0}})
            first, second = less.matches[:2]
            if abs(first.score.low - second.score.low) > 1e-9:
                expected = named.get((template.id, criterion.id), found.matches[0].template.id)
                assert first.template.id == expected


@given(rankings(), st.integers(0, 5))
def test_weights_that_do_not_move_change_nothing(
    world: tuple[Catalogue, Diagnosis], seed: int
) -> None:
    found = robustness(match(world[1], world[0]), draws=5, spread=0, seed=seed)

    assert found.kept == 5
    assert found.verdict is Verdict.FITS


def test_kramsk_hangs_on_both_of_its_needs(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = robustness(match(kramsk, catalogue))

    assert found.first == "care-with-kitchen"
    assert 0.5 < found.share < 1
    assert {"care-gap", "meals-gap"} <= {
        without.criterion for without in found.without if without.template == found.first
    }
