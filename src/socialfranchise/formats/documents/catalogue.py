"""The catalogue format: version, publication day, package documents and their blanks."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.documents import AnswerKind
from socialfranchise.formats.documents.base import (
    Day,
    Document,
    FounderRef,
    Id,
    LegalFormRef,
    TextDocument,
    Version,
)
from socialfranchise.formats.documents.condition import ConditionDocument


class DocumentEntry(Document):
    """A document of the package."""

    id: Id
    title: TextDocument
    description: TextDocument
    when: ConditionDocument | None = None


class SetUpEntry(Document):
    """A usual combination of founders."""

    id: Id
    name: TextDocument
    legal_form: LegalFormRef
    founders: Annotated[list[FounderRef], Field(min_length=1)]
    when: ConditionDocument | None = None


class AnswerFieldEntry(Document):
    """A blank that the founders fill."""

    id: Id
    label: TextDocument
    hint: TextDocument | None = None
    kind: AnswerKind = "text"


class CatalogueDocument(Document):
    """The head of a catalogue."""

    format: Literal["socialfranchise.catalogue/1"]
    id: Id
    version: Version
    published: Day
    title: TextDocument
    set_ups: list[SetUpEntry] = []
    documents: list[DocumentEntry] = []
    answer_fields: list[AnswerFieldEntry] = []
