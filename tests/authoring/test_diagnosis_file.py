"""A diagnosis written to a file reads back as it was, and keeps what stood in the file."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, load_catalogue, load_diagnosis
from socialfranchise.authoring.diagnosis_file import diagnosis_text, with_facts
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import (
    Answer,
    Choice,
    Fact,
    Locality,
    Number,
    Origin,
    Terms,
    Value,
)
from socialfranchise.formats.loading import diagnosis_from_text
from socialfranchise.validation.validate import validate_text
from tests.conftest import PLACES
from tests.strategies import DAY

CATALOGUE = load_catalogue()
FACTS = CATALOGUE.vocabularies.facts
SCHEMA = "schemas/diagnosis.schema.json"
lines = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F), min_size=1, max_size=60
).filter(lambda text: text.strip() and not any("\x7f" <= letter <= "\x9f" for letter in text))
origins = st.lists(
    st.builds(Origin, lines, st.none() | st.integers(1900, 2200), st.none(), st.none() | lines),
    max_size=2,
).map(tuple)


@st.composite
def facts(draw: st.DrawFn, id: str) -> Fact:
    """A fact of the bundled catalogue with any value it takes."""
    question = FACTS[id]
    values: st.SearchStrategy[Value]
    if question.kind == "answer":
        values = st.booleans().map(Answer)
    elif question.kind == "choice":
        values = st.sampled_from(question.choices).map(lambda choice: Choice(choice.id))
    elif question.kind == "number":
        numbers = st.floats(question.lowest, question.highest)
        whole = question.whole
        values = numbers.map(lambda number: Number(round(number) if whole else number))
    else:
        kind = (question.vocabulary or "").replace("-", "_")
        terms = sorted(getattr(CATALOGUE.vocabularies, kind).terms)
        some = st.sets(st.sampled_from(terms), min_size=1, max_size=6)
        values = some.flatmap(
            lambda chosen: st.sets(st.sampled_from(sorted(chosen))).map(
                lambda present: Terms(frozenset(present), frozenset(chosen - present))
            )
        )
    return Fact(id, draw(st.none() | values), draw(origins))


@st.composite
def diagnoses(draw: st.DrawFn) -> Diagnosis:
    ids = sorted(draw(st.sets(st.sampled_from(sorted(FACTS.terms)), max_size=8)))
    return Diagnosis(
        id="some-place",
        title=Text(draw(lines), draw(lines)),
        locality=Locality(name=draw(lines), teryt=draw(st.none() | st.just("0264011"))),
        day=draw(st.dates()),
        facts=FrozenMapping({id: draw(facts(id)) for id in ids}),
        remarks=tuple(draw(st.lists(st.builds(Text, lines, lines), max_size=2))),
    )


def read(text: str) -> Diagnosis:
    diagnosis, findings = diagnosis_from_text(text, "file.yaml", CATALOGUE)
    assert diagnosis is not None
    assert findings == []
    return attrs.evolve(diagnosis, sha256="")


@pytest.mark.parametrize(
    "text", ["Diagnoza: Kramsk", "a:", "yes", "null", "1:30", "0264011", "- a", "a # b", "'", "~"]
)
def test_words_that_mean_something_in_yaml_read_back_as_text(text: str) -> None:
    diagnosis = Diagnosis(
        id="a",
        title=Text(text, text),
        locality=Locality(name=text),
        day=DAY,
        facts=FrozenMapping({}),
    )

    assert read(diagnosis_text(diagnosis, CATALOGUE, "pl", SCHEMA)) == diagnosis


@given(diagnoses(), st.sampled_from(["pl", "en"]))
def test_what_is_written_reads_back(diagnosis: Diagnosis, language: str) -> None:
    text = diagnosis_text(diagnosis, CATALOGUE, "pl" if language == "pl" else "en", SCHEMA)

    assert read(text) == diagnosis


@given(diagnoses(), st.data())
def test_changed_facts_read_back_and_the_rest_stays(
    diagnosis: Diagnosis, data: st.DataObject
) -> None:
    text = diagnosis_text(diagnosis, CATALOGUE, "pl", SCHEMA)
    changed = data.draw(st.sets(st.sampled_from(sorted(FACTS.terms)), max_size=3))
    facts_after = {**diagnosis.facts, **{id: data.draw(facts(id)) for id in changed}}
    after = attrs.evolve(diagnosis, facts=FrozenMapping(dict(sorted(facts_after.items()))))
    written = with_facts(text, after, changed)

    if diagnosis.facts:
        assert written is not None
        assert read(written) == after
    else:
        assert written is None or read(written) == after


def test_comments_layout_and_other_facts_stay(catalogue: Catalogue) -> None:
    file = PLACES / "kramsk-2011.yaml"
    text = file.read_text(encoding="utf-8")
    kramsk = load_diagnosis(file, catalogue=catalogue)
    answered = kramsk.answered(("leader-found", Answer(True)), ("wtz-places", Number(25.0)))
    after = with_facts(text, answered, {"leader-found", "wtz-places"}) or ""
    gone, come = set(text.split("\n")) - set(after.split("\n")), after.split("\n")

    assert gone == set()
    assert len(come) == len(text.split("\n")) + 2
    assert "  leader-found:\n    answer: yes\n    origins:\n" in after
    assert "  local-competition:\n    unknown: true\n  wtz-places:\n    number: 25\n" in after


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    text = (
        "format: socialfranchise.diagnosis/1\nid: a\ntitle: {pl: A, en: B}\nlocality: {name: A}\n"
        "day: 2026-11-21\nfacts:\n  leader-found: {unknown: true} # zaraz\n\n"
        "  # dalej\nremarks: []\n"
    ).replace("\n", "\r\n")
    diagnosis = load_diagnosis_text(text).answered(("leader-found", Answer(True)))
    after = with_facts(text, diagnosis, {"leader-found"})

    assert after is not None
    assert after.count("\r\n") == after.count("\n") == text.count("\n") + 1
    assert "# dalej" in after


def load_diagnosis_text(text: str) -> Diagnosis:
    diagnosis, _ = diagnosis_from_text(text, "a.yaml", None)
    assert diagnosis is not None
    return diagnosis


@pytest.mark.parametrize(
    "text",
    [
        "{format: socialfranchise.diagnosis/1, id: a, title: {pl: A, en: B}, locality: {name: A},"
        " day: 2026-11-21, facts: {population: {number: 1}, leader-found: {unknown: true}}}",
        "format: socialfranchise.diagnosis/1\nid: a\ntitle: {pl: A, en: B}\nlocality: {name: A}\n"
        "day: 2026-11-21\nfacts: {}\n",
    ],
)
def test_facts_in_braces_are_left_to_a_new_file(text: str) -> None:
    diagnosis = load_diagnosis_text(text).answered(("leader-found", Answer(True)))

    assert with_facts(text, diagnosis, {"leader-found"}) is None


def test_a_new_file_has_nothing_to_mend(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    text = diagnosis_text(kramsk, catalogue, "pl", SCHEMA)

    assert validate_text(text, "kramsk.yaml").findings == ()
    assert "  # Ilu mieszkańców ma gmina?\n  population:\n    number: 11544\n" in text
