"""Questions as plain data for other programs: ``socialfranchise.questions/1``."""

from collections.abc import Sequence
from typing import Any

from socialfranchise.matching.questions import (
    FIRST,
    Effect,
    Question,
    Standing,
    settled,
    standing,
)
from socialfranchise.matching.ranking import Ranking
from socialfranchise.presentation.parts import inputs_data, text_data
from socialfranchise.presentation.reading_data import fact_value_data
from socialfranchise.presentation.values import value_data

FORMAT = "socialfranchise.questions/1"


def questions_data(questions: Sequence[Question], ranking: Ranking) -> dict[str, Any]:
    """The questions that a ranking leaves open, ready for JSON."""
    return {
        "format": FORMAT,
        **inputs_data(ranking),
        "settled": settled(ranking),
        "first": [_standing(standing(found)) for found in ranking.matches[:FIRST]],
        "questions": [_question(question) for question in questions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact,
        "term": question.term,
        "text": text_data(question.text),
        "known_by": text_data(question.known_by),
        "change": question.change,
        "decides": list(question.decides),
        "weight": question.weight,
        "answers": [_effect(effect) for effect in question.effects],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "answer": value_data(effect.answer),
        "answer_value": fact_value_data(effect.answer),
        "first": [_standing(found) for found in effect.first],
        "changed": [_standing(found) for found in effect.changed],
    }


def _standing(found: Standing) -> dict[str, str]:
    return {"template": found.template, "verdict": found.verdict.value}
