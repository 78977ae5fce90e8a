"""What codes mean: pages, lists, examples that are true, and the committed pages."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from socialfranchise import UnknownId, validate
from socialfranchise.core.codes import ALL, Code
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.validation.code_pages import code_pages
from socialfranchise.validation.explain import (
    find_code,
    rule_data,
    rule_of,
    rule_text,
    rules_data,
    rules_text,
)
from socialfranchise.validation.validate import validate_text
from socialfranchise.wording.examples import examples
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "corpus" / "invalid"
CODES = {code.id: code for code in ALL}
WITHOUT_LINES = {
    "SF001",
    "SF002",
    "SF003",
    "SF004",
    "SF005",
    "SF006",
    "SF007",
    "SF023",
    "SF303",
    "SF308",
    "SF701",
    "SF702",
    "SF908",
    "SF909",
    "SF913",
    "SF911",
    "SF912",
    "SF930",
    "SF931",
    "SF932",
    "SF934",
    "SF935",
    "SF936",
    "SF938",
    "SF939",
    "SF920",
    "SF921",
    "SF922",
    "SF923",
    "SF924",
    "SF925",
    "SF926",
    "SF927",
    "SF928",
    "SF929",
    "SF703",
    "SF704",
    "SF705",
    "SF804",
    "SF831",
    "SF820",
    "SF821",
    "SF822",
    "SF823",
    "SF824",
    "SF825",
    "SF826",
    "SF827",
    "SF828",
}
"""These are about a file as a whole, its name or its folder: no line of it is wrong."""
WHOLE = ("SF016", "SF020")
"""These examples are a file already; what is wrong with it is not a line."""
ABRIDGED = ("SF015", "SF107", "SF207")
"""Too long to be shown in full."""


def _mended(code: str, file: Path) -> list[str]:
    """The file with the bad example replaced by the good one, when it holds it."""
    text, example = "\n" + file.read_text(encoding="utf-8"), examples()[code]
    for depth in range(0, 12, 2):
        bad, good = (
            [f"\n{indent(part, ' ' * depth)}" for part in lines.split("\N{HORIZONTAL ELLIPSIS}\n")]
            for lines in (example.bad, example.good)
        )
        found = re.search("(.*?)".join(re.escape(part.rstrip("\n")) for part in bad), text, re.S)
        if found:
            kept = [*found.groups(), ""]
            new = "".join(part.rstrip("\n") + gap for part, gap in zip(good, kept, strict=True))
            return [(text[: found.start()] + new + text[found.end() :])[1:]]
    return []


PROVEN = {
    code: found
    for code in examples()
    if code not in (*WHOLE, *ABRIDGED)
    and (found := [text for f in sorted(CORPUS.glob(f"{code}-*")) for text in _mended(code, f)])
}
"""The mended files of every code whose bad example stands in the corpus."""


@pytest.mark.parametrize("code", [code.id for code in ALL if code.id not in WITHOUT_LINES])
def test_every_code_about_the_content_of_a_file_has_an_example(code: str) -> None:
    example = examples()[code]

    assert example.bad.strip()
    assert example.good.strip()
    assert example.bad != example.good


def test_no_example_belongs_to_a_code_that_does_not_exist() -> None:
    assert set(examples()) <= set(CODES) - WITHOUT_LINES


@pytest.mark.parametrize("code", PROVEN)
def test_a_good_example_mends_the_file_of_the_corpus_that_holds_the_bad_one(code: str) -> None:
    assert list(validate_text(PROVEN[code][0], "example.yaml")) == []


def test_most_examples_are_proven_by_the_corpus() -> None:
    assert len(PROVEN) >= 30


@pytest.mark.parametrize("code", WHOLE)
def test_an_example_that_is_a_whole_file_gets_its_code(code: str) -> None:
    assert [f.code for f in validate_text(examples()[code].bad, "example.yaml")] == [code]


@pytest.mark.parametrize("code", ABRIDGED)
def test_an_abridged_example_begins_as_the_file_does(code: str) -> None:
    (file,) = CORPUS.glob(f"{code}-*")

    beginning = examples()[code].bad.partition(" \N{HORIZONTAL ELLIPSIS}")[0]
    assert beginning in file.read_text(encoding="utf-8")
    assert [finding.code for finding in validate(file)] == [code]


@pytest.mark.parametrize("word", ["SF201", "sf201", "unknown-key", " Unknown-Key "])
def test_a_code_is_found_by_id_and_slug(word: str) -> None:
    assert find_code(word).id == "SF201"


@pytest.mark.parametrize(("word", "near"), [("unknwon-key", "unknown-key"), ("SF2011", "SF201")])
def test_an_unknown_code_names_what_is_near(word: str, near: str) -> None:
    with pytest.raises(UnknownId) as error:
        find_code(word)

    assert near in error.value.near


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ALL, ids=lambda code: code.id)
def test_a_page_says_everything_without_loose_ends(code: Code, language: Language) -> None:
    page, rule = rule_text(code, language), rule_of(code, language)

    for part in (rule.code, rule.slug, rule.name, rule.meaning, rule.advice):
        assert part in page
    example = "" if rule.example is None else rule.example.bad + rule.example.good
    assert "{" not in page or "{" in example
    assert page.endswith("\n")


def test_the_list_has_a_line_for_every_code() -> None:
    lines = rules_text("pl").splitlines()

    assert [line.split()[0] for line in lines] == [code.id for code in ALL]
    assert all(line == line.rstrip() for line in lines)


def test_rules_as_data_keep_their_parameters() -> None:
    data = rules_data("en")

    assert data["format"] == "socialfranchise.codes/1"
    assert data["codes"] == [rule_data(code, "en") for code in ALL]
    assert "{key}" in rule_data(CODES["SF201"], "en")["message"]


def test_the_committed_pages_are_the_generated_ones() -> None:
    """To renew them: python scripts/write_code_pages.py"""
    folder = ROOT / "docs" / "codes"
    committed = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}

    assert committed == code_pages()
