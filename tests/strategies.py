"""Hypothesis strategies for the values of the domain: conditions, diagnoses, small catalogues."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from socialfranchise.core.conditions import (
    All,
    Any,
    AtLeast,
    Condition,
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Not,
    Within,
)
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.degrees import Degree
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Diagnosis,
    Fact,
    Locality,
    Number,
    Terms,
    Value,
)

ANSWERS = ("outsourced", "leader")
NUMBERS = ("population", "hours")
CHOICES = ("rural", "urban")
TERMS = ("care", "meals", "green", "waste")
DAY = date(2026, 11, 21)

LAW = FrozenMapping(
    {
        "threshold": Parameter(
            "threshold",
            Text("Próg", "Threshold"),
            "persons",
            (
                DatedValue(date(2006, 7, 6), Decimal(5), "checked"),
                DatedValue(date(2018, 3, 31), Decimal(3), "checked"),
            ),
        )
    }
)

numbers = st.integers(-5, 12).map(float) | st.floats(-5, 12)
limits = st.builds(Limit, number=numbers) | st.just(Limit(law="threshold"))
some_terms = st.lists(st.sampled_from(TERMS), min_size=1, max_size=4, unique=True).map(tuple)
degrees = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda d: Degree(min(d), max(d)))


@st.composite
def _grows(draw: st.DrawFn) -> Grows:
    none_at, full_at = draw(st.tuples(numbers, numbers).filter(lambda p: abs(p[0] - p[1]) > 1e-3))
    return Grows(draw(st.sampled_from(NUMBERS)), none_at, full_at)


crisp_tests: st.SearchStrategy[Condition] = st.one_of(
    st.builds(IsAnswer, st.sampled_from(ANSWERS), st.booleans()),
    st.builds(IsOneOf, st.just("kind"), st.sampled_from([("rural",), ("urban",), CHOICES])),
    st.builds(Includes, st.just("needs"), some_terms, st.integers(1, 4)),
    st.builds(Within, st.sampled_from(NUMBERS), limits, st.none() | limits),
)
graded_tests: st.SearchStrategy[Condition] = st.one_of(
    crisp_tests,
    _grows(),
    st.builds(GrowsWithTerms, st.just("needs"), some_terms, st.integers(1, 4)),
)


def _compound(tests: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def extend(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            st.builds(All, several),
            st.builds(Any, several),
            st.builds(Not, parts),
            st.builds(AtLeast, st.integers(1, 3), several),
        )

    return st.recursive(tests, extend, max_leaves=6)


crisp_conditions = _compound(crisp_tests)
graded_conditions = _compound(graded_tests)

VALUES: dict[str, st.SearchStrategy[Value]] = {
    **{id: st.booleans().map(Answer) for id in ANSWERS},
    **{id: numbers.map(Number) for id in NUMBERS},
    "kind": st.sampled_from(CHOICES).map(Choice),
    "needs": st.frozensets(st.sampled_from(TERMS)).map(
        lambda present: Terms(present, frozenset(TERMS) - present)
    ),
}


@st.composite
def complete_diagnoses(draw: st.DrawFn) -> Diagnosis:
    """A diagnosis that answers everything."""
    return diagnosis_of({id: draw(values) for id, values in VALUES.items()})


@st.composite
def forgetting(draw: st.DrawFn, complete: Diagnosis) -> Diagnosis:
    """The same diagnosis with some answers not known."""
    kept: dict[str, Value] = {}
    for fact in complete:
        value = fact.value
        if isinstance(value, Terms):
            known = draw(st.frozensets(st.sampled_from(TERMS)))
            kept[fact.id] = Terms(value.present & known, value.absent & known)
        elif value is not None and draw(st.booleans()):
            kept[fact.id] = value
    return diagnosis_of(kept)


def diagnosis_of(values: Mapping[str, Value]) -> Diagnosis:
    """A diagnosis with these values."""
    return Diagnosis(
        id="somewhere",
        title=Text("Gdzieś", "Somewhere"),
        locality=Locality(name="Gdzieś"),
        day=DAY,
        facts=FrozenMapping({id: Fact(id, value) for id, value in sorted(values.items())}),
    )
