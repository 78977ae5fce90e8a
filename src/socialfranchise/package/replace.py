"""Writing an update: files that are there are replaced, all or none, and only as planned."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from os import PathLike
from pathlib import Path

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.feasibility.proposal import Proposal
from socialfranchise.package.apply import WriteFailed, archive_bytes, failures_told
from socialfranchise.package.manifest import MANIFEST
from socialfranchise.package.stored import read_package
from socialfranchise.package.update import plan_update
from socialfranchise.package.update_plan import UpdatePlan


def update_package(
    path: str | PathLike[str],
    catalogue: Catalogue,
    *,
    answers: Mapping[str, str] | None = None,
    diagnosis: Diagnosis | None = None,
    proposal: Proposal | None = None,
    on: date | None = None,
    dry_run: bool = False,
) -> UpdatePlan:
    """Bring a package in a folder or an archive up to date, keep people's edits, and say what
    was done.

    See :func:`plan_update` for what may be given and what is raised; :class:`WriteFailed` says why
    nothing could be written. With ``dry_run`` nothing is written.
    """
    plan = plan_update(
        path, catalogue, answers=answers, diagnosis=diagnosis, proposal=proposal, on=on
    )
    if not dry_run:
        write_update(plan)
    return plan


def write_update(plan: UpdatePlan) -> None:
    """Write a planned update, whole or not at all.

    Raises :class:`WriteFailed`, also when a file has changed since it was planned.
    """
    if plan.changes_nothing:
        return
    path = plan.stored.path
    with failures_told(path):
        if read_package(path).files != plan.stored.files:
            raise WriteFailed(path, "changed-meanwhile")
        if plan.stored.is_archive:
            _replace_archive(plan)
        else:
            _replace_files(plan)


def _replace_archive(plan: UpdatePlan) -> None:
    stored = plan.stored
    if stored.top or stored.folders:
        # What lies deeper was not read, and would be lost.
        raise WriteFailed(stored.path, "folders-inside")
    files = {name: old for name, old in stored.files.items() if name not in plan.removes}
    content = archive_bytes({**files, **plan.writes}, plan.package.plan.on)
    target = stored.path.resolve()
    handle, name = tempfile.mkstemp(prefix=".socialfranchise-", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(target.stat().st_mode)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _replace_files(plan: UpdatePlan) -> None:
    """Put the old files aside and the new ones in their places; or all back as it was."""
    folder = plan.stored.path
    with tempfile.TemporaryDirectory(prefix=".socialfranchise-", dir=folder) as name:
        stage = Path(name)
        new, old = stage / "new", stage / "old"
        new.mkdir()
        old.mkdir()
        for file, content in plan.writes.items():
            (new / file).write_bytes(content)
        # The manifest last: until then the old one tells what the files were.
        written = sorted(plan.writes, key=lambda file: (file == MANIFEST, file))
        done: list[tuple[Path, Path]] = []
        try:
            for file in (*sorted(plan.removes), *written):
                if file in plan.stored.files:
                    _move(folder / file, old / file, done)
                if file in plan.writes:
                    _move(new / file, folder / file, done)
        except BaseException:  # a user who interrupts, too, finds all as it was
            for source, target in reversed(done):
                with suppress(FileNotFoundError):  # it had not been moved yet
                    target.replace(source)
            raise


def _move(source: Path, target: Path, done: list[tuple[Path, Path]]) -> None:
    done.append((source, target))  # beforehand: an interruption may come at any moment
    source.replace(target)
