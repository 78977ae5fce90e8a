"""The failures of the package side: caught as one kind, told apart, sent between processes."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from socialfranchise import SocialFranchiseError
from socialfranchise.core.errors import BrokenText
from socialfranchise.package.answers import BadAnswer
from socialfranchise.package.apply import TargetConflict, WriteFailed
from socialfranchise.package.plan import DayOutOfRange, WithdrawnModel
from socialfranchise.package.render import RenderError
from socialfranchise.package.texts import BrokenLine

ERRORS = [
    BadAnswer("seat", "too-long"),
    BrokenLine("statute", "pl", "division by zero", 3),
    DayOutOfRange(date(1970, 1, 1), date(1980, 1, 1), date(2100, 12, 31)),
    RenderError("Statut", "letters", ("x",)),
    TargetConflict(Path("out"), {"a": "conflict", "b": "outdated"}, is_archive=False),
    WithdrawnModel("elderly-care"),
    WriteFailed(Path("out"), "disk-full", "No space left on device"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_failure_survives_the_way_to_another_process(error: SocialFranchiseError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301

    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert str(copy) == str(error)


def test_a_broken_line_is_a_broken_text() -> None:
    assert issubclass(BrokenLine, BrokenText)
    assert str(BrokenLine("statute", "pl", "x", 3)) == "statute.pl.md: 3: x"
    assert str(BrokenLine("statute", "pl", "x", None)) == "statute.pl.md: x"
