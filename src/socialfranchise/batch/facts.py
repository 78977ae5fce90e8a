"""The facts of many places, a column for each."""

from collections.abc import Mapping

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Number, Terms, Value

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
End = Flags | Numbers
Ends = tuple[End, End]
"""The lower and the upper end of a degree in every place.

Plain conditions are truth values; where a slope is involved they are numbers. When nothing is
unknown, both ends are the same array.
"""


@define
class Facts:
    """The facts of a number of places.

    ``flags`` holds for every yes-no fact (fact, "") and every term (fact, term) where it surely
    holds and where it may; ``numbers`` the values, and where they are not known; ``choices`` the
    number of the choice, the names of the choices, and where it is not known: there the number is
    -1. What is in none of them is unknown everywhere.
    """

    places: int
    flags: Mapping[tuple[str, str], tuple[Flags, Flags]]
    numbers: Mapping[str, tuple[Numbers, Flags | None]]
    choices: Mapping[str, tuple[NDArray[np.int16], tuple[str, ...], Flags | None]]
    _compared: dict[tuple[str, float, bool], Flags] = field(factory=dict, init=False)
    _chosen: dict[tuple[str, str], Flags] = field(factory=dict, init=False)

    def flag(self, fact: str, term: str = "") -> tuple[Flags, Flags]:
        """Where a yes-no fact, or a term, surely holds and where it may."""
        return self.flags.get((fact, term)) or self.nothing_known()

    def nothing_known(self) -> tuple[Flags, Flags]:
        """The degree of what is not known anywhere."""
        return np.zeros(self.places, np.bool_), np.ones(self.places, np.bool_)

    def unknown(self, fact: str, term: str = "") -> Flags:
        """Where a fact, or a term, is not known."""
        if fact in self.numbers or fact in self.choices:
            missing = self.numbers[fact][1] if fact in self.numbers else self.choices[fact][2]
            return np.zeros(self.places, np.bool_) if missing is None else missing
        surely, maybe = self.flag(fact, term)
        return maybe & ~surely

    def compared(self, fact: str, limit: float, at_least: bool) -> Flags:
        """Where a number is known and reaches a limit, or does not exceed it."""
        key = (fact, limit, at_least)
        if key not in self._compared:
            values = self.numbers[fact][0]
            self._compared[key] = values >= limit if at_least else values <= limit
        return self._compared[key]

    def chosen(self, fact: str, term: str) -> Flags:
        """Where a choice is known and is this one."""
        key = (fact, term)
        if key not in self._chosen:
            codes, names, _ = self.choices[fact]
            number = names.index(term) if term in names else len(names)
            self._chosen[key] = codes == number
        return self._chosen[key]

    def part(self, start: int, length: int) -> "Facts":
        """The facts of some of the places, from the number ``start`` on."""
        some = slice(start, start + length)
        flags = {}
        for key, (surely, maybe) in self.flags.items():
            part = surely[some]
            flags[key] = (part, part if maybe is surely else maybe[some])
        numbers = {}
        for id, (values, missing) in self.numbers.items():
            numbers[id] = (values[some], None if missing is None else missing[some])
        chosen = {}
        for id, (codes, names, missing) in self.choices.items():
            chosen[id] = (codes[some], names, None if missing is None else missing[some])
        return Facts(min(length, self.places - start), flags, numbers, chosen)

    def at(self, place: int) -> Mapping[str, Fact]:
        """The facts of one place, those that are known."""
        known: dict[str, Value] = {}
        for (fact, term), (surely, maybe) in self.flags.items():
            if not surely[place] and maybe[place]:
                continue
            yes = bool(surely[place])
            if not term:
                known[fact] = Answer(yes)
                continue
            one, none = frozenset((term,)), frozenset[str]()
            more = Terms(one, none) if yes else Terms(none, one)
            told = known.get(fact)
            known[fact] = told.joined(more) if isinstance(told, Terms) else more
        for fact, (values, missing) in self.numbers.items():
            if missing is None or not missing[place]:
                known[fact] = Number(float(values[place]))
        for fact, (codes, names, _) in self.choices.items():
            if codes[place] >= 0:
                known[fact] = Choice(names[codes[place]])
        return FrozenMapping({id: Fact(id, known[id]) for id in sorted(known)})
