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
    close = get_close_matches(typed, known, n=number)
    return tuple(dict.fromkeys((*swapped, *close)))[:number]


def is_slip(word: str, meant: str) -> bool:
    """Is ``word`` ``meant`` with one slip: a letter too many, missing, wrong or swapped?

    Capitals and the kind of dash or underscore between words do not count.
    """
    one, other = (text.casefold().replace("_", "-") for text in (word, meant))
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    rest, right = one[shared:], other[shared:]
    swapped = rest[:2] == right[:2][::-1] and rest[2:] == right[2:]
    return swapped or rest[1:] in (right, right[1:]) or rest == right[1:]


def choices(words: Iterable[str]) -> tuple[str, ...]:
    """The words to choose from, in order; none when they are too many to read."""
    known = sorted(words)
    return tuple(known) if len(known) <= READABLE else ()
