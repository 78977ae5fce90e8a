"""``upgrade``: files in an older version of a format, brought to the newest one."""

from collections.abc import Iterator
from pathlib import Path

import click

from socialfranchise.authoring.upgrade import STEPS, upgrade
from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.fixing import FixedFile
from socialfranchise.formats.files import read_text
from socialfranchise.wording.messages import Messages

ENDINGS = (".yaml", ".yml", ".json")
BYTE_ORDER_MARK = "\ufeff"


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
        changed = [file for path in files if (file := _upgraded(path)) is not None]
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
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.suffix in ENDINGS and not file.name.endswith(".schema.json")
            )
        else:
            yield path


def _upgraded(path: Path) -> FixedFile | None:
    """The file with every step applied, or nothing when there is none to apply."""
    result = upgrade(read_text(path, str(path)), str(path), STEPS)
    if not result.formats:
        return None
    before = path.read_bytes().decode()
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    return FixedFile(path, before, mark + result.text, len(result.formats))
