"""The operational documents: complete by the law, filled for every model, true to the library."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs
import pytest

from socialfranchise import Catalogue, Diagnosis, Proposal, load_diagnosis, load_proposal
from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.feasibility.economics import economics
from socialfranchise.feasibility.funding.plan import funding_plan
from socialfranchise.feasibility.proposal import Founder
from socialfranchise.matching.evaluate import Situation
from socialfranchise.matching.ranking import match_template
from socialfranchise.package.answers import answer_text
from socialfranchise.package.context import BLANK, document_context
from socialfranchise.package.plan import PackagePlan, plan_package
from socialfranchise.package.studies import Studies
from socialfranchise.package.texts import fill
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import day_text, money_text
from tests.conftest import PLACES, ROOT

DOCUMENTS = (
    "diagnosis-report",
    "manual",
    "core-and-adaptable",
    "calendar",
    "business-plan",
    "funding-plan",
    "commune-account",
    "staffing",
    "reintegration-plan",
    "training-programme",
    "quality-standards",
    "kpi-sheet",
    "risk-register",
    "facts-to-verify",
)
MODEL = "elderly-care"
REAL = ("kramsk-2011", "wagrowiec-2013", "markowice-2014")
ANSWERS = {"money": "100", "number": "5", "day": "2027-01-15"}
A_BLANK = re.compile(rf"(?<!…){BLANK}(?!…)")
Fill = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def proposal(catalogue: Catalogue) -> Proposal:
    file = ROOT / "models" / "proposals" / "kramsk-example.yaml"
    return load_proposal(file, catalogue=catalogue)


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal) -> PackagePlan:
    """The package for Kramsk with the example of a proposal; reckoned once."""
    return plan_package(catalogue[MODEL], kramsk, catalogue, proposal=proposal)


def words(markdown: str) -> str:
    """A text as it is read: without escapes, with plain spaces."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\N{NO-BREAK SPACE}", " ")


def texts(plan: PackagePlan) -> dict[str, str]:
    return {document.id: words(document.markdown) for document in plan.documents}


@pytest.fixture(scope="module")
def filled(catalogue: Catalogue, planned: PackagePlan) -> Fill:
    """Fills the documents for a model and a place, with money that was reckoned once."""

    @cache
    def place(id: str) -> Diagnosis:
        return load_diagnosis(PLACES / f"{id}.yaml", catalogue=catalogue)

    def fill_all(
        model: str,
        where: str,
        proposal: Proposal | None,
        language: Language,
        **answers: str,
    ) -> dict[str, str]:
        template, diagnosis, on = catalogue[model], place(where), catalogue.published
        own = None if proposal is None else attrs.evolve(proposal, template=model)
        studies = Studies(
            template=template, diagnosis=diagnosis, catalogue=catalogue, proposal=own, on=on
        )
        if own is not None and planned.studies is not None:
            object.__setattr__(studies, "funding", planned.studies.funding)
            object.__setattr__(studies, "economics", planned.studies.economics)
        context = document_context(
            template,
            diagnosis,
            catalogue,
            match_template(template, catalogue, Situation(diagnosis, catalogue.law, on)),
            on=on,
            answers=answers,
            language=language,
            studies=studies,
        )
        return {
            id: words(
                fill(
                    catalogue.documents[id].texts[language],
                    context,
                    id,
                    language,
                    catalogue.parts[language],
                )
            )
            for id in DOCUMENTS
        }

    return fill_all


def cases() -> Iterator[Any]:
    """Every model with a proposal; without one they are filled in ``test_franchise_package``."""
    ids = sorted(path.stem for path in (ROOT / "models" / "templates").glob("*.yaml"))
    for n, id in enumerate(ids):
        yield pytest.param(id, REAL[n % 3], LANGUAGES[n % 2], id=f"{id}-{REAL[n % 3]}")


@pytest.mark.parametrize(("model", "place", "language"), list(cases()))
def test_every_document_can_be_filled_with_a_proposal(
    model: str, place: str, language: Language, filled: Fill, proposal: Proposal
) -> None:
    for id, text in filled(model, place, proposal, language).items():
        assert text.strip(), id
        assert "Decimal(" not in text, id
        assert "r.." not in text, id
        for line in text.splitlines():
            assert not line.startswith("|") or line.rstrip().endswith("|"), (id, line)


SITUATION = "art. 6 ust. 3 pkt 1"
ACTIONS = "art. 6 ust. 3 pkt 2"
EFFECTS = "art. 6 ust. 3 pkt 3"
ITEMS: dict[str, dict[Language, tuple[str, ...]]] = {
    SITUATION: {
        "pl": (
            "# 1. Sytuacja społeczna i zawodowa",
            "## Sytuacja społeczna",
            "## Sytuacja zawodowa",
        ),
        "en": ("# 1. Social and vocational situation", "## Social situation", "## Vocational"),
    },
    ACTIONS: {
        "pl": ("# 2. Planowane działania", "## Reintegracja zawodowa", "## Reintegracja społeczna"),
        "en": ("# 2. Planned actions", "## Vocational reintegration", "## Social reintegration"),
    },
    EFFECTS: {
        "pl": ("# 3. Zakładane efekty i sposób ich oceny", "Kto i kiedy ocenia"),
        "en": ("# 3. Assumed effects and how they are assessed", "Who assesses it and when"),
    },
    "art. 6 ust. 2": {
        "pl": ("przy aktywnym udziale osoby", "kwalifikacje zawodowe i kompetencje społeczne"),
        "en": ("active part of the person", "qualifications and social skills"),
    },
    "art. 6 ust. 1": {
        "pl": ("Plan obowiązuje od – do", "Wymagany okres zatrudnienia po wsparciu"),
        "en": ("The plan runs from – to", "Required time of employment after support"),
    },
}
"""What article 6 of the Act on the social economy asks of a plan, and where the form has it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("item", ITEMS)
def test_the_reintegration_plan_has_every_item_of_article_6(
    item: str, language: Language, filled: Fill
) -> None:
    text = filled(MODEL, REAL[0], None, language)["reintegration-plan"]

    for part in ITEMS[item][language]:
        assert part in text
    assert language == "en" or f"({item}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_has_the_eight_chapters_of_the_series(language: Language, filled: Fill) -> None:
    text = filled("homelessness", REAL[0], None, language)["manual"]

    chapters = re.findall(r"(?m)^# (?:Rozdział|Chapter) (\d)\.", text)
    assert chapters == list("12345678")


def test_the_money_of_the_documents_is_that_of_the_library(
    planned: PackagePlan, catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    found = texts(planned)
    template = catalogue[MODEL]
    plan = funding_plan(template, kramsk, catalogue, proposal)
    reckoned = economics(template, kramsk, catalogue, proposal, draws=1)

    def money(amount: Any) -> str:
        sign = "\N{MINUS SIGN}" if amount < 0 else ""
        return sign + words(money_text(abs(amount), "pl"))

    assert f"**{money(plan.best.total)}**" in found["funding-plan"]
    assert plan.gap is not None
    assert money(plan.gap) in found["funding-plan"]
    for month in (1, 8, 60):
        assert f"| {money(plan.to_earn(month))} |" in found["funding-plan"]
    for cliff in plan.cliffs:
        assert money(cliff.fall) in found["funding-plan"]
        assert money(cliff.fall) in found["risk-register"]
    assert reckoned.outcome is not None
    for year in reckoned.outcome.years:
        assert money(year.base) in found["business-plan"]
    assert money(reckoned.outcome.low_point.base) in found["risk-register"]
    for swing in reckoned.outcome.swings:
        assert money(swing.at_low.total) in found["business-plan"]
    headline = reckoned.public_money.headline
    assert headline is not None
    for end in (headline.base, headline.low, headline.high):
        assert money(end) in found["commune-account"]
    for payer in reckoned.public_money.payers:
        assert money(payer.total.base) in found["commune-account"]


def test_every_day_of_the_calendar_is_that_of_the_library(planned: PackagePlan) -> None:
    assert planned.studies is not None
    rows = re.findall(r"(?m)^\| \*\*(.+?)\*\* \|", texts(planned)["calendar"])

    days = [found.day for found in planned.studies.feasibility.calendar.dated]
    assert rows == [words(day_text(day, "pl")) for day in days if day is not None]


def test_what_is_answered_or_proposed_is_no_blank(
    planned: PackagePlan, filled: Fill, proposal: Proposal, catalogue: Catalogue
) -> None:
    own = [document for document in planned.documents if document.id in DOCUMENTS]
    fields = {id: catalogue.answer_fields[id] for document in own for id in document.blanks}
    answers = {id: ANSWERS.get(field.kind, f"Odpowiedź {id}") for id, field in fields.items()}
    found = filled(MODEL, REAL[0], proposal, "pl", **answers, **{"founders-list": "My"})

    for id, text in found.items():
        assert not A_BLANK.search(text), id
    for id in ("calendar", "business-plan", "commune-account"):
        assert day_text(proposal.registration, "pl") in found[id]
    for document in own:
        for id in document.blanks:
            assert words(answer_text(answers[id], fields[id].kind, "pl")) in found[document.id]
    assert "Gmina Kramsk, Stowarzyszenie na Rzecz" in texts(planned)["business-plan"]


def test_a_known_fact_is_told_and_an_unknown_one_is_asked(
    planned: PackagePlan, catalogue: Catalogue, kramsk: Diagnosis
) -> None:
    report, check = texts(planned)["diagnosis-report"], texts(planned)["facts-to-verify"]
    facts = catalogue.vocabularies.facts

    for id, fact in kramsk.facts.items():
        asked = f"| {words(facts[id].question.pl)} |"
        assert (asked in report) == (fact.value is None), id
        assert fact.value is None or asked not in check, id
    for missing in planned.match.missing:
        assert f"| {words(facts[missing.fact].question.pl)} |" in check


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_that_says_little_leaves_an_honest_plan(
    language: Language, catalogue: Catalogue, kramsk: Diagnosis, proposal: Proposal
) -> None:
    little = attrs.evolve(
        proposal,
        legal_form="natural-persons-coop",
        founders=(attrs.evolve(proposal.founders[0], kind="natural-person", name=None, number=5),),
        jobs=(),
        purchases=(),
        sales=None,
        running_costs=None,
        support=None,
        growth=None,
        own_money=None,
        public_account=None,
    )
    plan = plan_package(catalogue[MODEL], kramsk, catalogue, proposal=little, language=language)

    found = texts(plan)
    say = messages(language)
    assert words(say("economics.outcome.none")) in found["business-plan"]
    assert words(say("economics.public.no_headline")) in found["commune-account"]
    assert say("economics.gap.jobs") in found["facts-to-verify"]


def test_the_training_is_fitted_to_the_groups_of_the_model(
    filled: Fill, catalogue: Catalogue
) -> None:
    text = filled("autism-spectrum", REAL[0], None, "pl")["training-programme"]
    groups = catalogue.vocabularies.target_groups
    served = {group.group for group in catalogue["autism-spectrum"].target_groups}

    for group in groups:
        for advice in group.teaching:
            assert (words(advice.pl) in text) == (group.id in served)
    assert all(group.teaching for group in groups)


@pytest.mark.parametrize(("language", "session"), [("pl", "Sesja rady"), ("en", "Council session")])
def test_a_session_of_a_council_is_for_local_governments_only(
    language: Language, session: str, filled: Fill, proposal: Proposal
) -> None:
    persons = attrs.evolve(
        proposal,
        legal_form="natural-persons-coop",
        founders=(Founder(kind="natural-persons", number=6),),
    )
    public = filled("elderly-care", "kramsk-2011", proposal, language)
    private = filled("elderly-care", "wagrowiec-2013", persons, language)

    assert {id for id, text in public.items() if session in text} == {"calendar"}
    assert not {id for id, text in private.items() if session in text}
