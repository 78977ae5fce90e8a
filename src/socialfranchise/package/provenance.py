"""Where every paragraph of a package comes from: the lines of its text and the values they use."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from socialfranchise.core.text import Language
from socialfranchise.formats.catalogue_files import text_file
from socialfranchise.package.line_marks import lines_between
from socialfranchise.package.names_used import Names
from socialfranchise.package.paragraphs import paragraph_spans, words_sha256
from socialfranchise.package.studies import Later
from socialfranchise.package.texts import Filled

LONGEST_TOLD = 200
"""Letters of a value that are told; of a longer one only the hash is."""
_ID_LETTERS = 10
_PLACES = ("place", "places", "from")
"""Keys under which a value says where in a file it was read."""


@frozen
class Lines:
    """Lines of a text file of the catalogue."""

    file: str
    numbers: tuple[int, ...]


@frozen
class Paragraph:
    """A paragraph of a filled text.

    ``id`` stays the same as long as the lines it comes from do, whatever values fill them and
    whatever stands before it. ``uses`` are names of :class:`UsedValue`.
    """

    id: str
    sha256: str
    sources: tuple[Lines, ...]
    uses: tuple[str, ...]


@frozen
class UsedValue:
    """A value that a text uses, by its name.

    ``text`` is how it reads when it is short; ``since`` is the day from which a value of the law
    holds.
    """

    name: str
    sha256: str
    text: str | None = None
    since: date | None = None


def paragraphs_of(
    filled: Filled,
    document: str,
    language: Language,
    texts: Mapping[str, str],
    names: Mapping[tuple[str, int], Names],
) -> tuple[Paragraph, ...]:
    """The paragraphs of a filled text in order.

    ``texts`` are the text of the document, under the empty name, and the parts it shares with
    others; ``names`` are what their lines use.
    """
    lines = {part: text.splitlines() for part, text in texts.items()}
    seen: Counter[str] = Counter()
    found = []
    for start, end in paragraph_spans(filled.markdown):
        places = lines_between(filled.markdown, filled.marks, start, end)
        id = _id(document, places, lines)
        seen[id] += 1
        uses = frozenset().union(*(names.get(place, frozenset()) for place in places))
        found.append(
            Paragraph(
                id=id if seen[id] == 1 else f"{id}-{seen[id]}",
                sha256=words_sha256(filled.markdown[start:end]),
                sources=_sources(places, document, language),
                uses=tuple(sorted(uses)),
            )
        )
    return tuple(found)


def _id(
    document: str, places: Iterable[tuple[str, int]], lines: Mapping[str, Sequence[str]]
) -> str:
    words = [document, *(lines[part][line - 1].strip() for part, line in places)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_ID_LETTERS]


def _sources(
    places: Iterable[tuple[str, int]], document: str, language: Language
) -> tuple[Lines, ...]:
    by_part: dict[str, list[int]] = {}
    for part, line in places:
        by_part.setdefault(part, []).append(line)
    return tuple(
        Lines(text_file(f"parts/{part}" if part else document, language), tuple(numbers))
        for part, numbers in by_part.items()
    )


def used_values(names: Iterable[str], context: Mapping[str, Any]) -> tuple[UsedValue, ...]:
    """The values of names in what the texts were filled from, in the order of the names."""
    return tuple(_used(name, context) for name in sorted(set(names)))


def _used(name: str, context: Mapping[str, Any]) -> UsedValue:
    value = _at(context, name.replace("[]", ".[]").split("."))
    plain = json.dumps(_as_meant(value), ensure_ascii=False, sort_keys=True, default=str)
    text, since = value, None
    if isinstance(value, Mapping) and name.startswith("law."):
        text, since = value["text"], value["since"]
    told = text is not None and not isinstance(text, Mapping | list | tuple)
    told = told and len(str(text)) <= LONGEST_TOLD
    sha256 = hashlib.sha256(plain.encode()).hexdigest()
    return UsedValue(name, sha256, str(text) if told else None, since)


def _as_meant(value: Any) -> Any:
    """A value however it is written: another file has it in other lines, with other zeros."""
    if isinstance(value, Mapping):
        return {key: _as_meant(part) for key, part in value.items() if key not in _PLACES}
    if isinstance(value, list | tuple):
        return [_as_meant(part) for part in value]
    return value.normalize() if isinstance(value, Decimal) else value


def _at(value: Any, path: Sequence[str]) -> Any:
    """What stands at the end of a path; of ``[]`` every entry, and nothing where it breaks off."""
    if isinstance(value, Later):
        value = value()
    if not path:
        return value
    first, *rest = path
    if first == "[]":
        entries = value.values() if isinstance(value, Mapping) else value
        if isinstance(entries, str) or not isinstance(entries, Iterable):
            return None
        return [_at(entry, rest) for entry in entries]
    return _at(value.get(first), rest) if isinstance(value, Mapping) else None
