"""Tables of offices in ``batch``: places by a mapping, their names beside results, a summary."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.compute as pc

from socialfranchise.batch.columns import facts_batch
from socialfranchise.batch.summary import ModelSummary, Summary
from socialfranchise.batch.tables import ROWS, Part
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli.tables import read_tables
from socialfranchise.core.findings import Finding
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Diagnosis, Locality
from socialfranchise.matching.ranking import Verdict
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.sources.candidates import MappedTable, Unit
from socialfranchise.sources.choosing import facts_of
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import number_text

SHOWN = 3
"""Regions and rules told for each model."""
PLACE_COLUMNS = ("name", "county", "voivodeship")
"""What stands beside the results of a table of places."""


def read_places(
    table: Path, mapping: str, catalogue: Catalogue, on: date, say: Messages
) -> MappedTable:
    """The places of one table."""
    (found,) = read_tables([table], [mapping], catalogue, on, say)
    return found


def parts_of(table: MappedTable, catalogue: Catalogue, on: date) -> Iterator[Part]:
    """The facts of all places, some at a time; a cell that cannot be read leaves a fact unknown."""
    findings: list[Finding] = [*table.findings]
    for start in range(0, max(1, len(table.units)), ROWS):  # also of a table without places
        places = []
        for unit in table.units[start : start + ROWS]:
            place, unworked = _place(unit, catalogue, on)
            places.append(place)
            findings += unworked
        yield Part(facts_batch(places, catalogue), tuple(findings))
        findings = []


def _place(unit: Unit, catalogue: Catalogue, on: date) -> tuple[Diagnosis, list[Finding]]:
    facts, unworked = facts_of(unit.candidates, catalogue, "pl")
    place = Diagnosis(
        id=unit.code or unit.key,
        title=Text(unit.name, unit.name),
        locality=Locality(name=unit.name),
        day=on,
        facts=facts,
    )
    return place, unworked


def schema_with_places(schema: pa.Schema) -> pa.Schema:
    """The columns of results with the names of the places behind."""
    more = (pa.field(name, pa.string()) for name in PLACE_COLUMNS)
    return pa.schema([*schema, *more], metadata=schema.metadata)


def with_places(
    results: pa.RecordBatch, table: MappedTable, schema: pa.Schema, kept: pa.Schema
) -> pa.RecordBatch:
    """Results with the names of their places; of the columns of results those in ``kept``."""
    units = {unit.code or unit.key: unit for unit in table.units}
    places = [units[id] for id in results.column("diagnosis").to_pylist()]
    columns = [results.column(name) for name in kept.names]
    columns += [
        pa.array([getattr(place, name) for place in places], pa.string()) for name in PLACE_COLUMNS
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def shortened(results: pa.RecordBatch, top: int | None, kept: pa.Schema) -> pa.RecordBatch:
    """Of results with reasons the ``top`` models of every place and the columns that are kept."""
    if top is not None:
        results = results.filter(pc.less_equal(results.column("rank"), top))
    return results.select(kept.names)


def regions_of(table: MappedTable) -> Mapping[str, str]:
    """The voivodeship, else the county, of every place of which the table tells it."""
    told = ((unit.code or unit.key, unit.voivodeship or unit.county) for unit in table.units)
    return {id: region for id, region in told if region}


def show_summary(summary: Summary, catalogue: Catalogue, say: Messages) -> None:
    """Where each model fits and what is in the way, on standard output."""
    names = Names(catalogue, say.language)
    for model in summary.in_order():
        for line in _model(model, names):
            click.echo(line)
        click.echo()


def _model(model: ModelSummary, names: Names) -> Iterator[str]:
    say = names.say
    yield from headed(names.text(names.catalogue[model.template].name))
    counts = ", ".join(
        say("reach.count", verdict=say(f"verdict.{verdict.value}"), number=_number(count, names))
        for verdict in Verdict
        if (count := model.verdicts[verdict.value])
    )
    first = say("cli.batch.first", places=say.counted("count.places", model.first))
    yield from paragraph(f"{counts}; {first}")
    regions = model.regions.most_common(SHOWN)
    if regions:
        told = ", ".join(f"{region} {_number(count, names)}" for region, count in regions)
        yield from paragraph(say("cli.batch.regions", regions=told), "  ")
    for key in ("blocked_by", "left_open_by"):
        for rule, count in getattr(model, key).most_common(SHOWN):
            text = _rule(model.template, rule, names)
            places = say.counted("count.places", count)
            yield from paragraph(say(f"cli.batch.{key}", rule=text, places=places), "  - ")


def _rule(template: str, rule: str, names: Names) -> str:
    kind, _, id = rule.partition("/")
    model = names.catalogue[template]
    if kind == "founding":
        forms = names.catalogue.vocabularies.legal_forms
        told = [names.text(forms[form].statement) for form in model.founders.legal_forms]
        return names.say("reach.rule.founding", text=" / ".join(told))
    rules = {
        **{("requirement", each.id): each.statement for each in model.requirements},
        **{("contraindication", each.id): each.statement for each in model.contraindications},
    }
    return names.say(f"reach.rule.{kind}", text=names.text(rules[kind, id]))


def _number(number: int, names: Names) -> str:
    return number_text(number, names.language)
