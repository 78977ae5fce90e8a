"""``cases``: the real co-operatives of the catalogue, or one of them told."""

from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.catalogue.case_text import case_line, case_text
from socialfranchise.presentation.names import Names
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("cases", help=say("cli.commands.cases"))
    @click.argument("case", required=False, metavar=f"[{say('cli.words.case')}]")
    @options.catalogue(say)
    @options.language(say)
    def command(case: str | None, catalogue_path: Path | None) -> None:
        catalogue = load_catalogue(catalogue_path)
        if case is not None:
            click.echo(case_text(catalogue.case(case), catalogue, say.language), nl=False)
            return
        names = Names(catalogue, say.language)
        width = max((len(id) for id in catalogue.cases), default=0)
        for id, entry in catalogue.cases.items():
            click.echo(f"{id:<{width}}  {case_line(entry, names)}")

    return command
