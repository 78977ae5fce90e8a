"""Matching, side by side in one run: us, what one writes by hand, and other engines.

Usage: python benchmarks/matching.py [--places N] [--models N] [--rounds N] [--growth] [--engines]
                                     [--markdown] [--plot FILE.svg]

All contenders judge the same places by the same models and must give the same answers before any
is timed; runs are interleaved. Peers that are not installed are left out, with a line that says
so. See the modules beside this one for the work (``work``), the contenders (``ours``, ``byhand``,
``peers``), and what else is measured (``growth``, ``engines``).
"""

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import report
from byhand import NumpyPlain, PlainPython
from contenders import Contender, Timed, race
from engines import engines
from growth import Cost, one_place, with_models, with_places
from ours import Batch, BatchFirst, BatchReasons, OneAtATime
from peers import PEERS
from work import UNKNOWN, work

OWN: tuple[type[Contender], ...] = (
    *(Batch, BatchFirst, BatchReasons, OneAtATime),
    *(PlainPython, NumpyPlain),
)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])  # type: ignore[union-attr]
    parser.add_argument("--places", type=int, default=2477, help="every commune: 2477")
    parser.add_argument("--models", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="how the cost grows")
    parser.add_argument("--most-models", type=int, default=10_000)
    parser.add_argument("--most-places", type=int, default=1_000_000)
    parser.add_argument("--engines", action="store_true", help="us, Daft and Spark")
    parser.add_argument("--no-race", action="store_true", help="leave out the contenders")
    parser.add_argument("--markdown", action="store_true", help="tables for the documentation")
    parser.add_argument("--plot", type=Path, help="a picture (SVG)")
    return parser.parse_args()


def contenders() -> list[Contender]:
    """Ours, and the peers that are installed."""
    peers = [peer() for peer in PEERS]
    for said in sorted({peer.told for peer in peers}):
        print(said, file=sys.stderr)
    return [*(own() for own in OWN), *(peer for peer in peers if peer.installed)]


def races(asked: argparse.Namespace) -> tuple[list[report.Table], list[Timed]]:
    """Work A, everything known, and work B, a third unknown."""
    size = f"{asked.places:,} places × {asked.models:,} models"
    known = race(contenders(), work(asked.places, asked.models), asked.rounds)
    able = [own() for own in OWN if own.unknown_too]
    some = race(able, work(asked.places, asked.models, unknown=UNKNOWN), asked.rounds)
    tables = [
        report.race_table(f"Work A: {size}, all facts known", known),
        report.race_table(f"Work B: {size}, a third of the facts unknown", some),
    ]
    return tables, known


def powers(most: int, first: int = 1) -> tuple[int, ...]:
    """``first``, ten times as much, and so on."""
    found = [first]
    while found[-1] * 10 <= most:
        found.append(found[-1] * 10)
    return tuple(found)


def growths(asked: argparse.Namespace) -> tuple[list[report.Table], list[Cost]]:
    """With models, with places (each in a process of its own, for its memory), with questions."""
    models = list(with_models(powers(asked.most_models, 10)))
    spawn = multiprocessing.get_context("spawn")
    places = []
    for number in powers(asked.most_places):
        with spawn.Pool(1) as pool:
            places.append(pool.apply(with_places, (number, 22)))
    tables = [
        report.cost_table("More models", models),
        report.cost_table("More places, streamed in batches", places),
        report.cost_table("One place", list(one_place((22, 100, 1000)))),
    ]
    return tables, [*models, *places]


def distributed(asked: argparse.Namespace) -> report.Table:
    """The engines as a table."""
    with tempfile.TemporaryDirectory() as folder:
        found = engines(Path(folder), asked.most_places, 10, min(asked.rounds, 3))
    costs = [
        Cost(name, asked.most_places, 10, sorted(taken)[len(taken) // 2])
        for name, taken in found.items()
    ]
    return report.cost_table("Engines, Parquet in and out, warm", costs)


def main() -> None:
    """Measure what is asked for and print it."""
    asked = arguments()
    tables: list[report.Table] = []
    timed: Sequence[Timed] = ()
    growth: Sequence[Cost] = ()
    if not asked.no_race:
        found, timed = races(asked)
        tables += found
    if asked.growth:
        found, growth = growths(asked)
        tables += found
    if asked.engines:
        tables.append(distributed(asked))
    print(report.markdown(tables) if asked.markdown else report.text(tables))
    if asked.plot:
        report.plot(asked.plot, timed, growth)


if __name__ == "__main__":
    main()
