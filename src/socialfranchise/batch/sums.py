"""Sums over columns, rounded once: the same number as :func:`math.fsum` in every place."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LARGEST = 2**24
"""Sums are taken of parts that come to no more than this."""


def exact_sum(parts: Sequence[Numbers], most: int) -> Numbers:
    """The sum of parts in every place, exactly rounded; none is negative, all come to ``most``.

    Every part is split, without a remainder, into a multiple of a small power of two and a rest
    (Rump, Ogita, Oishi 2008). Both kinds sum without rounding, so that only their final sum is
    rounded. Where a part is so small that the rests might have to be rounded, the place is summed
    by itself.
    """
    if len(parts) == 1:
        return parts[0]
    split = 1.5 * 2.0 ** (most.bit_length() + 1)
    smallest = len(parts) * 2.0 ** (most.bit_length() - 52)
    coarse = np.zeros_like(parts[0])
    fine = np.zeros_like(parts[0])
    doubtful = np.zeros(coarse.shape, np.bool_)
    for part in parts:
        multiple = part + split
        multiple -= split
        coarse += multiple
        fine += np.subtract(part, multiple, out=multiple)
        doubtful |= (part < smallest) & (part > 0.0)
    coarse += fine
    for place in np.flatnonzero(doubtful):
        coarse[place] = math.fsum(part[place] for part in parts)
    return coarse


def whole_sum(weights: Sequence[int], parts: Sequence[NDArray[np.bool_]]) -> Numbers:
    """The sum of the weights of what holds, in every place."""
    kind = np.min_scalar_type(sum(weights))  # the smaller the numbers, the more at a time
    rows = np.array(parts).view(np.uint8)
    weighed = np.multiply(rows, np.array(weights, kind)[:, np.newaxis], dtype=kind)
    total: Numbers = np.add.reduce(weighed, axis=0, dtype=kind).astype(np.float64)
    return total
