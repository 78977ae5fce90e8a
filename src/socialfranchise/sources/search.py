"""Finding a place by code or name: Polish letters and capitals do not count, a slip is forgiven.

Nothing is guessed: whoever asks gets every place that may be meant, and how each was found.
"""

import re
from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from socialfranchise.core.nearest import nearest
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.register import Edition, Register, Unit
from socialfranchise.sources.units import folded, unit_of, with_zeros

NEAR = 5
"""So many names are offered when none is the one that was typed."""
_MARK = re.compile(r"\((\d)\)")


@frozen
class Found:
    """A place that may be meant."""

    unit: Unit
    edition: Edition = field(eq=False, repr=False)
    """The edition of the register in which it stands."""
    how: str
    """``code``, ``name``, ``near`` (another spelling), ``kind-changed`` (another seventh digit),
    ``zero-added`` (the leading zero was missing) or ``former`` (only in another edition)."""

    @property
    def is_certain(self) -> bool:
        """Is it what was asked, not only something like it?"""
        return self.how not in ("near", "former")


def find_places(register: Register, text: str, on: date) -> tuple[Found, ...]:
    """Every place that a code or a name may mean on a day, best first.

    A name may have words of its kind with it (``gmina wiejska Bochnia``) and, after commas, its
    county and voivodeship.
    """
    edition = register.as_of(on)
    code = "".join(text.split())
    if code.isdecimal() and code.isascii():
        return _by_code(register, edition, code)
    return _by_name(edition, text)


def _by_code(register: Register, edition: Edition, code: str) -> tuple[Found, ...]:
    unit = unit_of(code)
    exact = edition.units.get(unit) if unit else None
    if exact is not None:
        return (Found(exact, edition, "code"),)
    if len(code) in (6, 7, 10, 12):
        same = edition.communes.get((unit or code)[:6], ())
        if same:
            how = "code" if len(code) == 6 else "kind-changed"
            return tuple(Found(each, edition, how) for each in same)
    whole = with_zeros(code)
    mended = edition.units.get(unit_of(whole) or "") if whole else None
    if mended is not None:
        return (Found(mended, edition, "zero-added"),)
    return tuple(_former(register, edition, unit or code))


def _former(register: Register, edition: Edition, code: str) -> Iterable[Found]:
    """Units of other editions with this code: the newest one, and what now bears its name."""
    for other in reversed(register.editions):
        known = other.units.get(code) or next(iter(other.communes.get(code[:6], ())), None)
        if known is not None and other is not edition:
            yield Found(known, other, "former")
            for now in edition.names.get(folded(known.name), ()):
                if now.code[:2] == known.code[:2] and len(now.code) == len(known.code):
                    yield Found(now, edition, "near")
            return


def _by_name(edition: Edition, text: str) -> tuple[Found, ...]:
    name, *around = [part for part in (folded(part) for part in text.split(",")) if part] or [""]
    marked = _MARK.search(name)
    name = _MARK.sub("", name).strip()
    whole = edition.names.get(name, ())
    rest, kinds = (name, None) if whole else _without_kind(name)
    if marked is not None:
        kinds = frozenset({conventions().kinds.get(marked[1], "")})
        kinds |= {"city-county"} if "urban" in kinds else frozenset()
    exact = [Found(unit, edition, "name") for unit in edition.names.get(rest, ())]
    found = exact or _near(edition, rest)
    fitting = [each for each in found if kinds is None or each.unit.kind in kinds]
    if not exact and rest != name:  # the word of a kind may be a part of the name: Stare Miasto
        fitting += [each for each in _near(edition, name) if each not in fitting]
    return tuple(each for each in fitting if _lies_in(each, around))


def _near(edition: Edition, name: str) -> list[Found]:
    """Places whose names are like this one, the likest first."""
    close = nearest(name, edition.names, NEAR) if name else ()
    return [Found(unit, edition, "near") for word in close for unit in edition.names[word]]


def _without_kind(name: str) -> tuple[str, frozenset[str] | None]:
    """The name without the words of a kind before or after it, and the kinds they leave."""
    for word, kinds in conventions().kind_words.items():
        if name.startswith(f"{word} ") or (word.endswith(".") and name.startswith(word)):
            return name.removeprefix(word).strip(), kinds
        if name.endswith(f" {word}"):
            return name.removesuffix(word).strip(), kinds
    return name, None


def _lies_in(found: Found, around: Iterable[str]) -> bool:
    """Does it lie in every county and voivodeship that was named?"""
    edition, unit = found.edition, found.unit
    above = [each for each in (edition.county(unit), edition.voivodeship(unit)) if each]
    names = {folded(each.name) for each in above}
    return all(_without_kind(each)[0] in names for each in around)
