"""``models``: the templates of the catalogue, or one of them described."""

import json
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.catalogue.model_text import model_text
from socialfranchise.presentation.catalogue.models_data import models_data
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("models", help=say("cli.commands.models"))
    @click.argument("model", required=False, metavar=f"[{say('cli.words.model')}]")
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(model: str | None, catalogue_path: Path | None, output_format: str) -> None:
        catalogue = load_catalogue(catalogue_path)
        chosen = [catalogue[model]] if model else list(catalogue)
        if output_format == "json":
            click.echo(json.dumps(models_data(chosen), ensure_ascii=False, indent=2))
        elif model:
            click.echo(model_text(chosen[0], catalogue, say.language), nl=False)
        else:
            width = max((len(template.id) for template in chosen), default=0)
            for template in chosen:
                name = template.name.to(say.language)
                evidence = say(f"evidence.status.{template.evidence.status}")
                status = say(f"status.{template.status}")
                click.echo(f"{template.id:<{width}}  {name} ({evidence}; {status})")

    return command
