"""Do the facts of a diagnosis answer the questions of a catalogue?"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.core.plain import LARGEST_NUMBER, is_sane
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Fact, Number, Terms

SUGGESTIONS = 100
"""For so many ids a near one is looked for: nobody reads more, and looking takes time."""

_KINDS = {Answer: "answer", Number: "number", Choice: "choice", Terms: "terms"}


def misfits(diagnosis: Diagnosis, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What in the diagnosis does not answer a question of the catalogue."""
    facts = catalogue.vocabularies.facts.terms
    vocabularies = catalogue.vocabularies.ids()
    known = choices(facts)
    found: list[Finding] = []
    for fact in diagnosis:
        term = facts.get(fact.id)
        if term is None:
            near = nearest(fact.id, facts) if len(found) < SUGGESTIONS else ()
            found.append(
                codes.UNKNOWN_ID.finding(
                    fact.place,
                    path=("facts", fact.id),
                    raw=fact.id,
                    id=fact.id,
                    target="facts",
                    near=list(near),
                    known=known,
                )
            )
        elif fact.value is not None:
            found += _misfits_of(fact, term, vocabularies)
    return tuple(found)


def _misfits_of(
    fact: Fact, term: FactTerm, vocabularies: Mapping[str, AbstractSet[str]]
) -> Iterator[Finding]:
    path: tuple[str | int, ...] = ("facts", fact.id)
    value = fact.value
    kind = _KINDS.get(type(value), "")
    if kind != term.kind:
        yield codes.FACT_MISFIT.finding(
            fact.place, path=path, raw=fact.id, fact=fact.id, given=kind, wanted=term.kind
        )
    elif isinstance(value, Number):
        low, high = term.lowest, term.highest
        if not is_sane(value.value):
            low, high = (-LARGEST_NUMBER, LARGEST_NUMBER) if low is None else (low, high)
        if not _between(value.value, low, high):
            yield codes.FACT_OUT_OF_RANGE.finding(
                fact.place,
                path=(*path, "number"),
                raw=f"{value.value:.15g}",
                fact=fact.id,
                value=value.value,
                lowest=low,
                highest=high,
            )
        elif term.whole and not value.value.is_integer():
            yield codes.FACT_NOT_WHOLE.finding(
                fact.place, path=(*path, "number"), raw=f"{value.value:.15g}", fact=fact.id
            )
    elif isinstance(value, Choice):
        yield from _unknown_terms(fact, "choice", {value.term}, {c.id for c in term.choices})
    elif isinstance(value, Terms):
        allowed = vocabularies.get(term.vocabulary or "", frozenset())
        yield from _unknown_terms(fact, "present", value.present, allowed)
        yield from _unknown_terms(fact, "absent", value.absent, allowed)
        for both in sorted(value.present & value.absent):
            yield codes.FACT_CONTRADICTS.finding(
                fact.place, path=path, raw=both, fact=fact.id, term=both
            )


def _between(number: float, low: float | None, high: float | None) -> bool:
    above = low is None or number >= low
    below = high is None or number <= high
    return is_sane(number) and above and below


def _unknown_terms(
    fact: Fact, key: str, given: AbstractSet[str], allowed: AbstractSet[str]
) -> Iterator[Finding]:
    known = choices(allowed)
    for number, id in enumerate(sorted(given - allowed)):
        near = nearest(id, allowed) if number < SUGGESTIONS else ()
        yield codes.UNKNOWN_ID.finding(
            fact.place,
            path=("facts", fact.id, key),
            raw=id,
            id=id,
            target=fact.id,
            near=list(near),
            known=known,
        )
