"""Real co-operatives, coded as neutral diagnoses with the models that would have been right.

The file lies outside the project. A record lists what was there; what it does not list is unknown,
save for the founders: those of a co-operative that exists are all known.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from socialfranchise import Ranking, load_diagnosis, match
from socialfranchise.catalogue.catalogue import Catalogue

LOCAL_GOVERNMENTS = ("commune", "county", "voivodeship")
MIN_BODIES = 2
"""Legal persons without whom no co-operative of theirs can have been founded."""


@frozen
class CodedCase:
    """One record: the place, and the models that were accepted as right."""

    id: str
    record: dict[str, Any]
    accepted: frozenset[str]

    def ranking(self, catalogue: Catalogue, *, needs_from_services: bool) -> Ranking:
        """What the catalogue advises; ``needs_from_services`` tells it what was sold later, too."""
        diagnosis = load_diagnosis(self._mapping(catalogue, needs_from_services))
        return match(diagnosis, catalogue)

    def _mapping(self, catalogue: Catalogue, needs_from_services: bool) -> dict[str, Any]:
        record = self.record
        needs = [*record["needs_independent"]]
        if needs_from_services:
            needs += [n for n in record["needs_from_services"] if n not in needs]
        facts: dict[str, Any] = {
            "target-groups": _present(record["groups"]),
            "institutions": _present(record["institutions"]),
            "assets": _present(record["assets"]),
            "needs": _present(needs),
            **_founders(record["founders"], catalogue),
        }
        if record["area_kind"] != "unknown":
            facts["area-kind"] = {"choice": record["area_kind"]}
        return {
            "format": "socialfranchise.diagnosis/1",
            "id": self.id,
            "title": {"pl": self.id, "en": self.id},
            "locality": {"name": self.id},
            "day": catalogue.published.isoformat(),
            "facts": facts,
        }


def coded_cases(file: Path) -> Iterator[CodedCase]:
    """The records that can be scored: usable, with at least one accepted model."""
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["usable"] and record["labels"]:
            yield CodedCase(record["id"], record, frozenset(record["labels"]))


def _present(terms: list[str]) -> dict[str, Any]:
    return {"present": terms} if terms else {"unknown": True}


def _founders(counts: dict[str, int | None], catalogue: Catalogue) -> dict[str, Any]:
    """Founders and how many of them; fewer than the law asks for means that not all are known."""
    if not counts:
        return {}
    present = [kind.replace("_", "-") for kind in counts]
    persons = counts.get("natural_persons", 0)
    bodies = _sum(count for kind, count in counts.items() if kind != "natural_persons")
    governments = _sum(counts.get(kind, 0) for kind in LOCAL_GOVERNMENTS)
    if bodies and bodies < MIN_BODIES:
        return {"founders": {"present": present}}
    absent = [kind for kind in catalogue.vocabularies.founders.terms if kind not in present]
    return {
        "founders": {"present": present, "absent": absent},
        "founding-bodies": _number(bodies),
        "founding-local-governments": _number(governments),
        "founding-persons": _number(persons),
    }


def _sum(counts: Iterator[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(count or 0 for count in known)


def _number(count: int | None) -> dict[str, Any]:
    return {"unknown": True} if count is None else {"number": count}
