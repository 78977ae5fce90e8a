"""Hostile diagnoses, through every door of the engine: a finding or a sound score, in time.

Values of a wrong type never get this far: ``tests/diagnosis/test_facts.py``.
"""

import json
import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import (
    Catalogue,
    Diagnosis,
    InvalidDocument,
    impact,
    load_diagnosis,
    match,
    next_questions,
    ranking_data,
    ranking_text,
    reach,
    robustness,
    settled,
    what_would_it_take,
)
from socialfranchise.core.conditions import All, IsAnswer, Limit, Within
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.plain import LARGEST_NUMBER, LARGEST_WEIGHT
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Answer, Choice, Fact, Locality, Number, Terms, Value
from socialfranchise.matching.ranking import Ranking
from socialfranchise.validation.text import report_text
from tests import samples
from tests.strategies import VALUES, diagnosis_of

LONG = "a" * 10_000
CONTROLS = "\x00\x1b[31m\u202e\U0001f600\ud800"
NONE: frozenset[str] = frozenset()
MODEL = "elderly-care"
DAYS = (date.min, date(1989, 6, 4), date.max)
SECONDS = 20
"""Far more than any of these takes, far less than what grows without bound."""

Door = Callable[[Diagnosis, Catalogue], object]
DOORS: dict[str, Door] = {
    "match": lambda d, c: match(d, c),
    "what-if": lambda d, c: what_would_it_take(d, c[MODEL], c),
    "questions": lambda d, c: next_questions(d, c, limit=1),
    "robustness": lambda d, c: robustness(match(d, c), draws=5),
    "reach": lambda d, c: reach(c[MODEL], [d], c),
}


def known(**facts: Value) -> Diagnosis:
    return diagnosis_of({id.replace("_", "-"): value for id, value in facts.items()})


def sound(ranking: Ranking, catalogue: Catalogue) -> bool:
    """No score is without a number, beyond its ends, or upside down; all of it is plain JSON."""
    json.dumps(ranking_data(ranking, catalogue), allow_nan=False)
    return all(0.0 <= found.score.low <= found.score.high <= 1.0 for found in ranking)


REFUSED: dict[str, tuple[Diagnosis, set[str]]] = {
    "not a number": (known(population=Number(math.nan)), {"SF902"}),
    "infinite": (known(population=Number(math.inf)), {"SF902"}),
    "less than everything": (known(population=Number(-math.inf)), {"SF902"}),
    "1e308": (known(population=Number(1e308)), {"SF902"}),
    "thousands of digits": (known(population=Number(10**5000)), {"SF902"}),
    "no such choice": (known(area_kind=Choice("moon")), {"SF301"}),
    "an answer for a number": (known(population=Answer(True)), {"SF901"}),
    "a number for an answer": (known(leader_found=Number(1.0)), {"SF901"}),
    "present and absent": (
        known(target_groups=Terms(frozenset({"homelessness"}), frozenset({"homelessness"}))),
        {"SF903"},
    ),
    "nobody asks": (known(weather=Answer(True)), {"SF301"}),
    "ten thousand letters": (known(**{LONG: Answer(True)}), {"SF301"}),
    "control characters": (
        known(**{CONTROLS: Answer(True)}),
        {"SF301"},
    ),
    "hostile terms": (known(target_groups=Terms(frozenset({"", LONG, "\x1b"}), NONE)), {"SF301"}),
    "a hundred thousand terms": (
        known(target_groups=Terms(frozenset(map(str, range(100_000))), NONE)),
        {"SF301"},
    ),
    "a hundred thousand facts": (
        diagnosis_of({f"fact-{n}": Answer(True) for n in range(100_000)}),
        {"SF301"},
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_answer_is_refused_at_every_door(name: str, catalogue: Catalogue) -> None:
    diagnosis, codes = REFUSED[name]
    doors = {"match": DOORS["match"]} if "hundred thousand" in name else DOORS
    start = time.monotonic()
    for door in doors.values():
        with pytest.raises(InvalidDocument) as error:
            door(diagnosis, catalogue)
        assert {finding.code for finding in error.value.report} == codes
    (place,) = impact(catalogue, catalogue, [diagnosis]).places

    assert not place.changed
    assert place.unread_before
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("name", [name for name in REFUSED if "thousand" not in name])
def test_what_was_refused_can_be_told(name: str, catalogue: Catalogue) -> None:
    with pytest.raises(InvalidDocument) as error:
        match(REFUSED[name][0], catalogue)

    for language in ("pl", "en"):
        told = report_text(error.value.report, language)
        assert not set(told) & set("\x00\x1b\u202e\ud800")


ODD: dict[str, Diagnosis] = {
    "nothing": diagnosis_of({}),
    "everything unknown": attrs.evolve(
        diagnosis_of({}), facts={id: Fact(id, None) for id in ("population", "target-groups")}
    ),
    "no terms": known(target_groups=Terms(NONE, NONE)),
    "negative zero": known(population=Number(-0.0)),
    "as little as can be": known(care_hours_per_month=Number(5e-324)),
    "the first day": attrs.evolve(diagnosis_of({}), day=date.min),
    "the last day": attrs.evolve(diagnosis_of({}), day=date.max),
    "absurd names": attrs.evolve(
        diagnosis_of({}),
        id=LONG,
        title=Text("\x00\u202e\U0001f600" * 3000, LONG),
        locality=Locality(name="\U0001f600\u202e\x1b[31m" * 2000),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_only_odd_is_judged_at_every_door(name: str, catalogue: Catalogue) -> None:
    diagnosis = ODD[name]
    start = time.monotonic()
    for door in DOORS.values():
        door(diagnosis, catalogue)
    ranking = match(diagnosis, catalogue)

    assert sound(ranking, catalogue)
    assert [found.score for found in ranking] == [
        found.score for found in match(attrs.evolve(diagnosis, id="x"), catalogue)
    ]
    assert ranking_text(ranking, catalogue, "pl")
    assert time.monotonic() - start < SECONDS


def test_minus_zero_is_zero(catalogue: Catalogue) -> None:
    minus, zero = (match(known(population=Number(z)), catalogue) for z in (-0.0, 0.0))

    assert ranking_data(minus, catalogue) == ranking_data(zero, catalogue)


@pytest.mark.parametrize("on", DAYS)
def test_without_law_nothing_that_rests_on_it_is_certain(on: date, catalogue: Catalogue) -> None:
    lawless = attrs.evolve(catalogue, law=FrozenMapping({}))
    for law in (catalogue, lawless):
        ranking = match(diagnosis_of({}), law, on=on)
        assert sound(ranking, catalogue)
        assert next_questions(diagnosis_of({}), law, on=on, limit=1)
        what_would_it_take(diagnosis_of({}), law[MODEL], law, on=on)
        assert robustness(ranking, draws=3).draws == 3
    assert all(found.missing_law for found in match(diagnosis_of({}), lawless, on=on))


@pytest.mark.parametrize("on", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", 2026])
def test_a_day_is_a_day(on: Any) -> None:
    model = samples.template("model", criteria=[(1, IsAnswer("leader", True))])
    small, place = samples.catalogue(model), diagnosis_of({})
    for door in (
        lambda: match(place, small, on=on),
        lambda: what_would_it_take(place, model, small, on=on),
        lambda: next_questions(place, small, on=on),
        lambda: reach(model, [place], small, on=on),
        lambda: impact(small, small, [place], on=on),
    ):
        with pytest.raises(TypeError):
            door()


@pytest.mark.parametrize("limit", [-1, -99])
def test_a_number_of_results_below_what_can_be_is_refused(limit: int) -> None:
    model = samples.template("model", criteria=[(1, IsAnswer("leader", True))])
    small = samples.catalogue(model)

    with pytest.raises(ValueError, match="limit"):
        next_questions(diagnosis_of({}), small, limit=limit)
    with pytest.raises(ValueError, match="limit"):
        what_would_it_take(diagnosis_of({}), model, small, limit=limit)
    with pytest.raises(ValueError, match="first"):
        settled(match(diagnosis_of({}), small), limit)


@pytest.mark.parametrize(
    "weight", [math.nan, math.inf, 10**400, LARGEST_WEIGHT + 1, -1, True, 1.0, "5", None, [1]]
)
def test_no_weight_makes_a_wrong_score(weight: Any) -> None:
    leader = IsAnswer("leader", True)
    small = samples.catalogue(samples.template("model", criteria=[(1, leader), (1, leader)]))

    with pytest.raises(ValueError, match=r"model\.criterion-1"):
        match(diagnosis_of({}), small, weights={"model": {"criterion-1": weight}})
    with pytest.raises(ValueError, match="weight"):
        samples.template("model", criteria=[(weight, leader)])


def test_the_largest_weights_keep_scores_exact() -> None:
    leader, outsourced = IsAnswer("leader", True), IsAnswer("outsourced", True)
    most = LARGEST_WEIGHT
    model = samples.template("model", criteria=[(most, leader), (most, outsourced), (0, leader)])
    (found,) = match(diagnosis_of({"leader": Answer(True)}), samples.catalogue(model))

    assert (found.score.low, found.score.high) == (0.5, 1.0)


@given(st.floats(-LARGEST_NUMBER, LARGEST_NUMBER), st.floats(-LARGEST_NUMBER, LARGEST_NUMBER))
def test_a_number_of_any_size_is_compared_as_it_is(number: float, limit: float) -> None:
    model = samples.template("model", criteria=[(1, Within("hours", Limit(limit)))])
    catalogue = _without_ends(samples.catalogue(model))
    (found,) = match(diagnosis_of({"hours": Number(number)}), catalogue)

    assert found.score.low == found.score.high == float(number >= limit)


def _without_ends(catalogue: Catalogue) -> Catalogue:
    """The same, but a fact may be any number."""
    facts = catalogue.vocabularies.facts
    terms = {t.id: attrs.evolve(t, lowest=None, highest=None) for t in facts}
    words = attrs.evolve(
        catalogue.vocabularies, facts=attrs.evolve(facts, terms=FrozenMapping(terms))
    )
    return attrs.evolve(catalogue, vocabularies=words)


@pytest.mark.parametrize("number", [1e308, -1e308, math.nan, math.inf, LARGEST_NUMBER * 1.01])
def test_a_fact_without_ends_still_has_a_sane_size(number: float) -> None:
    catalogue = _without_ends(samples.catalogue(samples.template("model", requirements=[All(())])))

    with pytest.raises(InvalidDocument) as error:
        match(diagnosis_of({"hours": Number(number)}), catalogue)
    (finding,) = error.value.report
    assert (finding.code, finding.parameters["highest"]) == ("SF902", LARGEST_NUMBER)


FILE: dict[str, Any] = {
    "format": "socialfranchise.diagnosis/1",
    "id": "somewhere",
    "title": {"pl": "Gdzieś", "en": "Somewhere"},
    "locality": {"name": "Gdzieś"},
    "day": "2026-11-21",
}


def _nested(depth: int) -> dict[str, Any]:
    outer: dict[str, Any] = {}
    inner = outer
    for _ in range(depth):
        inner["x"] = {}
        inner = inner["x"]
    return outer


def _itself() -> dict[str, Any]:
    facts: dict[str, Any] = {}
    facts["population"] = facts
    return facts


MAPPINGS: dict[str, tuple[Mapping[Any, Any], str]] = {
    "not a number": ({"population": {"number": math.nan}}, "SF101"),
    "infinite": ({"population": {"number": -math.inf}}, "SF101"),
    "1e308": ({"population": {"number": 1e308}}, "SF104"),
    "a number as text": ({"population": {"number": "5"}}, "SF101"),
    "thousands of digits": ({"population": {"number": 10**5000}}, "SF104"),
    "thousands of digits as text": ({"population": {"number": "9" * 5000}}, "SF101"),
    "yes as a number": ({"population": {"number": True}}, "SF101"),
    "two values": ({"population": {"number": 5, "answer": "yes"}}, "SF203"),
    "no value": ({"population": {}}, "SF206"),
    "one key twice": ({1: {"number": 5}, "1": {"number": 5}}, "SF011"),
    "nested": (_nested(60), "SF016"),
    "nested without end": (_nested(100_000), "SF016"),
    "itself": (_itself(), "SF016"),
    "a thousand and one facts": ({f"fact-{n}": {"unknown": True} for n in range(1001)}, "SF207"),
    "a hundred thousand terms": ({"needs": {"present": ["care"] * 100_000}}, "SF207"),
    "a hundred thousand facts": ({f"f{n}": {"unknown": True} for n in range(100_000)}, "SF005"),
    "ten thousand letters": ({LONG: {"unknown": True}}, "SF010"),
    "reversed writing": ({"a\u202eb": {"unknown": True}}, "SF103"),
}


@pytest.mark.parametrize("name", MAPPINGS)
def test_what_is_no_diagnosis_is_one_finding(name: str) -> None:
    facts, code = MAPPINGS[name]
    start = time.monotonic()
    with pytest.raises(InvalidDocument) as error:
        load_diagnosis({**FILE, "facts": facts})

    assert {finding.code for finding in error.value.report} == {code}
    assert report_text(error.value.report, "pl")
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("value", [{1, 2}, date(2026, 1, 1), b"x", object()])
def test_what_no_file_could_hold_is_a_finding(value: object) -> None:
    with pytest.raises(InvalidDocument):
        load_diagnosis({**FILE, "facts": {"population": {"number": value}}})


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["number", "answer", "choice", "present", "absent", "unknown"])
            | st.text(max_size=4),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(VALUES)) | st.text(max_size=4), plain, max_size=3))
def test_any_mapping_is_a_diagnosis_or_a_finding(facts: dict[str, Any]) -> None:
    model = samples.template("model", criteria=[(1, IsAnswer("leader", True))])
    small = samples.catalogue(model)
    try:
        diagnosis = load_diagnosis({**FILE, "facts": facts}, catalogue=small)
    except InvalidDocument:
        return
    assert sound(match(diagnosis, small), small)
