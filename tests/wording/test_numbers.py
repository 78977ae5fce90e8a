"""Numbers, money and days as Polish and English readers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.text import Language
from socialfranchise.wording.numbers import (
    day_text,
    money_text,
    number_text,
    percent_text,
    range_text,
    unit_text,
)

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "polish", "english"),
    [
        (0, "0", "0"),
        (1234567.5, f"1{GAP}234{GAP}567,5", "1,234,567.5"),
        (Decimal("0.10"), "0,1", "0.1"),
        (1000, f"1{GAP}000", "1,000"),
        (100, "100", "100"),
        (-2.345, "-2,35", "-2.35"),
    ],
)
def test_numbers(number: float | Decimal, polish: str, english: str) -> None:
    assert number_text(number, "pl") == polish
    assert number_text(number, "en") == english


def test_money_shows_grosze_only_when_there_are_some() -> None:
    assert money_text(Decimal("4806"), "pl") == f"4{GAP}806{GAP}zł"
    assert money_text(Decimal("31.4"), "pl") == f"31,40{GAP}zł"
    assert money_text(Decimal("4806"), "en") == "PLN 4,806"


def test_shares_become_per_cent() -> None:
    assert percent_text(Decimal("0.5"), "pl") == f"50{GAP}%"
    assert unit_text(Decimal("0.3164"), "share", "en") == "31.64%"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, f"1{GAP}miesiąc"),
        (3, f"3{GAP}miesiące"),
        (12, f"12{GAP}miesięcy"),
        (1.5, f"1,5{GAP}miesiąca"),
    ],
)
def test_units_follow_the_number(number: float, text: str) -> None:
    assert unit_text(number, "months", "pl") == text


def test_days_are_written_in_words() -> None:
    assert day_text(date(2026, 11, 21), "pl") == "21 listopada 2026 r."
    assert day_text(date(2026, 11, 21), "en") == "21 November 2026"


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["pl", "en"]))
def test_a_written_number_can_be_read_back(number: Decimal, language: Language) -> None:
    text = number_text(number, language)
    if language == "pl":
        text = text.replace(GAP, "").replace(",", ".")

    assert Decimal(text.replace(",", "")) == number


@pytest.mark.parametrize(
    ("low", "high", "unit", "polish", "english"),
    [
        ("58000", "185000", "pln", f"58{GAP}000–185{GAP}000{GAP}zł", "PLN 58,000–185,000"),
        ("31.4", "40", "pln-per-hour", f"31,40–40{GAP}zł za godzinę", f"PLN 31.40–40{GAP}an hour"),
        ("0.2", "0.5", "share", f"20–50{GAP}%", "20–50%"),
        ("1", "2", "months", f"1–2{GAP}miesiące", f"1–2{GAP}months"),
        ("2", "2.0", "months", f"2{GAP}miesiące", f"2{GAP}months"),
        ("1", "5", "bananas", f"1–5{GAP}bananas", f"1–5{GAP}bananas"),
    ],
)
def test_a_range_has_its_unit_once(
    low: str, high: str, unit: str, polish: str, english: str
) -> None:
    assert range_text(Decimal(low), Decimal(high), unit, "pl") == polish
    assert range_text(Decimal(low), Decimal(high), unit, "en") == english
