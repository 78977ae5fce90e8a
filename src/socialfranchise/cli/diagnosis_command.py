"""``diagnosis``: a diagnosis made of tables that a place already has."""

from datetime import date
from pathlib import Path

import attrs
import click

from socialfranchise.authoring.diagnosis_file import diagnosis_text, with_facts
from socialfranchise.authoring.places import schema_beside
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.outputs import replace_file
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.cli.tables import read_tables, tell_findings
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.diagnosis.facts import Diagnosis, Fact, Terms
from socialfranchise.diagnosis.merging import Merged, merged
from socialfranchise.formats.files import read_bytes, read_text
from socialfranchise.formats.loading import load_catalogue, load_diagnosis
from socialfranchise.package.apply import write_folder
from socialfranchise.package.typography import slug
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.values import value_text
from socialfranchise.sources.excel import Worksheet, read_workbook
from socialfranchise.sources.form_reading import is_form, read_form
from socialfranchise.sources.form_writing import form_bytes
from socialfranchise.sources.local_diagnosis import diagnosis_from_tables
from socialfranchise.wording.messages import Messages

WORKBOOK = ".xlsx"


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "diagnosis",
        help=say("cli.commands.diagnosis"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )
    group.add_command(_import(say))
    group.add_command(_form(say))
    return group


def _form(say: Messages) -> click.Command:
    @click.command("form", help=say("cli.commands.diagnosis_form"))
    @click.argument(
        "diagnosis",
        required=False,
        type=click.Path(path_type=Path),
        metavar=f"[{say('cli.words.diagnosis')}]",
    )
    @click.option(
        "--out",
        required=True,
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.form_out"),
    )
    @options.catalogue(say)
    @options.language(say)
    def command(diagnosis: Path | None, out: Path, catalogue_path: Path | None) -> int:
        if out.suffix.lower() != WORKBOOK:
            raise click.UsageError(say("cli.tables.form_ending", file=str(out)))
        catalogue = load_catalogue(catalogue_path)
        filled = None if diagnosis is None else read_diagnosis(diagnosis, catalogue)
        content = form_bytes(catalogue, say.language, filled)
        write_folder({out.name: content}, out.parent)
        click.echo(say("cli.tables.form_written", file=str(out)))
        return 0

    return command


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
        place: str | None,
        mappings: tuple[str, ...],
        out: Path | None,
        into: Path | None,
        on: date | None,
        catalogue_path: Path | None,
    ) -> int:
        if out is not None and into is not None:
            raise click.UsageError(say("cli.tables.out_or_into"))
        form = _form_in(tables, say)
        if form is None and place is None:
            raise click.UsageError(say("cli.tables.which_place"))
        catalogue = load_catalogue(catalogue_path)
        day = on or date.today()
        if form is not None:
            given, findings = read_form(form, tables[0].name, catalogue, day)
        else:
            given, findings = _from_tables(tables, place or "", mappings, catalogue, day, say)
        if given is None:
            raise InvalidDocument(Report(tuple(findings), (str(tables[0]),)))
        tell_findings(findings, [str(path) for path in tables], say)
        found = _found(given, form is not None, out, into, catalogue, say)
        _write(found, out, into, catalogue, say)
        _tell(found, catalogue, say, listed=out is not None or into is not None)
        _compare(given, form is not None, say)
        return FINDINGS if any(each.severity >= Severity.ERROR for each in findings) else 0

    return command


def _form_in(tables: tuple[Path, ...], say: Messages) -> tuple[Worksheet, ...] | None:
    """The sheets of the diagnosis form, when the one file is one."""
    if tables[0].suffix.lower() != WORKBOOK:
        return None
    sheets = read_workbook(read_bytes(tables[0], str(tables[0])), str(tables[0]))
    if not is_form(sheets):
        return None
    if len(tables) > 1:
        raise click.UsageError(say("cli.tables.form_alone", file=str(tables[0])))
    return sheets


def _from_tables(
    tables: tuple[Path, ...],
    place: str,
    mappings: tuple[str, ...],
    catalogue: Catalogue,
    day: date,
    say: Messages,
) -> tuple[Diagnosis, list[Finding]]:
    """What the tables say of one place, and what is wrong in their rows about it."""
    read = read_tables(tables, mappings, catalogue, day, say)
    told, findings = diagnosis_from_tables(place, read, catalogue, on=day, language=say.language)
    return told, list(findings)


def _found(
    given: Diagnosis,
    whole: bool,
    out: Path | None,
    into: Path | None,
    catalogue: Catalogue,
    say: Messages,
) -> Merged:
    """The diagnosis to write: the one that was there with what is new, else the new one.

    A form is a ``whole`` diagnosis, with an id of its own.
    """
    if into is None:
        if out is not None and not whole:
            given = attrs.evolve(given, id=slug(out.stem))
        known = tuple(fact.id for fact in given if fact.value is not None)
        return Merged(given, known)
    before = load_diagnosis(into, catalogue=catalogue)
    one, other = before.locality.teryt, given.locality.teryt
    if one is not None and other is not None and one[:6] != other[:6]:
        raise click.UsageError(say("cli.tables.other_place", file=str(into), one=one, other=other))
    return merged(before, given.facts)


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


def _compare(given: Diagnosis, whole: bool, say: Messages) -> None:
    """How the place stands among the others of the tables."""
    if whole or not given.remarks:
        return
    click.echo(f"{say('cli.tables.compared')}:", err=True)
    for text in given.remarks:
        click.echo(f"  {text.to(say.language)}", err=True)


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
