"""``match``: which models suit a diagnosis, and why."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.ranking import Verdict, match
from socialfranchise.presentation.matching.match_data import ranking_data
from socialfranchise.presentation.matching.match_text import ranking_text
from socialfranchise.wording.messages import Messages

TOP = 3
"""Models described in full."""


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("match", help=say("cli.commands.match"))
    @options.diagnosis(say)
    @click.option(
        "--top",
        type=click.IntRange(min=1),
        metavar=say("cli.words.number"),
        help=say("cli.options.top"),
    )
    @click.option("--details", is_flag=True, help=say("cli.options.details"))
    @click.option("--require-fit", is_flag=True, help=say("cli.options.require_fit"))
    @click.option("--no-explanations", is_flag=True, help=say("cli.options.no_explanations"))
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        diagnosis: Path,
        top: int | None,
        details: bool,
        require_fit: bool,
        no_explanations: bool,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> int:
        if no_explanations and output_format != "json":
            raise click.UsageError(say("cli.explanations_are_data"))
        if output_format == "json" and (details or top is not None):
            raise click.UsageError(say("cli.data_are_whole"))
        catalogue = load_catalogue(catalogue_path)
        facts = read_diagnosis(diagnosis, catalogue)
        ranking = match(facts, catalogue, on=on or date.today())
        if output_format == "json":
            data = ranking_data(ranking, catalogue, explanations=not no_explanations)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            shown = TOP if top is None else top
            text = ranking_text(ranking, catalogue, say.language, top=shown, details=details)
            click.echo(text, nl=False)
        fits = any(found.verdict is not Verdict.DOES_NOT_FIT for found in ranking)
        return FINDINGS if require_fit and not fits else 0

    return command
