"""Values as harmless Markdown, and the spaces at which a line must not break."""

import re
import unicodedata
from functools import cache

from socialfranchise.core.text import Language
from socialfranchise.wording.messages import messages

_PUNCTUATION = re.compile(r"([!-$&-+\-./:<=>@\[-`{-~])")
"""Signs that can act as markup; a comma, a semicolon, a question mark and a percent never do."""
_STOP = r"\."
"""A full stop makes the number of a list, and that only in the first word of a line."""
_SPACES = re.compile(r"\s+")
_GAP = "\N{NO-BREAK SPACE}"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def escape_markdown(value: str) -> str:
    """``value`` as plain Markdown text on one line: nothing in it can act as markup."""
    visible = "".join(c for c in value if c in "\n\r\t" or unicodedata.category(c) not in _HIDDEN)
    escaped = _PUNCTUATION.sub(r"\\\1", _SPACES.sub(_one_space, visible).strip())
    first, space, rest = escaped.partition(" ")
    return f"{first}{space}{rest.replace(_STOP, '.')}"


def _one_space(match: re.Match[str]) -> str:
    return _GAP if _GAP in match[0] else " "


def bind_spaces(markdown: str, language: Language) -> str:
    """Put no-break spaces after and before the words that the language binds."""
    for pattern in _bound(language):
        markdown = pattern.sub(rf"\1{_GAP}", markdown)
    return markdown


@cache
def _bound(language: Language) -> tuple[re.Pattern[str], ...]:
    """Patterns of what stands before a space that must not break, and of the space."""
    say = messages(language)
    patterns = (
        ("before_word", r"(?<![\w\\])({words}) (?=\S)"),
        ("before_number", r"(?<!\w)({words}) (?=[\\\dIVX])"),
        ("after_number", r"(\d) (?={words})"),
    )
    found = []
    for key, pattern in patterns:
        words = "|".join(_written(word) for word in say(f"typography.{key}").split())
        if words:
            found.append(re.compile(pattern.replace("{words}", f"(?:{words})")))
    return tuple(found)


def _written(word: str) -> str:
    """A pattern for a word as a text has it: written by an author, or escaped as a value."""
    return re.escape(word).replace(r"\.", r"\\?\.")


def slug(title: str) -> str:
    """A file name from a title: small plain letters, digits and hyphens."""
    plain = title.lower().replace("\N{LATIN SMALL LETTER L WITH STROKE}", "l")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "document"
