"""Conditions on the facts of a diagnosis: a closed tree, not a language.

A leaf tests one fact; the branches ``All``, ``Any``, ``Not`` and ``AtLeast`` combine. Because the
set of nodes is closed, a condition can be checked, explained, inverted and computed in columns.
Evaluation lives in :mod:`socialfranchise.matching.evaluate`. A condition remembers its hash, since
it is the key by which equal ones are found.
"""

from collections.abc import Iterator

from attrs import frozen


@frozen
class Limit:
    """A threshold: a plain number, or a parameter of the law read on the day of the evaluation."""

    number: float | None = None
    law: str | None = None


@frozen(cache_hash=True)
class IsAnswer:
    """A yes-no fact has this answer."""

    fact: str
    answer: bool


@frozen(cache_hash=True)
class IsOneOf:
    """A fact with one choice has one of these terms."""

    fact: str
    terms: tuple[str, ...]


@frozen(cache_hash=True)
class Includes:
    """At least ``number`` of ``terms`` are present in a fact that lists terms."""

    fact: str
    terms: tuple[str, ...]
    number: int


@frozen(cache_hash=True)
class Within:
    """A number lies between two limits, both inclusive; a missing limit is open."""

    fact: str
    lower: Limit | None = None
    upper: Limit | None = None


@frozen(cache_hash=True)
class Grows:
    """Graded: nothing at ``none_at``, full at ``full_at``, in proportion between (or falling)."""

    fact: str
    none_at: float
    full_at: float


@frozen(cache_hash=True)
class GrowsWithTerms:
    """Graded: the number of ``terms`` present, full at ``full_at`` of them."""

    fact: str
    terms: tuple[str, ...]
    full_at: int


@frozen(cache_hash=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@frozen(cache_hash=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@frozen(cache_hash=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@frozen(cache_hash=True)
class AtLeast:
    """At least ``number`` of the parts hold."""

    number: int
    parts: tuple["Condition", ...]


Test = IsAnswer | IsOneOf | Includes | Within | Grows | GrowsWithTerms
Condition = All | Any | Not | AtLeast | Test


def tests(condition: Condition) -> Iterator[Test]:
    """Every test inside the condition, from left to right."""
    if isinstance(condition, All | Any | AtLeast):
        for part in condition.parts:
            yield from tests(part)
    elif isinstance(condition, Not):
        yield from tests(condition.part)
    else:
        yield condition
