"""Answers and forms of a package, as the people meet them who fill it in."""

import json
import re
import shlex
import zipfile
from pathlib import Path

import pytest

from tests.authoring.test_how_to import pattern
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT

BUILD = ("package", "build", "elderly-care", KRAMSK, *ON)
ANSWERS = ROOT / "models" / "answers" / "kramsk-example.yaml"


def test_the_guide_prints_what_it_says() -> None:
    guide = (ROOT / "docs" / "how-to" / "fill-the-package.md").read_text(encoding="utf-8")
    examples = re.findall(r"<!-- run -->\n```\n\$ (.+?)\n(.*?)```\n", guide, re.DOTALL)

    assert len(examples) == 2
    for command, expected in examples:
        quick = ("--document-format", "md") if "package build" in command else ()
        result = run(*shlex.split(command)[1:], *quick)
        assert re.fullmatch(pattern(expected), result.stdout.strip(), re.DOTALL), result.stdout


def test_a_new_file_is_filled_and_its_answers_are_in_the_package(tmp_path: Path) -> None:
    file, out = tmp_path / "odpowiedzi.yaml", tmp_path / "pakiet.zip"
    made = run("new", "answers", "elderly-care", "--out", str(file))
    text = file.read_text(encoding="utf-8")
    assert (made.returncode, made.stderr) == (0, "")
    assert "W dokumentach: " in text
    for empty, answer in (
        ('share-value: ""', "share-value: 1 250,50 zł"),
        ('first-meeting-day: ""', "first-meeting-day: 2027-01-15"),
        ("founders-list: []", "founders-list: [Gmina Kramsk, „Razem”]"),
        ('seat: ""', 'seat: "Kramsk"'),
    ):
        assert f"\n  {empty}\n" in text
        text = text.replace(f"\n  {empty}\n", f"\n  {answer}\n")
    file.write_text(text, encoding="utf-8")
    forms = ("--document-format", "md, ics", "--document-format", "xlsx")
    built = run(*BUILD, "--answers", str(file), "--answer", "seat=Konin", *forms, "--out", str(out))

    assert (built.returncode, built.stderr) == (0, "")
    archive = zipfile.ZipFile(out)
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["answers"] == {
        "first-meeting-day": "2027-01-15",
        "founders-list": "Gmina Kramsk\n„Razem”",
        "seat": "Konin",
        "share-value": "1250.50",
    }
    (name,) = [name for name in archive.namelist() if "protokol" in name]
    page = archive.read(name).decode().replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    for words in ("1 250,50 zł", "15 stycznia 2027 r.", "Gmina Kramsk, „Razem”", "Konin"):
        assert words in page
    assert sorted({name.rpartition(".")[2] for name in archive.namelist()}) == [
        "json",
        "md",
        "xlsx",
    ]
    (listed,) = [document for document in manifest["documents"] if document["id"] == "to-fill"]
    assert "do-uzupelnienia" in listed["files"][0]["path"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--document-format", "docx,rtf"), "„rtf” nie jest postacią dokumentów"),
        (("--answer", "share-value=sto"), "nie jest kwota w złotych"),
        (("--answer", "first-meeting-day=jutro"), "nie jest dzień"),
    ],
)
def test_a_wrong_request_is_refused_with_the_reason(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    result = run(*BUILD, *arguments, "--out", str(tmp_path / "pakiet"))

    assert result.returncode == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_answers_to_another_model_or_that_do_not_hold_are_refused(tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "pakiet"))
    other = ("package", "build", "nursery", KRAMSK, *ON, *out, "--answers", str(ANSWERS))
    wrong = ROOT / "tests" / "corpus" / "invalid" / "SF810-answer-unsuitable.yaml"
    unsuitable = run(*BUILD, *out, "--answers", str(wrong))

    assert run(*other).returncode == 2
    assert unsuitable.returncode != 0
    assert "SF810" in unsuitable.stderr + unsuitable.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_model_goes_with_answers_only() -> None:
    assert run("new", "law", "elderly-care").returncode == 2
    assert run("new", "answers", "no-such-model").returncode != 0
