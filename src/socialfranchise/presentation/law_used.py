"""The figures a result rests on: each parameter of the law with its day, basis and sources."""

from collections.abc import Iterator

from socialfranchise.core.dated import DatedValue, Figure
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text, number_text, unit_text

COLUMNS = ("parameter", "value", "since", "confidence", "basis", "sources", "doubt")


def law_section(found: Feasibility, names: Names, *, exact: bool = True) -> Section:
    """Every figure of the law that was read, once for each day from which it holds.

    ``exact`` adds the id of the parameter to its name.
    """
    say = names.say
    read = (*figures_read(found), *_counted_with(found, names))
    rows = {(id, dated.since): _row(id, dated, names, exact) for id, dated in read}
    return Section(
        title=say("feasibility.law.heading"),
        paragraphs=(say("law_values.about"), say("feasibility.law.how")),
        tables=(
            Table(
                caption=say("feasibility.law.table"),
                columns=tuple(say(f"feasibility.column.{key}") for key in COLUMNS),
                rows=tuple(row for _, row in sorted(rows.items())),
                shown="page",
                id="law",
                keys=COLUMNS,
            ),
            Table(
                caption=say("feasibility.law.table"),
                columns=tuple(say(f"feasibility.column.{key}") for key in ("parameter", "value")),
                rows=tuple(_short(row) for _, row in sorted(rows.items())),
                lead=2,
                shown="text",
            ),
        ),
        id="law",
    )


def figures_read(found: Feasibility) -> Iterator[tuple[str, DatedValue]]:
    """Every value of the law behind a verdict, a deadline or a step, with its parameter."""
    for check in found.founders:
        for verdict in check.verdicts:
            for reading in verdict.outcome.readings:
                for limit in (reading.lower, reading.upper):
                    if limit is not None and limit.dated is not None and limit.parameter:
                        yield limit.parameter, limit.dated
    for deadline in found.calendar:
        if deadline.limit is not None and deadline.duty.deadline is not None:
            yield deadline.duty.deadline, deadline.limit
    for planned in found.partners.steps:
        if planned.limit is not None and planned.step.deadline is not None:
            yield planned.step.deadline, planned.limit


def _counted_with(found: Feasibility, names: Names) -> Iterator[tuple[str, DatedValue]]:
    """The figures that decide who is counted, of the facts that verdicts read."""
    for check in found.founders:
        asked = {r.fact.id for verdict in check.verdicts for r in verdict.outcome.readings}
        for fact in names.catalogue.vocabularies.proposal_facts:
            count = fact.count
            if fact.id not in asked or count is None or found.proposal is None:
                continue
            for id in (count.time_at_least, count.started_within):
                dated = None if id is None else names.catalogue.parameter(id).value(check.on)
                if id is not None and dated is not None:
                    yield id, dated


def figure_text(figure: Figure, names: Names) -> str:
    """A range with its unit, year, confidence and sources."""
    high = unit_text(figure.high, figure.unit, names.language)
    if figure.low != figure.high:
        low = number_text(figure.low, names.language)
        high = names.say("range", low=low, high=high)
    known = names.say(f"evidence.confidence.{figure.confidence}")
    sources = "; ".join(
        names.text(names.catalogue.vocabularies.sources[id].name) for id in figure.sources
    )
    parts = (names.say("figure", range=high, year=figure.year), known, sources)
    return "; ".join(part for part in parts if part)


def parameter_name(id: str, names: Names, *, exact: bool = True) -> str:
    """What a parameter is called, if ``exact`` with its id."""
    name = names.parameter(id)
    return f"{name} [{id}]" if exact else name


def _row(id: str, dated: DatedValue, names: Names, exact: bool) -> tuple[str, ...]:
    parameter, sources = names.catalogue.parameter(id), names.catalogue.vocabularies.sources
    return (
        parameter_name(id, names, exact=exact),
        unit_text(dated.value, parameter.unit, names.language),
        day_text(dated.since, names.language),
        names.say(f"evidence.confidence.{dated.confidence}"),
        names.citations(dated.basis),
        "; ".join(names.text(sources[source].name) for source in dated.sources),
        "" if dated.doubt is None else names.text(dated.doubt),
    )


def _short(row: tuple[str, ...]) -> tuple[str, ...]:
    """The value, its day, how well it is known and where from, on one line."""
    name, value, since, confidence, _, sources, _ = row
    return name, "; ".join(part for part in (value, since, confidence, sources) if part)
