"""The cases of a fact: a condition holds in one of them whenever any value meets it."""

from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.conditions import All, Any, Condition, IsAnswer, Limit, Not, Within
from socialfranchise.formats.documents.vocabulary import FactDocument
from socialfranchise.validation.checks.worlds import canonical, worlds

FACT = FactDocument.model_validate(
    {
        "id": "number",
        "name": {"pl": "Liczba", "en": "Number"},
        "question": {"pl": "Ile?", "en": "How many?"},
        "kind": "number",
        "known_by": {"pl": "urząd", "en": "the office"},
        "changed_by": "nobody",
        "unit": "persons",
        "lowest": 0,
        "highest": 10,
    }
)
NUMBERS = st.integers(-2, 12).map(float)
LIMITS = st.none() | NUMBERS.map(lambda number: Limit(number=number))
TESTS: st.SearchStrategy[Condition] = st.builds(Within, st.just("number"), LIMITS, LIMITS)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(All),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(Any),
    ),
    max_leaves=6,
)


def holds(condition: Condition, number: float) -> bool:
    if isinstance(condition, All):
        return all(holds(part, number) for part in condition.parts)
    if isinstance(condition, Any):
        return any(holds(part, number) for part in condition.parts)
    if isinstance(condition, Not):
        return not holds(condition.part, number)
    assert isinstance(condition, Within)
    low, high = condition.lower, condition.upper
    return (low is None or low.number is None or number >= low.number) and (
        high is None or high.number is None or number <= high.number
    )


@given(CONDITIONS)
def test_a_condition_has_a_case_if_and_only_if_some_value_meets_it(condition: Condition) -> None:
    cases = worlds(FACT, [condition])
    where = cases.where(condition)
    values = [step / 4 for step in range(41)]

    assert where is not None
    assert (where == 0) == (not any(holds(condition, value) for value in values))
    assert (where == cases.all) == all(holds(condition, value) for value in values)


@given(CONDITIONS, st.integers(0, 40))
def test_the_canonical_form_means_the_same(condition: Condition, step: int) -> None:
    assert holds(canonical(condition), step / 4) == holds(condition, step / 4)
    assert canonical(canonical(condition)) == canonical(condition)


def test_no_and_not_yes_are_the_same() -> None:
    assert canonical(Not(IsAnswer("x", True))) == IsAnswer("x", False)
    assert canonical(Not(Not(IsAnswer("x", True)))) == IsAnswer("x", True)
