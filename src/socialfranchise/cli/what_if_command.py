"""``what-if``: what would have to be otherwise for a model to fit, or what a change would do."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.assumptions import Assumption, AssumptionType, assuming
from socialfranchise.cli.reading import read_diagnosis
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.matching.no_plan import why_no_plan
from socialfranchise.matching.ranking import match
from socialfranchise.matching.what_if import what_would_it_take
from socialfranchise.presentation.matching.match_data import ranking_data
from socialfranchise.presentation.matching.match_text import ranking_text
from socialfranchise.presentation.matching.plan_data import plans_data
from socialfranchise.presentation.matching.plan_text import plans_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("what-if", help=say("cli.commands.what_if"))
    @options.diagnosis(say)
    @click.argument("model", required=False, metavar=f"[{say('cli.words.model')}]")
    @click.option(
        "--lock",
        "locked",
        multiple=True,
        metavar=say("cli.words.fact"),
        help=say("cli.options.lock"),
    )
    @click.option(
        "--set",
        "assumed",
        multiple=True,
        type=AssumptionType(say),
        metavar=say("cli.words.assumption"),
        help=say("cli.options.set"),
    )
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        diagnosis: Path,
        model: str | None,
        locked: tuple[str, ...],
        assumed: tuple[Assumption, ...],
        on: date | None,
        catalogue_path: Path | None,
        output_format: str,
    ) -> None:
        if model is None and (locked or not assumed):
            raise click.UsageError(say("cli.lock_of_model" if locked else "cli.what_if_of_what"))
        catalogue = load_catalogue(catalogue_path)
        facts = assuming(read_diagnosis(diagnosis, catalogue), assumed, catalogue, say)
        day = on or date.today()
        if model is None:
            ranking = match(facts, catalogue, on=day)
            data = ranking_data(ranking, catalogue)
            text = ranking_text(ranking, catalogue, say.language)
        else:
            template = catalogue[model]
            kept = frozenset(locked)
            plans = what_would_it_take(facts, template, catalogue, on=day, locked=kept)
            why = None
            if not plans:
                why = why_no_plan(facts, template, catalogue, on=day, locked=kept)
            data = plans_data(
                plans,
                template,
                facts,
                catalogue,
                on=day,
                locked=kept,
                assumed=[assumption.fact for assumption in assumed],
                why=why,
            )
            text = plans_text(plans, template, catalogue, say.language, on=day, why=why)
        if output_format == "json":
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            click.echo(text, nl=False)

    return command
