"""The answers of the founders: which fields there are, and what a document can print."""

import unicodedata
from collections.abc import Mapping
from typing import Literal

from socialfranchise.catalogue.documents import AnswerField
from socialfranchise.core.errors import SocialFranchiseError, UnknownId
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.nearest import nearest
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.package.typography import escape_markdown

LONGEST = 2_000
"""Letters that one answer may have."""

Problem = Literal["not-text", "too-long", "unprintable"]

FOUNDERS = "founders-list"
"""The answer field for the founders."""

_SPACES = "\t\n\r"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


class BadAnswer(SocialFranchiseError):
    """No document can print this answer; ``field`` names it, ``problem`` says why."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(field, problem)
        self.field = field
        self.problem = problem

    def __str__(self) -> str:
        return f"answer {self.field}: {self.problem}"


def given_answers(
    answers: Mapping[str, str], fields: Mapping[str, AnswerField]
) -> FrozenMapping[str, str]:
    """The answers that say something; an empty one counts as not given.

    Raises :class:`UnknownId` for an id that is no answer field, and :class:`BadAnswer` for an
    answer that is no text, is longer than :data:`LONGEST` or holds control characters, private
    letters or halves of letters.
    """
    for id, text in answers.items():
        if id not in fields:
            raise UnknownId("answer", str(id), nearest(str(id), fields))
        problem = _problem(text)
        if problem is not None:
            raise BadAnswer(id, problem)
    return FrozenMapping({id: text for id, text in answers.items() if escape_markdown(text)})


def proposed_answers(
    proposal: Proposal | None, fields: Mapping[str, AnswerField]
) -> dict[str, str]:
    """The answers that a proposal gives: who the founders are, when it names them all."""
    if proposal is None or FOUNDERS not in fields:
        return {}
    names = [founder.name for founder in proposal.founders]
    if not names or None in names:
        return {}
    return {FOUNDERS: ", ".join(name for name in names if name)}


def _problem(text: object) -> Problem | None:
    if not isinstance(text, str):
        return "not-text"
    if len(text) > LONGEST:
        return "too-long"
    if any(unicodedata.category(c) in _UNPRINTABLE for c in text if c not in _SPACES):
        return "unprintable"
    return None
