"""Why a package comes out otherwise than it was: what it is made from, before and now."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from attrs import frozen

from socialfranchise.core.dated import Parameter
from socialfranchise.formats.documents.results.manifest import (
    ManifestDocument,
    PackagePaperDocument,
    ParagraphDocument,
    UsedValueDocument,
)
from socialfranchise.wording.numbers import unit_text

Cause = Literal[
    "program", "catalogue", "template", "day", "diagnosis", "proposal", "answer", "law", "value"
]
What = Literal["changed", "new", "gone"]


@frozen
class Reason:
    """Something a package is made from that is now otherwise.

    ``name`` says which answer, figure of the law or other value; ``before`` and ``after`` are how
    it reads, ``None`` where it was not there or is too long to be told. ``since`` is the day from
    which the new value of the law holds.
    """

    cause: Cause
    name: str = ""
    before: str | None = None
    after: str | None = None
    since: date | None = None


@frozen
class ParagraphChange:
    """A paragraph that is otherwise: its ``number`` in the new text, or in the old one if gone.

    ``values`` are the names of changed values that it uses. ``reworded`` says that the text of
    the catalogue is another.
    """

    what: What
    number: int
    values: tuple[str, ...]
    reworded: bool


@frozen
class DocumentChange:
    """What is otherwise in the text of a document, or that it came or went as a whole."""

    document: str
    title: str
    what: What
    paragraphs: tuple[ParagraphChange, ...] = ()


def reasons(
    old: ManifestDocument, new: ManifestDocument, law: Mapping[str, Parameter]
) -> tuple[Reason, ...]:
    """Everything that differs between what two packages are made from.

    ``law`` is that of the new catalogue; it tells of figures that the new texts no longer use.
    """
    return (*_heads(old, new), *_answers(old, new), *_law_left(old, new, law), *_values(old, new))


def _heads(old: ManifestDocument, new: ManifestDocument) -> Iterator[Reason]:
    pairs: tuple[tuple[Cause, str, str], ...] = (
        ("program", old.generator.version, new.generator.version),
        ("catalogue", old.catalogue.version, new.catalogue.version),
        ("template", old.template.version, new.template.version),
        ("day", old.on.isoformat(), new.on.isoformat()),
    )
    differing = {
        "program": old.generator != new.generator,
        "catalogue": old.catalogue != new.catalogue,
    }
    for cause, before, after in pairs:
        if before != after or differing.get(cause):
            yield Reason(cause, before=before, after=after)
    if old.diagnosis != new.diagnosis:
        yield Reason("diagnosis", before=old.diagnosis.id, after=new.diagnosis.id)
    if old.proposal != new.proposal:
        was, now = (None if each is None else each.id for each in (old.proposal, new.proposal))
        yield Reason("proposal", before=was, after=now)


def _answers(old: ManifestDocument, new: ManifestDocument) -> Iterator[Reason]:
    for name in sorted(old.answers.keys() | new.answers.keys()):
        before, after = old.answers.get(name), new.answers.get(name)
        if before != after:
            yield Reason("answer", name, before, after)


def _law_left(
    old: ManifestDocument, new: ManifestDocument, law: Mapping[str, Parameter]
) -> Iterator[Reason]:
    """Figures of the law that only the old texts use and that are otherwise now."""
    used = {value.name for value in new.values}
    for value in old.values:
        parameter = law.get(value.name.removeprefix("law."))
        if not value.name.startswith("law.") or value.name in used or parameter is None:
            continue
        dated = parameter.value(new.on)
        if dated is None:
            continue
        text = unit_text(dated.value, parameter.unit, new.language)
        if (text, dated.since) != (value.text, value.since):
            yield Reason("law", value.name, value.text, text, dated.since)


def _values(old: ManifestDocument, new: ManifestDocument) -> Iterator[Reason]:
    before = {value.name: value for value in old.values}
    after = {value.name: value for value in new.values}
    for name in _changed(old, new):
        was, now = before.get(name), after.get(name)
        if name.startswith("answers."):
            continue  # told already, with those that no text uses
        cause: Cause = "law" if name.startswith("law.") else "value"
        yield Reason(cause, name, _text(was), _text(now), None if now is None else now.since)


def _text(value: UsedValueDocument | None) -> str | None:
    return None if value is None else value.text


def _changed(old: ManifestDocument, new: ManifestDocument) -> list[str]:
    """The names of values that both packages use and that differ."""
    before = {value.name: value.sha256 for value in old.values}
    after = {value.name: value.sha256 for value in new.values}
    return sorted(name for name in before.keys() & after.keys() if before[name] != after[name])


def document_changes(old: ManifestDocument, new: ManifestDocument) -> tuple[DocumentChange, ...]:
    """What is otherwise in the documents, in the order of the new package."""
    before = {document.id: document for document in old.documents}
    after = {document.id for document in new.documents}
    changed = frozenset(_changed(old, new))
    found = []
    for document in new.documents:
        was = before.get(document.id)
        if was is None:
            found.append(DocumentChange(document.id, document.title, "new"))
        elif differing := tuple(_paragraphs(was, document, changed)):
            found.append(DocumentChange(document.id, document.title, "changed", differing))
    found += (
        DocumentChange(document.id, document.title, "gone")
        for document in old.documents
        if document.id not in after
    )
    return tuple(found)


def _paragraphs(
    old: PackagePaperDocument, new: PackagePaperDocument, changed: frozenset[str]
) -> Iterator[ParagraphChange]:
    was, now = old.paragraphs, new.paragraphs
    before = {paragraph.id for paragraph in was}
    matcher = SequenceMatcher(None, _words(was), _words(now), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        kept = {paragraph.id for paragraph in now[c:d]}
        # As many went as came: then each came in place of one.
        replaced = b - a == d - c
        for number, paragraph in enumerate(now[c:d], c + 1):
            values = tuple(name for name in paragraph.uses if name in changed)
            same = paragraph.id in before
            what: What = "changed" if same or replaced else "new"
            yield ParagraphChange(what, number, values, not same)
        for number, paragraph in enumerate(was[a:b], a + 1):
            if not replaced and paragraph.id not in kept:
                yield ParagraphChange("gone", number, (), False)


def _words(paragraphs: list[ParagraphDocument]) -> list[str]:
    return [paragraph.sha256 for paragraph in paragraphs]
