"""``data``: what is in the tables that a place already has."""

from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.place_reading import LARGEST_TABLE
from socialfranchise.core.findings import Report
from socialfranchise.formats.files import read_bytes
from socialfranchise.sources.table_text import table_text
from socialfranchise.sources.tables import read_table
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages

FINDINGS_SHOWN = 20


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

    return group
