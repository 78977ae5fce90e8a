"""``questions`` as its users meet it."""

import json

from tests.cli.program import KRAMSK, ON, run


def test_questions_are_shown_in_words_and_as_data() -> None:
    text, data = run("questions", KRAMSK, *ON), run("questions", KRAMSK, *ON, "--format", "json")

    assert (text.returncode, text.stderr, data.returncode) == (0, "", 0)
    assert "czego się dowiedzieć najpierw" in text.stdout
    assert len(json.loads(data.stdout)["questions"]) == 5


def test_as_many_questions_as_are_asked_for() -> None:
    one = run("questions", KRAMSK, *ON, "--limit", "1", "--lang", "en")

    assert "1. " in one.stdout
    assert "\n2. " not in one.stdout
    assert run("questions", KRAMSK, "--limit", "0").returncode == 2
