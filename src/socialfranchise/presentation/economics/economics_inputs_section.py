"""Where the numbers of economics come from: what was given, and the figures of the law."""

from socialfranchise.feasibility.terms import Given, LawFigure
from socialfranchise.presentation.economics.economics_data import input_id, inputs_of
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.law_used import parameter_name
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text, unit_text


def inputs_section(called: Called, *, exact: bool = True) -> Section:
    """Every number with its file and line, or its parameter, day and source."""
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
