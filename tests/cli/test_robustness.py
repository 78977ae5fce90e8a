"""``robustness`` as its users meet it."""

import json

import pytest

from tests.cli.program import KRAMSK, ON, run


def test_robustness_in_words_and_as_data() -> None:
    text = run("robustness", KRAMSK, *ON)
    data = run("robustness", KRAMSK, *ON, "--format", "json", "--draws", "50", "--seed", "7")

    assert (text.returncode, text.stderr, data.returncode) == (0, "", 0)
    assert "jak mocne jest pierwsze miejsce" in text.stdout
    found = json.loads(data.stdout)
    assert (found["draws"], found["seed"], found["spread"]) == (50, 7, 0.5)


@pytest.mark.parametrize("wrong", [("--draws", "0"), ("--spread", "2"), ("--seed", "x")])
def test_wrong_draws_are_refused(wrong: tuple[str, str]) -> None:
    assert run("robustness", KRAMSK, *wrong).returncode == 2
