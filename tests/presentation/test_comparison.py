"""Models side by side: in a table that fits the page, and as data."""

import json
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialfranchise import Diagnosis, UnknownId, load_catalogue, load_diagnosis, match
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.presentation.matching.comparison_data import comparison_data
from socialfranchise.presentation.matching.comparison_text import comparison_text
from tests.conftest import PLACES

CATALOGUE = load_catalogue()
EVERYWHERE = [load_diagnosis(file, catalogue=CATALOGUE) for file in sorted(PLACES.glob("*.yaml"))]
PAIR = ("elderly-care", "addiction-recovery")


def table(
    diagnosis: Diagnosis, models: tuple[str, ...], language: Language = "en"
) -> dict[str, str]:
    """The left column of the first table, with what stands beside each label."""
    text = comparison_text(match(diagnosis, CATALOGUE), models, CATALOGUE, language)
    rows: dict[str, str] = {}
    label = ""
    for line in text.replace("\N{NO-BREAK SPACE}", " ").splitlines()[5:]:
        if line.strip() and line[:1] != " ":
            label = line[:16].strip()
        rows[label] = f"{rows.get(label, '')} {' '.join(line[16:].split())}".strip()
    return rows


@settings(max_examples=30)
@given(
    st.sampled_from(EVERYWHERE),
    st.lists(st.sampled_from(sorted(CATALOGUE.templates)), min_size=2, unique=True).map(tuple),
    st.sampled_from(LANGUAGES),
)
def test_every_table_fits_the_page_and_names_every_model(
    diagnosis: Diagnosis, models: tuple[str, ...], language: Language
) -> None:
    text = comparison_text(match(diagnosis, CATALOGUE), models, CATALOGUE, language)
    verdict = "Werdykt" if language == "pl" else "Verdict"

    assert max(len(line) for line in text.splitlines()) <= 100
    assert text.count(f"\n{verdict} ") == -(-len(models) // 3)


def test_each_row_says_one_thing_of_each_model(kramsk: Diagnosis) -> None:
    rows = table(kramsk, PAIR)

    assert rows["Verdict"] == "FITS FITS ON A CONDITION"
    assert rows["Score"] == "64–100% 31–100%"
    assert "+ Older people or people with" in rows["For"]
    assert "home care (20%)" in rows["For"]
    assert "? Care hours a month" in rows["Not known"]
    assert "PLN 58,000–185,000 (2026, calculated from" in rows["Start-up cost"]
    assert "7–20 jobs" in rows["Jobs"]
    assert "Social co-operative of legal persons" in rows["Legal forms"]
    assert "Labour Fund" in rows["Money"]


def test_what_has_to_be_confirmed_stands_beside_its_label() -> None:
    rows = table(attrs.evolve(EVERYWHERE[0], facts=FrozenMapping({})), PAIR, "pl")

    assert "! Do założenia gotowych jest tyle" in rows["Pasuje, jeśli"]


def test_a_figure_of_one_number_is_no_range(kramsk: Diagnosis) -> None:
    model = CATALOGUE["elderly-care"]
    cost = attrs.evolve(model.start_up_cost, low=Decimal("10.50"), high=Decimal("10.50"))
    jobs = attrs.evolve(model.staffing.jobs, low=Decimal("0.2"), high=Decimal("0.5"), unit="share")
    staffing = attrs.evolve(model.staffing, jobs=jobs)
    changed = attrs.evolve(model, start_up_cost=cost, staffing=staffing)
    catalogue = attrs.evolve(
        CATALOGUE, templates=FrozenMapping({**CATALOGUE.templates, model.id: changed})
    )
    text = comparison_text(match(kramsk, catalogue), PAIR, catalogue, "en")

    assert "PLN 10.50 (2026" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "20–50% (2026" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_an_unknown_model_is_refused(kramsk: Diagnosis) -> None:
    with pytest.raises(UnknownId):
        comparison_text(match(kramsk, CATALOGUE), ("elderly-care", "elder"), CATALOGUE, "pl")


def test_as_data_everything_is_there(kramsk: Diagnosis) -> None:
    data = json.loads(json.dumps(comparison_data(match(kramsk, CATALOGUE), PAIR)))
    care, recovery = data["models"]

    assert data["format"] == "socialfranchise.compare/1"
    assert [care["template"], recovery["template"]] == list(PAIR)
    assert care["verdict"] == "fits"
    assert [reason["id"] for reason in recovery["open"]] == ["people-in-recovery"]
    assert sum(r["share"]["low"] for r in care["for"]) == pytest.approx(care["score"]["low"])
    assert care["start_up_cost"]["confidence"] == "derived"
    assert care["start_up_cost"]["year"] == 2026
    assert care["funding"]
    assert care["legal_forms"] == ["legal-persons-coop", "natural-persons-coop"]
    assert care["missing"][0]["fact"] == "care-hours-per-month"
