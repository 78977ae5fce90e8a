"""What writing would do to the files that are there already; nothing is written."""

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Literal

from socialfranchise.package.manifest import LARGEST, MANIFEST, recorded

Outcome = Literal["create", "identical", "outdated", "conflict"]
"""``create``: it is not there yet. ``identical``: it is there already. ``outdated``: an earlier
package of ours is there, untouched since. ``conflict``: something else is there."""


def folder_outcomes(
    files: Mapping[str, bytes], directory: str | PathLike[str]
) -> dict[str, Outcome]:
    """What writing each file into the folder would do. Raises ``OSError`` when it cannot tell."""
    folder = Path(directory)
    found = {name: _outcome(folder / name, files[name]) for name in sorted(files)}
    differing = [name for name, outcome in found.items() if outcome == "conflict"]
    for name in _untouched(folder, differing) if differing else ():
        found[name] = "outdated"
    return found


def archive_outcome(file: Path, content: bytes) -> Outcome:
    """What writing an archive would do. Raises ``OSError`` when it cannot tell."""
    outcome = _outcome(file, content)
    return "outdated" if outcome == "conflict" and _is_untouched_archive(file) else outcome


def _outcome(path: Path, content: bytes) -> Outcome:
    if not path.exists() and not path.is_symlink():
        return "create"
    same = _is_file(path) and path.stat().st_size == len(content) and path.read_bytes() == content
    return "identical" if same else "conflict"


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _untouched(folder: Path, names: Iterable[str]) -> list[str]:
    """Those of the files that are just as the manifest in their folder recorded them."""
    manifest = folder / MANIFEST
    if not _is_file(manifest) or manifest.stat().st_size > LARGEST:
        return []
    hashes = recorded(manifest.read_bytes())
    return [
        name
        for name in names
        if (name == MANIFEST and hashes)
        or (name in hashes and _is_file(folder / name) and _sha256(folder / name) == hashes[name])
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_untouched_archive(file: Path) -> bool:
    """Is it an archive of ours, with just the files that the manifest in it recorded?"""
    if not _is_file(file):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            # Stored files that are no larger than the archive: it cannot unfold into more.
            if sum(info.file_size for info in archive.infolist()) > file.stat().st_size:
                return False
            inside = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, RuntimeError):
        return False
    hashes = recorded(inside.pop(MANIFEST, b""))
    return bool(hashes) and hashes == {
        name: hashlib.sha256(content).hexdigest() for name, content in inside.items()
    }
