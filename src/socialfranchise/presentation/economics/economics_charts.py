"""The charts of economics: cash over time, what one number does, and who gains."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from socialfranchise.feasibility.outcome import Outcome
from socialfranchise.feasibility.public_money import PublicMoney
from socialfranchise.feasibility.spread import Swing
from socialfranchise.feasibility.terms import ZLOTY, Range
from socialfranchise.presentation.charts import Bar, Chart, Series, bar_chart, line_chart
from socialfranchise.presentation.economics.economics_names import Called

MOST_SWINGS = 10
LONGEST = 38
_A_YEAR = 12


def cash_chart(outcome: Outcome, called: Called) -> Iterator[str]:
    """The money at hand over all months: as expected, at worst and at best."""
    say = called.names.say
    ends = ("base", "low", "high")
    rows = {end: [getattr(each, end) for each in outcome.cash] for end in ends}
    values = [value for row in rows.values() for value in row]
    chart = Chart(
        id="cash",
        title=say("economics.chart.cash.title"),
        description=say(
            "economics.chart.cash.description",
            months=len(outcome.cash),
            month=outcome.low_month,
            low=called.money(min(rows["base"])),
            last=called.ends(outcome.cash[-1]),
        ),
    )
    series = [
        Series(
            name=say(f"economics.chart.cash.{end}"), values=tuple(float(each) for each in rows[end])
        )
        for end in ends
    ]
    ticks = [
        (month - 1, say("economics.chart.month", number=month))
        for month in (1, *range(_A_YEAR, len(outcome.cash) + 1, _A_YEAR))
    ]
    marks = (max(Decimal(0), *values), Decimal(0), min(Decimal(0), *values))
    yield from line_chart(
        chart, series, ticks, [called.money(each.quantize(ZLOTY)) for each in marks]
    )


def swings_chart(
    swings: Sequence[Swing], expected: Range, called: Called, *, of: str
) -> Iterator[str]:
    """A bar for each uncertain number, from the result at its lower to that at its upper end: of
    the ``outcome`` of the co-operative, or of the ``headline`` of the commune."""
    if not swings:
        return
    say, swings = called.names.say, swings[:MOST_SWINGS]
    first = swings[0]
    chart = Chart(
        id=f"swings-{of}",
        title=say(f"economics.chart.swings.{of}"),
        description=say(
            "economics.chart.swings.description",
            number=len(swings),
            base=called.money(expected.base),
            input=called.input(first.input),
            low=called.money(min(first.at_low.total, first.at_high.total)),
            high=called.money(max(first.at_low.total, first.at_high.total)),
        ),
    )
    bars = [
        Bar(
            name=_short(called.input(swing.input)),
            start=float(swing.at_low.total),
            end=float(swing.at_high.total),
            label=called.money(swing.width.quantize(ZLOTY)),
        )
        for swing in swings
    ]
    yield from bar_chart(chart, bars, float(expected.base))


def payers_chart(money: PublicMoney, called: Called) -> Iterator[str]:
    """A bar for each payer, from nought to what is expected in all the years."""
    say = called.names.say
    shown = [each for each in money.payers if each.total.base]
    if not shown:
        return
    chart = Chart(
        id="payers",
        title=say("economics.chart.payers.title"),
        description=say(
            "economics.chart.payers.description",
            amounts="; ".join(
                f"{say(f'economics.payer.{each.payer}')} {called.money(each.total.base)}"
                for each in shown
            ),
        ),
    )
    bars = [
        Bar(
            name=say(f"economics.payer.{each.payer}"),
            start=0.0,
            end=float(each.total.base),
            label=called.money(each.total.base.quantize(ZLOTY)),
        )
        for each in shown
    ]
    yield from bar_chart(chart, bars, 0.0)


def _short(words: str) -> str:
    """Words that fit beside a bar; the table has them whole."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
