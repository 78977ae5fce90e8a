"""Many places at a time: the catalogue compiled to columns. Needs the extra ``batch``."""

from socialfranchise.core.errors import MissingExtra

try:
    import numpy  # noqa: F401
    import pyarrow  # noqa: F401
except ImportError as error:
    raise MissingExtra("batch") from error
