"""Three versions of a list of paragraphs made one: nobody's words are lost.

Of the common ancestor only the hashes of its paragraphs are known. What people changed stays as
they have it, what only we changed becomes ours, and where both changed the same paragraph both
stand, with a note between them.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Literal

from attrs import evolve, field, frozen

from socialfranchise.package.text_forms import TextForm

Kind = Literal["both-changed", "deleted-here", "deleted-there", "frame-kept"]
"""``both-changed``: people and we wrote something else. ``deleted-here``: people took out what we
changed. ``deleted-there``: we took out what people changed. ``frame-kept``: both changed what
surrounds the paragraphs, and it stays as people have it."""


@frozen
class Conflict:
    """A place where people and we did not do the same.

    ``number`` is that of the note among the merged paragraphs, from 1.
    """

    kind: Kind
    number: int
    theirs: tuple[str, ...]
    ours: tuple[str, ...]


@frozen
class Merged:
    """The paragraphs that came out, and where somebody has to decide.

    ``kept`` are numbers of paragraphs that people wrote; paragraphs count from 1.
    """

    paragraphs: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    kept: tuple[int, ...]


@frozen
class _Edit:
    """What became of each paragraph of the ancestor, and what was put before it.

    ``None`` in ``became`` stands for a paragraph that was left alone.
    """

    became: tuple[tuple[str, ...] | None, ...]
    before: tuple[tuple[str, ...], ...]
    same: tuple[str, ...] = field(repr=False)
    """The paragraphs as they are now where they were left alone, else empty."""


def merge(
    base: Sequence[str],
    theirs: Sequence[str],
    ours: Sequence[str],
    form: TextForm,
    note: Callable[[Kind], str],
) -> Merged:
    """Merge what people made of a text with what we make of it now.

    ``base`` holds the hashes of the ancestor's paragraphs. ``note`` is the remark at a conflict.
    """
    their, our = _edit(base, theirs, form), _edit(base, ours, form)
    made = _Maker(form, note)
    for at in range(len(base) + 1):
        made.put(their.before[at], our.before[at])
        if at < len(base):
            made.settle(their, our, at)
    return Merged(tuple(made.paragraphs), tuple(made.conflicts), tuple(made.kept))


def _edit(base: Sequence[str], now: Sequence[str], form: TextForm) -> _Edit:
    hashes = [form.hash(paragraph) for paragraph in now]
    became: list[tuple[str, ...] | None] = [None] * len(base)
    before: list[tuple[str, ...]] = [()] * (len(base) + 1)
    same = [""] * len(base)
    for tag, a, b, c, d in SequenceMatcher(None, base, hashes, autojunk=False).get_opcodes():
        if tag == "equal":
            same[a:b] = now[c:d]
        elif tag == "insert":
            before[a] = tuple(now[c:d])
        elif tag == "replace" and b - a == d - c:
            became[a:b] = [(paragraph,) for paragraph in now[c:d]]
        else:
            became[a:b] = [tuple(now[c:d]), *([()] * (b - a - 1))]
    return _Edit(tuple(became), tuple(before), tuple(same))


def merge_files(
    base: Sequence[str],
    theirs: bytes,
    ours: bytes,
    form: TextForm,
    note: Callable[[Kind], str],
) -> tuple[bytes, Merged] | None:
    """:func:`merge` of two files of a form; ``None`` when one cannot be taken apart."""
    their, our = form.paragraphs(theirs), form.paragraphs(ours)
    if their is None or our is None:
        return None
    if not form.framed:
        merged = merge(base, their, our, form, note)
        return form.join(merged.paragraphs).encode(), merged
    merged = merge(base[1:-1], their[1:-1], our[1:-1], form, note)
    ends, conflicts = [], list(merged.conflicts)
    for at in (0, -1):
        theirs_changed, ours_changed = (
            [form.hash(each[at])] != list(base[at:][:1]) for each in (their, our)
        )
        ends.append(their[at] if theirs_changed else our[at])
        if theirs_changed and ours_changed and form.hash(their[at]) != form.hash(our[at]):
            conflicts.append(Conflict("frame-kept", 0, (their[at],), (our[at],)))
    text = form.join((ends[0], *merged.paragraphs, ends[1]))
    return text.encode(), evolve(merged, conflicts=tuple(conflicts))


class _Maker:
    def __init__(self, form: TextForm, note: Callable[[Kind], str]) -> None:
        self.form = form
        self.note = note
        self.paragraphs: list[str] = []
        self.conflicts: list[Conflict] = []
        self.kept: list[int] = []

    def add(self, paragraphs: Sequence[str], *, by_people: bool = False) -> None:
        for paragraph in paragraphs:
            self.paragraphs.append(paragraph)
            if by_people:
                self.kept.append(len(self.paragraphs))

    def put(self, theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
        """What was put in at the same place; what both put in stands there once."""
        known = {self.form.hash(paragraph) for paragraph in theirs}
        self.add(theirs, by_people=True)
        self.add([part for part in ours if self.form.hash(part) not in known])

    def settle(self, their: _Edit, our: _Edit, at: int) -> None:
        """A paragraph of the ancestor: whoever changed it is heard."""
        theirs, ours = their.became[at], our.became[at]
        if theirs is None:
            self.add((their.same[at],) if ours is None else ours)
        elif ours is None or self._same(theirs, ours):
            self.add(theirs, by_people=True)
        else:
            self._conflict(theirs, ours)

    def _same(self, theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
        return [*map(self.form.hash, theirs)] == [*map(self.form.hash, ours)]

    def _conflict(self, theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
        kind: Kind = "both-changed"
        if not theirs:
            kind = "deleted-here"
        elif not ours:
            kind = "deleted-there"
        self.add(theirs, by_people=True)
        self.conflicts.append(Conflict(kind, len(self.paragraphs) + 1, theirs, ours))
        self.add([self.form.note(self.note(kind))])
        self.add(ours)
