"""What a contender is, and how contenders are timed: interleaved, after their answers are equal."""

import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from work import Answers, Work, differences, expected, first_ones


class Contender:
    """Somebody who answers the work in his own way.

    ``prepare`` puts the work into the contender's own form and is not timed; ``run`` is, and
    returns the result as the contender gives it; ``answers`` is there for comparing.
    """

    name = ""
    tells = ""
    """What the result holds."""
    places: int | None = None
    """How many places are enough to time it; all of them when ``None``."""
    unknown_too = False
    """Can it judge when facts are not known?"""
    top: int | None = None
    """How many models of a place it gives; all of them when ``None``."""

    def prepare(self, given: Work) -> None:
        """Take the work."""
        raise NotImplementedError

    def run(self) -> Any:
        """Do the work."""
        raise NotImplementedError

    def answers(self, result: Any) -> Answers:
        """The result of :meth:`run` as tables."""
        raise NotImplementedError


@dataclass(frozen=True)
class Timed:
    """What a contender took: pairs of a place and a model a second, in every round."""

    name: str
    tells: str
    pairs: int
    rates: tuple[float, ...]

    @property
    def rate(self) -> float:
        """The median."""
        return statistics.median(self.rates)

    @property
    def spread(self) -> float:
        """Half the distance between the fastest and the slowest round, as a share."""
        return (max(self.rates) - min(self.rates)) / 2 / self.rate

    def times(self, other: "Timed") -> float:
        """How many times as fast as another: the median over the rounds, which both ran."""
        pairs = zip(self.rates, other.rates, strict=True)
        return statistics.median(own / theirs for own, theirs in pairs)


class Differs(Exception):
    """A contender gives other answers."""


def check(contender: Contender, wanted: Answers) -> None:
    """Run once; raises :class:`Differs` when the answers are not equal to the last bit."""
    if contender.top is not None:
        wanted = first_ones(wanted, contender.top)
    found = contender.answers(contender.run())
    if contender.top is not None and ((found.verdict < 0) != (wanted.verdict < 0)).any():
        raise Differs(f"{contender.name}: other models among the first")
    for difference in differences(found, wanted):
        raise Differs(f"{contender.name}: {difference}")


def race(contenders: Sequence[Contender], given: Work, rounds: int) -> list[Timed]:
    """Check all answers, then time all contenders in turn, round after round."""
    wanted = expected(given)
    works = []
    for contender in contenders:
        own = given.first(contender.places or len(given))
        contender.prepare(own)
        number = len(own)
        check(contender, Answers(*(getattr(wanted, name)[:number] for name in TABLES)))
        works.append(number * len(given.models))
    gc.collect()
    gc.freeze()  # what the others have prepared must not slow down those who make many objects
    rates: list[list[float]] = [[] for _ in contenders]
    for _ in range(rounds):
        for contender, pairs, found in zip(contenders, works, rates, strict=True):
            found.append(pairs / seconds(contender))
    gc.unfreeze()
    return [
        Timed(contender.name, contender.tells, pairs, tuple(found))
        for contender, pairs, found in zip(contenders, works, rates, strict=True)
    ]


def seconds(contender: Contender) -> float:
    """How long a run takes; what it gives is thrown away after the clock has stopped."""
    gc.collect()
    start = time.perf_counter()
    result = contender.run()
    taken = time.perf_counter() - start
    del result
    return taken


TABLES = ("verdict", "low", "high")
