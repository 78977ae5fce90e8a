"""``reach``: one model over many places."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnoses
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.reach import reach
from socialfranchise.presentation.matching.reach_data import reach_data
from socialfranchise.presentation.matching.reach_text import reach_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("reach", help=say("cli.commands.reach"))
    @click.argument("model", metavar=say("cli.words.model"))
    @click.argument(
        "diagnoses",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=f"{say('cli.words.diagnoses')}...",
    )
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        model: str,
        diagnoses: tuple[Path, ...],
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        template = catalogue[model]
        places = read_diagnoses(diagnoses, catalogue)
        found = reach(template, places, catalogue, on=on or date.today())
        if output_format == "json":
            click.echo(json.dumps(reach_data(found), ensure_ascii=False, indent=2))
        else:
            click.echo(reach_text(found, catalogue, say.language), nl=False)

    return command
