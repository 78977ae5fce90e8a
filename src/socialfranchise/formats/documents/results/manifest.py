"""The manifest of a package: what it was made from, and its files."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.formats.documents.base import Day, Document, Id, Version
from socialfranchise.formats.documents.results.parts import (
    CatalogueUsedDocument,
    DiagnosisUsedDocument,
    IntervalDocument,
    VerdictName,
)


class GeneratorDocument(Document):
    """The program that wrote the package."""

    name: str
    version: str


class ModelUsedDocument(Document):
    """The model a package was written for."""

    id: Id
    version: Version


class PackageFileDocument(Document):
    """A file and the hash of its content."""

    path: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class PackagePaperDocument(Document):
    """A document of the package."""

    id: Id
    title: str
    blanks: list[Id]
    files: list[PackageFileDocument]


class ManifestDocument(Document):
    """What a package was made from, and its files."""

    format: Literal["socialfranchise.manifest/1"]
    generator: GeneratorDocument
    catalogue: CatalogueUsedDocument
    template: ModelUsedDocument
    diagnosis: DiagnosisUsedDocument
    on: Day
    language: Literal["pl", "en"]
    verdict: VerdictName
    score: IntervalDocument
    answers: dict[str, str]
    blanks: list[Id]
    documents: list[PackagePaperDocument]
