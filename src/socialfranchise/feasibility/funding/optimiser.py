"""The exact choice of sources by the solver HiGHS (the extra ``optimize``).

The only module that calls the solver; everything it is told and everything it answers is a value
of :mod:`socialfranchise.feasibility.funding.problem`, checked again in whole grosz.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from socialfranchise.core.errors import MissingExtra
from socialfranchise.feasibility.funding.problem import Assignment, Problem, broken_rules

EXTRA = "optimize"
_TOLERANCE = 1e-9
_NODES = 500
"""How long to look for the fewest sources, in nodes of the search: the same on every machine."""
_UNLIMITED = 2**31 - 1
_Terms = list[tuple[int, float]]


def best_assignment(problem: Problem) -> Assignment:
    """The answer that covers most; among equal ones, the one that takes the fewest sources.

    In problems of dozens of jobs that all differ it may not be the very fewest. The same problem
    gives the same answer. Raises :class:`MissingExtra` without the solver.
    """
    return _solve(problem, None)


def next_best_assignment(problem: Problem, best: Assignment) -> Assignment | None:
    """The best answer that does without a source which ``best`` takes for some person.

    ``None`` when ``best`` takes nothing. Raises :class:`MissingExtra` without the solver.
    """
    taken = best.taken(problem)
    return _solve(problem, taken) if taken else None


def _solve(problem: Problem, other_than: Mapping[tuple[str, str], int] | None) -> Assignment:
    model = _Model(problem)
    if other_than is not None:
        model.differ_from(other_than)
    model.maximise(model.covered)
    model.keep(model.covered, round(model.value(model.covered)))
    model.prefer_fewest()
    return model.answer()


@define
class _Model:
    """The columns and rows of one problem."""

    problem: Problem
    highs: Any = field(init=False)
    persons: dict[tuple[str, int], int] = field(init=False, factory=dict)
    paid: dict[tuple[str, int, int, str], int] = field(init=False, factory=dict)
    covered: _Terms = field(init=False, factory=list)
    effort: _Terms = field(init=False, factory=list)
    taken: dict[tuple[str, str], list[int]] = field(init=False, factory=dict)
    cut: int = field(init=False, default=-1)
    settled: Sequence[float] | None = field(init=False, default=None)
    """The answer to go by when the last search was given up."""

    def __attrs_post_init__(self) -> None:
        try:
            import highspy
        except ImportError as error:
            raise MissingExtra(EXTRA) from error
        new: Any = highspy.Highs  # without types in some releases
        self.highs = new()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),  # in grosz: sums are whole
            ("mip_feasibility_tolerance", _TOLERANCE),
            ("primal_feasibility_tolerance", _TOLERANCE),
            ("dual_feasibility_tolerance", _TOLERANCE),
        ):
            self.highs.setOptionValue(option, value)
        self._columns()
        self._rows()

    def _column(self, upper: float, *, whole: bool = False) -> int:
        column: int = self.highs.getNumCol()
        self.highs.addVar(0.0, upper)
        if whole:
            import highspy

            self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _row(self, terms: _Terms, lower: float, upper: float) -> None:
        if terms:
            columns = [column for column, _ in terms]
            self.highs.addRow(lower, upper, len(terms), columns, [float(c) for _, c in terms])

    def _at_most(self, terms: _Terms, upper: float) -> None:
        self._row(terms, -self.highs.getInfinity(), upper)

    def _columns(self) -> None:
        for post in self.problem.posts:
            for index, bundle in enumerate(post.bundles):
                column = self._column(post.number, whole=True)
                self.persons[post.id, index] = column
                self.covered.append((column, bundle.monthly))
                for source in bundle.sources:
                    self.taken.setdefault((post.id, source), []).append(column)
                for place, one_off in enumerate(bundle.one_off):
                    for purchase, most in sorted(one_off.pays.items()):
                        key = (post.id, index, place, purchase)
                        self.paid[key] = self._column(most)
                        self.covered.append((self.paid[key], 1))
        self.cut = self._column(self.highs.getInfinity())
        self.covered.append((self.cut, -1))
        # Fewer choices first; of as many, those that come first in the order of ids.
        ranks = {used: rank for rank, used in enumerate(sorted(self.taken))}
        most = sum(post.number for post in self.problem.posts) * (len(ranks) + 1)
        effort: dict[int, int] = {}
        for used, columns in self.taken.items():
            for column in columns:
                effort[column] = effort.get(column, 0) + most + ranks[used]
        self.effort = sorted(effort.items())

    def _rows(self) -> None:
        problem = self.problem
        aid: _Terms = [(self.cut, -1)]
        monthly_aid: _Terms = [(self.cut, -1)]
        for post in problem.posts:
            persons = [(self.persons[post.id, i], 1.0) for i in range(len(post.bundles))]
            self._at_most(persons, post.number)
            for index, bundle in enumerate(post.bundles):
                column = self.persons[post.id, index]
                if bundle.monthly_aid:
                    aid.append((column, bundle.monthly_aid))
                    monthly_aid.append((column, bundle.monthly_aid))
                for place, one_off in enumerate(bundle.one_off):
                    paid = [
                        (self.paid[post.id, index, place, purchase], 1.0)
                        for purchase in sorted(one_off.pays)
                    ]
                    if paid:
                        self._at_most([*paid, (column, -one_off.limit)], 0.0)
                    if one_off.least:
                        least = (column, -float(one_off.least))
                        self._row([*paid, least], 0.0, self.highs.getInfinity())
                    if one_off.aid:
                        aid += paid
        for purchase, cost in sorted(problem.purchases.items()):
            self._at_most([(c, 1.0) for key, c in self.paid.items() if key[-1] == purchase], cost)
        for source, most in sorted(problem.most_jobs.items()):
            self._at_most(self._takers(source), most)
        self._row(monthly_aid, 0.0, self.highs.getInfinity())
        if problem.room is not None:
            self._at_most(aid, problem.room)

    def _takers(self, source: str) -> _Terms:
        return [
            (column, 1.0)
            for (_, taken), columns in self.taken.items()
            if taken == source
            for column in columns
        ]

    def differ_from(self, taken: Mapping[tuple[str, str], int]) -> None:
        """Some source is taken for fewer persons of some post than there."""
        numbers = {post.id: post.number for post in self.problem.posts}
        fewer: _Terms = []
        for used, number in sorted(taken.items()):
            column = self._column(1.0, whole=True)
            fewer.append((column, 1.0))
            most = numbers[used[0]]
            terms = [(taker, 1.0) for taker in self.taken[used]]
            self._at_most([*terms, (column, most - number + 1)], most)
        self._row(fewer, 1.0, self.highs.getInfinity())

    def keep(self, terms: _Terms, least: int) -> None:
        """The sum of the terms stays at what was reached."""
        self._row(terms, least - 0.5, self.highs.getInfinity())

    def maximise(self, objective: _Terms) -> None:
        """Solve for this objective."""
        import highspy

        status = self._run(objective)
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the solver ended with {status}")

    def _run(self, objective: _Terms) -> Any:
        import highspy

        number = self.highs.getNumCol()
        costs = [0.0] * number
        for column, weight in objective:
            costs[column] += weight
        self.highs.changeColsCost(number, list(range(number)), costs)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.highs.run()
        return self.highs.getModelStatus()

    def prefer_fewest(self) -> None:
        """Among answers that cover as much, the one with the fewest sources that is soon found."""
        import highspy

        before = self._values()
        self.highs.setOptionValue("mip_max_nodes", _NODES)
        status = self._run([(column, -weight) for column, weight in self.effort])
        self.highs.setOptionValue("mip_max_nodes", _UNLIMITED)
        if status != highspy.HighsModelStatus.kOptimal:
            found = self.highs.getInfo().primal_solution_status
            feasible = found == int(highspy.SolutionStatus.kSolutionStatusFeasible)
            self.settled = list(self._values()) if feasible else list(before)

    def value(self, terms: _Terms) -> float:
        """The sum of the terms in the answer."""
        values = self._values()
        return float(sum(values[column] * weight for column, weight in terms))

    def _values(self) -> Sequence[float]:
        found: Sequence[float] = self.highs.getSolution().col_value
        return found

    def answer(self) -> Assignment:
        """The answer in whole numbers, its sums computed afresh with the persons settled."""
        values = self._values() if self.settled is None else self.settled
        persons = {key: round(values[column]) for key, column in self.persons.items()}
        for key, column in self.persons.items():
            self.highs.changeColBounds(column, float(persons[key]), float(persons[key]))
        self.maximise(self.covered)
        values = self._values()
        paid = {key: round(values[column]) for key, column in self.paid.items()}
        cut = round(values[self.cut])
        monthly = sum(
            persons[post.id, index] * bundle.monthly
            for post in self.problem.posts
            for index, bundle in enumerate(post.bundles)
        )
        found = Assignment(
            persons={key: number for key, number in persons.items() if number},
            paid={key: sum_ for key, sum_ in paid.items() if sum_},
            cut=cut,
            total=monthly + sum(paid.values()) - cut,
        )
        broken = broken_rules(self.problem, found)
        if broken:
            raise RuntimeError(f"the solver broke {broken[0]}")
        return found
