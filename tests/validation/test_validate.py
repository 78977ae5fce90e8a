"""Validation of folders and whole catalogues: nothing is lost, places are those of the user."""

import shutil
from pathlib import Path

import pytest

from socialfranchise import InvalidDocument, load_catalogue, load_diagnosis, validate
from tests.conftest import ROOT

MODELS = ROOT / "models"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(MODELS, tmp_path / "katalog żółw"))


def codes(*sources: Path, catalogue: str | None = None) -> list[str]:
    return [finding.code for finding in validate(list(sources), catalogue=catalogue)]


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_catalogue_is_as_good_as_the_original(copy: Path) -> None:
    assert codes(copy) == []
    assert load_catalogue(copy) == load_catalogue()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("templates/extra.yml", "SF701"),
        ("templates/extra.txt", "SF701"),
        ("extra.yaml", "SF701"),
        ("template/elderly-care.yaml", "SF701"),
        ("documents/orphan.pl.md", "SF701"),
        ("documents/statute.md", "SF701"),
        ("documents/statute.de.md", "SF701"),
    ],
)
def test_no_file_of_a_catalogue_is_left_out_in_silence(copy: Path, name: str, code: str) -> None:
    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("x: y\n", encoding="utf-8")

    assert codes(copy) == [code]


def test_notes_and_hidden_files_are_no_part_of_a_catalogue(copy: Path) -> None:
    (copy / "README.md").write_text("notes", encoding="utf-8")
    (copy / "templates" / "README.md").write_text("notes", encoding="utf-8")
    (copy / "law" / ".swp").write_text("", encoding="utf-8")

    assert codes(copy) == []
    assert load_catalogue(copy).sha256 == load_catalogue().sha256


def test_a_catalogue_without_models_says_so(copy: Path) -> None:
    (copy / "templates").rename(copy / "template")

    assert codes(copy) == ["SF702", "SF701"] or codes(copy) == ["SF701", "SF702"]


def test_a_catalogue_that_has_lost_its_head_is_not_checked_against_another(copy: Path) -> None:
    (copy / "catalogue.yaml").unlink()

    assert codes(copy) == ["SF007"]


def test_a_broken_vocabulary_is_one_finding_not_hundreds(copy: Path) -> None:
    spoil(copy / "vocabulary" / "acts.yaml", "kind: acts", "kind: acts\nkind: acts")

    assert codes(copy) == ["SF011"]


def test_bad_document_texts_are_findings(copy: Path) -> None:
    (copy / "documents" / "statute.pl.md").write_bytes("Żółć".encode("cp1250"))
    (copy / "documents" / "statute.en.md").write_bytes(b"")

    assert sorted(codes(copy)) == ["SF003", "SF004"]


def test_findings_name_files_as_the_user_does(copy: Path) -> None:
    file = copy / "templates" / "elderly-care.yaml"
    spoil(file, "status: draft", "status: drafty")

    (finding,) = validate(copy)
    assert finding.place is not None
    assert finding.place.file == str(file)
    with pytest.raises(InvalidDocument) as error:
        load_catalogue(copy)
    assert error.value.report.findings == (finding,)


def test_a_file_is_checked_against_the_catalogue_it_lies_in(copy: Path) -> None:
    for file in copy.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("elder-care", "senior-care"), encoding="utf-8")

    assert codes(copy) == []
    assert codes(copy / "templates") == []
    assert codes(copy / "places" / "kramsk-2011.yaml") == []
    elsewhere = copy.parent / "elderly-care.yaml"
    shutil.copy(copy / "templates" / "elderly-care.yaml", elsewhere)
    assert set(codes(elsewhere)) == {"SF301"}
    assert codes(elsewhere, catalogue=str(copy)) == []


def test_a_catalogue_that_is_not_there_is_said_so_once(tmp_path: Path) -> None:
    file = MODELS / "templates" / "elderly-care.yaml"

    assert codes(file, file, catalogue=str(tmp_path)) == ["SF007"]


def test_a_file_name_must_be_the_id_in_folders_and_alone(copy: Path) -> None:
    file = copy / "templates" / "elderly-care.yaml"
    file.rename(copy / "templates" / "care.yaml")

    assert codes(copy) == ["SF303"]
    assert codes(copy / "templates" / "care.yaml") == ["SF303"]


def test_a_doubled_document_of_the_package_is_a_finding(copy: Path) -> None:
    spoil(copy / "catalogue.yaml", "- id: seat", "- id: coop-name")

    assert "SF302" in codes(copy)


def test_a_folder_that_cannot_be_looked_into_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)

    assert codes(tmp_path / "x.yaml") == ["SF006"]


def test_a_name_that_is_too_long_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path / ("x" * 300 + ".yaml")) == ["SF006"]


def test_wrong_arguments_are_errors() -> None:
    with pytest.raises(ValueError, match="templat"):
        validate({}, kind="templat")
    assert [finding.code for finding in validate([])] == ["SF007"]


MINIMAL = {
    "format": "socialfranchise.diagnosis/1",
    "id": "x",
    "title": {"pl": "X", "en": "X"},
    "locality": {"name": "X"},
    "day": "2026-11-21",
    "facts": {},
}


@pytest.mark.parametrize("name", ["Łódź 🎉", 'a "b" \\ c', "a\u0085b"[:1] + "\u00a0b", "𝄞"])
def test_a_mapping_is_read_faithfully(name: str) -> None:
    diagnosis = load_diagnosis({**MINIMAL, "locality": {"name": name}})

    assert diagnosis.locality.name == name


@pytest.mark.parametrize("name", ["a\u0085b", "a\u2028b", "a\nb", "a\x1b[31m", "a\u202eb", " "])
def test_control_characters_and_line_breaks_are_no_part_of_a_line(name: str) -> None:
    report = validate({**MINIMAL, "locality": {"name": name}})

    assert [finding.code for finding in report] == ["SF103"]


def test_a_mapping_that_holds_itself_is_a_finding() -> None:
    endless: dict[str, object] = dict(MINIMAL)
    endless["facts"] = endless

    assert [finding.code for finding in validate(endless)] == ["SF016"]


def test_a_mapping_of_other_things_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        load_diagnosis({**MINIMAL, "facts": {"needs": {"present": {"elder-care"}}}})


def test_json_with_escaped_letters_is_read(tmp_path: Path) -> None:
    import json

    file = tmp_path / "x.json"
    file.write_text(json.dumps({**MINIMAL, "locality": {"name": "Łódź 🎉"}}), encoding="ascii")

    assert load_diagnosis(file).locality.name == "Łódź 🎉"


def test_many_mistakes_do_not_take_long() -> None:
    report = validate({**MINIMAL, **{f"extra_{n}": 1 for n in range(3000)}})

    assert len(report) == 3000
