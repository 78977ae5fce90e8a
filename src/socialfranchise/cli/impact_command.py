"""``impact``: what a change of the catalogue does to places."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnoses
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.impact import impact
from socialfranchise.presentation.matching.impact_data import impact_data
from socialfranchise.presentation.matching.impact_text import impact_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("impact", help=say("cli.commands.impact"))
    @click.argument("old", type=click.Path(path_type=Path), metavar=say("cli.words.old_folder"))
    @click.argument("new", type=click.Path(path_type=Path), metavar=say("cli.words.new_folder"))
    @click.argument(
        "diagnoses",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=f"{say('cli.words.diagnoses')}...",
    )
    @options.on_day(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        old: Path, new: Path, diagnoses: tuple[Path, ...], on: date | None, output_format: str
    ) -> None:
        # A catalogue under work need not hold to its lock.
        before, after = load_catalogue(old, verify=False), load_catalogue(new, verify=False)
        found = impact(before, after, read_diagnoses(diagnoses), on=on or date.today())
        if output_format == "json":
            click.echo(json.dumps(impact_data(found), ensure_ascii=False, indent=2))
        else:
            click.echo(impact_text(found, before, after, say.language), nl=False)

    return command
