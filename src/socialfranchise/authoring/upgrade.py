"""From one version of a format to the next, as small edits: comments and layout stay.

A step knows one format and one version. All formats are at version 1 today, so that the list of
steps is empty.
"""

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from socialfranchise.core.fixes import Edit, Fix, apply_edits
from socialfranchise.formats.yaml_reader import Parsed, parse

_FORMAT = re.compile(r"socialfranchise\.([a-z-]+)/([0-9]{1,4})\Z")


@frozen
class Step:
    """What to change in a file of a kind to bring it from a version to the next one.

    The step need not change ``format:``; that is done for it.
    """

    kind: str
    since: int
    to: int
    change: Callable[[Parsed], list[Fix]]


STEPS: tuple[Step, ...] = ()
"""Every step there is."""


@frozen
class Upgraded:
    """The text of a file in the newest version, and the formats it has gone through."""

    text: str
    formats: tuple[str, ...] = ()


def upgrade(text: str, file: str, steps: Sequence[Step] = STEPS) -> Upgraded:
    """Apply every step that fits, one after the other.

    A file that is not of a known format, or cannot be read, comes back as it was: to say what is
    wrong with it is the work of ``validate``. A step whose edits overlap is a ``ValueError``.
    """
    formats: list[str] = []
    while True:
        parsed, findings = parse(text, file)
        if parsed is None or findings or not isinstance(parsed.data, dict):
            return Upgraded(text, tuple(formats))
        match = _FORMAT.match(str(parsed.data.get("format")))
        step = match and next(
            (s for s in steps if (s.kind, s.since) == (match[1], int(match[2]))), None
        )
        if not step:
            return Upgraded(text, tuple(formats))
        format = f"socialfranchise.{step.kind}/{step.to}"
        fixes = [*step.change(parsed), _new_format(parsed, format)]
        text, applied = apply_edits(text, fixes)
        if applied != len(fixes) or step.to <= step.since:
            raise ValueError(f"a step to {format} contradicts itself")
        formats.append(format)


def _new_format(parsed: Parsed, format: str) -> Fix:
    place = parsed.place(("format",))
    edit = Edit(place.line, place.column, place.end_line, place.end_column, format)
    return Fix((edit,), safe=True)
