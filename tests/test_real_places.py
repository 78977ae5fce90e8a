"""Real places: the model that was founded there comes out first, from facts known before."""

from datetime import date

import pytest

from socialfranchise import Catalogue, Verdict, load_diagnosis, match
from tests.conftest import PLACES

FOUNDED = {
    "kramsk-2011": "care-with-kitchen",
    "wagrowiec-2013": "wtz-participants",
    "markowice-2014": "addiction-recovery",
}


@pytest.mark.parametrize(("place", "founded"), FOUNDED.items())
@pytest.mark.parametrize("today", [True, False], ids=["by the law of today", "by the law then"])
def test_the_model_that_was_founded_comes_out_first(
    place: str, founded: str, today: bool, catalogue: Catalogue
) -> None:
    diagnosis = load_diagnosis(PLACES / f"{place}.yaml", catalogue=catalogue)
    ranking = match(diagnosis, catalogue, on=date(2026, 11, 21) if today else diagnosis.day)

    assert ranking.matches[0].template.id == founded
    assert ranking.matches[0].verdict is not Verdict.DOES_NOT_FIT


def test_kramsk_sees_both_of_its_trades_next(catalogue: Catalogue) -> None:
    """It looks after people and cooks; each alone comes right after both together."""
    diagnosis = load_diagnosis(PLACES / "kramsk-2011.yaml", catalogue=catalogue)
    following = [found.template.id for found in match(diagnosis, catalogue).matches[1:3]]

    assert following == ["elderly-care", "community-catering"]


@pytest.mark.parametrize("place", FOUNDED)
def test_every_fact_says_where_it_comes_from_and_was_known_before(
    place: str, catalogue: Catalogue
) -> None:
    diagnosis = load_diagnosis(PLACES / f"{place}.yaml", catalogue=catalogue)

    for fact in diagnosis:
        assert fact.value is None or fact.origins, fact.id


def test_no_rule_names_a_place(catalogue: Catalogue) -> None:
    """Reasons are general: no criterion speaks of a place of the reference cases."""
    names = ("kramsk", "wągrow", "markowic")

    for template in catalogue:
        reasons = [rule.statement.pl for rule in template.requirements]
        reasons += [rule.statement.pl for rule in template.contraindications]
        reasons += [rule.statement.pl for rule in template.criteria]
        for reason in reasons:
            assert not any(name in reason.lower() for name in names), reason
