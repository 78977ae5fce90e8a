"""``models``: the templates of the catalogue, or one of them described."""

import json
from pathlib import Path
from typing import Any

import click

from socialfranchise.catalogue.template import Template
from socialfranchise.cli import options
from socialfranchise.formats.loading import load_catalogue
from socialfranchise.presentation.model_text import model_text
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
            click.echo(json.dumps([_entry(t) for t in chosen], ensure_ascii=False, indent=2))
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


def _entry(template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "version": template.version,
        "status": template.status,
        "family": template.family,
        "name": {"pl": template.name.pl, "en": template.name.en},
        "summary": {"pl": template.summary.pl, "en": template.summary.en},
        "evidence": {"status": template.evidence.status, "grade": template.evidence.grade},
    }
