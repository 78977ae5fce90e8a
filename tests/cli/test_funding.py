"""``funding`` as its users meet it."""

import json
import re
import shlex
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.program import KRAMSK, run
from tests.conftest import ROOT

PROPOSAL = "models/proposals/kramsk-example.yaml"
PLAN = ("funding", "elderly-care", KRAMSK, PROPOSAL)

pytest.importorskip("highspy")


def test_the_plan_of_the_example_is_the_golden_one() -> None:
    """To renew it after a change that is meant:

    socialfranchise funding elderly-care models/places/kramsk-2011.yaml \
        models/proposals/kramsk-example.yaml --rate 4.25 > tests/golden/funding-kramsk.txt
    """
    golden = (ROOT / "tests" / "golden" / "funding-kramsk.txt").read_text(encoding="utf-8")
    result = run(*PLAN, "--rate", "4.25")

    assert (result.stdout, result.stderr) == (golden, "")
    assert all(len(line) <= 100 for line in golden.splitlines())


def test_the_example_of_the_guide_prints_what_it_says() -> None:
    guide = (ROOT / "docs" / "how-to" / "plan-the-money.md").read_text(encoding="utf-8")
    ((command, expected),) = re.findall(
        r"<!-- run -->\n```\n\$ (.+?)\n(.*?)```\n", guide, re.DOTALL
    )
    (code,) = re.findall(r"```python\n(.*?)```\n", guide, re.DOTALL)
    pattern = ".*".join(re.escape(part) for part in re.split("…|\n", expected.strip()))

    assert re.fullmatch(pattern, run(*shlex.split(command)[1:]).stdout.strip(), re.DOTALL)
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "'labour-fund': Decimal" in printed.stdout


def test_data_text_page_and_picture_say_the_same_sum() -> None:
    data = json.loads(run(*PLAN, "--format", "json").stdout)
    text = run(*PLAN, "--lang", "en").stdout
    page = run(*PLAN, "--format", "html", "--lang", "en").stdout
    total = f"PLN {Decimal(data['best']['total']):,}"

    assert data["format"] == "socialfranchise.funding-plan/1"
    assert sum(map(Decimal, data["best"]["by_fund"].values())) == Decimal(data["best"]["total"])
    assert total in text
    assert total in page
    assert "Not known: " in text


def test_the_picture_describes_itself_and_the_page_repeats_its_numbers() -> None:
    picture = run(*PLAN, "--format", "svg").stdout
    page = run(*PLAN, "--format", "html").stdout
    root = ElementTree.fromstring(picture)  # noqa: S314
    space = "{http://www.w3.org/2000/svg}"
    title, description = root.find(f"{space}title"), root.find(f"{space}desc")

    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert "miesięczne wsparcie" in (description.text or "")
    assert "wsparcie spada o" in (description.text or "")
    assert picture.strip() in page
    assert "<script" not in page
    assert page.count("<table>") == page.count("<caption>") == 2


def test_the_day_changes_the_conditions_and_no_traceback_comes(tmp_path: Path) -> None:
    text = (ROOT / PROPOSAL).read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("template: elderly-care", "template: nursery"), "utf-8")

    assert run(*PLAN, "--on", "2026-11-21").returncode == 0
    for rate in ("0", "-4", "nan", "four", "1e9"):
        refused = run(*PLAN, "--rate", rate)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert rate in refused.stderr
    wrong = run("funding", "elderly-care", KRAMSK, str(other))
    assert wrong.returncode == 2
    assert "nursery" in wrong.stderr
    assert run("funding", "elderly-kare", KRAMSK, PROPOSAL).returncode == 2
    assert run("funding", "elderly-care", KRAMSK, "brak.yaml").returncode == 3


def test_an_answer_that_asks_for_something_else_is_a_finding(tmp_path: Path) -> None:
    text = (ROOT / PROPOSAL).read_text(encoding="utf-8")
    spoiled = tmp_path / "proposal.yaml"
    spoiled.write_text(text.replace("fact: person-registered", "fact: job-time"), "utf-8")

    result = run("funding", "elderly-care", KRAMSK, str(spoiled))

    assert (result.returncode, result.stdout) == (1, "")
    assert "SF901" in result.stderr
    assert re.search(r"proposal\.yaml:\d+", result.stderr)


def test_without_the_solver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    result = run(*PLAN)

    assert (result.returncode, result.stdout) == (2, "")
    assert "socialfranchise[optimize]" in result.stderr
