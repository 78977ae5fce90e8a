"""What the author probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str], number: int = 1) -> tuple[str, ...]:
    """The words most like ``word``, best first; none when nothing is like it."""
    return tuple(get_close_matches(word[:80], sorted(words), n=number, cutoff=0.6))
