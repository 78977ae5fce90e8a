"""What is there already: the same, an earlier package of ours, or something else."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from socialfranchise import Catalogue, Diagnosis, instantiate
from socialfranchise.formats.as_files import DIAGNOSIS
from socialfranchise.package.apply import TargetConflict
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.manifest import FORMAT, MANIFEST, manifest_bytes, recorded, sealed
from socialfranchise.package.survey import folder_outcomes


@pytest.fixture(scope="module")
def packages(catalogue: Catalogue, kramsk: Diagnosis) -> tuple[FranchisePackage, FranchisePackage]:
    """The packages of two days, Word files only."""
    earlier, later = (
        instantiate(
            catalogue["elderly-care"], kramsk, catalogue, on=date(2026, 11, day), formats=["docx"]
        )
        for day in (21, 22)
    )
    return earlier, later


Packages = tuple[FranchisePackage, FranchisePackage]


def outcomes_of(package: FranchisePackage, folder: Path) -> set[str]:
    """What would be done to the files but that of the diagnosis, which is the same every day."""
    found = folder_outcomes(package.files, folder)
    assert found.pop(DIAGNOSIS) == "identical"
    return set(found.values())


def test_an_earlier_package_is_only_out_of_date(packages: Packages, tmp_path: Path) -> None:
    earlier, later = packages
    earlier.write(tmp_path)

    assert set(folder_outcomes(earlier.files, tmp_path).values()) == {"identical"}
    assert outcomes_of(later, tmp_path) == {"outdated"}
    for dry_run in (True, False):
        with pytest.raises(TargetConflict) as error:
            later.write(tmp_path, dry_run=dry_run)
        assert error.value.conflicts == ()
        assert set(error.value.outdated) == set(later.files) - {DIAGNOSIS}
    assert set(folder_outcomes(earlier.files, tmp_path).values()) == {"identical"}


def test_a_file_that_was_changed_since_is_not_ours_any_more(
    packages: Packages, tmp_path: Path
) -> None:
    earlier, later = packages
    earlier.write(tmp_path)
    changed = next(name for name in later.files if name.endswith(".docx"))
    (tmp_path / changed).write_bytes(b"edited")

    outcomes = folder_outcomes(later.files, tmp_path)
    assert {name for name, outcome in outcomes.items() if outcome == "conflict"} == {changed}


def test_a_manifest_that_was_changed_vouches_for_nothing(
    packages: Packages, tmp_path: Path
) -> None:
    earlier, later = packages
    earlier.write(tmp_path)
    manifest = tmp_path / MANIFEST
    manifest.write_bytes(manifest.read_bytes() + b" ")

    assert outcomes_of(later, tmp_path) == {"conflict"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"format": "socialfranchise.manifest/2"}',
        manifest_bytes(sealed({"format": FORMAT, "documents": [{"files": [5]}]})),
        manifest_bytes({"format": "other", "documents": []}),
    ],
)
def test_what_is_no_manifest_of_ours_records_nothing(content: bytes) -> None:
    assert recorded(content) == {}


def test_an_earlier_archive_is_only_out_of_date(packages: Packages, tmp_path: Path) -> None:
    earlier, later = packages
    file = tmp_path / "package.zip"

    assert earlier.write_zip(file, dry_run=True) == "create"
    assert not file.exists()
    assert earlier.write_zip(file) == "create"
    assert earlier.write_zip(file) == "identical"
    with pytest.raises(TargetConflict) as error:
        later.write_zip(file)
    assert error.value.is_archive
    assert error.value.outdated == ("package.zip",)

    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("note.txt", "somebody's note")
    with pytest.raises(TargetConflict) as error:
        later.write_zip(file)
    assert error.value.conflicts == ("package.zip",)


def test_a_broken_or_swollen_archive_is_something_else(packages: Packages, tmp_path: Path) -> None:
    _, later = packages
    broken, swollen = tmp_path / "broken.zip", tmp_path / "swollen.zip"
    broken.write_bytes(b"PK\x05\x06 not at all")
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b" " * 10_000_000)

    for file in (broken, swollen):
        with pytest.raises(TargetConflict) as error:
            later.write_zip(file)
        assert error.value.conflicts == (file.name,)
