"""Finding a place by code or name: Polish letters and capitals do not count, a slip is forgiven.

Nothing is guessed: whoever asks gets every place that may be meant, and how each was found.
"""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from socialfranchise.core.nearest import nearest
from socialfranchise.sources.place_words import place_words
from socialfranchise.sources.register import Edition, Register, Unit
from socialfranchise.sources.units import folded, unit_of, with_zeros

NEAR = 5
"""So many names are offered when none is the one that was typed."""


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
    words = place_words(text)
    name, kinds = words.name, words.kinds
    if words.whole in edition.names:  # the word of a kind may be a part of the name: Stare Miasto
        name, kinds = words.whole, words.marked
    exact = [Found(unit, edition, "name") for unit in edition.names.get(name, ())]
    found = exact or _near(edition, name)
    fitting = [each for each in found if kinds is None or each.unit.kind in kinds]
    if not exact and name != words.whole:
        fitting += [each for each in _near(edition, words.whole) if each not in fitting]
    return tuple(each for each in fitting if words.lies_in(_around(each)))


def _around(found: Found) -> Iterable[str]:
    """The names of what a unit lies in."""
    edition, unit = found.edition, found.unit
    return [each.name for each in (edition.county(unit), edition.voivodeship(unit)) if each]


def _near(edition: Edition, name: str) -> list[Found]:
    """Places whose names are like this one, the likest first."""
    close = nearest(name, edition.names, NEAR) if name else ()
    return [Found(unit, edition, "near") for word in close for unit in edition.names[word]]
