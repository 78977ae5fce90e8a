"""The differences of two catalogues as plain data: ``socialfranchise.changes/1``."""

from collections.abc import Sequence
from typing import Any

from socialfranchise.formats.changes import Change, EntryChange
from socialfranchise.formats.documents.base import Document

FORMAT = "socialfranchise.changes/1"


def changes_data(changes: Sequence[EntryChange], versions: tuple[str, str]) -> dict[str, Any]:
    """All changes, ready for JSON. ``versions`` are those of the two catalogues."""
    return {
        "format": FORMAT,
        "versions": {"before": versions[0], "after": versions[1]},
        "entries": [_entry(entry) for entry in changes],
    }


def _entry(entry: EntryChange) -> dict[str, Any]:
    kind = "added" if entry.before is None else "removed" if entry.after is None else "changed"
    return {
        "collection": entry.collection,
        "id": entry.id,
        "change": kind,
        "same_version": entry.same_version,
        "changes": [_change(change) for change in entry.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "path": [{"field": step.field, "item": step.item} for step in change.path],
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Document):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
