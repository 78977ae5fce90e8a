"""The legal documents hold what the law wants of them, for every set-up of founders."""

import itertools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from socialfranchise import Catalogue, Diagnosis, load_diagnosis
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.package.plan import PackagePlan, plan_package
from socialfranchise.validation.checks.language import sentences
from tests.conftest import ROOT

ITEMS = yaml.safe_load((Path(__file__).parent / "legal_items.yaml").read_text(encoding="utf-8"))
SET_UPS: Mapping[str, Mapping[str, Any]] = {
    "local-government-and-organisation": {"founders": ["commune", "ngo"], "bodies": 2},
    "local-governments": {"founders": ["commune", "county"], "bodies": 2},
    "organisations": {"founders": ["ngo"], "bodies": 2},
    "church": {"founders": ["church"], "bodies": 2},
    "natural-persons": {"founders": ["natural-persons"], "bodies": 0, "persons": 3},
}
EVERYWHERE = (
    "statute",
    "founding-meeting",
    "registration-checklist",
    "letter-of-intent",
    "partnership-agreement",
    "disclosure",
    "franchise-agreement",
    "data-protection",
    "exit-procedure",
)
RESOLUTIONS = {
    "local-government-and-organisation": {"council-resolution", "organisation-resolution"},
    "local-governments": {"council-resolution"},
    "organisations": {"organisation-resolution"},
    "church": {"organisation-resolution"},
    "natural-persons": set[str](),
}
LEGAL = {*EVERYWHERE, "council-resolution", "organisation-resolution"}

Filled = Mapping[tuple[str, Language], Mapping[str, str]]


def diagnosis(catalogue: Catalogue, facts: Mapping[str, Any]) -> Diagnosis:
    title = {"pl": "Próba", "en": "Trial"}
    return load_diagnosis(
        {
            "format": "socialfranchise.diagnosis/1",
            "id": "trial",
            "title": title,
            "locality": {"name": "Przykładowo"},
            "day": "2026-11-21",
            "facts": facts,
        },
        catalogue=catalogue,
    )


def planned(catalogue: Catalogue, set_up: str, language: Language) -> PackagePlan:
    given = SET_UPS[set_up]
    facts: dict[str, Any] = {
        "founders": {"present": given["founders"]},
        "founding-bodies": {"number": given["bodies"]},
    }
    if "persons" in given:
        facts["founding-persons"] = {"number": given["persons"]}
    place = diagnosis(catalogue, facts)
    return plan_package(catalogue["elderly-care"], place, catalogue, language=language)


@pytest.fixture(scope="module")
def filled(catalogue: Catalogue) -> Filled:
    """The texts of every set-up and language, with plain spaces."""
    return {
        (set_up, language): {
            document.id: plain(document.markdown)
            for document in planned(catalogue, set_up, language).documents
        }
        for set_up in SET_UPS
        for language in LANGUAGES
    }


def plain(markdown: str) -> str:
    spaced = markdown.replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", spaced)


def sections(text: str) -> dict[str, str]:
    """What stands under each heading, by the heading without its number."""
    parts = re.split(r"^#+ (?:§ \d+\. )?(.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def missing(text: str, items: Sequence[Mapping[str, Any]], set_up: str, lang: str) -> list[str]:
    """The items that the text does not hold in their section."""
    found = sections(text)
    return [
        f"{item['article']}: {words}"
        for item in items
        if set_up in item.get("for", SET_UPS)
        for words in item["says"][lang]
        if words not in found.get(item["heading"][lang], "")
    ]


@pytest.mark.parametrize("document", ["statute", "franchise-agreement"])
@pytest.mark.parametrize("set_up", SET_UPS)
def test_every_item_that_must_be_there_stands_in_its_section(
    set_up: str, document: str, filled: Filled
) -> None:
    for language in LANGUAGES:
        text = filled[set_up, language][document]
        assert missing(text, ITEMS[document], set_up, language) == []


@pytest.mark.parametrize("set_up", SET_UPS)
def test_every_attachment_of_the_act_is_in_the_checklist(set_up: str, filled: Filled) -> None:
    text = filled[set_up, "pl"]["registration-checklist"]
    rows = [row for row in text.splitlines() if row.startswith("|")]

    for item in ITEMS["attachments"]:
        row = next(r for r in rows if f"art. 6 ust. 1 {item['point']} |" in r)
        assert item["paper"] in row
        assert item["issuer"] in row
    resolutions = [row for row in rows if "art. 6 ust. 1 pkt 11 " in row]
    legal = [kind for kind in SET_UPS[set_up]["founders"] if kind != "natural-persons"]
    assert len(resolutions) == len(legal)


@pytest.mark.parametrize("set_up", SET_UPS)
def test_the_documents_are_those_of_the_set_up(set_up: str, filled: Filled) -> None:
    for language in LANGUAGES:
        texts = filled[set_up, language]
        assert set(EVERYWHERE) <= texts.keys()
        assert LEGAL & texts.keys() - set(EVERYWHERE) == RESOLUTIONS[set_up]


@pytest.mark.parametrize("item", ITEMS["only_for"], ids=lambda item: f"{item['words']}")
def test_words_of_one_set_up_do_not_stand_in_another(
    item: Mapping[str, Any], filled: Filled
) -> None:
    holding = {
        set_up for set_up in SET_UPS if item["words"] in filled[set_up, "pl"][item["document"]]
    }

    assert holding == set(item["for"])


@pytest.mark.parametrize("set_up", SET_UPS)
def test_paragraphs_that_a_text_refers_to_are_there(set_up: str, filled: Filled) -> None:
    for language in LANGUAGES:
        for document in ("statute", "franchise-agreement", "partnership-agreement"):
            text = filled[set_up, language][document]
            headings = [int(number) for number in re.findall(r"^## § (\d+)\.", text, re.MULTILINE)]
            own = re.sub(r"art\. \S+ (?:i \S+ )?§ \d+", "", text)  # of an act
            assert headings == list(range(1, len(headings) + 1))
            assert {int(number) for number in re.findall(r"§ (\d+)", own)} <= set(headings)


def test_no_heading_or_row_of_a_table_is_swallowed_by_the_line_before_it(filled: Filled) -> None:
    for texts in filled.values():
        for id, text in texts.items():
            for before, line in itertools.pairwise(text.splitlines()):
                assert not re.search(r"\S #+ [A-Z]", line), (id, line)
                if re.match("#+ ", line):
                    assert not before.strip(), (id, line)
                if line.startswith("|:--"):
                    assert before.startswith("| "), (id, before)


@pytest.mark.parametrize("set_up", SET_UPS)
def test_every_legal_document_tells_its_doubts(set_up: str, filled: Filled) -> None:
    headings: Mapping[Language, str] = {"pl": "Co jest niepewne", "en": "What is uncertain"}
    for language, heading in headings.items():
        for id, text in filled[set_up, language].items():
            if id in LEGAL:
                assert sections(text)[heading].count("\n- ") >= 1, id


def test_figures_of_the_law_are_not_written_into_the_texts() -> None:
    """A number of people, months or per cent is a proposal and is called one, or stands in law."""
    amount = re.compile(r"\b\d+ (?:dni|miesi\w+|lat\w*|os[oó]b\w*|człon\w+|%|zł)")
    for document in sorted(LEGAL - {"statute"}):
        text = (ROOT / "models" / "documents" / f"{document}.pl.md").read_text(encoding="utf-8")
        if amount.search(text):
            assert "ropozycj" in text, document
    for part in sorted((ROOT / "models" / "documents" / "parts").glob("*.pl.md")):
        assert not amount.search(part.read_text(encoding="utf-8")), part.name


def test_sentences_of_the_agreements_are_short(filled: Filled) -> None:
    mine = set(EVERYWHERE) - {"statute", "founding-meeting", "disclosure"}
    for (set_up, language), texts in filled.items():
        for id in mine if language == "pl" else ():
            for line in texts[id].splitlines():
                for cell in line.strip("| ").split(" | "):
                    for sentence in sentences(cell):
                        assert len(re.findall(r"\w+", sentence)) <= 42, (set_up, id, sentence)


def test_while_the_founders_are_not_known_the_text_says_what_it_assumes(
    catalogue: Catalogue,
) -> None:
    plan = plan_package(catalogue["elderly-care"], diagnosis(catalogue, {}), catalogue)
    texts = {document.id: plain(document.markdown) for document in plan.documents}

    assert RESOLUTIONS["local-government-and-organisation"] <= texts.keys()
    assert "założenie do potwierdzenia" in texts["registration-checklist"]
    assert "Diagnoza nie mówi jeszcze, kto założy" in texts["letter-of-intent"]
    assert "założenie do potwierdzenia" not in plain(
        planned(catalogue, "local-governments", "pl").documents[3].markdown
    )


def test_a_catalogue_without_set_ups_speaks_of_those_who_are_ready(catalogue: Catalogue) -> None:
    bare = attrs.evolve(catalogue, set_ups=())
    texts = {
        document.id: plain(document.markdown)
        for document in planned(bare, "local-governments", "pl").documents
    }

    assert "## Powiat" in texts["registration-checklist"]
    assert "## Organizacja pozarządowa" not in texts["registration-checklist"]


def test_a_rural_commune_has_a_commune_council_and_a_wojt(catalogue: Catalogue) -> None:
    facts = {"founders": {"present": ["commune", "ngo"]}, "founding-bodies": {"number": 2}}
    place = diagnosis(catalogue, facts)
    resolutions = {}
    for code in ("3010052", "3010053", None):
        there = attrs.evolve(place, locality=attrs.evolve(place.locality, teryt=code))
        plan = plan_package(catalogue["elderly-care"], there, catalogue, language="pl")
        texts = {document.id: plain(document.markdown) for document in plan.documents}
        resolutions[code] = texts["council-resolution"]

    assert "Burmistrz" not in resolutions["3010052"]
    assert "Rady Miejskiej" not in resolutions["3010052"]
    assert "Wójta (Burmistrza, Prezydenta Miasta)" in resolutions["3010053"]
    assert resolutions["3010053"] == resolutions[None]
