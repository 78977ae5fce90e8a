"""``compare``: models side by side for a diagnosis."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.ranking import match
from socialfranchise.presentation.matching.comparison_data import comparison_data
from socialfranchise.presentation.matching.comparison_text import comparison_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    model = say("cli.words.model")

    @click.command("compare", help=say("cli.commands.compare"))
    @options.diagnosis(say)
    @click.argument("models", nargs=-1, required=True, metavar=f"{model} {model}...")
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        diagnosis: Path,
        models: tuple[str, ...],
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        chosen = tuple(dict.fromkeys(models))
        if len(chosen) < 2:
            raise click.UsageError(say("compare.two"))
        catalogue = load_catalogue(catalogue_path)
        facts = read_diagnosis(diagnosis, catalogue)
        ranking = match(facts, catalogue, on=on or date.today())
        if output_format == "json":
            data = comparison_data(ranking, chosen)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            click.echo(comparison_text(ranking, chosen, catalogue, say.language), nl=False)

    return command
