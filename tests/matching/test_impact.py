"""What a change of the catalogue does to places: what two rankings say, and why they differ."""

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.catalogue.vocabulary import Vocabulary
from socialfranchise.core.conditions import Includes, IsAnswer, IsOneOf, Limit, Not, Within
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Fact, Number, Terms, Value
from socialfranchise.matching.impact import Impact, PlaceChange, impact
from socialfranchise.matching.ranking import Ranking, Verdict, match
from tests import samples
from tests.strategies import (
    DAY,
    complete_diagnoses,
    crisp_conditions,
    diagnosis_of,
    forgetting,
    graded_conditions,
)

LEADER = IsAnswer("leader", True)
OUTSOURCED = IsAnswer("outsourced", True)
CARE = Includes("needs", ("care",), 1)
A = samples.template("a", requirements=[LEADER], criteria=[(2, LEADER), (1, OUTSOURCED)])
B = samples.template("b", criteria=[(1, LEADER), (1, OUTSOURCED)])
KNOWN: dict[str, Value] = {"leader": Answer(True), "outsourced": Answer(False)}


def place(old: Sequence[Template], new: Sequence[Template], **known: Value) -> PlaceChange:
    diagnosis = diagnosis_of(known or KNOWN)
    (found,) = impact(samples.catalogue(*old), samples.catalogue(*new), [diagnosis]).places
    return found


def weighing(template: Template, **weights: int) -> Template:
    criteria = tuple(
        attrs.evolve(c, weight=weights.get(c.id.replace("-", "_"), c.weight))
        for c in template.criteria
    )
    return attrs.evolve(template, criteria=criteria)


def test_a_weight_changes_the_first_model_and_is_the_reason() -> None:
    found = place([A, B], [weighing(A, criterion_1=5), B])
    (model,) = found.models
    (reason,) = model.reasons

    assert (found.first_before, found.first_after) == ("a", "b")
    assert (found.other_first, found.other_verdict, found.other_score) == (True, False, True)
    assert (reason.kind, reason.id) == ("criterion", "criterion-1")
    assert reason.before is not None
    assert reason.after is not None
    assert (reason.before.weight, reason.after.weight) == (1, 5)


def test_a_rule_that_comes_or_goes_is_the_reason() -> None:
    stricter = samples.template(
        "a", requirements=[LEADER, OUTSOURCED], criteria=[(2, LEADER), (1, OUTSOURCED)]
    )
    came, went = place([A], [stricter]), place([stricter], [A])

    (model,) = came.models
    assert (came.other_verdict, came.other_score) == (True, False)
    assert [(r.id, r.before, r.after is None) for r in model.reasons] == [
        ("requirement-1", None, False)
    ]
    assert [(r.id, r.after) for r in went.models[0].reasons] == [("requirement-1", None)]


def test_a_model_that_comes_or_goes_is_told() -> None:
    came, went = place([B], [A, B]), place([A, B], [B])

    assert [(m.template, m.before) for m in came.models] == [("a", None)]
    assert [(m.template, m.after) for m in went.models] == [("a", None)]
    assert (went.first_before, went.first_after) == ("a", "b")
    assert place([A], []).first_after is None


def test_the_law_is_read_on_one_day_in_both() -> None:
    by_law = samples.template("a", requirements=[Within("population", Limit(law="threshold"))])
    old = attrs.evolve(samples.catalogue(by_law), published=DAY.replace(year=2010))
    found = impact(old, samples.catalogue(by_law), [diagnosis_of({"population": Number(4.0)})])

    assert found.on == DAY
    assert not found.places[0].changed
    early = impact(old, samples.catalogue(by_law), [], on=old.published)
    assert early.on == old.published


def test_a_warning_that_comes_is_a_change() -> None:
    warned = samples.template(
        "a", requirements=[LEADER], warns=[LEADER], criteria=[(2, LEADER), (1, OUTSOURCED)]
    )
    found = place([A], [warned])

    assert found.changed
    assert (found.other_first, found.other_verdict, found.other_score) == (False, False, False)
    assert [reason.id for reason in found.models[0].reasons] == ["against-0"]


def test_a_warning_that_begins_to_exclude_is_the_reason() -> None:
    warning = samples.template("a", warns=[LEADER], criteria=[(1, LEADER)])
    excluding = samples.template("a", excludes=[LEADER], criteria=[(1, LEADER)])
    (model,) = place([warning], [excluding]).models

    assert [reason.id for reason in model.reasons] == ["against-0"]


def test_a_rewritten_rule_is_the_reason_when_its_result_is_the_same() -> None:
    """Open both times; but two open criteria that ask the same cannot both fail any more."""
    alike = samples.template("a", criteria=[(1, LEADER), (1, LEADER)])
    opposed = samples.template("a", criteria=[(1, LEADER), (1, Not(LEADER))])
    (model,) = place([alike], [opposed], outsourced=Answer(True)).models

    assert model.other_score
    assert [reason.id for reason in model.reasons] == ["criterion-1"]


def test_what_one_catalogue_cannot_read_is_named_and_unknown_there() -> None:
    new = samples.catalogue(A, B)
    known: dict[str, Value] = {
        **KNOWN,
        "hours": Number(1.0),
        "kind": Choice("rural"),
        "needs": Terms(frozenset({"care", "meals"}), frozenset()),
    }
    narrower = _narrower(new)
    (found,) = impact(new, narrower, [diagnosis_of(known)]).places

    assert (found.unread_before, found.unread_after) == ((), ("hours", "kind", "needs"))
    assert found.changed
    (back,) = impact(narrower, new, [diagnosis_of(known)]).places
    assert (back.unread_before, back.unread_after) == (("hours", "kind", "needs"), ())


def _narrower(catalogue: Catalogue) -> Catalogue:
    """Without the fact ``hours``, the choice ``rural`` and the need ``meals``."""
    facts = dict(catalogue.vocabularies.facts.terms)
    del facts["hours"]
    facts["kind"] = attrs.evolve(facts["kind"], choices=facts["kind"].choices[1:])
    needs = {id: n for id, n in catalogue.vocabularies.needs.terms.items() if id != "meals"}
    words = attrs.evolve(
        catalogue.vocabularies,
        facts=Vocabulary("facts", FrozenMapping(facts)),
        needs=Vocabulary("needs", FrozenMapping(needs)),
    )
    return attrs.evolve(catalogue, vocabularies=words)


def test_places_with_another_first_model_come_first() -> None:
    unchanged = attrs.evolve(diagnosis_of({"leader": Answer(False)}), id="aa")
    other = attrs.evolve(diagnosis_of(KNOWN), id="zz")
    old, new = samples.catalogue(A, B), samples.catalogue(weighing(A, criterion_1=5), B)
    found = impact(old, new, [unchanged, other])

    assert [place.diagnosis for place in found.places] == ["zz", "aa"]
    assert (found.old.version, found.new.sha256) == ("1.0.0", "0" * 64)


rules = st.lists(crisp_conditions, max_size=2)
weighed = st.lists(st.tuples(st.integers(1, 9), graded_conditions), min_size=1, max_size=3)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    models = [
        samples.template(
            id,
            requirements=draw(rules),
            excludes=draw(rules),
            warns=draw(rules),
            criteria=draw(weighed),
        )
        for id in sorted(draw(st.sets(st.sampled_from("abc"), min_size=1)))
    ]
    return samples.catalogue(*models)


@st.composite
def diagnoses(draw: st.DrawFn) -> Diagnosis:
    return draw(forgetting(draw(complete_diagnoses())))


def results(ranking: Ranking) -> dict[str, tuple[Verdict, float, float]]:
    return {f.template.id: (f.verdict, f.score.low, f.score.high) for f in ranking}


@given(catalogues(), diagnoses())
def test_a_catalogue_has_no_impact_on_itself(catalogue: Catalogue, diagnosis: Diagnosis) -> None:
    assert not impact(catalogue, catalogue, [diagnosis]).places[0].changed


@given(catalogues(), catalogues(), diagnoses())
def test_it_says_what_two_rankings_say_and_gives_reasons(
    old: Catalogue, new: Catalogue, diagnosis: Diagnosis
) -> None:
    (found,) = impact(old, new, [diagnosis]).places
    was, now = match(diagnosis, old), match(diagnosis, new)
    before, after = results(was), results(now)
    by_id = {model.template: model for model in found.models}

    assert (found.first_before, found.first_after) == (
        was.matches[0].template.id,
        now.matches[0].template.id,
    )
    differing = {id for id in before | after if before.get(id) != after.get(id)}
    assert differing <= set(by_id)
    for model in found.models:
        here, there = before.get(model.template), after.get(model.template)
        verdicts = [None if result is None else result[0] for result in (here, there)]
        scores = [None if result is None else result[1:] for result in (here, there)]
        assert model.other_verdict == (verdicts[0] != verdicts[1])
        assert model.other_score == (scores[0] != scores[1])
        assert model.reasons or None in (here, there)


@given(catalogues(), catalogues(), diagnoses())
def test_the_way_back_is_the_mirror(old: Catalogue, new: Catalogue, diagnosis: Diagnosis) -> None:
    (there,) = impact(old, new, [diagnosis]).places
    (back,) = impact(new, old, [diagnosis]).places

    assert (there.first_before, there.first_after) == (back.first_after, back.first_before)
    assert [(m.template, m.before, m.after) for m in there.models] == [
        (m.template, m.after, m.before) for m in back.models
    ]
    for way, other in zip(there.models, back.models, strict=True):
        assert {(r.kind, r.id) for r in way.reasons} == {(r.kind, r.id) for r in other.reasons}


def test_of_terms_that_are_not_all_read_the_others_count() -> None:
    """The need for meals is not read; that for care and that for green areas are."""
    new = samples.catalogue(
        samples.template(
            "a",
            requirements=[Includes("needs", ("care",), 1), Not(Includes("needs", ("green",), 1))],
            excludes=[Includes("needs", ("meals",), 1)],
        )
    )
    needs = Terms(frozenset({"care"}), frozenset({"green", "meals"}))
    (found,) = impact(new, _narrower(new), [diagnosis_of({"needs": needs})]).places
    (model,) = found.models

    assert found.unread_after == ("needs",)
    assert model.before is not None
    assert model.after is not None
    assert (model.before.verdict, model.after.verdict) == (Verdict.FITS, Verdict.FITS_IF)
    assert [reason.id for reason in model.after.open] == ["against-0"]


def test_a_fact_of_another_kind_is_wholly_unread() -> None:
    catalogue = samples.catalogue(A)
    care = Terms(frozenset({"care"}), frozenset())
    wrong = diagnosis_of({"leader": Number(1.0), "needs": Answer(True), "outsourced": care})
    (found,) = impact(catalogue, catalogue, [wrong]).places

    assert found.unread_before == found.unread_after == ("leader", "needs", "outsourced")
    assert not found.changed


def test_places_come_by_how_much_changes_there() -> None:
    """Another first model, another verdict, another score, another warning, nothing at all."""
    urban = IsOneOf("kind", ("urban",))
    first = samples.template("first", criteria=[(9, LEADER), (1, OUTSOURCED)])
    second = samples.template(
        "second", excludes=[urban], criteria=[(1, LEADER), (1, OUTSOURCED), (1, CARE)]
    )
    changed = samples.template(
        "second",
        requirements=[Not(CARE)],
        excludes=[urban],
        warns=[IsAnswer("outsourced", False)],
        criteria=[(1, LEADER), (9, OUTSOURCED), (1, CARE)],
    )
    places = [
        _place("a-nothing", "urban", leader=True, outsourced=True, care=True),
        _place("b-warning", "rural", leader=False, outsourced=False, care=False),
        _place("c-score", "rural", leader=True, outsourced=False, care=False),
        _place("d-verdict", "rural", leader=True, outsourced=False, care=True),
        _place("e-first", "rural", leader=False, outsourced=True, care=True),
    ]
    found = impact(samples.catalogue(first, second), samples.catalogue(first, changed), places)

    assert [place.diagnosis for place in found.places] == [p.id for p in places[::-1]]
    assert [place.name for place in found.places] == ["Gdzieś"] * 5


def _place(id: str, kind: str, *, leader: bool, outsourced: bool, care: bool) -> Diagnosis:
    one, none = frozenset({"care"}), frozenset[str]()
    values: dict[str, Value] = {
        "kind": Choice(kind),
        "leader": Answer(leader),
        "outsourced": Answer(outsourced),
        "needs": Terms(one, none) if care else Terms(none, one),
    }
    return attrs.evolve(diagnosis_of(values), id=id)


def test_both_catalogues_read_the_law_of_the_day_that_is_asked_for() -> None:
    by_law = samples.template("a", requirements=[Within("population", Limit(law="threshold"))])
    catalogue = samples.catalogue(by_law)
    stricter = samples.catalogue(
        samples.template("a", requirements=[Within("population", Limit(law="threshold")), LEADER])
    )
    place = diagnosis_of({"population": Number(4.0), "leader": Answer(True)})
    early = impact(catalogue, stricter, [place], on=DAY.replace(year=2010))

    assert early.places == impact(stricter, catalogue, [place], on=DAY.replace(year=2010)).places
    assert not early.places[0].changed
    assert early.old.id == "small"


def test_nothing_known_and_nowhere_are_fine() -> None:
    empty = attrs.evolve(
        diagnosis_of({}), facts=FrozenMapping({"nothing-like-it": Fact("nothing-like-it", None)})
    )
    found: Impact = impact(samples.catalogue(A), samples.catalogue(A), [empty])

    assert found.places[0].unread_before == ("nothing-like-it",)
    assert impact(samples.catalogue(A), samples.catalogue(A), []).places == ()
