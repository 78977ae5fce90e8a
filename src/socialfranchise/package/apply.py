"""The only writer: files go to disk all or none, and nobody's work is overwritten."""

import errno
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Final

from socialfranchise.core.errors import SocialFranchiseError
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.package.survey import Outcome, archive_outcome, folder_outcomes

UNIX: Final = 3
READABLE: Final = 0o644

PROBLEMS: Final = {
    errno.EEXIST: "taken",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "not-a-folder",
    errno.EISDIR: "not-a-file",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.ENAMETOOLONG: "name-too-long",
}
"""What the system refuses, by its number; anything else is ``other``."""

NO_LINKS: Final = {
    errno.EPERM,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.EXDEV,
    errno.ENOSYS,
    errno.EINVAL,
}
"""How a file system says that it has no hard links."""


class TargetConflict(SocialFranchiseError):
    """Files are there already with other content; nothing was written.

    ``outcomes`` says for every file what is there. ``target`` is the folder, or the archive itself
    when ``is_archive``.
    """

    def __init__(
        self, target: Path, outcomes: Mapping[str, Outcome], is_archive: bool = False
    ) -> None:
        super().__init__(target, outcomes, is_archive)
        self.target = target
        self.outcomes = FrozenMapping(outcomes)
        self.is_archive = is_archive

    def __str__(self) -> str:
        return f"{self.target}: {', '.join((*self.conflicts, *self.outdated))}"

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The files whose content is not known to be ours."""
        return tuple(name for name, outcome in self.outcomes.items() if outcome == "conflict")

    @property
    def outdated(self) -> tuple[str, ...]:
        """The files of an earlier package that nobody has touched."""
        return tuple(name for name, outcome in self.outcomes.items() if outcome == "outdated")


class WriteFailed(SocialFranchiseError):
    """Nothing could be written at ``path``, and nothing was left behind.

    ``problem`` is ``dangling-link`` or a value of :data:`PROBLEMS`, or ``other``; ``detail`` is
    what the system said.
    """

    def __init__(self, path: Path, problem: str, detail: str = "") -> None:
        super().__init__(path, problem, detail)
        self.path = path
        self.problem = problem
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.path}: {self.detail or self.problem}"


def write_folder(
    files: Mapping[str, bytes], directory: str | PathLike[str], *, dry_run: bool = False
) -> dict[str, Outcome]:
    """Write ``files`` into ``directory``, all or none, and say what was done to each.

    Files that are the same already stay as they are. When a file is there with other content,
    nothing is written and :class:`TargetConflict` names all of them; :class:`WriteFailed` says why
    else nothing could be written. Names may not leave the directory. With ``dry_run`` nothing is
    written and everything else is the same.
    """
    folder = Path(directory)
    for name in files:
        _check_name(name)
    with failures_told(folder):
        _check_place(folder)
        found = folder_outcomes(files, folder)
        if not {"conflict", "outdated"}.isdisjoint(found.values()):
            raise TargetConflict(folder, found)
        _create({n: files[n] for n in found if found[n] == "create"}, folder, dry_run)
    return found


def write_zip(
    files: Mapping[str, bytes], file: str | PathLike[str], on: date, *, dry_run: bool = False
) -> Outcome:
    """Write one zip archive, whole or not at all, and say what was done.

    An archive with other content is never replaced. DOCX and PDF are compressed already and are
    stored. Times in the archive are the day ``on``. Otherwise as :func:`write_folder`.
    """
    target = Path(file)
    content = archive_bytes(files, on)
    with failures_told(target):
        if target.is_dir():
            raise WriteFailed(target, "not-a-file")
        _check_place(target.parent)
        outcome = archive_outcome(target, content)
        if outcome in ("conflict", "outdated"):
            raise TargetConflict(target, {target.name: outcome}, is_archive=True)
        if outcome == "create":
            _create({target.name: content}, target.parent, dry_run)
    return outcome


def archive_bytes(files: Mapping[str, bytes], on: date) -> bytes:
    """A zip archive of these files, the same on every run; its times are the day ``on``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            _check_name(name)
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            info.create_system = UNIX
            info.external_attr = READABLE << 16
            archive.writestr(info, files[name], zipfile.ZIP_STORED)
    return buffer.getvalue()


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    wrong = len(path.parts) != 1 or path.is_absolute() or name in (".", "..")
    if wrong or "\\" in name or "\0" in name:
        raise ValueError(f"not a plain file name: {name!r}")


@contextmanager
def failures_told(target: Path) -> Iterator[None]:
    """What the system refuses at ``target`` is a :class:`WriteFailed`."""
    try:
        yield
    except OSError as error:
        problem = PROBLEMS.get(error.errno or 0, "other")
        raise WriteFailed(target, problem, error.strerror or str(error)) from error


def _check_place(folder: Path) -> None:
    """Is the folder there, or can it be made?"""
    for place in (folder, *folder.parents):
        if place.is_dir():
            return
        if place.exists():
            raise WriteFailed(place, "not-a-folder")
        if place.is_symlink():
            raise WriteFailed(place, "dangling-link")


def _create(files: Mapping[str, bytes], folder: Path, dry_run: bool) -> None:
    """Make the folder and, in it, the files, all or none."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    nearest = new[-1].parent if new else folder
    if files and not os.access(nearest, os.W_OK | os.X_OK):
        raise WriteFailed(nearest, "no-permission")
    if dry_run or not files:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fill(files, folder)
    except BaseException:
        for place in new:
            with suppress(OSError):
                place.rmdir()
        raise


def _fill(files: Mapping[str, bytes], folder: Path) -> None:
    placed: list[Path] = []
    with tempfile.TemporaryDirectory(
        prefix=".socialfranchise-", dir=folder, ignore_cleanup_errors=True
    ) as stage:
        try:
            for name, content in files.items():
                (Path(stage) / name).write_bytes(content)
            for name in files:
                _place(Path(stage) / name, folder / name, placed)
        except BaseException:  # a user who interrupts, too, finds nothing half done
            for path in placed:
                path.unlink(missing_ok=True)
            raise


def _place(source: Path, target: Path, placed: list[Path]) -> None:
    """Put a file where nothing is; a rename would overwrite what has come there meanwhile."""
    placed.append(target)  # beforehand: an interruption may come at any moment
    try:
        try:
            os.link(source, target)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            with target.open("xb") as file:
                file.write(source.read_bytes())
    except FileExistsError:
        placed.remove(target)  # it is somebody else's
        raise
