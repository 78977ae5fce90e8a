"""What a change of the catalogue does, in words and as data."""

import json

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, impact
from socialfranchise.catalogue.template import Template
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Fact
from socialfranchise.presentation.matching.impact_data import impact_data
from socialfranchise.presentation.matching.impact_text import impact_text

CARE = "elderly-care"


def offering(catalogue: Catalogue, *changed: Template, without: str = "") -> Catalogue:
    templates = {**catalogue.templates, **{template.id: template for template in changed}}
    templates.pop(without, None)
    return attrs.evolve(catalogue, version="9.0.0", templates=FrozenMapping(templates))


def said(old: Catalogue, new: Catalogue, diagnosis: Diagnosis, language: Language = "en") -> str:
    text = impact_text(impact(old, new, [diagnosis]), old, new, language)
    assert max(len(line) for line in text.splitlines()) <= 100
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture(scope="session")
def catalogue(catalogue: Catalogue) -> Catalogue:
    """The published one without the model that joins care and a kitchen: care comes first."""
    templates = {id: t for id, t in catalogue.templates.items() if id != "care-with-kitchen"}
    return attrs.evolve(catalogue, templates=FrozenMapping(templates))


@pytest.fixture
def care(catalogue: Catalogue) -> Template:
    return catalogue[CARE]


def test_the_same_catalogue_changes_nothing(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    text = said(catalogue, catalogue, kramsk)

    assert "1 place, law in both catalogues as of" in text
    assert "unchanged – 1." in text
    assert text.endswith("Nothing changes in any of these places.")


def test_a_weight_is_told_with_the_place_and_the_model(
    catalogue: Catalogue, kramsk: Diagnosis, care: Template
) -> None:
    lighter = attrs.evolve(
        care,
        criteria=tuple(attrs.evolve(c, weight=1) for c in care.criteria[:2]) + care.criteria[2:],
    )
    text = said(catalogue, offering(catalogue, lighter), kramsk)

    assert "version 0.2.0 → 9.0.0" in text
    assert "Kramsk (kramsk-2011) First model: was “Home care" in text
    assert "score was 64–100%, is 49–100%" in text
    assert "This need is the heart of the model” – weight was 10, is 1" in text


def test_a_requirement_that_fails_now_is_told_with_what_was_read(
    catalogue: Catalogue, kramsk: Diagnosis, care: Template
) -> None:
    multiservice = catalogue["municipal-multiservice"]
    works = multiservice.requirements[0]
    stricter = attrs.evolve(
        care,
        requirements=(*care.requirements, works),
        contraindications=(
            *care.contraindications[:-1],
            attrs.evolve(care.contraindications[-1], effect="excludes"),
        ),
    )
    english = said(catalogue, offering(catalogue, stricter), kramsk)
    polish = said(catalogue, offering(catalogue, stricter), kramsk, "pl")
    back = said(offering(catalogue, stricter), catalogue, kramsk)

    assert "verdict was: fits, is: fits on a condition" in english
    assert "– was: warns, is: excludes" in english
    assert "– new rule, met Read now: " in english
    assert "było: ostrzega, jest: wyklucza" in polish
    assert "– this rule is gone, was: met Read before: " in back


def test_models_that_come_and_go_are_told(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    less = offering(catalogue, without=CARE)

    assert "this model is gone – was: fits, score 64–100%" in said(catalogue, less, kramsk)
    assert "nowy model – pasuje, wynik 64–100 %" in said(less, catalogue, kramsk, "pl")


def test_a_small_difference_is_told_finely(
    catalogue: Catalogue, kramsk: Diagnosis, care: Template
) -> None:
    first, *others = care.criteria
    heavier = [attrs.evolve(c, weight=c.weight * 1000) for c in care.criteria]
    before = attrs.evolve(care, criteria=tuple(heavier))
    after = attrs.evolve(care, criteria=(attrs.evolve(first, weight=10001), *heavier[1:]))
    text = said(offering(catalogue, before), offering(catalogue, after), kramsk)

    assert others
    assert "score was 64–100%, is 64.0007–100%" in text


def test_facts_that_cannot_be_read_are_told(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    strange = {**kramsk.facts, "no-such-fact": Fact("no-such-fact", None)}
    text = said(
        catalogue,
        offering(catalogue, without=CARE),
        attrs.evolve(kramsk, facts=FrozenMapping(strange)),
    )

    assert "The new catalogue cannot read all of these facts" in text
    assert "no-such-fact" in text


def test_cautions_alone_are_told(catalogue: Catalogue, kramsk: Diagnosis, care: Template) -> None:
    needed = attrs.evolve(
        care.contraindications[0], id="needed", condition=care.requirements[0].condition
    )
    warned = attrs.evolve(care, contraindications=(*care.contraindications, needed))

    assert "the cautions have changed" in said(catalogue, offering(catalogue, warned), kramsk)


def test_as_data_every_change_has_both_sides(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = impact(catalogue, offering(catalogue, without=CARE), [kramsk])
    data = json.loads(json.dumps(impact_data(found)))
    (place,) = data["places"]
    (model,) = place["models"]

    assert data["format"] == "socialfranchise.impact/1"
    assert data["counts"] == {
        "places": 1,
        "other_first": 1,
        "other_verdict": 1,
        "other_score": 1,
        "unchanged": 0,
    }
    assert place["first"] == {"before": CARE, "after": "community-catering"}
    assert (model["before"]["verdict"], model["after"]) == ("fits", None)
