"""Robustness in words and as data."""

import json
from fractions import Fraction

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, Ranking, Robustness, Verdict, match, robustness
from socialfranchise.core.text import Language
from socialfranchise.matching.robustness import Tipping, Without
from socialfranchise.presentation.matching.robustness_data import robustness_data
from socialfranchise.presentation.matching.robustness_text import robustness_text


@pytest.fixture
def ranking(catalogue: Catalogue, kramsk: Diagnosis) -> Ranking:
    return match(kramsk, catalogue)


def said(
    found: Robustness, ranking: Ranking, catalogue: Catalogue, language: Language = "en"
) -> str:
    text = robustness_text(found, ranking, catalogue, language)
    assert max(len(line) for line in text.splitlines()) <= 100
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_first_the_second_and_the_draws_are_told(
    ranking: Ranking, catalogue: Catalogue
) -> None:
    text = said(robustness(ranking), ranking, catalogue)

    assert "The first model is: Care with a kitchen" in text
    assert "The second with the same verdict: Home care for older people" in text
    assert "from 0.5 to 1.5, the first model stays first in 75.1% of the draws" in text
    assert "the weight is 3 and would have to fall below 0.05" in text
    assert "Unknown facts, too, may change the order" in text


def test_what_would_be_first_without_a_criterion_is_told(
    ranking: Ranking, catalogue: Catalogue
) -> None:
    found = attrs.evolve(
        robustness(ranking),
        without=(Without("elderly-care", "ageing", "community-catering"),),
        tipping=Tipping("elderly-care", "ageing", 2, Fraction(429, 31), up=False),
    )
    polish = said(found, ranking, catalogue, "pl")

    assert "więc potrzeba opieki będzie rosła” (model: Usługi opiekuńcze" in polish
    assert "– wtedy pierwszy: Żywienie zbiorowe" in polish
    assert "musiałaby spaść poniżej 13,83" in polish


def test_a_model_without_rivals_stands_alone(ranking: Ranking, catalogue: Catalogue) -> None:
    alone = attrs.evolve(ranking, matches=ranking.matches[:1])

    assert "No other model has the same verdict" in said(robustness(alone), alone, catalogue)


def test_equal_scores_and_models_that_do_not_fit_are_told(
    ranking: Ranking, catalogue: Catalogue
) -> None:
    excluded = tuple(attrs.evolve(m, verdict=Verdict.DOES_NOT_FIT) for m in ranking)
    none_fits = attrs.evolve(ranking, matches=excluded)
    tied = attrs.evolve(excluded[1], score=excluded[0].score)
    level_first = attrs.evolve(ranking, matches=(excluded[0], tied))
    told = said(robustness(none_fits), level_first, catalogue, "pl")
    level = Tipping("elderly-care", "ageing", 2, Fraction(2), up=True)
    found = attrs.evolve(robustness(none_fits), tipping=level)

    assert "No model of the catalogue fits" in said(found, none_fits, catalogue)
    assert "Both models have the same score" in said(found, none_fits, catalogue)
    assert told.endswith("więc pierwsze miejsce nie jest tu przewagą.")
    nothing = attrs.evolve(found, tipping=None)
    assert "No change of a single weight" in said(nothing, none_fits, catalogue)


def test_as_data_the_level_is_a_number_and_exact(ranking: Ranking) -> None:
    data = json.loads(json.dumps(robustness_data(robustness(ranking), ranking)))

    assert data["format"] == "socialfranchise.robustness/1"
    assert (data["first"], data["kept"], data["share"]) == ("care-with-kitchen", 751, 0.751)
    assert data["tipping"]["level_at_exactly"] == "1/17"
    assert data["tipping"]["direction"] == "down"
