"""``verify_package``: what holds, what was changed, and what nobody should unpack."""

import io
import json
import stat
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, InvalidDocument, instantiate, load_proposal
from socialfranchise.core.findings import Report
from socialfranchise.package.franchise_package import FranchisePackage
from socialfranchise.package.manifest import MANIFEST, manifest_bytes, sealed
from socialfranchise.package.stored import LARGEST_FILE, read_package
from socialfranchise.package.verify import verify_package
from tests.conftest import ROOT
from tests.package.few import few_documents, file_of

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def few(catalogue: Catalogue) -> Catalogue:
    return few_documents(catalogue)


@pytest.fixture(scope="module")
def package(few: Catalogue, kramsk: Diagnosis) -> FranchisePackage:
    return instantiate(few["elderly-care"], kramsk, few, on=DAY, formats=["md"])


@pytest.fixture(scope="module")
def folder(package: FranchisePackage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "package"
    package.write(path)
    return path


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


def zipped(file: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file


def test_what_was_built_holds_in_a_folder_and_in_an_archive(
    package: FranchisePackage, folder: Path, tmp_path: Path
) -> None:
    package.write_zip(tmp_path / "p.zip")

    assert codes(verify_package(folder)) == []
    assert codes(verify_package(tmp_path / "p.zip")) == []


def test_a_folder_that_was_packed_as_a_whole_holds(
    package: FranchisePackage, tmp_path: Path
) -> None:
    entries = {f"pakiet/{name}": content for name, content in package.files.items()}
    file = zipped(tmp_path / "p.zip", {"pakiet/": b"", **entries, "__MACOSX/x/y": b"1"})

    assert codes(verify_package(file)) == ["SF824"]


def test_it_comes_out_the_same_from_what_it_carries(
    few: Catalogue, kramsk: Diagnosis, tmp_path: Path
) -> None:
    proposal = load_proposal(ROOT / "models/proposals/kramsk-example.yaml", catalogue=few)
    template = few[proposal.template]
    answers = {"seat": 'Kramsk "Wielki" \\ {{ 1 }}'}
    made = instantiate(
        template, kramsk, few, on=DAY, formats=["md"], answers=answers, proposal=proposal
    )
    made.write(tmp_path / "p")

    # Workbooks name lines of the proposal: those of the file that lies beside them.
    assert made.plan.proposal is not None
    place = made.plan.proposal.founders[0].place
    assert place is not None
    assert place.file == "proposal.json"
    assert codes(verify_package(tmp_path / "p", rebuild=few)) == []
    other = attrs.evolve(few, sha256="1" * 64)
    assert codes(verify_package(tmp_path / "p", rebuild=other)) == ["SF828"]
    text = tmp_path / "p" / file_of(made, "statute")
    text.write_bytes(text.read_bytes() + b"x")
    assert codes(verify_package(tmp_path / "p", rebuild=few)) == ["SF823", "SF827"]


def test_another_version_of_a_tool_is_told_and_the_words_are_compared(
    package: FranchisePackage, few: Catalogue, tmp_path: Path
) -> None:
    package.write(tmp_path / "p")
    manifest = json.loads(package.files[MANIFEST])
    manifest["generator"]["tools"] = {"typst": "9.9"}
    (tmp_path / "p" / MANIFEST).write_bytes(manifest_bytes(sealed(manifest)))
    (finding,) = verify_package(tmp_path / "p", rebuild=few)

    assert (finding.code, finding.parameters["refused"]) == ("SF828", "programs")
    assert "typst 9.9" in str(finding.parameters["detail"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_that_changes_is_found(
    data: st.DataObject, package: FranchisePackage, folder: Path
) -> None:
    name = data.draw(st.sampled_from(sorted(package.files)))
    content = bytearray(package.files[name])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    (folder / name).write_bytes(content)
    try:
        assert not verify_package(folder).ok
    finally:
        (folder / name).write_bytes(package.files[name])


def test_missing_and_further_files_are_told(package: FranchisePackage, tmp_path: Path) -> None:
    package.write(tmp_path / "p")
    (tmp_path / "p" / "diagnosis.json").unlink()
    (tmp_path / "p" / "note.txt").write_bytes(b"1")
    (tmp_path / "p" / "more").mkdir()

    assert codes(verify_package(tmp_path / "p")) == ["SF822", "SF824", "SF824"]


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ("../evil.txt", "outside"),
        ("/etc/passwd", "outside"),
        ("a/../../evil", "outside"),
        ("..\\evil.txt", "outside"),
        ("C:evil", "outside"),
        ("x" * 300, "outside"),
        ("a\x01b", "outside"),
    ],
)
def test_a_name_that_leaves_the_package_is_refused(
    entry: str, refused: str, package: FranchisePackage, tmp_path: Path
) -> None:
    file = zipped(tmp_path / "p.zip", {**package.files, entry: b"x"})
    (finding,) = verify_package(file)

    assert (finding.code, finding.parameters["refused"]) == ("SF825", refused)
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_links_in_a_folder_and_in_an_archive_are_not_followed(
    package: FranchisePackage, tmp_path: Path
) -> None:
    package.write(tmp_path / "p")
    outside = tmp_path / "outside.md"
    name = file_of(package, "model-sheet")
    (tmp_path / "p" / name).rename(outside)
    (tmp_path / "p" / name).symlink_to(outside)
    assert codes(verify_package(tmp_path / "p")) == ["SF825", "SF822"]

    file = tmp_path / "p.zip"
    zipped(file, dict(package.files))
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    (finding,) = verify_package(file)
    assert (finding.code, finding.parameters["refused"]) == ("SF825", "link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(package: FranchisePackage, tmp_path: Path) -> None:
    file = zipped(tmp_path / "p.zip", dict(package.files))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("diagnosis.json", b"other")
    (finding,) = verify_package(file)

    assert (finding.code, finding.parameters["refused"]) == ("SF825", "twice")


def test_a_bomb_is_not_unpacked(package: FranchisePackage, tmp_path: Path) -> None:
    file = tmp_path / "p.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package.files.items():
            archive.writestr(name, content)
        archive.writestr("bomb", bytes(LARGEST_FILE + 1))
    (finding,) = verify_package(file)
    assert (finding.code, finding.parameters["refused"]) == ("SF825", "too-large")

    lying = bytearray(file.read_bytes())
    for at in (lying.rfind(b"PK\x01\x02"), lying.rfind(b"PK\x03\x04")):
        size = at + (24 if lying[at + 2] == 1 else 22)
        lying[size : size + 4] = (1000).to_bytes(4, "little")
    file.write_bytes(lying)
    assert not verify_package(file).ok


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"text"])
def test_what_is_no_archive_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(content)

    assert codes(verify_package(tmp_path / "p.zip")) == ["SF826"]


def test_a_cut_archive_never_raises(package: FranchisePackage, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package.files.items():
            archive.writestr(name, content)
    whole = bytearray(buffer.getvalue())
    for at in range(0, len(whole), len(whole) // 40):
        spoilt = whole.copy()
        spoilt[at : at + 30] = b"\xff" * 30
        (tmp_path / "p.zip").write_bytes(spoilt)
        verify_package(tmp_path / "p.zip")


def _changed(package: FranchisePackage, **parts: Any) -> bytes:
    return manifest_bytes(sealed({**json.loads(package.files[MANIFEST]), **parts}))


def test_a_manifest_that_cannot_be_relied_on_is_told(
    package: FranchisePackage, tmp_path: Path
) -> None:
    escape = [{"path": "../../evil", "bytes": 1, "sha256": "0" * 64}]
    package.write(tmp_path / "p")
    for content in (
        b"",
        b"[]",
        b"{" * 100_000,
        b"\xff\xfe",
        _changed(package, inputs=escape),
        _changed(package, more=1),
        _changed(package, format="socialfranchise.manifest/1"),
        package.files[MANIFEST].replace(b"Kramsk", b"kramsk"),
    ):
        (tmp_path / "p" / MANIFEST).write_bytes(content)
        assert codes(verify_package(tmp_path / "p")) == ["SF821"]
    (tmp_path / "p" / MANIFEST).unlink()
    assert codes(verify_package(tmp_path / "p")) == ["SF820"]


def test_a_manifest_that_lists_a_file_twice_is_refused(
    package: FranchisePackage, tmp_path: Path
) -> None:
    package.write(tmp_path / "p")
    inputs = json.loads(package.files[MANIFEST])["inputs"]
    (tmp_path / "p" / MANIFEST).write_bytes(_changed(package, inputs=inputs * 2))

    assert codes(verify_package(tmp_path / "p")) == ["SF825"]


def test_where_there_is_nothing_to_read_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument) as error:
        verify_package(tmp_path / "nowhere")

    assert codes(error.value.report) == ["SF001"]
    assert read_package(tmp_path).manifest is None
