"""``conformance``: the cases with which another engine can test itself."""

from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.writing import say_written
from socialfranchise.formats.conformance import FILE, conformance_text
from socialfranchise.package.apply import write_folder
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("conformance", help=say("cli.commands.conformance"))
    @click.option("--out", type=options.NamedPath(say), help=say("cli.options.conformance_out"))
    @options.language(say)
    def command(out: Path | None) -> None:
        if out is None:
            click.echo(conformance_text(), nl=False)
        else:
            say_written(write_folder({FILE: conformance_text().encode()}, out), out, say)

    return command
