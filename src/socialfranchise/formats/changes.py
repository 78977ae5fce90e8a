"""What differs between two catalogues: entry by entry, field by field."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from socialfranchise.formats.catalogue_files import PARTS, CatalogueFiles
from socialfranchise.formats.documents.base import Document, TextDocument
from socialfranchise.formats.documents.catalogue import CatalogueDocument
from socialfranchise.formats.linking import declarations

_IDENTITY = ("id", "group", "service", "institution", "since")
"""The fields by which an item of a list stays the same item, the first that it has."""
_OWN_ENTRIES = {CatalogueDocument.__name__: ("documents", "answer_fields", "set_ups")}
"""Lists whose items are entries of their own and not parts of the one they stand in."""


@frozen
class Step:
    """A step down into an entry: a field of a document, and the item of its list."""

    document: str
    """The class name of the document; with ``field`` it finds the field's title."""
    field: str
    item: str | None = None


@frozen
class Change:
    """A part that differs. ``before`` or ``after`` is ``None`` where there is none."""

    path: tuple[Step, ...]
    before: Any
    after: Any


@frozen
class EntryChange:
    """An entry of a catalogue that is new, gone or changed."""

    collection: str
    id: str
    before: Any
    after: Any
    changes: tuple[Change, ...] = ()

    @property
    def same_version(self) -> bool:
        """True when the content changed and the entry's own version did not."""
        versions = [getattr(entry, "version", None) for entry in (self.before, self.after)]
        return versions[0] is not None and versions[0] == versions[1]


def catalogue_changes(old: CatalogueFiles, new: CatalogueFiles) -> Iterator[EntryChange]:
    """What is new, gone or changed in ``new``, collection by collection, in the order of ids."""
    before, after = _entries(old), _entries(new)
    for key in sorted(before.keys() | after.keys()):
        entries = before.get(key), after.get(key)
        if None in entries:
            yield EntryChange(*key, *entries)
            continue
        changes = tuple(_changes(*entries, ()))
        if changes:
            yield EntryChange(*key, *entries, changes)


def _entries(files: CatalogueFiles) -> dict[tuple[str, str], Any]:
    """Every entry by collection and id; of the texts of documents, their content."""
    found: dict[tuple[str, str], Any] = {}
    for file in (*files.shaped, *([files.head] if files.head else [])):
        for collection, id, path in declarations(file):
            entry: Any = file.document
            for step in path[:-1]:
                entry = entry[step] if isinstance(step, int) else getattr(entry, step)
            found[collection, id] = entry
        title = getattr(file.document, "title", None)
        if title is not None and not isinstance(file.document, CatalogueDocument):
            found["titles", file.parsed.file] = title
    for document, texts in files.texts.items():
        found |= {("texts", f"{document}.{lang}"): text for lang, text in texts.items()}
    for lang, parts in files.parts.items():
        found |= {("texts", f"{PARTS}/{part}.{lang}"): text for part, text in parts.items()}
    return found


def _changes(old: Any, new: Any, path: tuple[Step, ...]) -> Iterator[Change]:
    if old == new:
        return
    if type(old) is type(new) and isinstance(old, Document) and not isinstance(old, TextDocument):
        kind = type(old).__name__
        for name, info in type(old).model_fields.items():
            if name not in _OWN_ENTRIES.get(kind, ()):
                step = Step(kind, info.alias or name)
                yield from _changes(getattr(old, name), getattr(new, name), (*path, step))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, path)
    else:
        yield Change(path, old, new)


def _items(old: Sequence[Any], new: Sequence[Any], path: tuple[Step, ...]) -> Iterator[Change]:
    before, after = _by_identity(old), _by_identity(new)
    for key in dict.fromkeys((*before, *after)):
        left, right = before.get(key), after.get(key)
        last = path[-1]
        item = (*path[:-1], Step(last.document, last.field, _name(left or right)))
        if left is None or right is None:
            yield Change(item, left, right)
        else:
            yield from _changes(left, right, item)
    if list(before) != list(after) and set(before) == set(after):
        yield Change(path, list(before), list(after))


def _by_identity(items: Sequence[Any]) -> Mapping[Hashable, Any]:
    return {_name(item) or _content(item): item for item in items}


def _name(item: Any) -> str | None:
    for name in _IDENTITY:
        value = getattr(item, name, None)
        if value is not None and not callable(value):
            return str(value)
    return None


def _content(item: Any) -> Hashable:
    return item.model_dump_json() if isinstance(item, Document) else item
