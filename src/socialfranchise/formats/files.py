"""Bytes from files, and the files that travel in the package."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO

from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report

LARGEST_FILE = 8_000_000
"""Bytes; larger files are refused unread."""


def bundled(folder: str) -> Traversable:
    """A folder of data that travels in the package: ``models``, ``schemas``,
    ``conformance``.

    In a source checkout the folder lies at the root of the project.
    """
    inside = files("socialfranchise") / folder
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[3] / folder


def read_text(file: Traversable, name: str) -> str:
    """The text of a UTF-8 file; :class:`InvalidDocument` says why it cannot be read."""
    return decode(read_bytes(file, name), name)


def read_bytes(file: Traversable, name: str, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a file that exists and has no more than ``limit`` of them."""
    with open_bytes(file, name) as stream, _failures_told(name):
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise _unreadable(codes.FILE_TOO_LARGE.finding(Place(name, 1, 1, 1, 1), limit=limit))
    return content


def open_bytes(file: Traversable, name: str) -> IO[bytes]:
    """A file opened for reading; :class:`InvalidDocument` says why it cannot be."""
    with _failures_told(name):
        if file.is_dir():
            raise _unreadable(codes.FILE_IS_FOLDER.finding(Place(name, 1, 1, 1, 1)))
        return file.open("rb")


@contextmanager
def _failures_told(name: str) -> Iterator[None]:
    place = Place(name, 1, 1, 1, 1)
    try:
        yield
    except FileNotFoundError as error:
        raise _unreadable(codes.FILE_MISSING.finding(place)) from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise _unreadable(codes.FILE_UNREADABLE.finding(place, problem=problem)) from error


def files_in(folder: Traversable, name: str) -> list[Traversable]:
    """What lies in a folder, by name, without hidden files; nothing when there is no folder."""
    try:
        if not folder.is_dir():
            return []
        inside = [file for file in folder.iterdir() if not file.name.startswith(".")]
    except OSError as error:
        problem = error.strerror or ""
        finding = codes.FILE_UNREADABLE.finding(Place(name, 1, 1, 1, 1), problem=problem)
        raise _unreadable(finding) from error
    return sorted(inside, key=lambda file: file.name)


def decode(content: bytes, name: str) -> str:
    """UTF-8 bytes as text, without a byte order mark."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        place = Place(name, line, column, line, column + 1)
        raise _unreadable(codes.FILE_NOT_UTF8.finding(place)) from error
    if not text.strip():
        raise _unreadable(codes.FILE_EMPTY.finding(Place(name, 1, 1, 1, 1)))
    return text


def _unreadable(finding: Finding) -> InvalidDocument:
    return InvalidDocument(Report((finding,), (finding.place.file if finding.place else "",)))
