"""Expected failures as a message on standard error and an exit code."""

import click

from socialfranchise.cli.reading import file_texts
from socialfranchise.core import codes
from socialfranchise.core.errors import (
    InvalidDocument,
    MissingExtra,
    SocialFranchiseError,
    UnknownId,
)
from socialfranchise.core.findings import Report
from socialfranchise.validation.plain import visible
from socialfranchise.validation.text import report_text
from socialfranchise.wording.messages import Messages

FINDINGS = 1
USAGE = 2
UNREADABLE = 3
NOT_AS_LOCKED = 4

_UNREADABLE = {
    code.id
    for code in (
        codes.FILE_MISSING,
        codes.FILE_IS_FOLDER,
        codes.FILE_EMPTY,
        codes.FILE_NOT_UTF8,
        codes.FILE_TOO_LARGE,
        codes.FILE_UNREADABLE,
        codes.NOTHING_TO_READ,
        codes.NOT_IN_COLUMNS,
        codes.YAML_BROKEN,
        codes.YAML_TAB,
    )
}
_LOCK = {
    code.id
    for code in (
        codes.LOCK_DIFFERS,
        codes.LOCK_BROKEN,
        codes.MANIFEST_MISSING,
        codes.MANIFEST_BROKEN,
        codes.PACKAGE_FILE_MISSING,
        codes.PACKAGE_FILE_CHANGED,
        codes.PACKAGE_ENTRY_UNSAFE,
        codes.ARCHIVE_BROKEN,
        codes.REBUILT_DIFFERS,
        codes.CANNOT_REBUILD,
    )
}
"""What was published or handed over is not what is there."""


def report_exit_code(report: Report) -> int:
    """3 when some input cannot be read at all, 4 when a lock or a manifest does not hold, 1 when
    there are other errors, 0 otherwise."""
    if any(finding.code in _UNREADABLE for finding in report):
        return UNREADABLE
    if any(finding.code in _LOCK for finding in report):
        return NOT_AS_LOCKED
    return 0 if report.ok else FINDINGS


def exit_code_for(error: Exception, say: Messages) -> int | None:
    """Say what went wrong and return the exit code; ``None`` when it was not expected."""
    if isinstance(error, InvalidDocument):
        texts = file_texts(error.report.files)
        click.echo(report_text(error.report, say.language, texts), err=True, nl=False)
        return report_exit_code(error.report)
    if isinstance(error, UnknownId):
        kind = f"cli.kind.{error.kind}"
        parameters = {"kind": say(kind) if kind in say else error.kind, "id": error.id}
        key = "cli.unknown_id_near" if error.near else "cli.unknown_id"
        click.echo(visible(say(key, near=", ".join(error.near), **parameters)), err=True)
        return USAGE
    if isinstance(error, MissingExtra):
        click.echo(say("cli.missing_extra", extra=error.extra), err=True)
        return USAGE
    if isinstance(error, OSError):
        click.echo(say("cli.input_output", problem=error.strerror or error), err=True)
        return UNREADABLE
    if isinstance(error, SocialFranchiseError):
        # Imported only now: most runs need nothing of the package side.
        from socialfranchise.cli.package_failures import package_failure, wrong_request

        for line in package_failure(error, say):
            click.echo(line, err=True)
        return USAGE if wrong_request(error) else FINDINGS
    return None
