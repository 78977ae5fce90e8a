"""What the fields of files are called: for editors, new files and the words of a difference."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def field_texts() -> dict[str, Any]:
    """Title, description and example of every field of a file, by document class and key."""
    return texts_in("fields.yaml")


def texts_in(name: str) -> dict[str, Any]:
    """The texts in a file of this package."""
    text = (files("socialfranchise.formats") / name).read_text(encoding="utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506
    return data
