"""Cases of the conformance suite that were thought out one by one, subject by subject."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Condition = dict[str, Any]
Case = dict[str, Any]

DAY = "2026-11-21"
CHANGE = "2018-03-31"
FOUNDED: Condition = {"fact": "founders", "at_least_law": "min-founders"}
LAW: list[dict[str, Any]] = [
    {
        "id": "min-founders",
        "values": [{"since": "2006-07-06", "value": 5}, {"since": CHANGE, "value": 3}],
    },
    {
        "id": "max-hours",
        "values": [
            {"since": "2010-01-01", "value": 40},
            {"since": "2020-01-01", "until": "2022-12-31", "value": 37.5},
        ],
    },
]
VOCABULARY: list[dict[str, Any]] = [
    {"id": "founders", "kind": "number", "lowest": 0},
    {"id": "hours", "kind": "number", "lowest": 0, "highest": 100},
    {"id": "kind", "kind": "choice", "choices": ["mixed", "rural", "urban"]},
    {"id": "leader", "kind": "answer"},
    {"id": "needs", "kind": "terms"},
    {"id": "outsourced", "kind": "answer"},
    {"id": "premises", "kind": "answer"},
    {"id": "temperature", "kind": "number"},
]
LEADER: Condition = {"fact": "leader", "is": "yes"}
NO_LEADER: Condition = {"fact": "leader", "is": "no"}
OUTSOURCED: Condition = {"fact": "outsourced", "is": "yes"}
PREMISES: Condition = {"fact": "premises", "is": "yes"}
YES, NO = {"answer": "yes"}, {"answer": "no"}
TRUTHS: dict[str, Mapping[str, Any] | None] = {"yes": YES, "no": NO, "unknown": None}


def model(
    id: str = "model",
    *,
    criteria: Sequence[tuple[int, Condition]] = ((1, FOUNDED),),
    requirements: Sequence[Condition] = (),
    excludes: Sequence[Condition] = (),
    warns: Sequence[Condition] = (),
    forms: Sequence[str] = ("coop",),
) -> dict[str, Any]:
    """The rules of a model, with ids by their kind and number."""
    against = [("excludes", c) for c in excludes] + [("warns", c) for c in warns]
    return {
        "id": id,
        "legal_forms": list(forms),
        "requirements": [
            {"id": f"requirement-{n}", "condition": c} for n, c in enumerate(requirements)
        ],
        "contraindications": [
            {"id": f"against-{n}", "effect": effect, "condition": c}
            for n, (effect, c) in enumerate(against)
        ],
        "criteria": [
            {"id": f"criterion-{n}", "weight": weight, "condition": c}
            for n, (weight, c) in enumerate(criteria)
        ],
    }


def case(
    id: str,
    about: str,
    facts: Mapping[str, Any],
    *models: dict[str, Any],
    on: str = DAY,
    forms: Mapping[str, Condition] | None = None,
) -> Case:
    """A case with the law and the vocabulary that its conditions ask for, and no more."""
    founding = {"coop": FOUNDED} if forms is None else forms
    known = {"founders": {"number": 5}, **facts}
    facts = {id: value for id, value in sorted(known.items()) if value is not None}
    conditions = [founding, *models]
    asked = {value for key, value in _pairs(conditions) if key == "fact"} | set(facts)
    law = {value for key, value in _pairs(conditions) if key in ("at_least_law", "at_most_law")}
    return {
        "id": id,
        "about": about,
        "on": on,
        "law": [parameter for parameter in LAW if parameter["id"] in law],
        "vocabulary": [fact for fact in VOCABULARY if fact["id"] in asked],
        "legal_forms": [{"id": id, "founding": c} for id, c in founding.items()],
        "facts": facts,
        "templates": list(models),
    }


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield key, part
            yield from _pairs(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _pairs(part)


def one(id: str, about: str, condition: Condition, facts: Mapping[str, Any], on: str = DAY) -> Case:
    """A case with one model whose only criterion is the condition."""
    return case(id, about, facts, model(criteria=[(1, condition)]), on=on)


def cases_by_hand() -> list[Case]:
    """All of them, in order."""
    subjects = (_answers, _lists, _numbers, _slopes, _kleene, _law, _verdicts)
    more = (_scores, _shared, _missing, _ranking, _edges)
    return [found for subject in (*subjects, *more) for found in subject()]


def _answers() -> Iterator[Case]:
    for wanted in ("yes", "no"):
        for name, value in TRUTHS.items():
            yield one(
                f"is-{wanted}-when-{name}",
                f"The test wants {wanted}; the answer is {name}.",
                {"fact": "leader", "is": wanted},
                {"leader": value},
            )
    rural = {"fact": "kind", "is_one_of": ["rural"]}
    either = {"fact": "kind", "is_one_of": ["rural", "urban"]}
    yield one("is-one-of-holds", "The choice is listed.", rural, {"kind": {"choice": "rural"}})
    yield one("is-one-of-fails", "It is not listed.", rural, {"kind": {"choice": "mixed"}})
    yield one("is-one-of-unknown", "A choice that is not known leaves it open.", rural, {})
    yield one("is-one-of-two", "One of two is enough.", either, {"kind": {"choice": "urban"}})
    yield one(
        "unknown-is-not-no",
        "A fact that was asked and is not known counts like one that was never asked.",
        LEADER,
        {"leader": {"unknown": True}},
    )


def _lists() -> Iterator[Case]:
    def asked(verb: str, terms: Sequence[str], number: int = 0) -> Condition:
        inner: Any = {"number": number, "terms": list(terms)} if number else list(terms)
        return {"fact": "needs", verb: inner}

    two, three = ("care", "meals"), ("care", "green", "meals")
    tables: list[tuple[str, str, Condition, dict[str, Any]]] = [
        ("any-present", "One present is enough.", asked("includes_any", two),
         {"present": ["care"]}),
        ("any-absent", "All are surely absent.", asked("includes_any", two),
         {"absent": ["care", "meals"]}),
        ("any-half-open", "One absent, the other not known.", asked("includes_any", two),
         {"absent": ["care"]}),
        ("any-other-present", "Only terms that are asked count.", asked("includes_any", two),
         {"present": ["waste"], "absent": ["care"]}),
        ("all-present", "Every one is present.", asked("includes_all", two),
         {"present": ["care", "meals"]}),
        ("all-one-absent", "One absent settles it.", asked("includes_all", two),
         {"absent": ["meals"]}),
        ("all-one-open", "One not known leaves it open.", asked("includes_all", two),
         {"present": ["care"]}),
        ("two-of-three", "Two of three are present.", asked("includes_at_least", three, 2),
         {"present": ["care", "meals"]}),
        ("two-of-three-gone", "Two absent: two cannot be.", asked("includes_at_least", three, 2),
         {"absent": ["care", "meals"]}),
        ("two-of-three-open", "One present, the rest open.", asked("includes_at_least", three, 2),
         {"present": ["care"]}),
        ("more-than-listed", "More than are listed can never be present.",
         asked("includes_at_least", two, 3), {"present": ["care", "meals"]}),
        ("a-term-twice", "A term named twice counts once.",
         asked("includes_at_least", ("care", "care", "meals"), 2), {"present": ["care"]}),
    ]  # fmt: skip
    for name, about, condition, value in tables:
        yield one(f"includes-{name}", about, condition, {"needs": value})
    yield one(
        "includes-never-asked",
        "Terms of a fact that was never asked are all not known.",
        asked("includes_any", two),
        {},
    )
    counted = {"fact": "needs", "grows_with": {"terms": list(three), "full_at": 2}}
    values: dict[str, dict[str, Any]] = {
        "none": {"absent": ["care", "green", "meals"]},
        "one": {"present": ["care"], "absent": ["green", "meals"]},
        "two": {"present": ["care", "green"], "absent": ["meals"]},
        "three": {"present": ["care", "green", "meals"]},
        "one-and-open": {"present": ["care"]},
        "one-absent": {"absent": ["care"]},
        "two-absent": {"absent": ["care", "green"]},
    }
    for name, value in values.items():
        yield one(
            f"grows-with-{name}",
            "The degree is the number present by the number that is full, at most 1.",
            counted,
            {"needs": value},
        )


def _numbers() -> Iterator[Case]:
    low, high = {"fact": "hours", "at_least": 10}, {"fact": "hours", "at_most": 10}
    both = {"fact": "hours", "at_least": 5, "at_most": 10}
    below, above = math.nextafter(10, 0), math.nextafter(10, 20)
    for name, condition, numbers in (
        ("at-least", low, (below, 10, above)),
        ("at-most", high, (below, 10, above)),
        ("between", both, (4, 5, 7.5, 10, 11)),
    ):
        for place, number in enumerate(numbers, 1):
            yield one(
                f"{name}-{place}",
                "A limit is inclusive; the numbers are compared as they are, without tolerance.",
                condition,
                {"hours": {"number": number}},
            )
        yield one(f"{name}-unknown", "A number that is not known leaves it open.", condition, {})


def _slopes() -> Iterator[Case]:
    for name, none_at, full_at in (("rising", 10, 20), ("falling", 20, 10)):
        condition = {"fact": "hours", "grows": {"none_at": none_at, "full_at": full_at}}
        for number in (9, 10, 12, 15, 20, 21):
            yield one(
                f"slope-{name}-at-{number}",
                "A straight line between its ends, level outside.",
                condition,
                {"hours": {"number": number}},
            )
        yield one(f"slope-{name}-unknown", "Not known: from nothing to full.", condition, {})


def _kleene() -> Iterator[Case]:
    for verb in ("all", "any"):
        for one_name, left in TRUTHS.items():
            for other_name, right in TRUTHS.items():
                yield one(
                    f"{verb}-{one_name}-{other_name}",
                    "Strong Kleene logic: the smallest for all, the largest for any.",
                    {verb: [LEADER, OUTSOURCED]},
                    {"leader": left, "outsourced": right},
                )
    for name, value in TRUTHS.items():
        yield one(f"not-{name}", "The complement.", {"not": LEADER}, {"leader": value})
    some = {"at_least_of": {"number": 2, "conditions": [LEADER, OUTSOURCED, PREMISES]}}
    for names in ("yyn", "ynn", "yuu", "yyu", "ynu", "nnu"):
        values = [TRUTHS[{"y": "yes", "n": "no"}.get(letter, "unknown")] for letter in names]
        yield one(
            f"two-of-three-{names}",
            "The second largest degree, end by end.",
            some,
            dict(zip(("leader", "outsourced", "premises"), values, strict=True)),
        )
    many = {"at_least_of": {"number": 3, "conditions": [LEADER, OUTSOURCED]}}
    yield one(
        "at-least-of-too-many",
        "More parts than there are can never hold.",
        many,
        {"leader": YES, "outsourced": YES},
    )
    slope = {"fact": "hours", "grows": {"none_at": 0, "full_at": 8}}
    part = {"hours": {"number": 2}}
    yield one("not-in-part", "The complement of a degree.", {"not": slope}, part)
    yield one(
        "all-in-part", "The smaller degree.", {"all": [slope, LEADER]}, {**part, "leader": YES}
    )
    yield one("any-in-part", "The larger degree.", {"any": [slope, LEADER]}, {**part, "leader": NO})
    yield one(
        "any-in-part-and-open",
        "What is sure in part stays sure.",
        {"any": [slope, LEADER]},
        part,
    )
    yield one(
        "all-in-part-and-open",
        "What is sure in part bounds the whole.",
        {"all": [slope, LEADER]},
        part,
    )
    nested = {"all": [{"any": [LEADER, {"not": OUTSOURCED}]}, {"not": {"all": [PREMISES, LEADER]}}]}
    for number, facts in enumerate(({}, {"leader": YES}, {"leader": NO, "outsourced": NO})):
        yield one(f"nested-{number}", "Conditions inside conditions.", nested, facts)


def _law() -> Iterator[Case]:
    four = {"founders": {"number": 4}}
    for name, on in (("before", "2018-03-30"), ("on", CHANGE), ("after", "2018-04-01")):
        yield one(
            f"law-lower-the-day-{name}",
            "The minimum falls from five to three on the day of the change.",
            FOUNDED,
            four,
            on,
        )
    most = {"fact": "hours", "at_most_law": "max-hours"}
    for name, on in (("before", "2019-12-31"), ("on", "2020-01-01"), ("last", "2022-12-31")):
        yield one(
            f"law-upper-{name}",
            "The maximum falls on the day of the change and holds through its last day.",
            most,
            {"hours": {"number": 38}},
            on,
        )
    for name, on in (("past-its-end", "2023-01-01"), ("before-its-start", "2009-12-31")):
        yield one(
            f"law-{name}",
            "No value on the day: the test is open, and the law is what is missing.",
            most,
            {"hours": {"number": 38}},
            on,
        )
    yield one(
        "law-and-fact-unknown",
        "Neither the number nor the threshold is known.",
        most,
        {},
        "2023-01-01",
    )
    mixed = {"fact": "hours", "at_least": 20, "at_most_law": "max-hours"}
    for number in (10, 30, 39):
        yield one(
            f"law-with-a-number-{number}",
            "One limit is a plain number, the other comes from the law.",
            mixed,
            {"hours": {"number": number}},
            "2021-06-01",
        )
    yield one(
        "law-unknown-but-settled",
        "The plain limit settles it, whatever the law says.",
        mixed,
        {"hours": {"number": 10}},
        "2023-01-01",
    )


def _verdicts() -> Iterator[Case]:
    speaks = [(1, PREMISES)]
    for name, value in TRUTHS.items():
        yield case(
            f"requirement-{name}",
            "A requirement that fails excludes, one that is open makes the verdict conditional.",
            {"leader": value, "premises": YES},
            model(requirements=[LEADER], criteria=speaks),
        )
        yield case(
            f"exclusion-{name}",
            "A contraindication that holds excludes, one that is open makes it conditional.",
            {"leader": value, "premises": YES},
            model(excludes=[LEADER], criteria=speaks),
        )
        yield case(
            f"warning-{name}",
            "A contraindication that only warns never changes the verdict.",
            {"leader": value, "premises": YES},
            model(warns=[LEADER], criteria=speaks),
        )
    slope = {"fact": "hours", "grows": {"none_at": 0, "full_at": 8}}
    for kind in ("requirements", "excludes"):
        rules: Any = {kind: [slope]}
        yield case(
            f"in-part-{kind}",
            "Holding in part is neither yes nor no: the verdict is conditional, no fact missing.",
            {"hours": {"number": 2}, "premises": YES},
            model(criteria=speaks, **rules),
        )
    yield case(
        "exclusion-beats-open",
        "One reason excludes; what else is open no longer matters, and nothing is decisive.",
        {"leader": NO},
        model(requirements=[LEADER, OUTSOURCED], criteria=speaks),
    )
    forms = {"persons": FOUNDED, "bodies": {"fact": "outsourced", "is": "yes"}}
    for name, founders, bodies in (
        ("first", 3, NO), ("second", 1, YES), ("neither", 1, NO), ("open", 1, None),
        ("one-open-one-holds", 3, None),
    ):  # fmt: skip
        yield case(
            f"founding-{name}",
            "One legal form that can be founded is enough.",
            {"founders": {"number": founders}, "outsourced": bodies, "premises": YES},
            model(criteria=speaks, forms=("persons", "bodies")),
            forms=forms,
        )
    for name, on in (("before", "2018-03-30"), ("on", CHANGE)):
        yield case(
            f"founding-law-{name}",
            "Whether it can be founded is asked by the law of the day.",
            {"founders": {"number": 4}, "premises": YES},
            model(criteria=speaks),
            on=on,
        )


def _scores() -> Iterator[Case]:
    three = [(5, LEADER), (3, OUTSOURCED), (2, PREMISES)]
    for number, facts in enumerate(
        ({}, {"leader": YES}, {"leader": YES, "outsourced": NO}, {"leader": NO, "premises": YES})
    ):
        yield case(
            f"weights-{number}",
            "The score is the sum of weight times degree by the sum of weights, end by end.",
            facts,
            model(criteria=three),
        )
    slopes = [
        (weight, {"fact": "hours", "grows": {"none_at": 0, "full_at": full_at}})
        for weight, full_at in ((1, 3), (7, 7), (10, 30), (9, 11))
    ]
    for name, criteria in (("forward", slopes), ("backward", slopes[::-1])):
        yield case(
            f"rounding-{name}",
            "Degrees that are no binary fractions; the order of the criteria does not matter.",
            {"hours": {"number": 1}},
            model(criteria=criteria),
        )
    tenths = [(1, {"fact": "hours", "grows": {"none_at": 0, "full_at": 10}}) for _ in range(10)]
    yield case(
        "rounding-tenths",
        "Ten times a tenth is one: the sum is rounded once, at its end.",
        {"hours": {"number": 1}},
        model(criteria=tenths),
    )


def _shared() -> Iterator[Case]:
    def below(number: float) -> Condition:
        return {"fact": "hours", "at_most": number}

    def above(number: float) -> Condition:
        return {"fact": "hours", "at_least": number}

    def slope(none_at: float, full_at: float) -> Condition:
        return {"fact": "hours", "grows": {"none_at": none_at, "full_at": full_at}}

    rural, urban = ({"fact": "kind", "is_one_of": [term]} for term in ("rural", "urban"))
    care = {"fact": "needs", "includes_any": ["care"]}
    pairs: dict[str, list[tuple[int, Condition]]] = {
        "yes-and-no": [(1, LEADER), (1, NO_LEADER)],
        "by-weight": [(3, LEADER), (1, NO_LEADER)],
        "with-not": [(3, LEADER), (1, {"not": LEADER})],
        "inside-any": [(1, {"any": [LEADER, NO_LEADER]})],
        "inside-all": [(1, {"all": [LEADER, NO_LEADER]})],
        "meeting": [(1, above(30)), (1, below(30))],
        "apart": [(1, above(50)), (1, below(30))],
        "overlapping": [(1, above(30)), (1, below(50))],
        "same-way": [(1, above(30)), (1, above(50))],
        "slopes-mirrored": [(1, slope(0, 40)), (1, slope(40, 0))],
        "slopes-crossing": [(1, slope(0, 40)), (2, {"not": slope(20, 40)})],
        "slope-and-step": [(2, slope(0, 40)), (1, below(10))],
        "choices": [(1, rural), (1, urban)],
        "choices-and-a-third": [(2, rural), (1, {"not": urban})],
        "terms": [(1, care), (1, {"not": care})],
        "two-terms": [(1, care), (1, {"not": {"fact": "needs", "includes_any": ["meals"]}})],
        "beyond-the-range": [(1, above(101)), (1, LEADER)],
        "always-in-range": [(1, above(0)), (1, LEADER)],
        "chained": [(3, {"all": [LEADER, OUTSOURCED]}), (2, {"not": OUTSOURCED}),
                    (1, {"any": [PREMISES, {"not": LEADER}]})],
        "beside-others": [(2, LEADER), (2, NO_LEADER), (1, PREMISES), (5, OUTSOURCED)],
    }  # fmt: skip
    for name, criteria in pairs.items():
        yield case(
            f"shared-{name}",
            "An unknown fact is not both at once: what it can be is tried for all criteria.",
            {},
            model(criteria=criteria),
        )
    yield case(
        "shared-and-known",
        "What is known leaves nothing open.",
        {"leader": YES},
        model(criteria=[(3, LEADER), (1, NO_LEADER)]),
    )
    yield case(
        "not-exact-slope-inside",
        "A slope meets other tests inside a criterion: the sum of intervals is kept.",
        {},
        model(criteria=[(1, {"all": [slope(0, 40), LEADER]}), (1, {"not": slope(0, 40)})]),
    )
    for count, name in ((12, "exact-4096-trials"), (13, "not-exact-too-many-trials")):
        terms = [f"term-{number:02}" for number in range(1, count + 1)]
        some = {"fact": "needs", "includes_at_least": {"number": 3, "terms": terms}}
        more = {"fact": "needs", "includes_at_least": {"number": 2, "terms": terms}}
        yield case(
            name,
            f"{count} unknown terms pull both ways; up to 4096 combinations are tried.",
            {},
            model(criteria=[(1, some), (1, {"not": more})]),
        )
    yield case(
        "not-exact-law-unknown",
        "A threshold without a value on the day cannot be tried.",
        {"hours": {"number": 38}},
        model(criteria=[(1, {"fact": "hours", "at_most_law": "max-hours"}), (1, LEADER)]),
        on="2023-01-01",
    )


def _missing() -> Iterator[Case]:
    dead_end = {"any": [{"all": [LEADER, OUTSOURCED]}, PREMISES]}
    yield case(
        "missing-dead-end",
        "A fact that can no longer change anything is not asked for.",
        {"outsourced": NO},
        model(requirements=[dead_end], criteria=[(1, PREMISES)]),
    )
    slope = {"fact": "hours", "grows": {"none_at": 0, "full_at": 8}}
    yield case(
        "missing-past-what-is-certain",
        "In an alternative a part that can give no more than is certain is not asked for.",
        {"hours": {"number": 8}},
        model(criteria=[(1, {"any": [slope, LEADER]}), (1, OUTSOURCED)]),
    )
    yield case(
        "missing-in-order",
        "Decisive facts first, then by the share of the score, then by id.",
        {},
        model(
            requirements=[PREMISES],
            criteria=[(1, OUTSOURCED), (5, LEADER), (1, {"fact": "hours", "at_least": 8})],
        ),
    )
    yield case(
        "missing-terms",
        "The terms that are asked and not known, of all open tests.",
        {"needs": {"present": ["green"]}},
        model(
            criteria=[
                (2, {"fact": "needs", "includes_all": ["care", "green"]}),
                (1, {"fact": "needs", "includes_any": ["meals", "waste"]}),
            ]
        ),
    )


def _ranking() -> Iterator[Case]:
    def simple(id: str, *criteria: tuple[int, Condition], **rules: Any) -> dict[str, Any]:
        return model(id, criteria=criteria, **rules)

    yield case(
        "order-by-id",
        "Equal verdicts and scores: by id.",
        {"leader": YES},
        *(simple(id, (1, LEADER)) for id in ("gamma", "alpha", "beta")),
    )
    yield case(
        "order-by-verdict",
        "The verdict comes before the score.",
        {"leader": YES, "outsourced": NO},
        simple("open", (1, LEADER), requirements=[PREMISES]),
        simple("excluded", (1, LEADER), requirements=[OUTSOURCED]),
        simple("fitting", (1, OUTSOURCED)),
    )
    yield case(
        "order-by-the-certain-part",
        "The certain part of the score comes before the possible part.",
        {"leader": YES},
        simple("possible", (1, OUTSOURCED), (9, PREMISES)),
        simple("certain", (1, LEADER), (9, NO_LEADER)),
    )
    yield case(
        "order-by-the-possible-part",
        "Equal certain parts: the larger possible part comes first.",
        {"leader": YES},
        simple("closed", (1, LEADER), (1, NO_LEADER)),
        simple("half-open", (2, LEADER), (1, PREMISES), (1, NO_LEADER)),
        simple("open", (1, LEADER), (1, PREMISES)),
    )
    yield case(
        "order-among-excluded",
        "Models that do not fit are in order, too.",
        {"leader": YES, "outsourced": NO},
        simple("worse", (1, OUTSOURCED), requirements=[OUTSOURCED]),
        simple("better", (1, LEADER), requirements=[OUTSOURCED]),
    )


def _edges() -> Iterator[Case]:
    limit = {"fact": "hours", "at_least": 0.3}
    for name, number in (("sum", 0.1 + 0.2), ("itself", 0.3), ("below", math.nextafter(0.3, 0))):
        yield one(
            f"edge-{name}",
            "Numbers are IEEE 754 doubles, read from their shortest decimal form.",
            limit,
            {"hours": {"number": number}},
        )
    cold = {"fact": "temperature", "grows": {"none_at": -10, "full_at": -30}}
    for number in (-5, -20, -1e15):
        yield one(
            f"edge-temperature-{abs(number):.0f}-below",
            "Numbers may be negative and large; the fact has no bounds.",
            cold,
            {"temperature": {"number": number}},
        )
    thirds = {"fact": "hours", "grows": {"none_at": 0, "full_at": 3}}
    yield one("edge-a-third", "A third is the nearest double.", thirds, {"hours": {"number": 1}})
    yield one(
        "edge-not-two-thirds",
        "One minus a degree is computed on the double.",
        {"not": thirds},
        {"hours": {"number": 2}},
    )
