"""What looks like data of a private person is told; what only resembles it is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.formats.personal_data import personal_data
from socialfranchise.validation.text import report_text
from socialfranchise.validation.validate import validate_text
from tests.conftest import ROOT


def kinds(text: str) -> list[str]:
    return [found.what for found in personal_data(text)]


def pesel(day: date, serial: int) -> str:
    """A number PESEL as it is given out."""
    added = {1800: 80, 1900: 0, 2000: 20, 2100: 40, 2200: 60}[day.year // 100 * 100]
    digits = f"{day.year % 100:02d}{day.month + added:02d}{day.day:02d}{serial:04d}"
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return f"{digits}{(10 - total % 10) % 10}"


@given(st.dates(date(1800, 1, 1), date(2299, 12, 31)), st.integers(0, 9999))
def test_every_pesel_is_seen_and_hidden(day: date, serial: int) -> None:
    number = pesel(day, serial)
    (found,) = personal_data(f"Numer: {number}.")

    assert found.what == "pesel"
    assert found.start == 7
    assert number not in found.hidden
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    assert kinds(wrong) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tel. 601 000 123", ["phone"]),
        ("Telefon: +48 601000123", ["phone"]),
        ("0048601000123", ["phone"]),
        ("601-000-123", ["phone"]),
        ("tel.: (63) 247-00-20", ["phone"]),
        ("Tel. 63/247 00 20", ["phone"]),
        ("KRS 0000123456, 2026/123/456/789", []),
        ("jan@example.pl", ["mail"]),
        ("Szczegóły zna Anna Kowalska.", ["name"]),
        ("Jan Kowalski i Zofia Nałkowska-Nowak", ["name", "name"]),
        ("REGON 601000123, NIP 777-00-11-222", []),
        ("Szkoła im. Jan Kochanowski, ul. Adam Mickiewicz", []),
        ("Maria jest, Anna nie", []),
        ("Kazimierz Dolny i Kazimierz Biskupi", []),
        ("12345678901", []),
        ("1201011 3010052 123456789012", []),
        ("27, 28 i 29 osób; 123 456 789 zł", []),
    ],
)
def test_texts(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_report_does_not_repeat_what_it_warns_of() -> None:
    file = ROOT / "tests" / "corpus" / "invalid" / "SF937-name-of-a-person.yaml"
    text = file.read_text(encoding="utf-8")
    report = validate_text(text, "x.yaml")

    assert "Kowalska" not in report_text(report, "pl", {"x.yaml": text})
