"""The lock format: which content a published version of a catalogue has."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.formats.documents.base import Document, Id, Version

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class LockDocument(Document):
    """The files of a published catalogue and the hashes of their content."""

    format: Literal["socialfranchise.lock/1"]
    catalogue: Id
    version: Version
    files: dict[str, Sha256]
