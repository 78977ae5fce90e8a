"""Partners that are there, missing or not known, and how people get to work."""

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, load_catalogue
from socialfranchise.core.dated import Figure
from socialfranchise.core.degrees import Truth
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Text
from socialfranchise.diagnosis.facts import Terms
from socialfranchise.feasibility.days import add
from socialfranchise.feasibility.partners import partnership
from socialfranchise.feasibility.pathways import Pathways, pathway_plan
from tests.feasibility.groups import DAY, nowhere

CATALOGUE = load_catalogue()
TEXT = Text("Tekst.", "Text.")


def bodies(diagnosis: Diagnosis, present: set[str], absent: set[str]) -> Diagnosis:
    facts = {id: fact for id, fact in diagnosis.facts.items() if id != "institutions"}
    plain = attrs.evolve(diagnosis, facts=FrozenMapping(facts))
    return plain.answered(("institutions", Terms(frozenset(present), frozenset(absent))))


def test_a_missing_partner_is_missing_and_somebody_may_stand_in(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    template = catalogue["elderly-care"]
    place = bodies(kramsk, {"ops", "commune-office", "ngo"}, {"owes", "pup"})
    found = partnership(template, place, catalogue, on=DAY)
    states = {state.partner.institution: state for state in found.partners}

    assert found.complete is Truth.NO
    assert states["ops"].present is Truth.YES
    assert states["ops"].stand_ins == ()
    assert states["owes"].present is Truth.NO
    assert set(states["owes"].uncovered) == {"advises-founders", "gives-money"}
    instead = {(s.role, s.institution) for s in states["pup"].stand_ins}
    assert ("finds-candidates", "ops") in instead
    assert "permits" in states["pup"].uncovered, "nobody grants the permits of another office"
    assert states["parish"].present is Truth.UNKNOWN


def test_the_steps_run_from_the_idea_to_entry_in_order(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    steps = partnership(catalogue["elderly-care"], kramsk, catalogue, on=DAY).steps
    phases = [planned.step.phase for planned in steps]

    assert [planned.number for planned in steps] == list(range(1, len(steps) + 1))
    assert phases == sorted(phases, key=["diagnosis", "partnership", "founding"].index)
    limited = [planned for planned in steps if planned.step.deadline is not None]
    assert limited
    assert all(planned.limit is not None for planned in limited)


ALL = sorted(CATALOGUE.vocabularies.institutions.terms)
some = st.sets(st.sampled_from(ALL))


@given(st.sampled_from(sorted(CATALOGUE.templates)), some, some, st.sampled_from(ALL))
def test_finding_out_about_a_body_never_undoes_what_is_settled(
    model: str, present: set[str], absent: set[str], body: str
) -> None:
    template, absent = CATALOGUE[model], absent - present
    before = bodies(nowhere(), present, absent)
    told = [present | {body}, absent] if body not in absent else [present, absent]
    after = bodies(nowhere(), *told)
    one, two = (partnership(template, place, CATALOGUE, on=DAY) for place in (before, after))

    for was, now in [(one.complete, two.complete), *zip(_covered(one), _covered(two), strict=True)]:
        assert was is Truth.UNKNOWN or now is was or body in absent
    for place in (before, after):
        for plan in pathway_plan(template, place, CATALOGUE, on=DAY).plans:
            arrival = plan.arrival
            assert arrival.earliest is not None
            assert arrival.earliest >= arrival.start
            assert arrival.latest is None or arrival.latest >= arrival.earliest
            assert arrival.complete or arrival.latest is None


def _covered(found: object) -> list[Truth]:
    return [row.covered for row in getattr(found, "roles")]  # noqa: B009


def plans(catalogue: Catalogue, diagnosis: Diagnosis, model: str) -> Pathways:
    return pathway_plan(catalogue[model], diagnosis, catalogue, on=DAY)


def test_only_groups_that_are_or_may_be_there_are_planned_for(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    served = [group.group for group in catalogue["elderly-care"].target_groups]
    nobody = kramsk.answered(("target-groups", Terms(frozenset(), frozenset(served))))

    assert plans(catalogue, kramsk, "elderly-care").plans
    gone = attrs.evolve(nobody, facts=FrozenMapping({**nobody.facts}))
    assert plans(catalogue, gone, "elderly-care").plans == ()


def test_a_stage_without_anybody_closes_the_pathway(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    closed = bodies(kramsk, {"ops", "pup"}, {"cis"})
    open_ = bodies(kramsk, {"ops", "pup", "cis"}, set())

    def state(place: Diagnosis) -> dict[str, Truth]:
        return {p.pathway.id: p.open for p in plans(catalogue, place, "elderly-care").plans}

    assert state(closed)["cis-to-coop"] is Truth.NO
    assert state(open_)["cis-to-coop"] is Truth.YES
    assert state(kramsk)["cis-to-coop"] is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("pathway", "earliest", "latest"),
    [
        # 0–1, 3–6, 6–24 and 0–6 months
        ("unemployed-path", 9, 37),
        # one stage without a time; 1, 6 and 0 months; the trial lies inside the learning
        ("cis-to-coop", 7, None),
        # 1–3, 6–12, 0–6 and 0–1 months
        ("custody-to-coop", 7, 22),
    ],
)
def test_arrival_is_the_sum_of_the_stages_before_work(
    pathway: str, earliest: int, latest: int | None, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    template = next(t for t in catalogue if pathway in t.pathways)
    anybody = attrs.evolve(kramsk, facts=FrozenMapping({}))
    (plan,) = (p for p in plans(catalogue, anybody, template.id).plans if p.pathway.id == pathway)

    assert plan.arrival.earliest == add(DAY, earliest, "months")
    assert plan.arrival.latest == (None if latest is None else add(DAY, latest, "months"))


def test_a_way_instead_widens_and_a_way_not_always_needed_may_take_no_time(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    def months(low: int, high: int) -> Figure:
        return Figure(Decimal(low), Decimal(high), "months", 2026, "proposed", TEXT)

    path = catalogue.pathways["unemployed-path"]
    first, second, third, *_ = path.stages
    stages = (
        attrs.evolve(first, duration=months(2, 3)),
        attrs.evolve(second, duration=months(10, 12), timing="instead"),
        attrs.evolve(third, duration=months(1, 4), timing="optional"),
        path.stages[4],
    )
    assert stages[3].at_work
    changed = attrs.evolve(
        catalogue,
        pathways=FrozenMapping({**catalogue.pathways, path.id: attrs.evolve(path, stages=stages)}),
    )
    (plan,) = (p for p in plans(changed, kramsk, "elderly-care").plans if p.pathway.id == path.id)

    assert plan.arrival.earliest == add(DAY, 2, "months") == date(2027, 2, 15)
    assert plan.arrival.latest == add(DAY, 16, "months")
