"""``diff``: what changed from one catalogue to another, in words."""

import json
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Report, Severity
from socialfranchise.formats.catalogue_files import CatalogueFiles, located, read_catalogue
from socialfranchise.formats.changes import catalogue_changes
from socialfranchise.formats.shape import EVERY_NAMESPACE
from socialfranchise.presentation.catalogue.changes_data import changes_data
from socialfranchise.presentation.catalogue.changes_text import changes_text
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("diff", help=say("cli.commands.diff"))
    @click.argument("old", type=click.Path(path_type=Path), metavar=say("cli.words.old_folder"))
    @click.argument("new", type=click.Path(path_type=Path), metavar=say("cli.words.new_folder"))
    @options.output_format(say)
    @options.language(say)
    def command(old: Path, new: Path, output_format: str) -> None:
        before, after = _read(old), _read(new)
        changes = tuple(catalogue_changes(before, after))
        versions = (_version(before), _version(after))
        if output_format == "json":
            data = changes_data(changes, versions)
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            same = before.sha256 == after.sha256
            text = changes_text(changes, versions, say.language, same_bytes=same)
            click.echo(text, nl=False)

    return command


def _read(folder: Path) -> CatalogueFiles:
    """A catalogue whose files have the right shape; ids that lead nowhere do not matter here."""
    files = read_catalogue(folder, EVERY_NAMESPACE)
    if files.head is None or any(f.severity >= Severity.ERROR for f in files.findings):
        names = tuple(str(folder / name) for name in files.names)
        raise InvalidDocument(Report(tuple(located(files.findings, folder)), names))
    return files


def _version(files: CatalogueFiles) -> str:
    return files.head.document.version if files.head is not None else ""
