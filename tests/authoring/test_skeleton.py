"""A new file of every kind holds as it stands; only its texts wait to be written."""

import re
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from socialfranchise import Catalogue, load_diagnosis
from socialfranchise.authoring.skeleton import VOCABULARY_KINDS, Request, skeleton
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.schemas import generate
from socialfranchise.formats.shape import FORMATS, kind_of
from socialfranchise.formats.yaml_reader import parse
from socialfranchise.validation.validate import validate_text
from socialfranchise.wording.messages import messages

KINDS: list[tuple[str, str | None]] = [
    *((kind_of(format), None) for format in FORMATS if "vocabulary" not in format),
    *(("vocabulary", kind) for kind in VOCABULARY_KINDS),
]
NAMES = [inside or kind for kind, inside in KINDS]
WORDS = [messages(language)("authoring.fill_in") for language in LANGUAGES]
MARKS = [f"# {messages(language)('authoring.example')}" for language in LANGUAGES]


def new(
    catalogue: Catalogue,
    kind: str,
    vocabulary_kind: str | None = None,
    *,
    language: Language = "pl",
    everything: bool = False,
) -> str:
    return skeleton(
        Request(
            kind=kind,
            id=f"new-{kind}",
            on=date(2026, 11, 21),
            catalogue=catalogue,
            language=language,
            vocabulary_kind=vocabulary_kind,
            everything=everything,
        )
    )


@pytest.mark.parametrize(("language", "everything"), [("pl", False), ("en", False), ("pl", True)])
@pytest.mark.parametrize(("kind", "inside"), KINDS, ids=NAMES)
def test_a_new_file_only_wants_its_texts(
    catalogue: Catalogue, kind: str, inside: str | None, language: Language, everything: bool
) -> None:
    text = new(catalogue, kind, inside, language=language, everything=everything)
    own = {"replaced_by", "excludes", "after_duty", "instead_of", "applies", "cells", "derived"}
    examples = own if everything else set()
    report = validate_text(text, f"{kind}.yaml")
    findings = [finding for finding in report if examples.isdisjoint(finding.path)]

    assert {finding.code for finding in findings} == {"SF601"}
    for finding in findings:
        assert finding.place is not None
        line = text.splitlines()[finding.place.line - 1]
        assert line[finding.place.column - 1 : finding.place.end_column - 1] in WORDS + MARKS


@pytest.mark.parametrize(("kind", "inside"), KINDS, ids=NAMES)
def test_a_filled_file_is_clean(catalogue: Catalogue, kind: str, inside: str | None) -> None:
    text = new(catalogue, kind, inside)
    for number, word in enumerate(WORDS):
        text = text.replace(word, f"Krótki tekst w miejscu {number}.")
    for mark in MARKS:
        text = text.replace(f"  {mark}\n", "\n")

    assert list(validate_text(text, f"{kind}.yaml")) == []


@pytest.mark.parametrize("everything", [False, True], ids=["required", "everything"])
@pytest.mark.parametrize(("kind", "inside"), KINDS, ids=NAMES)
def test_an_editor_accepts_a_new_file(
    catalogue: Catalogue, kind: str, inside: str | None, everything: bool
) -> None:
    parsed, findings = parse(new(catalogue, kind, inside, everything=everything), "new.yaml")

    assert parsed is not None
    assert findings == []
    assert list(Draft202012Validator(generate(kind)).iter_errors(parsed.data)) == []


@pytest.mark.parametrize(("kind", "inside"), KINDS, ids=NAMES)
def test_optional_keys_are_uncommented_by_an_editor(
    catalogue: Catalogue, kind: str, inside: str | None
) -> None:
    """Taking ``# `` off the commented keys, and off what is inside, gives every key."""
    commented = new(catalogue, kind, inside).splitlines()
    complete = new(catalogue, kind, inside, everything=True).splitlines()

    assert len(commented) == len(complete)
    for line, wanted in zip(commented, complete, strict=True):
        assert wanted in [
            re.sub("# ", "", line, count=times) if times else line for times in range(6)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_closed_lists_are_spelled_out(catalogue: Catalogue, language: Language) -> None:
    text = new(catalogue, "template", language=language)
    explained = " ".join(re.findall(r"^ *# (.*)$", text, re.MULTILINE))

    for value in ("withdrawn", "integration", "topic", "excludes", "quarter", "hours-per-week"):
        assert value in explained


def test_the_first_line_names_the_schema(catalogue: Catalogue) -> None:
    first, *rest = new(catalogue, "funding").splitlines()

    assert first == "# yaml-language-server: $schema=schemas/funding.schema.json"
    assert max(len(line) for line in rest) <= 110


def test_a_new_diagnosis_asks_every_question_and_knows_no_answer(catalogue: Catalogue) -> None:
    text = new(catalogue, "diagnosis")
    asked = re.sub(r"\s*\n *# ", " ", text)

    for fact in catalogue.vocabularies.facts:
        assert fact.question.pl in asked
        assert fact.known_by.pl in asked
    assert text.count("    unknown: true\n") == len(catalogue.vocabularies.facts)


def test_the_answers_a_diagnosis_suggests_fit_the_questions(
    catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = new(catalogue, "diagnosis").replace("    unknown: true\n", "")
    answered = re.sub(
        r"^    # ( *(?:- )?(?:choice|number|answer|present|absent|origins|source|year):)",
        r"    \1",
        text,
        flags=re.MULTILINE,
    )
    file = tmp_path_factory.mktemp("diagnosis") / "new-diagnosis.yaml"
    file.write_text(answered, encoding="utf-8")

    assert {finding.code for finding in validate_text(answered, file.name)} == {"SF601"}
    diagnosis = load_diagnosis(file, catalogue=catalogue)
    assert all(fact.value is not None and fact.origins for fact in diagnosis)
