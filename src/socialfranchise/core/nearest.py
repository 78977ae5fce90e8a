"""What the author probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

READABLE = 40
"""How many words a person can still choose from."""


def nearest(word: str, words: Iterable[str], number: int = 1) -> tuple[str, ...]:
    """The words most like ``word``, best first; none when nothing is like it.

    A word of the same letters in another order is the best, however short it is.
    """
    known = sorted(words)
    typed = word[:80]
    swapped = [other for other in known if sorted(other) == sorted(typed)]
    close = get_close_matches(typed, known, n=number, cutoff=0.6)
    return tuple(dict.fromkeys((*swapped, *close)))[:number]


def choices(words: Iterable[str]) -> tuple[str, ...]:
    """The words to choose from, in order; none when they are too many to read."""
    known = sorted(words)
    return tuple(known) if len(known) <= READABLE else ()
