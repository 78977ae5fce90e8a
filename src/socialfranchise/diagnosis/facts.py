"""Facts of a place. An unanswered fact is unknown: it is never read as zero or no.

Values of a wrong type cannot be made: they raise ``TypeError``. Whether a value answers the
question of a catalogue is asked by :func:`socialfranchise.diagnosis.answers.misfits`.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs
from attrs import field, frozen
from attrs.validators import instance_of, optional

from socialfranchise.core.findings import Place
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.plain import as_day, as_float, as_ids
from socialfranchise.core.text import Text


@frozen
class Origin:
    """Where a fact comes from: a source, the year or day it holds for, and a remark.

    Of a fact that was read from a table also the ``variable``, the name of the file ``table``, and
    its ``row`` (from 1) and ``column``.
    """

    source: str
    year: int | None = None
    url: str | None = None
    note: str | None = None
    variable: str | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None


@frozen
class Answer:
    """Yes or no."""

    yes: bool = field(validator=instance_of(bool))


@frozen
class Number:
    """A number in the unit of its fact."""

    value: float = field(converter=as_float)


@frozen
class Choice:
    """One of the choices of its fact."""

    term: str = field(validator=instance_of(str))


@frozen
class Terms:
    """Which terms are present and which are surely absent; all others are unknown."""

    present: frozenset[str] = field(converter=as_ids)
    absent: frozenset[str] = field(converter=as_ids)

    def has(self, term: str) -> bool | None:
        """True when present, False when absent, None when not known."""
        if term in self.present:
            return True
        return False if term in self.absent else None

    def joined(self, more: "Terms") -> "Terms":
        """What is known of each term when ``more`` is known, too; where they differ, ``more``."""
        told = more.present | more.absent
        return Terms((self.present - told) | more.present, (self.absent - told) | more.absent)


@frozen
class NumberBetween:
    """A number of which only the bounds are known, both inclusive.

    Counted where some are known and some are not; nobody answers a question with it.
    """

    low: float = field(converter=as_float)
    high: float = field(converter=as_float)


Value = Answer | Number | NumberBetween | Choice | Terms
_VALUES = (Answer, Number, NumberBetween, Choice, Terms)


@frozen
class Fact:
    """One fact: its value, or ``None`` when it was asked and is not known."""

    id: str = field(validator=instance_of(str))
    value: Value | None = field(validator=optional(instance_of(_VALUES)))
    origins: tuple[Origin, ...] = ()
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Locality:
    """The commune or county of a diagnosis. ``teryt`` is text: it may begin with a zero."""

    name: str = field(validator=instance_of(str))
    teryt: str | None = None
    county: str | None = None
    voivodeship: str | None = None


def _by_id(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """The facts in the order of their ids."""
    if not isinstance(facts, Mapping):
        raise TypeError(f"facts by their ids are wanted, not {type(facts).__name__}")
    for id, fact in facts.items():
        if not isinstance(fact, Fact):
            raise TypeError(f"a fact is wanted, not {type(fact).__name__}")
        if fact.id != id:
            raise ValueError("a fact stands under another id")
    return FrozenMapping(dict(sorted(facts.items())))


@frozen(kw_only=True)
class Diagnosis:
    """What is known of a place on a day.

    ``facts`` are kept, and iterated, in the order of their ids. Raises ``ValueError`` when a fact
    stands under another id than its own.
    """

    id: str = field(validator=instance_of(str))
    title: Text
    locality: Locality
    day: date = field(converter=as_day)
    facts: Mapping[str, Fact] = field(converter=_by_id)
    remarks: tuple[Text, ...] = ()
    sha256: str = ""

    def value(self, fact: str) -> Value | None:
        """The value of a fact, or ``None`` when it is unknown or was never asked."""
        found = self.facts.get(fact)
        return None if found is None else found.value

    def answered(self, *answers: tuple[str, Value | None]) -> "Diagnosis":
        """The diagnosis with other values of facts; terms are joined to those known already.

        Facts keep the origins they have.
        """
        facts = dict(self.facts)
        for id, value in answers:
            fact = facts.get(id) or Fact(id, None)
            if isinstance(value, Terms) and isinstance(fact.value, Terms):
                value = fact.value.joined(value)
            facts[id] = attrs.evolve(fact, value=value)
        return attrs.evolve(self, facts=facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def __len__(self) -> int:
        return len(self.facts)
