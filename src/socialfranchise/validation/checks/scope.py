"""What a check looks at: the files under check and everything around them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

from attrs import field, frozen

from socialfranchise.core.codes import Code
from socialfranchise.core.findings import Finding, Place
from socialfranchise.formats.documents.base import Document
from socialfranchise.formats.documents.law import LawDocument, ParameterDocument
from socialfranchise.formats.documents.vocabulary import FactDocument
from socialfranchise.formats.linking import facts_of
from socialfranchise.formats.shape import Shaped

Path = tuple[str | int, ...]
_T = TypeVar("_T", bound=Document)


@frozen
class Node:
    """A part of a document, with the file and the path where it stands."""

    file: Shaped
    path: Path
    value: Any

    def place(self, *steps: str | int) -> Place:
        """Where the part, or a part of it, stands."""
        return self.file.parsed.place((*self.path, *steps))

    def finding(
        self, code: Code, *steps: str | int, related: tuple[Place, ...] = (), **parameters: object
    ) -> Finding:
        """A finding at this part, or at a part of it, with the author's own text."""
        path = (*self.path, *steps)
        return code.finding(
            self.file.parsed.place(path),
            path=path,
            raw=self.file.parsed.raw(path),
            related=related,
            fix=None,
            **parameters,
        )


@frozen
class Scope:
    """The files under check, their parts, and the catalogue around them.

    ``whole`` tells that all files of the catalogue are under check. ``on`` is the day of the
    check; without it nothing is compared with a day.
    """

    files: tuple[Shaped, ...]
    everything: tuple[Shaped, ...]
    facts: Mapping[str, FactDocument]
    law: Mapping[str, ParameterDocument]
    whole: bool = False
    on: date | None = None
    _parts: Mapping[type[Document], Sequence[Node]] = field(factory=dict)

    def each(self, *kinds: type[Document]) -> Iterator[Node]:
        """Every part of the files under check that is of one of these kinds."""
        for kind, nodes in self._parts.items():
            if issubclass(kind, kinds):
                yield from nodes

    def documents(self, kind: type[_T]) -> Iterator[_T]:
        """Every whole document of a kind, in the files under check and around them."""
        for file in self.everything:
            if isinstance(file.document, kind):
                yield file.document


Check = Callable[[Scope], Iterator[Finding]]


def scope_of(
    files: Sequence[Shaped],
    everything: Sequence[Shaped],
    *,
    whole: bool = False,
    on: date | None = None,
) -> Scope:
    """The scope over ``files`` inside ``everything``, which holds them too."""
    parts: dict[type[Document], list[Node]] = {}
    for file in files:
        for path, value in walk(file.document):
            parts.setdefault(type(value), []).append(Node(file, path, value))
    law = {
        parameter.id: parameter
        for file in everything
        if isinstance(file.document, LawDocument)
        for parameter in file.document.parameters
    }
    return Scope(
        files=tuple(files),
        everything=tuple(everything),
        facts=facts_of(everything),
        law=law,
        whole=whole,
        on=on,
        parts=parts,
    )


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Document]]:
    """``value`` and every object below it, with the keys that lead there."""
    if isinstance(value, Document):
        yield path, value
        for name, key in _keys(type(value)):
            yield from walk(getattr(value, name), (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))


@cache
def _keys(model: type[Document]) -> tuple[tuple[str, str], ...]:
    """The fields that are or hold objects, and their keys in the file."""
    return tuple(
        (name, info.alias or name)
        for name, info in model.model_fields.items()
        if _holds_objects(info.annotation)
    )


def _holds_objects(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, Document):
        return True
    return any(_holds_objects(part) for part in getattr(hint, "__args__", ()))
