"""``compare`` as its users meet it."""

import json

import pytest

from tests.cli.program import KRAMSK, ON, run


def test_models_are_compared_in_words_and_as_data() -> None:
    chosen = ("elderly-care", "wtz-participants")
    text, data = (
        run("compare", KRAMSK, *chosen, *ON),
        run("compare", KRAMSK, *chosen, *ON, "--format", "json"),
    )

    assert (text.returncode, text.stderr, data.returncode) == (0, "", 0)
    assert "Koszt rozruchu" in text.stdout
    assert [model["template"] for model in json.loads(data.stdout)["models"]] == list(chosen)


@pytest.mark.parametrize(
    "models",
    [(), ("elderly-care",), ("elderly-care", "elderly-care"), ("elderly-care", "elderly-kare")],
)
def test_two_known_models_are_needed(models: tuple[str, ...]) -> None:
    result = run("compare", KRAMSK, *models, *ON)

    assert (result.returncode, result.stdout) == (2, "")
