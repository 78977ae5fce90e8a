"""The economics of a proposal in words: the outcome, what it hangs on, and public money."""

from collections.abc import Iterable, Iterator

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.ledger import (
    Kind,
    added,
    by_year,
    cash_ranges,
    line_ranges,
    whole,
)
from socialfranchise.feasibility.outcome import Outcome
from socialfranchise.feasibility.public_money import EffectLine, PublicMoney
from socialfranchise.feasibility.spread import PERCENTS
from socialfranchise.feasibility.terms import ZERO, Bounds, Given, LawFigure
from socialfranchise.presentation.economics_charts import cash_chart, payers_chart, swings_chart
from socialfranchise.presentation.economics_data import FIRST_YEAR, input_id, inputs_of
from socialfranchise.presentation.economics_names import Called
from socialfranchise.presentation.html_page import html_page
from socialfranchise.presentation.law_used import parameter_name
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table, sections_html, sections_text
from socialfranchise.wording.numbers import day_text, number_text, percent_text, unit_text

KINDS: tuple[Kind, ...] = (
    "sales",
    "support",
    "refund",
    "wages",
    "contributions",
    "costs",
    "purchases",
)
BY_LAW = ("wages", "refund")
"""What the amounts of an effect are counted on when they follow from the law alone."""
_STYLE = "\nsvg { max-width: 100%; height: auto; } figure { margin: 1rem 0; }\n"


def economics_text(found: Economics, catalogue: Catalogue, language: Language) -> str:
    """The answer as plain text."""
    called = Called(found, Names(catalogue, language))
    return sections_text(_title(called), _about(called), economics_sections(called))


def economics_html(found: Economics, catalogue: Catalogue, language: Language) -> str:
    """The answer as one printable page, with charts; the tables hold the same numbers."""
    called = Called(found, Names(catalogue, language))
    body = [*sections_html(_about(called), ())]
    for section in economics_sections(called):
        body += [*sections_html((), [section]), *_charts(section, called)]
    return "\n".join(html_page(_title(called), body, language, _STYLE)) + "\n"


def _title(called: Called) -> str:
    return called.names.say("economics.heading", title=called.found.proposal.title)


def _about(called: Called) -> Iterator[str]:
    say, found = called.names.say, called.found
    yield say(
        "economics.state",
        place=found.diagnosis.locality.name,
        model=called.names.text(found.template.name),
        day=day_text(found.proposal.registration, called.names.language),
        version=found.catalogue_version,
    )
    yield say("economics.reckoned")
    yield say("economics.ends_mean")
    yield say("cli.not_advice")


def economics_sections(called: Called, *, exact: bool = True) -> Iterator[Section]:
    """The outcome, what it hangs on, public money, what is missing, where numbers come from.

    ``exact`` adds the ids of the parameters of the law to their names.
    """
    outcome = called.found.outcome
    say = called.names.say
    if outcome is None:
        yield Section(
            title=say("economics.outcome.heading"),
            paragraphs=(say("economics.outcome.none"),),
            id="outcome",
        )
    else:
        yield _outcome(outcome, called)
        yield _uncertain(outcome, called)
    yield _public_money(called.found.public_money, called)
    yield _missing(called)
    yield _inputs(called, exact)


def _charts(section: Section, called: Called) -> Iterator[str]:
    say, outcome = called.names.say, called.found.outcome
    charts: dict[str, Iterable[str]] = {
        say("economics.public.heading"): payers_chart(called.found.public_money, called)
    }
    if outcome is not None:
        charts[say("economics.outcome.heading")] = cash_chart(outcome, called)
        if outcome.swings:
            charts[say("economics.uncertain.heading")] = swings_chart(outcome, called)
    lines = list(charts.get(section.title, ()))
    if lines:
        yield from ("<figure>", *lines, "</figure>")


def _outcome(outcome: Outcome, called: Called) -> Section:
    return Section(
        title=called.names.say("economics.outcome.heading"),
        paragraphs=tuple(_outcome_words(outcome, called)),
        tables=(_years(outcome, called), _months(outcome, called)),
        id="outcome",
    )


def _outcome_words(outcome: Outcome, called: Called) -> Iterator[str]:
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


def _uncertain(outcome: Outcome, called: Called) -> Section:
    say, language, spread = called.names.say, called.names.language, outcome.spread
    columns = ("input", "said", "total_at_low", "total_at_high", "cash_at_low", "cash_at_high")
    paragraphs = [say("economics.uncertain.none")]
    if spread.inputs:
        paragraphs = [
            say(
                "economics.uncertain.drawn",
                draws=number_text(spread.draws, language),
                seed=spread.seed,
            ),
            say(
                "economics.uncertain.shares",
                positive=percent_text(spread.positive, language),
                short=percent_text(spread.short, language),
            ),
        ]
    swings = Table(
        caption=say("economics.uncertain.swings"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=tuple(
            (
                called.input(swing.input),
                called.value(swing.input),
                *(called.money(point.total) for point in (swing.at_low, swing.at_high)),
                *(called.money(point.low_point) for point in (swing.at_low, swing.at_high)),
            )
            for swing in outcome.swings
        ),
        lead=2,
        id="swings",
        keys=columns,
    )
    of_ranks = ("percent", "result", "low_point")
    ranks = Table(
        caption=say("economics.uncertain.percents"),
        columns=tuple(say(f"economics.column.{key}") for key in of_ranks),
        rows=tuple(
            (
                say("economics.uncertain.percent", number=percent),
                called.money(spread.total[n]),
                called.money(spread.low_point[n]),
            )
            for n, percent in enumerate(PERCENTS)
        ),
        id="ranks",
        keys=of_ranks,
    )
    tables = (*((swings,) if outcome.swings else ()), *((ranks,) if spread.inputs else ()))
    title = say("economics.uncertain.heading")
    return Section(title=title, paragraphs=tuple(paragraphs), tables=tables, id="uncertain")


def _public_money(money: PublicMoney, called: Called) -> Section:
    say = called.names.say
    if money.headline is None:
        head = say("economics.public.no_headline")
    else:
        head = say("economics.public.headline", amount=called.ends(money.headline))
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
            head,
            say("economics.public.drawn_in", amount=called.ends(money.drawn_in)),
            say("economics.public.about"),
        ),
        tables=(payers, effects),
        id="public",
    )


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


def _missing(called: Called) -> Section:
    say = called.names.say
    columns = ("lacking", "blocks", "usual")
    rows = []
    for each in called.found.missing:
        usual = ""
        if each.usual is not None:
            low, high = (
                number_text(end, called.names.language) for end in (each.usual.low, each.usual.high)
            )
            unit = unit_text(each.usual.high, each.usual.unit, called.names.language)
            usual = say("economics.usual", low=low, high=high, unit=unit)
        rows.append((called.gap(each), say(f"economics.blocks.{each.blocks}"), usual))
    return Section(
        title=say("economics.missing.heading"),
        paragraphs=() if rows else (say("economics.missing.none"),),
        tables=(
            Table(
                caption=say("economics.missing.table"),
                columns=tuple(say(f"economics.column.{key}") for key in columns),
                rows=tuple(rows),
                lead=2,
                id="missing",
                keys=columns,
            ),
        )
        if rows
        else (),
        id="missing",
    )


def _inputs(called: Called, exact: bool) -> Section:
    names, say = called.names, called.names.say
    lines = [*called.found.lines]
    for effect in called.found.public_money.lines:
        lines += [line for line in (effect.gross, effect.net) if line is not None]
    seen = {input_id(leaf): leaf for line in lines for leaf in inputs_of(line)}
    given = [leaf for _, leaf in sorted(seen.items()) if isinstance(leaf, Given)]
    law = [leaf for _, leaf in sorted(seen.items()) if isinstance(leaf, LawFigure)]
    of_said = ("input", "said", "place")
    said = Table(
        caption=say("economics.inputs.said"),
        columns=tuple(say(f"economics.column.{key}") for key in of_said),
        rows=tuple((called.input(leaf), called.value(leaf), _place(leaf)) for leaf in given),
        lead=3,
        id="said",
        keys=of_said,
    )
    columns = ("parameter", "value", "since", "confidence", "basis", "sources")
    figures = Table(
        caption=say("economics.inputs.law"),
        columns=tuple(say(f"feasibility.column.{key}") for key in columns),
        rows=tuple(
            (
                parameter_name(leaf.parameter, names, exact=exact),
                unit_text(leaf.dated.value, leaf.unit, names.language),
                day_text(leaf.since, names.language),
                say(f"evidence.confidence.{leaf.dated.confidence}"),
                names.citations(leaf.dated.basis),
                "; ".join(names.source(source) for source in leaf.dated.sources),
            )
            for leaf in law
        ),
        lead=3,
        id="law",
        keys=columns,
    )
    return Section(
        title=say("economics.inputs.heading"),
        paragraphs=(say("economics.inputs.about"),),
        tables=(said, figures),
        id="inputs",
    )


def _place(leaf: Given) -> str:
    return "" if leaf.place is None else f"{leaf.place.file}:{leaf.place.line}"
