"""The outcome of a co-operative in words: year by year, its first months, when the tide turns."""

from collections.abc import Iterator

from socialfranchise.feasibility.ledger import Kind, added, by_year, cash_ranges, line_ranges
from socialfranchise.feasibility.outcome import Outcome
from socialfranchise.feasibility.terms import Bounds
from socialfranchise.presentation.economics.economics_data import FIRST_YEAR
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.sections import Section, Table

KINDS: tuple[Kind, ...] = (
    "sales",
    "support",
    "refund",
    "wages",
    "contributions",
    "costs",
    "purchases",
)


def outcome_section(outcome: Outcome, called: Called) -> Section:
    """What the lines come to."""
    return Section(
        title=called.names.say("economics.outcome.heading"),
        paragraphs=tuple(outcome_words(outcome, called)),
        tables=(_years(outcome, called), _months(outcome, called)),
        id="outcome",
    )


def outcome_words(outcome: Outcome, called: Called) -> Iterator[str]:
    """The outcome in a few sentences."""
    say = called.names.say
    yield say("economics.outcome.total", amount=called.ends(outcome.total))
    month = outcome.low_month
    day = called.found.days[month - 1]
    amount = called.ends(outcome.low_point)
    yield say("economics.outcome.low_point", amount=amount, month=month, day=day.isoformat()[:7])
    if outcome.low_point.base < 0:
        yield say("economics.outcome.short", amount=called.money(-outcome.low_point.base))
    for key, turn in (("covers", outcome.covers), ("breaks_even", outcome.breaks_even)):
        if turn.base is None:
            yield say(f"economics.outcome.{key}.never")
        else:
            yield say(f"economics.outcome.{key}.from", month=turn.base)


def _years(outcome: Outcome, called: Called) -> Table:
    say, lines = called.names.say, called.found.lines
    bounds = Bounds()
    months = len(outcome.result)
    kinds = {
        kind: by_year(added((line_ranges(li, bounds) for li in lines if li.kind == kind), months))
        for kind in KINDS
    }
    return Table(
        caption=say("economics.outcome.years"),
        columns=(
            say("economics.column.year"),
            *(say(f"economics.kind.{kind}") for kind in KINDS),
            say("economics.column.result"),
        ),
        rows=tuple(
            (
                say("economics.year", number=year + 1),
                *(called.money(kinds[kind][year].base) for kind in KINDS),
                called.ends(outcome.years[year]),
            )
            for year in range(len(outcome.years))
        ),
        id="years",
        keys=("year", *KINDS, "result"),
    )


def _months(outcome: Outcome, called: Called) -> Table:
    say, bounds = called.names.say, Bounds()
    lines, months = called.found.lines, len(outcome.result)
    came = added((cash_ranges(li, bounds) for li in lines if li.sign == 1), months)
    went = added((cash_ranges(li, bounds) for li in lines if li.sign == -1), months)
    columns = ("month", "came", "went", "cash")
    return Table(
        caption=say("economics.outcome.months"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(
            (
                say("economics.month", number=n + 1, day=called.found.days[n].isoformat()[:7]),
                called.money(came[n].base),
                called.money(went[n].base),
                called.ends(outcome.cash[n]),
            )
            for n in range(FIRST_YEAR)
        ),
        id="months",
        keys=columns,
    )
