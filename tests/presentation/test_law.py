"""The law of a day as text, page and data."""

from datetime import date
from html.parser import HTMLParser

import pytest

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.text import Language
from socialfranchise.presentation.catalogue.law_data import law_data
from socialfranchise.presentation.catalogue.law_page import law_html
from socialfranchise.presentation.catalogue.law_text import law_text, parameter_text

ON = date(2014, 5, 1)


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_value_is_that_of_the_day(catalogue: Catalogue) -> None:
    wage = catalogue.parameter("minimum-wage")

    assert "1 maja 2014 r.: 1 680 zł" in spaced(parameter_text(wage, catalogue, "pl", ON))
    before = spaced(parameter_text(wage, catalogue, "pl", date(2013, 12, 31)))
    assert "31 grudnia 2013 r.: 1 600 zł" in before


def test_a_day_without_a_value_says_so(catalogue: Catalogue) -> None:
    wage = catalogue.parameter("minimum-wage")

    assert "no value known" in parameter_text(wage, catalogue, "en", date(1990, 1, 1))


def test_the_history_tells_every_value_with_its_doubt(catalogue: Catalogue) -> None:
    doubtful = [p for p in catalogue.law.values() if any(dated.doubt for dated in p)]
    assert doubtful
    for parameter in doubtful:
        text = " ".join(parameter_text(parameter, catalogue, "en", ON).split())
        for dated in parameter:
            if dated.doubt is not None:
                assert f"To verify: {' '.join(dated.doubt.en.split())}" in text


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_overview_and_the_page_name_every_parameter(
    catalogue: Catalogue, language: Language
) -> None:
    text = law_text(catalogue, language, ON)
    page = law_html(catalogue, language, ON)

    for id in catalogue.law:
        assert f"[{id}]" in text
        assert f"<code>{id}</code>" in page


def test_every_parameter_has_a_topic(catalogue: Catalogue) -> None:
    listed = [id for topic in catalogue.law_topics for id in topic.parameters]

    assert sorted(listed) == sorted(catalogue.law)


def test_the_page_is_well_formed_and_its_tables_have_heads(catalogue: Catalogue) -> None:
    open_tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag != "meta":
                open_tags.append(tag)
            if tag == "th":
                assert dict(attrs)["scope"] in ("row", "col")

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    page = law_html(catalogue, "pl", ON)
    Reader().feed(page)

    assert open_tags == []
    assert page.count("<caption>") == len(catalogue.law_topics)


def test_data_keeps_every_digit(catalogue: Catalogue) -> None:
    wage = catalogue.parameter("minimum-wage")
    (entry,) = law_data(catalogue, (wage,), ON)["parameters"]

    assert entry["value"]["value"] == "1680"
    assert [each["value"] for each in entry["history"]] == [str(d.value) for d in wage]


def test_an_unknown_parameter_names_its_neighbours(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId) as caught:
        catalogue.parameter("minimal-wage")
    assert "minimum-wage" in caught.value.near
