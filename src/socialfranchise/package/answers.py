"""The answers of the founders: which fields there are, and what a document can print."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from socialfranchise.catalogue.answers import Problem, Unsuitable, kept_answer
from socialfranchise.catalogue.documents import AnswerField, AnswerKind
from socialfranchise.core.errors import SocialFranchiseError, UnknownId
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import Language
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.package.typography import escape_markdown
from socialfranchise.wording.numbers import day_text, money_text, number_text

COOP_NAME = "coop-name"
"""The answer field for the name of the co-operative."""
FOUNDERS = "founders-list"
"""The answer field for the founders."""
MOST_ROWS = 100
"""Founders for whom a table gets a row each; of more, a group adds its own."""


class BadAnswer(SocialFranchiseError):
    """No document can print this answer; ``field`` names it, ``problem`` says why."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem

    def __str__(self) -> str:
        return f"answer {self.field}: {self.problem}"


def given_answers(
    answers: Mapping[str, Any], fields: Mapping[str, AnswerField]
) -> FrozenMapping[str, str]:
    """The answers that say something, as they are kept; an empty one counts as not given.

    Raises :class:`UnknownId` for an id that is no answer field, and :class:`BadAnswer` for an
    answer that does not suit the kind of its field, is too long or holds control characters,
    private letters or halves of letters.
    """
    given = {}
    for id, value in answers.items():
        if id not in fields:
            raise UnknownId("answer", str(id), nearest(str(id), fields))
        try:
            says_nothing = isinstance(value, str) and not escape_markdown(value)
            given[id] = kept_answer(value, "text" if says_nothing else fields[id].kind)
        except Unsuitable as error:
            raise BadAnswer(id, error.problem) from error
    return FrozenMapping({id: text for id, text in given.items() if escape_markdown(text)})


def proposed_answers(
    proposal: Proposal | None, fields: Mapping[str, AnswerField]
) -> dict[str, str]:
    """The answers that a proposal gives: who the founders are, when it names them all."""
    if proposal is None or FOUNDERS not in fields:
        return {}
    names = [founder.name for founder in proposal.founders]
    if not names or None in names:
        return {}
    return {FOUNDERS: "\n".join(name for name in names if name)}


def founder_names(
    answers: Mapping[str, str], fields: Mapping[str, AnswerField], proposal: Proposal | None
) -> list[str | None]:
    """The founders one by one, for tables that they sign.

    Their names if they were answered, else ``None`` for every founder that the proposal counts;
    empty when neither says who founds, and when they are more than :data:`MOST_ROWS`.
    """
    if FOUNDERS in fields and fields[FOUNDERS].kind == "names" and answers.get(FOUNDERS):
        return list(answers[FOUNDERS].split("\n"))
    if proposal is None:
        return []
    if sum(founder.number for founder in proposal.founders) > MOST_ROWS:
        return []
    return [founder.name for founder in proposal.founders for _ in range(founder.number)]


def answer_text(kept: str, kind: AnswerKind, language: Language) -> str:
    """An answer as a document writes it: a day in words, an amount with its currency."""
    if kind == "money":
        return money_text(Decimal(kept), language)
    if kind == "number":
        return number_text(Decimal(kept), language, 4)
    if kind == "day":
        return day_text(date.fromisoformat(kept), language)
    return ", ".join(kept.split("\n")) if kind == "names" else kept
