"""Writing: all files or none, nothing overwritten, nothing outside the target."""

import errno
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.package.apply import (
    NO_LINKS,
    TargetConflict,
    WriteFailed,
    write_folder,
    write_zip,
)
from socialfranchise.package.survey import folder_outcomes

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

    assert error.value.conflicts == ("b.pdf",)
    assert error.value.outcomes["a.docx"] == "create"
    assert content(tmp_path) == {"b.pdf": b"edited by hand"}


def test_a_link_or_folder_in_the_way_is_a_conflict(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    target = tmp_path / "target"
    target.mkdir()
    (target / "a.docx").symlink_to(outside)
    (target / "b.pdf").mkdir()

    assert folder_outcomes(FILES, target) == {
        "a.docx": "conflict",
        "b.pdf": "conflict",
        "manifest.json": "create",
    }
    with pytest.raises(TargetConflict):
        write_folder(FILES, target)
    assert not outside.exists()


def failing_at(name: str, failure: BaseException) -> Callable[[Path, Path], None]:
    """A replacement of ``os.link`` that fails at one file."""
    link = os.link

    def linking(source: Path, target: Path) -> None:
        if target.name == name:
            raise failure
        link(source, target)

    return linking


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "no-permission"),
        (errno.EROFS, "read-only"),
        (errno.EEXIST, "taken"),
        (errno.EIO, "other"),
    ],
)
def test_a_failure_in_the_middle_leaves_nothing(
    number: int, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OSError(number, os.strerror(number))
    monkeypatch.setattr(os, "link", failing_at("b.pdf", error))
    target = tmp_path / "a" / "b"

    with pytest.raises(WriteFailed) as failure:
        write_folder(FILES, target)
    assert failure.value.path == target
    assert failure.value.problem == problem
    assert failure.value.detail == os.strerror(number)
    with pytest.raises(WriteFailed):
        write_zip({"x": b""}, target / "b.pdf", DAY)
    assert content(tmp_path) == {}


def test_an_interruption_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing_at("b.pdf", KeyboardInterrupt()))
    (tmp_path / "note.txt").write_bytes(b"somebody's")

    with pytest.raises(KeyboardInterrupt):
        write_folder(FILES, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_folder(FILES, tmp_path / "new" / "folder")
    assert content(tmp_path) == {"note.txt": b"somebody's"}


def test_a_file_that_came_meanwhile_is_neither_overwritten_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def overtaken(source: Path, target: Path) -> None:
        if target.name == "b.pdf":
            target.write_bytes(b"somebody's")
        link(source, target)

    monkeypatch.setattr(os, "link", overtaken)

    with pytest.raises(WriteFailed) as failure:
        write_folder(FILES, tmp_path)
    assert failure.value.problem == "taken"
    assert content(tmp_path) == {"b.pdf": b"somebody's"}


@pytest.mark.parametrize("number", sorted(NO_LINKS))
def test_where_there_are_no_links_files_are_copied(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(source: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refusing)

    assert set(write_folder(FILES, tmp_path / "stick").values()) == {"create"}
    assert content(tmp_path / "stick") == FILES
    assert write_zip(FILES, tmp_path / "stick.zip", DAY) == "create"
    assert zipfile.is_zipfile(tmp_path / "stick.zip")


def test_a_copy_does_not_overwrite_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(source: Path, target: Path) -> None:
        if target.name == "b.pdf":
            target.write_bytes(b"somebody's")
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refusing)

    with pytest.raises(WriteFailed):
        write_folder(FILES, tmp_path)
    assert content(tmp_path) == {"b.pdf": b"somebody's"}


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("place", "wrong", "problem"),
    [
        ("file", "file", "not-a-folder"),
        ("file/below/it", "file", "not-a-folder"),
        ("nowhere", "nowhere", "dangling-link"),
        ("nowhere/below", "nowhere", "dangling-link"),
        ("x" * 300, "x" * 300, "name-too-long"),
    ],
)
def test_a_place_that_cannot_be_a_folder(
    place: str, wrong: str, problem: str, dry_run: bool, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = sorted(tmp_path.iterdir())

    with pytest.raises(WriteFailed) as failure:
        write_folder(FILES, tmp_path / place, dry_run=dry_run)
    assert (failure.value.path, failure.value.problem) == (tmp_path / wrong, problem)
    with pytest.raises(WriteFailed):
        write_zip(FILES, tmp_path / place / "p.zip", DAY, dry_run=dry_run)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "p.zip").mkdir()

    with pytest.raises(WriteFailed) as failure:
        write_zip(FILES, tmp_path / "p.zip", DAY)
    assert failure.value.problem == "not-a-file"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_folder_that_may_not_be_changed(
    dry_run: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(FILES, tmp_path / "old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    for folder in (tmp_path, tmp_path / "new" / "folder"):
        with pytest.raises(WriteFailed) as failure:
            write_folder(FILES, folder, dry_run=dry_run)
        assert (failure.value.path, failure.value.problem) == (tmp_path, "no-permission")
    assert set(write_folder(FILES, tmp_path / "old", dry_run=dry_run).values()) == {"identical"}


def test_a_dry_run_tells_what_the_real_run_does(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FILES["a.docx"])
    told = write_folder(FILES, tmp_path, dry_run=True)

    assert content(tmp_path) == {"a.docx": FILES["a.docx"]}
    assert told == write_folder(FILES, tmp_path)
    assert told == {"a.docx": "identical", "b.pdf": "create", "manifest.json": "create"}

    archive = tmp_path / "new" / "p.zip"
    assert write_zip(FILES, archive, DAY, dry_run=True) == "create"
    assert not archive.parent.exists()
    assert write_zip(FILES, archive, DAY) == "create"
    assert write_zip(FILES, archive, DAY, dry_run=True) == "identical"
    with pytest.raises(TargetConflict) as error:
        write_zip({"other": b""}, archive, DAY, dry_run=True)
    assert error.value.is_archive
    assert (error.value.target, error.value.conflicts) == (archive, ("p.zip",))


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
