"""How the cost grows: with models, with places, with what is asked. Ours only."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from ours import batch, catalogue, diagnosis
from work import Work, work

from socialfranchise import (
    CompiledCatalogue,
    explanation_data,
    facts_batch,
    load_catalogue,
    load_diagnosis,
    match,
)

MODELS = Path(__file__).resolve().parents[1] / "models"
PLACE = MODELS / "places" / "kramsk-2011.yaml"
ROUNDS = 5
PAIRS = 1_000_000
"""A measurement of models does about so many pairs, at least one place."""
MOST_PLACES = 2477
PART = 10_000
"""Places in a batch of a stream."""


@dataclass(frozen=True)
class Cost:
    """What was measured, how much of it, the seconds it took and the memory in MB, if measured."""

    what: str
    places: int
    models: int
    seconds: float
    memory: float | None = None

    @property
    def rate(self) -> float:
        """Pairs of a place and a model a second."""
        return self.places * self.models / self.seconds


def _median(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    run()
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def with_models(counts: tuple[int, ...]) -> Iterator[Cost]:
    """The batch engine with more and more models."""
    for models in counts:
        places = max(1, min(MOST_PLACES, PAIRS // models))
        given = work(places, models)
        compiled = CompiledCatalogue(catalogue(given.models))
        facts = batch(given)
        yield Cost("batch", places, models, _median(partial(compiled.match, facts, top=3)))


def with_places(places: int, models: int) -> Cost:
    """A stream of places through the batch engine; the memory is the most this process had."""
    part = work(min(places, PART), models)
    compiled = CompiledCatalogue(catalogue(part.models))
    facts = batch(part)
    compiled.match(facts.slice(0, 1))
    rows = 0
    start = time.perf_counter()
    for results in compiled.match_batches(_stream(facts, places), top=3):
        rows += results.num_rows
    taken = time.perf_counter() - start
    if rows != places * min(3, models):
        raise SystemExit(f"{rows} rows of {places} places")
    return Cost("stream", places, models, taken, _peak())


def _stream(facts: pa.RecordBatch, places: int) -> Iterator[pa.RecordBatch]:
    """The same places again and again, each batch a copy of its own."""
    for start in range(0, places, facts.num_rows):
        some = facts.slice(0, min(facts.num_rows, places - start))
        yield some.take(pa.array(range(some.num_rows)))


def _peak() -> float | None:
    """The most memory this process had, in MB; ``None`` where the system does not tell.

    Not from ``getrusage``, which on Linux also counts what the parent had before the start.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = status.read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


def one_place(counts: tuple[int, ...]) -> Iterator[Cost]:
    """One diagnosis by ``match``, and with its explanations as data."""
    bundled = load_catalogue()
    place = load_diagnosis(PLACE, catalogue=bundled)
    number = len(bundled.templates)
    yield Cost("match, bundled", 1, number, _median(partial(match, place, bundled)))

    def told(first: int | None) -> None:
        for found in match(place, bundled).matches[:first]:
            explanation_data(found, bundled)

    yield Cost("match, one explained, bundled", 1, number, _median(partial(told, 1)))
    yield Cost("match, all explained, bundled", 1, number, _median(partial(told, None)))
    compiled = CompiledCatalogue(bundled)
    facts = facts_batch([place], bundled)
    yield Cost("batch of one, bundled", 1, number, _median(partial(compiled.match, facts)))
    for models in counts:
        given: Work = work(1, models)
        made = catalogue(given.models)
        (row,) = given.rows()
        one = diagnosis(0, row)
        yield Cost("match", 1, models, _median(partial(match, one, made)))
        small = CompiledCatalogue(made)
        facts = batch(given)
        yield Cost("batch of one", 1, models, _median(partial(small.match, facts)))
