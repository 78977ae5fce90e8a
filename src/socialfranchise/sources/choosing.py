"""From answers of tables to facts: which of several is taken, and what follows from others.

Nothing is lost in silence: every answer of another source stays among the origins of the fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import Derived, DiagnosisFact, FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.formulas import facts_in, reckoned
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Number, Origin, Terms, Value
from socialfranchise.sources.candidates import Candidate
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import number_text

_LAST = 10**6
"""Stands for the rank of a source that has none: behind all others."""


UNTOLD = "?"
"""Stands for a year that a table does not tell."""


@frozen
class Worked:
    """A number that followed from others, and those it rests on."""

    fact: str
    value: Number
    rests_on: tuple[Candidate, ...]

    @property
    def variable(self) -> str:
        """The facts it rests on with their years, which tells what it can be compared with."""
        return ", ".join(f"{each.fact} {each.year or UNTOLD}" for each in self.rests_on)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of what it rests on, the newest first, each once."""
        return tuple(
            sorted({each.year for each in self.rests_on if each.year is not None}, reverse=True)
        )


def facts_of(
    candidates: Iterable[Candidate], catalogue: Catalogue, language: Language
) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts that tables answer about one place, and what could not be worked out.

    Origins are told in ``language``: the one that was taken first, then those of other sources.
    """
    by_fact: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_fact.setdefault(candidate.fact, []).append(candidate)
    words = _Words(catalogue, language)
    facts: dict[str, Fact] = {}
    findings: list[Finding] = []
    for question in catalogue.vocabularies.facts:
        found = by_fact.get(question.id)
        if found:
            facts[question.id] = _fact(question, found, words)
        elif isinstance(question, DiagnosisFact) and question.derived is not None:
            worked = _worked_out(question.id, question.derived, by_fact)
            if isinstance(worked, Worked):
                facts[question.id] = words.worked(worked, question.derived)
            elif worked is not None:
                findings.append(worked)
    return facts, findings


def in_order(
    question: FactTerm, candidates: Iterable[Candidate], catalogue: Catalogue
) -> list[Candidate]:
    """The answers to a question, the one to take first."""
    ways = question.chosen_by if isinstance(question, DiagnosisFact) else ()

    def key(candidate: Candidate) -> tuple[int, ...]:
        source = catalogue.vocabularies.sources.terms.get(candidate.source)
        rank = None if source is None else source.rank
        values = {
            "newest-year": -(candidate.year or 0),
            "source-rank": _LAST if rank is None else rank,
        }
        return tuple(values[way] for way in ways)

    return sorted(candidates, key=key)


def _fact(question: FactTerm, found: Sequence[Candidate], words: "_Words") -> Fact:
    """The fact with the answer taken; of a fact that lists terms, one for each term."""
    groups: dict[frozenset[str], list[Candidate]] = {}
    for each in found:
        told = each.value
        key = told.present | told.absent if isinstance(told, Terms) else frozenset[str]()
        groups.setdefault(key, []).append(each)
    value: Value | None = None
    origins: list[Origin] = []
    for group in groups.values():
        first, *others = in_order(question, group, words.catalogue)
        if isinstance(value, Terms) and isinstance(first.value, Terms):
            value = value.joined(first.value)
        else:
            value = first.value
        origins.append(words.origin(first))
        origins += [words.origin(each, taken=first) for each in _of_others(first, others)]
    return Fact(question.id, value, tuple(origins))


def _of_others(first: Candidate, others: Iterable[Candidate]) -> Iterator[Candidate]:
    """The first answer of every other source or table: older years of the same say nothing new."""
    seen = {(first.source, first.table)}
    for each in others:
        key = (each.source, each.table)
        if key not in seen:
            seen.add(key)
            yield each


def _worked_out(
    id: str, derived: Derived, by_fact: Mapping[str, Sequence[Candidate]]
) -> Worked | Finding | None:
    """The fact from answers of years near enough; a finding when none are, ``None`` without any.

    Numbers of one year are taken, if that year is within reach of the newest there is; else the
    newest, and of those the ones whose years lie closest together.
    """
    needed = tuple(dict.fromkeys(facts_in(derived.formula)))
    lists = [_one_a_year(by_fact.get(fact, ())) for fact in needed]
    if not needed or not all(lists):
        return None
    combinations = [each for each in product(*lists) if _apart(each) <= derived.years_apart]
    if not combinations:
        years = sorted({str(c.year) for some in lists for c in some[:1] if c.year is not None})
        return codes.YEARS_APART.finding(
            path=(id,), raw=id, fact=id, years=years, limit=derived.years_apart
        )
    newest = max(map(_newest, combinations))

    def order(each: Sequence[Candidate]) -> tuple[bool, int, int]:
        same = _apart(each) == 0 and _newest(each) >= newest - derived.years_apart
        return not same, -_newest(each), _apart(each)

    chosen = min(combinations, key=order)
    numbers = {
        fact: each.value.value
        for fact, each in zip(needed, chosen, strict=True)
        if isinstance(each.value, Number)
    }
    value = reckoned(derived.formula, numbers)
    if value is None:
        return None
    return Worked(id, Number(rounded(value, derived.decimals)), chosen)


def rounded(value: Fraction, decimals: int) -> float:
    """An exact value rounded half up, away from zero."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return float(Decimal(whole if value >= 0 else -whole).scaleb(-decimals))


def _one_a_year(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The first answer of every year, the newest year first."""
    by_year: dict[int | None, Candidate] = {}
    for each in candidates:
        by_year.setdefault(each.year, each)
    return sorted(by_year.values(), key=lambda each: -(each.year or 0))


def _newest(candidates: Sequence[Candidate]) -> int:
    return max(each.year or 0 for each in candidates)


def _apart(candidates: Sequence[Candidate]) -> int:
    """How many years lie between; years that are not told are too far from those that are."""
    years = [each.year for each in candidates if each.year is not None]
    if not years:
        return 0
    return max(years) - min(years) if len(years) == len(candidates) else _LAST


@frozen
class _Words:
    """Origins in one language."""

    catalogue: Catalogue
    language: Language

    def origin(self, candidate: Candidate, *, taken: Candidate | None = None) -> Origin:
        """Where an answer stands; when another one was ``taken``, also what it says."""
        say = messages(self.language)
        notes = [] if candidate.note is None else [candidate.note.to(self.language)]
        if taken is not None and taken.value == candidate.value:
            notes.insert(0, say("sources.same"))
        elif taken is not None:
            notes.insert(0, say("sources.not_taken", value=self.value(candidate)))
        source = self.catalogue.vocabularies.sources[candidate.source]
        return Origin(
            source=source.name.to(self.language),
            year=candidate.year,
            url=source.url,
            note=" ".join(notes) or None,
            variable=candidate.variable,
            table=candidate.table,
            row=candidate.row,
            column=candidate.column,
        )

    def worked(self, worked: Worked, derived: Derived) -> Fact:
        """A derived fact; its origin names what it was worked out from, with their years."""
        say = messages(self.language)
        parts = ", ".join(
            say(
                "sources.part",
                fact=self.catalogue.vocabularies.facts[each.fact].name.to(self.language),
                value=self.value(each),
                year=each.year or UNTOLD,
            )
            for each in worked.rests_on
        )
        apart = len(worked.years) > 1
        notes = [say("sources.years_differ")] if apart else []
        if apart and derived.note is not None:
            notes.append(derived.note.to(self.language))
        origin = Origin(
            source=say("sources.worked_out", parts=parts),
            year=None if apart else next(iter(worked.years), None),
            note=" ".join(notes) or None,
            variable=worked.variable,
        )
        return Fact(worked.fact, worked.value, (origin,))

    def value(self, candidate: Candidate) -> str:
        """An answer in words."""
        value, say = candidate.value, messages(self.language)
        if isinstance(value, Number):
            return number_text(value.value, self.language)
        if isinstance(value, Answer):
            return say("answer.yes" if value.yes else "answer.no")
        if isinstance(value, Choice):
            question = self.catalogue.vocabularies.facts[candidate.fact]
            names = {choice.id: choice.name.to(self.language) for choice in question.choices}
            return names.get(value.term, value.term)
        if isinstance(value, Terms):
            return say("answer.yes" if value.present else "answer.no")
        return say("answer.unknown")
