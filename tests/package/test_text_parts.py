"""Texts share parts: only those of the catalogue, with every mistake at its file and line."""

from pathlib import Path
from shutil import copytree

import pytest

from socialfranchise import load_catalogue, validate
from socialfranchise.package.texts import BrokenLine, answers_used, fill, placeholders

PARTS = {
    "seat": "Siedziba: {{ answers['seat'] }}",
    "both": "{% include 'seat' %} i {{ name }}",
    "broken": "a\n{{ place.missing }}",
    "unread": "a\n{% if %}",
    "round": "{% include 'round' %}",
}


def filled(text: str, **context: object) -> str:
    return fill(text, context, "test", "pl", PARTS)


def test_a_part_sees_the_data_and_what_the_text_sets() -> None:
    text = "{% set name = 'Anna & Jan' %}{% include 'both' %}."

    assert filled(text, answers={"seat": "*Kramsk*"}) == (
        r"Siedziba: \*Kramsk\* i"
        "\N{NO-BREAK SPACE}"
        r"Anna \& Jan."
    )


def test_the_answers_of_parts_within_parts_are_known_beforehand() -> None:
    assert answers_used("{% include 'both' %}", "test", "pl", PARTS) == {"seat"}
    assert answers_used("{% include 'round' %}", "test", "pl", PARTS) == frozenset()
    assert placeholders("\n{% include 'nope' %}", "test", "pl")["parts"] == {"nope": 2}


@pytest.mark.parametrize(
    ("text", "blamed", "line"),
    [
        ("a\n{% include 'nope' %}", "test", 2),
        ("{% include 'broken' %}", "parts/broken", 2),
        ("{% include 'unread' %}", "parts/unread", 2),
        ("{% include 'round' %}", "parts/round", 1),
        ("a\n{% include name %}", "test", 2),
        ("{% include ['seat', 'both'] %}", "test", 1),
        ("{% include 'seat' ignore missing %}", "test", 1),
        ("{% include 'seat' without context %}", "test", 1),
        ("{% include 'models/catalogue.yaml' %}", "test", 1),
        ("{% include '../statute.pl.md' %}", "test", 1),
        ("{% import 'seat' as seat %}", "test", 1),
        ("{% from 'seat' import x %}", "test", 1),
        ("{% extends 'seat' %}", "test", 1),
    ],
)
def test_the_text_or_the_part_that_is_wrong_is_blamed(text: str, blamed: str, line: int) -> None:
    with pytest.raises(BrokenLine) as error:
        filled(text, place={}, name="seat", answers={"seat": "x"})

    assert (error.value.document, error.value.line) == (blamed, line)


def test_parts_of_one_catalogue_do_not_reach_another() -> None:
    text = "{% include 'x' %}"

    assert fill(text, {}, "test", "pl", {"x": "one"}) == "one"
    assert fill(text, {}, "test", "pl", {"x": "two"}) == "two"
    with pytest.raises(BrokenLine):
        fill(text, {}, "test", "pl")


@pytest.fixture
def copy(tmp_path: Path, small_models: Path) -> Path:
    return copytree(small_models, tmp_path / "models")


def write(copy: Path, file: str, text: str) -> None:
    path = copy / "documents" / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}{text}", encoding="utf-8")


def test_mistakes_in_parts_are_found_where_they_stand(copy: Path) -> None:
    write(copy, "statute.pl.md", "{% set mine = 1 %}\n{% include 'one' %}\n{% include 'hed' %}\n")
    write(copy, "parts/one.pl.md", "{{ mine }}\n{{ plase.name }} {% include 'two' %}\n")
    write(copy, "parts/two.pl.md", "x\n{% include 'one' %}\n")
    write(copy, "parts/idle.pl.md", "x\n")
    statute = (copy / "documents" / "statute.pl.md").read_text(encoding="utf-8")
    last = len(statute.splitlines())
    found = [
        (finding.code, finding.raw, Path(finding.place.file).name, finding.place.line)
        for finding in validate(copy)
        if finding.place is not None
    ]

    assert sorted(found) == [
        ("SF802", "hed", "statute.pl.md", last),
        ("SF802", "plase", "one.pl.md", 2),
        ("SF830", "one", "two.pl.md", 2),
        ("SF831", "idle", "idle.pl.md", 1),
    ]


def test_a_part_that_no_model_can_fill_is_found_once(copy: Path) -> None:
    for document in ("statute", "model-sheet"):
        write(copy, f"{document}.pl.md", "\n{% include 'one' %}\n")
    write(copy, "parts/one.pl.md", "x\n{{ template.nope }}\n")
    (finding,) = validate(copy)

    assert finding.code == "SF805"
    assert finding.place is not None
    assert (Path(finding.place.file).name, finding.place.line) == ("one.pl.md", 2)


def test_a_part_is_a_file_of_the_catalogue_like_others(copy: Path) -> None:
    before = load_catalogue(copy)
    write(copy, "statute.pl.md", "\n{% include 'one' %}\n")
    write(copy, "parts/one.pl.md", "x\n")
    with_part = load_catalogue(copy)
    write(copy, "parts/one.pl.md", "y\n")
    changed = load_catalogue(copy)

    assert with_part.parts["pl"]["one"] == "x\n"
    assert len({before.sha256, with_part.sha256, changed.sha256}) == 3
    write(copy, "parts/one.de.md", "x\n")
    assert [finding.code for finding in validate(copy)] == ["SF701"]
