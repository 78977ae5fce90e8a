"""Cases of the conformance suite drawn at random, the same on every run."""

from random import Random
from typing import Any

from conformance_by_hand import CHANGE, DAY, Case, Condition, case, model

SEED = 20261121
TERMS = ("care", "green", "meals", "waste")
NUMBERS = (0, 2, 5, 7.5, 10, 40)
DAYS = ("2009-12-31", "2018-03-30", CHANGE, "2022-12-31", "2023-01-01", DAY)


def cases_at_random(number: int) -> list[Case]:
    """So many cases, each from a stream of its own."""
    return [_case(index, Random(f"{SEED}:{index}")) for index in range(1, number + 1)]  # noqa: S311


def _case(index: int, random: Random) -> Case:
    ids = ("one", "two", "three")[: random.choice((1, 1, 2, 3))]
    return case(
        f"random-{index:02}",
        "Drawn at random: several rules of every kind over facts known in part.",
        _facts(random),
        *(_model(id, random) for id in ids),
        on=random.choice(DAYS),
    )


def _model(id: str, random: Random) -> dict[str, Any]:
    return model(
        id,
        requirements=[_condition(random, 2) for _ in range(random.randint(0, 2))],
        excludes=[_condition(random, 1) for _ in range(random.randint(0, 1))],
        warns=[_condition(random, 1) for _ in range(random.randint(0, 1))],
        criteria=[
            (random.randint(1, 10), _condition(random, 2)) for _ in range(random.randint(1, 4))
        ],
    )


def _condition(random: Random, depth: int) -> Condition:
    verb = random.choice(("all", "any", "not", "at_least_of", "", "", "")) if depth else ""
    if not verb:
        return _test(random)
    if verb == "not":
        return {"not": _condition(random, depth - 1)}
    parts = [_condition(random, depth - 1) for _ in range(random.randint(2, 3))]
    if verb == "at_least_of":
        return {"at_least_of": {"number": random.randint(1, len(parts)), "conditions": parts}}
    return {verb: parts}


def _test(random: Random) -> Condition:
    terms = sorted(random.sample(TERMS, random.randint(1, 3)))
    low, high = sorted(random.sample(NUMBERS, 2))
    verbs: dict[str, dict[str, Any]] = {
        "answer": {"is": random.choice(("yes", "no"))},
        "choice": {"is_one_of": random.choice((["rural"], ["mixed", "urban"]))},
        "any": {"includes_any": terms},
        "all": {"includes_all": terms},
        "some": {"includes_at_least": {"number": random.randint(1, len(terms)), "terms": terms}},
        "counted": {"grows_with": {"terms": terms, "full_at": random.randint(1, len(terms))}},
        "low": {"at_least": low},
        "high": {"at_most": high},
        "between": {"at_least": low, "at_most": high},
        "law": {"at_most_law": "max-hours"},
        "rising": {"grows": {"none_at": low, "full_at": high}},
        "falling": {"grows": {"none_at": high, "full_at": low}},
    }
    name = random.choice(list(verbs))
    facts = {"answer": random.choice(("leader", "outsourced", "premises")), "choice": "kind"}
    listing = name in ("any", "all", "some", "counted")
    return {"fact": facts.get(name, "needs" if listing else "hours"), **verbs[name]}


def _facts(random: Random) -> dict[str, Any]:
    facts: dict[str, Any] = {
        fact: {"answer": random.choice(("yes", "no"))}
        for fact in ("leader", "outsourced", "premises")
    }
    facts["kind"] = {"choice": random.choice(("mixed", "rural", "urban"))}
    facts["hours"] = {"number": random.choice(NUMBERS)}
    facts["founders"] = {"number": random.choice((2, 4, 5))}
    known = {id: value for id, value in facts.items() if random.random() < 0.55}
    states = {term: random.choice(("present", "absent", "")) for term in TERMS}
    listed = {
        state: [term for term in TERMS if states[term] == state] for state in ("present", "absent")
    }
    terms = {state: found for state, found in listed.items() if found}
    return {"founders": None, **known, **({"needs": terms} if terms else {})}
