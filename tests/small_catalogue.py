"""A small catalogue cut out of the published one: for tests that copy, spoil and check it whole."""

import re
import shutil
from pathlib import Path

MODELS = Path(__file__).parents[1] / "models"
TEMPLATES = ("community-catering", "elderly-care", "municipal-multiservice", "wtz-participants")
CASES = ("razem-do-sukcesu-kramsk",)
DOCUMENTS = ("model-sheet", "statute", "council-resolution", "founding-meeting", "action-plan")
"""Enough for tests of how a package is written; the others only take time."""


def small_catalogue(folder: Path) -> Path:
    """A copy of the published catalogue with a few templates and the sources they use."""
    shutil.copytree(MODELS, folder)
    (folder / "catalogue.lock.json").unlink(missing_ok=True)
    for kind, kept in (("templates", TEMPLATES), ("cases", CASES)):
        for file in (folder / kind).glob("*.yaml"):
            if file.stem not in kept:
                file.unlink()
    sources = folder / "vocabulary" / "sources.yaml"
    head, *entries = sources.read_text(encoding="utf-8").split("\n  - id: ")
    words = {
        word
        for file in folder.rglob("*.yaml")
        if file != sources
        for word in re.findall(r"[a-z0-9-]+", file.read_text(encoding="utf-8"))
    }
    used = [entry for entry in entries if entry.partition("\n")[0] in words]
    sources.write_text("\n  - id: ".join([head, *used]).rstrip("\n") + "\n", encoding="utf-8")
    return folder


def catalogue_of_few_documents(folder: Path) -> Path:
    """A small catalogue whose packages hold :data:`DOCUMENTS` only."""
    small_catalogue(folder)
    head = folder / "catalogue.yaml"
    before, found, rest = head.read_text(encoding="utf-8").partition("\ndocuments:\n")
    entries, end, after = rest.partition("\nanswer_fields:\n")
    assert found
    assert end
    kept = [
        entry
        for entry in re.split(r"^(?=  - id: )", entries, flags=re.MULTILINE)
        if entry.removeprefix("  - id: ").partition("\n")[0] in DOCUMENTS
    ]
    head.write_text(before + found + "".join(kept) + end + after, encoding="utf-8")
    for file in (folder / "documents").glob("*.md"):
        if file.name.partition(".")[0] not in DOCUMENTS:
            file.unlink()
    return folder
