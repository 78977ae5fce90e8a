"""A published version of a catalogue is locked, and a change of its content is noticed."""

import json
from pathlib import Path
from shutil import copytree

import jsonschema
import pytest
from click.testing import CliRunner

from socialfranchise import InvalidDocument, load_catalogue, validate
from socialfranchise.cli.main import program
from socialfranchise.formats.schemas import generate

LOCK = "catalogue.lock.json"


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    return copytree(small_models, tmp_path / "models")


def call(*arguments: str) -> tuple[int, str]:
    """The exit code of a command that succeeds or returns one, and all it said."""
    result = CliRunner().invoke(program("en"), arguments, standalone_mode=False)
    code = result.return_value if isinstance(result.return_value, int) else 0
    if isinstance(result.exception, InvalidDocument):
        return 4, " ".join(finding.code for finding in result.exception.report)
    assert result.exception is None
    return code, result.output


def locked(copy: Path) -> Path:
    code, said = call("catalogue", "lock", str(copy))

    assert (code, said.partition(":")[0]) == (0, "Locked version 0.2.0")
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_catalogue_holds(copy: Path) -> None:
    code, said = call("catalogue", "verify", str(locked(copy)))

    assert (code, "version 0.2.0" in said) == (0, True)
    assert load_catalogue(copy).version == "0.2.0"
    assert list(validate(copy)) == []


def test_the_lock_suits_its_schema_and_names_every_file(copy: Path) -> None:
    data = json.loads((locked(copy) / LOCK).read_text(encoding="utf-8"))

    jsonschema.validate(data, generate("lock"))
    assert "templates/elderly-care.yaml" in data["files"]
    assert "documents/statute.pl.md" in data["files"]
    assert LOCK not in data["files"]


def test_a_change_is_noticed_where_it_is(copy: Path) -> None:
    edit(locked(copy) / "templates" / "elderly-care.yaml", "weight: 10", "weight: 9")
    (copy / "pathways" / "wtz-to-coop.yaml").unlink()

    with pytest.raises(InvalidDocument) as caught:
        load_catalogue(copy)
    found = {
        (Path(f.place.file).name, f.parameters["change"])
        for f in caught.value.report
        if f.code == "SF703" and f.place is not None
    }
    assert found == {("elderly-care.yaml", "changed"), ("wtz-to-coop.yaml", "missing")}
    assert call("catalogue", "verify", str(copy))[0] == 4


def test_a_changed_catalogue_can_be_loaded_on_purpose(copy: Path) -> None:
    edit(locked(copy) / "templates" / "elderly-care.yaml", "weight: 10", "weight: 9")

    assert load_catalogue(copy, verify=False).version == "0.2.0"


def test_new_content_needs_a_new_version(copy: Path) -> None:
    edit(locked(copy) / "templates" / "elderly-care.yaml", "weight: 10", "weight: 9")
    before = (copy / LOCK).read_bytes()

    code, said = call("catalogue", "lock", str(copy))
    assert (code, "still 0.2.0" in said) == (1, True)
    assert (copy / LOCK).read_bytes() == before

    edit(copy / "catalogue.yaml", "version: 0.2.0", "version: 0.3.0")
    assert call("catalogue", "lock", str(copy))[0] == 0
    assert load_catalogue(copy).version == "0.3.0"


def test_a_broken_lock_is_a_finding(copy: Path) -> None:
    (copy / LOCK).write_text("{", encoding="utf-8")

    with pytest.raises(InvalidDocument) as caught:
        load_catalogue(copy)
    assert [f.code for f in caught.value.report] == ["SF704"]


def test_a_catalogue_with_errors_is_not_locked(copy: Path) -> None:
    edit(copy / "templates" / "elderly-care.yaml", "weight: 10", "weight: 99")

    assert call("catalogue", "lock", str(copy)) == (4, "SF104")
    assert not (copy / LOCK).exists()


def test_without_a_lock_there_is_nothing_to_verify(copy: Path) -> None:
    code, said = call("catalogue", "verify", str(copy))

    assert (code, "no locked version" in said) == (1, True)
