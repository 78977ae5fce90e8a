"""``catalogue``: lock a published version, and verify that its content has not changed."""

from collections.abc import Sequence
from pathlib import Path

import click

from socialfranchise.cli import options
from socialfranchise.cli.failures import FINDINGS
from socialfranchise.cli.outputs import replace_file
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Report, Severity
from socialfranchise.formats.catalogue_files import (
    HEAD,
    LOCK,
    CatalogueFiles,
    link_catalogue,
    located,
    read_catalogue,
)
from socialfranchise.formats.lock import lock_findings, lock_text, locked_version
from socialfranchise.formats.shape import EVERY_NAMESPACE
from socialfranchise.wording.messages import Messages


def build(say: Messages) -> click.Command:
    """The group in the language of ``say``."""
    group = click.Group(
        "catalogue",
        help=say("cli.commands.catalogue"),
        no_args_is_help=True,
        subcommand_metavar=say("cli.words.subcommand"),
    )
    folder = click.argument(
        "folder", type=click.Path(path_type=Path), metavar=say("cli.words.folder")
    )

    @group.command("lock", help=say("cli.commands.catalogue_lock"))
    @folder
    @options.language(say)
    def lock(folder: Path) -> int:
        files = read_catalogue(folder, EVERY_NAMESPACE)
        _refuse(folder, files, [*files.findings, *link_catalogue(files)])
        if files.head is None:
            return FINDINGS
        head = files.head.document
        count = say.counted("count.files", len(files.hashes))
        if files.lock is not None and locked_version(files) is None:
            _refuse(folder, files, list(lock_findings(files)))
        if head.version == locked_version(files) and list(lock_findings(files)):
            message = say("cli.lock_same_version", version=head.version, file=folder / HEAD)
            click.echo(message, err=True)
            return FINDINGS
        replace_file(folder / LOCK, lock_text(files, head))
        click.echo(say("cli.locked", version=head.version, files=count))
        return 0

    @group.command("verify", help=say("cli.commands.catalogue_verify"))
    @folder
    @options.language(say)
    def verify(folder: Path) -> int:
        files = read_catalogue(folder, EVERY_NAMESPACE)
        if files.head is not None and files.lock is None:
            click.echo(say("cli.lock_none"), err=True)
            return FINDINGS
        _refuse(folder, files, [*files.findings, *lock_findings(files)])
        count = say.counted("count.files", len(files.hashes))
        click.echo(say("cli.lock_holds", version=locked_version(files), files=count))
        return 0

    return group


def _refuse(folder: Path, files: CatalogueFiles, findings: Sequence[Finding]) -> None:
    if any(finding.severity >= Severity.ERROR for finding in findings):
        names = tuple(str(folder / name) for name in files.names)
        raise InvalidDocument(Report(tuple(located(findings, folder)), names))
