"""``places``, ``data inspect`` and ``new diagnosis --place`` as their users meet them."""

import re
import shlex
from pathlib import Path

import pytest

from socialfranchise import load_diagnosis
from socialfranchise.sources.register_files import register_text, sample_register
from tests.authoring.test_how_to import STEP, guide, pattern
from tests.cli.program import run
from tests.sources.exports import WIDE

ON = ("--on", "2026-11-22")


def test_several_places_of_one_name_are_listed_with_county_and_voivodeship() -> None:
    result = run("places", "find", "bochnia", *ON)

    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "1201011  Bochnia (gmina miejska), powiat bocheński, województwo małopolskie",
        "1201022  Bochnia (gmina wiejska), powiat bocheński, województwo małopolskie",
    ]
    assert "na 1 stycznia 2024 r., 51 gmin" in result.stderr
    assert "próbka" in result.stderr


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("3010053", 0, "kind"),
        ("Kramks", 1, "Similar"),
        ("\x1b[31mnowhere", 1, "[U+001B]"),
    ],
)
def test_what_is_not_exactly_so_is_said(text: str, code: int, said: str) -> None:
    result = run("places", "find", text, "--lang", "en", *ON)

    assert result.returncode == code
    assert said in result.stdout + result.stderr
    assert "\x1b" not in result.stdout + result.stderr


def test_a_register_is_written_and_then_found_in(tmp_path: Path) -> None:
    (tmp_path / "terc.csv").write_text(register_text(sample_register()), encoding="utf-8")
    old = register_text(sample_register()).replace("2024-01-01", "2012-01-01")
    (tmp_path / "old.csv").write_text(old.replace("Kramsk", "Dawny Kramsk"), encoding="cp1250")
    made = run("places", "import", "terc.csv", "old.csv", "--out", "places.csv", cwd=tmp_path)
    again = run("places", "import", "terc.csv", "--out", "places.csv", cwd=tmp_path)
    asked = ("places", "find", "3010052", "--places", "places.csv", "--on", "2013-05-05")
    then = run(*asked, cwd=tmp_path)
    now = run("places", "find", "3010052", *ON, cwd=tmp_path, SOCIALFRANCHISE_PLACES="places.csv")

    assert made.returncode == 0
    assert "old.csv:2:1: ostrzeżenie SF921" in made.stderr
    assert made.stdout.splitlines()[1:] == [
        "  na 1 stycznia 2012 r.: 51 gmin",
        "  na 1 stycznia 2024 r.: 51 gmin",
    ]
    assert again.returncode == 2
    assert "Dawny Kramsk (gmina wiejska)" in then.stdout
    assert now.stdout.startswith("3010052  Kramsk (")
    assert "próbka" not in now.stderr


def test_a_table_is_described_with_its_gaps_and_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "RYNE_1944_CTAB_20250616184618.csv"
    file.write_text(WIDE.replace("3788", "37a8"), encoding="utf-8")
    result = run("data", "inspect", file.name, *ON, cwd=tmp_path)

    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "RYNE_1944_CTAB_20250616184618.csv: Bank Danych Lokalnych GUS, pobrano 16 czerwca 2025 r.",
        "",
        "ogółem [osoba]",
        "  lata 2011–2012",
        "  jednostki: kraj, województwa 1, powiaty 1, gminy 1, części gmin 1",
        "  wartości: 9",
    ]
    assert f"{file.name}:4:1: błąd SF911" in result.stderr
    assert "„37a8”" in result.stderr


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [(b"", 3, "SF003"), (b"\0", 1, "SF920"), (b"[[[", 1, "SF920"), (b"Kod;Nazwa\n", 1, "SF920")],
)
def test_a_file_that_is_no_table_is_refused(
    content: bytes, code: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(content)
    result = run("data", "inspect", "file", cwd=tmp_path)

    assert result.returncode == code
    assert said in result.stderr


def test_a_new_diagnosis_begins_with_the_place_of_the_register(tmp_path: Path) -> None:
    made = run("new", "diagnosis", "--place", "kramsk", "--out", "d.yaml", cwd=tmp_path)
    locality = load_diagnosis(tmp_path / "d.yaml").locality

    assert made.returncode == 0
    assert (locality.name, locality.teryt) == ("Kramsk", "3010052")
    assert (locality.county, locality.voivodeship) == ("koniński", "wielkopolskie")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diagnosis", "--place", "Osiek"), "1213052"),
        (("diagnosis", "--place", "Kramks"), "3010052"),
        (("diagnosis", "--place", "wielkopolskie"), "Nie ma takiego miejsca"),
        (("template", "--place", "Kramsk"), "diagnosis"),
    ],
)
def test_a_place_that_is_not_one_is_asked_for_again(arguments: tuple[str, ...], said: str) -> None:
    result = run("new", *arguments)

    assert result.returncode == 2
    assert said in result.stderr


def test_the_guide_prints_what_it_says(tmp_path: Path) -> None:
    text = guide("places-and-tables.md")
    for name, content in re.findall(r"<!-- table (\S+) -->\n```\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    steps = [step for step in STEP.finditer(text) if step["kind"] == "run"]

    assert len(steps) == 6
    for step in steps:
        _, *arguments = shlex.split(step["command"])
        result = run(*arguments, cwd=tmp_path)
        assert result.returncode == int(step["rest"].strip() or 0), step["command"]
        assert re.fullmatch(pattern(step["output"]), result.stdout.strip(), re.DOTALL), (
            step["command"],
            result.stdout,
        )
