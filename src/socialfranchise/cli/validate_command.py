"""``validate``: what is wrong in files, where, and how to mend it."""

import json
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS, report_exit_code
from socialfranchise.cli.fixing import FixedFile, fixed_files
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
    @click.option("--fix", is_flag=True, help=say("cli.options.fix"))
    @click.option("--unsafe-fixes", is_flag=True, help=say("cli.options.unsafe_fixes"))
    @click.option("--diff", is_flag=True, help=say("cli.options.diff"))
    @options.catalogue(say)
    @options.output_format(say)
    @options.language(say)
    def command(
        paths: tuple[Path, ...],
        fix: bool,
        unsafe_fixes: bool,
        diff: bool,
        catalogue_path: Path | None,
        output_format: str,
    ) -> int:
        if fix or unsafe_fixes or diff:
            changed = fixed_files(list(paths), catalogue=catalogue_path, unsafe=unsafe_fixes)
            if diff:
                return _show(list(changed))
            click.echo(_mend(list(changed), say), err=True)
        report = validate(list(paths), catalogue=catalogue_path)
        if output_format == "json":
            data = report_data(report, say.language)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            texts = file_texts(report.files)
            click.echo(report_text(report, say.language, texts), nl=False)
        return report_exit_code(report)

    return command


def _show(changed: list[FixedFile]) -> int:
    """Print what the fixes would change."""
    for file in changed:
        click.echo(file.diff(), nl=False)
    return FINDINGS if changed else 0


def _mend(changed: list[FixedFile], say: Messages) -> str:
    """Write the fixed files and say how much was mended."""
    for file in changed:
        file.write()
    fixes = say.counted("count.fixes", sum(file.applied for file in changed))
    return say("cli.fixed", fixes=fixes, files=say.counted("count.in_files", len(changed)))
