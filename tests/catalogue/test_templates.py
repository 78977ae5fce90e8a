"""What every template of the published catalogue keeps to."""

import pytest

from socialfranchise import validate
from socialfranchise.catalogue.catalogue import Catalogue
from tests.conftest import ROOT

SCALE = 50


def test_all_weigh_on_one_scale(catalogue: Catalogue) -> None:
    sums = {t.id: sum(criterion.weight for criterion in t.criteria) for t in catalogue}

    assert {id: total for id, total in sums.items() if total != SCALE} == {}


def test_nothing_is_found_and_nothing_set_aside() -> None:
    report = validate(ROOT / "models")

    assert list(report) == []
    assert report.suppressed == ()


def test_the_models_of_the_series_and_the_franchises_are_there(catalogue: Catalogue) -> None:
    wanted = """
        domestic-violence-survivors addiction-recovery autism-spectrum homelessness
        medical-services kindergarten nursery tourist-services cis-graduates circular-economy
        custody-leavers wtz-participants municipal-multiservice elderly-care community-catering
        respite-care employment-pact-50-plus cooperative-pub care-with-kitchen
        neighbourhood-shop firelighter-production social-hotel
    """

    assert set(wanted.split()) <= {template.id for template in catalogue}


def test_a_reconstruction_is_never_said_to_be_the_ministrys(catalogue: Catalogue) -> None:
    for template in catalogue:
        evidence = template.evidence
        if evidence.status == "reconstructed":
            assert evidence.in_series != "yes", template.id
            assert evidence.unknown, template.id


@pytest.mark.parametrize("kind", ["requirements", "contraindications", "criteria"])
def test_every_rule_argues_in_a_sentence_of_its_own(catalogue: Catalogue, kind: str) -> None:
    for template in catalogue:
        sentences = [rule.statement.pl for rule in getattr(template, kind)]

        assert len(sentences) == len(set(sentences)), template.id


def test_every_value_of_the_law_has_a_ground_or_a_doubt(catalogue: Catalogue) -> None:
    for parameter in catalogue.law.values():
        for dated in parameter:
            said = dated.basis or dated.sources or dated.doubt or parameter.note
            assert said, (parameter.id, dated.since)
