"""Writing: all files or none, nothing overwritten, nothing outside the target."""

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.package.apply import TargetConflict, outcomes, write_folder, write_zip

FILES = {"a.docx": b"one", "b.pdf": b"two", "manifest.json": b"{}"}
DAY = date(2026, 11, 21)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "nowy" / "pakiet"

    assert set(write_folder(FILES, target).values()) == {"create"}
    assert content(target) == FILES


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    write_folder(FILES, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    assert set(write_folder(FILES, tmp_path).values()) == {"identical"}
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_an_edited_file_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"edited by hand")

    with pytest.raises(TargetConflict) as error:
        write_folder(FILES, tmp_path)

    assert error.value.files == ("b.pdf",)
    assert content(tmp_path) == {"b.pdf": b"edited by hand"}


def test_a_link_or_folder_in_the_way_is_a_conflict(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    target = tmp_path / "target"
    target.mkdir()
    (target / "a.docx").symlink_to(outside)
    (target / "b.pdf").mkdir()

    assert outcomes(FILES, target) == {
        "a.docx": "conflict",
        "b.pdf": "conflict",
        "manifest.json": "create",
    }
    with pytest.raises(TargetConflict):
        write_folder(FILES, target)
    assert not outside.exists()


def test_a_failure_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def failing(source: Path, target: Path) -> None:
        if target.name == "b.pdf":
            raise OSError(28, "No space left on device")
        link(source, target)

    monkeypatch.setattr(os, "link", failing)

    with pytest.raises(OSError, match="No space"):
        write_folder(FILES, tmp_path)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("name", ["../a", "/etc/a", "a/b", "a\\b", "..", ".", "", "a\x00b"])
def test_no_name_leaves_the_target(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        write_folder({name: b""}, tmp_path / "target")
    with pytest.raises(ValueError, match="plain file name"):
        write_zip({name: b""}, tmp_path / "x.zip", DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_zip_has_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    write_zip(FILES, tmp_path / "1.zip", DAY)
    write_zip(dict(reversed(FILES.items())), tmp_path / "2.zip", DAY)

    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_a_zip_that_differs_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "pakiet.zip"
    write_zip(FILES, file, DAY)
    write_zip(FILES, file, DAY)
    before = file.read_bytes()

    with pytest.raises(TargetConflict):
        write_zip({**FILES, "a.docx": b"other"}, file, DAY)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["pakiet.zip"]


@given(st.dictionaries(st.text("abcż .", min_size=1, max_size=8), st.binary(max_size=20)))
def test_what_is_written_is_what_was_given(files: dict[str, bytes]) -> None:
    import tempfile

    files = {name: data for name, data in files.items() if name.strip(" .")}
    with tempfile.TemporaryDirectory() as folder:
        write_folder(files, folder)
        assert content(Path(folder)) == files
