"""Diagnoses and proposals back to the text of a file, which reads back as the same value."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Fact, Number, Terms
from socialfranchise.formats.loading import mapping_text, proposal_from_text

if TYPE_CHECKING:
    from socialfranchise.feasibility.proposal import Proposal

DIAGNOSIS = "diagnosis.json"
PROPOSAL = "proposal.json"
"""What the files are called in a package."""
_NOT_IN_FILES = ("place", "places", "sha256")


def diagnosis_file(diagnosis: Diagnosis) -> str:
    """The diagnosis as JSON, facts and terms in the order of their ids."""
    data = {
        "format": "socialfranchise.diagnosis/1",
        **_plain(attrs.evolve(diagnosis, facts={})),
        "facts": {fact.id: _fact(fact) for fact in diagnosis},
    }
    return mapping_text(data) + "\n"


def proposal_file(proposal: "Proposal") -> str:
    """The proposal as JSON."""
    return mapping_text({"format": "socialfranchise.proposal/1", **_plain(proposal)}) + "\n"


def reread_proposal(proposal: "Proposal", name: str) -> "Proposal":
    """The proposal as it is read from its file of this name: with the lines that are there.

    One made in code that no file can hold stays as it is.
    """
    read, findings = proposal_from_text(proposal_file(proposal), name, None)
    return proposal if read is None or findings else read


def _fact(fact: Fact) -> dict[str, Any]:
    value, data = fact.value, dict[str, Any]()
    if isinstance(value, Answer):
        data["answer"] = "yes" if value.yes else "no"
    elif isinstance(value, Number):
        data["number"] = value.value
    elif isinstance(value, Choice):
        data["choice"] = value.term
    elif isinstance(value, Terms) and (value.present or value.absent):
        named = {"present": value.present, "absent": value.absent}
        data |= {name: sorted(terms) for name, terms in named.items() if terms}
    else:
        data["unknown"] = True
    return data | ({"origins": _plain(fact.origins)} if fact.origins else {})


def _plain(value: Any) -> Any:
    """A value as its document has it: the same names, and nothing where nothing is known."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    if attrs.has(type(value)):
        parts = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        return {
            name: _plain(part)
            for name, part in parts.items()
            if part is not None and name not in _NOT_IN_FILES
        }
    return value
