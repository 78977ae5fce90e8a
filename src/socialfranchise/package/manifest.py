"""The manifest of a package: what it is called, how it is written, and what an old one tells."""

import json
from collections.abc import Mapping
from typing import Any

from socialfranchise.core.frozen import FrozenMapping

MANIFEST = "manifest.json"
FORMAT = "socialfranchise.manifest/1"


def manifest_bytes(data: Any) -> bytes:
    """The manifest as it stands in its file."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def recorded(content: bytes) -> dict[str, str]:
    """The SHA-256 of every file that a manifest lists, by name.

    Empty for anything but a manifest just as this program writes it.
    """
    try:
        data = json.loads(content)
        if data["format"] != FORMAT or manifest_bytes(data) != content:
            return {}
        entries = [entry for document in data["documents"] for entry in document["files"]]
        return {str(entry["path"]): str(entry["sha256"]) for entry in entries}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}


def unchangeable(value: Any) -> Any:
    """Plain data that nobody can change: mappings frozen, lists as tuples, all the way down."""
    if isinstance(value, Mapping):
        return FrozenMapping({key: unchangeable(part) for key, part in value.items()})
    if isinstance(value, list | tuple):
        return tuple(unchangeable(part) for part in value)
    return value
