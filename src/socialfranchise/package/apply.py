"""The only writer: a package goes to disk whole or not at all, and nobody's work is overwritten."""

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


def write_zip(files: Mapping[str, bytes], file: str | PathLike[str], on: date) -> None:
    """Write one zip archive, replacing ``file`` only when it is complete.

    DOCX and PDF are compressed already and are stored. Times in the archive are the day ``on``.
    """
    target = Path(file)
    descriptor, stage = tempfile.mkstemp(prefix=".socialfranchise-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(files):
                _check_name(name)
                moment = (max(on.year, 1980), on.month, on.day, 0, 0, 0)
                info = zipfile.ZipInfo(name, moment)
                info.create_system = 3
                info.external_attr = 0o644 << 16
                archive.writestr(info, files[name], zipfile.ZIP_STORED)
        Path(stage).replace(target)
    except BaseException:
        Path(stage).unlink(missing_ok=True)
        raise


def _outcome(path: Path, content: bytes) -> Outcome:
    if not path.exists() and not path.is_symlink():
        return "create"
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return "identical"
    return "conflict"


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if len(path.parts) != 1 or path.is_absolute() or name in (".", "..") or "\\" in name:
        raise ValueError(f"not a plain file name: {name!r}")
