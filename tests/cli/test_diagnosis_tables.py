"""``diagnosis`` and ``batch --mapping`` as their users meet them."""

import csv
import re
import shlex
from pathlib import Path

import pytest

from socialfranchise import Catalogue, load_diagnosis
from socialfranchise.diagnosis.facts import Number
from tests.authoring.test_how_to import STEP, guide, pattern
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT
from tests.sources.tables import OURS

MAPPING = str(ROOT / "tests" / "corpus" / "valid" / "our-table.yaml")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tables") / "ours.csv"
    file.write_text(OURS.replace("Gromadka", "Warta"), encoding="cp1250")
    return file


def imported(table: Path, *arguments: str) -> list[str]:
    return ["diagnosis", "import", str(table), "--mapping", MAPPING, *arguments, *ON]


def test_a_diagnosis_from_a_table(table: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    out = tmp_path / "boleslawiec.yaml"
    result = run(*imported(table, "--place", "boleslawiec", "--out", str(out)))
    found = load_diagnosis(out, catalogue=catalogue)

    # A code elsewhere in the table is none: that concerns the table, not only one place.
    assert (result.returncode, result.stdout) == (1, "")
    assert "SF924" in result.stderr
    assert "SF911" not in result.stderr
    assert found.value("population") == Number(37500)
    assert found.locality.teryt == "0201011"
    (origin,) = found.facts["population"].origins
    assert (origin.year, origin.table, origin.row) == (2024, "ours.csv", 4)


def test_answers_that_were_there_stay(table: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    into = tmp_path / "place.yaml"
    before = Path(KRAMSK).read_text(encoding="utf-8").replace("3010052", "0201011")
    into.write_text(before, encoding="utf-8")
    result = run(*imported(table, "--place", "0201011", "--into", str(into)))
    after = into.read_text(encoding="utf-8")

    assert "Zostaje Liczba mieszkańców: 11 544 osoby" in result.stderr.replace("\u00a0", " ")
    assert load_diagnosis(into, catalogue=catalogue).value("population") == Number(11544)
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert comments == [line for line in after.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--place", "Warta"], 1, "(0201022, Warta), (0201032, Warta)"),
        (["--place", "Warta", "--out", "a.yaml", "--into", "b.yaml"], 2, "--into"),
        ([], 2, "--place"),
    ],
)
def test_what_is_not_clear_is_told(table: Path, arguments: list[str], code: int, told: str) -> None:
    result = run(*imported(table, *arguments))

    assert (result.returncode, result.stdout) == (code, "")
    assert told in result.stderr


def test_all_places_at_once(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.csv"
    told = run("batch", str(table), "--mapping", MAPPING, "--out", str(out), "--summary", *ON)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))

    assert "SF911" in told.stderr
    assert {row["diagnosis"] for row in rows} == {"0201011", "0201022", "0201032"}
    assert {row["name"] for row in rows} == {"Bolesławiec", "Warta"}
    assert told.stdout.count("na pierwszym miejscu: ") == 22
    firsts = [row for row in rows if row["rank"] == "1"]
    assert len(firsts) == 3
    assert "Warunek konieczny: " in told.stdout
    assert run("batch", str(table), "--mapping", MAPPING, "--summary").returncode == 2


def test_a_table_of_which_nothing_can_be_read_says_so(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(re.sub(r"^[0-9]{6,7};", "99;", OURS, flags=re.MULTILINE), encoding="utf-8")
    all_places = run("batch", str(file), "--mapping", MAPPING, *ON)
    one = run(*imported(file, "--place", "Warta"))

    for result in (all_places, one):
        assert result.returncode == 1
        assert "SF924" in result.stderr


def test_a_form_out_and_in(tmp_path: Path, catalogue: Catalogue) -> None:
    pytest.importorskip("openpyxl")
    form, back = tmp_path / "form.xlsx", tmp_path / "kramsk-2011.yaml"
    written = run("diagnosis", "form", KRAMSK, "--out", str(form))
    read = run("diagnosis", "import", str(form), "--out", str(back))

    assert (written.returncode, read.returncode) == (0, 0)
    one = load_diagnosis(KRAMSK, catalogue=catalogue)
    other = load_diagnosis(back, catalogue=catalogue)
    assert (one.facts, one.locality, one.remarks) == (other.facts, other.locality, other.remarks)
    assert run("diagnosis", "form", "--out", str(tmp_path / "form.csv")).returncode == 2


def test_the_guide_prints_what_it_says(tmp_path: Path) -> None:
    text = guide("diagnosis-from-tables.md")
    for name, content in re.findall(
        r"<!-- table (\S+) -->\n```(?:yaml)?\n(.*?)```", text, re.DOTALL
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    steps = [step for step in STEP.finditer(text) if step["kind"] == "run"]

    assert len(steps) == 2
    for step in steps:
        _, *arguments = shlex.split(step["command"])
        result = run(*arguments, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
        assert re.fullmatch(pattern(step["output"]), result.stdout.strip(), re.DOTALL), (
            result.stdout
        )
