"""Fixes: what is certain is mended, nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import apply_fixes, validate
from socialfranchise.core.fixes import Edit, Fix, apply_edits
from socialfranchise.validation.validate import validate_text
from tests.conftest import PLACES

KRAMSK = (PLACES / "kramsk-2011.yaml").read_text(encoding="utf-8")
SMALL = """\
# Uwaga na początku
format: socialfranchise.diagnosis/1
id: somewhere   # komentarz przy polu
title: {pl: Gdzieś, en: Somewhere}
locality:
  name: Gdzieś
day: 2026-11-21

facts:
  population:   {number: 5000}
  leader-found:
    answer: yes
"""

SAFE = [
    ("locality:", "localty:"),
    ("answer: yes", "answer: tak"),
    ("answer: yes", 'answer: "TAK"'),
    ("answer: yes", "answer: true"),
    ("number: 5000", "number: 5 000"),
    ("day: 2026-11-21", "day: 21.11.2026"),
    ("day: 2026-11-21", 'day: "21.11.2026 r."'),
]


@pytest.mark.parametrize(("good", "bad"), SAFE)
def test_a_safe_fix_restores_the_file_and_touches_nothing_else(good: str, bad: str) -> None:
    assert good in SMALL
    broken = SMALL.replace(good, bad)
    report = validate_text(broken, "file.yaml")

    assert len(report) == 1
    assert report.findings[0].fix is not None
    assert report.findings[0].fix.safe
    assert apply_fixes(broken, report) == SMALL


@pytest.mark.parametrize(
    ("good", "bad", "mended"),
    [
        (
            "population:   {number: 5000}",
            "population:\n    number: 12,5",
            "population:\n    number: 12.5",
        ),
        (
            "  name: Gdzieś",
            "  name: Gdzieś\n  teryt: 0264011",
            '  name: Gdzieś\n  teryt: "0264011"',
        ),
        ("id: somewhere", "id: „somewhere”", 'id: "somewhere"'),
    ],
)
def test_a_value_is_written_as_the_format_wants_it(good: str, bad: str, mended: str) -> None:
    broken = SMALL.replace(good, bad)
    text = apply_fixes(broken, validate_text(broken, "file.yaml"))

    assert text == SMALL.replace(good, mended)
    assert validate_text(text, "file.yaml").ok


def test_an_unsafe_fix_waits_to_be_asked_for() -> None:
    broken = SMALL.replace("  name:", "\tname:")
    report = validate_text(broken, "file.yaml")

    assert apply_fixes(broken, report) == broken
    assert apply_fixes(broken, report, unsafe=True) == SMALL


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_survive(ends: str, tmp_path: Path) -> None:
    broken = SMALL.replace("locality:", "localty:").replace("answer: yes", "answer: tak")
    text = "\ufeff" + broken.replace("\n", ends)
    file = tmp_path / "x.yaml"
    file.write_bytes(text.encode())

    assert apply_fixes(text, validate(file)) == "\ufeff" + SMALL.replace("\n", ends)


def test_many_mistakes_at_once() -> None:
    broken = SMALL
    for good, bad in (SAFE[0], SAFE[1], SAFE[4], SAFE[5]):
        broken = broken.replace(good, bad)

    assert apply_fixes(broken, validate_text(broken, "file.yaml")) == SMALL


def test_a_good_file_stays_as_it_is() -> None:
    assert apply_fixes(KRAMSK, validate_text(KRAMSK, "file.yaml")) == KRAMSK


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("ab\n", max_size=3))))
def test_edits_never_lose_text_between_them(spans: list[tuple[int, int, str]]) -> None:
    text = "abcdefghij" * 4
    fixes = [
        Fix((Edit(1, start + 1, 1, start + length + 1, new),), safe=True)
        for start, length, new in spans
    ]
    result, applied = apply_edits(text, fixes)

    assert applied <= len(fixes)
    removed = sum(min(length, 40) for _, length, _ in spans)
    assert len(result) >= len(text) - removed
    if not spans:
        assert result == text


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    fixes = [Fix((Edit(1, 1, 1, 3, "x"),), True), Fix((Edit(1, 2, 1, 4, "y"),), True)]

    assert apply_edits("abcdef", fixes) == ("xcdef", 1)
