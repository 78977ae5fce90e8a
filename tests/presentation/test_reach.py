"""The reach of a model in words and as data."""

import json

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, Reach, load_diagnosis, reach
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Number
from socialfranchise.presentation.matching.reach_data import reach_data
from socialfranchise.presentation.matching.reach_text import MOST_NAMES, reach_text
from tests.conftest import PLACES


@pytest.fixture
def places(catalogue: Catalogue) -> list[Diagnosis]:
    return [load_diagnosis(file, catalogue=catalogue) for file in sorted(PLACES.glob("*.yaml"))]


def said(found: Reach, catalogue: Catalogue, language: Language = "en") -> str:
    text = reach_text(found, catalogue, language)
    assert max(len(line) for line in text.splitlines()) <= 100
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_places_and_blockers_are_told(catalogue: Catalogue, places: list[Diagnosis]) -> None:
    found = reach(catalogue["elderly-care"], places, catalogue)
    english, polish = said(found, catalogue), said(found, catalogue, "pl")

    assert "3 places: fits – 1, fits on a condition – 2, does not fit – 0." in english
    assert "Fits: - Kramsk (kramsk-2011), score 64–100%" in english
    assert "not known yet – 2 places: Wągrowiec (gmina wiejska), Strzelno" in english
    assert "3 miejsca: pasuje – 1, pasuje pod warunkiem – 2, nie pasuje – 0." in polish
    assert "1. Warunek konieczny: W gminie brakuje opieki" in polish


def test_of_many_places_some_are_named(catalogue: Catalogue, places: list[Diagnosis]) -> None:
    alone = places[0].answered(("founding-bodies", Number(1.0)))
    many = [attrs.evolve(alone, id=f"place-{n}") for n in range(MOST_NAMES + 5)]
    found = reach(catalogue["municipal-multiservice"], many, catalogue)

    assert "and 5 places more" in said(found, catalogue)
    assert "excludes 25 places" in said(found, catalogue)
    assert "i jeszcze 5 miejsc" in said(found, catalogue, "pl")


def test_as_data_every_place_has_its_rules(catalogue: Catalogue, places: list[Diagnosis]) -> None:
    found = reach(catalogue["elderly-care"], places, catalogue)
    data = json.loads(json.dumps(reach_data(found)))

    assert data["format"] == "socialfranchise.reach/1"
    assert data["counts"] == {"fits": 1, "fits-if": 2, "does-not-fit": 0}
    assert data["places"][1]["left_open_by"] == [{"kind": "requirement", "id": "care-needed"}]
    assert data["blockers"][0]["leaves_open"] == ["wagrowiec-2013", "markowice-2014"]
