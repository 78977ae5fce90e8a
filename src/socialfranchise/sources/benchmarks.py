"""How a place stands among places of its kind, fact by fact, when a table has all of them.

A place is in the highest tenth when at most a tenth of the places of its kind, itself and its ties
among them, stand as high or higher. Only numbers of the same year are compared; places without one
are counted as missing. Kinds and bands are data beside this module.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import DiagnosisFact
from socialfranchise.core.text import LANGUAGES, Language, Text
from socialfranchise.diagnosis.facts import Choice, Fact, Number
from socialfranchise.formats.yaml_reader import parse
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import number_text, unit_text

_FILE = "benchmarks.yaml"
_YEAR = re.compile(r"\b\d{4}\b", re.ASCII)
MIDDLE = "middle"
"""The band of what is in none of the others."""


@frozen(kw_only=True)
class Standing:
    """One number of a place among those of the same kind and year."""

    fact: str
    value: float
    period: str
    """The year, or the years of what the number was worked out from."""
    kind: str
    """The choice of the kind that is compared."""
    above: int
    below: int
    equal: int
    """How many other places have exactly this number."""
    missing: int
    """How many other places of the kind have no number of this year."""

    @property
    def number(self) -> int:
        """How many places are compared, this one among them."""
        return self.above + self.below + self.equal + 1

    @property
    def band(self) -> str:
        """The narrowest band the place is in, else :data:`MIDDLE`."""
        ends = {"top": self.above, "bottom": self.below}
        for band in _data()["bands"]:
            if ends[band["side"]] + self.equal + 1 <= band["share"] * self.number:
                id: str = band["id"]
                return id
        return MIDDLE


def standings(
    facts: Mapping[str, Fact], others: Iterable[Mapping[str, Fact]], catalogue: Catalogue
) -> list[Standing]:
    """How a place stands among others, for every fact the catalogue compares.

    Nothing when the kind of the place is not known, and nothing of a fact that too few have.
    """
    data = _data()
    kind = _kind(facts, data)
    if kind is None:
        return []
    peers = [other for other in others if _kind(other, data) == kind]
    found = []
    for question in catalogue.vocabularies.facts:
        if not isinstance(question, DiagnosisFact) or not question.compared:
            continue
        fact = facts.get(question.id)
        if fact is None or not isinstance(fact.value, Number):
            continue
        basis, value = _basis(fact), fact.value.value
        if basis is None:
            continue
        given = (_number(peer.get(question.id), basis) for peer in peers)
        numbers = [number for number in given if number is not None]
        if len(numbers) + 1 < data["fewest"]:
            continue
        found.append(
            Standing(
                fact=question.id,
                value=value,
                period=", ".join(dict.fromkeys(_YEAR.findall(basis))),
                kind=kind,
                above=sum(number > value for number in numbers),
                below=sum(number < value for number in numbers),
                equal=sum(number == value for number in numbers),
                missing=len(peers) - len(numbers),
            )
        )
    return found


def remark(standing: Standing, catalogue: Catalogue) -> Text:
    """A standing as a remark of a diagnosis, in both languages."""
    told = {language: _told(standing, catalogue, language) for language in LANGUAGES}
    return Text(told["pl"], told["en"])


def _told(standing: Standing, catalogue: Catalogue, language: Language) -> str:
    say = messages(language)
    question = catalogue.vocabularies.facts[standing.fact]
    kinds = {each.id: each for each in catalogue.vocabularies.facts[_data()["kind"]].choices}
    value = unit_text(standing.value, question.unit or "", language)
    head = say(
        f"benchmarks.{standing.band}",
        fact=question.name.to(language),
        value=value,
        year=standing.period,
        kind=kinds[standing.kind].name.to(language).lower(),
    )
    counts = {
        key: number_text(getattr(standing, key), language)
        for key in ("number", "above", "below", "equal", "missing")
    }
    return f"{head} {say('benchmarks.counts', **counts)}"


def _kind(facts: Mapping[str, Fact], data: Mapping[str, Any]) -> str | None:
    fact = facts.get(data["kind"])
    return fact.value.term if fact is not None and isinstance(fact.value, Choice) else None


def _basis(fact: Fact) -> str | None:
    """What a number must share to be compared: its year, or the years of what it rests on."""
    if not fact.origins:
        return None
    taken = fact.origins[0]
    basis = str(taken.year) if taken.year is not None else taken.variable
    return basis if basis is not None and _YEAR.search(basis) else None


def _number(fact: Fact | None, basis: str) -> float | None:
    if fact is None or not isinstance(fact.value, Number) or _basis(fact) != basis:
        return None
    return fact.value.value


@cache
def _data() -> Mapping[str, Any]:
    parsed, findings = parse((files(__package__) / _FILE).read_text(encoding="utf-8"), _FILE)
    if parsed is None or findings:
        raise ValueError(f"{_FILE} is broken: {findings}")
    data: Mapping[str, Any] = parsed.data
    return data
