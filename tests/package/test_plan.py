"""The plan of a package: one model judged, what is refused, and nothing that can be changed."""

from datetime import date
from typing import Any

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, InvalidDocument, UnknownId, match
from socialfranchise.core.errors import BrokenText
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.diagnosis.facts import Answer, Fact
from socialfranchise.matching.ranking import match_template
from socialfranchise.package.answers import BadAnswer
from socialfranchise.package.context import NAMES, document_context
from socialfranchise.package.plan import DayOutOfRange, WithdrawnModel, plan_package


def withdrawn(catalogue: Catalogue, id: str) -> Catalogue:
    template = attrs.evolve(catalogue[id], status="withdrawn")
    return attrs.evolve(
        catalogue, templates=FrozenMapping({**catalogue.templates, template.id: template})
    )


def test_the_match_is_that_of_the_ranking(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    ranking = match(kramsk, catalogue)

    for template in catalogue:
        assert plan_package(template, kramsk, catalogue).match == ranking[template.id]


def test_no_other_model_is_judged(
    catalogue: Catalogue, kramsk: Diagnosis, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def counting(template: Any, *more: Any) -> Any:
        judged.append(template.id)
        return match_template(template, *more)

    monkeypatch.setattr("socialfranchise.package.plan.match_template", counting)
    plan_package(catalogue["elderly-care"], kramsk, catalogue)

    assert judged == ["elderly-care"]


def test_the_names_of_the_context_are_the_listed_ones(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    template = catalogue["elderly-care"]
    context = document_context(
        template,
        kramsk,
        catalogue,
        match(kramsk, catalogue)[template.id],
        on=catalogue.published,
        answers={},
        language="pl",
    )

    assert set(context) == NAMES


def test_facts_that_do_not_answer_the_catalogue_are_refused(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    facts = FrozenMapping({**kramsk.facts, "no-such": Fact("no-such", Answer(True))})

    with pytest.raises(InvalidDocument):
        plan_package(catalogue["elderly-care"], attrs.evolve(kramsk, facts=facts), catalogue)


def test_a_model_of_another_catalogue_is_refused(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    template = attrs.evolve(catalogue["elderly-care"], id="elderly-kare")

    with pytest.raises(UnknownId) as error:
        plan_package(template, kramsk, catalogue)
    assert error.value.near == ("elderly-care",)


def test_a_withdrawn_model_is_for_those_who_insist(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    changed = withdrawn(catalogue, "elderly-care")
    template = changed["elderly-care"]

    with pytest.raises(WithdrawnModel) as error:
        plan_package(template, kramsk, changed)
    assert error.value.template == "elderly-care"
    assert plan_package(template, kramsk, changed, allow_withdrawn=True).documents
    assert plan_package(changed["community-catering"], kramsk, changed).documents


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2101, 1, 1), date.min, date.max])
def test_a_day_that_no_file_can_bear_is_refused(
    day: date, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    with pytest.raises(DayOutOfRange) as error:
        plan_package(catalogue["elderly-care"], kramsk, catalogue, on=day)

    assert error.value.day == day
    assert error.value.first == date(1980, 1, 1)
    assert error.value.last == date(2100, 12, 31)


@pytest.mark.parametrize("day", [date(1980, 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_day_will_do(
    day: date, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    assert plan_package(catalogue["elderly-care"], kramsk, catalogue, on=day).on == day


def test_a_bad_answer_is_refused(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    with pytest.raises(BadAnswer):
        plan_package(catalogue["elderly-care"], kramsk, catalogue, answers={"seat": "\x07"})


def test_a_broken_text_is_blamed(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    document = attrs.evolve(
        catalogue.documents["statute"], texts=FrozenMapping({"pl": "a\n{{ 1/0 }}", "en": ""})
    )
    changed = attrs.evolve(
        catalogue, documents=FrozenMapping({**catalogue.documents, "statute": document})
    )

    with pytest.raises(BrokenText, match=r"^statute\.pl\.md: 2: "):
        plan_package(catalogue["elderly-care"], kramsk, changed)


def test_the_answers_of_a_plan_are_a_copy_that_cannot_be_changed(
    catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    answers = {"seat": "Kramsk"}
    plan = plan_package(catalogue["elderly-care"], kramsk, catalogue, answers=answers)
    answers["seat"] = "Konin"

    assert plan.answers == {"seat": "Kramsk"}
    assert not hasattr(plan.answers, "__setitem__")
