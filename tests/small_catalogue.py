"""A small catalogue cut out of the published one: for tests that copy, spoil and check it whole."""

import re
import shutil
from pathlib import Path

MODELS = Path(__file__).parents[1] / "models"
TEMPLATES = ("community-catering", "elderly-care", "municipal-multiservice", "wtz-participants")
CASES = ("razem-do-sukcesu-kramsk",)


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
