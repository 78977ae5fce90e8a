"""``economics``: whether a proposed co-operative can live, and what the commune gains."""

import json
from decimal import Decimal
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.reading import read_diagnosis, read_proposal
from socialfranchise.feasibility.economics import DRAWS, SEED, economics
from socialfranchise.feasibility.funding.plan import funding_plan
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.package.apply import write_folder
from socialfranchise.package.workbook import economics_workbook
from socialfranchise.presentation.economics.economics_data import economics_data
from socialfranchise.presentation.economics.economics_sections import economics_html, economics_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("economics", help=say("cli.commands.economics"))
    @click.argument("model", metavar=say("cli.words.model"))
    @options.diagnosis(say)
    @click.argument("proposal", type=click.Path(path_type=Path), metavar=say("cli.words.proposal"))
    @click.option(
        "--draws",
        type=click.IntRange(min=1, max=100_000),
        default=DRAWS,
        metavar=say("cli.words.number"),
        help=say("cli.options.futures"),
    )
    @click.option(
        "--seed",
        type=int,
        default=SEED,
        metavar=say("cli.words.number"),
        help=say("cli.options.futures_seed"),
    )
    @click.option("--with-funding", is_flag=True, help=say("cli.options.with_funding"))
    @options.rate(say)
    @click.option(
        "--workbook",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=say("cli.words.path"),
        help=say("cli.options.workbook"),
    )
    @options.catalogue(say)
    @options.output_format(say, ("text", "json", "html"))
    @options.language(say)
    def command(
        model: str,
        diagnosis: Path,
        proposal: Path,
        draws: int,
        seed: int,
        with_funding: bool,
        rate: Decimal | None,
        workbook: Path | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        template = catalogue[model]
        place = read_diagnosis(diagnosis, catalogue)
        plan = read_proposal(proposal, catalogue, model, say)
        if rate is not None and not with_funding:
            raise click.UsageError(say("cli.rate_without_funding"))
        money = funding_plan(template, place, catalogue, plan, rate=rate) if with_funding else None
        found = economics(template, place, catalogue, plan, funding=money, draws=draws, seed=seed)
        if workbook is not None:
            book = economics_workbook(found, catalogue, say.language)
            write_folder({workbook.name: book}, workbook.parent)
            click.echo(say("cli.workbook_written", file=workbook), err=True)
        if output_format == "json":
            click.echo(json.dumps(economics_data(found), ensure_ascii=False, indent=2))
        elif output_format == "html":
            click.echo(economics_html(found, catalogue, say.language), nl=False)
        else:
            click.echo(economics_text(found, catalogue, say.language), nl=False)

    return command
