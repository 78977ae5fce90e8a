"""``data``: what is in the tables that a place already has."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS, UNREADABLE
from socialfranchise.cli.outputs import replace_file
from socialfranchise.cli.tables import LARGEST_TABLE
from socialfranchise.core.findings import Report
from socialfranchise.formats.files import read_bytes
from socialfranchise.sources.table_text import table_text
from socialfranchise.sources.tables import read_table
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages

FINDINGS_SHOWN = 20
LEVELS = ("communes", "counties", "voivodeships")


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "data",
        help=say("cli.commands.data"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )

    @group.command("inspect", help=say("cli.commands.data_inspect"))
    @click.argument("file", type=click.Path(path_type=Path), metavar=say("cli.words.path"))
    @click.option(
        "--on",
        type=options.Day(say),
        metavar=say("cli.words.day"),
        help=say("cli.options.data_on"),
    )
    @options.language(say)
    def inspect(file: Path, on: date | None) -> int:
        content = read_bytes(file, str(file), LARGEST_TABLE)
        table = read_table(content, str(file), on or date.today())
        click.echo(visible(table_text(table, str(file), say.language)), nl=False)
        report = Report(table.findings[:FINDINGS_SHOWN], (str(file),))
        if table.findings:
            click.echo(report_text(report, say.language), err=True, nl=False)
        more = len(table.findings) - len(report)
        if more:
            findings = say.counted("count.findings", more)
            click.echo(say("cli.batch.more_findings", findings=findings), err=True)
        return 0 if Report(table.findings).ok else FINDINGS

    group.add_command(_fetch(say))
    return group


def _fetch(say: Messages) -> click.Command:
    @click.command("fetch", help=say("cli.commands.data_fetch"))
    @click.argument("variable", type=click.IntRange(min=1), metavar=say("cli.words.variable"))
    @click.option(
        "--year",
        "years",
        type=click.IntRange(min=1),
        multiple=True,
        metavar=say("cli.words.year"),
        help=say("cli.options.fetch_year"),
    )
    @click.option(
        "--level",
        type=click.Choice(LEVELS),
        default="communes",
        show_default=True,
        help=say("cli.options.fetch_level"),
    )
    @click.option("--within", metavar=say("cli.words.code"), help=say("cli.options.fetch_within"))
    @click.option(
        "--out",
        required=True,
        type=options.NamedPath(say),
        metavar=say("cli.words.path"),
        help=say("cli.options.fetch_out"),
    )
    @click.option("--overwrite", is_flag=True, help=say("cli.options.overwrite"))
    @options.language(say)
    def fetch(
        variable: int,
        years: tuple[int, ...],
        level: str,
        within: str | None,
        out: Path,
        overwrite: bool,
    ) -> int:
        if out.exists() and not overwrite:
            raise click.UsageError(say("place.exists", file=out))
        # Imported only here: nothing else needs the service.
        from socialfranchise.cli.bank_service import ServiceFailed, fetch_variable

        try:
            content = fetch_variable(variable, years, level, within)
        except ServiceFailed as error:
            click.echo(visible(say("cli.fetch_failed", problem=error.problem)), err=True)
            return UNREADABLE
        replace_file(out, content.decode())
        click.echo(say("cli.fetched", file=out))
        return 0

    return fetch
