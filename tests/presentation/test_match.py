"""The text of a ranking: ties are told, and nobody is sent to look up what cannot help."""

import attrs

from socialfranchise import Catalogue, Diagnosis, Verdict, match
from socialfranchise.presentation.matching.match_text import ranking_text


def test_a_tie_for_the_first_place_is_told(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    ranking = match(kramsk, catalogue)
    first, second, *rest = ranking.matches
    level = attrs.evolve(second, verdict=first.verdict, score=first.score)
    tied = attrs.evolve(ranking, matches=(first, level, *rest))

    assert "Równy wynik ma tyle pierwszych modeli: 2." in ranking_text(tied, catalogue, "pl")
    assert "Równy wynik" not in ranking_text(tied, catalogue, "pl", top=1)
    assert "Równy wynik" not in ranking_text(ranking, catalogue, "pl")


def test_of_a_model_that_does_not_fit_nothing_is_to_be_found_out(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    ranking = match(kramsk, catalogue)
    misfit = attrs.evolve(ranking.matches[0], verdict=Verdict.DOES_NOT_FIT)
    text = ranking_text(attrs.evolve(ranking, matches=(misfit,)), catalogue, "pl")

    assert f"socialfranchise what-if DIAGNOZA {misfit.template.id}" in text
    assert "? " not in text
