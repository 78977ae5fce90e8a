"""A small catalogue cut out of the published one: for tests that copy, spoil and check it whole."""

import re
import shutil
from collections.abc import Container
from pathlib import Path

MODELS = Path(__file__).parents[1] / "models"
TEMPLATES = ("community-catering", "elderly-care", "municipal-multiservice", "wtz-participants")
CASES = ("razem-do-sukcesu-kramsk",)
DOCUMENTS = ("model-sheet", "statute", "council-resolution", "founding-meeting", "action-plan")
_ENTRY = re.compile(r"(?ms)^  - id: (\S+)\n.*?(?=^  - id: |^\S|\Z)")
_PART = re.compile(r"\{% include ['\"]([a-z0-9-]+)['\"]")
_ANSWER = re.compile(r"answers\['([a-z0-9-]+)'\]")


def small_catalogue(folder: Path) -> Path:
    """A copy of the published catalogue with a few templates, the sources they use and a few texts.

    Of the answer fields those are kept for which the texts ask.
    """
    shutil.copytree(MODELS, folder)
    (folder / "catalogue.lock.json").unlink(missing_ok=True)
    for kind, kept in (("templates", TEMPLATES), ("cases", CASES)):
        for file in (folder / kind).glob("*.yaml"):
            if file.stem not in kept:
                file.unlink()
    _cut_documents(folder)
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


def _cut_documents(folder: Path) -> None:
    """Leave a few documents, with the parts they include and the answer fields they name."""
    texts = folder / "documents"
    kept = {file for id in DOCUMENTS for file in texts.glob(f"{id}.*.md")}
    asked: set[str] = set()
    to_read = list(kept)
    while to_read:
        file = to_read.pop()
        text, language = file.read_text(encoding="utf-8"), file.suffixes[0]
        asked |= set(_ANSWER.findall(text))
        parts = {texts / "parts" / f"{id}{language}.md" for id in _PART.findall(text)}
        to_read += parts - kept
        kept |= parts
    for file in texts.rglob("*.md"):
        if file not in kept and file.name != "README.md":
            file.unlink()
    head = folder / "catalogue.yaml"
    before, start, rest = head.read_text(encoding="utf-8").partition("\ndocuments:\n")
    documents, end, fields = rest.partition("\nanswer_fields:\n")
    left = (before, start, _only(documents, DOCUMENTS), end, _only(fields, asked))
    head.write_text("".join(left), encoding="utf-8")


def _only(entries: str, ids: Container[str]) -> str:
    """The text of a list without the entries of other ids."""
    return _ENTRY.sub(lambda entry: entry[0] if entry[1] in ids else "", entries)
