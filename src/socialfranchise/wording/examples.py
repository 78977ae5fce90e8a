"""Examples of mistakes, one per code: what is wrong, and the same lines mended."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from attrs import frozen

from socialfranchise.core.frozen import FrozenMapping

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@frozen
class Example:
    """A few lines of a file with one mistake, and how they should read."""

    bad: str
    good: str


@cache
def examples() -> Mapping[str, Example]:
    """The examples by code; a code that is not about the content of a file has none."""
    file = files("socialfranchise.wording") / "examples.yaml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    return FrozenMapping({code: Example(**entry) for code, entry in data.items()})
