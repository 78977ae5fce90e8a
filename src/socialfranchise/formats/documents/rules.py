"""The rules format: what the law asks of a founding group."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.rules import Topic
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Day,
    Document,
    Id,
    LegalFormRef,
    TextDocument,
)
from socialfranchise.formats.documents.condition import ConditionDocument


class RuleDocument(Document):
    """One rule."""

    id: Id
    topics: Annotated[list[Topic], Field(min_length=1)]
    statement: TextDocument
    condition: ConditionDocument
    since: Day
    until: Day | None = None
    legal_forms: list[LegalFormRef] = []
    when: ConditionDocument | None = None
    remedy: TextDocument | None = None
    doubt: TextDocument | None = None
    basis: Annotated[list[BasisDocument], Field(min_length=1)]


class RulesDocument(Document):
    """Rules about a founding group."""

    format: Literal["socialfranchise.rules/1"]
    id: Id
    title: TextDocument
    rules: Annotated[list[RuleDocument], Field(min_length=1)]
