"""Many places at a time: the catalogue compiled to columns. Needs the extra ``batch``."""

from importlib.util import find_spec

from socialfranchise.core.errors import MissingExtra

if find_spec("numpy") is None or find_spec("pyarrow") is None:
    raise MissingExtra("batch")
