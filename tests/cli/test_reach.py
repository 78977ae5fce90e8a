"""``reach`` as its users meet it."""

import json
from pathlib import Path

from tests.cli.program import KRAMSK, ON, run


def test_files_and_folders_are_read_and_other_kinds_passed_over() -> None:
    text = run("reach", "elderly-care", "models/places", *ON)
    whole = run("reach", "elderly-care", "models", *ON, "--format", "json")
    one = run("reach", "elderly-care", KRAMSK, *ON, "--format", "json")

    assert (text.returncode, text.stderr) == (0, "")
    assert "Gdzie pasuje: Usługi opiekuńcze" in text.stdout
    assert len(json.loads(whole.stdout)["places"]) == 3
    assert len(json.loads(one.stdout)["places"]) == 1


def test_a_file_is_counted_once_and_an_id_stands_for_one_place(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(Path(KRAMSK).read_text(encoding="utf-8"), encoding="utf-8")
    twice = run("reach", "nursery", KRAMSK, "models/places/../places/kramsk-2011.yaml", *ON)
    two = run("reach", "nursery", KRAMSK, str(other), *ON)

    assert (twice.returncode, twice.stderr) == (0, "")
    assert twice.stdout == run("reach", "nursery", KRAMSK, *ON).stdout
    assert (two.returncode, two.stdout) == (1, "")
    assert "other.yaml:1:1: błąd SF302" in two.stderr


def test_a_diagnosis_at_standard_input_is_read() -> None:
    text = Path(KRAMSK).read_text(encoding="utf-8")

    assert run("reach", "nursery", "-", *ON, typed=text).stdout == (
        run("reach", "nursery", KRAMSK, *ON).stdout
    )


def test_every_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("format: [", encoding="utf-8")
    (tmp_path / "half.yaml").write_text("format: socialfranchise.diagnosis/1\n", encoding="utf-8")
    (tmp_path / "law.yaml").write_text("format: socialfranchise.law/1\n", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("x", encoding="utf-8")
    result = run("reach", "elderly-care", str(tmp_path), KRAMSK, *ON)

    assert (result.returncode, result.stdout) == (3, "")
    assert "broken.yaml" in result.stderr
    assert "half.yaml" in result.stderr
    assert "law.yaml" not in result.stderr


def test_no_diagnosis_and_no_model_are_refused(tmp_path: Path) -> None:
    assert run("reach", "elderly-care", str(tmp_path)).returncode == 3
    assert run("reach", "elderly-kare", KRAMSK).returncode == 2
    assert run("reach", "elderly-care", "models/templates/elderly-care.yaml").returncode == 1
