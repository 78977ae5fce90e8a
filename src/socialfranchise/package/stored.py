"""A package as it lies in a folder or an archive, read without trusting any of it.

Nothing is unpacked to disk, no link is followed, and no more is read than a package can hold.
"""

import errno
import stat
import zipfile
import zlib
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from attrs import field, frozen

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.formats.documents.results.manifest import ManifestDocument
from socialfranchise.package.manifest import LARGEST, MANIFEST, read_manifest

MOST_FILES = 2_000
LONGEST_NAME = 255
LARGEST_FILE = 2**26
LARGEST_PACKAGE = 2**28
"""Bytes of all files together; a package of thirty documents has some megabytes."""

_ENCRYPTED = 1


@frozen
class StoredPackage:
    """The files of a package as they are now, and what is unsafe about them.

    ``folders`` are names of folders inside, which are not read. ``top`` is the folder in an
    archive that was packed as a whole, with its slash. ``manifest`` is ``None`` when
    there is none that can be relied on; ``findings`` then say why.
    """

    path: Path
    is_archive: bool
    files: Mapping[str, bytes] = field(repr=False)
    folders: tuple[str, ...]
    top: str
    manifest: ManifestDocument | None = field(repr=False)
    findings: tuple[Finding, ...]


def read_package(path: str | PathLike[str]) -> StoredPackage:
    """Read a package from a folder or a zip archive.

    Raises :class:`InvalidDocument` when there is nothing at ``path`` or it cannot be read.
    """
    place = Path(path)
    findings: list[Finding] = []
    try:
        if not place.exists():
            raise _refused(codes.FILE_MISSING.finding(_start(place)), place)
        if place.is_dir():
            top, files, folders = "", _folder(place, findings), _folders(place)
        else:
            top, files, folders = _archive(place, findings)
    except OSError as error:
        problem = error.strerror or str(error)
        finding = codes.FILE_UNREADABLE.finding(_start(place), problem=problem)
        raise _refused(finding, place) from error
    manifest = None
    if MANIFEST in files:
        manifest = read_manifest(files[MANIFEST])
        if manifest is None:
            findings.append(codes.MANIFEST_BROKEN.finding(_start(place / MANIFEST)))
    elif not any(finding.severity >= Severity.ERROR for finding in findings):
        findings.append(codes.MANIFEST_MISSING.finding(_start(place)))
    is_archive = not place.is_dir()
    return StoredPackage(
        place, is_archive, FrozenMapping(files), folders, top, manifest, tuple(findings)
    )


def _folder(folder: Path, findings: list[Finding]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = LARGEST_PACKAGE
    for number, path in enumerate(sorted(folder.iterdir())):
        if path.is_symlink():
            findings.append(_unsafe(folder, path.name, "link"))
        elif path.is_dir():
            continue
        elif not path.is_file():
            findings.append(_unsafe(folder, path.name, "not-a-file"))
        elif number >= MOST_FILES or path.stat().st_size > min(_limit(path.name), room):
            findings.append(_unsafe(folder, path.name, "too-large"))
        else:
            files[path.name] = path.read_bytes()
            room -= len(files[path.name])
    return files


def _folders(folder: Path) -> tuple[str, ...]:
    inside = (path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    return tuple(sorted(path.name for path in inside))


def _archive(file: Path, findings: list[Finding]) -> tuple[str, dict[str, bytes], tuple[str, ...]]:
    try:
        with zipfile.ZipFile(file) as archive:
            return _inside(archive, file, findings)
    except (
        zipfile.BadZipFile,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
    ):
        findings.append(codes.ARCHIVE_BROKEN.finding(_start(file)))
        return "", {}, ()


def _inside(
    archive: zipfile.ZipFile, file: Path, findings: list[Finding]
) -> tuple[str, dict[str, bytes], tuple[str, ...]]:
    """The folder inside the archive that is the package, its files and the folders in it."""
    entries = archive.infolist()
    top = _top([info.orig_filename for info in entries])
    files: dict[str, bytes] = {}
    folders: dict[str, None] = {}
    room = LARGEST_PACKAGE
    for number, info in enumerate(entries):
        name = info.orig_filename
        inner = name.removeprefix(top)
        problem = _problem(info, inner) if number < MOST_FILES else "too-large"
        if problem is None and "/" in inner:
            folders[inner.partition("/")[0]] = None
            continue
        if problem is None and inner in files:
            problem = "twice"
        if problem is None and inner:
            # What an archive says of its sizes may be a lie: never read more than allowed.
            limit = min(_limit(inner), room)
            content = _content(archive, info, limit)
            if len(content) <= limit:
                files[inner] = content
                room -= len(content)
            else:
                problem = "too-large"
        if problem is not None:
            findings.append(_unsafe(file, name, problem))
        if number >= MOST_FILES:
            break
    return top, files, tuple(folders)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """An entry, or one byte more than the limit of it."""
    try:
        with archive.open(info) as stream:
            return stream.read(limit + 1)
    except OSError as error:
        # An entry that is said to stand before the beginning of the file cannot be sought.
        if error.errno == errno.EINVAL:
            raise zipfile.BadZipFile(info.orig_filename) from error
        raise


def _top(names: list[str]) -> str:
    """The folder that was packed as a whole, when the manifest lies in one; else nothing."""
    if MANIFEST in names:
        return ""
    found = [name for name in names if name.count("/") == 1 and name.endswith(f"/{MANIFEST}")]
    return found[0].removesuffix(MANIFEST) if len(found) == 1 else ""


def _problem(info: zipfile.ZipInfo, name: str) -> str | None:
    """Why an entry of an archive is not read."""
    parts = info.orig_filename.removesuffix("/").split("/")
    if not all(is_plain_name(part) for part in parts):
        return "outside"
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "link"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "not-a-file"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    return "too-large" if info.file_size > _limit(name) else None


def is_plain_name(name: str) -> bool:
    """Is it the name of a file right in the package, on every system?"""
    bad = any(letter in "/\\:" or ord(letter) < ord(" ") for letter in name)
    return not bad and name not in ("", ".", "..") and len(name.encode()) <= LONGEST_NAME


def _limit(name: str) -> int:
    return LARGEST if name == MANIFEST else LARGEST_FILE


def _unsafe(where: Path, name: str, problem: str) -> Finding:
    return codes.PACKAGE_ENTRY_UNSAFE.finding(_start(where), file=name, refused=problem)


def _start(path: Path) -> Place:
    return Place(str(path), 1, 1, 1, 1)


def _refused(finding: Finding, path: Path) -> InvalidDocument:
    return InvalidDocument(Report((finding,), (str(path),)))
