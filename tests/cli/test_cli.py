"""The command line as its users meet it: output, exit codes, languages, bad input."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from socialfranchise.cli.main import language_of
from socialfranchise.formats.schemas import schema_names
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT


def test_match_explains_in_polish() -> None:
    result = run("match", KRAMSK, *ON)

    assert (result.returncode, result.stderr) == (0, "")
    assert "PASUJE" in result.stdout
    assert "art. 5 ust. 1" in result.stdout
    assert "Czego się dowiedzieć" in result.stdout


def test_the_explanation_of_kramsk_is_the_golden_one() -> None:
    """To renew it after a change that is meant:

    socialfranchise match models/places/kramsk-2011.yaml --on 2026-11-21 > tests/golden/kramsk.txt
    """
    golden = (ROOT / "tests" / "golden" / "kramsk.txt").read_text(encoding="utf-8")

    assert run("match", KRAMSK, *ON).stdout == golden


def test_match_speaks_english_when_asked() -> None:
    by_option = run("match", KRAMSK, *ON, "--lang", "en")
    by_environment = run("match", KRAMSK, *ON, SOCIALFRANCHISE_LANG="en")

    assert by_option.stdout == by_environment.stdout
    assert "FITS" in by_option.stdout
    assert "Co-operative" in by_option.stdout or "co-operative" in by_option.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], None, "pl"),
        ([], "en", "en"),
        (["match", "--lang", "pl"], "en", "pl"),
        (["--lang=en"], None, "en"),
        (["--lang"], "en", "en"),
        (["--lang", "de"], None, "pl"),
    ],
)
def test_the_language_is_the_option_then_the_environment_then_polish(
    arguments: list[str], environment: str | None, language: str
) -> None:
    assert language_of(arguments, environment) == language


def test_details_show_every_rule_with_its_line() -> None:
    short = run("match", KRAMSK, *ON, "--top", "1").stdout
    long = run("match", KRAMSK, *ON, "--top", "1", "--details").stdout

    assert "templates/care-with-kitchen.yaml" in long
    assert "templates/elderly-care.yaml" not in short
    assert len(long) > len(short)


def test_match_as_data_is_the_same_on_every_run() -> None:
    results = {run("match", KRAMSK, *ON, "--format", "json", PYTHONHASHSEED=s).stdout for s in "12"}

    (text,) = results
    data = json.loads(text)
    assert data["format"] == "socialfranchise.match/1"
    assert data["matches"][0]["template"] == "care-with-kitchen"
    line = data["matches"][0]["explanation"]["lines"][0]
    assert line["readings"][0]["at_least"]["basis"]
    assert line["place"]["line"] > 0


def test_explanations_can_be_left_out_of_data() -> None:
    short = run("match", KRAMSK, *ON, "--format", "json", "--no-explanations")
    refused = run("match", KRAMSK, *ON, "--no-explanations")

    assert all(found["explanation"] is None for found in json.loads(short.stdout)["matches"])
    assert refused.returncode == 2
    assert "--format json" in refused.stderr


def test_validate_passes_the_catalogue_and_its_cases() -> None:
    result = run("validate", "models")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Bez uwag")


def test_validate_shows_the_line_and_how_to_mend_it(tmp_path: Path) -> None:
    file = tmp_path / "moja gmina – żółw.yaml"
    text = Path(KRAMSK).read_text(encoding="utf-8").replace("locality:", "localty:")
    file.write_text(text, encoding="utf-8")
    result = run("validate", str(file))

    assert result.returncode == 1
    assert "SF201" in result.stdout
    assert "localty:" in result.stdout
    assert "^^^^^^^" in result.stdout
    assert "Czy chodzi o: locality?" in result.stdout


def test_validate_as_data() -> None:
    result = run("validate", "tests/corpus/invalid/SF011-duplicate-key.yaml", "--format", "json")

    assert result.returncode == 1
    data = json.loads(result.stdout)
    assert (data["format"], data["ok"]) == ("socialfranchise.report/1", False)
    assert data["findings"][0]["slug"] == "duplicate-key"


@pytest.mark.parametrize("command", [("validate",), ("match",)])
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.yaml", None, "SF001"),
        ("empty.yaml", b"", "SF003"),
        ("utf16.yaml", "id: x".encode("utf-16"), "SF004"),
        ("broken.yaml", b"a: [1, 2\n", "SF010"),
        ("binary.yaml", bytes(range(256)), "SF004"),
    ],
)
def test_input_that_cannot_be_read_is_exit_3(
    command: tuple[str, ...], name: str, content: bytes | None, code: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(*command, str(tmp_path / name))

    assert result.returncode == 3
    assert code in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_is_not_a_diagnosis(tmp_path: Path) -> None:
    result = run("match", str(tmp_path))

    assert result.returncode == 3
    assert "SF002" in result.stderr
    assert result.stdout == ""


def test_a_template_is_not_a_diagnosis() -> None:
    result = run("match", "models/templates/elderly-care.yaml")

    assert result.returncode == 1
    assert "SF023" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("match",), "Brakuje argumentu"),
        (("frobnicate",), "Nie ma polecenia"),
        (("match", KRAMSK, "--on", "jutro"), "rok-miesiąc-dzień"),
        (("models", "elderly-kare"), "elderly-care"),
        (("package", "build", "elderly-kare", KRAMSK, "--out", "x"), "elderly-care"),
        (("package", "build", "elderly-care", KRAMSK, "--out", "x", "--answer", "Razem"), "pole="),
        (("package", "build", "elderly-care", KRAMSK, "--out", "x", "--answer", "nam=R"), "nam"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(
    arguments: tuple[str, ...], words: str
) -> None:
    result = run(*arguments)

    assert result.returncode == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_every_help_page_is_polish() -> None:
    for command in (
        (),
        ("compare",),
        ("conformance",),
        ("demo",),
        ("diagnose",),
        ("impact",),
        ("match",),
        ("models",),
        ("package",),
        ("package", "build"),
        ("questions",),
        ("reach",),
        ("robustness",),
        ("schema",),
        ("validate",),
    ):
        text = run(*command, "--help").stdout
        assert "Użycie:" in text
        for english in ("Usage", "Options", "Commands", "Show ", "[OPTIONS]", "default:"):
            assert english not in text, command


def test_models_lists_and_describes() -> None:
    listed = run("models").stdout.splitlines()
    described = run("models", "wtz-participants").stdout

    assert len(listed) == 22
    assert all("model udokumentowany" in line or "model odtworzony" in line for line in listed)
    assert "Czego nie wiemy" in described
    assert len(json.loads(run("models", "--format", "json").stdout)["models"]) == 22


def test_schema_prints_and_writes(tmp_path: Path) -> None:
    printed = run("schema", "template").stdout
    run("schema", "--out", str(tmp_path))

    assert printed == (tmp_path / "template.schema.json").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == len(schema_names())


def test_the_conformance_suite_prints_and_writes(tmp_path: Path) -> None:
    printed = run("conformance").stdout
    run("conformance", "--out", str(tmp_path))

    assert printed == (tmp_path / "cases.json").read_text(encoding="utf-8")
    assert json.loads(printed)["format"] == "socialfranchise.conformance/1"


def test_require_fit_is_exit_1_when_nothing_fits(tmp_path: Path) -> None:
    file = tmp_path / "pustkowie.yaml"
    file.write_text(
        "format: socialfranchise.diagnosis/1\nid: nowhere\ntitle: {pl: Nigdzie, en: Nowhere}\n"
        "locality: {name: Nigdzie}\nday: 2026-11-21\nfacts:\n"
        "  founding-bodies: {number: 0}\n  founding-persons: {number: 0}\n",
        encoding="utf-8",
    )

    assert run("match", str(file), *ON).returncode == 0
    assert run("match", str(file), *ON, "--require-fit").returncode == 1


def test_output_can_be_cut_short() -> None:
    result = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m socialfranchise match "{KRAMSK}" | head -1'],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )

    assert result.stderr == ""


def test_law_shows_a_day_a_history_and_a_page() -> None:
    whole, one = run("law", *ON), run("law", "minimum-wage", *ON, "--lang", "en")
    page, data = run("law", *ON, "--format", "html"), run("law", *ON, "--format", "json")

    assert [r.returncode for r in (whole, one, page, data)] == [0, 0, 0, 0]
    assert "[minimum-wage]" in whole.stdout
    assert "Values over time" in one.stdout
    assert page.stdout.startswith("<!doctype html>")
    assert len(json.loads(data.stdout)["parameters"]) > 150


def test_law_refuses_what_is_not_there() -> None:
    unknown = run("law", "minimal-wage", *ON)
    half = run("law", "minimum-wage", *ON, "--format", "html")

    assert (unknown.returncode, half.returncode) == (2, 2)
    assert "minimum-wage" in unknown.stderr


def test_diff_tells_two_catalogues_apart(tmp_path: Path, small_models: Path) -> None:
    copy, old = copytree(small_models, tmp_path / "models"), str(small_models)
    same = run("diff", old, str(copy), "--lang", "en")
    (copy / "templates" / "elderly-care.yaml").unlink()
    other = run("diff", old, str(copy), "--format", "json")
    nothing = run("diff", old, str(tmp_path / "nowhere"))

    assert (same.returncode, "are the same" in same.stdout) == (0, True)
    assert [entry["id"] for entry in json.loads(other.stdout)["entries"]][-1] == "elderly-care"
    assert (nothing.returncode, nothing.stdout) == (3, "")


def test_cases_are_listed_and_told() -> None:
    listed, told = run("cases", "--lang", "en"), run("cases", "razem-do-sukcesu-kramsk")

    assert (listed.returncode, told.returncode) == (0, 0)
    assert "razem-do-sukcesu-kramsk  " in listed.stdout
    assert "Czego uczy: " in told.stdout
    assert run("cases", "nigdzie").returncode == 2


def test_what_if_names_ways_to_fit_and_tries_assumptions() -> None:
    ways = run("what-if", KRAMSK, "wtz-participants", *ON, "--lang", "en")
    data = run("what-if", KRAMSK, "wtz-participants", *ON, "--format", "json")
    tried = run("what-if", KRAMSK, "--set", "target-groups=+addiction", *ON, "--format", "json")
    locked = run("what-if", KRAMSK, "wtz-participants", "--lock", "target-groups", *ON)

    assert "Way 1:" in ways.stdout
    first = json.loads(data.stdout)["plans"][0]["changes"][0]
    assert (first["fact"], first["before"]) == ("target-groups", None)
    verdicts = {m["template"]: m["verdict"] for m in json.loads(tried.stdout)["matches"]}
    assert verdicts["addiction-recovery"] == "fits"
    assert "Dopóki wskazane fakty mają zostać takie, jakie są" in locked.stdout
    assert "Law of 21 November 2026; catalogue version" in ways.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("--set", "leader-found"),
        ("--set", "leader-found=może"),
        ("--set", "population=1.500"),
        ("--set", "population=dużo"),
        ("--set", "needs=catering"),
        ("--set", "lider=yes"),
        ("--lock", "lider"),
    ],
)
def test_what_if_refuses_what_is_no_fact_or_no_answer(wrong: tuple[str, str]) -> None:
    result = run("what-if", KRAMSK, "wtz-participants", *wrong, *ON)

    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("option", [("--top", "1"), ("--details",)])
def test_options_of_the_text_are_refused_for_data(option: tuple[str, ...]) -> None:
    assert run("match", KRAMSK, *ON, "--format", "json", *option).returncode == 2


@pytest.mark.parametrize("asked", [(), ("--lock", "population")])
def test_what_if_needs_a_model_or_a_change(asked: tuple[str, ...]) -> None:
    assert run("what-if", KRAMSK, *asked, *ON).returncode == 2


def test_what_if_refuses_a_term_that_does_not_exist() -> None:
    result = run("what-if", KRAMSK, "--set", "needs=+caterring", *ON)

    assert result.returncode in (1, 2)
    assert "caterring" in result.stderr
    assert "kramsk-2011.yaml" not in result.stderr


def test_an_assumption_takes_yes_and_no_in_either_language() -> None:
    said = [
        run("what-if", KRAMSK, "--set", f"leader-found={word}", *ON).stdout
        for word in ("tak", "Yes", "nie", "no")
    ]

    assert said[0] == said[1] != said[2] == said[3]


def test_it_runs_with_a_click_whose_types_are_not_generic() -> None:
    code = """
import importlib, pkgutil, click
click.ParamType.__class_getitem__ = None
import socialfranchise.cli as cli
for module in pkgutil.iter_modules(cli.__path__):
    importlib.import_module(f"{cli.__name__}.{module.name}")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
