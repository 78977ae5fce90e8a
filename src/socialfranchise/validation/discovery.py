"""Which files a path stands for, and which catalogue they lie in."""

import os
from collections.abc import Iterator
from pathlib import Path

from socialfranchise.formats.catalogue_files import EXAMPLES, FOLDERS, HEAD, LOCK, TEXTS

_ENDINGS = (".yaml", ".yml", ".json")
_WRITTEN = (LOCK, "manifest.json")
"""Files that the program writes and nobody fills in."""


def forms_in(folder: Path) -> Iterator[Path]:
    """The files to check; settings of an editor and installed schemas lie beside them."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        other = path.name.endswith(".schema.json") or path.name in _WRITTEN
        if path.suffix.lower() in _ENDINGS and not hidden and not other:
            yield path


def enclosing_catalogue(path: Path) -> Path | None:
    """The root of the catalogue whose folders a file lies in."""
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - takes out "..", resolves no links
    if folder.name in (*FOLDERS, *EXAMPLES, TEXTS) and (folder.parent / HEAD).is_file():
        return path.parent.parent if path.parent.name not in ("", "..") else folder.parent
    return path.parent if path.name != HEAD and (folder / HEAD).is_file() else None


def has_head(folder: Path) -> bool:
    """Is the folder a catalogue?"""
    return (folder / HEAD).is_file()


def lost_its_head(folder: Path) -> bool:
    """Has it enough of the folders of a catalogue to have lost its title page?"""
    return not has_head(folder) and sum((folder / name).is_dir() for name in FOLDERS) > 1
