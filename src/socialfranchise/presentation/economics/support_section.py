"""Where the support that economics counts on comes from, and what to look out for."""

from collections.abc import Iterator
from decimal import Decimal

from socialfranchise.feasibility.ledger import Line, line_ranges, whole
from socialfranchise.feasibility.payroll import Raised
from socialfranchise.feasibility.terms import ZERO, Bounds
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text, money_text

GIVEN = ("support", "refund")


def support_section(called: Called) -> Section:
    """Every source that is counted on: for whom, how much, when, and who says so."""
    say, bounds = called.names.say, Bounds()
    lines = [line for line in called.found.lines if line.kind in GIVEN]
    rows = [row for row in (_row(line, called, bounds) for line in lines) if row is not None]
    columns = ("source", "what_for", "total", "months", "payer", "said_by")
    table = Table(
        caption=say("economics.support.table"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(rows),
        lead=3,
        id="sources",
        keys=columns,
    )
    return Section(
        title=say("economics.support.heading"),
        paragraphs=tuple(support_words(called)),
        tables=(table,) if rows else (),
        id="support",
    )


def support_words(called: Called) -> Iterator[str]:
    """Who says what support there is, and what it does to the outcome."""
    say, found, bounds = called.names.say, called.found, Bounds()
    given = [line for line in found.lines if line.kind in GIVEN]
    sum_ = whole(whole(line_ranges(line, bounds)) for line in given)
    counted_on = found.proposal.support
    if found.funding is not None:
        yield say("economics.support.plan", amount=called.ends(sum_))
        if found.funding.room.unknown is not None:
            yield say(f"economics.support.room.{found.funding.room.unknown}")
        if counted_on:
            funding, names = called.names.catalogue.funding, called.names
            sources = dict.fromkeys(names.text(funding[each.source].name) for each in counted_on)
            yield say("economics.support.left_out", sources="; ".join(sources))
    elif counted_on is None:
        yield say("economics.support.unsaid", amount=called.ends(sum_))
    elif found.refund_excluded_by:
        funding, names = called.names.catalogue.funding, called.names
        excluders = "; ".join(names.text(funding[id].name) for id in found.refund_excluded_by)
        yield say("economics.support.no_refund", amount=called.ends(sum_), sources=excluders)
    else:
        yield say("economics.support.proposal", amount=called.ends(sum_))
    doubt = found.payroll.refund.doubt
    if doubt is not None and any(line.kind == "refund" for line in given):
        yield called.names.text(doubt)
    if found.outcome is not None and sum_ != ZERO:
        without = found.outcome.total.base - sum_.base
        yield say("economics.support.without", amount=called.money(without))


def _row(line: Line, called: Called, bounds: Bounds) -> tuple[str, ...] | None:
    say = called.names.say
    paid = [month for month, amount in enumerate(line.amounts, start=1) if amount is not None]
    if not paid:
        return None
    said_by = "law" if line.kind == "refund" else "group"
    if called.found.funding is not None:
        said_by = "plan"
    months = str(paid[0]) if paid[0] == paid[-1] else f"{paid[0]}–{paid[-1]}"
    return (
        called.line(line),
        called.beneficiary(line),
        called.ends(whole(line_ranges(line, bounds))),
        months,
        say(f"economics.payer.{line.payer or 'others'}"),
        say(f"economics.support.said_by.{said_by}"),
    )


def warnings_section(called: Called) -> Section | None:
    """Wages below the law and sources that exclude each other; ``None`` when there are none."""
    words = tuple(warning_words(called))
    if not words:
        return None
    title = called.names.say("economics.warnings.heading")
    return Section(title=title, paragraphs=words, id="warnings")


def warning_words(called: Called) -> Iterator[str]:
    """A sentence for each wage below the law, and for each pair of sources that exclude each
    other and are both counted."""
    found, names = called.found, called.names
    for raised in found.raised:
        yield raised_words(raised, called)
    for pair in found.excluding:
        one, other = (names.text(names.catalogue.funding[source].name) for source in pair)
        yield names.say("economics.warnings.excluding", one=one, other=other)


def raised_words(raised: Raised, called: Called) -> str:
    """A wage that is below what the law demands, with the figure of the law."""
    names, figure = called.names, raised.figure

    def pln(amount: Decimal) -> str:
        return money_text(amount, names.language)

    return names.say(
        "economics.warnings.raised",
        post=raised.job.post,
        month=raised.month,
        wage=pln(raised.wage),
        least=pln(raised.least),
        law=names.parameter(figure.parameter),
        value=pln(figure.dated.value),
        since=day_text(figure.since, names.language),
        basis=names.basis(figure.dated),
    )
