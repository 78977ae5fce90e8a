"""``upgrade``: files in an older version of a format, brought to the newest one."""

from collections.abc import Iterator
from pathlib import Path

import click

from socialfranchise.authoring.upgrade import STEPS, upgrade
from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.fixing import FixedFile
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report
from socialfranchise.formats.files import read_text
from socialfranchise.formats.shape import shape
from socialfranchise.formats.yaml_reader import BYTE_ORDER_MARK, parse
from socialfranchise.validation.discovery import forms_in
from socialfranchise.wording.messages import Messages

_FORMATS = {codes.FORMAT_MISSING.id, codes.FORMAT_UNKNOWN.id, codes.NOT_A_FORM.id}


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("upgrade", help=say("cli.commands.upgrade"))
    @click.argument(
        "paths",
        nargs=-1,
        required=True,
        type=click.Path(path_type=Path),
        metavar=f"{say('cli.words.path')}...",
    )
    @click.option("--write", is_flag=True, help=say("cli.options.write"))
    @options.language(say)
    def command(paths: tuple[Path, ...], write: bool) -> int:
        files = list(_files(paths))
        changed = [file for path in files if (file := _upgraded(path, path in paths)) is not None]
        if not changed:
            count = say.counted("count.files", len(files))
            click.echo(say("authoring.up_to_date", files=count))
            return 0
        if not write:
            for file in changed:
                click.echo(file.diff(), nl=False)
            click.echo(say("authoring.not_written"), err=True)
            return FINDINGS
        for file in changed:
            file.write()
        count = say.counted("count.files", len(changed))
        click.echo(say("authoring.upgraded", files=count))
        return 0

    return command


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(forms_in(path))
        else:
            yield path


def _upgraded(path: Path, named: bool) -> FixedFile | None:
    """The file with every step applied, or nothing when there is none to apply."""
    text = read_text(path, str(path))
    result = upgrade(text, str(path), STEPS)
    if not result.formats:
        if named:
            _refuse_what_cannot_be_judged(text, path)
        return None
    before = path.read_bytes().decode()
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    return FixedFile(path, before, mark + result.text, len(result.formats))


def _refuse_what_cannot_be_judged(text: str, path: Path) -> None:
    """A file that is no YAML, or of a format nobody knows, is not up to date."""
    parsed, findings = parse(text, str(path))
    if parsed is not None:
        findings = [f for f in shape(parsed)[1] if f.code in _FORMATS]
    if findings:
        raise InvalidDocument(Report(tuple(findings), (str(path),)))
