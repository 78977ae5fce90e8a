"""``new``, ``schema install``, ``upgrade`` and the commit hook, as their users meet them."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from socialfranchise.authoring.upgrade import Step
from socialfranchise.cli import upgrade_command
from socialfranchise.formats.shape import FORMATS, kind_of
from socialfranchise.wording.messages import messages
from tests.cli.program import run
from tests.conftest import ROOT

KINDS = [kind_of(format) for format in FORMATS if "vocabulary" not in format]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_written_and_accepted(kind: str, tmp_path: Path) -> None:
    name = "catalogue.yaml" if kind == "catalogue" else f"nowy-{kind}.yaml"
    made = run("new", kind, "--out", name, cwd=tmp_path)
    checked = run("validate", name, cwd=tmp_path)

    assert (made.returncode, made.stderr) == (0, "")
    assert f"socialfranchise validate {name}" in made.stdout
    assert (checked.returncode, checked.stderr) == (0, "")
    assert set(re.findall(r"SF[0-9]{3}", checked.stdout)) == {"SF601"}
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert kind == "catalogue" or f"\nid: nowy-{kind}\n" in text


def test_without_a_file_it_goes_to_the_screen(tmp_path: Path) -> None:
    polish = run("new", "vocabulary", "--vocabulary-kind", "needs", cwd=tmp_path)
    english = run("new", "law", "--id", "my-law", "--lang", "en", cwd=tmp_path)

    assert "DO UZUPEŁNIENIA" in polish.stdout
    assert "\nid: my-law\n" in english.stdout
    assert "FILL IN" in english.stdout
    assert list(tmp_path.iterdir()) == []


def test_nobodys_work_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    file.write_text("moja praca\n", encoding="utf-8")
    result = run("new", "template", "--out", str(file))

    assert result.returncode == 1
    assert "model.yaml" in result.stderr
    assert file.read_text(encoding="utf-8") == "moja praca\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("vocabulary",),
        ("template", "--vocabulary-kind", "needs"),
        ("template", "--id", "Mój model"),
        ("model",),
    ],
    ids=" ".join,
)
def test_a_wrong_request_is_refused_with_the_reason(arguments: tuple[str, ...]) -> None:
    result = run("new", *arguments)

    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_the_first_line_leads_to_the_installed_schema(tmp_path: Path) -> None:
    installed = run("schema", "install", "modele", cwd=tmp_path)
    run("new", "template", "--out", "modele/templates/opieka.yaml", cwd=tmp_path)
    first = (tmp_path / "modele/templates/opieka.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = first.partition("$schema=")[2]

    assert (installed.returncode, installed.stderr) == (0, "")
    assert schema == "../schemas/template.schema.json"
    assert (tmp_path / "modele/templates" / schema).is_file()


def test_schemas_are_installed_twice_but_never_over_other_files(tmp_path: Path) -> None:
    first = run("schema", "install", cwd=tmp_path)
    again = run("schema", "install", cwd=tmp_path)
    settings = tmp_path / ".vscode" / "settings.json"
    settings.write_text("{}", encoding="utf-8")
    (tmp_path / "schemas" / "law.schema.json").unlink()
    changed = run("schema", "install", cwd=tmp_path)

    assert (first.returncode, again.returncode, changed.returncode) == (0, 0, 1)
    assert "settings.json" in changed.stderr
    assert settings.read_text(encoding="utf-8") == "{}"
    assert not (tmp_path / "schemas" / "law.schema.json").exists()


def test_what_an_editor_needs_is_not_taken_for_models(tmp_path: Path, small_models: Path) -> None:
    run("schema", "install", "modele", cwd=tmp_path)
    run("new", "law", "--out", "modele/law/ceny.yaml", cwd=tmp_path)
    shutil.copytree(small_models, tmp_path / "katalog")
    run("schema", "install", "katalog", cwd=tmp_path)

    assert "Bez uwag" in run("validate", "katalog", cwd=tmp_path).stdout
    assert set(re.findall("SF[0-9]{3}", run("validate", "modele", cwd=tmp_path).stdout)) == {
        "SF601"
    }
    assert run("models", "--catalogue", "katalog", cwd=tmp_path).returncode == 0


def test_schema_still_shows_and_writes(tmp_path: Path) -> None:
    shown = run("schema", "template")
    written = run("schema", "law", "--out", str(tmp_path))

    assert shown.stdout == (ROOT / "schemas/template.schema.json").read_text(encoding="utf-8")
    assert written.returncode == 0
    assert [file.name for file in tmp_path.iterdir()] == ["law.schema.json"]
    assert run("schema", "law", "modele").returncode == 2
    assert run("schema", "install", "modele", "--out", "x").returncode == 2


def test_everything_is_up_to_date() -> None:
    result = run("upgrade", "models")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Wszystko aktualne")


def test_an_upgrade_is_shown_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wages.yaml"
    before = "\ufeff# uwaga\nformat: socialfranchise.law/1  # wersja\nid: wages\n"
    file.write_text(before, encoding="utf-8")
    monkeypatch.setattr(upgrade_command, "STEPS", (Step("law", 1, 2, lambda parsed: []),))
    command = upgrade_command.build(messages("pl"))
    runner = CliRunner()

    shown = runner.invoke(command, [str(tmp_path)], standalone_mode=False)
    assert shown.return_value == 1
    assert "+format: socialfranchise.law/2  # wersja" in shown.output
    assert file.read_text(encoding="utf-8") == before

    written = runner.invoke(command, ["--write", str(tmp_path)], standalone_mode=False)
    assert written.return_value == 0
    assert file.read_text(encoding="utf-8") == before.replace("law/1", "law/2")


def test_a_missing_file_cannot_be_upgraded() -> None:
    assert run("upgrade", "nie-ma.yaml").returncode == 3


def test_the_commit_hook_runs_what_it_says() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    good = "tests/corpus/valid/example-law.yaml"
    bad = "tests/corpus/invalid/SF201-misspelt-key.yaml"

    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    assert (hook["id"], hook["language"]) == ("socialfranchise-validate", "python")
    assert program == "socialfranchise"
    assert run(*arguments, good).returncode == 0
    assert run(*arguments, good, bad).returncode == 1
    assert re.search(hook["files"], "models/templates/elderly-care.yaml")
    assert not re.search(hook["files"], "models/documents/statute.pl.md")
