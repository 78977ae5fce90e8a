"""The lock of a published catalogue: a hash for every file, so that no change goes unnoticed."""

import json
from collections.abc import Iterator

from pydantic import ValidationError

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.formats.catalogue_files import LOCK, CatalogueFiles
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.documents.lock import LockDocument

FORMAT = "socialfranchise.lock/1"


def lock_text(files: CatalogueFiles, head: CatalogueDocument) -> str:
    """The lock of what was read, as the text of its file."""
    data = {
        "format": FORMAT,
        "catalogue": head.id,
        "version": head.version,
        "files": dict(sorted(files.hashes.items())),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def locked_version(files: CatalogueFiles) -> str | None:
    """The version the lock is for; ``None`` without a lock that can be read."""
    lock = _lock(files)
    return None if lock is None else lock.version


def lock_findings(files: CatalogueFiles) -> Iterator[Finding]:
    """Every file that differs from the lock; nothing for a catalogue that has none."""
    if files.lock is None:
        return
    lock = _lock(files)
    if lock is None:
        yield codes.LOCK_BROKEN.finding(_start(LOCK))
        return
    for name in sorted(lock.files.keys() | files.hashes.keys()):
        known, found = lock.files.get(name), files.hashes.get(name)
        if known != found:
            change = "added" if known is None else "missing" if found is None else "changed"
            yield codes.LOCK_DIFFERS.finding(
                _start(name), file=name, change=change, version=lock.version
            )


def _lock(files: CatalogueFiles) -> LockDocument | None:
    try:
        return LockDocument.model_validate_json(files.lock or "", strict=True)
    except ValidationError:
        return None


def _start(name: str) -> Place:
    return Place(name, 1, 1, 1, 1)
