"""Values as harmless Markdown, and the spaces that must not break in Polish."""

import re
import unicodedata

from socialfranchise.core.text import Language

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SPACES = re.compile(r"\s+")
_GAP = "\N{NO-BREAK SPACE}"
_BEFORE_NUMBER = r"(?:art\.|ust\.|pkt|lit\.|poz\.|nr|Nr|§|par\.|str\.)"
_AFTER_NUMBER = r"(?:r\.|zł|%|osób|osoby|osoba|miesięcy|miesiące|miesiąc|dni|lat|lata|godzin)"
"""Words that stay on the line of their number."""


def escape_markdown(value: str) -> str:
    """``value`` as plain Markdown text on one line: nothing in it can act as markup."""
    visible = "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)
    return _PUNCTUATION.sub(r"\\\1", _SPACES.sub(_one_space, visible).strip())


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _one_space(match: re.Match[str]) -> str:
    return _GAP if _GAP in match[0] else " "


def bind_spaces(markdown: str, language: Language) -> str:
    """Put no-break spaces where a Polish line must not break."""
    if language != "pl":
        return markdown
    text = re.sub(r"(?<![\w\\])([aiouwzAIOUWZ]) (?=\S)", rf"\1{_GAP}", markdown)
    text = re.sub(rf"(?<!\w)({_BEFORE_NUMBER}) (?=[\\\dIVX])", rf"\1{_GAP}", text)
    return re.sub(rf"(?<=\d) (?={_AFTER_NUMBER})", _GAP, text)


def slug(title: str) -> str:
    """A file name from a title: small plain letters, digits and hyphens."""
    plain = title.lower().replace("\N{LATIN SMALL LETTER L WITH STROKE}", "l")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "document"
