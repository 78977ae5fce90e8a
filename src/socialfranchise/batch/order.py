"""The order of a ranking in many places at a time: verdict, certain part, possible part, id."""

import numpy as np
from numpy.typing import NDArray

from socialfranchise.batch.facts import Numbers


def ranked(verdict: NDArray[np.uint8], low: Numbers, high: Numbers) -> NDArray[np.intp]:
    """For every place (a row) the numbers of the templates (the columns), the best first.

    The columns stand in the order of the templates' ids. Scores lie between 0 and 1.
    """
    # A score from 0 to 1 sorts as its bits do, and leaves the two highest bits to the verdict.
    key = (verdict.astype(np.uint64) << np.uint64(62)) | (_FULL - _bits(low))
    order = np.argsort(key, axis=1, kind="stable")
    sorted_key = np.take_along_axis(key, order, axis=1)
    sorted_high = np.take_along_axis(high, order, axis=1)
    tied = (sorted_key[:, 1:] == sorted_key[:, :-1]) & (sorted_high[:, 1:] > sorted_high[:, :-1])
    for place in np.flatnonzero(tied.any(axis=1)):
        order[place] = np.lexsort((-high[place], key[place]))
    return order


def _bits(numbers: Numbers) -> NDArray[np.uint64]:
    bits: NDArray[np.uint64] = (numbers + 0.0).view(np.uint64)
    return bits


_FULL = _bits(np.ones(1))
