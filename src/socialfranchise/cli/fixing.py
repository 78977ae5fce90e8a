"""Fixing files in place: round after round until nothing changes, each file whole or not at all."""

import difflib
import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from socialfranchise.cli.outputs import replace_file
from socialfranchise.core import codes
from socialfranchise.core.findings import Report
from socialfranchise.formats.yaml_reader import BYTE_ORDER_MARK
from socialfranchise.validation.fixing import fixed
from socialfranchise.validation.validate import validate, validate_text

MOST_ROUNDS = 10


@frozen
class FixedFile:
    """A file before and after its fixes."""

    path: Path
    before: str
    after: str
    applied: int

    def diff(self) -> str:
        """The change as a unified diff."""
        name = str(self.path)
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            name,
            name,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    def write(self) -> None:
        """Replace the file, which keeps its permissions; whole or not at all."""
        if not os.access(self.path, os.W_OK):  # replacing would pass over the file's own lock
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))
        replace_file(self.path.resolve(), self.after)


def fixed_files(
    paths: Sequence[Path],
    *,
    catalogue: Path | None,
    overlays: Sequence[Path],
    unsafe: bool,
) -> Iterator[FixedFile]:
    """What the fixes of the files at ``paths`` come to; nothing is written."""
    report = validate(list(paths), catalogue=catalogue, overlays=overlays)
    fixable = {
        finding.place.file
        for finding in report
        if finding.place is not None and finding.fix is not None and (finding.fix.safe or unsafe)
    }
    for name in sorted(fixable):
        path = Path(name)
        if any(path == asked or asked in path.parents for asked in paths):
            before = path.read_bytes().decode()
            after, applied = _rounds(path, before, catalogue, overlays, unsafe)
            if applied:
                yield FixedFile(path, before, after, applied)


def _rounds(
    path: Path, text: str, catalogue: Path | None, overlays: Sequence[Path], unsafe: bool
) -> tuple[str, int]:
    """The text after as many rounds as change something, and the number of fixes.

    A round after which the file could no longer be read is taken back.
    """
    total = 0
    for _ in range(MOST_ROUNDS):
        report = _report(path, text, catalogue, overlays)
        after, applied = fixed(text, report.findings, unsafe=unsafe)
        if not applied or _unreadable(_report(path, after, catalogue, overlays)):
            break
        text = after
        total += applied
    return text, total


def _report(path: Path, text: str, catalogue: Path | None, overlays: Sequence[Path]) -> Report:
    body = text.removeprefix(BYTE_ORDER_MARK)
    return validate_text(body, str(path), catalogue=catalogue, overlays=overlays)


def _unreadable(report: Report) -> bool:
    return any(finding.code == codes.YAML_BROKEN.id for finding in report)
