"""What an update would do to the files of a package, and why: plain values, nothing written."""

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.merge import Conflict
from socialfranchise.package.reasons import DocumentChange, Reason
from socialfranchise.package.stored import StoredPackage

Outcome = Literal[
    "identical", "create", "rewrite", "keep", "merge", "conflict", "beside", "remove", "leave"
]
"""What becomes of a file. ``identical``: it is right already. ``create``: it is not there.
``rewrite``: nobody touched it. ``keep``: people edited it and we have nothing new. ``merge``: their
edits and ours went together. ``conflict``: they did, but for some paragraphs of which both
versions stand in the file. ``beside``: people edited it and it cannot be merged, so the new version
lies beside it. ``remove``: nobody touched it and it belongs to the package no longer. ``leave``:
the same, but people edited it."""


@frozen
class FileUpdate:
    """What becomes of one file.

    ``name`` is where it will lie and ``before`` where it lies, when that is another name.
    ``written`` is the file that is written, if any: ``name``, or a new one beside it.
    """

    name: str
    outcome: Outcome
    document: str = ""
    before: str | None = None
    written: str | None = None
    conflicts: tuple[Conflict, ...] = ()


@frozen
class UpdatePlan:
    """What an update would do, file by file, and why.

    ``writes`` are the files to write and ``removes`` the names that go, both by the names of
    files.
    """

    stored: StoredPackage
    package: FranchisePackage
    files: tuple[FileUpdate, ...]
    writes: Mapping[str, bytes] = field(repr=False)
    removes: frozenset[str]
    reasons: tuple[Reason, ...]
    documents: tuple[DocumentChange, ...]
    list_file: str | None = None
    """The file that lists all this, when a document changes; one of ``writes``."""

    @property
    def changes_nothing(self) -> bool:
        """Is every file right as it is?"""
        return not self.writes and not self.removes
