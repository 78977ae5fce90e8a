"""Jobs that differ in nothing but their names, taken together: who holds one might hold another.

So the choice of sources need not try the same thing once for every such job, and is as exact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve, frozen

from socialfranchise.feasibility.proposal import Job, Proposal


@frozen(kw_only=True)
class Alike:
    """Jobs that are alike, in the order of their ids; ``job`` is all of them as one."""

    job: Job
    jobs: tuple[Job, ...]


def jobs_alike(proposal: Proposal) -> list[Alike]:
    """The jobs of a proposal by what they are; one that a purchase equips stands alone."""
    equipped = {purchase.job for purchase in proposal.purchases or ()}

    found: dict[Job, list[Job]] = {}
    for job in sorted(proposal.jobs, key=lambda job: job.id):
        found.setdefault(_nameless(job, job.id if job.id in equipped else ""), []).append(job)
    return [
        Alike(job=evolve(jobs[0], number=sum(job.number for job in jobs)), jobs=tuple(jobs))
        for jobs in found.values()
    ]


def _nameless(job: Job, id: str) -> Job:
    groups = tuple(sorted(job.groups))
    answers = tuple(sorted(job.answers, key=lambda answer: (answer.fact, answer.answer)))
    return evolve(job, id=id, post="", number=1, groups=groups, answers=answers)


def dealt(jobs: Sequence[Job], persons: Mapping[int, int]) -> Iterator[tuple[Job, int, int]]:
    """Bundles, each taken by so many persons, dealt out to jobs: job, bundle, persons."""
    places = [(job, place) for job in jobs for place in range(job.number)]
    takers = [bundle for bundle, number in sorted(persons.items()) for _ in range(number)]
    pairs = [(job.id, bundle) for (job, _), bundle in zip(places, takers, strict=False)]
    by_id = {job.id: job for job in jobs}
    for (id, bundle), same in groupby(pairs):
        yield by_id[id], bundle, len(list(same))


def split(sums: Mapping[str, int], persons: Sequence[int]) -> list[dict[str, int]]:
    """Sums, by what they pay for, split among groups of so many persons as evenly as grosz allow.

    What is no more than a limit for all persons together, and no less than a lowest sum, is so for
    every group as well.
    """
    whole, number = sum(sums.values()), sum(persons)
    rest, over = divmod(whole, number)
    each = [rest + (place < over) for place in range(number)]
    found: list[dict[str, int]] = []
    left = iter(_filled(each, sums))
    for size in persons:
        of_group: dict[str, int] = {}
        for part in (next(left) for _ in range(size)):
            for id, sum_ in part.items():
                of_group[id] = of_group.get(id, 0) + sum_
        found.append(of_group)
    return found


def _filled(each: Iterable[int], sums: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """For every person, from what is left of each sum in order, as much as is due."""
    left = dict(sorted(sums.items()))
    for due in each:
        part: dict[str, int] = {}
        for id in left:
            taken = min(due, left[id])
            left[id] -= taken
            due -= taken
            if taken:
                part[id] = taken
        yield part
