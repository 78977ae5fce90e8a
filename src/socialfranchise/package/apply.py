"""The only writer: a package goes to disk whole or not at all, and nobody's work is overwritten."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Literal

from socialfranchise.core.errors import SocialFranchiseError

Outcome = Literal["create", "identical", "conflict"]
UNIX = 3
READABLE = 0o644


class TargetConflict(SocialFranchiseError):
    """Files in the target differ from what would be written; nothing was written."""

    def __init__(self, directory: Path, files: tuple[str, ...]) -> None:
        self.directory = directory
        self.files = files
        super().__init__(f"{directory}: {', '.join(files)}")


def outcomes(files: Mapping[str, bytes], directory: str | PathLike[str]) -> dict[str, Outcome]:
    """What writing would do to each file; nothing is written."""
    return {name: _outcome(Path(directory) / name, files[name]) for name in sorted(files)}


def write_folder(files: Mapping[str, bytes], directory: str | PathLike[str]) -> dict[str, Outcome]:
    """Write ``files`` into ``directory``, all or none.

    Files that are the same already stay as they are. When a file is there with other content,
    nothing is written and :class:`TargetConflict` names all of them. Names may not leave the
    directory.
    """
    target = Path(directory)
    for name in files:
        _check_name(name)
    found = outcomes(files, target)
    conflicts = tuple(name for name, outcome in found.items() if outcome == "conflict")
    if conflicts:
        raise TargetConflict(target, conflicts)
    new = [name for name, outcome in found.items() if outcome == "create"]
    if not new:
        return found
    target.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".socialfranchise-", dir=target))
    moved: list[Path] = []
    try:
        for name in new:
            (stage / name).write_bytes(files[name])
        for name in new:
            # A hard link fails when the name has been taken meanwhile; a rename would overwrite.
            os.link(stage / name, target / name)
            moved.append(target / name)
    except OSError as error:
        for path in moved:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise TargetConflict(target, (Path(error.filename2 or "").name,)) from error
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return found


def write_zip(files: Mapping[str, bytes], file: str | PathLike[str], on: date) -> Outcome:
    """Write one zip archive, whole or not at all; a file with other content is never replaced.

    DOCX and PDF are compressed already and are stored. Times in the archive are the day ``on``.
    """
    target = Path(file)
    content = _archive(files, on)
    outcome = _outcome(target, content)
    if outcome == "conflict":
        raise TargetConflict(target.parent, (target.name,))
    if outcome == "create":
        write_folder({target.name: content}, target.parent)
    return outcome


def _archive(files: Mapping[str, bytes], on: date) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            _check_name(name)
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            info.create_system = UNIX
            info.external_attr = READABLE << 16
            archive.writestr(info, files[name], zipfile.ZIP_STORED)
    return buffer.getvalue()


def _outcome(path: Path, content: bytes) -> Outcome:
    if not path.exists() and not path.is_symlink():
        return "create"
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return "identical"
    return "conflict"


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    wrong = len(path.parts) != 1 or path.is_absolute() or name in (".", "..")
    if wrong or "\\" in name or "\0" in name:
        raise ValueError(f"not a plain file name: {name!r}")
