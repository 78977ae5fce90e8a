"""``validate``: what is wrong in files, where, and how to mend it."""

from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS, report_exit_code
from socialfranchise.cli.fixing import FixedFile, fixed_files
from socialfranchise.cli.outputs import (
    STANDARD_OUTPUT,
    Output,
    OutputType,
    refuse_overlaps,
    write_outputs,
)
from socialfranchise.core.findings import Severity
from socialfranchise.validation.discovery import forms_in
from socialfranchise.validation.reporters import REPORTERS
from socialfranchise.validation.text import report_summary
from socialfranchise.validation.validate import validate
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("validate", help=say("cli.commands.validate"))
    @click.argument(
        "paths",
        nargs=-1,
        required=True,
        type=options.NamedPath(say),
        metavar=f"{say('cli.words.path')}...",
    )
    @click.option("--fix", is_flag=True, help=say("cli.options.fix"))
    @click.option("--unsafe-fixes", is_flag=True, help=say("cli.options.unsafe_fixes"))
    @click.option("--diff", is_flag=True, help=say("cli.options.diff"))
    @click.option(
        "--overlay",
        "overlays",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar=say("cli.words.path"),
        help=say("cli.options.overlay"),
    )
    @options.catalogue(say)
    @options.output_format(say, tuple(REPORTERS))
    @click.option(
        "--output",
        "outputs",
        multiple=True,
        type=OutputType(say),
        metavar=say("cli.words.output"),
        help=say("cli.options.output"),
    )
    @click.option(
        "--fail-on",
        type=click.Choice([severity.label for severity in sorted(Severity, reverse=True)]),
        default=Severity.ERROR.label,
        help=say("cli.options.fail_on"),
    )
    @options.language(say)
    @click.pass_context
    def command(
        context: click.Context,
        paths: tuple[Path, ...],
        fix: bool,
        unsafe_fixes: bool,
        diff: bool,
        overlays: tuple[Path, ...],
        catalogue_path: Path | None,
        output_format: str,
        outputs: tuple[Output, ...],
        fail_on: str,
    ) -> int:
        chosen = context.get_parameter_source("output_format") is not ParameterSource.DEFAULT
        if diff and (chosen or outputs):
            raise click.UsageError(say("cli.diff_alone"))
        asked = [file for path in paths for file in (forms_in(path) if path.is_dir() else [path])]
        refuse_overlaps(outputs, [*map(str, asked), *map(str, overlays)], say)
        if fix or unsafe_fixes or diff:
            changed = list(
                fixed_files(paths, catalogue=catalogue_path, overlays=overlays, unsafe=unsafe_fixes)
            )
            if diff:
                for file in changed:
                    click.echo(file.diff(), nl=False)
            else:
                click.echo(_mend(changed, say), err=True)
        report = validate(list(paths), catalogue=catalogue_path, on=date.today(), overlays=overlays)
        if diff:
            click.echo(report_summary(report, say.language), err=True)
            return report_exit_code(report) or (FINDINGS if changed else 0)
        refuse_overlaps(outputs, report.files, say)
        if chosen or all(output.file != STANDARD_OUTPUT for output in outputs):
            outputs = (Output(output_format, STANDARD_OUTPUT), *outputs)
        written = write_outputs(outputs, report, say)
        code = report_exit_code(report)
        if code == 0 and (not written or report.at_least(Severity[fail_on.upper()])):
            return FINDINGS
        return code

    return command


def _mend(changed: list[FixedFile], say: Messages) -> str:
    """Write the fixed files and say how much was mended."""
    for file in changed:
        file.write()
    fixes = say.counted("count.fixes", sum(file.applied for file in changed))
    return say("cli.fixed", fixes=fixes, files=say.counted("count.in_files", len(changed)))
