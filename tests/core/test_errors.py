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


def test_an_error_keeps_what_it_was_told() -> None:
    unknown = UnknownId("template", "elderly-kare", ("elderly-care",))
    broken = BrokenText("statute", "pl", "line 3: no such name")

    assert (unknown.kind, unknown.id, unknown.near) == (
        "template",
        "elderly-kare",
        ("elderly-care",),
    )
    assert str(unknown) == "unknown template: elderly-kare"
    assert unknown.args == (unknown.kind, unknown.id, unknown.near)
    assert (broken.document, broken.language) == ("statute", "pl")
    assert str(broken) == "statute.pl.md: line 3: no such name"
    assert broken.args == (broken.document, broken.language, broken.problem)
    assert MissingExtra("documents").args == ("documents",) == (MissingExtra("documents").extra,)
    assert InvalidDocument(REPORT).args == (REPORT,)


def test_an_invalid_document_names_the_codes() -> None:
    more = Report((*REPORT.findings, codes.FILE_EMPTY.finding(), codes.UNKNOWN_KEY.finding()))

    assert str(InvalidDocument(more)) == "3 finding(s): SF003, SF201"


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
    assert len({hash(FrozenMapping({1: number})) for number in range(9)}) > 1
