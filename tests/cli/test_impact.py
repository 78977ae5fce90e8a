"""``impact`` as its users meet it."""

import json
from pathlib import Path
from shutil import copytree

from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT


def test_a_changed_catalogue_is_told_place_by_place(tmp_path: Path) -> None:
    new = copytree(ROOT / "models", tmp_path / "new")
    file = new / "templates" / "elderly-care.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  - id: care-gap\n    weight: 10", "  - id: care-gap\n    weight: 1"),
        encoding="utf-8",
    )
    said = run("impact", "models", str(new), "models/places", *ON)
    data = run("impact", "models", str(new), KRAMSK, *ON, "--format", "json")

    assert (said.returncode, said.stderr, data.returncode) == (0, "", 0)
    assert "waga była 10, jest 1" in said.stdout
    (place,) = json.loads(data.stdout)["places"]
    assert [reason["id"] for reason in place["models"][0]["reasons"]] == ["care-gap"]


def test_folders_that_are_no_catalogues_are_refused(tmp_path: Path) -> None:
    assert run("impact", "models", str(tmp_path / "nowhere"), KRAMSK).returncode == 3
    assert run("impact", "models", "models").returncode == 2
    assert run("impact", "models", "models", str(tmp_path)).returncode == 3
