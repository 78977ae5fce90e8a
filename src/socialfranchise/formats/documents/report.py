"""The report format: what ``validate`` says, for other programs. Written, never read."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from socialfranchise.formats.documents.base import Document

Position = Annotated[int, Field(ge=1)]


class PositionDocument(Document):
    """A line and a column."""

    line: Position
    column: Position


class RangeDocument(Document):
    """A stretch of a file."""

    start: PositionDocument
    end: PositionDocument


class RelatedDocument(Document):
    """Another place that belongs to a finding."""

    file: str
    range: RangeDocument


class EditDocument(Document):
    """A stretch and what is to stand there instead."""

    range: RangeDocument
    text: str


class FixDocument(Document):
    """Edits that belong together."""

    safe: bool
    edits: list[EditDocument]


class FindingDocument(Document):
    """One mistake or doubt."""

    code: Annotated[str, Field(pattern=r"^SF[0-9]{3}$")]
    slug: str
    severity: Literal["error", "warning", "info"]
    file: str | None
    range: RangeDocument | None
    path: list[str | int]
    raw: str | None
    parameters: dict[str, JsonValue]
    message: str
    help: str
    related: list[RelatedDocument]
    fix: FixDocument | None


class ReportDocument(Document):
    """The findings of one validation."""

    format: Literal["socialfranchise.report/1"]
    ok: bool
    files: list[str]
    findings: list[FindingDocument]
