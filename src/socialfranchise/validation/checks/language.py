"""Texts for people: translated, in short sentences, in marks and letters that can be printed."""

import re
from collections.abc import Iterator
from functools import cache

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.documents.base import TextDocument
from socialfranchise.formats.shape import Shaped
from socialfranchise.validation.checks.limits import limits
from socialfranchise.validation.checks.scope import Node, Path, Scope

_WORD = re.compile(r"\w+(?:[-–’'./]\w+)*")
_SPACES = re.compile(r"\S+ {2,}\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])[”’\")]*\s+(?=[^\W\d_])|(?<=\w{5}[.!?])\s+(?=\d)")


def check_language(scope: Scope) -> Iterator[Finding]:
    """Every text in both languages."""
    for node in scope.each(TextDocument):
        text: TextDocument = node.value
        if text.pl == text.en and len(_WORD.findall(text.pl)) > limits().untranslated_words:
            yield node.finding(codes.UNTRANSLATED, "en")
            continue
        for language in LANGUAGES:
            yield from _of_text(node, language, getattr(text, language))


def _of_text(node: Node, language: Language, text: str) -> Iterator[Finding]:
    path = (*node.path, language)
    limit = limits().sentence_words
    if text.count(" ") >= limit and not (node.path and node.path[-1] in limits().titles):
        words = max(len(_WORD.findall(sentence)) for sentence in sentences(text))
        if words > limit:
            yield node.finding(codes.SENTENCE_LONG, language, words=words, limit=limit)
    mark = _wrong_quotes(language).search(text)
    if mark is not None:
        yield _at(node.file, path, mark[0], codes.QUOTES_WRONG, mark=mark[0])
    doubled = _SPACES.search(text) if "  " in text else None
    if doubled is not None:
        yield _at(node.file, path, doubled[0], codes.SPACES_DOUBLED)
    strange = _unprintable().search(text)
    if strange is not None:
        letter = f"U+{ord(strange[0]):04X}"
        yield _at(node.file, path, strange[0], codes.LETTER_UNPRINTABLE, letter=letter)


@cache
def _wrong_quotes(language: Language) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(dict(limits().wrong_quotes)[language])}]")


@cache
def _unprintable() -> re.Pattern[str]:
    spans = (f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in limits().printable)
    return re.compile(f"[^{''.join(spans)}]")


def sentences(text: str) -> list[str]:
    """The sentences of a text. A full stop before a small letter is one of an abbreviation."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and piece[:1].islower() and not found[-1].endswith(";"):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _at(file: Shaped, path: Path, fragment: str, code: codes.Code, **parameters: object) -> Finding:
    """A finding at the fragment inside the text, or at the text when it is folded there."""
    node, source = file.parsed.node(path), file.parsed.text
    start = node.start.index + (source[node.start.index : node.start.index + 1] in ("'", '"'))
    offset = source.find(fragment, start, node.end.index)
    place = file.parsed.place(path)
    if offset >= 0:
        line = source.count("\n", node.start.index, offset)
        column = offset - source.rfind("\n", 0, offset)
        number = node.start.line + 1 + line
        place = Place(file.parsed.file, number, column, number, column + len(fragment))
    return code.finding(place, path=path, raw=fragment, related=(), fix=None, **parameters)
