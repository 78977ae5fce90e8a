"""Schemas and settings that let VS Code check files while they are written, without a network."""

import json
from collections.abc import Mapping

from socialfranchise.formats.catalogue_files import EXAMPLES, FOLDERS, HEAD, SCHEMAS
from socialfranchise.formats.files import bundled, read_bytes
from socialfranchise.formats.shape import FORMATS, kind_of

EXTENSION = "redhat.vscode-yaml"
EDITOR = ".vscode"


def installed_files() -> Mapping[str, Mapping[str, bytes]]:
    """What goes into a folder of models, by sub-folder and file name.

    Schemas of what only programs write are of no use there.
    """
    names = [f"{kind_of(format)}.schema.json" for format in FORMATS]
    schemas = {name: read_bytes(bundled(SCHEMAS) / name, name) for name in names}
    return {
        SCHEMAS: schemas,
        EDITOR: {
            "settings.json": _json(_settings()),
            "extensions.json": _json({"recommendations": [EXTENSION]}),
        },
    }


def _settings() -> dict[str, object]:
    patterns = {kind: [f"{folder}/*.yaml"] for folder, kind in FOLDERS.items()}
    patterns |= {kind: [f"{folder}/*.yaml"] for folder, kind in EXAMPLES.items()}
    patterns |= {"catalogue": [HEAD]}
    return {
        "yaml.schemas": {
            f"./{SCHEMAS}/{kind}.schema.json": patterns[kind] for kind in sorted(patterns)
        },
        "yaml.schemaStore.enable": False,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
