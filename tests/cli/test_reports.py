"""Forms of a report on the command line, thresholds, and what codes mean."""

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from socialfranchise.core.codes import ALL
from tests.cli.program import run
from tests.conftest import PLACES, ROOT

BAD = "tests/corpus/invalid/SF201-misspelt-key.yaml"
GOOD = "models/places/kramsk-2011.yaml"
FORMS = ("text", "json", "sarif", "github", "junit", "html")


def test_several_forms_come_from_one_run(tmp_path: Path) -> None:
    outputs = [f"--output={form}:{tmp_path / form}" for form in FORMS]
    result = run("validate", BAD, *outputs)

    assert (result.returncode, result.stderr) == (1, "")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(FORMS)
    assert result.stdout == (tmp_path / "text").read_text(encoding="utf-8")
    assert not json.loads((tmp_path / "json").read_text(encoding="utf-8"))["ok"]
    (sarif,) = json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))["runs"]
    location = sarif["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": BAD}
    assert f"file={BAD},line=6," in (tmp_path / "github").read_text(encoding="utf-8")
    assert Xml.parse(tmp_path / "junit").getroot().get("failures") == "1"  # noqa: S314
    assert "<mark>localty</mark>" in (tmp_path / "html").read_text(encoding="utf-8")


def test_an_output_to_the_screen_stands_for_the_usual_text() -> None:
    alone = run("validate", BAD, "--output", "github:-").stdout
    both = run("validate", BAD, "--output", "github:-", "--format", "text").stdout

    assert alone.startswith("::error file=")
    assert alone.count("\n") == 1
    assert both.endswith(alone)
    assert both != alone


def test_a_form_replaces_an_older_report(tmp_path: Path) -> None:
    file = tmp_path / "raport żółw.html"
    file.write_text("older", encoding="utf-8")
    result = run("validate", GOOD, "--output", f"html:{file}")

    assert result.returncode == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("where", ["missing/report.json", "."])
def test_a_report_that_cannot_be_written_is_told(tmp_path: Path, where: str) -> None:
    result = run("validate", str(ROOT / GOOD), "--output", f"json:{where}", cwd=tmp_path)

    assert result.returncode == 1
    assert "Wyniku nie zapisano" in result.stderr
    assert where in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["pdf:x", "json", "json:", ":x"])
def test_an_output_that_is_no_form_and_file_is_a_usage_error(value: str) -> None:
    result = run("validate", GOOD, "--output", value)

    assert result.returncode == 2
    assert "html:raport.html" in result.stderr


def test_what_is_being_checked_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "gmina.yaml"
    text = (PLACES / "kramsk-2011.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    result = run("validate", "gmina.yaml", "--output", f"json:{file}", cwd=tmp_path)

    assert result.returncode == 2
    assert file.read_text(encoding="utf-8") == text


def test_two_outputs_do_not_share_a_file(tmp_path: Path) -> None:
    result = run("validate", GOOD, "--output", "json:a", "--output", "html:./a", cwd=tmp_path)

    assert result.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_the_threshold_decides_the_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "gmina.yaml"
    text = (PLACES / "kramsk-2011.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("  pl: "))
    file.write_text(text.replace(line, "  pl: DO UZUPEŁNIENIA", 1), encoding="utf-8")
    codes = {
        level: run("validate", str(file), "--fail-on", level).returncode
        for level in ("error", "warning", "info")
    }

    assert codes == {"error": 0, "warning": 1, "info": 1}
    assert run("validate", str(file)).returncode == 0
    assert run("validate", str(tmp_path / "x.yaml"), "--fail-on", "info").returncode == 3


def test_explain_tells_what_a_code_means() -> None:
    by_id, by_slug = run("explain", "SF201"), run("explain", "unknown-key")

    assert by_id.returncode == 0
    assert by_id.stdout == by_slug.stdout
    assert by_id.stdout.startswith("SF201 unknown-key: nieznane pole\n")
    assert "Źle:\n  localty:" in by_id.stdout
    assert "How to mend it" in run("explain", "sf201", "--lang", "en").stdout
    assert json.loads(run("explain", "SF201", "--format", "json").stdout)["slug"] == "unknown-key"


def test_explain_of_an_unknown_code_names_what_is_near() -> None:
    result = run("explain", "unknwon-key")

    assert (result.returncode, result.stdout) == (2, "")
    assert "(kod): unknwon-key. Czy chodzi o: unknown-key" in result.stderr


def test_rules_lists_every_code() -> None:
    lines = run("rules").stdout.splitlines()
    data = json.loads(run("rules", "--format", "json").stdout)

    assert [line.partition(" ")[0] for line in lines] == [code.id for code in ALL]
    assert [rule["code"] for rule in data["codes"]] == [code.id for code in ALL]


@pytest.mark.parametrize("command", ["explain", "rules", "validate"])
def test_help_is_in_both_languages(command: str) -> None:
    polish, english = (run(command, "--help", "--lang", each).stdout for each in ("pl", "en"))

    assert polish != english
    assert "--lang" in polish
