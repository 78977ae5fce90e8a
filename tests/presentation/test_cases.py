"""Real co-operatives as text."""

import pytest

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.text import Language
from socialfranchise.presentation.catalogue.case_text import case_line, case_text
from socialfranchise.presentation.names import Names


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_case_is_told_with_its_lesson_figures_and_sources(
    catalogue: Catalogue, language: Language
) -> None:
    for case in catalogue.cases.values():
        text = " ".join(case_text(case, catalogue, language).split())

        assert case.name in text
        assert " ".join(case.lesson.to(language).split()) in text
        for figure in case.figures:
            assert f"({figure.year}" in text
        for id in case.sources:
            assert catalogue.vocabularies.sources[id].name.to(language) in text


def test_a_line_says_what_became_of_it(catalogue: Catalogue) -> None:
    case = catalogue.case("razem-do-sukcesu-kramsk")

    line = case_line(case, Names(catalogue, "en"))
    assert line == f"{case.name}, Kramsk (working in {case.seen})"


def test_an_unknown_case_names_its_neighbours(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId) as caught:
        catalogue.case("razem-do-sukcesu-kramk")
    assert caught.value.near == ("razem-do-sukcesu-kramsk",)
