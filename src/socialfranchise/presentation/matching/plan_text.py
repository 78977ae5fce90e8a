"""Plans in words: what has to be otherwise, and who can see to it."""

from collections.abc import Iterator, Sequence
from datetime import date

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.text import Language
from socialfranchise.matching.no_plan import NoPlan
from socialfranchise.matching.what_if import Change, Plan
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.presentation.values import value_text
from socialfranchise.wording.numbers import day_text


def plans_text(
    plans: Sequence[Plan],
    template: Template,
    catalogue: Catalogue,
    language: Language,
    *,
    on: date,
    why: NoPlan | None = None,
) -> str:
    """All plans for one template, the cheapest first; ``why`` says why there is none."""
    names = Names(catalogue, language)
    return "\n".join(_plans(plans, template, names, on, why)).rstrip() + "\n"


def _plans(
    plans: Sequence[Plan], template: Template, names: Names, on: date, why: NoPlan | None
) -> Iterator[str]:
    say = names.say
    yield from headed(say("plan.heading", model=names.text(template.name)))
    day = day_text(on, names.language)
    yield from paragraph(say("plan.state", on=day, version=names.catalogue.version))
    if not plans and why is not None:
        yield from paragraph(_none(why, names))
    for number, plan in enumerate(plans, 1):
        if not plan.changes:
            yield say("plan.fits")
            continue
        yield ""
        yield say("plan.number", number=number)
        for change in plan.changes:
            yield from paragraph(_change(change, names), "  - ")


def _none(why: NoPlan, names: Names) -> str:
    say = names.say
    if why.locked:
        return say("plan.none.locked")
    if why.missing_law:
        parameters = ", ".join(names.parameter(id) for id in why.missing_law)
        return say("plan.none.law", parameters=parameters)
    if why.most is not None:
        return say("plan.none.most", most=why.most)
    return say("plan.none.at_all")


def _change(change: Change, names: Names) -> str:
    say, fact = names.say, names.catalogue.vocabularies.facts[change.fact]
    what = names.fact(change.fact)
    if change.term is not None:
        what = say("plan.term", fact=what, term=names.term(change.fact, change.term))
    after = value_text(change.after, change.fact, names)
    if change.before is None:
        known_by = names.text(fact.known_by)
        return say("plan.turns_out", what=what, after=after, known_by=known_by)
    before = value_text(change.before, change.fact, names)
    who = say(f"plan.changer.{change.changed_by}")
    return say("plan.changes", what=what, before=before, after=after, who=who)
