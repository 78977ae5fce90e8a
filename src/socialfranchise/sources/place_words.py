"""The words by which a person names a place: its name, its kind, what it lies in."""

import re
from collections.abc import Iterable

from attrs import frozen

from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.units import folded

_MARK = re.compile(r"\((\d)\)")


@frozen
class PlaceWords:
    """What was typed, such as ``gmina wiejska Bochnia``, in small letters without marks."""

    whole: str
    """The name as it was typed, before any comma."""
    name: str
    """The name without the words of a kind."""
    kinds: frozenset[str] | None
    """The kinds that those words or the mark leave; ``None`` for all."""
    marked: frozenset[str] | None
    """The kinds that a mark such as ``(2)`` leaves; ``None`` without one."""
    around: tuple[str, ...]
    """Names of the county or voivodeship in which it lies."""

    def lies_in(self, names: Iterable[str | None]) -> bool:
        """Is every place around it that was named among these?"""
        known = {without_kind(folded(name))[0] for name in names if name}
        return all(each in known for each in self.around)


def place_words(text: str) -> PlaceWords:
    """A name that may have words of its kind with it and, after commas, what it lies in."""
    name, *around = [part for part in (folded(part) for part in text.split(",")) if part] or [""]
    mark = _MARK.search(name)
    whole = _MARK.sub("", name).strip()
    bare, kinds = without_kind(whole)
    marked = None
    if mark is not None:
        marked = frozenset({conventions().kinds.get(mark[1], "")})
        marked |= {"city-county"} if "urban" in marked else frozenset()
    return PlaceWords(
        whole=whole,
        name=bare,
        kinds=kinds if marked is None else marked,
        marked=marked,
        around=tuple(without_kind(each)[0] for each in around),
    )


def without_kind(name: str) -> tuple[str, frozenset[str] | None]:
    """A folded name without the words of a kind before or after it, and the kinds they leave."""
    for word, kinds in conventions().kind_words.items():
        if name.startswith(f"{word} ") or (word.endswith(".") and name.startswith(word)):
            return name.removeprefix(word).strip(), kinds
        if name.endswith(f" {word}"):
            return name.removesuffix(word).strip(), kinds
    return name, None
