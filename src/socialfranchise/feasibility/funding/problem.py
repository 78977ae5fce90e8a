"""Which sources to take for which person: the choice as a problem of whole numbers.

Every person of a post takes one bundle of sources that go together. A bundle pays a settled sum of
the monthly costs of that person, and its one-off amounts pay for purchases, which all persons may
share. All sums are whole grosz.
"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen


@frozen(kw_only=True)
class OneOff:
    """A one-off amount: ``least`` to ``limit`` for a person, at most so much of each purchase."""

    source: str
    amount: str
    limit: int
    least: int = 0
    aid: bool
    """Whether it counts towards the limit of de minimis aid."""
    pays: Mapping[str, int]


@frozen(kw_only=True)
class Bundle:
    """Sources that one person can have together.

    ``monthly`` is what they pay of monthly costs over the whole time; ``monthly_aid`` is the part
    of it that nothing but de minimis aid pays.
    """

    choices: tuple[tuple[str, str], ...]
    """The source, and which of its alternative amounts; the second is empty when there are none."""
    monthly: int = 0
    monthly_aid: int = 0
    one_off: tuple[OneOff, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources, without their alternatives."""
        return tuple(source for source, _ in self.choices)


@frozen(kw_only=True)
class Post:
    """``number`` equal persons, each of whom takes one of the bundles, or none."""

    id: str
    number: int
    bundles: tuple[Bundle, ...]


@frozen(kw_only=True)
class Problem:
    """Everything the choice depends on.

    ``room`` is the free limit of de minimis aid, ``None`` when it is not known (then it binds
    nothing); ``most_jobs`` says of a source for how many persons it can be had.
    """

    posts: tuple[Post, ...]
    purchases: Mapping[str, int] = field(factory=dict)
    room: int | None = None
    most_jobs: Mapping[str, int] = field(factory=dict)

    def used(self) -> Iterator[tuple[str, str]]:
        """Every post with every source that can be taken for it, in order."""
        for post in self.posts:
            for source in sorted({s for bundle in post.bundles for s in bundle.sources}):
                yield post.id, source


@frozen(kw_only=True)
class Assignment:
    """An answer: how many persons take which bundle, and what the one-off amounts pay.

    ``persons`` is by post and the number of the bundle in it, ``paid`` by post, bundle, one-off
    amount (their numbers) and purchase. ``cut`` is what is left out of the monthly de minimis aid
    because the room ends. ``total`` is what is covered.
    """

    persons: Mapping[tuple[str, int], int]
    paid: Mapping[tuple[str, int, int, str], int]
    cut: int
    total: int

    def taken(self, problem: Problem) -> dict[tuple[str, str], int]:
        """For how many persons of a post each source is taken; those for nobody are left out."""
        found: dict[tuple[str, str], int] = {}
        for post in problem.posts:
            for index, bundle in enumerate(post.bundles):
                persons = self.persons.get((post.id, index), 0)
                for source in bundle.sources if persons else ():
                    found[post.id, source] = found.get((post.id, source), 0) + persons
        return found


def broken_rules(problem: Problem, answer: Assignment) -> list[str]:
    """What an answer breaks; empty when it keeps every limit and its total is right."""
    broken: list[str] = []

    def at_most(what: str, sum_: int, limit: int) -> None:
        if not 0 <= sum_ <= limit:
            broken.append(f"{what}: {sum_} of {limit}")

    total = aid = monthly_aid = 0
    for post in problem.posts:
        persons = [answer.persons.get((post.id, index), 0) for index in range(len(post.bundles))]
        at_most(f"persons of {post.id}", sum(persons), post.number)
        for index, (bundle, number) in enumerate(zip(post.bundles, persons, strict=True)):
            at_most(f"bundle {index} of {post.id}", number, post.number)
            total += number * bundle.monthly
            monthly_aid += number * bundle.monthly_aid
            for place, one_off in enumerate(bundle.one_off):
                key = (post.id, index, place)
                paid = {p: answer.paid.get((*key, p), 0) for p in one_off.pays}
                for purchase, sum_ in paid.items():
                    at_most(f"{key} of {purchase}", sum_, one_off.pays[purchase])
                at_most(f"{key}", sum(paid.values()), number * one_off.limit)
                at_most(f"least of {key}", number * one_off.least, sum(paid.values()))
                total += sum(paid.values())
                aid += sum(paid.values()) if one_off.aid else 0
    for purchase, cost in problem.purchases.items():
        sums = (sum_ for key, sum_ in answer.paid.items() if key[-1] == purchase)
        at_most(f"purchase {purchase}", sum(sums), cost)
    for (_, source), number in _by_source(answer.taken(problem)).items():
        at_most(f"jobs of {source}", number, problem.most_jobs.get(source, number))
    at_most("cut", answer.cut, monthly_aid)
    aid += monthly_aid - answer.cut
    at_most("aid", aid, aid if problem.room is None else problem.room)
    if answer.total != total - answer.cut:
        broken.append(f"total: {answer.total}, not {total - answer.cut}")
    return broken


def _by_source(taken: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (_, source), number in taken.items():
        found["", source] = found.get(("", source), 0) + number
    return found
