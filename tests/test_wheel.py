"""The built wheel works alone: outside the checkout, with no network, with all its data."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

NO_NETWORK = """\
import socket

def refuse(*args, **kwargs):
    raise OSError("this test runs without a network")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked where nothing else is."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return folder


def run(site: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "socialfranchise", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin", "HOME": str(cwd)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_the_wheel_has_what_the_checkout_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {n for n in archive.namelist() if not n.partition("/")[0].endswith("dist-info")}
    listed = subprocess.run(
        ["git", "ls-files", "src/socialfranchise", "conformance", "models", "schemas"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    expected = {
        path.removeprefix("src/") if path.startswith("src/") else f"socialfranchise/{path}"
        for path in listed
        if (ROOT / path).exists()
    }

    assert expected <= inside
    assert {n.rpartition(".")[2] for n in inside - expected} <= {"mo"}


def test_the_program_of_the_wheel_does_its_jobs(site: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import socialfranchise; print(socialfranchise.__file__)"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))

    demo, again = run(site, tmp_path, "demo"), run(site, tmp_path, "demo")
    assert (demo.returncode, demo.stderr) == (0, "")
    assert "PASUJE" in demo.stdout
    assert again.returncode == 0
    manifest = json.loads((tmp_path / "kramsk-demo" / "manifest.json").read_text(encoding="utf-8"))
    assert {"statute", "calendar"} <= {document["id"] for document in manifest["documents"]}

    case = site / "socialfranchise" / "models" / "places" / "wagrowiec-2013.yaml"
    assert run(site, tmp_path, "validate", str(case)).returncode == 0
    assert "warsztacie terapii" in run(site, tmp_path, "match", str(case)).stdout
    build = ("package", "build", "wtz-participants", str(case), "--document-format", "docx")
    built = run(site, tmp_path, *build, "--out", "p.zip")
    assert (built.returncode, built.stderr) == (0, "")
    assert zipfile.is_zipfile(tmp_path / "p.zip")
    assert run(site, tmp_path, "--help").stdout.startswith("Użycie:")
