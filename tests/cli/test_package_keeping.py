"""``package verify``, ``update`` and ``explain`` as their users meet them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import KRAMSK, ON, run

FEW: list[str] = []
"""The catalogue that all of this is about."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, small_models: Path) -> Path:
    """A package of texts only, never changed."""
    FEW[:] = ["--catalogue", str(small_models)]
    folder = tmp_path_factory.mktemp("built") / "pakiet"
    arguments = ("elderly-care", KRAMSK, "--out", str(folder), *ON, "--document-format", "md")
    assert run("package", "build", *arguments, *FEW).returncode == 0
    return folder


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "pakiet"
    folder.mkdir()
    for file in built.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def call(command: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run("package", command, str(folder), *FEW, *more)


def test_a_whole_package_is_exit_0_and_a_changed_one_exit_4(package: Path) -> None:
    whole = call("verify", package, "--rebuild")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "daje się odtworzyć co do bajtu: " in whole.stdout

    sheet = next(file.name for file in package.iterdir() if "karta-modelu" in file.name)
    (package / sheet).write_bytes(b"edited")
    (package / "own.txt").write_bytes(b"own")
    changed = call("verify", package)
    assert (changed.returncode, changed.stdout) == (4, "")
    assert f"Plik {sheet} zmieniono" in changed.stderr
    assert "SF824" in changed.stderr
    data = json.loads(call("verify", package, "--format", "json").stdout)
    assert [finding["code"] for finding in data["findings"]] == ["SF823", "SF824"]

    nowhere = call("verify", package / "nowhere")
    assert nowhere.returncode == 3


def test_an_update_is_shown_first_and_then_made(package: Path) -> None:
    before = {file.name: file.read_bytes() for file in package.iterdir()}
    shown = call("update", package, *ON, "--answer", "seat=Kramsk", "--dry-run")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "„Siedziba spółdzielni”: brak → Kramsk" in shown.stdout
    assert {file.name: file.read_bytes() for file in package.iterdir()} == before

    made = call("update", package, *ON, "--answer", "seat=Kramsk")
    assert made.returncode == 0
    assert "lista-zmian-2026-11-21.txt" in made.stdout
    assert call("verify", package).returncode == 0
    again = call("update", package, *ON)
    assert again.stdout == "Pakiet jest aktualny. Nic się nie zmienia.\n"


def test_a_package_without_a_manifest_is_not_updated(package: Path) -> None:
    (package / "manifest.json").unlink()

    for command in ("update", "explain"):
        result = call(command, package)
        assert (result.returncode, result.stdout) == (4, "")
        assert "SF820" in result.stderr


def test_where_a_paragraph_comes_from(built: Path) -> None:
    documents = call("explain", built).stdout
    assert "statute  Statut spółdzielni socjalnej (projekt): " in documents

    listed = call("explain", built, "statute").stdout.splitlines()
    (line,) = [line for line in listed if "Założycielami Spółdzielni są" in line]
    number, id = line.split()[:2]
    for name in (number, id):
        told = call("explain", built, "statute", name).stdout
        assert "documents/statute.pl.md, wiersze 30, 31, 32" in told
        assert "[law.min-founders-legal]: 2\N{NO-BREAK SPACE}osoby prawne (obowiązuje od" in told

    assert call("explain", built, "statut").returncode == 2
    assert call("explain", built, "statute", "9999").returncode == 2
    assert (
        "law of 21 November 2026" in call("explain", built, "statute", "1", "--lang", "en").stdout
    )
