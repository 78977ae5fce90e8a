"""``law``: the figures of the law on a day, their history, sources and doubts."""

import json
from datetime import date
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.catalogue.law_data import law_data
from socialfranchise.presentation.catalogue.law_page import law_html
from socialfranchise.presentation.catalogue.law_text import law_text, parameter_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("law", help=say("cli.commands.law"))
    @click.argument("parameter", required=False, metavar=f"[{say('cli.words.parameter')}]")
    @options.on_day(say)
    @options.catalogue(say)
    @options.output_format(say, ("text", "json", "html"))
    @options.language(say)
    def command(
        parameter: str | None, on: date | None, catalogue_path: Path | None, output_format: str
    ) -> None:
        catalogue = load_catalogue(catalogue_path)
        day = on or date.today()
        chosen = None if parameter is None else catalogue.parameter(parameter)
        if output_format == "json":
            shown = tuple(catalogue.law.values()) if chosen is None else (chosen,)
            data = law_data(catalogue, shown, day)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        elif output_format == "html":
            if chosen is not None:
                raise click.UsageError(say("cli.law_page_is_whole"))
            click.echo(law_html(catalogue, say.language, day), nl=False)
        elif chosen is None:
            click.echo(law_text(catalogue, say.language, day), nl=False)
        else:
            click.echo(parameter_text(chosen, catalogue, say.language, day), nl=False)

    return command
