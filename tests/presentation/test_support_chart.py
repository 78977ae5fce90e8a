"""The picture of support over months."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.presentation.funding.support_chart import Series, round_steps, support_svg

SUMS = st.decimals(0, 10**9, places=2)


@given(SUMS)
def test_steps_begin_at_nothing_reach_the_top_and_are_few(most: Decimal) -> None:
    steps = round_steps(most)

    assert steps[0] == 0
    assert steps[-1] >= most
    assert 2 <= len(steps) <= 6
    assert {after - before for before, after in pairwise(steps)} == {steps[1]}


@given(st.lists(st.lists(SUMS, min_size=6, max_size=6), max_size=4), st.text(max_size=20))
def test_the_columns_are_as_high_as_the_sums_whatever_the_names(
    sums: list[list[Decimal]], name: str
) -> None:
    readable = "".join(letter for letter in name if letter.isprintable())
    series = [Series(name=readable, sums=of_one) for of_one in sums]
    most = max((sum(month) for month in zip(*sums, strict=True)), default=Decimal(0))
    ticks = {step: f"{step}" for step in round_steps(Decimal(most))}

    text = support_svg(series, "Tytuł", "Opis", ticks)

    root = ElementTree.fromstring(text)  # noqa: S314
    columns = root.findall(".//{http://www.w3.org/2000/svg}g/{http://www.w3.org/2000/svg}rect")
    assert len(columns) == sum(1 for of_one in sums for sum_ in of_one if sum_)
    assert all(float(column.get("height") or -1) >= 0 for column in columns)
    assert support_svg(series, "Tytuł", "Opis", ticks) == text
