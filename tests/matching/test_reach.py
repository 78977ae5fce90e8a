"""One model over many places: as if each were matched alone."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, InvalidDocument, load_diagnosis
from socialfranchise.catalogue.template import Template
from socialfranchise.core.conditions import Condition, IsAnswer, IsOneOf, Limit, Within
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Value
from socialfranchise.matching.ranking import Verdict, match
from socialfranchise.matching.reach import Reach, Rule, reach
from tests import samples
from tests.conftest import PLACES
from tests.strategies import (
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

LEADER = IsAnswer("leader", True)
OUTSOURCED = IsAnswer("outsourced", True)
MODEL = samples.template(
    "model", requirements=[LEADER], excludes=[OUTSOURCED], criteria=[(1, LEADER)]
)
REQUIREMENT = Rule("requirement", "requirement-0")
EXCLUSION = Rule("contraindication", "against-0")


def place(id: str, **known: Value) -> Diagnosis:
    return attrs.evolve(diagnosis_of(known), id=id)


def reached(*places: Diagnosis, model: Template = MODEL, on: date | None = None) -> Reach:
    return reach(model, places, samples.catalogue(model), on=on)


GOOD = place("good", leader=Answer(True), outsourced=Answer(False))
OPEN = place("open", leader=Answer(True))
BAD = place("bad", leader=Answer(False), outsourced=Answer(True))
WORSE = place("worse", leader=Answer(False), outsourced=Answer(False))


def test_places_are_told_apart_by_their_ids() -> None:
    with pytest.raises(InvalidDocument, match="SF302"):
        reached(GOOD, BAD, GOOD)
    for wrong in (GOOD, [GOOD.facts], "good"):
        with pytest.raises(TypeError, match="wanted"):
            reach(MODEL, wrong, samples.catalogue(MODEL))  # type: ignore[arg-type]


def test_places_come_by_verdict_and_blockers_by_the_places_they_concern() -> None:
    found = reached(BAD, GOOD, OPEN, WORSE)

    assert [(p.diagnosis, p.verdict.value) for p in found.places] == [
        ("good", "fits"),
        ("open", "fits-if"),
        ("bad", "does-not-fit"),
        ("worse", "does-not-fit"),
    ]
    assert [(b.rule, b.blocks, b.leaves_open) for b in found.blockers] == [
        (REQUIREMENT, ("bad", "worse"), ()),
        (EXCLUSION, ("bad",), ("open",)),
    ]


def test_a_rule_that_no_place_fails_is_no_blocker() -> None:
    assert reached(GOOD).blockers == ()
    assert [place.diagnosis for place in reached(GOOD, BAD).where(Verdict.FITS)] == ["good"]


def test_founding_can_stand_in_the_way() -> None:
    catalogue = samples.catalogue(MODEL, founding=OUTSOURCED)
    (blocker,) = reach(MODEL, [GOOD], catalogue).blockers

    assert blocker.rule == Rule("founding", "founding")
    assert blocker.text == samples.TEXT


def test_the_law_is_that_of_the_day() -> None:
    by_law = samples.template(
        "model",
        requirements=[Within("population", Limit(law="threshold"), None)],
        criteria=[(1, LEADER)],
    )
    four = place("four", population=Number(4.0))

    assert reached(four, model=by_law).places[0].verdict is Verdict.FITS
    early = reached(four, model=by_law, on=date(2010, 1, 1))
    assert early.places[0].verdict is Verdict.DOES_NOT_FIT


def test_places_of_one_verdict_come_by_what_is_certain_then_by_what_is_possible() -> None:
    model = samples.template(
        "model",
        criteria=[(1, LEADER), (1, OUTSOURCED), (2, IsOneOf("kind", ("rural",)))],
    )
    places = [
        place("zz-all", leader=Answer(True), outsourced=Answer(True), kind=Choice("rural")),
        place("a-half", kind=Choice("rural"), leader=Answer(False), outsourced=Answer(False)),
        place("b-half-and-more", kind=Choice("rural")),
        place("c-half", kind=Choice("rural"), leader=Answer(False), outsourced=Answer(False)),
        place("nothing"),
    ]
    found = reached(*places[::-1], model=model)

    assert [p.diagnosis for p in found.places] == [
        "zz-all",
        "b-half-and-more",
        "a-half",
        "c-half",
        "nothing",
    ]


def test_it_says_which_model_and_catalogue_were_asked_on_which_day() -> None:
    catalogue = samples.catalogue(MODEL)
    found = reached(GOOD, on=date(2020, 1, 1))

    assert (found.template, found.on) == ("model", date(2020, 1, 1))
    assert (found.catalogue, found.catalogue_version, found.catalogue_sha256) == (
        catalogue.id,
        catalogue.version,
        catalogue.sha256,
    )


def test_nowhere_is_a_result_and_a_wrong_fact_is_refused() -> None:
    assert reached().places == ()
    with pytest.raises(InvalidDocument) as error:
        reached(place("wrong", leader=Number(1.0)))
    assert [finding.code for finding in error.value.report] == ["SF901"]


rules = st.lists(crisp_conditions, max_size=2)


@given(
    st.builds(
        lambda required, excluding, criteria: samples.template(
            "model", requirements=required, excludes=excluding, criteria=criteria
        ),
        rules,
        rules,
        st.lists(st.tuples(st.integers(1, 9), graded_conditions), min_size=1, max_size=3),
    ),
    crisp_conditions,
    st.lists(complete_diagnoses(), max_size=4),
    st.data(),
)
def test_it_is_as_if_every_place_were_matched_alone(
    model: Template, founding: Condition, complete: list[Diagnosis], data: st.DataObject
) -> None:
    catalogue = samples.catalogue(model, founding=founding)
    places = [
        attrs.evolve(data.draw(forgetting(each)), id=f"place-{number}")
        for number, each in enumerate(complete)
    ]
    found = reach(model, places, catalogue)
    blocks = {(b.rule, id) for b in found.blockers for id in b.blocks}
    leaves_open = {(b.rule, id) for b in found.blockers for id in b.leaves_open}
    concerned = [len(b.blocks) + len(b.leaves_open) for b in found.blockers]

    assert concerned == sorted(concerned, reverse=True)
    assert len(found.places) == len(places)
    for diagnosis in places:
        (alone,) = match(diagnosis, catalogue)
        (seen,) = (p for p in found.places if p.diagnosis == diagnosis.id)
        assert (seen.verdict, seen.score) == (alone.verdict, alone.score)
        failed = {(Rule(r.kind, r.id), diagnosis.id) for r in alone.failed}
        still = {(Rule(r.kind, r.id), diagnosis.id) for r in alone.open}
        assert {pair for pair in blocks if pair[1] == diagnosis.id} == failed
        assert {pair for pair in leaves_open if pair[1] == diagnosis.id} == still


def test_the_real_places(catalogue: Catalogue) -> None:
    places = [load_diagnosis(file, catalogue=catalogue) for file in PLACES.glob("*.yaml")]
    found = reach(catalogue["elderly-care"], places, catalogue)

    assert [place.name for place in found.where(Verdict.FITS)] == ["Kramsk"]
    assert [blocker.rule.id for blocker in found.blockers] == ["care-needed", "founding"]
