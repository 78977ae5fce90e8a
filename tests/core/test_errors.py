"""Expected failures cross process borders and name what was meant."""

import pickle

import pytest

from socialfranchise.core import codes
from socialfranchise.core.errors import (
    BrokenText,
    InvalidDocument,
    MissingExtra,
    SocialFranchiseError,
    UnknownId,
)
from socialfranchise.core.findings import Report
from socialfranchise.core.frozen import FrozenMapping

REPORT = Report((codes.UNKNOWN_KEY.finding(key="kowta", near=["kwota"]),), ("file.yaml",))


@pytest.mark.parametrize(
    "error",
    [
        InvalidDocument(REPORT),
        UnknownId("template", "elderly-kare", ("elderly-care",)),
        BrokenText("statute", "pl", "line 3: no such name"),
        MissingExtra("documents"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_can_be_pickled(error: SocialFranchiseError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301

    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_a_finding_cannot_be_changed_and_can_be_a_key() -> None:
    (finding,) = REPORT

    assert {finding: 1}[finding] == 1
    assert finding.parameters["near"] == ("kwota",)
    with pytest.raises(TypeError):
        finding.parameters["near"] = ()  # type: ignore[index]


def test_equal_mappings_have_equal_hashes() -> None:
    one, other = FrozenMapping({1: "a", 2: "b"}), FrozenMapping({2: "b", 1: "a"})

    assert one == other
    assert hash(one) == hash(other)
