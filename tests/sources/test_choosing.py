"""From answers of tables to facts: which source is taken, what is derived, what was known."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.core.formulas import Constant, Formula, OfFact, Operation, facts_in, reckoned
from socialfranchise.diagnosis.facts import Fact, Number, Origin, Terms
from socialfranchise.diagnosis.merging import merged
from socialfranchise.sources.candidates import Candidate
from socialfranchise.sources.choosing import facts_of, rounded
from tests.sources.tables import mapped
from tests.strategies import complete_diagnoses, forgetting

PEOPLE = st.integers(1, 2_000_000)


def candidate(fact: str, number: float, year: int | None, source: str = "gus-bdl") -> Candidate:
    return Candidate(
        fact=fact,
        value=Number(number),
        source=source,
        year=year,
        variable=None,
        note=None,
        table=f"{source}.csv",
        row=2,
        column="x",
    )


def test_the_newest_year_wins_and_the_other_source_is_shown(catalogue: Catalogue) -> None:
    old = candidate("population", 90, 2021, "communes-population-2021")
    found, _ = facts_of([old, candidate("population", 100, 2025)], catalogue, "en")
    fact = found["population"]

    assert fact.value == Number(100)
    assert [(origin.year, origin.note) for origin in fact.origins] == [
        (2025, None),
        (2021, "Another answer: 90. It was not taken."),
    ]


def test_of_one_year_the_nearer_source_wins(catalogue: Catalogue) -> None:
    far = candidate("population", 90, 2021, "communes-population-2021")
    found, _ = facts_of([far, candidate("population", 100, 2021)], catalogue, "pl")

    assert found["population"].value == Number(100)


def test_older_years_of_the_same_source_are_no_second_answer(catalogue: Catalogue) -> None:
    years = [candidate("registered-unemployed", year, year) for year in range(2003, 2025)]
    found, _ = facts_of(years, catalogue, "pl")

    assert found["registered-unemployed"].value == Number(2024)
    assert len(found["registered-unemployed"].origins) == 1


@pytest.mark.parametrize(
    ("unemployed", "population", "years"),
    [
        ((2019, 2024), (2021,), (2024, 2021)),
        ((2021, 2024), (2021,), (2021,)),
        ((2010, 2024), (2010, 2023), (2024, 2023)),
        ((None,), (None,), ()),
    ],
)
def test_a_rate_is_of_years_that_lie_close(
    catalogue: Catalogue,
    unemployed: tuple[int | None, ...],
    population: tuple[int | None, ...],
    years: tuple[int, ...],
) -> None:
    given_now = [candidate("registered-unemployed", 5, year) for year in unemployed]
    given_now += [candidate("population", 1000, year) for year in population]
    found, findings = facts_of(given_now, catalogue, "en")
    (origin,) = found["unemployed-per-1000"].origins

    assert not findings
    assert origin.year == (years[0] if len(years) == 1 else None)
    assert all(f"({year})" in origin.source for year in years)
    assert ("different years" in (origin.note or "")) == (len(years) > 1)


@pytest.mark.parametrize("year", [2017, None])
def test_a_rate_of_years_too_far_apart_stays_unknown_and_is_told(
    catalogue: Catalogue, year: int | None
) -> None:
    given_now = [candidate("registered-unemployed", 5, 2024), candidate("population", 9, year)]
    found, findings = facts_of(given_now, catalogue, "pl")

    assert "unemployed-per-1000" not in found
    assert [(finding.code, finding.parameters["limit"]) for finding in findings] == [("SF934", 3)]


@given(st.lists(st.tuples(PEOPLE, st.integers(0, 100_000)), min_size=1, max_size=8))
def test_a_table_gives_the_rates_that_a_hand_would_reckon(
    catalogue: Catalogue, communes: list[tuple[int, int]]
) -> None:
    mapping = catalogue.mappings["communes-of-poland"]
    columns = [
        "teryt",
        "nazwa",
        "powiat",
        "wojewodztwo",
        *dict.fromkeys(str(each.column) for each in mapping.facts if each.column != "teryt"),
    ]
    rows = [
        {
            "teryt": f"0201{number:02d}2",
            "nazwa": f"Gmina {number}",
            "ludnosc_2021_12_31": people,
            "bezrobotni_2023_12": unemployed,
        }
        for number, (people, unemployed) in enumerate(communes, 1)
    ]
    lines = [",".join(str(row.get(column, ".")) for column in columns) for row in rows]
    table = mapped("\n".join([",".join(columns), *lines]), mapping, catalogue)

    for unit, (people, unemployed) in zip(table.units, communes, strict=True):
        found, _ = facts_of(unit.candidates, catalogue, "pl")
        rate = Decimal(1000 * unemployed) / Decimal(people)
        assert found["population"].value == Number(people)
        expected = float(rate.quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert found["unemployed-per-1000"].value == Number(expected)


leaves = st.sampled_from("ab").map(OfFact) | st.integers(-9, 9).map(Constant)
formulas = st.recursive(
    leaves,
    lambda parts: st.builds(
        Operation,
        st.sampled_from(["sum", "difference", "product", "quotient"]),
        st.lists(parts, min_size=2, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


def by_hand(formula: Formula, numbers: Mapping[str, Fraction]) -> Fraction:
    if isinstance(formula, OfFact):
        return numbers[formula.fact]
    if isinstance(formula, Constant):
        return Fraction(formula.number)
    first, *others = [by_hand(part, numbers) for part in formula.parts]
    for other in others:
        first = {
            "sum": lambda a, b: a + b,
            "difference": lambda a, b: a - b,
            "product": lambda a, b: a * b,
            "quotient": lambda a, b: a / b,
        }[formula.does](first, other)
    return first


@given(formulas, st.integers(-20, 20), st.integers(-20, 20))
def test_formulas_are_exact(formula: Formula, a: int, b: int) -> None:
    try:
        expected = by_hand(formula, {"a": Fraction(a), "b": Fraction(b)})
    except ZeroDivisionError:
        expected = None
    assert reckoned(formula, {"a": a, "b": b}) == expected
    if "b" in facts_in(formula):
        assert reckoned(formula, {"a": a}) is None


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_half_up_and_near(value: Fraction, decimals: int) -> None:
    near = Fraction(Decimal(str(rounded(value, decimals))))

    if abs(value) < 10**6:
        assert abs(near - value) <= Fraction(1, 2 * 10**decimals)
    assert rounded(-value, decimals) == -rounded(value, decimals)


@given(complete_diagnoses().flatmap(forgetting), complete_diagnoses().flatmap(forgetting))
def test_what_was_answered_before_stays(before: Diagnosis, other: Diagnosis) -> None:
    new = other.facts
    found = merged(before, new)

    for id, fact in before.facts.items():
        after = found.diagnosis.facts[id]
        assert after.origins[: len(fact.origins)] == fact.origins
        if isinstance(fact.value, Terms) and isinstance(after.value, Terms):
            assert fact.value.present <= after.value.present
            assert fact.value.absent <= after.value.absent
        elif fact.value is not None:
            assert after == fact
    told = [*found.taken, *found.same, *(old.id for old, _ in found.kept)]
    assert set(told) == {id for id, fact in new.items() if fact.value is not None}
    again = merged(found.diagnosis, new)
    assert (again.taken, again.diagnosis) == ((), found.diagnosis)


def test_terms_are_known_one_by_one(kramsk: Diagnosis) -> None:
    origin = Origin("tabela", 2024)
    before = Fact("institutions", Terms(frozenset("a"), frozenset("b")))
    old = attrs.evolve(kramsk, facts={"institutions": before})
    new = {"institutions": Fact("institutions", Terms(frozenset("bc"), frozenset("d")), (origin,))}
    found = merged(old, new)

    assert found.diagnosis.value("institutions") == Terms(frozenset("ac"), frozenset("bd"))
    assert found.diagnosis.facts["institutions"].origins[-1] == origin
    assert [(a.id, b.id) for a, b in found.kept] == [("institutions", "institutions")]
