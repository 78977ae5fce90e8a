"""A mapping that cannot be changed, can be pickled and keeps its order."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, overload

_K = TypeVar("_K")
_V = TypeVar("_V", covariant=True)
_T = TypeVar("_T")


class FrozenMapping(Mapping[_K, _V]):
    """A read-only copy of a mapping."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[_K, _V]) -> None:
        self._items: dict[_K, Any] = dict(items)

    def __getitem__(self, key: _K) -> _V:
        value: _V = self._items[key]
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: _K, /) -> _V | None: ...
    @overload
    def get(self, key: _K, /, default: _V | _T) -> _V | _T: ...
    def get(self, key: _K, /, default: Any = None) -> Any:
        """The value, or ``default``; without the exception that the mixin method makes of it."""
        return self._items.get(key, default)

    def __iter__(self) -> Iterator[_K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMapping({self._items!r})"
