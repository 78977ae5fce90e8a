"""Numbers as people write them: what is read, and what may mean two numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.formats.numerals import TwoMeanings, two_meanings, written_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1500", 1500.0),
        ("1 500", 1500.0),
        ("1\N{NO-BREAK SPACE}500,5", 1500.5),
        ("1,5", 1.5),
        ("1.5", 1.5),
        (" -2e3 ", -2000.0),
        ("1_000", None),
        ("1 00", None),
        ("1.500.000", None),
        ("٣", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_written_or_not_at_all(text: str, number: float | None) -> None:
    assert written_number(text) == number


def test_a_comma_is_a_mistake_where_commas_part_cells() -> None:
    assert written_number("1,5", decimal_comma=False) is None
    assert written_number("1.5", decimal_comma=False) == 1.5


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_thousands_set_apart_are_never_read_in_silence(
    catalogue: Catalogue, thousands: int, rest: int, sign: str
) -> None:
    population = catalogue.vocabularies.facts["population"]
    text = f"{thousands}{sign}{rest:03}"

    found = two_meanings(text, population)

    assert found == TwoMeanings(f"{thousands}{rest:03}", float(f"{thousands}.{rest:03}"))


@pytest.mark.parametrize(
    ("fact", "text"),
    [("founding-bodies", "2.000"), ("share-65-plus", "21,125"), ("population", "0.125")],
)
def test_what_cannot_be_thousands_means_one_number(
    catalogue: Catalogue, fact: str, text: str
) -> None:
    assert two_meanings(text, catalogue.vocabularies.facts[fact]) is None
