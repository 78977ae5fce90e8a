"""Where a new file goes: the id it gets by its name, and the schema its first line points to."""

import re
from pathlib import Path, PurePosixPath

from socialfranchise.formats.catalogue_files import EXAMPLES, FOLDERS, SCHEMAS
from socialfranchise.formats.documents.base import ID_PATTERN


def default_id(kind: str, out: Path | None) -> str:
    """The name of the file where it is an id, because a catalogue wants both the same."""
    named = out is not None and kind not in ("catalogue", "vocabulary")
    if out is not None and named and re.match(ID_PATTERN, out.stem) and len(out.stem) <= 80:
        return out.stem
    return f"new-{kind}"


def schema_beside(kind: str, out: Path | None) -> str:
    """The way from a file to its schema: the nearest installed one, else where one would be."""
    name = f"{kind}.schema.json"
    if out is None:
        return f"{SCHEMAS}/{name}"
    folder = out.absolute().parent
    for steps, above in enumerate((folder, *folder.parents)):
        if (above / SCHEMAS / name).is_file():
            return str(PurePosixPath(*[".."] * steps, SCHEMAS, name))
    steps = 1 if folder.name in (*FOLDERS, *EXAMPLES) else 0
    return str(PurePosixPath(*[".."] * steps, SCHEMAS, name))
