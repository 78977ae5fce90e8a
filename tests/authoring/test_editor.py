"""What an editor needs in a folder of models."""

import fnmatch
import json

import pytest

from socialfranchise.authoring.editor import installed_files
from socialfranchise.formats.shape import FORMATS
from tests.conftest import ROOT

MODELS = sorted(p.relative_to(ROOT / "models") for p in (ROOT / "models").rglob("*.yaml"))


def test_every_schema_of_a_file_that_people_write_is_installed_as_it_is() -> None:
    schemas = installed_files()["schemas"]

    assert {f"socialfranchise.{name.partition('.')[0]}/1" for name in schemas} == set(FORMATS)
    for name, content in schemas.items():
        assert content == (ROOT / "schemas" / name).read_bytes()


def test_the_settings_need_no_network() -> None:
    settings = json.loads(installed_files()[".vscode"]["settings.json"])

    assert settings["yaml.schemaStore.enable"] is False
    for schema in settings["yaml.schemas"]:
        assert schema.removeprefix("./schemas/") in installed_files()["schemas"]


@pytest.mark.parametrize("path", MODELS, ids=str)
def test_every_file_of_a_catalogue_has_one_schema(path: str) -> None:
    settings = json.loads(installed_files()[".vscode"]["settings.json"])
    text = (ROOT / "models" / path).read_text(encoding="utf-8")
    found = [
        schema
        for schema, patterns in settings["yaml.schemas"].items()
        if any(fnmatch.fnmatch(str(path), pattern) for pattern in patterns)
    ]

    assert len(found) == 1
    kind = found[0].removeprefix("./schemas/").removesuffix(".schema.json")
    assert f"\nformat: socialfranchise.{kind}/1\n" in text


def test_the_extension_is_recommended() -> None:
    extensions = json.loads(installed_files()[".vscode"]["extensions.json"])

    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}
