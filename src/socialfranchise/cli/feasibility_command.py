"""``feasibility``: what founding a model in a place takes."""

import json
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis, read_proposal
from socialfranchise.core.errors import MissingExtra
from socialfranchise.feasibility.calendar import MONTHS
from socialfranchise.feasibility.feasibility import feasibility_of
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.feasibility.feasibility_data import feasibility_data
from socialfranchise.presentation.feasibility.feasibility_sections import (
    feasibility_html,
    feasibility_text,
)
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("feasibility", help=say("cli.commands.feasibility"))
    @click.argument("model", metavar=say("cli.words.model"))
    @options.diagnosis(say)
    @click.argument(
        "proposal",
        required=False,
        type=click.Path(path_type=Path),
        metavar=f"[{say('cli.words.proposal')}]",
    )
    @click.option("--details", is_flag=True, help=say("cli.options.feasibility_details"))
    @click.option(
        "--months",
        type=click.IntRange(1, 120),
        default=MONTHS,
        metavar=say("cli.words.number"),
        help=say("cli.options.months"),
    )
    @options.rate(say)
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say, ("text", "json", "html"))
    @options.language(say)
    def command(
        model: str,
        diagnosis: Path,
        proposal: Path | None,
        details: bool,
        months: int,
        rate: Decimal | None,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        template = catalogue[model]
        place = read_diagnosis(diagnosis, catalogue)
        plan = None if proposal is None else read_proposal(proposal, catalogue, model, say)
        day = on or (date.today() if plan is None else None)
        if rate is not None and plan is None:
            raise click.UsageError(say("cli.rate_without_proposal"))
        ask = partial(
            feasibility_of, template, place, catalogue, proposal=plan, on=day, months=months
        )
        money = plan is not None and catalogue.payroll is not None
        try:
            found = ask(funding=True, rate=rate, economics=money)
        except MissingExtra:  # the answer says that there is no plan, and what to install
            found = ask(economics=money)
        if output_format == "json":
            click.echo(json.dumps(feasibility_data(found, catalogue), ensure_ascii=False, indent=2))
        elif output_format == "html":
            click.echo(feasibility_html(found, catalogue, say.language), nl=False)
        else:
            text = feasibility_text(found, catalogue, say.language, details=details)
            click.echo(text, nl=False)

    return command
