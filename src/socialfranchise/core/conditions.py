"""Conditions on the facts of a diagnosis: a closed tree, not a language.

A leaf tests one fact; the branches ``All``, ``Any``, ``Not`` and ``AtLeast`` combine. Because the
set of nodes is closed, a condition can be checked, explained, inverted and computed in columns.
Evaluation lives in :mod:`socialfranchise.matching.evaluate`. A node that could not be evaluated
cannot be made: it raises ``TypeError`` or ``ValueError``. Each remembers its hash, since it is the
key by which equal ones are found.
"""

from collections.abc import Iterator
from typing import Any as Any_
from typing import get_args

from attrs import field, frozen, validators
from attrs.converters import optional
from attrs.validators import deep_iterable, ge, instance_of

from socialfranchise.core.plain import as_finite, as_texts

_is_text = instance_of(str)


def _is_count(_: object, attribute: Any_, value: Any_) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{attribute.name}: a whole number is wanted, not {value!r}")


def _is_condition(_: object, attribute: Any_, value: Any_) -> None:
    if not isinstance(value, _NODES):
        raise TypeError(f"{attribute.name}: a condition is wanted, not {type(value).__name__}")


_are_conditions = deep_iterable(_is_condition, instance_of(tuple))


@frozen
class Limit:
    """A threshold: a plain number, or a parameter of the law read on the day of the evaluation."""

    number: float | None = field(default=None, converter=optional(as_finite))
    law: str | None = field(default=None, validator=validators.optional(_is_text))

    def __attrs_post_init__(self) -> None:
        """Raise ``ValueError`` unless exactly one of the two is given."""
        if (self.number is None) == (self.law is None):
            raise ValueError("a limit is a number or a parameter of the law")


_is_limit = validators.optional(instance_of(Limit))


@frozen(cache_hash=True)
class IsAnswer:
    """A yes-no fact has this answer."""

    fact: str = field(validator=_is_text)
    answer: bool = field(validator=instance_of(bool))


@frozen(cache_hash=True)
class IsOneOf:
    """A fact with one choice has one of these terms."""

    fact: str = field(validator=_is_text)
    terms: tuple[str, ...] = field(converter=as_texts)


@frozen(cache_hash=True)
class Includes:
    """At least ``number`` of ``terms`` are present in a fact that lists terms."""

    fact: str = field(validator=_is_text)
    terms: tuple[str, ...] = field(converter=as_texts)
    number: int = field(validator=_is_count)


@frozen(cache_hash=True)
class Within:
    """A number lies between two limits, both inclusive; a missing limit is open."""

    fact: str = field(validator=_is_text)
    lower: Limit | None = field(default=None, validator=_is_limit)
    upper: Limit | None = field(default=None, validator=_is_limit)


@frozen(cache_hash=True)
class Grows:
    """Graded: nothing at ``none_at``, full at ``full_at``, in proportion between (or falling)."""

    fact: str = field(validator=_is_text)
    none_at: float = field(converter=as_finite)
    full_at: float = field(converter=as_finite)

    def __attrs_post_init__(self) -> None:
        """Raise ``ValueError`` when both ends are the same: then there is no slope."""
        if self.none_at == self.full_at:
            raise ValueError("a slope has two different ends")


@frozen(cache_hash=True)
class GrowsWithTerms:
    """Graded: the number of ``terms`` present, full at ``full_at`` of them."""

    fact: str = field(validator=_is_text)
    terms: tuple[str, ...] = field(converter=as_texts)
    full_at: int = field(validator=(_is_count, ge(1)))


@frozen(cache_hash=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...] = field(validator=_are_conditions)


@frozen(cache_hash=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...] = field(validator=_are_conditions)


@frozen(cache_hash=True)
class Not:
    """The part does not hold."""

    part: "Condition" = field(validator=_is_condition)


@frozen(cache_hash=True)
class AtLeast:
    """At least ``number`` of the parts hold."""

    number: int = field(validator=_is_count)
    parts: tuple["Condition", ...] = field(validator=_are_conditions)


Test = IsAnswer | IsOneOf | Includes | Within | Grows | GrowsWithTerms
Condition = All | Any | Not | AtLeast | Test
_NODES: tuple[type, ...] = get_args(Condition)


def tests(condition: Condition) -> Iterator[Test]:
    """Every test inside the condition, from left to right."""
    if isinstance(condition, All | Any | AtLeast):
        for part in condition.parts:
            yield from tests(part)
    elif isinstance(condition, Not):
        yield from tests(condition.part)
    else:
        yield condition
