"""Hostile input at the command line: an exit code that is documented, and never "our bug" (70)."""

import json
import math
import re
import time
from pathlib import Path
from typing import Any

import pytest

from socialfranchise import Catalogue, Diagnosis, match, ranking_data
from socialfranchise.cli.interview import Interview
from socialfranchise.cli.main import run
from socialfranchise.core.plain import LARGEST_NUMBER
from socialfranchise.diagnosis.facts import Number
from socialfranchise.wording.messages import messages
from tests.strategies import DAY, diagnosis_of

HERE = Path(__file__).parents[2]
KRAMSK = str(HERE / "models" / "places" / "kramsk-2011.yaml")
ON = ("--on", "2026-11-21")
SECONDS = 20
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What a terminal would obey."""

DONE, FINDINGS, USAGE, UNREADABLE = range(4)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    """The catalogue is read once; the language of the process is put back."""
    monkeypatch.setenv("LANGUAGE", "pl")
    for command in ("match", "what_if", "questions", "reach", "robustness"):
        module = f"socialfranchise.cli.{command}_command"
        monkeypatch.setattr(f"{module}.load_catalogue", lambda path: catalogue)


@pytest.mark.parametrize(
    ("assumption", "code"),
    [
        *((f"population={number}", FINDINGS) for number in ("1e308", "1e400", "4.3", "4,35")),
        *((f"population={number}", USAGE) for number in ("nan", "inf", "1_000", "1.500", "4,300")),
        ("population=" + "9" * 5000, FINDINGS),
        ("population=-1", FINDINGS),
        ("population=-0", DONE),
        ("population=0x10", USAGE),
        ("population=yes", USAGE),
        ("population=", USAGE),
        ("weather=1", USAGE),
        ("a" * 10_000 + "=1", USAGE),
        ("area-kind=moon", FINDINGS),
        ("area-kind=\x1b[31m\u202e\U0001f600", FINDINGS),
        ("\x1b[31m\u202e=1", USAGE),
        ("target-groups=+", FINDINGS),
        ("target-groups=+nobody", FINDINGS),
        ("target-groups=+homelessness,-homelessness", FINDINGS),
        ("target-groups=homelessness", USAGE),
        ("leader-found=maybe", USAGE),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_an_absurd_assumption_is_explained(
    assumption: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["what-if", KRAMSK, "--set", assumption, *ON], "pl") == code
    said = capsys.readouterr()
    assert bool(said.err) is (code != DONE)
    if code == FINDINGS:
        assert not ACTING.search(said.out + said.err)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("match", KRAMSK, "--on", "0001-01-01"), DONE),
        (("match", KRAMSK, "--on", "9999-12-31"), DONE),
        (("match", KRAMSK, "--on", "10000-01-01"), USAGE),
        (("match", KRAMSK, "--on", "2026-02-30"), USAGE),
        (("match", KRAMSK, *ON, "--top", "9" * 30), DONE),
        (("match", "a" * 5000, *ON), UNREADABLE),
        (("questions", KRAMSK, "--on", "0001-01-01"), DONE),
        (("questions", KRAMSK, *ON, "--limit", "0"), USAGE),
        (("reach", "elderly-care", KRAMSK, "--on", "0001-01-01"), DONE),
        (("reach", "elderly-car", KRAMSK, *ON), USAGE),
        (("robustness", KRAMSK, *ON, "--spread", "nan"), USAGE),
        (("robustness", KRAMSK, *ON, "--spread", "1e308"), USAGE),
        (("robustness", KRAMSK, *ON, "--draws", "0"), USAGE),
        (("robustness", KRAMSK, *ON, "--draws", "3", "--seed", "9" * 30), DONE),
    ],
    ids=lambda value: " ".join(map(str, value))[:50] if isinstance(value, tuple) else str(value),
)
def test_absurd_arguments_are_done_or_refused(
    arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(list(arguments), "pl") == code
    assert capsys.readouterr()


HEAD = """format: socialfranchise.diagnosis/1
id: somewhere
title: {pl: Gdzieś, en: Somewhere}
locality: {name: Gdzieś}
day: 2026-11-21
facts:"""
FILES: dict[str, tuple[str, int]] = {
    "nothing": ("", UNREADABLE),
    "no facts": (f"{HEAD} {{}}\n", DONE),
    "not a number": (f"{HEAD}\n  population: {{number: .nan}}\n", FINDINGS),
    "infinite": (f"{HEAD}\n  population: {{number: -.inf}}\n", FINDINGS),
    "1e308": (f"{HEAD}\n  population: {{number: 1e308}}\n", FINDINGS),
    "1e999": (f"{HEAD}\n  population: {{number: 1e999}}\n", FINDINGS),
    "thousands of digits": (f"{HEAD}\n  population: {{number: {'9' * 100_000}}}\n", FINDINGS),
    "a number as text": (f'{HEAD}\n  population: {{number: "5"}}\n', FINDINGS),
    "one key twice": (
        f"{HEAD}\n  population: {{number: 5}}\n  population: {{number: 6}}\n",
        FINDINGS,
    ),
    "deep": (HEAD + " " + "[" * 10_000, FINDINGS),
    "deeper maps": (HEAD + " " + "{a: " * 10_000, FINDINGS),
    "an alias of itself": (f"{HEAD} &a\n  population: *a\n", FINDINGS),
    "a hundred thousand terms": (
        f"{HEAD}\n  needs: {{present: [{', '.join(['care'] * 100_000)}]}}\n",
        FINDINGS,
    ),
    "a hundred thousand facts": (
        HEAD + "\n" + "".join(f"  f{n}: {{}}\n" for n in range(100_000)),
        FINDINGS,
    ),
    "control characters": (f'{HEAD}\n  "\\e[31m\\u202e": {{unknown: true}}\n', FINDINGS),
    "the first day": (f"{HEAD} {{}}\n".replace("2026-11-21", "0001-01-01"), DONE),
    "no day": (f"{HEAD} {{}}\n".replace("2026-11-21", "0000-01-01"), FINDINGS),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_words(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code = FILES[name]
    file = tmp_path / "hostile.yaml"
    file.write_text(text, encoding="utf-8")
    start = time.monotonic()

    assert run(["match", str(file), *ON, "--format", "json"], "pl") == code
    said = capsys.readouterr()
    assert time.monotonic() - start < SECONDS
    assert not ACTING.search(said.err)
    assert len(said.err) < 20_000
    if code == DONE:
        scores = [found["score"] for found in json.loads(said.out)["matches"]]
        assert all(0 <= score["low"] <= score["high"] <= 1 for score in scores)


ANSWERS = (
    *("nan", "inf", "-inf", "1e400", "1e308", "9" * 20_000, "-1", "0x10", "--", "+", "-", ",", "="),
    *("+,-", "+elder-care,-elder-care", "\x1b[31m\u202e", "\ud800", "\U0001f600", "tak\x00"),
    *("true", "1_0", "1" + "0" * 15, "1" + "0" * 16, "a" * 10_000, "٥", "½"),
)


def test_no_answer_breaks_the_interview(catalogue: Catalogue) -> None:
    """Every absurd answer is typed to each of the first questions, then it is put aside."""
    typed = iter([answer for _ in range(3) for answer in (*ANSWERS, "")])
    told: list[str] = []

    def ask() -> str | None:
        return next(typed, None)

    interview = Interview(diagnosis_of({}), catalogue, DAY, messages("pl"), ask, told.append)
    interview.run()

    assert len(told) > len(ANSWERS)
    for fact in interview.diagnosis:
        if isinstance(fact.value, Number):
            assert abs(fact.value.value) <= LARGEST_NUMBER
    assert _sound(interview.diagnosis, catalogue)


def _sound(diagnosis: Diagnosis, catalogue: Catalogue) -> bool:
    ranking = match(diagnosis, catalogue)
    data: Any = json.loads(json.dumps(ranking_data(ranking, catalogue), allow_nan=False))
    return bool(data) and all(math.isfinite(found.score.high) for found in ranking)
