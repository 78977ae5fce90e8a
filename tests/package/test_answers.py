"""Answers of the founders: what is taken, what is refused, and why."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, UnknownId
from socialfranchise.catalogue.answers import LONGEST, Unsuitable, kept_answer
from socialfranchise.catalogue.documents import AnswerKind
from socialfranchise.package.answers import BadAnswer, answer_text, given_answers


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
        ("Gmina \u202eksmark\u202c", "unprintable"),
        ("a\u2066b", "unprintable"),
    ],
)
def test_an_answer_no_document_can_print_is_refused(
    answer: Any, problem: str, catalogue: Catalogue
) -> None:
    with pytest.raises(BadAnswer) as error:
        given_answers({"seat": answer}, catalogue.answer_fields)

    assert (error.value.field, error.value.problem) == ("seat", problem)


def test_long_answers_of_several_lines_are_taken(catalogue: Catalogue) -> None:
    answers = {"seat": "x" * LONGEST, "mayor": "Wójt\r\nJan\t„Żółw”"}

    assert given_answers(answers, catalogue.answer_fields) == answers


@pytest.mark.parametrize(
    ("kind", "value", "kept", "written"),
    [
        ("money", 100, "100", "100 zł"),
        ("money", Decimal("99.50"), "99.50", "99,50 zł"),
        ("money", " 1 250,5 zł. ", "1250.5", "1 250,50 zł"),
        ("money", "12\u00a0345 PLN", "12345", "12 345 zł"),
        ("number", "3,5", "3.5", "3,5"),
        ("day", "2027-01-15", "2027-01-15", "15 stycznia 2027 r."),
        ("day", "5.1.2027 r.", "2027-01-05", "5 stycznia 2027 r."),
        ("day", date(2027, 1, 5), "2027-01-05", "5 stycznia 2027 r."),
        ("names", ["Gmina A", "Fundacja B, C"], "Gmina A\nFundacja B, C", "Gmina A, Fundacja B, C"),
        ("names", "Gmina A; Gmina  B;", "Gmina A\nGmina B", "Gmina A, Gmina B"),
        ("text", " 5 ", " 5 ", " 5 "),
    ],
)
def test_an_answer_is_kept_plain_and_written_as_people_do(
    kind: AnswerKind, value: Any, kept: str, written: str
) -> None:
    assert kept_answer(value, kind) == kept
    assert kept_answer(kept, kind) == kept
    assert answer_text(kept, kind, "pl").replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("money", "sto złotych"),
        ("money", "-5"),
        ("money", "1.234,50"),
        ("money", "0,005"),
        ("money", True),
        ("money", float("nan")),
        ("number", [1]),
        ("number", "1e9"),
        ("day", "2027-02-30"),
        ("day", "31.2.2027"),
        ("day", "jutro"),
        ("day", 20270115),
        ("names", 5),
        ("names", ["Gmina", 5]),
    ],
)
def test_what_is_not_of_the_kind_of_its_field_is_refused(kind: AnswerKind, value: Any) -> None:
    with pytest.raises(Unsuitable) as error:
        kept_answer(value, kind)

    assert error.value.problem == f"not-{kind}"


@given(st.sampled_from(get_args(AnswerKind)), st.text() | st.lists(st.text()) | st.decimals())
def test_what_is_kept_is_read_as_itself(kind: AnswerKind, value: Any) -> None:
    try:
        kept = kept_answer(value, kind)
    except Unsuitable:
        return
    assert kept_answer(kept, kind) == kept
    if kept:
        answer_text(kept, kind, "pl")


@pytest.mark.parametrize("id", ["coop-nam", "", 5])
def test_an_answer_to_no_field_is_refused(id: Any, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId):
        given_answers({id: "x"}, catalogue.answer_fields)
