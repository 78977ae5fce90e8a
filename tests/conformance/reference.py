"""A second engine, as simple as can be: every completion of what is not known is tried.

Written from the documentation of the formats alone, with the standard library alone and in exact
fractions. It is slow and needs to know nothing of how the real engine saves work.
"""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

Case = Mapping[str, Any]
Condition = Mapping[str, Any]
Interval = tuple[Fraction, Fraction]
Atom = tuple[str, str]
"""What can be unknown: a fact, or a fact and one of its terms."""

ZERO, ONE = Fraction(0), Fraction(1)
OPEN: Interval = (ZERO, ONE)
LISTS = ("includes_any", "includes_all", "includes_at_least", "grows_with")
ORDER = ("fits", "fits-if", "does-not-fit")
MOST_COMPLETIONS = 30_000


def parts(condition: Condition) -> tuple[str, list[Condition], int]:
    """The verb of a condition, its parts, and how many of them have to hold."""
    for verb in ("all", "any"):
        if verb in condition:
            return verb, condition[verb], 0
    if "not" in condition:
        return "not", [condition["not"]], 0
    if "at_least_of" in condition:
        some = condition["at_least_of"]
        return "at_least_of", some["conditions"], some["number"]
    return "test", [], 0


def terms_of(test: Condition) -> tuple[list[str], int, bool]:
    """The terms a test asks, how many of them it wants, and whether it grows with them."""
    if "includes_any" in test:
        return sorted(set(test["includes_any"])), 1, False
    if "includes_all" in test:
        return sorted(set(test["includes_all"])), len(set(test["includes_all"])), False
    if "includes_at_least" in test:
        some = test["includes_at_least"]
        return sorted(set(some["terms"])), some["number"], False
    counted = test["grows_with"]
    return sorted(set(counted["terms"])), counted["full_at"], True


def is_list(test: Condition) -> bool:
    return any(verb in test for verb in LISTS)


def law_on(case: Case, id: str) -> Fraction | None:
    """The value of a parameter on the day of the case."""
    (parameter,) = [found for found in case["law"] if found["id"] == id]
    valid = None
    for value in sorted(parameter["values"], key=lambda value: value["since"]):
        if value["since"] <= case["on"]:
            valid = value
    if valid is None or (valid.get("until") or case["on"]) < case["on"]:
        return None
    return Fraction(valid["value"])


def limits(case: Case, test: Condition) -> Iterator[tuple[str, Fraction | None, str | None]]:
    """Side, number and parameter of the thresholds of a test."""
    for side in ("at_least", "at_most"):
        if side in test:
            yield side, Fraction(test[side]), None
        elif f"{side}_law" in test:
            id = test[f"{side}_law"]
            yield side, law_on(case, id), id


def known(case: Case, fact: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = case["facts"].get(fact, {})
    return {} if found.get("unknown") else found


def degree_of_test(case: Case, test: Condition) -> Interval:
    """What a test is worth by what is known."""
    value = known(case, test["fact"])
    if is_list(test):
        return _list_degree(test, value)
    if "is" in test:
        return _sure(value["answer"] == test["is"]) if "answer" in value else OPEN
    if "is_one_of" in test:
        return _sure(value["choice"] in test["is_one_of"]) if "choice" in value else OPEN
    if "number" not in value:
        return OPEN
    number = Fraction(value["number"])
    if "grows" in test:
        degree = _slope(test["grows"], number)
        return degree, degree
    sides = [
        OPEN if limit is None else _sure(number >= limit if side == "at_least" else number <= limit)
        for side, limit, _ in limits(case, test)
    ]
    return min(low for low, _ in sides), min(high for _, high in sides)


def _list_degree(test: Condition, value: Mapping[str, Any]) -> Interval:
    terms, wanted, grows = terms_of(test)
    least = sum(term in value.get("present", ()) for term in terms)
    most = sum(term not in value.get("absent", ()) for term in terms)
    if grows:
        return min(ONE, Fraction(least, wanted)), min(ONE, Fraction(most, wanted))
    return Fraction(least >= wanted), Fraction(most >= wanted)


def _sure(holds: bool) -> Interval:
    return Fraction(holds), Fraction(holds)


def _slope(grows: Mapping[str, Any], number: Fraction) -> Fraction:
    none_at, full_at = Fraction(grows["none_at"]), Fraction(grows["full_at"])
    return min(ONE, max(ZERO, (number - none_at) / (full_at - none_at)))


def degree(case: Case, condition: Condition) -> Interval:
    """Strong Kleene logic on intervals, end by end."""
    verb, inside, number = parts(condition)
    if verb == "test":
        return degree_of_test(case, condition)
    found = [degree(case, part) for part in inside]
    if verb == "not":
        ((low, high),) = found
        return ONE - high, ONE - low
    ends = []
    for end in (0, 1):
        values = sorted((interval[end] for interval in found), reverse=True)
        if verb == "all":
            ends.append(values[-1])
        elif verb == "any":
            ends.append(values[0])
        else:
            ends.append(values[number - 1] if number <= len(values) else ZERO)
    return ends[0], ends[1]


def tests_in(condition: Condition) -> Iterator[Condition]:
    verb, inside, _ = parts(condition)
    if verb == "test":
        yield condition
    for part in inside:
        yield from tests_in(part)


def still_moving(case: Case, condition: Condition) -> Iterator[Condition]:
    """The open tests that can still move the degree of a condition."""
    low, high = degree(case, condition)
    if low == high:
        return
    verb, inside, _ = parts(condition)
    if verb == "test":
        yield condition
    for part in inside:
        part_low, part_high = degree(case, part)
        if (verb == "any" and part_high <= low) or (verb == "all" and part_low >= high):
            continue
        yield from still_moving(case, part)


def completions(case: Case, conditions: list[Condition]) -> list[Case]:
    """The case with everything known that the conditions ask and that is not.

    A number that is not known takes every value at which a test turns, its neighbours, and the
    ends of its range.
    """
    choices: list[list[tuple[Atom, Any]]] = []
    for fact, term in sorted(set(_unknown(case, conditions))):
        values = [True, False] if term else _values(case, fact, conditions)
        choices.append([((fact, term), value) for value in values])
    count = math.prod(len(values) for values in choices)
    assert count <= MOST_COMPLETIONS, f"{case['id']}: {count} completions"
    return [_completed(case, combination) for combination in product(*choices)]


def _unknown(case: Case, conditions: list[Condition]) -> Iterator[Atom]:
    for condition in conditions:
        for test in tests_in(condition):
            value = known(case, test["fact"])
            if is_list(test):
                told = {*value.get("present", ()), *value.get("absent", ())}
                yield from ((test["fact"], term) for term in terms_of(test)[0] if term not in told)
            elif not value:
                yield test["fact"], ""


def _values(case: Case, fact: str, conditions: list[Condition]) -> list[Any]:
    (question,) = [found for found in case["vocabulary"] if found["id"] == fact]
    if question["kind"] == "answer":
        return [{"answer": "yes"}, {"answer": "no"}]
    if question["kind"] == "choice":
        return [{"choice": choice} for choice in question["choices"]]
    points: set[float] = set()
    for condition in conditions:
        for test in tests_in(condition):
            if test["fact"] == fact:
                points |= {float(n) for _, n, _ in limits(case, test) if n is not None}
                points |= {float(n) for n in test.get("grows", {}).values()}
    near = {math.nextafter(point, way) for point in points for way in (-math.inf, math.inf)}
    beyond = {min(points, default=0.0) - 1, max(points, default=0.0) + 1}
    ends = {float(question[end]) for end in ("lowest", "highest") if end in question}
    low, high = question.get("lowest", -math.inf), question.get("highest", math.inf)
    every = sorted(n for n in points | near | beyond | ends if low <= n <= high)
    return [{"number": number} for number in every]


def _completed(case: Case, combination: tuple[tuple[Atom, Any], ...]) -> Case:
    facts = {fact: known(case, fact) for fact in case["facts"]}
    for (fact, term), value in combination:
        if not term:
            facts[fact] = value
            continue
        told = facts.get(fact, {})
        state = "present" if value else "absent"
        facts[fact] = {**told, state: [*told.get(state, ()), term]}
    return {**case, "facts": facts}


def score(case: Case, model: Mapping[str, Any]) -> tuple[Interval, bool]:
    """The least and the most the score can be over all completions.

    Second, whether that is all there is: not where the law has no value on the day.
    """
    criteria = [(rule["weight"], rule["condition"]) for rule in model["criteria"]]
    total = sum(weight for weight, _ in criteria)
    found: list[Interval] = []
    for complete in completions(case, [condition for _, condition in criteria]):
        degrees = [(weight, degree(complete, condition)) for weight, condition in criteria]
        low = sum(weight * low for weight, (low, _) in degrees) / Fraction(total)
        high = sum(weight * high for weight, (_, high) in degrees) / Fraction(total)
        found.append((low, high))
    lawful = all(low == high for low, high in found)
    return (min(low for low, _ in found), max(high for _, high in found)), lawful


def reasons(case: Case, model: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every reason with its degree, what it does to the verdict, and its share of the score."""
    forms = {form["id"]: form["founding"] for form in case["legal_forms"]}
    founding: Condition = {"any": [forms[id] for id in model["legal_forms"]]}
    total = sum(rule["weight"] for rule in model["criteria"])
    rules = [
        ("founding", {"id": "founding", "condition": founding}),
        *(("requirement", rule) for rule in model["requirements"]),
        *(("contraindication", rule) for rule in model["contraindications"]),
        *(("criterion", rule) for rule in model["criteria"]),
    ]
    found = []
    for kind, rule in rules:
        low, high = degree(case, rule["condition"])
        share = Fraction(rule["weight"], total) if kind == "criterion" else None
        found.append(
            {
                "kind": kind,
                "id": rule["id"],
                "condition": rule["condition"],
                "degree": (low, high),
                "share": None if share is None else (share * low, share * high),
                "blocks": _blocks(kind, rule, low, high),
            }
        )
    return found


def _blocks(kind: str, rule: Mapping[str, Any], low: Fraction, high: Fraction) -> str:
    """Does a reason exclude the model: yes, no or open?"""
    if kind in ("founding", "requirement"):
        return "no" if low >= 1 else "yes" if high <= 0 else "open"
    if kind == "contraindication" and rule["effect"] == "excludes":
        return "yes" if low >= 1 else "no" if high <= 0 else "open"
    return "no"


def verdict(judged: list[dict[str, Any]]) -> str:
    blocked = {reason["blocks"] for reason in judged}
    return "does-not-fit" if "yes" in blocked else "fits-if" if "open" in blocked else "fits"


def missing(case: Case, judged: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """The facts, and the parameters of the law, whose values can still change something."""
    facts: dict[str, Any] = {}
    law: set[str] = set()
    conditional = verdict(judged) == "fits-if"
    for reason in judged:
        asked = set()
        for test in still_moving(case, reason["condition"]):
            law |= {id for _, number, id in limits(case, test) if id and number is None}
            if "number" in known(case, test["fact"]):
                continue
            asked.add(test["fact"])
            entry = facts.setdefault(
                test["fact"], {"terms": set(), "decisive": False, "weight": ZERO}
            )
            entry["terms"] |= {term for _, term in _unknown(case, [test]) if term}
        for fact in asked:
            low, high = reason["share"] or (ZERO, ZERO)
            facts[fact]["weight"] += high - low
            facts[fact]["decisive"] |= conditional and reason["blocks"] == "open"
    return facts, sorted(law)
