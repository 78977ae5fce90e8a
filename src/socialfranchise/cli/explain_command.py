"""``explain``: what the code of a finding means and how to mend it."""

import json

import click

from socialfranchise.cli import options
from socialfranchise.validation.explain import find_code, rule_data, rule_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("explain", help=say("cli.commands.explain"))
    @click.argument("code", metavar=say("cli.words.code"))
    @options.output_format(say)
    @options.language(say)
    def command(code: str, output_format: str) -> None:
        found = find_code(code)
        if output_format == "json":
            data = rule_data(found, say.language)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            click.echo(rule_text(found, say.language), nl=False)

    return command
