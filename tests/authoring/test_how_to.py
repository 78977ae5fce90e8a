"""The guides hold: their commands run in order and print what they say, their files are valid."""

import io
import json
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import yaml

from socialfranchise.core.text import LANGUAGES
from socialfranchise.core.version import __version__
from socialfranchise.wording.messages import messages
from tests.cli.program import run
from tests.conftest import ROOT

HOW_TO = ROOT / "docs" / "how-to"
STEP = re.compile(
    r"<!-- (?P<kind>run|fill|change|install)(?P<rest>[^\n]*) -->"
    r"(?:\n```\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```)?",
    re.DOTALL,
)
ANYTHING = "…"


def guide(name: str) -> str:
    return (HOW_TO / name).read_text(encoding="utf-8")


def fenced(text: str, mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```yaml\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


def pattern(output: str) -> str:
    """The expected output, in which … stands for anything."""
    return ".*".join(re.escape(part) for part in output.strip().split(ANYTHING))


def test_every_command_of_the_guide_prints_what_it_says(tmp_path: Path) -> None:
    ran = 0
    for step in STEP.finditer(guide("validate-a-model.md")):
        rest = step["rest"].strip()
        if step["kind"] == "fill":
            file = tmp_path / rest
            text = file.read_text(encoding="utf-8")
            for number, language in enumerate(LANGUAGES):
                words = messages(language)("authoring.fill_in")
                text = text.replace(f" {words}\n", f" Krótki tekst {number}.\n")
                mark = messages(language)("authoring.example")
                text = text.replace(f"  # {mark}\n", "\n")
            file.write_text(text, encoding="utf-8")
        elif step["kind"] == "change":
            name, old, new = (part.strip() for part in rest.split("|"))
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert text.count(f"\n{old}") == 1
            (tmp_path / name).write_text(text.replace(f"\n{old}", f"\n{new}"), encoding="utf-8")
        elif step["kind"] == "run":
            program, *arguments = shlex.split(step["command"])
            assert program == "socialfranchise"
            result = run(*arguments, cwd=tmp_path)
            assert result.returncode == int(rest or 0), step["command"]
            assert re.fullmatch(pattern(step["output"]), result.stdout.strip(), re.DOTALL), (
                step["command"],
                result.stdout,
            )
            ran += 1
    assert ran == guide("validate-a-model.md").count("\n$ ") - 1


def test_the_guide_to_founding_prints_what_it_says() -> None:
    steps = [s for s in STEP.finditer(guide("plan-founding.md")) if s["kind"] == "run"]
    assert len(steps) == guide("plan-founding.md").count("\n$ ")
    for step in steps:
        result = run(*shlex.split(step["command"])[1:])
        wanted = r"\s+".join(pattern(line) for line in step["output"].splitlines())
        assert result.returncode == 0
        told = result.stdout.replace("\N{NO-BREAK SPACE}", " ").strip()
        assert re.match(wanted, told, re.DOTALL), step["command"]


def test_the_program_is_installed_as_the_readme_says() -> None:
    install = next(s for s in STEP.finditer(guide("validate-a-model.md")) if s["kind"] == "install")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"\n{install['command']} && " in readme


def test_the_workflow_is_valid_and_validates_the_models() -> None:
    workflow = yaml.load(fenced(guide("check-in-ci.md"), "workflow"), Loader=yaml.BaseLoader)  # noqa: S506
    commands = [step.get("run", "") for step in workflow["jobs"]["validate"]["steps"]]

    assert set(workflow) == {"name", "on", "permissions", "jobs"}
    assert commands[-1] == "socialfranchise validate --format github models"
    result = run(*shlex.split(commands[-1])[1:])
    assert (result.returncode, result.stderr) == (0, "")


def test_the_hook_of_the_guide_is_the_one_there_is() -> None:
    config = yaml.safe_load(fenced(guide("pre-commit.md"), "config"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = config["repos"]

    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in hooks]
    assert repository["rev"] == f"v{__version__}"


@pytest.mark.parametrize("name", ["embed.md", "batch.md"])
def test_every_example_in_python_prints_what_it_says(name: str) -> None:
    blocks = re.findall(
        r"<!-- run -->\n```python\n(.*?)```\n\nprints\n\n```\n(.*?)```\n",
        guide(name),
        re.DOTALL,
    )
    names: dict[str, object] = {}

    assert len(blocks) == guide(name).count("<!-- run -->")
    for code, expected in blocks:
        output = io.StringIO()
        with redirect_stdout(output):
            exec(compile(code, name, "exec"), names)  # noqa: S102
        assert output.getvalue() == expected


def test_the_table_of_the_guide_gives_what_it_says(tmp_path: Path) -> None:
    text = guide("batch.md")
    table = re.search(r"<!-- table (\S+) -->\n```\n(.*?)```", text, re.DOTALL)
    step = next(step for step in STEP.finditer(text) if step["command"])
    assert table is not None
    (tmp_path / table[1]).write_text(table[2], encoding="utf-8")
    result = run(*shlex.split(step["command"])[1:], cwd=tmp_path)

    assert result.returncode == int(step["rest"])
    shown = f"{result.stdout}{result.stderr}".strip()
    assert re.fullmatch(pattern(step["output"]), shown, re.DOTALL), shown


def test_the_commands_of_embedding_work(tmp_path: Path) -> None:
    text = guide("embed.md")
    piped = shlex.split(re.findall(r"`socialfranchise (match - [^`]+)`", text)[0])
    place = (ROOT / "models" / "places" / "kramsk-2011.yaml").read_text(encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "socialfranchise", *piped],
        input=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    out = tmp_path / "FOLDER"

    assert json.loads(result.stdout)["format"] == "socialfranchise.match/1"
    assert "\nsocialfranchise conformance --out FOLDER\n" in text
    assert run("conformance", "--out", "FOLDER", cwd=tmp_path).returncode == 0
    assert [file.name for file in out.iterdir()] == ["cases.json"]
