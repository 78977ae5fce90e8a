"""The exact choice of sources, held against trying everything."""

from collections.abc import Iterator
from itertools import product

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from socialfranchise.core.errors import MissingExtra
from socialfranchise.feasibility.funding.optimiser import best_assignment, next_best_assignment
from socialfranchise.feasibility.funding.problem import (
    Assignment,
    Bundle,
    OneOff,
    Post,
    Problem,
    broken_rules,
)

pytest.importorskip("highspy")

SOURCES = ("fund", "grant", "rate")
PURCHASES = ("car", "oven")
SMALL = st.integers(0, 4)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """A bundle of one or two sources, with at most one one-off amount."""
    sources = draw(st.sets(st.sampled_from(SOURCES), min_size=1, max_size=2))
    monthly = draw(SMALL)
    one_off: tuple[OneOff, ...] = ()
    if draw(st.booleans()):
        limit = draw(st.integers(1, 4))
        one_off = (
            OneOff(
                source=min(sources),
                amount="start",
                limit=limit,
                least=draw(st.sampled_from((0, 0, limit // 2))),
                aid=draw(st.booleans()),
                pays=draw(st.dictionaries(st.sampled_from(PURCHASES), st.integers(1, 3))),
            ),
        )
    return Bundle(
        choices=tuple((source, "") for source in sorted(sources)),
        monthly=monthly,
        monthly_aid=draw(st.integers(0, monthly)),
        one_off=one_off,
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem small enough to try every answer."""
    numbers = draw(st.lists(st.integers(1, 2), min_size=1, max_size=2))
    posts = tuple(
        Post(
            id=f"post-{index}",
            number=number,
            bundles=tuple(draw(st.lists(bundles(), max_size=2))),
        )
        for index, number in enumerate(numbers)
    )
    ways = [len(o.pays) for post in posts for bundle in post.bundles for o in bundle.one_off]
    assume(sum(ways) <= 4)
    return Problem(
        posts=posts,
        purchases={id: draw(st.integers(0, 3)) for id in PURCHASES},
        room=draw(st.none() | st.integers(0, 8)),
        most_jobs=draw(st.dictionaries(st.sampled_from(SOURCES), st.integers(0, 2), max_size=1)),
    )


def answers(problem: Problem) -> Iterator[Assignment]:
    """Every answer that breaks nothing."""
    keys = [(post.id, index) for post in problem.posts for index in range(len(post.bundles))]
    numbers = [range(post.number + 1) for post in problem.posts for _ in post.bundles]
    by_id = {post.id: post for post in problem.posts}
    for chosen in product(*numbers):
        persons = {key: number for key, number in zip(keys, chosen, strict=True) if number}
        taken = [(by_id[post].bundles[index], n) for (post, index), n in persons.items()]
        monthly = sum(n * bundle.monthly for bundle, n in taken)
        monthly_aid = sum(n * bundle.monthly_aid for bundle, n in taken)
        ways = [
            ((post, index, place, purchase), one_off)
            for post, index in persons
            for place, one_off in enumerate(by_id[post].bundles[index].one_off)
            for purchase in sorted(one_off.pays)
        ]
        ranges = [
            range(min(one_off.pays[key[-1]], problem.purchases[key[-1]]) + 1)
            for key, one_off in ways
        ]
        for sums in product(*ranges):
            paid = {key: sum_ for (key, _), sum_ in zip(ways, sums, strict=True) if sum_}
            aid = monthly_aid + sum(
                sum_ for (_, one_off), sum_ in zip(ways, sums, strict=True) if one_off.aid
            )
            cut = 0 if problem.room is None else max(0, aid - problem.room)
            answer = Assignment(
                persons=persons, paid=paid, cut=cut, total=monthly + sum(sums) - cut
            )
            if not broken_rules(problem, answer):
                yield answer


@settings(max_examples=60, deadline=None)
@given(problems())
def test_nothing_covers_more_than_the_answer(problem: Problem) -> None:
    found = best_assignment(problem)
    tried = list(answers(problem))

    assert not broken_rules(problem, found)
    assert found.total == max(answer.total for answer in tried)
    fewest = min(
        sum(answer.taken(problem).values()) for answer in tried if answer.total == found.total
    )
    assert sum(found.taken(problem).values()) == fewest


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_second_best_does_without_something_and_is_the_best_that_does(
    problem: Problem,
) -> None:
    best = best_assignment(problem)
    taken = best.taken(problem)
    second = next_best_assignment(problem, best)

    if not taken:
        assert second is None
        return
    others = [
        answer.total
        for answer in answers(problem)
        if any(answer.taken(problem).get(used, 0) < number for used, number in taken.items())
    ]
    assert second is not None
    assert not broken_rules(problem, second)
    assert second.total == max(others) <= best.total


@settings(max_examples=40, deadline=None)
@given(problems(), bundles())
def test_more_to_choose_from_never_covers_less(problem: Problem, bundle: Bundle) -> None:
    first, *rest = problem.posts
    wider = attrs.evolve(first, bundles=(*first.bundles, bundle))

    more = attrs.evolve(problem, posts=(wider, *rest))

    assert best_assignment(more).total >= best_assignment(problem).total


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(2, 1000))
def test_all_sums_times_a_number_is_the_answer_times_that_number(
    problem: Problem, times: int
) -> None:
    def one_off(part: OneOff) -> OneOff:
        pays = {id: most * times for id, most in part.pays.items()}
        return attrs.evolve(part, limit=part.limit * times, least=part.least * times, pays=pays)

    def bundle(part: Bundle) -> Bundle:
        return attrs.evolve(
            part,
            monthly=part.monthly * times,
            monthly_aid=part.monthly_aid * times,
            one_off=tuple(one_off(part) for part in part.one_off),
        )

    larger = attrs.evolve(
        problem,
        posts=tuple(
            attrs.evolve(post, bundles=tuple(bundle(part) for part in post.bundles))
            for post in problem.posts
        ),
        purchases={id: cost * times for id, cost in problem.purchases.items()},
        room=None if problem.room is None else problem.room * times,
    )

    assert best_assignment(larger).total == times * best_assignment(problem).total


def test_the_same_problem_gives_the_same_answer() -> None:
    bundle = Bundle(choices=(("fund", ""),), monthly=10)
    other = Bundle(choices=(("grant", ""),), monthly=10)
    problem = Problem(posts=(Post(id="post", number=3, bundles=(other, bundle)),))

    first = best_assignment(problem)

    assert first == best_assignment(problem)
    assert first.taken(problem) == {("post", "fund"): 3}


def test_without_the_solver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "highspy", None)

    with pytest.raises(MissingExtra, match="optimize"):
        best_assignment(Problem(posts=()))
