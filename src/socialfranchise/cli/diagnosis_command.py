"""``diagnosis``: a diagnosis made of tables that a place already has."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from socialfranchise.authoring.diagnosis_file import diagnosis_text, with_facts
from socialfranchise.authoring.places import schema_beside
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.outputs import replace_file
from socialfranchise.cli.tables import read_tables, tell_findings
from socialfranchise.core.findings import Finding, Severity
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Locality, Terms
from socialfranchise.diagnosis.merging import Merged, merged
from socialfranchise.formats.files import read_text
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.package.apply import write_folder
from socialfranchise.package.typography import slug
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.values import value_text
from socialfranchise.sources.candidates import MappedTable, Unit
from socialfranchise.sources.choosing import facts_of
from socialfranchise.sources.finding_places import units_of
from socialfranchise.wording.messages import Messages, messages


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "diagnosis",
        help=say("cli.commands.diagnosis"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )
    group.add_command(_import(say))
    return group


def _import(say: Messages) -> click.Command:
    @click.command("import", help=say("cli.commands.diagnosis_import"))
    @click.argument(
        "tables",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=say("cli.words.tables"),
    )
    @click.option(
        "--place",
        required=True,
        metavar=say("cli.words.place"),
        help=say("cli.options.place_of_tables"),
    )
    @click.option(
        "--mapping",
        "mappings",
        multiple=True,
        metavar=say("cli.words.mapping"),
        help=say("cli.options.mapping"),
    )
    @click.option(
        "--out",
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.imported_out"),
    )
    @click.option(
        "--into",
        type=options.NamedPath(say),
        metavar=say("cli.words.diagnosis"),
        help=say("cli.options.imported_into"),
    )
    @options.on_day(say)
    @options.catalogue(say)
    @options.language(say)
    def command(
        tables: tuple[Path, ...],
        place: str,
        mappings: tuple[str, ...],
        out: Path | None,
        into: Path | None,
        on: date | None,
        catalogue_path: Path | None,
    ) -> int:
        if out is not None and into is not None:
            raise click.UsageError(say("cli.tables.out_or_into"))
        catalogue = load_catalogue(catalogue_path)
        day = on or date.today()
        read = read_tables(tables, mappings, catalogue, day, say)
        units = units_of(place, read)
        candidates = (candidate for unit in units for candidate in unit.candidates)
        facts, unworked = facts_of(candidates, catalogue, say.language)
        findings = [*_about(read, units), *unworked]
        tell_findings(findings, [str(path) for path in tables], say)
        found = merged(_start(units, out, into, day, catalogue), facts)
        _write(found, out, into, catalogue, say)
        _tell(found, catalogue, say, listed=out is not None or into is not None)
        return FINDINGS if any(each.severity >= Severity.ERROR for each in findings) else 0

    return command


def _about(tables: Iterable[MappedTable], units: Iterable[Unit]) -> list[Finding]:
    return [finding for table in tables for finding in table.about(units)]


def _start(
    units: tuple[Unit, ...], out: Path | None, into: Path | None, day: date, catalogue: Catalogue
) -> Diagnosis:
    """The diagnosis that was there, else one of which only the place is known."""
    if into is not None:
        return load_diagnosis(into, catalogue=catalogue)
    best = max(units, key=lambda unit: (unit.code is not None, unit.voivodeship is not None))
    id = slug(out.stem) if out is not None else f"{slug(best.name)}-{day.year}"
    return Diagnosis(
        id=id,
        title=Text(
            messages("pl")("interview.title", place=best.name),
            messages("en")("interview.title", place=best.name),
        ),
        locality=Locality(
            name=best.name,
            teryt=best.code,
            county=best.county,
            voivodeship=best.voivodeship,
        ),
        day=day,
        facts={},
    )


def _write(
    found: Merged, out: Path | None, into: Path | None, catalogue: Catalogue, say: Messages
) -> None:
    target = out or into
    text = None
    if into is not None:
        text = with_facts(read_text(into, str(into)), found.diagnosis, found.taken)
    if text is None:
        schema = schema_beside("diagnosis", target)
        text = diagnosis_text(found.diagnosis, catalogue, say.language, schema)
    if target is None:
        click.echo(text, nl=False)
    elif into is not None:
        if found.taken:
            replace_file(into, text)
    else:
        write_folder({target.name: text.encode()}, target.parent)


def _tell(found: Merged, catalogue: Catalogue, say: Messages, *, listed: bool) -> None:
    """What was taken, and what stays although the tables say something else."""
    names = Names(catalogue, say.language)
    click.echo(
        say("cli.tables.taken", facts=say.counted("count.facts", len(found.taken))), err=True
    )
    for id in found.taken if listed else ():
        click.echo(f"  {_words(found.diagnosis.facts[id], names)}", err=True)
    if found.same:
        facts = say.counted("count.facts", len(found.same))
        click.echo(say("cli.tables.same", facts=facts), err=True)
    for old, new in found.kept:
        words = say("cli.tables.kept", fact=_words(old, names), other=_value(new, names))
        click.echo(f"  {words}", err=True)


def _words(fact: Fact, names: Names) -> str:
    origin = next(iter(fact.origins), None)
    words = f"{names.fact(fact.id)}: {_value(fact, names)}"
    if origin is None:
        return words
    year = "" if origin.year is None else f", {origin.year}"
    return f"{words} ({origin.source}{year})"


def _value(fact: Fact, names: Names) -> str:
    value, say = fact.value, names.say
    if isinstance(value, Terms):
        parts = [("present", value.present), ("absent", value.absent)]
        told = [
            say(f"reading.{key}", terms=names.terms(fact.id, sorted(ids)))
            for key, ids in parts
            if ids
        ]
        return "; ".join(told)
    return say("answer.unknown") if value is None else value_text(value, fact.id, names)
