"""What is told of a catalogue: its models, the law of a day, its changes, the codes of findings."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from socialfranchise.catalogue.template import Family, Status
from socialfranchise.core.dated import Confidence
from socialfranchise.formats.documents.base import BasisDocument, Day, Document, Id, Version
from socialfranchise.formats.documents.results.parts import (
    CatalogueUsedDocument,
    EvidenceUsedDocument,
    WordsDocument,
)

DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""A number as text, so that no digit is lost."""


class ListedModelDocument(Document):
    """A model in short."""

    id: Id
    version: Version
    status: Status
    family: Family
    name: WordsDocument
    summary: WordsDocument
    evidence: EvidenceUsedDocument


class ModelsDocument(Document):
    """The models of a catalogue."""

    format: Literal["socialfranchise.models/1"]
    models: list[ListedModelDocument]


class LawValueDocument(Document):
    """A value and the days it holds for."""

    since: Day
    until: Day | None
    value: DecimalText
    confidence: Confidence
    basis: list[BasisDocument]
    sources: list[Id]
    doubt: WordsDocument | None
    review: Day | None


class LawParameterDocument(Document):
    """A parameter of the law with its value on the day and all others."""

    id: Id
    name: WordsDocument
    unit: str
    note: WordsDocument | None
    value: LawValueDocument | None
    history: list[LawValueDocument]


class LawValuesDocument(Document):
    """The law on a day."""

    format: Literal["socialfranchise.law-values/1"]
    on: Day
    catalogue: CatalogueUsedDocument
    parameters: list[LawParameterDocument]


class VersionsDocument(Document):
    """The versions of two catalogues."""

    before: Version
    after: Version


class StepDownDocument(Document):
    """A step down into an entry."""

    field: str
    item: str | None


class FieldChangeDocument(Document):
    """A part of an entry that differs."""

    path: list[StepDownDocument]
    before: JsonValue
    after: JsonValue


class EntryChangeDocument(Document):
    """An entry that is new, gone or changed."""

    collection: str
    id: str
    change: Literal["added", "removed", "changed"]
    same_version: bool
    changes: list[FieldChangeDocument]


class ChangesDocument(Document):
    """What differs between two catalogues."""

    format: Literal["socialfranchise.changes/1"]
    versions: VersionsDocument
    entries: list[EntryChangeDocument]


class CodeExampleDocument(Document):
    """Lines with a mistake, and the same lines mended."""

    bad: str
    good: str


class CodeDocument(Document):
    """The code of a finding with its texts in one language."""

    code: Annotated[str, Field(pattern=r"^SF[0-9]{3}$")]
    slug: str
    severity: Literal["error", "warning", "info"]
    name: str
    message: str
    help: str
    example: CodeExampleDocument | None


class CodesDocument(Document):
    """The codes of all findings."""

    format: Literal["socialfranchise.codes/1"]
    codes: list[CodeDocument]
