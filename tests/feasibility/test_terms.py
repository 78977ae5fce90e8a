"""Terms: a number, the range it lies in and what it rests on are read from the same tree."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.feasibility.business_plan import Estimate
from socialfranchise.feasibility.terms import (
    Bounds,
    Exact,
    Given,
    Program,
    Reckoner,
    Term,
    difference,
    estimate,
    grown,
    least,
    leaves,
    most,
    product,
    rest,
    rounded,
    total,
)

NUMBERS = st.decimals(0, 1000, places=2)


def _estimates(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Given]:
    ends = st.lists(NUMBERS, min_size=3, max_size=3).map(sorted)
    return st.builds(
        lambda key, three: estimate(
            f"{key}{three}", Estimate(low=three[0], base=three[1], high=three[2]), "pln"
        ),
        keys,
        ends,
    )


INPUTS = _estimates(st.sampled_from("abc"))
TERMS: st.SearchStrategy[Term] = st.recursive(
    INPUTS | NUMBERS.map(Exact),
    lambda inner: st.one_of(
        st.builds(product, inner, inner),
        st.builds(total, inner, inner),
        st.builds(difference, inner, inner),
        st.builds(least, inner, inner),
        st.builds(most, inner, inner),
        st.builds(rounded, inner),
    ),
    max_leaves=8,
)


@given(TERMS, st.data())
def test_no_choice_of_the_inputs_leaves_the_range(term: Term, data: st.DataObject) -> None:
    inputs = {leaf.key: leaf for leaf in leaves(term) if isinstance(leaf, Given)}
    chosen = {
        key: data.draw(st.decimals(leaf.low, leaf.high, places=2)) for key, leaf in inputs.items()
    }
    found = Bounds().range(term)

    assert found.low <= found.base <= found.high
    assert found.low <= Reckoner(chosen).value(term) <= found.high
    assert Reckoner().value(term) == found.base


@given(st.lists(TERMS, min_size=1, max_size=3), st.data())
def test_a_program_gives_the_numbers_of_the_reckoner(
    terms: list[Term], data: st.DataObject
) -> None:
    program = Program()
    places = [program.add(term) for term in terms]
    chosen = {
        key: data.draw(st.decimals(leaf.low, leaf.high, places=2))
        for key, leaf in program.inputs.items()
    }
    values, reckoner = program.values(chosen), Reckoner(chosen)

    for term, place in zip(terms, places, strict=True):
        assert values[place] == reckoner.value(term)
        if program.certain(place):
            assert values[place] == Reckoner().value(term)
    uncertain = {leaf.key for t in terms for leaf in leaves(t) if isinstance(leaf, Given)}
    assert set(program.inputs) <= uncertain


def test_money_is_rounded_half_up_to_the_grosz() -> None:
    values = {"121.275": "121.28", "0.005": "0.01", "-0.005": "-0.01", "82.6649": "82.66"}
    for exact, money in values.items():
        assert Reckoner().value(rounded(Exact(Decimal(exact)))) == Decimal(money)


def test_growth_and_what_a_share_leaves() -> None:
    rate = estimate("rate", Estimate(base=Decimal("0.1")), "share")

    assert Reckoner().value(product(Exact(Decimal(100)), *grown(rate, 2))) == Decimal("121.00")
    assert grown(rate, 0) == grown(None, 3) == ()
    assert Reckoner().value(rest(rate)) == Decimal("0.9")
