"""Answers of the founders: what is taken, what is refused, and why."""

from typing import Any

import pytest

from socialfranchise import Catalogue, UnknownId
from socialfranchise.package.answers import LONGEST, BadAnswer, given_answers


def test_what_says_nothing_is_not_given(catalogue: Catalogue) -> None:
    answers = {"coop-name": "Razem", "seat": " \n", "entry-fee": "\N{ZERO WIDTH SPACE}"}

    assert given_answers(answers, catalogue.answer_fields) == {"coop-name": "Razem"}


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (5, "not-text"),
        (None, "not-text"),
        (["Razem"], "not-text"),
        ("x" * (LONGEST + 1), "too-long"),
        ("a\x00", "unprintable"),
        ("a\x1b[31m", "unprintable"),
        ("\ud83c", "unprintable"),
        ("\ue000", "unprintable"),
        ("\uffff", "unprintable"),
    ],
)
def test_an_answer_no_document_can_print_is_refused(
    answer: Any, problem: str, catalogue: Catalogue
) -> None:
    with pytest.raises(BadAnswer) as error:
        given_answers({"seat": answer}, catalogue.answer_fields)

    assert (error.value.field, error.value.problem) == ("seat", problem)


def test_long_answers_of_several_lines_are_taken(catalogue: Catalogue) -> None:
    answers = {"seat": "x" * LONGEST, "founders-list": "Gmina\r\nStowarzyszenie\t„Żółw”"}

    assert given_answers(answers, catalogue.answer_fields) == answers


@pytest.mark.parametrize("id", ["coop-nam", "", 5])
def test_an_answer_to_no_field_is_refused(id: Any, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId):
        given_answers({id: "x"}, catalogue.answer_fields)
