"""How many people of a proposal are like this: from the fewest it can be to the most.

What the group does not know may go either way. Nobody says whether a founder also holds one of the
jobs; both are possible, as far as the job may belong to a member.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from socialfranchise.catalogue.vocabulary import Count, FounderKind
from socialfranchise.core.dated import Parameter
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.proposal import Founder, Job, Proposal


@frozen
class Ratio:
    """``part`` of ``whole`` people."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction:
        """The share; ``whole`` must not be zero."""
        return Fraction(self.part, self.whole)


@frozen
class Counted:
    """The fewest and the most there can be, and the lines that were counted."""

    low: int
    high: int
    lines: tuple[Place, ...] = ()


@frozen
class Shared:
    """The smallest and the largest share there can be, and the lines that were counted."""

    low: Ratio
    high: Ratio
    lines: tuple[Place, ...] = ()


@frozen
class Group:
    """A proposal, the kinds of founders there are, and the law of the day it is counted on."""

    proposal: Proposal
    kinds: Mapping[str, FounderKind]
    law: Mapping[str, Parameter]
    on: date

    def count(self, count: Count) -> Counted | None:
        """How many there are; ``None`` when no jobs are planned yet and jobs are asked."""
        if count.people == "founders" or count.legal_persons:
            return _tally(self._founders(count))
        if count.people == "jobs":
            return _tally(self._jobs(count)) if self.proposal.jobs else None
        if count.people == "staff-and-members" and not self.proposal.jobs:
            return None
        legal = 0
        if count.people == "members" and count.legal_persons is None and count.at_risk is None:
            legal = sum(f.number for f in self.proposal.founders if self._is_legal(f))
        parts = [ratio.part + legal for ratio in self._unions(count)]
        return Counted(min(parts), max(parts), self._lines(count))

    def share(self, part: Count, whole: Count) -> Shared | None:
        """The share of ``part`` in ``whole``, both of the same people; ``None`` of nobody."""
        if part.people in ("founders", "jobs"):
            inner, outer = self.count(part), self.count(whole)
            if inner is None or outer is None or not outer.low:
                return None
            ends = Ratio(inner.low, outer.high), Ratio(inner.high, outer.low)
            return Shared(*ends, inner.lines)
        if part.people == "staff-and-members" and not self.proposal.jobs:
            return None
        ratios = [ratio for ratio in self._unions(part) if ratio.whole]
        if not ratios:
            return None
        low, high = (end(ratios, key=lambda ratio: ratio.value) for end in (min, max))
        return Shared(low, high, self._lines(part))

    def _is_legal(self, founder: Founder) -> bool:
        kind = self.kinds.get(founder.kind)
        return kind is not None and kind.legal_person

    def _founders(self, count: Count) -> Iterator[tuple[int, bool | None, Place | None]]:
        for founder in self.proposal.founders:
            legal = self._is_legal(founder)
            if count.legal_persons is not None and legal != count.legal_persons:
                continue
            if legal and (count.at_risk or count.disability):
                continue
            holds = _all((_is(count.at_risk, founder.at_risk), count.member != "no"))
            yield founder.number, holds, founder.place

    def _jobs(self, count: Count) -> Iterator[tuple[int, bool | None, Place | None]]:
        for job in self.proposal.jobs:
            yield job.number, _all(self._tests(job, count)), job.place

    def _tests(self, job: Job, count: Count) -> Iterator[bool | None]:
        yield _is(count.at_risk, job.at_risk)
        yield _is(count.member, job.member)
        if count.disability:
            known = job.disability != "unknown"
            yield job.disability in count.disability if known else None
        if count.time_at_least is not None:
            least = self._value(count.time_at_least)
            yield None if least is None else Fraction(job.time) >= least
        if count.started_within is not None:
            months = self._value(count.started_within)
            # Month 1 is the month of entry: in the last month the day decides, which is not known.
            if months is None or months < job.start_month <= months + 1:
                yield None
            else:
                yield job.start_month <= months

    def _value(self, parameter: str) -> Fraction | None:
        found = self.law.get(parameter)
        dated = None if found is None else found.value(self.on)
        return None if dated is None else Fraction(dated.value)

    def _lines(self, count: Count) -> tuple[Place, ...]:
        bodies = count.people == "members" and count.legal_persons is None
        entries: list[Founder | Job] = [
            *(f for f in self.proposal.founders if bodies or not self._is_legal(f)),
            *self.proposal.jobs,
        ]
        return tuple(entry.place for entry in entries if entry.place is not None)

    def _unions(self, count: Count) -> Iterator[Ratio]:
        """Founders who are people, together with staff: every case that can be an extreme."""
        everyone = Count(people="founders", legal_persons=False)
        founders = _tally(self._founders(everyone)).low
        alike = _tally(self._founders(evolve(everyone, at_risk=count.at_risk, member=count.member)))
        for staff, matching, overlapping in self._staff(count):
            for own in {alike.low, alike.high}:
                yield from _joined(founders, own, staff, matching, overlapping)

    def _staff(self, count: Count) -> Iterator[tuple[int, int, int]]:
        """Staff to join: how many, how many of them match, how many may be founders."""
        if count.people == "staff-and-members":
            all_jobs = sum(job.number for job in self.proposal.jobs)
            matched = _tally(self._jobs(count))
            members = sum(job.number for job in self.proposal.jobs if job.member != "no")
            for matching in {matched.low, matched.high}:
                yield all_jobs, matching, members
            return
        sure = [job for job in self.proposal.jobs if job.member == "yes"]
        open_ = [job for job in self.proposal.jobs if job.member == "unknown"]
        number = sum(job.number for job in sure)
        matched = _tally((j.number, _all(self._tests(j, count)), j.place) for j in sure)
        may = _tally((j.number, _all(self._tests(j, count)), j.place) for j in open_)
        never = sum(job.number for job in open_) - may.low
        for matching in {matched.low, matched.high}:
            for others in {0, never}:
                for more in {0, may.high}:
                    staff = number + others + more
                    yield staff, matching + more, staff


def _joined(
    founders: int, own: int, staff: int, matching: int, overlapping: int
) -> Iterator[Ratio]:
    """Two groups of people of whom some may be the same.

    ``own`` of ``founders`` and ``matching`` of ``staff`` are like that; at most ``overlapping`` are
    in both. A share over the overlap has its extremes where a bound starts to bind.
    """
    most = min(founders, overlapping, staff)
    turns = {0, most, own, matching, founders - own, staff - matching}
    for both in sorted(turn for turn in turns if 0 <= turn <= most):
        least = max(0, both - (founders - own), both - (staff - matching))
        for shared in {least, max(least, min(both, own, matching))}:
            yield Ratio(own + matching - shared, founders + staff - both)


def _tally(entries: Iterable[tuple[int, bool | None, Place | None]]) -> Counted:
    low = high = 0
    lines = []
    for number, holds, place in entries:
        low += number if holds else 0
        high += number if holds is not False else 0
        if place is not None and holds is not False:
            lines.append(place)
    return Counted(low, high, tuple(lines))


def _is(wanted: str | None, known: str) -> bool | None:
    if wanted is None:
        return True
    return None if "unknown" in (known, wanted) else known == wanted


def _all(tests: Iterable[bool | None]) -> bool | None:
    results = list(tests)
    if False in results:
        return False
    return None if None in results else True
