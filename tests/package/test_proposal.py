"""What a proposal brings into a package, and that nothing is worked out which no text asks for."""

from datetime import date
from typing import Any

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, Proposal, load_proposal
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.package import studies
from socialfranchise.package.plan import DayOutOfRange, PackagePlan, plan_package
from tests.cli.program import KRAMSK, ON, run
from tests.conftest import ROOT

EXAMPLE = ROOT / "models" / "proposals" / "kramsk-example.yaml"
MODEL = "elderly-care"


@pytest.fixture(scope="module")
def proposal(catalogue: Catalogue) -> Proposal:
    return load_proposal(EXAMPLE, catalogue=catalogue)


def planned(
    text: str, catalogue: Catalogue, diagnosis: Diagnosis, proposal: Proposal | None, **more: Any
) -> PackagePlan:
    """The plan of a package whose only document has this text."""
    document = catalogue.documents["statute"]
    only = attrs.evolve(document, texts=FrozenMapping({"pl": text, "en": text}))
    changed = attrs.evolve(catalogue, documents=FrozenMapping({"statute": only}))
    return plan_package(changed[MODEL], diagnosis, changed, proposal=proposal, **more)


def filled(text: str, *args: Any) -> str:
    (document,) = planned(text, *args).documents
    return document.markdown


def test_without_a_proposal_a_text_can_say_so(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    nothing = "proposal is none and funding_plan is none and economics is none"

    assert filled(f"{{% if {nothing} %}}a{{% endif %}}", catalogue, kramsk, None) == "a"


def test_what_the_model_and_the_diagnosis_tell_is_there_without_a_proposal(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    text = (
        "{% for table in calendar.tables %}{{ table.id }} {{ table.rows | length }}"
        "|{% endfor %}{{ pathway.title }}|{{ feasibility.on | day }}"
    )

    assert filled(text, catalogue, kramsk, None).startswith("open ")
    assert filled(text, catalogue, kramsk, proposal).startswith("dated ")


def test_the_studies_are_by_the_day_of_the_planned_entry(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    plan = planned("{{ feasibility.on }}", catalogue, kramsk, proposal, on=date(2026, 11, 21))

    assert plan.studies is not None
    assert plan.studies.feasibility.on == proposal.registration
    assert plan.documents[0].markdown == r"2026\-12\-15"


@pytest.mark.parametrize("name", ["funding_plan", "economics", "feasibility_of", "match"])
def test_nothing_is_worked_out_that_no_text_asks_for(
    name: str,
    catalogue: Catalogue,
    kramsk: Diagnosis,
    proposal: Proposal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(studies, name, never)

    assert filled("{{ proposal.title }}", catalogue, kramsk, proposal)


def test_the_founders_and_the_form_of_the_proposal_come_first(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    text = (
        "{{ legal_form.id }} {{ answers['founders-list'] }} "
        "{{ founders | map(attribute='id') | join(' ') }}"
    )
    other = attrs.evolve(
        proposal, legal_form="natural-persons-coop", founders=proposal.founders[:1]
    )

    assert filled(text, catalogue, kramsk, proposal) == (
        "legal\\-persons\\-coop Gmina Kramsk, Stowarzyszenie na Rzecz Rozwoju"
        " Gminy Kramsk commune ngo"
    )
    assert filled(text, catalogue, kramsk, other).startswith("natural")
    assert filled(text, catalogue, kramsk, other).endswith("commune")


def test_an_answer_that_the_proposal_gives_is_no_blank_and_another_answer_wins(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    text = "{{ answers['founders-list'] }}{{ answers['seat'] }}"
    unnamed = attrs.evolve(
        proposal, founders=(*proposal.founders, attrs.evolve(proposal.founders[0], name=None))
    )

    assert planned(text, catalogue, kramsk, None).blanks == ("founders-list", "seat")
    assert planned(text, catalogue, kramsk, proposal).blanks == ("seat",)
    assert planned(text, catalogue, kramsk, unnamed).blanks == ("founders-list", "seat")
    plan = planned(text, catalogue, kramsk, proposal, answers={"founders-list": "My"})
    assert plan.documents[0].markdown.startswith("My")
    assert plan.answers == {"founders-list": "My"}


def test_the_proposed_founders_decide_which_documents_belong(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    ngos = attrs.evolve(proposal, founders=(proposal.founders[1], proposal.founders[1]))

    def documents(of: Proposal) -> list[str]:
        plan = plan_package(catalogue[MODEL], kramsk, catalogue, proposal=of)
        return [document.id for document in plan.documents]

    assert "council-resolution" in documents(proposal)
    assert "council-resolution" not in documents(ngos)


def test_a_proposal_of_another_model_or_beyond_the_calendar_is_refused(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    with pytest.raises(ValueError, match="elderly-care"):
        plan_package(catalogue["kindergarten"], kramsk, catalogue, proposal=proposal)
    late = attrs.evolve(proposal, registration=date(2101, 1, 1))
    with pytest.raises(DayOutOfRange):
        plan_package(catalogue[MODEL], kramsk, catalogue, proposal=late)


def test_the_command_refuses_a_proposal_of_another_model() -> None:
    build = ("package", "build", "kindergarten", KRAMSK, "--out", "nowhere", *ON)
    found = run(*build, "--proposal", str(EXAMPLE), "--dry-run")

    assert found.returncode == 2
    assert "elderly-care" in found.stderr


def test_founders_sign_by_name_and_without_names_by_number(
    catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    text = "{% for name in founder_names %}{{ loop.index }} {{ name }}|{% else %}nobody{% endfor %}"
    unnamed = attrs.evolve(
        proposal, founders=tuple(attrs.evolve(each, name=None) for each in proposal.founders)
    )
    crowd = attrs.evolve(unnamed, founders=(attrs.evolve(unnamed.founders[0], number=101),))
    answered = {"founders-list": "Gmina A; Fundacja B; Fundacja C"}

    assert filled(text, catalogue, kramsk, None) == "nobody"
    assert filled(text, catalogue, kramsk, crowd) == "nobody"
    assert filled(text, catalogue, kramsk, unnamed).count("…………|") == 2
    assert "1 Gmina Kramsk|2 Stowarzyszenie" in filled(text, catalogue, kramsk, proposal).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    (document,) = planned(text, catalogue, kramsk, proposal, answers=answered).documents
    assert (
        document.markdown.replace("\N{NO-BREAK SPACE}", " ")
        == "1 Gmina A|2 Fundacja B|3 Fundacja C|"
    )


def test_a_line_for_other_founders_asks_nothing(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    text = (
        "{% if 'natural-persons' in set_up.kinds %}\n{{ answers['seat'] }}\n{% else %}\n"
        "{{ answers['coop-name'] }}\n{% endif %}\n"
    )

    assert planned(text, catalogue, kramsk, None).blanks == ("coop-name",)


def test_a_figure_of_the_law_comes_with_its_name(catalogue: Catalogue, kramsk: Diagnosis) -> None:
    told = filled("{{ law['krs-decision-days'].name }}", catalogue, kramsk, None)

    assert "sądu" in told
