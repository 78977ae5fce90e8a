"""What official tables agree on: marks for no value, words of headers, kinds of units.

Data beside this module, for writers to change.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.formats.yaml_reader import parse

_FILE = "conventions.yaml"


@frozen
class Attribute:
    """What a table says of a value beside it."""

    has_value: bool
    """False when what stands in the cell, often a zero, is no value."""
    status: str | None
    """Id of what limits the value or explains that there is none; ``None`` for a plain value."""


@frozen(kw_only=True)
class Conventions:
    """The marks, words and limits by which tables are read."""

    by_number: Mapping[int, Attribute]
    """Attributes by their number in answers of the service."""
    by_symbol: Mapping[str, Attribute]
    """Attributes by their symbol in tables."""
    no_value: Mapping[str, str]
    """What stands in a cell in place of a number, and the status it means."""
    columns: Mapping[str, str]
    """The part of a column by its folded header."""
    encodings: tuple[str, ...]
    polish_letters: frozenset[str]
    polish_share: float
    """So much of the letters outside ASCII must be Polish for an encoding to be the right one."""
    voivodeships: frozenset[str]
    kinds: Mapping[str, str]
    """Kinds of communes and of their parts, by the seventh digit of the code."""
    communes: frozenset[str]
    """The digits of whole communes: only these are summed."""
    cities_from: int
    """The first number of a county that is a city."""
    descriptions: Mapping[str, str]
    """How the register calls each kind, in Polish."""
    kind_words: Mapping[str, frozenset[str]]
    """Words before or after a name, and the kinds they leave; longer ones first."""
    bank_prefixes: tuple[str, ...]
    """What the Local Data Bank writes before the name of a county."""
    first_year: int
    suspicious_between: float

    @property
    def statuses(self) -> frozenset[str]:
        """Every status that an observation may have."""
        marked = {attribute.status for attribute in self.by_number.values() if attribute.status}
        return frozenset(marked | set(self.no_value.values()))


@cache
def conventions() -> Conventions:
    """The conventions, read once."""
    text = (files(__package__) / _FILE).read_text(encoding="utf-8")
    parsed, findings = parse(text, _FILE)
    if parsed is None or findings:
        raise ValueError(f"{_FILE} is broken: {findings}")
    data: dict[str, Any] = parsed.data
    attributes = [
        (entry, Attribute(entry["value"] == "yes", entry["status"] or None))
        for entry in data["attributes"]
    ]
    return Conventions(
        by_number=FrozenMapping({entry["number"]: known for entry, known in attributes}),
        by_symbol=FrozenMapping({entry["symbol"]: known for entry, known in attributes}),
        no_value=FrozenMapping(data["no_value"]),
        columns=FrozenMapping(
            {word: part for part, words in data["columns"].items() for word in words}
        ),
        encodings=tuple(data["encodings"]),
        polish_letters=frozenset(data["polish_letters"]),
        polish_share=float(data["polish_share"]),
        voivodeships=frozenset(data["voivodeships"]),
        kinds=FrozenMapping(data["kinds"]),
        communes=frozenset(data["communes"]),
        cities_from=data["cities_from"],
        descriptions=FrozenMapping(data["descriptions"]),
        kind_words=FrozenMapping(
            {word: frozenset(kinds) for word, kinds in data["kind_words"].items()}
        ),
        bank_prefixes=tuple(data["bank_prefixes"]),
        first_year=data["first_year"],
        suspicious_between=float(data["suspicious_between"]),
    )
