"""Text that any output can hold: what cannot be seen is shown by its number."""

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, reversed writing, halves of characters; not tabs and line feeds."""


def visible(text: str) -> str:
    """The text with every character that would act instead of being read as ``[U+001B]``."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))
