"""Feasibility as text, page and data: a golden text, and every figure with its origin."""

import json
import re
import sys
from contextlib import chdir
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from socialfranchise import (
    Catalogue,
    Diagnosis,
    economics,
    feasibility_of,
    load_diagnosis,
    load_proposal,
)
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.proposal import Founder
from socialfranchise.presentation.feasibility.feasibility_data import feasibility_data
from socialfranchise.presentation.feasibility.feasibility_sections import (
    feasibility_html,
    feasibility_text,
)
from tests.cli.program import run
from tests.conftest import PLACES, ROOT
from tests.feasibility.groups import proposal

GOLDEN = ROOT / "tests" / "golden" / "feasibility-kramsk.txt"
EXAMPLE = "models/proposals/kramsk-example.yaml"


@pytest.fixture(scope="module")
def found(catalogue: Catalogue, kramsk: Diagnosis) -> Feasibility:
    with chdir(ROOT):
        plan = load_proposal(EXAMPLE, catalogue=catalogue)
    return feasibility_of(
        catalogue["elderly-care"],
        kramsk,
        catalogue,
        proposal=plan,
        months=12,
        funding=True,
        economics=True,
    )


def test_the_text_is_the_one_people_have_read(found: Feasibility, catalogue: Catalogue) -> None:
    """Made by:

    socialfranchise feasibility elderly-care models/places/kramsk-2011.yaml \
        models/proposals/kramsk-example.yaml --months 12 > tests/golden/feasibility-kramsk.txt
    """
    assert feasibility_text(found, catalogue, "pl") == GOLDEN.read_text(encoding="utf-8")


def test_what_may_be_paid_twice_is_told_in_short_too(
    found: Feasibility, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    of_plan = feasibility_text(found, catalogue, "en")
    assert found.proposal is not None
    own_figures = attrs.evolve(
        found,
        funding=None,
        economics=economics(found.template, kramsk, catalogue, found.proposal, draws=1),
    )

    warning = "The refund of contributions is not added, for"
    assert warning not in " ".join(of_plan.split())
    assert warning in " ".join(feasibility_text(own_figures, catalogue, "en").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", sorted(PLACES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_model_in_every_place_can_be_told(
    place: Path, language: Language, catalogue: Catalogue
) -> None:
    diagnosis = load_diagnosis(place, catalogue=catalogue)
    for template in catalogue:
        found = feasibility_of(template, diagnosis, catalogue)
        text = feasibility_text(found, catalogue, language, details=True)
        assert template.name.to(language) in text.splitlines()[0]
        assert not re.search(r"\{\w+\}|None|Truth\.|\.\.$", text, re.MULTILINE)


class Page(HTMLParser):
    """Checks that what is opened is closed, and keeps what tables say."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[int] = []
        self.captions = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "tr":
            self.cells.append(0)
        if tag in ("td", "th"):
            self.cells[-1] += 1
        self.captions += tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_safe(
    found: Feasibility, catalogue: Catalogue, language: Language
) -> None:
    assert found.proposal is not None
    hostile = attrs.evolve(found.proposal, title="<script>alert(1)</script> & więcej")
    text = feasibility_html(attrs.evolve(found, proposal=hostile), catalogue, language)
    page = Page()
    page.feed(text)

    assert page.open == []
    assert page.captions == text.count("<table>") > 8
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert f'<html lang="{language}">' in text


def test_every_figure_of_the_data_names_its_law_its_line_or_its_source(
    found: Feasibility, catalogue: Catalogue
) -> None:
    data = feasibility_data(found, catalogue)
    json.dumps(data, allow_nan=False)

    assert data["format"] == "socialfranchise.feasibility/1"
    for known in data["facts"].values():
        if "number" in known["value"] or "at_least" in known["value"]:
            assert known["lines"] or known["origins"]
    for check in data["founders"]:
        for rule in check["rules"]:
            assert rule["basis"]
            for reading in rule["readings"]:
                for limit in (reading["at_least"], reading["at_most"]):
                    if limit is not None and limit["law"] is not None:
                        assert limit["since"]
                        assert limit["basis"] or limit["sources"]
    deadlines = [*data["calendar"]["dated"], *data["calendar"]["open"]]
    assert deadlines
    for deadline in deadlines:
        assert deadline["basis"]
        assert deadline["parameter"] is None or deadline["valid"] is not None
    for plan in data["pathways"]["plans"]:
        for stage in plan["stages"]:
            if stage["duration"] is not None:
                assert stage["duration"]["confidence"]


def test_the_command_tells_what_the_library_says(found: Feasibility, catalogue: Catalogue) -> None:
    call = ("feasibility", "elderly-care", "models/places/kramsk-2011.yaml", EXAMPLE)

    assert run(*call, "--months", "12").stdout == GOLDEN.read_text(encoding="utf-8")
    assert json.loads(run(*call, "--format", "json").stdout)["proposal"] == "kramsk-example"
    details = feasibility_text(found, catalogue, "pl", details=True)
    assert len(details) > len(GOLDEN.read_text(encoding="utf-8"))
    without = run(*call[:3], "--on", "2026-11-21")
    assert without.returncode == 0
    assert "socialfranchise new proposal" in without.stdout


def test_the_summary_fits_a_screen_and_answers_every_question(
    found: Feasibility, catalogue: Catalogue
) -> None:
    for language in LANGUAGES:
        text = feasibility_text(found, catalogue, language)
        first = text[: text.index("\n\n", text.index("\n  - "))]
        assert len(first.splitlines()) <= 40
    assert found.funding is not None
    assert found.economics is not None
    assert found.economics.funding == found.funding
    for answer in (
        "May they found it (Social co-operative of legal persons)",
        "For the rest of the purchases PLN 26,500 is missing",
        "Money is lowest in month 2",
        "Returned to the commune",
        "All partners",
        "First days: 8 December 2026",
    ):
        assert answer in first, answer


def test_without_the_solver_the_proposal_is_reckoned_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    result = run("feasibility", "elderly-care", "models/places/kramsk-2011.yaml", EXAMPLE)

    assert result.returncode == 0
    assert "socialfranchise[optimize]" in result.stdout
    assert "Wsparcie podała grupa w projekcie" in result.stdout


def test_the_command_refuses_a_proposal_for_another_model_or_with_mistakes(
    tmp_path: Path,
) -> None:
    place = "models/places/kramsk-2011.yaml"
    other = run("feasibility", "cis-graduates", place, EXAMPLE)
    broken = tmp_path / "group.yaml"
    broken.write_text((ROOT / EXAMPLE).read_text("utf-8").replace("ngo", "nngo"), "utf-8")
    bad = run("feasibility", "elderly-care", place, str(broken))

    assert other.returncode == 2
    assert "elderly-care" in other.stderr
    assert bad.returncode == 1
    assert "SF301" in bad.stdout + bad.stderr
    assert "Traceback" not in bad.stderr


def test_a_form_the_model_does_not_offer_is_told(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    template = next(t for t in catalogue if t.founders.legal_forms == ("legal-persons-coop",))
    plan = proposal([Founder(kind="natural-persons", number=3)], template=template.id)
    told = feasibility_of(template, kramsk, catalogue, proposal=plan, on=date(2026, 11, 21))

    assert "Model nie przewiduje tej formy" in feasibility_text(told, catalogue, "pl")
