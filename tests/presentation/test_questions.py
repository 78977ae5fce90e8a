"""Questions in words and as data."""

import json

import pytest

from socialfranchise import Catalogue, Diagnosis, load_diagnosis, match, next_questions
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.diagnosis.facts import Number
from socialfranchise.matching.questions import Effect, Question, Standing
from socialfranchise.matching.ranking import Verdict
from socialfranchise.presentation.matching.question_data import questions_data
from socialfranchise.presentation.matching.question_text import questions_text
from tests.conftest import PLACES


def said(
    diagnosis: Diagnosis, catalogue: Catalogue, language: Language = "en", limit: int = 5
) -> str:
    asked = next_questions(diagnosis, catalogue, limit=limit)
    text = questions_text(asked, match(diagnosis, catalogue), catalogue, language)
    assert max(len(line) for line in text.splitlines()) <= 100
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def strzelno(catalogue: Catalogue) -> Diagnosis:
    return load_diagnosis(PLACES / "markowice-2014.yaml", catalogue=catalogue)


def test_a_question_names_who_knows_and_what_it_decides(
    catalogue: Catalogue, strzelno: Diagnosis
) -> None:
    text = said(strzelno, catalogue, limit=1)

    assert "Today the first ones are: 1. Social co-operative of people in recovery" in text
    assert "1. How many eligible legal persons are ready to found the co-op? Ask the mayor" in text
    assert "The answer decides whether this fits: Social co-operative of people" in text


def test_numbers_that_do_the_same_stand_together(catalogue: Catalogue, strzelno: Diagnosis) -> None:
    text = said(strzelno, catalogue, limit=1)

    assert "at most 1 legal person: the first three models stay as they are; further down:" in text
    assert "at least 2 legal persons: 1. Social co-operative" in text
    assert text.endswith("Numbers were tried where a rule turns, and beside.")


def test_a_term_is_asked_with_yes_and_no(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    polish, english = said(kramsk, catalogue, "pl", 1), said(kramsk, catalogue, "en", 1)

    assert "Chodzi o: Obsługa turystów. Odpowie: wójt lub burmistrz" in polish
    assert "- tak: trzy pierwsze modele bez zmian" in polish
    assert "- no: the first three models stay as they are; further down: Social hotel" in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_left_to_ask_is_said(
    catalogue: Catalogue, kramsk: Diagnosis, language: Language
) -> None:
    nothing = questions_text([], match(kramsk, catalogue), catalogue, language)

    assert nothing.splitlines()[-1] in ("Nie ma już o co pytać.", "There is nothing left to ask.")


def test_as_data_every_answer_has_its_first_models(
    catalogue: Catalogue, strzelno: Diagnosis
) -> None:
    ranking = match(strzelno, catalogue)
    asked = next_questions(strzelno, catalogue, limit=100)
    data = json.loads(json.dumps(questions_data(asked, ranking)))

    assert data["format"] == "socialfranchise.questions/1"
    assert data["settled"] is False
    assert len(data["questions"]) == len(asked)
    answers = {type(answer["answer"]) for q in data["questions"] for answer in q["answers"]}
    assert answers == {bool, float}
    for question in data["questions"]:
        assert (question["term"] is None) or isinstance(question["answers"][0]["answer"], bool)
        for answer in question["answers"]:
            assert len(answer["first"]) == 3


def test_numbers_that_may_have_a_fraction_change_at_the_turn(
    catalogue: Catalogue, strzelno: Diagnosis
) -> None:
    question = Question(
        fact="share-65-plus",
        term=None,
        text=catalogue.vocabularies.facts["share-65-plus"].question,
        known_by=catalogue.vocabularies.facts["share-65-plus"].known_by,
        effects=tuple(
            Effect(Number(number), (Standing("elderly-care", verdict),), ())
            for number, verdict in (
                (11.0, Verdict.DOES_NOT_FIT),
                (12.0, Verdict.DOES_NOT_FIT),
                (13.0, Verdict.FITS_IF),
                (19.0, Verdict.FITS_IF),
                (20.0, Verdict.FITS),
                (21.0, Verdict.FITS),
            )
        ),
        change=1.0,
        decides=(),
        weight=0.0,
        turns=frozenset({12.0, 20.0}),
    )
    text = questions_text([question], match(strzelno, catalogue), catalogue, "pl")
    told = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())

    assert "co najwyżej 12 %: 1. Usługi opiekuńcze" in told
    assert "więcej niż 12 % i mniej niż 20 %: 1." in told
    assert "co najmniej 20 %: 1." in told
