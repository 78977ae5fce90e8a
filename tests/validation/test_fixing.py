"""Fixes: what is certain is mended, nothing else is touched."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import apply_fixes, validate
from socialfranchise.core.fixes import Edit, Fix, apply_edits
from socialfranchise.core.nearest import is_slip
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
        ("day: 2026-11-21", 'day: "21.11.2026 r."', 'day: "2026-11-21"'),
        (
            "population:   {number: 5000}",
            "care-hours-per-month:\n    number: 12,5",
            "care-hours-per-month:\n    number: 12.5",
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


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("xy\n", max_size=3))))
def test_edits_replace_their_stretches_and_nothing_else(spans: list[tuple[int, int, str]]) -> None:
    """Against the plainest way there is: letter by letter, first come, first served."""
    text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    fixes = [
        Fix((Edit(1, start + 1, 1, start + length + 1, new),), safe=True)
        for start, length, new in spans
    ]
    taken: list[tuple[int, int, str]] = []
    for start, length, new in spans:
        end = min(start + length, len(text))
        if all(end < other or last < start for other, last, _ in taken):
            taken.append((start, end, new))
    expected, here = "", 0
    for start, end, new in sorted(taken):
        expected += text[here:start] + new
        here = end

    assert apply_edits(text, fixes) == (expected + text[here:], len(taken))


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    fixes = [Fix((Edit(1, 1, 1, 3, "x"),), True), Fix((Edit(1, 2, 1, 4, "y"),), True)]

    assert apply_edits("abcdef", fixes) == ("xcdef", 1)


JSON = """{"format": "socialfranchise.diagnosis/1", "id": "x", "title": {"pl": "G", "en": "S"},
 "locality": {"nmae": "\\ud83d\\ude00 G", "teryt": 3010052}, "day": "21.11.2026",
 "facts": {"population": {"number": "11 544"}}}"""


def test_a_fixed_json_file_is_still_json() -> None:
    fixed = JSON
    for _ in range(3):
        fixed = apply_fixes(fixed, validate_text(fixed, "file.json"))
    data = json.loads(fixed)

    assert data["locality"] == {"name": "\N{GRINNING FACE} G", "teryt": "3010052"}
    assert data["day"] == "2026-11-21"
    assert data["facts"]["population"]["number"] == 11544
    assert list(validate_text(fixed, "file.json")) == []


def test_a_byte_order_mark_moves_nothing() -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}" + SMALL.replace("number: 5000", "number: 5 000")
    (finding,) = validate_text(text, "file.yaml")

    assert finding.raw == "5 000"


@pytest.mark.parametrize(
    ("written", "meant", "safe"),
    [
        ("localty", "locality", True),
        ("lcoality", "locality", True),
        ("Locality", "locality", True),
        ("target_groups", "target-groups", True),
        ("commune", "county", False),
        ("date", "state", False),
        ("unit", "until", False),
        ("question", "description", False),
    ],
)
def test_only_a_slip_is_mended_without_asking(written: str, meant: str, safe: bool) -> None:
    assert is_slip(written, meant) is safe
