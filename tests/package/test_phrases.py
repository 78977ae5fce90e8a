"""Amounts in words: in the unit of the law they are a multiple of."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from socialfranchise import Catalogue
from socialfranchise.catalogue.funding import AmountRule
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.package.phrases import amount_text, figure_text
from socialfranchise.presentation.names import Names

GAP = "\N{NO-BREAK SPACE}"
DAY = date(2026, 11, 21)
NAME = Text("stawka", "rate")


@pytest.mark.parametrize(
    ("unit", "total"),
    [
        ("pln", f"1{GAP}500{GAP}zł"),
        ("pln-per-month", f"1{GAP}500{GAP}zł"),
        ("eur", f"1{GAP}500{GAP}euro"),
        ("fte", f"1{GAP}500{GAP}etatów"),
        ("share", f"150{GAP}000{GAP}%"),
    ],
)
def test_a_total_is_in_the_unit_of_the_law(unit: str, total: str, catalogue: Catalogue) -> None:
    rate = Parameter("rate", NAME, unit, (DatedValue(date(2020, 1, 1), Decimal(500), "checked"),))
    changed = attrs.evolve(catalogue, law=FrozenMapping({"rate": rate}))
    rule = AmountRule(id="amount", name=NAME, law="rate", times=Decimal(3), per="job")

    assert f"czyli do {total} " in amount_text(rule, Names(changed, "pl"), DAY)


def test_without_a_value_on_the_day_there_is_no_total(catalogue: Catalogue) -> None:
    rule = AmountRule(
        id="amount", name=NAME, law="minimum-wage", times=Decimal(3), per="job", months=12
    )
    text = amount_text(rule, Names(catalogue, "en"), date(1980, 1, 1))

    assert "12" in text
    assert "PLN" not in text


def test_a_figure_is_a_range_with_its_year() -> None:
    figure = {"low": Decimal(8), "high": Decimal(25), "unit": "fte", "year": 2024}

    assert figure_text(figure, "pl") == f"8–25{GAP}etatów, 2024 r."
    assert figure_text(figure | {"low": Decimal(25)}, "pl") == f"25{GAP}etatów, 2024 r."
    share = {"low": Decimal("0.5"), "high": Decimal("0.7"), "unit": "share", "year": 2024}
    assert figure_text(share, "pl") == f"50–70{GAP}%, 2024 r."


def test_the_unit_of_a_range_stands_where_the_language_puts_it() -> None:
    cost = {"low": Decimal(58000), "high": Decimal(185000), "unit": "pln", "year": 2026}

    assert figure_text(cost, "en") == "PLN 58,000–185,000, 2026"
    assert figure_text(cost, "pl") == f"58{GAP}000–185{GAP}000{GAP}zł, 2026 r."
