"""Values of facts: what is of a wrong type cannot be made, what is of a mad size stays visible."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Locality,
    Number,
    Terms,
)
from tests.strategies import DAY, VALUES, diagnosis_of

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        *((Answer, (value,)) for value in (1, 0, "no", "yes", None, 1.0)),
        *((Number, (value,)) for value in (True, "5", b"5", None, 1j, [5], date(2026, 1, 1))),
        *((Choice, (value,)) for value in (None, 5, ["rural"], b"rural")),
        (Terms, ("care", NOTHING)),
        (Terms, (NOTHING, "care")),
        (Terms, (None, NOTHING)),
        (Terms, ({1, 2}, NOTHING)),
        (Terms, (["care", None], NOTHING)),
        *((Fact, ("leader", value)) for value in (True, "yes", 5, {"care"}, Answer)),
        (Fact, (5, Answer(True))),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_value_of_a_wrong_type_cannot_be_made(kind: Any, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        kind(*arguments)


@pytest.mark.parametrize(
    ("given_", "value"),
    [
        (5, 5.0),
        (Decimal("5.5"), 5.5),
        (Fraction(1, 4), 0.25),
        (10**400, math.inf),
        (-(10**400), -math.inf),
        (Decimal("1e400"), math.inf),
    ],
)
def test_a_number_is_a_float_whatever_it_came_from(given_: Any, value: float) -> None:
    number = Number(given_)

    assert type(number.value) is float
    assert number.value == value


def test_there_is_no_negative_zero() -> None:
    assert math.copysign(1, Number(-0.0).value) == 1


def test_a_decimal_that_signals_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        Number(Decimal("sNaN"))  # type: ignore[arg-type]


def test_terms_may_come_as_any_collection() -> None:
    made: Any = Terms(["care", "meals", "care"], {"green"})

    assert made == Terms(frozenset({"care", "meals"}), frozenset({"green"}))
    assert hash(made)
    assert (made.has("care"), made.has("green"), made.has("reuse")) == (True, False, None)


def _diagnosis(**changes: Any) -> Diagnosis:
    return attrs.evolve(diagnosis_of({"leader": Answer(True)}), **changes)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"facts": None}, TypeError),
        ({"facts": [Fact("leader", None)]}, TypeError),
        ({"facts": {"leader": Answer(True)}}, TypeError),
        ({"facts": {"leader": None}}, TypeError),
        ({"facts": {"leader": Fact("hours", Number(1.0))}}, ValueError),
        ({"day": datetime(2026, 1, 1, tzinfo=UTC)}, TypeError),
        ({"day": "2026-01-01"}, TypeError),
        ({"id": None}, TypeError),
    ],
)
def test_a_diagnosis_of_anything_else_cannot_be_made(
    changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _diagnosis(**changes)


def test_a_place_has_a_name() -> None:
    wrong: Any = 5

    with pytest.raises(TypeError):
        Locality(name=wrong)


@given(st.permutations(sorted(VALUES)))
def test_facts_are_kept_in_the_order_of_their_ids(ids: list[str]) -> None:
    given_ = {id: Fact(id, None) for id in ids}
    diagnosis = _diagnosis(facts=given_)
    given_.clear()

    assert [fact.id for fact in diagnosis] == sorted(VALUES)
    assert list(diagnosis.answered(("a-first", Answer(True))).facts) == ["a-first", *sorted(VALUES)]


def test_the_first_and_the_last_day_there_is_are_days() -> None:
    for day in (date.min, date.max, DAY):
        assert _diagnosis(day=day, title=Text("x", "x")).day == day


@given(st.data())
def test_terms_known_later_count(data: st.DataObject) -> None:
    terms = st.frozensets(st.sampled_from("abcd"))
    present = data.draw(terms), data.draw(terms)
    known, later = (Terms(each, data.draw(terms) - each) for each in present)
    joined = known.joined(later)

    for term in "abcd":
        expected = known.has(term) if later.has(term) is None else later.has(term)
        assert joined.has(term) is expected
