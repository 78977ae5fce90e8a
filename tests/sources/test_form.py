"""The diagnosis form: out and in again, and what is told of cells that people fill."""

import io
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.findings import Finding
from socialfranchise.core.text import Language, Text
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
from socialfranchise.sources.excel import read_workbook
from socialfranchise.sources.form_layout import terms_of
from socialfranchise.sources.form_reading import is_form, read_form
from socialfranchise.sources.form_writing import form_bytes
from tests.sources.tables import ON

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

LINES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()) or "=1+1")


def plain(diagnosis: Diagnosis) -> Diagnosis:
    """Without the hash of the file it was read from."""
    return attrs.evolve(diagnosis, sha256="")


def read(content: bytes, catalogue: Catalogue) -> tuple[Diagnosis | None, list[Finding]]:
    return read_form(read_workbook(content, "form.xlsx"), "form.xlsx", catalogue, ON)


def values(question: FactTerm, catalogue: Catalogue) -> st.SearchStrategy[Value | None]:
    """Everything that can answer a question."""
    if question.kind == "answer":
        return st.none() | st.booleans().map(Answer)
    if question.kind == "choice":
        return st.sampled_from([None, *(Choice(choice.id) for choice in question.choices)])
    if question.kind == "terms":
        ids = [term.id for term in terms_of(question, catalogue) if term.replaced_by is None]
        told = st.dictionaries(st.sampled_from(ids), st.booleans(), max_size=5)
        return told.map(
            lambda known: (
                Terms(
                    frozenset(id for id, there in known.items() if there),
                    frozenset(id for id, there in known.items() if not there),
                )
                if known
                else None
            )
        )
    low, high = int(question.lowest or 0), int(question.highest or 100)
    if question.whole:
        return st.none() | st.integers(low, high).map(lambda number: Number(float(number)))
    return st.none() | st.integers(low * 2, high * 2).map(lambda number: Number(number / 2))


@st.composite
def forms(draw: st.DrawFn, catalogue: Catalogue) -> Diagnosis:
    """Diagnoses of some questions of the catalogue, with whatever texts."""
    line = st.none() | LINES
    origins = st.lists(
        st.builds(
            Origin,
            LINES,
            year=st.none() | st.integers(1900, 2200),
            url=st.none() | st.just("https://bdl.stat.gov.pl/"),
            note=line,
            variable=line,
            table=line,
            row=st.none() | st.integers(0, 10**6),
            column=line,
        ),
        max_size=3,
    ).map(tuple)
    questions = st.sampled_from(list(catalogue.vocabularies.facts))
    asked = draw(st.lists(questions, max_size=6, unique_by=lambda question: question.id))
    return Diagnosis(
        id=draw(st.sampled_from(["somewhere", "gdzies-2026"])),
        title=Text(draw(LINES), draw(LINES)),
        locality=Locality(
            name=draw(LINES),
            teryt=draw(st.sampled_from([None, "0201011", "0201"])),
            county=draw(line),
            voivodeship=draw(line),
        ),
        day=ON,
        facts={q.id: Fact(q.id, draw(values(q, catalogue)), draw(origins)) for q in asked},
        remarks=tuple(draw(st.lists(st.builds(Text, LINES, LINES), max_size=2))),
    )


# A workbook takes a quarter of a second: few examples, and no search for the smallest one.
@settings(max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data(), st.sampled_from(["pl", "en"]))
def test_any_diagnosis_comes_back_from_its_form(
    catalogue: Catalogue, data: st.DataObject, language: Language
) -> None:
    diagnosis = data.draw(forms(catalogue))
    found, findings = read(form_bytes(catalogue, language, diagnosis), catalogue)

    assert findings == []
    assert found == diagnosis


def test_a_real_diagnosis_comes_back(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    content = form_bytes(catalogue, "pl", kramsk)
    found, findings = read(content, catalogue)

    assert (found, findings) == (plain(kramsk), [])
    assert content == form_bytes(catalogue, "pl", kramsk)


@pytest.fixture(scope="module")
def empty(catalogue: Catalogue) -> bytes:
    return form_bytes(catalogue, "pl")


def filled(empty: bytes, cells: dict[str, Any]) -> bytes:
    """The empty form with something typed: ``sheet!cell`` or the key of a question."""
    book = openpyxl.load_workbook(io.BytesIO(empty))
    rows = {row[0].value: row[2].coordinate for row in book["Pytania"].iter_rows()}
    for where, value in cells.items():
        sheet, _, cell = where.rpartition("!")
        target = book[sheet][cell] if sheet else book["Pytania"][rows[where]]
        target.value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_empty_form_wants_only_a_name(catalogue: Catalogue, empty: bytes) -> None:
    nothing, missing = read(empty, catalogue)
    found, findings = read(filled(empty, {"Miejsce!C2": "Żabia Wola"}), catalogue)

    assert is_form(read_workbook(empty, "form.xlsx"))
    assert nothing is None
    assert [(f.code, f.place and f.place.file) for f in missing] == [
        ("SF202", "form.xlsx:Miejsce!C2")
    ]
    assert found is not None
    assert (found.id, found.title.pl, found.day, len(found), findings) == (
        "zabia-wola-2026",
        "Diagnoza: Żabia Wola",
        ON,
        0,
        [],
    )


def test_cells_as_people_fill_them(catalogue: Catalogue, empty: bytes) -> None:
    content = filled(
        empty,
        {
            "Miejsce!C2": "=Gdzieś",
            "population": "1 250",
            "share-65-plus": "22,5 %",
            "area-kind": "gmina wiejska",
            "has-shop": "NIE",
            "leader-found": "?",
            "needs/elder-care": "yes",
            "needs/waste": "nie wiem",
        },
    )
    # What begins with an equals sign is typed as a text, as the form itself does.
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Miejsce"]["C2"].data_type = "s"
    again = io.BytesIO()
    book.save(again)
    found, findings = read(again.getvalue(), catalogue)

    assert findings == []
    assert found is not None
    assert found.locality.name == "=Gdzieś"
    assert {fact.id: fact.value for fact in found} == {
        "population": Number(1250),
        "share-65-plus": Number(22.5),
        "area-kind": Choice("rural"),
        "has-shop": Answer(False),
        "leader-found": None,
        "needs": Terms(frozenset(("elder-care",)), frozenset()),
    }


UNREADABLE = {
    "population": ("dużo", "SF911"),
    "area-kind": ("wieś", "SF911"),
    "has-shop": ("może", "SF911"),
    "needs": ("tak", "SF911"),
    "Pytania!A3": ("populaton", "SF301"),
    "Pytania!G2": ("dawno", "SF911"),
}
WRONG = {"Miejsce!C3": ("12", "SF103"), "Miejsce!C6": ("wczoraj", "SF105")}
OUT_OF_RANGE = {"population": (-5, "SF902")}


@pytest.mark.parametrize("wrong", [UNREADABLE, WRONG, OUT_OF_RANGE])
def test_wrong_cells_are_told_where_they_stand(
    catalogue: Catalogue, empty: bytes, wrong: dict[str, tuple[object, str]]
) -> None:
    typed = {where: value for where, (value, _) in wrong.items()}
    cells = {"Miejsce!C2": "Gdzieś", "Pytania!F2": "urząd", **typed}
    if "Pytania!A3" in cells:
        del cells["population"]  # its key is misspelt
    found, findings = read(filled(empty, cells), catalogue)
    book = openpyxl.load_workbook(io.BytesIO(empty), read_only=True)
    rows = {row[0].value: row[2].coordinate for row in book["Pytania"].iter_rows()}
    expected = {
        (code, f"form.xlsx:{where if '!' in where else f'Pytania!{rows[where]}'}")
        for where, (_, code) in wrong.items()
        if where in cells
    }

    assert found is None
    assert {(f.code, f.place.file if f.place else "") for f in findings} == expected


def test_a_formula_is_told_and_never_worked_out(catalogue: Catalogue, empty: bytes) -> None:
    cells = {"Miejsce!C2": "Gdzieś", "population": '=HYPERLINK("http://x.pl")'}
    found, findings = read(filled(empty, cells), catalogue)

    assert [finding.code for finding in findings] == ["SF938"]
    assert found is not None
    assert found.value("population") is None


@pytest.mark.parametrize("answer", [999, "nie wiem", None])
def test_the_origin_of_an_answer_that_was_changed_is_not_kept(
    catalogue: Catalogue, kramsk: Diagnosis, answer: object
) -> None:
    fact = kramsk.facts["population"]
    told = attrs.evolve(fact, place=None, origins=(Origin("urząd", 2011, table="t.csv", row=3),))
    form = form_bytes(catalogue, "pl", attrs.evolve(kramsk, facts={fact.id: told}))
    found, findings = read(filled(form, {"population": answer}), catalogue)

    assert found is not None
    assert not [fact for fact in found if fact.origins]
    assert [finding.code for finding in findings] == ["SF939"]
    assert findings[0].parameters["column"] == "Pytania!C3"


def test_a_question_answered_twice_and_a_day_as_people_write_it(
    catalogue: Catalogue, empty: bytes
) -> None:
    cells = {"Miejsce!C2": "Gdzieś", "Miejsce!C6": "21.11.2026", "population": 5}
    found, findings = read(filled(empty, cells), catalogue)
    _, twice = read(filled(empty, {**cells, "Pytania!A2": "population"}), catalogue)

    assert (found and found.day, findings) == (ON, [])
    assert [(finding.code, finding.parameters["id"]) for finding in twice] == [
        ("SF302", "population")
    ]


def test_another_workbook_is_no_form() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    content = io.BytesIO()
    book.save(content)

    assert not is_form(read_workbook(content.getvalue(), "x.xlsx"))
