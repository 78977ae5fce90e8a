"""The account of public money in words: what the commune gains, payer by payer."""

from collections.abc import Iterator

from socialfranchise.feasibility.ledger import line_ranges, whole
from socialfranchise.feasibility.public_money import EffectLine, PublicMoney
from socialfranchise.feasibility.terms import ZERO, Bounds
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.sections import Section, Table

BY_LAW = ("wages", "refund")
"""What the amounts of an effect are counted on when they follow from the law alone."""


def public_money_section(money: PublicMoney, called: Called) -> Section:
    """The headline, the payers and every effect."""
    say = called.names.say
    years = len(money.years)
    payers = Table(
        caption=say("economics.public.payers"),
        columns=(
            say("economics.column.payer"),
            say("economics.column.in_all"),
            *(say("economics.year", number=year + 1) for year in range(years)),
        ),
        rows=tuple(
            (
                say(f"economics.payer.{each.payer}"),
                called.ends(each.total),
                *(called.money(year.base) for year in each.years),
            )
            for each in money.payers
            if each.total != ZERO
        ),
        lead=2,
        id="payers",
        keys=("payer", "in_all", *(f"year_{year + 1}" for year in range(years))),
    )
    columns = ("effect", "payer", "gross", "net", "confidence", "basis", "doubt")
    effects = Table(
        caption=say("economics.public.effects"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(_effects(money, called)),
        lead=2,
        id="effects",
        keys=columns,
    )
    return Section(
        title=say("economics.public.heading"),
        paragraphs=(
            headline_words(money, called),
            say("economics.public.drawn_in", amount=called.ends(money.drawn_in)),
            say("economics.public.about"),
        ),
        tables=(payers, effects),
        id="public",
    )


def headline_words(money: PublicMoney, called: Called) -> str:
    """What returns to the commune's own budget, or why nobody can say."""
    say = called.names.say
    if money.headline is None:
        return say("economics.public.no_headline")
    words = say("economics.public.headline", amount=called.ends(money.headline))
    outcome = called.found.outcome
    if outcome is not None and outcome.low_point.base < 0:
        return f"{words} {say('economics.public.if_it_lives')}"
    return words


def _effects(money: PublicMoney, called: Called) -> Iterator[tuple[str, ...]]:
    """A row for every effect on a payer, all jobs and things of it together."""
    together: dict[tuple[str, str], list[EffectLine]] = {}
    for line in money.lines:
        together.setdefault((line.effect.id, line.payer), []).append(line)
    yield from (_effect(lines, called) for lines in together.values())


def _effect(lines: list[EffectLine], called: Called) -> tuple[str, ...]:
    names, effect, bounds = called.names, lines[0].effect, Bounds()
    nets = [line.net for line in lines if line.net is not None]
    gross = whole(whole(line_ranges(line.gross, bounds)) for line in lines)
    net = whole(whole(line_ranges(line, bounds)) for line in nets)
    by_group = effect.counts not in BY_LAW and not effect.amount
    return (
        names.text(effect.name),
        names.say(f"economics.payer.{lines[0].payer}"),
        called.ends(gross),
        called.ends(net) if len(nets) == len(lines) else names.say("economics.public.no_net"),
        names.say("economics.by_group" if by_group else f"evidence.confidence.{effect.confidence}"),
        names.citations(effect.basis),
        "" if effect.doubt is None else names.text(effect.doubt),
    )
