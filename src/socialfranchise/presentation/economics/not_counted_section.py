"""What economics leaves out, as the catalogue says it."""

from collections.abc import Iterator

from socialfranchise.catalogue.effects import NotCounted
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import unit_text


def not_counted_section(called: Called) -> Section:
    """A row for everything that is left out, with the figures of the law that tell more."""
    say = called.names.say
    columns = ("left_out", "concerns", "figures", "grounds")
    rows = tuple(_row(each, called) for each in called.found.not_counted)
    table = Table(
        caption=say("economics.not_counted.table"),
        columns=tuple(say(f"economics.column.{key}") for key in columns),
        rows=rows,
        id="not-counted",
        keys=columns,
    )
    return Section(
        title=say("economics.not_counted.heading"),
        paragraphs=() if rows else (say("economics.not_counted.none"),),
        tables=(table,) if rows else (),
        id="not_counted",
    )


def _row(left_out: NotCounted, called: Called) -> tuple[str, ...]:
    names = called.names
    sources = (names.source(source) for source in left_out.sources)
    grounds = (names.citations(left_out.basis), *sources)
    return (
        names.text(left_out.what),
        names.say(f"economics.not_counted.{left_out.concerns}"),
        "; ".join(_figures(left_out, called)),
        "; ".join(part for part in grounds if part),
    )


def _figures(left_out: NotCounted, called: Called) -> Iterator[str]:
    """The figures as they stand on the day of registration."""
    names = called.names
    for id in left_out.law:
        parameter = names.catalogue.parameter(id)
        dated = parameter.value(called.found.proposal.registration)
        if dated is None:
            yield names.say("reading.law_unknown", parameter=names.parameter(id))
        else:
            value = unit_text(dated.value, parameter.unit, names.language)
            known = names.say(f"evidence.confidence.{dated.confidence}")
            grounds = "; ".join(dict.fromkeys((names.basis(dated), known)))
            yield names.say(
                "economics.not_counted.figure",
                parameter=f"{names.parameter(id)} [{id}]",
                value=value,
                since=dated.since.isoformat(),
                grounds=grounds,
            )
