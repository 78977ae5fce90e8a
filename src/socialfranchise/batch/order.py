"""The order of a ranking in many places at a time: verdict, certain part, possible part, id."""

import numpy as np
from numpy.typing import NDArray

from socialfranchise.batch.facts import Numbers


def ranked(
    verdict: NDArray[np.uint8], low: Numbers, high: Numbers, top: int | None = None
) -> NDArray[np.intp]:
    """For every place (a row) the numbers of the templates (the columns), the best first.

    The columns stand in the order of the templates' ids. Scores lie between 0 and 1. ``top``
    keeps the first ones.
    """
    # A score from 0 to 1 sorts as its bits do, and leaves the two highest bits to the verdict.
    key = _bits(low)
    np.subtract(_FULL, key, out=key)
    key |= verdict.astype(np.uint64) << np.uint64(62)
    if top is not None and 0 < top < key.shape[1]:
        return _first(key, high, top)
    order = np.argsort(key, axis=1, kind="stable")
    sorted_key = np.take_along_axis(key, order, axis=1)
    sorted_high = np.take_along_axis(high, order, axis=1)
    tied = (sorted_key[:, 1:] == sorted_key[:, :-1]) & (sorted_high[:, 1:] > sorted_high[:, :-1])
    places = np.flatnonzero(tied.any(axis=1))
    if places.size:
        order[places] = np.lexsort((-high[places], key[places]), axis=1)
    return order[:, :top]


def _first(key: NDArray[np.uint64], high: Numbers, top: int) -> NDArray[np.intp]:
    """The first templates of every place: only those that may be among them are sorted."""
    last = np.partition(key, top - 1, axis=1)[:, top - 1 : top]
    place, template = np.nonzero(key <= last)
    order = np.lexsort((-high[place, template], key[place, template], place))
    start = np.searchsorted(place, np.arange(len(key)))
    first: NDArray[np.intp] = template[order][start[:, np.newaxis] + np.arange(top)]
    return first


def _bits(numbers: Numbers) -> NDArray[np.uint64]:
    bits: NDArray[np.uint64] = (numbers + 0.0).view(np.uint64)
    return bits


_FULL = _bits(np.ones(1))
