"""Founding groups before the law: what is settled, what is open, and how many are missing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue, Diagnosis, feasibility_of, load_catalogue
from socialfranchise.catalogue.rules import Topic
from socialfranchise.catalogue.vocabulary import Known
from socialfranchise.core.conditions import Limit, Within
from socialfranchise.core.degrees import Truth
from socialfranchise.diagnosis.facts import Fact, Number, NumberBetween
from socialfranchise.feasibility.founders import FoundersCheck, Gap
from socialfranchise.feasibility.proposal import Founder, GroupAnswer, Proposal
from socialfranchise.matching.evaluate import Situation, evaluate
from tests.feasibility.groups import (
    SHARES,
    checked,
    examined,
    job,
    nowhere,
    person,
    proposal,
    proposals,
    settled,
)
from tests.strategies import LAW

CATALOGUE = load_catalogue()
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


YES_OR_NO: tuple[Known, ...] = ("yes", "no")


def states(check: FoundersCheck) -> dict[str, Truth]:
    return {verdict.rule.id: verdict.truth for verdict in check.verdicts}


def gaps(check: FoundersCheck, rule: str) -> list[Gap]:
    return [gap for v in check.verdicts if v.rule.id == rule for gap in v.gaps]


def bounds(check: FoundersCheck, fact: str) -> tuple[float, float] | None:
    value = check.facts[fact].fact.value
    if isinstance(value, Number):
        return value.value, value.value
    return (value.low, value.high) if isinstance(value, NumberBetween) else None


def test_three_people_of_whom_two_are_at_risk_may_found(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    check = checked(proposal([person("yes", 2), person("no")]), kramsk, catalogue)

    assert states(check)["enough-natural-founders"] is YES
    assert states(check)["other-founders"] is UNKNOWN or states(check)["other-founders"] is YES
    assert bounds(check, "founders-other-share") == (1 / 3, 1 / 3)
    assert states(check)["enough-members"] is YES, "three founders may add two members later"


def test_two_people_lack_a_third_and_before_2018_three_lacked_two(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    now = checked(proposal([person("yes", 2)]), kramsk, catalogue)
    then = checked(proposal([person("yes", 3)]), kramsk, catalogue, on=date(2018, 3, 30))
    after = checked(proposal([person("yes", 3)]), kramsk, catalogue, on=date(2018, 3, 31))

    assert gaps(now, "enough-natural-founders") == [Gap("natural-founders", 1, 1)]
    assert gaps(then, "enough-natural-founders") == [Gap("natural-founders", 2, 2)]
    assert states(after)["enough-natural-founders"] is YES


def test_four_founders_are_not_promised_time_to_find_a_fifth(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    four = checked(proposal([person("yes", 4)]), kramsk, catalogue)

    assert states(four)["enough-members"] is NO
    assert [v.rule.doubt is not None for v in four.verdicts if v.rule.id == "enough-members"] == [
        True
    ]


@pytest.mark.parametrize(("others", "missing"), [(1, 0), (2, 1), (3, 2), (6, 5)])
def test_a_share_says_how_many_people_at_risk_must_join(
    others: int, missing: int, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    """With one person at risk and the limit of one half."""
    founders = [person("yes"), person("no", others)]
    answers = (GroupAnswer(fact="founders-with-disability", answer="no"),)
    check = checked(proposal(founders, answers=answers), kramsk, catalogue)
    found = gaps(check, "other-founders")

    if not missing:
        assert found == []
        return
    (gap,) = found
    assert (gap.fewest, gap.most, gap.of_share) == (missing, missing, True)
    for more, truth in ((missing, YES), (missing - 1, NO)):
        joined = proposal([*founders, person("yes", more)] if more else founders, answers=answers)
        assert states(checked(joined, kramsk, catalogue))["other-founders"] is truth


def test_of_a_share_that_is_not_known_the_missing_people_are_not_known_either(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    answers = (GroupAnswer(fact="founders-with-disability", answer="no"),)
    founders = [person("yes"), person("unknown"), person("no", 2)]
    jobs = [job("a", number=4, at_risk="no"), job("b"), job("c", at_risk="yes")]
    check = checked(proposal(founders, jobs, answers=answers), kramsk, catalogue)

    (other,) = gaps(check, "other-founders")
    assert (other.fewest, other.most) == (0, 2), "half of them are others, or three of four"
    (status,) = gaps(check, "status-at-risk")
    assert (status.fewest, status.most) == (0, 2), "two of six are at risk, or one"


def test_in_a_listed_field_the_higher_limit_holds(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    founders = [person("yes", 2), person("no", 3)]
    care = checked(proposal(founders, template="elderly-care"), kramsk, catalogue)
    green = checked(
        proposal(founders, answers=(GroupAnswer(fact="founders-with-disability", answer="no"),)),
        kramsk,
        catalogue,
    )

    assert states(care)["other-founders-listed"] is YES
    assert [v.waived for v in care.verdicts if v.rule.id == "other-founders"] == [True]
    assert states(green)["other-founders"] is NO


def test_a_group_that_breaks_whichever_limit_holds_may_not_found(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    without_risk = checked(proposal([person("no", 5)]), kramsk, catalogue)
    some_risk = checked(proposal([person("yes", 2), person("no", 3)]), kramsk, catalogue)

    assert states(without_risk)["other-founders"] is UNKNOWN
    assert states(without_risk)["other-founders-listed"] is UNKNOWN
    assert without_risk.truth("founding") is NO, "neither 50 nor 70 percent is kept"
    assert without_risk.broken_in_every_case("founding")
    assert some_risk.truth("founding") is UNKNOWN, "60 percent are allowed in the listed cases"
    assert not some_risk.broken_in_every_case("founding")


def test_of_a_mixed_group_the_act_says_nothing(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    founders = [person("yes", 3), Founder(kind="ngo", number=1)]
    asked = "mixed-group-accepted"
    open_ = checked(proposal(founders), kramsk, catalogue)
    accepted, refused = (
        checked(
            proposal(founders, answers=(GroupAnswer(fact=asked, answer=answer),)), kramsk, catalogue
        )
        for answer in YES_OR_NO
    )

    assert states(open_)["founders-of-one-kind"] is UNKNOWN
    assert states(accepted)["founders-of-one-kind"] is YES
    assert states(refused)["founders-of-one-kind"] is NO


def test_legal_persons_employ_five_within_six_months(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    bodies = [Founder(kind="commune", number=1), Founder(kind="ngo", number=1)]

    def plan(*jobs: Any) -> FoundersCheck:
        made = proposal(bodies, jobs, legal_form="legal-persons-coop")
        return checked(made, kramsk, catalogue)

    four = [job("a", number=4, at_risk="yes")]
    assert states(plan(*four))["jobs-by-legal-founders"] is NO
    assert gaps(plan(*four), "jobs-by-legal-founders") == [Gap("jobs-at-risk-in-time", 1, 1)]
    rule = "jobs-by-legal-founders"
    assert states(plan(*four, job("b", at_risk="yes", start_month=6)))[rule] is YES
    late = states(plan(*four, job("b", at_risk="yes", start_month=7)))[rule]
    assert late is UNKNOWN, "the time ends in the middle of the seventh month"
    assert states(plan(*four, job("b", at_risk="yes", start_month=8)))[rule] is NO
    assert states(plan())[rule] is UNKNOWN, "jobs that nobody has planned are not known"


def test_legal_persons_could_not_found_before_2009(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    plan = proposal([Founder(kind="commune", number=2)], legal_form="legal-persons-coop")

    before = checked(plan, kramsk, catalogue, on=date(2009, 7, 15))
    after = checked(plan, kramsk, catalogue, on=date(2009, 7, 16))
    assert before.truth("founding") is NO
    assert after.truth("founding") is YES


def test_both_kinds_of_status_since_2022(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    jobs = [job("a", at_risk="yes"), job("b", number=2, at_risk="no")]
    holds = ("reintegration-purpose", "advisory-body")
    answers = tuple(
        GroupAnswer(fact=fact, answer="yes" if fact in holds else "no")
        for fact in (*holds, "social-services-purpose", "public-control")
    )
    plan = proposal([person("yes", 3)], jobs, answers=answers)
    check = checked(plan, kramsk, catalogue)

    assert check.truth("reintegration-status") is YES
    assert check.truth("services-status") is NO
    before = checked(plan, kramsk, catalogue, on=date(2022, 10, 29))
    assert before.truth("services-status") is None
    half = checked(
        attrs.evolve(plan, jobs=(job("a", time=Decimal("0.25"), at_risk="yes"), *jobs[1:])),
        kramsk,
        catalogue,
    )
    assert half.truth("reintegration-status") is NO
    assert [(g.fewest, g.of_share) for g in gaps(half, "status-at-risk")] == [(2, True)]


def test_a_conversion_lifts_the_cap_on_members(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    many = [person("yes", 60)]
    plain = checked(proposal(many), kramsk, catalogue)
    converted = checked(proposal(many, conversion_of="invalids-coop"), kramsk, catalogue)

    assert states(plain)["not-too-many-members"] is NO
    assert gaps(plain, "not-too-many-members") == [Gap("members", 10, 10, more=False)]
    assert states(converted)["not-too-many-members"] is YES
    assert states(converted)["conversion-of-old-coop"] is UNKNOWN


def test_without_a_proposal_the_diagnosis_speaks(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    found = feasibility_of(catalogue["elderly-care"], kramsk, catalogue)
    by_form = {check.legal_form: check for check in found.founders}

    assert states(by_form["legal-persons-coop"])["enough-legal-founders"] is YES
    assert by_form["legal-persons-coop"].facts["legal-founders"].fact.origins
    assert states(by_form["natural-persons-coop"])["enough-natural-founders"] is UNKNOWN
    assert found.calendar.dated == ()


def test_every_fact_of_the_vocabulary_is_worked_out(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    check = checked(proposal([person("yes", 3)], [job()]), kramsk, catalogue)
    facts = catalogue.vocabularies.proposal_facts

    assert list(check.facts) == [fact.id for fact in facts]
    assert not {fact.id for fact in facts} & set(catalogue.vocabularies.facts.terms)


@given(st.data())
def test_every_completion_lies_within_the_bounds(data: st.DataObject) -> None:
    """Answer all that is unknown, decide which founders hold jobs, and count people one by one."""
    plan = data.draw(proposals())
    check = checked(plan, nowhere(), CATALOGUE)
    done = settled(data.draw, plan)
    founders = [(founder.at_risk, True) for founder in done.founders]
    free = list(range(len(founders)))
    people = list(founders)
    for each in done.jobs:
        same = [n for n in free if founders[n][0] == each.at_risk and each.member == "yes"]
        holder = data.draw(st.sampled_from([None, *same]))
        if holder is not None:
            free.remove(holder)
        else:
            people.append((each.at_risk, each.member == "yes"))
    members = [risk for risk, member in people if member]
    staff = [each.at_risk for each in done.jobs if each.time >= 0.5]
    actual: Mapping[str, tuple[int, int]] = {
        "founders-other-share": (sum(r == "no" for r, _ in founders), len(founders)),
        "members-other-share": (members.count("no"), len(members)),
        "staff-at-risk-share": (sum(r == "yes" for r, _ in people), len(people)),
        "non-member-share": (sum(not member for _, member in people), len(people)),
        "status-at-risk-share": (staff.count("yes"), len(done.jobs)),
    }

    assert set(actual) == set(SHARES)
    assert _within(bounds(check, "members"), len(members))
    for fact, (part, whole) in actual.items():
        found = bounds(check, fact)
        if found is not None:
            assert _within(found, part / whole), fact


def _within(found: tuple[float, float] | None, number: float) -> bool:
    return found is not None and found[0] <= number <= found[1]


@given(st.data())
def test_an_answer_never_undoes_a_settled_verdict(data: st.DataObject) -> None:
    plan = data.draw(proposals())
    before = checked(plan, nowhere(), CATALOGUE)
    after = checked(settled(data.draw, plan), nowhere(), CATALOGUE)

    for rule, truth in states(before).items():
        assert truth is UNKNOWN or states(after)[rule] is truth, rule
    for topic in get_args(Topic):
        assert before.truth(topic) in (None, UNKNOWN, after.truth(topic)), topic


RULES_ON_SHARES = (
    "other-founders",
    "other-founders-listed",
    "other-members",
    "other-members-listed",
    "other-members-with-status",
    "at-risk-staff",
    "at-risk-staff-excepted",
    "at-risk-staff-with-status",
    "status-at-risk",
)


@given(proposals(), st.booleans(), st.booleans())
def test_one_more_person_at_risk_never_lowers_a_verdict_on_a_share(
    plan: Proposal, founds: bool, member: bool
) -> None:
    if founds:
        more = attrs.evolve(plan, founders=(*plan.founders, person("yes")))
    elif plan.jobs:
        new = job("new", at_risk="yes", member="yes" if member else "no")
        more = attrs.evolve(plan, jobs=(*plan.jobs, new))
    else:
        return
    before, after = (
        {v.rule.id: v.degree for v in checked(p, nowhere(), CATALOGUE).verdicts}
        for p in (plan, more)
    )

    for rule in RULES_ON_SHARES:
        assert after[rule].low >= before[rule].low, rule
        assert after[rule].high >= before[rule].high, rule


@given(st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=1, max_size=5), st.data())
def test_people_may_stand_together_or_one_by_one(risks: list[Any], data: st.DataObject) -> None:
    jobs = [job(f"j{n}", at_risk=r, member="unknown") for n, r in enumerate(risks)]
    apart = proposal([person(r) for r in risks], jobs)
    together = proposal(
        [person(r, risks.count(r)) for r in sorted(set(risks))],
        [job(f"j{r}", number=risks.count(r), at_risk=r) for r in sorted(set(risks))],
    )
    one, other = (checked(p, nowhere(), CATALOGUE) for p in (apart, together))

    assert {f: k.fact.value for f, k in one.facts.items()} == {
        f: k.fact.value for f, k in other.facts.items()
    }


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 1), st.floats(-6, 11))
def test_a_number_between_bounds_judges_no_number_inside_wrongly(
    low: float, width: float, at: float, limit: float
) -> None:
    inside = min(low + width, max(low, low + at * width))
    for test in (Within("x", lower=Limit(limit)), Within("x", upper=Limit(limit))):

        def truth(value: Any, test: Within = test) -> Any:
            here = Situation(nowhere(), LAW, date(2026, 1, 1), {"x": Fact("x", value)})
            return evaluate(test, here).degree

        bounds, exact = truth(NumberBetween(low, low + width)), truth(Number(inside))
        assert bounds.low <= exact.low <= exact.high <= bounds.high


def test_a_proposal_for_another_model_is_refused(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    with pytest.raises(ValueError, match="municipal-multiservice"):
        feasibility_of(
            catalogue["elderly-care"], kramsk, catalogue, proposal=proposal([person("yes", 3)])
        )


@pytest.mark.parametrize("registration", [date.max, date.min, date(9999, 1, 31)])
def test_days_at_the_ends_of_the_calendar_are_no_mistake(
    registration: date, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    plan = proposal(
        [person("yes", 1000)], [job(number=1000, start_month=1000)], registration=registration
    )

    assert list(examined(plan, kramsk, catalogue).calendar) is not None
