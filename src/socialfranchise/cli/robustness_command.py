"""``robustness``: how far the first place hangs on the weights."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.ranking import match
from socialfranchise.matching.robustness import robustness
from socialfranchise.presentation.matching.robustness_data import robustness_data
from socialfranchise.presentation.matching.robustness_text import robustness_text
from socialfranchise.wording.messages import Messages


class _Share(click.FloatRange):
    """A number from 0 to 1; what is no number at all passes every comparison but this one."""

    def __init__(self, say: Messages) -> None:
        super().__init__(0, 1)
        self.say = say

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number, or a usage error."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(self.say("cli.not_a_number", value=value), param, ctx)
        return number


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("robustness", help=say("cli.commands.robustness"))
    @options.diagnosis(say)
    @click.option(
        "--draws",
        type=click.IntRange(min=1, max=1_000_000),
        default=1000,
        metavar=say("cli.words.number"),
        help=say("cli.options.draws"),
    )
    @click.option(
        "--seed", type=int, default=1, metavar=say("cli.words.number"), help=say("cli.options.seed")
    )
    @click.option(
        "--spread",
        type=_Share(say),
        default=0.5,
        metavar=say("cli.words.number"),
        help=say("cli.options.spread"),
    )
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        diagnosis: Path,
        draws: int,
        seed: int,
        spread: float,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        facts = read_diagnosis(diagnosis, catalogue)
        ranking = match(facts, catalogue, on=on or date.today())
        if not ranking.matches:
            raise click.UsageError(say("match.nothing"))
        found = robustness(ranking, draws=draws, seed=seed, spread=spread)
        if output_format == "json":
            data = robustness_data(found, ranking)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            click.echo(robustness_text(found, ranking, catalogue, say.language), nl=False)

    return command
