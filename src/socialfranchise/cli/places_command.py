"""``places``: a register of places from official files, and places found in it."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.outputs import replace_file
from socialfranchise.cli.place_reading import register_file, the_register
from socialfranchise.core.findings import Finding, Report
from socialfranchise.sources.place_text import edition_text, found_lines, register_lines
from socialfranchise.sources.register import Register
from socialfranchise.sources.register_files import register_text
from socialfranchise.sources.search import find_places
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages
from socialfranchise.wording.numbers import day_text


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "places",
        help=say("cli.commands.places"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )
    group.add_command(_find(say))
    group.add_command(_import(say))
    return group


def _find(say: Messages) -> click.Command:
    @click.command("find", help=say("cli.commands.places_find"))
    @click.argument("text", metavar=say("cli.words.place"))
    @options.places(say)
    @click.option(
        "--on",
        type=options.Day(say),
        metavar=say("cli.words.day"),
        help=say("cli.options.places_on"),
    )
    @options.language(say)
    def find(text: str, places_path: Path | None, on: date | None) -> int:
        day = on or date.today()
        register = the_register(places_path)
        found = find_places(register, text, day)
        for line in found_lines(found, say.language):
            click.echo(visible(line))
        if not found:
            click.echo(visible(say("place.none", text=text[:80])), err=True)
        edition = register.as_of(day)
        click.echo(edition_text(edition, say.language), err=True)
        if edition.day > day:
            click.echo(say("place.later", day=day_text(day, say.language)), err=True)
        if places_path is None:
            click.echo(say("place.sample"), err=True)
        return 0 if any(each.is_certain for each in found) else FINDINGS

    return find


def _import(say: Messages) -> click.Command:
    @click.command("import", help=say("cli.commands.places_import"))
    @click.argument(
        "files",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=say("cli.words.files"),
    )
    @click.option(
        "--out",
        required=True,
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.places_out"),
    )
    @click.option(
        "--on",
        type=options.Day(say),
        metavar=say("cli.words.day"),
        help=say("cli.options.places_day"),
    )
    @click.option("--overwrite", is_flag=True, help=say("cli.options.overwrite"))
    @options.language(say)
    def read(files: tuple[Path, ...], out: Path, on: date | None, overwrite: bool) -> int:
        if out.exists() and not overwrite:
            raise click.UsageError(say("place.exists", file=out))
        register = Register(())
        findings: list[Finding] = []
        for file in files:
            found = register_file(file, on)
            register = register.joined(found.register)
            findings += found.findings
        replace_file(out, register_text(register))
        report = Report(tuple(findings), tuple(str(file) for file in files))
        if findings:
            click.echo(report_text(report, say.language), err=True, nl=False)
        click.echo(say("place.imported", file=out))
        for line in register_lines(register, say.language):
            click.echo(line)
        return 0 if report.ok else FINDINGS

    return read
