"""The overlay format: house rules of a ministry or region."""

from typing import Annotated, Any, Literal

from pydantic import Field

from socialfranchise.formats.documents.base import Document, Id, TextDocument


class OverlayDocument(Document):
    """House rules for one kind of file."""

    format: Literal["socialfranchise.overlay/1"]
    id: Id
    title: TextDocument
    kind: Literal["template", "funding", "pathway", "law", "diagnosis"]
    namespace: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
    rules: dict[str, Any]
