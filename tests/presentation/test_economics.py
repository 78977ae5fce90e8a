"""Economics as text, page and data: a golden text, and every number with what it rests on."""

import json
import re
from collections.abc import Iterator
from contextlib import chdir
from decimal import Decimal
from typing import Any

import pytest

from socialfranchise import Catalogue, Diagnosis, Economics, economics, load_proposal
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.presentation.economics.economics_data import economics_data
from socialfranchise.presentation.economics.economics_sections import economics_html, economics_text
from tests.cli.program import run
from tests.conftest import ROOT
from tests.feasibility.plans import job, reckon

GOLDEN = ROOT / "tests" / "golden" / "economics.txt"
EXAMPLE = "models/proposals/kramsk-example.yaml"
AMOUNT = re.compile(r"-?\d+(\.\d+)?")
ENDS = {"low", "base", "high"}


@pytest.fixture(scope="module")
def found(catalogue: Catalogue, kramsk: Diagnosis) -> Economics:
    with chdir(ROOT):
        proposal = load_proposal(EXAMPLE, catalogue=catalogue)
    return economics(catalogue["elderly-care"], kramsk, catalogue, proposal)


def test_the_text_is_the_one_people_have_read(found: Economics, catalogue: Catalogue) -> None:
    """Made by:

    socialfranchise economics elderly-care models/places/kramsk-2011.yaml \
        models/proposals/kramsk-example.yaml > tests/golden/economics.txt
    """
    assert economics_text(found, catalogue, "pl") == GOLDEN.read_text(encoding="utf-8")


def test_every_number_names_what_it_rests_on(found: Economics, catalogue: Catalogue) -> None:
    data = economics_data(found)
    inputs = data["inputs"]
    lines = {line["id"] for line in (*data["lines"], *data["public_money"]["lines"])}

    for rests_on, number in _numbers({**data, "inputs": {}, "missing": []}, ()):
        assert rests_on, number
        assert all(id in inputs or id in lines for id in rests_on)
    for line in (*data["lines"], *data["public_money"]["lines"]):
        assert line["from"]
        assert set(line["from"]) <= set(inputs)
    for id, read in inputs.items():
        if read["kind"] == "law":
            assert read["valid"]["confidence"]
            assert catalogue.parameter(read["parameter"]).value is not None
            assert id == f"law.{read['parameter']}@{read['valid']['since']}"
        else:
            assert read["place"]["file"].startswith(("models/proposals/", "effects/", "funding/"))
            assert read["place"]["line"] > 1


def _numbers(part: Any, rests_on: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every amount of the data, with what the nearest part around it names."""
    if isinstance(part, dict):
        here = tuple(part.get("from", rests_on))
        for value in part.values():
            yield from _numbers(value, here)
    elif isinstance(part, list):
        for value in part:
            yield from _numbers(value, rests_on)
    elif isinstance(part, str) and AMOUNT.fullmatch(part) and "." in part:
        yield rests_on, part


def test_data_sums_by_payer_and_year(found: Economics) -> None:
    data = economics_data(found)
    money = data["public_money"]
    for end in ENDS:
        payers = [payer["total"][end] for payer in money["payers"].values()]
        assert sum(map(Decimal, payers)) == Decimal(money["all"]["total"][end])
        nets = [line["net"]["total"][end] for line in money["lines"]]
        assert sum(map(Decimal, nets)) == Decimal(money["all"]["total"][end])
        years = [year[end] for year in data["outcome"]["result"]["years"]]
        assert sum(map(Decimal, years)) == Decimal(data["outcome"]["result"]["total"][end])
    assert money["headline"]["base"] == money["payers"]["commune"]["total"]["base"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_charts_that_say_what_they_show(
    found: Economics, catalogue: Catalogue, language: Language
) -> None:
    page = economics_html(found, catalogue, language)

    assert page.count("<svg") == page.count("</svg>") == page.count("<desc") == 4
    for title, description in re.findall(r'aria-labelledby="(\S+) (\S+)"', page):
        assert page.count(f'<title id="{title}">') == 1
        words = re.search(rf'<desc id="{description}">(.*?)</desc>', page)
        assert words is not None
        assert len(words[1]) > 80
    assert not re.search(r"\{\w+\}|None|NaN", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_that_says_nothing_is_told_what_is_missing(
    catalogue: Catalogue, kramsk: Diagnosis, language: Language
) -> None:
    found = reckon(catalogue, kramsk, sales=None, running_costs=None, support=None, own_money=None)
    text = economics_text(found, catalogue, language)
    data = economics_data(found)

    assert data["outcome"] is None
    assert data["public_money"]["headline"] is None
    assert "7–20" in text
    assert not re.search(r"\{\w+\}|None", text)
    assert economics_html(found, catalogue, language).count("<svg") == 0
    usual = next(each["usual"] for each in data["missing"] if each["what"] == "jobs")
    assert usual["confidence"] == "derived"


def test_what_nobody_gave_ends_for_is_not_drawn(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = reckon(catalogue, kramsk, jobs=[job()])
    text = economics_text(found, catalogue, "en")

    assert "no ends of any of these numbers" in text
    assert economics_html(found, catalogue, "en").count("<svg") == 2


def test_the_command_prints_what_the_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    arguments = ("economics", "elderly-care", "models/places/kramsk-2011.yaml", EXAMPLE)
    result = run(*arguments, "--format", "json", "--draws", "10", "--seed", "7")

    assert result.returncode == 0
    data = json.loads(result.stdout)
    assert data["format"] == "socialfranchise.economics/1"
    assert (data["outcome"]["spread"]["draws"], data["outcome"]["spread"]["seed"]) == (10, 7)
    other = run("economics", "kindergarten", *arguments[2:])
    assert other.returncode == 2


def test_with_funding_the_command_takes_the_support_of_the_plan() -> None:
    arguments = ("economics", "elderly-care", "models/places/kramsk-2011.yaml", EXAMPLE)
    told = run(*arguments, "--with-funding", "--rate", "4.25", "--draws", "5", "--format", "json")
    data = json.loads(told.stdout)

    assert data["support"]["said_by"] == "funding-plan"
    assert data["support"]["plan"]["rate"] == "4.25"
    assert data["support"]["left_out"] == ["start-grant", "bridging"]
    given = [line for line in data["lines"] if line["kind"] in ("support", "refund")]
    total = sum(Decimal(line["total"]["base"]) for line in given)
    assert total == Decimal(data["support"]["plan"]["total"])
    for line in given:
        read = [data["inputs"][id] for id in line["from"]]
        assert any(each["kind"] == "law" for each in read)
        assert any(
            (each.get("place") or {"file": ""})["file"].startswith("funding/") for each in read
        )
    assert data["warnings"]["excluding_sources"] == []
    alone = run(*arguments, "--rate", "4.25")
    assert alone.returncode == 2
    assert "--with-funding" in alone.stderr
