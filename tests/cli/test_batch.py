"""``batch`` as its users meet it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import yaml

from tests.cli.program import KRAMSK, ON, run

TABLE = "id;population;needs/elder-care;leader-found\ngood;5 200;tak;tak\nbad;many;;\n"


def test_a_table_in_and_a_table_out(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text(TABLE, encoding="utf-8")
    result = run("batch", str(table), "--top", "2", "--reasons", *ON, "--lang", "en")

    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.returncode == 1
    assert [(row["diagnosis"], row["rank"]) for row in found] == [("good", "1"), ("good", "2")]
    assert "founding" in found[0]["left_open_by"]
    assert "places.csv:3:1: error SF911" in result.stderr
    assert result.stderr.endswith("1 place, 22 models: 2 results.\n")


def test_the_same_as_match_for_a_real_place(tmp_path: Path) -> None:
    table, out = tmp_path / "places.jsonl", tmp_path / "found.ndjson"
    place = yaml.safe_load(Path(KRAMSK).read_text(encoding="utf-8"))
    text = json.dumps(_as_written(place), default=str, ensure_ascii=False)
    table.write_text(f"{text}\n", encoding="utf-8")
    result = run("batch", str(table), "--out", str(out), *ON)
    one = json.loads(run("match", KRAMSK, *ON, "--format", "json").stdout)

    assert (result.returncode, result.stdout) == (0, "")
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(r["template"], r["verdict"], r["low"], r["high"], r["exact"]) for r in found] == [
        (m["template"], m["verdict"], *(m["score"][key] for key in ("low", "high", "exact")))
        for m in one["matches"]
    ]


def _as_written(value: object) -> object:
    """YAML 1.1 reads yes and no as truth values; the files mean the words."""
    if isinstance(value, dict):
        return {
            key: {True: "yes", False: "no"}[part]
            if key == "answer" and isinstance(part, bool)
            else _as_written(part)
            for key, part in value.items()
        }
    return [_as_written(part) for part in value] if isinstance(value, list) else value


def test_columns_are_shown_with_questions() -> None:
    shown = list(csv.reader(io.StringIO(run("batch", "--columns").stdout)))
    by_name = {row[0]: row for row in shown}
    assert by_name["population"][1:3] == ["number", "persons"]
    assert "rural" in by_name["area-kind"][3]
    assert by_name["needs/elder-care"][4].endswith("Opieka nad osobami starszymi")


def test_no_rows_are_no_results_and_what_is_no_table_writes_nothing(tmp_path: Path) -> None:
    empty, other = tmp_path / "empty.csv", tmp_path / "other.parquet"
    empty.write_text("id;population\n", encoding="utf-8")
    other.write_text("id;population\n", encoding="utf-8")
    nothing, refused = run("batch", str(empty), *ON), run("batch", str(other), *ON)

    assert (nothing.returncode, nothing.stdout.count("\n")) == (0, 1)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "SF913" in refused.stderr


def test_what_cannot_be_done_is_refused_and_nothing_written(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("id,leader\na,yes\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    unknown = run("batch", str(table), "--out", str(out))
    assert (unknown.returncode, out.exists()) == (1, False)
    assert run("batch", str(table), "--out", str(table)).returncode == 2
    assert run("batch", str(table), "--out", str(tmp_path / "out.xls")).returncode == 2
    assert run("batch", str(table), "--out", str(out), "--format", "ndjson").returncode == 2
    assert run("batch", "--columns", "--top", "3").returncode == 2
    assert run("batch", str(table), "--columns").returncode == 2
    assert run("batch").returncode == 2
    assert run("batch", str(tmp_path / "none.csv")).returncode == 3
    assert sorted(file.name for file in tmp_path.iterdir()) == ["places.csv"]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['numpy', 'pyarrow'])); "
        "from socialfranchise.cli.main import main; main(['batch', '--columns', '--lang', 'en'])"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "pip install 'socialfranchise[batch]'" in result.stderr
