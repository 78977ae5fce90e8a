"""Answers from a file: what is read, and what is told where when it cannot be."""

from pathlib import Path
from typing import Any

import pytest

from socialfranchise import Catalogue, InvalidDocument, load_answers
from tests.conftest import ROOT

HEAD = {"format": "socialfranchise.answers/1", "id": "test", "template": "elderly-care"}


def test_answers_are_read_as_their_fields_want_them(catalogue: Catalogue) -> None:
    answers = load_answers(ROOT / "tests/corpus/valid/somewhere-answers.yaml", catalogue=catalogue)

    assert (answers.id, answers.template) == ("somewhere-answers", "municipal-multiservice")
    assert dict(answers.given) == {
        "coop-name": "Spółdzielnia Socjalna „Razem”",
        "founders-list": "Gmina Gdzieś\nStowarzyszenie Razem, Gdzieś",
        "entry-fee": "0",
        "share-value": "1250.50",
        "first-meeting-day": "2027-01-15",
        "council-session": "2026-12-20",
    }
    assert len(answers.sha256) == 64


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"template": "eldrly-care"}, "SF301"),
        ({"answers": {"coop-nam": "x"}}, "SF301"),
        ({"answers": {"seat": 5}}, "SF810"),
        ({"answers": {"seat": ["a"]}}, "SF810"),
        ({"answers": {"seat": "a\u202eb"}}, "SF810"),
        ({"answers": {"seat": "a\ue000b"}}, "SF810"),
        ({"answers": {"entry-fee": "sto"}}, "SF810"),
        ({"answers": {"entry-fee": -1}}, "SF810"),
        ({"answers": {"first-meeting-day": "2027-02-30"}}, "SF810"),
        ({"answers": {"founders-list": "a" * 2001}}, "SF107"),
        ({"answers": {"founders-list": ["a" * 1999, "b" * 1999]}}, "SF107"),
        ({"answers": {"seat": True}}, "SF101"),
        ({"answers": {"seat": {"a": "b"}}}, "SF101"),
        ({"answers": {"seat": [5]}}, "SF101"),
        ({"answers": {"Seat!": "x"}}, "SF103"),
        ({"answers": {"seat": None}}, "SF106"),
        ({"answers": []}, "SF101"),
        ({"seat": "Kramsk"}, "SF201"),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, Any], code: str, catalogue: Catalogue) -> None:
    with pytest.raises(InvalidDocument) as error:
        load_answers({**HEAD, "answers": {}, **changes}, catalogue=catalogue)

    assert [finding.code for finding in error.value.report] == [code]


def test_a_file_of_another_kind_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument) as error:
        load_answers(ROOT / "models/places/kramsk-2011.yaml", catalogue=catalogue)

    assert [finding.code for finding in error.value.report] == ["SF023"]
