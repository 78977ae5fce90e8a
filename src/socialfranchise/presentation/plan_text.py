"""Plans in words: what has to be otherwise, and who can see to it."""

from collections.abc import Iterator, Sequence

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.template import Template
from socialfranchise.core.text import Language
from socialfranchise.matching.what_if import Change, Plan
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.presentation.values import value_text


def plans_text(
    plans: Sequence[Plan], template: Template, catalogue: Catalogue, language: Language
) -> str:
    """All plans for one template, the cheapest first."""
    return "\n".join(_plans(plans, template, Names(catalogue, language))).rstrip() + "\n"


def _plans(plans: Sequence[Plan], template: Template, names: Names) -> Iterator[str]:
    say = names.say
    yield from headed(say("plan.heading", model=names.text(template.name)))
    if not plans:
        yield from paragraph(say("plan.none"))
    for number, plan in enumerate(plans, 1):
        if not plan.changes:
            yield say("plan.fits")
            continue
        yield ""
        yield say("plan.number", number=number)
        for change in plan.changes:
            yield from paragraph(_change(change, names), "  - ")


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
