"""``validate``: what is wrong in files, where, and how to mend it."""

import json
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import report_exit_code
from socialfranchise.cli.reading import file_texts
from socialfranchise.validation.data import report_data
from socialfranchise.validation.text import report_text
from socialfranchise.validation.validate import validate
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("validate", help=say("cli.commands.validate"))
    @click.argument(
        "paths",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=f"{say('cli.words.path')}...",
    )
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(paths: tuple[Path, ...], catalogue_path: Path | None, output_format: str) -> int:
        report = validate(list(paths), catalogue=catalogue_path)
        if output_format == "json":
            data = report_data(report, say.language)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            texts = file_texts(report.files)
            click.echo(report_text(report, say.language, texts), nl=False)
        return report_exit_code(report)

    return command
