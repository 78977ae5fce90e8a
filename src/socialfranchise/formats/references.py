"""Ids that refer to something, and conditions on facts: where they stand in a document."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from attrs import frozen
from pydantic import BaseModel

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.formats.documents.base import Reference
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.formula import FormulaDocument
from socialfranchise.formats.shape import Shaped

Path = tuple[str | int, ...]
Ids = Mapping[str, AbstractSet[str]]
"""The ids of every collection: vocabularies by kind, law, funding, pathways, templates."""


def references(document: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """Every id below ``document`` that refers to something: path, collection, id."""
    for field in _fields(type(document)):
        if not field.holds_references:
            continue
        value, target = getattr(document, field.name), field.target
        here = (*path, field.key)
        if isinstance(value, BaseModel):
            yield from references(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from references(item, (*here, index))
                elif target is not None:
                    yield (*here, index), target, item
        elif isinstance(value, str) and target is not None:
            yield here, target, value


@frozen
class _Field:
    """A field of a document; ``target`` is the collection its ids refer to."""

    name: str
    key: str
    target: str | None
    holds_references: bool
    holds_conditions: bool


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            name,
            info.alias or name,
            _reference(info),
            _reference(info) is not None or _holds_references(info.annotation),
            _holds_conditions(info.annotation),
        )
        for name, info in model.model_fields.items()
    )


def _holds_references(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if hint in (ConditionDocument, FormulaDocument):
            return True
        return any(
            _reference(info) is not None or _holds_references(info.annotation)
            for info in hint.model_fields.values()
        )
    return any(_holds_references(part) for part in getattr(hint, "__args__", ()))


def _holds_conditions(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        if hint in (ConditionDocument, FormulaDocument):
            return hint is ConditionDocument
        return any(_holds_conditions(info.annotation) for info in hint.model_fields.values())
    return any(_holds_conditions(part) for part in getattr(hint, "__args__", ()))


def _reference(info: Any) -> str | None:
    for mark in info.metadata:
        if isinstance(mark, Reference):
            return mark.target
    return _reference_inside(info.annotation)


def _reference_inside(hint: Any) -> str | None:
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, Reference):
            return mark.target
    for argument in getattr(hint, "__args__", ()):
        target = _reference_inside(argument)
        if target is not None:
            return target
    return None


def unknown_id(file: Shaped, id: str, target: str, path: Path, ids: Ids) -> Iterator[Finding]:
    """A finding when the id is not among those of the collection ``target``."""
    known = ids.get(target, frozenset())
    if id not in known:
        yield codes.UNKNOWN_ID.finding(
            file.parsed.place(path),
            path=path,
            raw=file.parsed.raw(path),
            id=id,
            target=target,
            near=list(nearest(id, known)),
            known=choices(known),
        )


def unknown_ids(file: Shaped, ids: Ids) -> Iterator[Finding]:
    """Every id in a file that leads nowhere."""
    for path, target, id in references(file.document):
        yield from unknown_id(file, id, target, path, ids)


def conditions(value: Any, path: Path) -> Iterator[tuple[Path, ConditionDocument]]:
    """Every condition on a fact below ``value``, with its path."""
    if isinstance(value, BaseModel):
        if isinstance(value, ConditionDocument) and value.fact is not None:
            yield path, value
        for field in _fields(type(value)):
            if field.holds_conditions:
                yield from conditions(getattr(value, field.name), (*path, field.key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from conditions(item, (*path, index))


def own_ids(file: Shaped, path: Path, parts: Sequence[Any], seen: set[str]) -> Iterator[Finding]:
    """Parts of a list whose id is among those seen or comes again."""
    for index, part in enumerate(parts):
        here = (*path, index, "id")
        if part.id in seen:
            place = file.parsed.place(here)
            yield codes.DUPLICATE_ID.finding(place, path=here, raw=part.id, id=part.id)
        seen.add(part.id)
