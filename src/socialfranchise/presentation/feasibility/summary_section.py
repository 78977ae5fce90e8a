"""What founding takes on one screen: the answers people ask for first."""

from collections.abc import Iterable, Iterator
from typing import get_args

from socialfranchise.catalogue.rules import Topic
from socialfranchise.core.degrees import Truth
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.founders import FoundersCheck
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.economics.public_money_section import headline_words
from socialfranchise.presentation.feasibility.founders_section import gap_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import day_text, money_text, unit_text

TO_FOUND: tuple[Topic, ...] = ("founding", "members")
"""Topics that decide whether a group may found."""
BY_LAW: tuple[Topic, ...] = (*TO_FOUND, "jobs")
"""Those, and what the law asks of every co-operative afterwards."""
STATUS: tuple[Topic, ...] = tuple(t for t in get_args(Topic) if t not in BY_LAW)
SHOWN = 3
"""How many of several things are named; the sections below name all."""


def summary_section(found: Feasibility, names: Names) -> Section:
    """A row for each question: the law, the status, money, the commune, partners, days."""
    rows = [(question, answer) for question, answer in _rows(found, names) if answer]
    say = names.say
    table = Table(
        caption=say("feasibility.summary.about"),
        columns=tuple(say(f"feasibility.summary.{key}") for key in ("question", "answer")),
        rows=tuple(rows),
        lead=2,
    )
    return Section(title=say("feasibility.summary.heading"), tables=(table,))


def _rows(found: Feasibility, names: Names) -> Iterator[tuple[str, str]]:
    say = names.say
    for check in found.founders:
        form = names.text(names.catalogue.vocabularies.legal_forms[check.legal_form].name)
        yield say("feasibility.summary.may_found", form=form), _may_found(check, names)
        yield say("feasibility.summary.lacking", form=form), _lacking(check, names)
        yield say("feasibility.summary.status", form=form), _status(check, names)
    yield say("feasibility.summary.money"), _money(found, names)
    yield say("feasibility.summary.living"), _living(found, names)
    yield say("feasibility.summary.commune"), _commune(found, names)
    yield say("feasibility.summary.partners"), _partners(found, names)
    yield say("feasibility.summary.days"), _days(found, names)


def _may_found(check: FoundersCheck, names: Names) -> str:
    truth = check.truth(*TO_FOUND) or Truth.YES
    truth = truth if truth in (Truth.YES, Truth.NO) else Truth.UNKNOWN
    words = names.say(f"feasibility.summary.founding.{truth.value}")
    if check.broken_in_every_case(*TO_FOUND):
        words = f"{words} {names.say('feasibility.founders.in_every_case')}"
    if check.offered:
        return words
    form = names.text(names.catalogue.vocabularies.legal_forms[check.legal_form].name)
    return f"{words} {names.say('feasibility.founders.not_offered', form=form)}"


def _lacking(check: FoundersCheck, names: Names) -> str:
    open_ = [
        verdict
        for verdict in check.verdicts
        if verdict.truth is not Truth.YES and set(verdict.rule.topics) & set(BY_LAW)
    ]
    ordered = sorted(open_, key=lambda verdict: verdict.truth is not Truth.NO)
    words = []
    for verdict in ordered:
        gaps = ", ".join(gap_text(gap, names) for gap in verdict.gaps)
        state = names.say(f"feasibility.verdict.{verdict.truth.value}")
        note = "; ".join(part for part in (state, gaps) if part)
        words.append(f"{names.text(verdict.rule.statement).rstrip('.')} ({note})")
    return _some(words, names)


def _status(check: FoundersCheck, names: Names) -> str:
    say = names.say
    parts = (
        f"{say(f'feasibility.summary.topic.{topic}')} – {say(f'feasibility.verdict.{truth.value}')}"
        for topic in STATUS
        if (truth := check.truth(topic)) is not None
    )
    return "; ".join(parts)


def _money(found: Feasibility, names: Names) -> str:
    say, plan = names.say, found.funding
    if plan is None:
        return say(f"feasibility.summary.no_{'proposal' if found.proposal is None else 'plan'}")
    facts = {
        "best": money_text(plan.best.total, names.language),
        "bought": money_text(plan.best.one_off, names.language),
        "months": unit_text(plan.months, "months", names.language),
    }
    if plan.gap is None:
        return say("feasibility.summary.gap.unknown", **facts)
    key = "missing" if plan.gap else "none"
    gap = money_text(plan.gap, names.language)
    return say(f"feasibility.summary.gap.{key}", gap=gap, **facts)


def _living(found: Feasibility, names: Names) -> str:
    if found.economics is None:
        return ""
    outcome, say = found.economics.outcome, names.say
    if outcome is None:
        return say("economics.outcome.none")
    called = Called(found.economics, names)
    month = outcome.low_month
    day = found.economics.days[month - 1].isoformat()[:7]
    amount = called.ends(outcome.low_point)
    words = [say("economics.outcome.low_point", amount=amount, month=month, day=day)]
    for key, turn in (("breaks_even", outcome.breaks_even), ("covers", outcome.covers)):
        if turn.base is None:
            words.append(say(f"economics.outcome.{key}.never"))
        else:
            words.append(say(f"economics.outcome.{key}.from", month=turn.base))
    return " ".join(words)


def _commune(found: Feasibility, names: Names) -> str:
    if found.economics is None:
        return ""
    return headline_words(found.economics.public_money, Called(found.economics, names))


def _partners(found: Feasibility, names: Names) -> str:
    say = names.say
    words = []
    for truth in (Truth.NO, Truth.UNKNOWN):
        missing = [
            names.text(names.catalogue.vocabularies.institutions[p.partner.institution].name)
            for p in found.partners.partners
            if p.partner.required and p.present is truth
        ]
        if missing:
            bodies = _some(missing, names)
            words.append(say(f"feasibility.summary.partner.{truth.value}", bodies=bodies))
    return " ".join(words) or say("feasibility.partners.complete.yes")


def _days(found: Feasibility, names: Names) -> str:
    dated = [deadline for deadline in found.calendar.dated if deadline.day is not None]
    words = [
        f"{day_text(deadline.day, names.language)} – {names.text(deadline.duty.what).rstrip('.')}"
        for deadline in dated[:SHOWN]
        if deadline.day is not None
    ]
    return "; ".join(words)


def _some(words: Iterable[str], names: Names) -> str:
    """The first of them, and how many more there are."""
    all_ = list(words)
    shown = "; ".join(all_[:SHOWN])
    more = len(all_) - SHOWN
    return shown if more <= 0 else names.say("feasibility.summary.more", shown=shown, number=more)
