"""``rules``: the codes of all findings."""

import json

import click

from socialfranchise.cli import options
from socialfranchise.validation.explain import rules_data, rules_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("rules", help=say("cli.commands.rules"))
    @options.output_format(say)
    @options.language(say)
    def command(output_format: str) -> None:
        if output_format == "json":
            click.echo(json.dumps(rules_data(say.language), ensure_ascii=False, indent=2))
        else:
            click.echo(rules_text(say.language), nl=False)

    return command
