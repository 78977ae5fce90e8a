"""The interview as a person at the keyboard meets it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from socialfranchise import load_diagnosis, validate
from socialfranchise.diagnosis.facts import Number, Terms
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT

Result = subprocess.CompletedProcess[str]


def interview(*arguments: str, typed: str, cwd: Path | None = None) -> Result:
    return run("diagnose", *arguments, *ON, typed=typed, cwd=cwd)


def said(result: Result) -> str:
    return " ".join(result.stderr.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_new_diagnosis_from_the_name_of_a_place(tmp_path: Path) -> None:
    file = tmp_path / "mala-wies.yaml"
    result = interview("--out", str(file), typed="Mała Wieś\n2\ntak\nkoniec\n")
    diagnosis = load_diagnosis(file)

    assert result.returncode == 0
    assert "Jak nazywa się gmina albo powiat?" in said(result)
    assert "Ile uprawnionych osób prawnych jest gotowych założyć" in said(result)
    assert "Odpowie: wójt lub burmistrz, inicjator spółdzielni." in said(result)
    assert "Gdzie szukać: Listy intencyjne i uchwały." in said(result)
    assert result.stdout.startswith("Mała Wieś: które modele pasują")
    assert validate(file).findings == ()
    assert (diagnosis.id, diagnosis.locality.name) == ("mala-wies", "Mała Wieś")
    assert diagnosis.value("needs") == Terms(frozenset({"tourism"}), frozenset())
    assert diagnosis.value("founding-bodies") == Number(2.0)
    assert [o.year for o in diagnosis.facts["founding-bodies"].origins] == [2026]


def test_without_a_file_name_a_new_file_is_made_and_none_replaced(tmp_path: Path) -> None:
    for _ in range(2):
        interview("--place", "Łąka Górna", typed="2\nend\n", cwd=tmp_path)

    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "laka-gorna-2026-2.yaml",
        "laka-gorna-2026.yaml",
    ]


def test_a_bad_answer_is_explained_and_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    typed = "duzo\n-1\n1 000,5\n1e16\n2,0\nmoże\n+tourism,-turism\n+tourism,-waste\n"
    result = interview("--place", "Nowa", "--out", str(file), typed=typed)
    diagnosis = load_diagnosis(file)

    assert "To nie jest odpowiedź na to pytanie: „może”." in said(result)
    assert "Potrzebne: liczba, na przykład 12 albo 12,5." in said(result)
    assert said(result).count("poza zakresem") == 3
    assert "„turism”" in said(result)
    assert diagnosis.value("founding-bodies") == Number(2.0)
    assert diagnosis.value("needs") == Terms(frozenset({"tourism"}), frozenset({"waste"}))


def test_what_is_not_known_is_noted_and_what_is_skipped_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    result = interview("--place", "Nowa", "--out", str(file), typed="?\n\n\n", cwd=tmp_path)
    diagnosis = load_diagnosis(file)

    assert list(diagnosis.facts) == ["founding-bodies"]
    assert diagnosis.value("founding-bodies") is None
    assert said(result).count("Ile uprawnionych osób prawnych") == 1
    assert validate(file).findings == ()


def test_an_existing_diagnosis_keeps_its_comments_and_its_facts(tmp_path: Path) -> None:
    file = tmp_path / "kramsk-2011.yaml"
    before = Path(KRAMSK).read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    result = interview(str(file), "--out", str(file), "--overwrite", typed="yes\nend\n")
    after = file.read_text(encoding="utf-8")
    gone = set(before.split("\n")) - set(after.split("\n"))

    assert result.returncode == 0
    assert {line.strip() for line in gone} == {
        "- catering",
        "- disability-care",
        "- elder-care",
    }
    diagnosis = load_diagnosis(file)
    needs = diagnosis.facts["needs"]
    assert isinstance(needs.value, Terms)
    assert "tourism" in needs.value.present
    assert len(needs.origins) == 3
    assert validate(file).findings == ()


def test_what_the_diagnosis_says_of_a_term_is_replaced_only_when_asked(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept.yaml", tmp_path / "new.yaml"
    told = interview(KRAMSK, "--out", str(kept), typed="-elder-care,+tourism\nnie\ntak\nend\n")
    interview(KRAMSK, "--out", str(new), typed="-elder-care,+tourism\ntak\nend\n")
    before, after = (load_diagnosis(file).value("needs") for file in (kept, new))

    assert "Diagnoza mówi już: Opieka nad osobami starszymi – jest (źródło:" in said(told)
    assert isinstance(before, Terms)
    assert isinstance(after, Terms)
    assert (before.has("elder-care"), after.has("elder-care")) == (True, False)
    assert before.has("tourism")
    assert after.has("tourism")


def test_nothing_is_overwritten_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("moje", encoding="utf-8")
    result = interview("--place", "Nowa", "--out", str(file), typed="tak\n")

    assert (result.returncode, result.stdout) == (2, "")
    assert "--overwrite" in result.stderr
    assert file.read_text(encoding="utf-8") == "moje"
    assert interview("--place", "Nowa", "--out", str(tmp_path), typed="tak\n").returncode == 2


def test_nothing_answered_is_nothing_written(tmp_path: Path) -> None:
    result = interview(KRAMSK, typed="koniec\n", cwd=tmp_path)

    assert result.returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert "niczego nie zapisano" in said(result)


def test_the_interview_ends_when_the_first_models_are_settled(
    tmp_path: Path, small_models: Path
) -> None:
    few = ("--catalogue", str(small_models), "--lang", "en")
    result = interview(KRAMSK, *few, typed="yes\n10\n" * 120, cwd=tmp_path)

    assert "No answer can change the first three models any more" in said(result)
    assert "> end" not in result.stderr
    assert (tmp_path / "kramsk-2011.yaml").is_file()


def test_the_interview_ends_when_nothing_is_left_to_ask(tmp_path: Path) -> None:
    result = interview(KRAMSK, typed="\n" * 120, cwd=tmp_path)

    assert "Nie ma już o co pytać." in said(result)


def test_the_result_as_data_stands_alone_on_standard_output(tmp_path: Path) -> None:
    result = interview(KRAMSK, "--format", "json", typed="tak\nend\n", cwd=tmp_path)

    assert json.loads(result.stdout)["format"] == "socialfranchise.match/1"


@pytest.mark.parametrize(
    "arguments", [("-",), (KRAMSK, "--place", "Nowa"), ("--place", " "), ("--out", "")]
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert interview(*arguments, typed="", cwd=tmp_path).returncode == 2
    assert interview(typed="", cwd=tmp_path).returncode == 2


def test_a_diagnosis_that_cannot_be_read_is_exit_3(tmp_path: Path) -> None:
    assert interview(str(tmp_path / "nowhere.yaml"), typed="").returncode == 3


def test_letters_that_cannot_be_read_are_no_answer(tmp_path: Path) -> None:
    typed = "Mała\n".encode("cp1250") + "Mała\ntak\n".encode()
    result = subprocess.run(
        [sys.executable, "-m", "socialfranchise", "diagnose", "--out", "a.yaml", *ON],
        input=typed,
        capture_output=True,
        cwd=tmp_path,
        timeout=120,
    )

    assert result.returncode == 0
    assert load_diagnosis(tmp_path / "a.yaml").locality.name == "Mała"


def _heed_interruptions() -> None:
    """What runs in the background of a shell has been told to pass over them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def under_way(out: Path) -> Iterator[subprocess.Popen[str]]:
    """An interview whose first question was answered."""
    command = [sys.executable, "-m", "socialfranchise", "diagnose", "--place", "Nowa", *ON]
    with subprocess.Popen(
        [*command, "--out", str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        preexec_fn=_heed_interruptions if os.name == "posix" else None,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("2\n")
        process.stdin.flush()
        while "Obsługa turystów" not in process.stderr.readline():
            assert process.poll() is None
        yield process


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX signal")
def test_an_interruption_keeps_what_was_answered(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with under_way(file) as process:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)

    assert (process.returncode, output) == (130, "")
    assert load_diagnosis(file).value("founding-bodies") == Number(2.0)


def test_what_comes_to_the_place_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with under_way(file) as process:
        file.write_text("moje", encoding="utf-8")
        process.communicate("koniec\n", timeout=60)

    assert process.returncode == 0
    assert file.read_text(encoding="utf-8") == "moje"
    assert load_diagnosis(tmp_path / "a-2.yaml").value("founding-bodies") == Number(2.0)


def test_what_cannot_be_written_is_shown(tmp_path: Path) -> None:
    with under_way(tmp_path / "folder" / "a.yaml") as process:
        (tmp_path / "folder").write_text("a file now", encoding="utf-8")
        _, conversation = process.communicate("koniec\n", timeout=60)

    assert process.returncode == 1
    assert "żeby nic nie przepadło" in conversation
    assert "  founding-bodies:\n    number: 2\n" in conversation


def test_help_is_polish() -> None:
    assert "--overwrite" in run("diagnose", "--help").stdout
