"""Document texts are filled from plain data; they can read and never act."""

from typing import Any

import pytest

from socialfranchise.core.errors import BrokenText
from socialfranchise.package.texts import answers_used, fill


def filled(text: str, **context: Any) -> str:
    return fill(text, context, "test", "pl")


def test_values_come_out_escaped() -> None:
    assert filled("Nazwa: {{ name }}", name="*Razem* {{ 7 * 7 }}") == (
        r"Nazwa: \*Razem\* \{\{ 7 \* 7 \}\}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ place.missing }}",
        "{% if missing %}x{% endif %}",
        "{{ nothing }}",
        "{% for %}",
        "{{ place | nofilter }}",
        "{% include 'x' %}",
        "{% import 'x' as x %}",
    ],
)
def test_a_placeholder_without_data_is_an_error_and_never_empty(text: str) -> None:
    with pytest.raises(BrokenText) as error:
        filled(text, place={"name": "Kramsk"}, nothing=None)

    assert str(error.value).startswith("test.pl.md: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ place.__init__.__globals__ }}",
        "{{ place.update({'a': 1}) }}",
        "{{ items.append(1) }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ items | attr('append') }}",
        "{{ ('x' * 10) | pprint }}",
    ],
)
def test_a_text_cannot_reach_outside_its_data(text: str) -> None:
    with pytest.raises(BrokenText):
        filled(text, place={"name": "Kramsk"}, items=[1])


def test_the_answers_a_text_names_are_known_beforehand() -> None:
    text = "{{ answers['coop-name'] }} {% if x %}{{ answers['seat'] }}{% endif %}"

    assert answers_used(text, "pl") == {"coop-name", "seat"}
