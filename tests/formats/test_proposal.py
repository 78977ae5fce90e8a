"""A proposal: what a group knows and what it does not, with the lines it stands in."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from socialfranchise import Catalogue, InvalidDocument, load_proposal, validate
from tests.conftest import ROOT

EXAMPLE = ROOT / "models" / "proposals" / "kramsk-example.yaml"


def minimal(**more: Any) -> dict[str, Any]:
    return {
        "format": "socialfranchise.proposal/1",
        "id": "a-group",
        "title": "Grupa",
        "template": "elderly-care",
        "legal_form": "natural-persons-coop",
        "registration": "2026-12-31",
        "founders": [{"kind": "natural-persons", "number": 3}],
        **more,
    }


JOB = {"id": "a", "post": "Praca", "number": 1, "time": 1, "start_month": 1}
PURCHASE = {"id": "x", "what": "Rzecz", "cost": 1, "month": 1}


def test_the_example_is_read_with_its_lines(catalogue: Catalogue) -> None:
    proposal = load_proposal(EXAMPLE, catalogue=catalogue)
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()

    assert proposal.registration == date(2026, 12, 15)
    assert "registration" in lines[proposal.places["registration"].line - 1]
    job = proposal.job("carer-half")
    assert job is not None
    assert (job.time, job.disability, job.wage) == (Decimal("0.5"), "moderate", None)
    assert job.place is not None
    assert "id: carer-half" in lines[job.place.line - 1]
    assert proposal.aid_received == ()


def test_what_is_not_said_is_unknown() -> None:
    proposal = load_proposal(minimal(jobs=[JOB]))

    assert proposal.aid_received is None
    assert proposal.own_money is None
    assert proposal.founders[0].at_risk == "unknown"
    assert (proposal.jobs[0].member, proposal.jobs[0].disability) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"template": "elderly-cars"}, "SF301"),
        ({"legal_form": "company"}, "SF301"),
        ({"conversion_of": "company"}, "SF301"),
        ({"founders": [{"kind": "friend", "number": 1}]}, "SF301"),
        ({"founders": []}, "SF204"),
        ({"founders": [{"kind": "natural-persons", "number": 0}]}, "SF104"),
        ({"founders": [{"kind": "commune", "number": 1, "groups": ["disability"]}]}, "SF904"),
        ({"jobs": [JOB, JOB]}, "SF302"),
        ({"jobs": [{**JOB, "time": 0}]}, "SF104"),
        ({"jobs": [{**JOB, "time": 1.01}]}, "SF104"),
        ({"jobs": [{**JOB, "wage": -1}]}, "SF104"),
        ({"jobs": [{**JOB, "start_month": 0}]}, "SF104"),
        ({"jobs": [{**JOB, "disability": "slight"}]}, "SF102"),
        ({"jobs": [{**JOB, "member": True}]}, "SF112"),
        ({"jobs": [{**JOB, "groups": ["poor"]}]}, "SF301"),
        ({"purchases": [{**PURCHASE, "job": "nobody"}]}, "SF301"),
        ({"purchases": [PURCHASE, PURCHASE]}, "SF302"),
        ({"registration": "31.12.2026"}, "SF105"),
        ({"registration": "2026-02-30"}, "SF105"),
        ({"aid_received": [{"day": "2025-01-01", "amount": 1, "currency": "usd"}]}, "SF102"),
        ({"own_money": {"cash": "dużo"}}, "SF101"),
        ({"aid": []}, "SF201"),
    ],
)
def test_a_mistake_is_a_finding_here_and_there(
    catalogue: Catalogue, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        load_proposal(minimal(**more), catalogue=catalogue)

    assert [finding.code for finding in caught.value.report] == [code]
    assert [finding.code for finding in validate(minimal(**more))] == [code]


def test_a_proposal_is_checked_against_the_catalogue_it_lies_in(
    small_models: Path, tmp_path: Path
) -> None:
    report = validate(small_models / "proposals" / EXAMPLE.name)

    assert list(report) == []
    other = tmp_path / "group.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("elderly-care", "care-with-kitchen")
    other.write_text(text, encoding="utf-8")
    assert [f.code for f in validate(other, catalogue=small_models)] == ["SF301"]
    assert list(validate(other)) == []
