"""``schema``: the JSON Schema of a kind of file, for editors and other programs."""

from pathlib import Path

import click

from socialfranchise.authoring.editor import installed_files
from socialfranchise.cli import options
from socialfranchise.cli.writing import say_written
from socialfranchise.formats.files import bundled, read_text
from socialfranchise.formats.schemas import schema_names
from socialfranchise.package.apply import write_folder
from socialfranchise.wording.messages import Messages

KINDS = schema_names()
INSTALL = "install"
"""The word that stands where a kind would, to set up a folder for an editor."""


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("schema", help=say("cli.commands.schema"))
    @click.argument(
        "kind",
        required=False,
        type=click.Choice((*KINDS, INSTALL)),
        metavar=f"[{say('cli.words.kind')}|{INSTALL}]",
    )
    @click.argument(
        "folder",
        required=False,
        type=options.NamedPath(say),
        metavar=f"[{say('cli.words.folder')}]",
    )
    @click.option("--out", type=options.NamedPath(say), help=say("cli.options.schema_out"))
    @options.language(say)
    def command(kind: str | None, folder: Path | None, out: Path | None) -> None:
        if kind == INSTALL:
            if out is not None:
                raise click.UsageError(say("authoring.install_has_a_folder"))
            _install(folder or Path(), say)
            return
        if folder is not None:
            raise click.UsageError(say("authoring.folder_only_to_install"))
        if out is not None:
            kinds = (kind,) if kind else KINDS
            files = {_name(each): _schema(each).encode() for each in kinds}
            say_written(write_folder(files, out), out, say)
        elif kind is None:
            click.echo("\n".join(KINDS))
        else:
            click.echo(_schema(kind), nl=False)

    return command


def _install(folder: Path, say: Messages) -> None:
    """Write nothing unless everything can be written."""
    parts = {folder / name: files for name, files in installed_files().items()}
    for place, files in parts.items():
        write_folder(files, place, dry_run=True)
    for place, files in parts.items():
        say_written(write_folder(files, place), place, say)
    click.echo(say("authoring.installed", folder=folder))


def _schema(kind: str) -> str:
    return read_text(bundled("schemas") / _name(kind), _name(kind))


def _name(kind: str) -> str:
    return f"{kind}.schema.json"
