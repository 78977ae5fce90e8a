"""``package build`` and ``schema --out`` as their users meet them: files, words, exit codes."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from socialfranchise.catalogue.answers import Problem
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.package.apply import PROBLEMS
from socialfranchise.package.survey import Outcome
from socialfranchise.wording.messages import messages
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT
from tests.small_catalogue import small_catalogue

BUILD = ("package", "build", "elderly-care", KRAMSK)
WORD = ("--document-format", "docx")

NOWHERE = """\
format: socialfranchise.diagnosis/1
id: nowhere
title: {pl: Nigdzie, en: Nowhere}
locality: {name: Nigdzie}
day: 2026-11-21
facts:
  founding-bodies: {number: 0}
  founding-persons: {number: 0}
"""


Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def models(small_models: Path) -> str:
    """A catalogue with a few documents: what is written is what matters here."""
    return str(small_models)


@pytest.fixture
def build(models: str) -> Build:
    """``package build`` for Kramsk, with those few documents and in Word only."""

    def built(
        out: Path | str, *more: str, on: str = "2026-11-21"
    ) -> subprocess.CompletedProcess[str]:
        where = () if "--catalogue" in more else ("--catalogue", models)
        return run(*BUILD, "--out", str(out), "--on", on, *WORD, *where, *more)

    return built


def catalogue_with(folder: Path, file: str, old: str, new: str) -> str:
    """A copy of the catalogue in which one file says something else."""
    models = small_catalogue(folder / "models")
    path = models / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(models)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_package_is_written_once_and_never_over_another(build: Build, tmp_path: Path) -> None:
    out = tmp_path / "pakiet"

    first = build(out)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Zapisano 8 plików w folderze" in first.stdout
    assert "Do uzupełnienia przez założycieli: " in first.stdout
    before = content(out)

    again = build(out)
    assert (again.returncode, again.stderr) == (0, "")
    assert "jest już aktualny" in again.stdout

    later = build(out, on="2026-11-22")
    assert later.returncode == 1
    assert "jest wcześniejszy pakiet" in later.stderr
    assert "inną treść" not in later.stderr
    assert (later.stdout, content(out)) == ("", before)

    (statute,) = out.glob("02-*.docx")
    statute.write_bytes(b"edited")
    other = build(out)
    assert other.returncode == 1
    assert f"mają inną treść: {statute.name}." in other.stderr
    assert "wcześniejszy pakiet" not in other.stderr
    assert statute.read_bytes() == b"edited"


def test_an_archive_is_spoken_of_as_a_file(build: Build, tmp_path: Path) -> None:
    out = tmp_path / "pakiet.zip"

    told = build(out, "--dry-run")
    assert (told.returncode, told.stderr) == (0, "")
    assert "pakiet.zip (nowy) zawierałby:" in told.stdout
    assert "  manifest.json\n" in told.stdout
    assert not out.exists()

    written = build(out)
    assert "Zapisano plik" in written.stdout
    assert "(8 plików)" in written.stdout
    assert len(zipfile.ZipFile(out).namelist()) == 8
    assert "jest już aktualny" in build(out).stdout

    later = build(out, on="2026-11-22")
    assert later.returncode == 1
    assert "to wcześniejszy pakiet" in later.stderr
    out.write_bytes(b"somebody's")
    other = build(out)
    assert other.returncode == 1
    assert "już jest i ma inną treść" in other.stderr
    assert "folder" not in later.stderr + other.stderr
    assert out.read_bytes() == b"somebody's"


def test_a_dry_run_fails_as_the_real_run_would(build: Build, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"somebody's")
    (tmp_path / "file").write_bytes(b"")

    told = build(tmp_path, "--dry-run")
    assert told.returncode == 1
    assert told.stdout.count("(nowy)") == 7
    assert "manifest.json  (jest już i ma inną treść – nie zostanie nadpisany)" in told.stdout
    assert "mają inną treść: manifest.json." in told.stderr

    nowhere = build(tmp_path / "file", "--dry-run")
    assert nowhere.returncode == 1
    assert "potrzebny jest folder" in nowhere.stderr
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("file", "to plik, a potrzebny jest folder"),
        ("file/below", "to plik, a potrzebny jest folder"),
        ("file/below.zip", "to plik, a potrzebny jest folder"),
        ("folder.zip", "to folder, a potrzebny jest plik"),
        ("nowhere", "odsyłacz, który prowadzi donikąd"),
        ("x" * 300, "nazwa jest za długa"),
    ],
)
def test_a_place_that_cannot_be_written_is_exit_1(
    place: str, words: str, build: Build, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    result = build(tmp_path / place)

    assert (result.returncode, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--answer", "seat=a", "--answer", "seat=b"), "więcej niż jedną odpowiedź"),
        (("--answer", "seat=a\x07"), "których nie da się wydrukować"),
        (("--answer", "seat=" + "x" * 2001), "więcej niż 2\N{NO-BREAK SPACE}000 znaków"),
        (("--on", "1979-12-31"), "od 1 stycznia 1980 r. do 31 grudnia 2100 r."),
        (("--on", "2101-01-01"), "od 1 stycznia 1980 r. do 31 grudnia 2100 r."),
    ],
)
def test_what_cannot_be_printed_is_exit_2(
    options: tuple[str, ...], words: str, build: Build, tmp_path: Path
) -> None:
    result = build(tmp_path / "out", *options)

    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [BUILD, ("schema",), ("demo",)])
@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_not_this_folder(
    command: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    result = run(*command, "--out", name, cwd=tmp_path)

    assert (result.returncode, result.stdout) == (2, "")
    assert "Nazwa jest pusta" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_letters_that_the_fonts_lack_are_named(models: str, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    result = run(*BUILD, *ON, *out, "--catalogue", models, "--answer", "seat=\U0001f389 Kramsk")

    assert (result.returncode, result.stdout) == (1, "")
    assert "Nie można przygotować dokumentu „" in result.stderr
    assert "\U0001f389 (U+1F389)" in result.stderr
    assert "Te znaki są w odpowiedziach: seat." in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_broken_text_is_blamed_with_file_and_line(build: Build, tmp_path: Path) -> None:
    models = catalogue_with(
        tmp_path, "documents/statute.pl.md", "{% set legal", "{{ 1/0 }}\n{% set legal"
    )
    result = build(tmp_path / "out", "--catalogue", models)

    assert (result.returncode, result.stdout) == (1, "")
    assert "documents/statute.pl.md:" in result.stderr
    assert "division by zero" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_withdrawn_model_is_exit_2(build: Build, tmp_path: Path) -> None:
    text = (ROOT / "models" / "templates" / "elderly-care.yaml").read_text(encoding="utf-8")
    (status,) = [line for line in text.splitlines() if line.startswith("status:")]
    models = catalogue_with(tmp_path, "templates/elderly-care.yaml", status, "status: withdrawn")
    result = build(tmp_path / "out", "--catalogue", models)

    assert (result.returncode, result.stdout) == (2, "")
    assert "Model „elderly-care” wycofano" in result.stderr


def test_a_model_that_does_not_fit_is_written_with_a_warning(models: str, tmp_path: Path) -> None:
    place = tmp_path / "nigdzie.yaml"
    place.write_text(NOWHERE, encoding="utf-8")
    out = ("--out", str(tmp_path / "out"))
    where = ("--catalogue", models)
    result = run("package", "build", "elderly-care", str(place), *out, *ON, *WORD, *where)

    assert result.returncode == 0
    assert "nie pasuje do tego miejsca" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["verdict"] == "does-not-fit"


@pytest.mark.parametrize(
    ("options", "language", "first"),
    [
        ((), "pl", "01-karta-modelu.docx"),
        (("--lang", "en"), "en", "01-model-sheet.docx"),
        (("--lang", "en", "--document-lang", "pl"), "pl", "01-karta-modelu.docx"),
    ],
)
def test_documents_are_in_the_language_of_the_program_unless_another_is_asked_for(
    options: tuple[str, ...], language: str, first: str, build: Build, tmp_path: Path
) -> None:
    build(tmp_path, *options)

    assert (tmp_path / first).exists()
    assert json.loads((tmp_path / "manifest.json").read_bytes())["language"] == language


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("package", "--help"), 0, ""),
        (("package", "build", "--help"), 0, ""),
        ((*BUILD, "--out", "out"), 2, "pip install 'socialfranchise[documents]'"),
        (("demo",), 0, ""),
    ],
)
def test_without_the_extra_the_program_says_what_to_install(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    without = (
        "import sys; "
        "sys.modules.update(dict.fromkeys(['jinja2', 'markupsafe', 'pypandoc', 'typst'])); "
        "from socialfranchise.cli.main import main; main(sys.argv[1:])"
    )
    result = subprocess.run(
        [sys.executable, "-c", without, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=60,
    )

    assert result.returncode == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_schemas_are_written_like_a_package(tmp_path: Path) -> None:
    out = tmp_path / "schemas"

    assert "Zapisano " in run("schema", "--out", str(out)).stdout
    kinds = run("schema").stdout.split()
    assert {path.name for path in out.iterdir()} == {f"{kind}.schema.json" for kind in kinds}
    assert "jest już aktualny" in run("schema", "law", "--out", str(out)).stdout
    (out / "law.schema.json").write_text("{}", encoding="utf-8")
    (out / "template.schema.json").unlink()
    conflict = run("schema", "--out", str(out))
    assert (conflict.returncode, conflict.stdout) == (1, "")
    assert "mają inną treść: law.schema.json." in conflict.stderr
    assert not (out / "template.schema.json").exists()
    assert (out / "law.schema.json").read_text(encoding="utf-8") == "{}"

    wrong = run("schema", "--out", str(out / "law.schema.json"))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "potrzebny jest folder" in wrong.stderr


def test_the_demonstration_does_not_write_over_another_package(
    build: Build, tmp_path: Path
) -> None:
    assert build(tmp_path / "kramsk-demo").returncode == 0
    before = content(tmp_path / "kramsk-demo")
    later = run("demo", "--on", "2026-11-22", cwd=tmp_path)

    assert later.returncode == 1
    assert "jest wcześniejszy pakiet" in later.stderr
    assert content(tmp_path / "kramsk-demo") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_and_problem_has_words(language: Language) -> None:
    say = messages(language)

    for problem in {*PROBLEMS.values(), "dangling-link", "other"}:
        assert f"cli.write_problem.{problem}" in say
    for problem in get_args(Problem):
        assert f"cli.answer_problem.{problem}" in say
    for outcome in get_args(Outcome):
        assert f"cli.outcome.{outcome}" in say
