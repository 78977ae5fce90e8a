"""Every example of the READMEs is run, and prints what they say."""

import io
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MODELS = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
TERMINAL = [
    example
    for text in (README, MODELS)
    for example in re.findall(r"<!-- run -->\n```\n\$ (.+?)\n(.*?)```\n", text, re.DOTALL)
]
PYTHON = re.findall(
    r"<!-- run -->\n```python\n(.*?)```\n\nprints\n\n```\n(.*?)```\n", README, re.DOTALL
)


def test_the_readmes_have_examples_of_both_kinds() -> None:
    assert len(TERMINAL) == 6
    assert len(PYTHON) == 1


@pytest.mark.parametrize(("command", "expected"), TERMINAL)
def test_a_terminal_example_prints_what_it_says(command: str, expected: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "socialfranchise"
    result = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )

    anything = ".*".join(re.escape(part) for part in expected.split("…"))
    assert re.fullmatch(anything, result.stdout, re.DOTALL), result.stdout


@pytest.mark.parametrize(("code", "expected"), PYTHON)
def test_a_python_example_prints_what_it_says(
    code: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    output = io.StringIO()
    with redirect_stdout(output):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102

    assert output.getvalue() == expected


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "models" / "README.md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_link_to_a_file_leads_there(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_two_commands_each_make_their_own_environment() -> None:
    commands = [line for line in README.splitlines() if line.startswith("python3 -m venv ")]

    assert len(commands) == 2
    assert len({command.split()[3] for command in commands}) == 2
