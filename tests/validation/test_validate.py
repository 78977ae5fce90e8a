"""Validation of folders and whole catalogues: nothing is lost, places are those of the user."""

import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from socialfranchise import InvalidDocument, load_catalogue, load_diagnosis, validate
from socialfranchise.diagnosis.facts import Number
from tests.conftest import ROOT

MODELS = ROOT / "models"


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(small_models, tmp_path / "katalog żółw"))


def codes(*sources: Path, catalogue: str | None = None) -> list[str]:
    return [finding.code for finding in validate(list(sources), catalogue=catalogue)]


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_a_catalogue_is_as_good_as_the_original(copy: Path, small_models: Path) -> None:
    assert codes(copy) == []
    assert load_catalogue(copy) == load_catalogue(small_models)


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


def test_notes_and_hidden_files_are_no_part_of_a_catalogue(copy: Path, small_models: Path) -> None:
    (copy / "README.md").write_text("notes", encoding="utf-8")
    (copy / "templates" / "README.md").write_text("notes", encoding="utf-8")
    (copy / "law" / ".swp").write_text("", encoding="utf-8")

    assert codes(copy) == []
    assert load_catalogue(copy).sha256 == load_catalogue(small_models).sha256


def test_a_catalogue_without_models_says_so(copy: Path) -> None:
    (copy / "templates").rename(copy / "template")

    assert codes(copy) == ["SF702", "SF701"] or codes(copy) == ["SF701", "SF702"]


def test_a_catalogue_that_has_lost_its_head_is_checked_file_by_file_and_says_so(
    copy: Path,
) -> None:
    (copy / "catalogue.yaml").unlink()

    assert codes(copy) == ["SF705"]


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


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"needs": {"present": {"elder-care"}}}, ("facts", "needs", "present")),
        ({"population": {"number": b"5"}}, ("facts", "population", "number")),
        ({("population",): {"unknown": True}}, ("facts",)),
    ],
)
def test_a_mapping_of_other_things_is_a_finding_at_its_path(
    facts: dict[object, object], path: tuple[str, ...]
) -> None:
    (finding,) = validate({**MINIMAL, "facts": facts})

    assert (finding.code, finding.path) == ("SF909", path)


def test_a_mapping_may_hold_days_and_numbers_of_other_libraries() -> None:
    facts = {"population": {"number": Fraction(5000)}, "share-65-plus": {"number": Decimal("1.5")}}
    diagnosis = load_diagnosis({**MINIMAL, "day": date(2026, 11, 21), "facts": facts})

    assert diagnosis.day == date(2026, 11, 21)
    assert diagnosis.value("population") == Number(5000.0)
    assert diagnosis.value("share-65-plus") == Number(1.5)


def test_json_with_escaped_letters_is_read(tmp_path: Path) -> None:
    import json

    file = tmp_path / "x.json"
    file.write_text(json.dumps({**MINIMAL, "locality": {"name": "Łódź 🎉"}}), encoding="ascii")

    assert load_diagnosis(file).locality.name == "Łódź 🎉"


def test_many_mistakes_do_not_take_long() -> None:
    report = validate({**MINIMAL, **{f"extra_{n}": 1 for n in range(3000)}})

    assert len(report) == 3000


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_reference_into_a_broken_file_is_not_called_good(copy: Path) -> None:
    _edit(copy / "law" / "wages.yaml", "value: 899.1\n", "value: dużo\n")
    template = copy / "templates" / "elderly-care.yaml"
    _edit(template, "deadline: krs-decision-days", "deadline: no-such-parameter")

    found = [finding for finding in validate(template) if finding.place is not None]
    assert [Path(f.place.file).name for f in found if f.place is not None] == ["wages.yaml"]


@pytest.mark.parametrize("name", ["places/zle.yml", "places/archiwum", "places/notatki.txt"])
def test_nothing_among_the_places_is_left_out_in_silence(copy: Path, name: str) -> None:
    if name.endswith("archiwum"):
        (copy / name).mkdir()
    else:
        (copy / name).write_text("a: 1\n", encoding="utf-8")

    assert codes(copy) == ["SF701"]


def test_an_ending_in_capitals_is_an_ending(tmp_path: Path) -> None:
    (tmp_path / "Zly.YAML").write_text("a: 1\n", encoding="utf-8")

    assert codes(tmp_path) == ["SF021"]


def test_a_vocabulary_in_two_files_does_not_contradict_itself(copy: Path) -> None:
    needs = copy / "vocabulary" / "needs.yaml"
    text = needs.read_text(encoding="utf-8")
    head, first, *rest = text.split("\n  - id: ")
    (copy / "vocabulary" / "needs-regional.yaml").write_text(
        f"{head}\n  - id: {first}\n", encoding="utf-8"
    )
    needs.write_text("\n  - id: ".join([head, *rest]), encoding="utf-8")

    assert codes(copy) == []
    assert codes(needs) == []
    assert codes(copy / "vocabulary" / "needs-regional.yaml") == []


def test_an_unknown_term_of_a_diagnosis_is_found_where_it_stands(copy: Path) -> None:
    place = copy / "places" / "kramsk-2011.yaml"
    _edit(place, "      - elder-care\n", "      - elder-carre\n")
    (finding,) = validate(place)
    lines = place.read_text(encoding="utf-8").splitlines()

    assert finding.place is not None
    assert lines[finding.place.line - 1] == "      - elder-carre"
    assert finding.place.column == 9


def test_an_open_quotation_mark_is_found_where_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('a: 1\nb: "never closed\nc: 2\n', encoding="utf-8")
    (finding,) = validate(file)

    assert finding.place is not None
    assert finding.place.line == 2


def test_a_changed_catalogue_with_a_lock_is_told_so(copy: Path) -> None:
    (copy / "catalogue.lock.json").write_text("{", encoding="utf-8")

    assert codes(copy) == ["SF704"]
