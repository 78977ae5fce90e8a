"""Fixing files in place: round after round until nothing changes, each file whole or not at all."""

import difflib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from socialfranchise.validation.fixing import BYTE_ORDER_MARK, fixed
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
        target = self.path.resolve()
        if not os.access(target, os.W_OK):  # replacing would pass over the file's own lock
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))
        handle, name = tempfile.mkstemp(prefix=".socialfranchise-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(self.after.encode())
            shutil.copymode(target, name)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def fixed_files(paths: list[Path], *, catalogue: Path | None, unsafe: bool) -> Iterator[FixedFile]:
    """What the fixes of the files at ``paths`` come to; nothing is written."""
    report = validate(paths, catalogue=catalogue)
    fixable = {
        finding.place.file
        for finding in report
        if finding.place is not None and finding.fix is not None and (finding.fix.safe or unsafe)
    }
    for name in sorted(fixable):
        path = Path(name)
        before = path.read_bytes().decode()
        after, applied = _rounds(path, before, catalogue, unsafe)
        if applied:
            yield FixedFile(path, before, after, applied)


def _rounds(path: Path, text: str, catalogue: Path | None, unsafe: bool) -> tuple[str, int]:
    """The text after as many rounds as change something, and the number of fixes."""
    total = 0
    for _ in range(MOST_ROUNDS):
        body = text.removeprefix(BYTE_ORDER_MARK)
        report = validate_text(body, str(path), catalogue=catalogue)
        text, applied = fixed(text, report.findings, unsafe=unsafe)
        if not applied:
            break
        total += applied
    return text, total
