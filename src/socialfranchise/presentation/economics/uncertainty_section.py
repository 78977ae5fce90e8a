"""What a result hangs on, in words: one uncertain number at a time, and random futures."""

from collections.abc import Iterator, Sequence

from socialfranchise.feasibility.spread import PERCENTS, Point, Spread, Swing
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import number_text, percent_text


def uncertainty_section(
    swings: Sequence[Swing], spread: Spread, called: Called, *, of: str
) -> Section:
    """What the ``outcome`` of the co-operative hangs on, or the ``headline`` of the commune."""
    say = called.names.say
    tables = (
        *((_swings(swings, called, of),) if swings else ()),
        *((_percents(spread, called, of),) if spread.inputs else ()),
    )
    return Section(
        title=say(f"economics.uncertain.{of}.heading"),
        paragraphs=tuple(_drawn(spread, called, of)),
        tables=tables,
        id=f"uncertain_{of}",
    )


def _drawn(spread: Spread, called: Called, of: str) -> Iterator[str]:
    say, language = called.names.say, called.names.language
    if not spread.inputs:
        yield say("economics.uncertain.none")
        return
    draws = number_text(spread.draws, language)
    yield say("economics.uncertain.drawn", draws=draws, seed=spread.seed)
    yield say(
        f"economics.uncertain.{of}.shares",
        positive=percent_text(spread.positive, language),
        short=percent_text(spread.short, language),
    )


def _swings(swings: Sequence[Swing], called: Called, of: str) -> Table:
    say = called.names.say
    outcome = ("total_at_low", "total_at_high", "cash_at_low", "cash_at_high")
    commune = ("headline_at_low", "headline_at_high")
    columns = ("input", "said", *(outcome if of == "outcome" else commune))

    def shown(points: Sequence[Point]) -> Iterator[str]:
        yield from (called.money(point.total) for point in points)
        if of == "outcome":
            yield from (called.money(point.low_point) for point in points)

    return Table(
        caption=say("economics.uncertain.swings"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(
            (
                called.input(swing.input),
                called.value(swing.input),
                *shown((swing.at_low, swing.at_high)),
            )
            for swing in swings
        ),
        lead=2,
        id="swings",
        keys=columns,
    )


def _percents(spread: Spread, called: Called, of: str) -> Table:
    say = called.names.say
    columns = ("percent", *(("result", "low_point") if of == "outcome" else ("headline",)))
    return Table(
        caption=say("economics.uncertain.percents"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(
            (
                say("economics.uncertain.percent", number=percent),
                called.money(spread.total[n]),
                *((called.money(spread.low_point[n]),) if of == "outcome" else ()),
            )
            for n, percent in enumerate(PERCENTS)
        ),
        id="ranks",
        keys=columns,
    )
