"""The differences of two catalogues in words an editor understands."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

from socialfranchise.core.text import Language
from socialfranchise.formats.changes import Change, EntryChange, Step
from socialfranchise.formats.documents.base import Document, TextDocument
from socialfranchise.formats.field_texts import field_texts
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.messages import Messages, messages
from socialfranchise.wording.numbers import day_text, number_text

LONGEST_VALUE = 160
"""Characters of a value that are shown."""
_CONTEXT = 40
_DOTS = "\N{HORIZONTAL ELLIPSIS}"


def changes_text(
    changes: Sequence[EntryChange],
    versions: tuple[str, str],
    language: Language,
    *,
    same_bytes: bool = True,
) -> str:
    """All changes, collection by collection. ``versions`` are those of the two catalogues.

    Without changes ``same_bytes`` tells whether even the comments are the same.
    """
    say = messages(language)
    return "\n".join(_report(changes, versions, say, same_bytes)).rstrip() + "\n"


def _report(
    changes: Sequence[EntryChange], versions: tuple[str, str], say: Messages, same_bytes: bool
) -> Iterator[str]:
    yield from headed(say("changes.heading", old=versions[0], new=versions[1]))
    if not changes:
        yield say("changes.none" if same_bytes else "changes.layout")
    collection = None
    for entry in changes:
        if entry.collection != collection:
            collection = entry.collection
            yield ""
            yield f"{say(f'changes.collection.{collection}')}:"
        yield from _entry(entry, say)


def _entry(entry: EntryChange, say: Messages) -> Iterator[str]:
    shown = entry.after if entry.after is not None else entry.before
    name = _short(getattr(shown, "name", None) or getattr(shown, "title", None), say)
    what = entry.id if not name else f"{entry.id} ({name})"
    if entry.before is None or entry.after is None:
        key = "added" if entry.before is None else "removed"
        yield from paragraph(say(f"changes.{key}", what=what), "  - ")
        return
    yield from paragraph(say("changes.changed", what=what), "  - ")
    if entry.same_version:
        yield from paragraph(say("changes.same_version", version=entry.after.version), "    ! ")
    for change in entry.changes:
        yield from paragraph(_sentence(change, say), "    - ")


def _sentence(change: Change, say: Messages) -> str:
    where = " › ".join(_label(step, say) for step in change.path)
    before, after = _apart(_words(change.before, say), _words(change.after, say))
    if not change.path:
        return say("changes.text")
    if change.before is None:
        return say("changes.came", where=where, after=after)
    if change.after is None:
        return say("changes.went", where=where, before=before)
    if isinstance(change.before, list) and sorted(map(str, change.before)) == sorted(
        map(str, change.after)
    ):
        return say("changes.order", where=where)
    return say("changes.became", where=where, before=before, after=after)


def _label(step: Step, say: Messages) -> str:
    texts = field_texts().get(step.document, {}).get(step.field, {})
    title = texts.get("title", {}).get(say.language, step.field)
    return title if step.item is None else f"{title} [{step.item}]"


def _short(value: Any, say: Messages) -> str:
    return _cut(_words(value, say))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}{_DOTS}"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two values from shortly before the place where they part, when they are long."""
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    start = sum(1 for _ in shared) - _CONTEXT
    if start > 0 and max(len(before), len(after)) > LONGEST_VALUE:
        before, after = f"{_DOTS}{before[start:]}", f"{_DOTS}{after[start:]}"
    return _cut(before), _cut(after)


def _words(value: Any, say: Messages) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(f"answer.{'yes' if value else 'no'}")
    if isinstance(value, TextDocument):
        text = value.pl if say.language == "pl" else value.en
        return say("quoted", text=text)
    if isinstance(value, Document):
        parts = ((name, getattr(value, name)) for name in type(value).model_fields)
        kept = [(name, part) for name, part in parts if part not in (None, [])]
        return ", ".join(
            f"{_label(Step(type(value).__name__, name), say)}: {_words(part, say)}"
            for name, part in kept
        )
    if isinstance(value, list):
        return "; ".join(_words(part, say) for part in value)
    if isinstance(value, date):
        return day_text(value, say.language)
    if isinstance(value, int | Decimal):
        return number_text(value, say.language, places=4)
    return str(value)
