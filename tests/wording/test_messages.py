"""Messages in both languages: complete, with the same parameters, in the right plural."""

import string

import pytest

from socialfranchise.core.codes import ALL
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.documents.base import Unit
from socialfranchise.formats.yaml_reader import parse
from socialfranchise.wording.messages import messages, plural_form
from tests.conftest import ROOT

OPTIONAL = ("few", "fraction")


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice(language: Language) -> None:
    file = ROOT / "src" / "socialfranchise" / "wording" / "texts" / f"{language}.yaml"
    _, findings = parse(file.read_text(encoding="utf-8"), file.name)

    assert [finding.raw for finding in findings] == []


def test_both_languages_say_the_same_things() -> None:
    polish, english = messages("pl").texts, messages("en").texts
    only = set(polish) ^ set(english)

    assert {key for key in only if key.rpartition(".")[2] not in OPTIONAL} == set()


def test_both_languages_take_the_same_parameters() -> None:
    polish, english = messages("pl").texts, messages("en").texts

    for key in set(polish) & set(english):
        assert names_in(polish[key]) == names_in(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code.id for code in ALL])
def test_every_finding_has_a_name_a_message_and_advice(code: str, language: Language) -> None:
    say = messages(language)

    for part in ("name", "message", "help"):
        assert say.texts[f"finding.{code}.{part}"].strip()


def test_no_text_belongs_to_a_code_that_does_not_exist() -> None:
    described = {key.split(".")[1] for key in messages("pl").texts if key.startswith("finding.SF")}

    assert described == {code.id for code in ALL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_words(language: Language) -> None:
    for unit in Unit.__args__:  # type: ignore[attr-defined]
        assert f"unit.{unit}.many" in messages(language)
        assert f"unit_name.{unit}" in messages(language)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (12, "many"),
        (22, "few"),
        (112, "many"),
        (21, "many"),
        (101, "many"),
        (104, "few"),
    ],
)
def test_polish_counts_in_three_ways(number: int, form: str) -> None:
    assert plural_form(number, "pl") == form


def test_a_count_is_spoken_rightly() -> None:
    say = messages("pl")

    assert [say.counted("count.errors", n) for n in (1, 2, 5)] == ["1 błąd", "2 błędy", "5 błędów"]
