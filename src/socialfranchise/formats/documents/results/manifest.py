"""The manifest of a package: what it was made from, its files, and where its words come from."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.formats.documents.base import Day, Document, Id, Version
from socialfranchise.formats.documents.lock import Sha256
from socialfranchise.formats.documents.results.parts import (
    CatalogueUsedDocument,
    IntervalDocument,
    VerdictName,
)

FileName = Annotated[str, Field(pattern=r"^[^/\\\u0000-\u001f]+$", min_length=1, max_length=255)]
WordsHash = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class GeneratorDocument(Document):
    """The program that wrote the package, and those it called."""

    name: str
    version: str
    tools: dict[str, str]


class ModelUsedDocument(Document):
    """The model a package was written for."""

    id: Id
    version: Version


class PackageInputDocument(Document):
    """A diagnosis or proposal from which the package was made."""

    id: Id
    sha256: Sha256


class PackageFileDocument(Document):
    """A file and the hash of its content."""

    path: FileName
    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256
    paragraphs: list[WordsHash] | None = None


class SourceLinesDocument(Document):
    """Lines of a text file of the catalogue."""

    file: str
    lines: list[Annotated[int, Field(ge=1)]]


class ParagraphDocument(Document):
    """A paragraph and where it comes from."""

    id: str
    sha256: Sha256
    sources: list[SourceLinesDocument]
    uses: list[str]


class PackagePaperDocument(Document):
    """A document of the package."""

    id: Id
    title: str
    blanks: list[Id]
    files: list[PackageFileDocument]
    paragraphs: list[ParagraphDocument]


class UsedValueDocument(Document):
    """A value that the texts use."""

    name: str
    sha256: Sha256
    text: str | None
    since: Day | None


class ManifestDocument(Document):
    """What a package was made from, its files, and where its words come from."""

    format: Literal["socialfranchise.manifest/2"]
    generator: GeneratorDocument
    catalogue: CatalogueUsedDocument
    template: ModelUsedDocument
    diagnosis: PackageInputDocument
    proposal: PackageInputDocument | None
    on: Day
    language: Literal["pl", "en"]
    formats: list[str]
    verdict: VerdictName
    score: IntervalDocument
    answers: dict[str, str]
    blanks: list[Id]
    inputs: list[PackageFileDocument]
    values: list[UsedValueDocument]
    documents: list[PackagePaperDocument]
    sha256: Sha256
