"""The manifest of a package: how it is written and sealed, and what an old one tells.

The seal is the hash of everything else in it, so that a manifest changed by hand vouches for
nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.formats.documents.results.manifest import (
    ManifestDocument,
    PackageFileDocument,
)

MANIFEST = "manifest.json"
FORMAT = "socialfranchise.manifest/2"
SEAL = "sha256"
LARGEST = 2**24
"""Bytes of a manifest; a larger one is not read."""


def sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with its seal."""
    rest = {key: value for key, value in data.items() if key != SEAL}
    return {**rest, SEAL: hashlib.sha256(manifest_bytes(rest)).hexdigest()}


def manifest_bytes(data: Any) -> bytes:
    """The manifest as it stands in its file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(content: bytes) -> ManifestDocument | None:
    """The manifest in a file; ``None`` for anything but one just as this program writes it."""
    if len(content) > LARGEST:
        return None
    try:
        data = json.loads(content)
        if not isinstance(data, dict) or manifest_bytes(sealed(data)) != content:
            return None
        return ManifestDocument.model_validate_json(content)
    except (ValueError, TypeError, RecursionError, ValidationError):
        return None


def listed_files(manifest: ManifestDocument) -> dict[str, PackageFileDocument]:
    """Every file that a manifest lists, by name."""
    of_documents = (file for document in manifest.documents for file in document.files)
    return {file.path: file for file in (*manifest.inputs, *of_documents)}


def recorded(content: bytes) -> dict[str, str]:
    """The SHA-256 of every file that a manifest lists, by name.

    Empty for anything but a manifest just as this program writes it.
    """
    manifest = read_manifest(content)
    if manifest is None:
        return {}
    return {name: file.sha256 for name, file in listed_files(manifest).items()}


def unchangeable(value: Any) -> Any:
    """Plain data that nobody can change: mappings frozen, lists as tuples, all the way down."""
    if isinstance(value, Mapping):
        return FrozenMapping({key: unchangeable(part) for key, part in value.items()})
    if isinstance(value, list | tuple):
        return tuple(unchangeable(part) for part in value)
    return value
