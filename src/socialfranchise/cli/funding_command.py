"""``funding``: who may pay for a proposal, how much, what for, until when, and what is missing."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis, read_proposal
from socialfranchise.feasibility.funding.plan import funding_plan
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.funding.funding_data import funding_plan_data
from socialfranchise.presentation.funding.funding_page import funding_html, funding_svg
from socialfranchise.presentation.funding.funding_text import funding_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("funding", help=say("cli.commands.funding"))
    @click.argument("model", metavar=say("cli.words.model"))
    @options.diagnosis(say)
    @click.argument("proposal", type=click.Path(path_type=Path), metavar=say("cli.words.proposal"))
    @options.rate(say)
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say, ("text", "json", "html", "svg"))
    @options.language(say)
    def command(
        model: str,
        diagnosis: Path,
        proposal: Path,
        rate: Decimal | None,
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        template = catalogue[model]
        place = read_diagnosis(diagnosis, catalogue)
        proposed = read_proposal(proposal, catalogue, model, say)
        plan = funding_plan(template, place, catalogue, proposed, on=on, rate=rate)
        if output_format == "json":
            data = funding_plan_data(plan)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        elif output_format == "html":
            click.echo(funding_html(plan, catalogue, say.language), nl=False)
        elif output_format == "svg":
            click.echo(funding_svg(plan, catalogue, say.language))
        else:
            click.echo(funding_text(plan, catalogue, say.language), nl=False)

    return command
