"""The funding plan and the economics of a proposal in short, inside what founding takes."""

from collections.abc import Iterator

from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.presentation.economics.economics_names import Called
from socialfranchise.presentation.economics.outcome_section import outcome_words
from socialfranchise.presentation.economics.public_money_section import headline_words
from socialfranchise.presentation.economics.support_section import support_words, warning_words
from socialfranchise.presentation.funding.funding_text import FundingWords
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.sections import Section, Table


def money_sections(found: Feasibility, names: Names) -> Iterator[Section]:
    """Both in short, with the commands that tell all; nothing without a proposal."""
    if found.proposal is not None:
        yield _funding(found, names)
        if found.economics is not None:
            yield _economics(found.economics, names)


def _funding(found: Feasibility, names: Names) -> Section:
    say, plan = names.say, found.funding
    title = say("feasibility.funding.heading")
    if plan is None:
        return Section(title=title, paragraphs=(say("feasibility.funding.none"),))
    words = FundingWords(plan, names)
    best = say("funding.total", total=words.pln(plan.best.total))
    sources = words.funds(plan.best) if plan.best.taken else say("funding.nothing")
    ends = [words.cliff(cliff) for cliff in plan.cliffs] or [say("funding.no_cliffs")]
    taken = Table(
        caption=say("funding.best"),
        columns=(say("economics.column.source"),),
        rows=tuple((words.taken(taken, plan.best),) for taken in plan.best.taken),
    )
    return Section(
        title=title,
        paragraphs=(
            f"{best} {sources}",
            words.gap(),
            words.aid(),
            " ".join(ends),
            say("feasibility.funding.more"),
        ),
        tables=(taken,) if plan.best.taken else (),
    )


def _economics(reckoned: Economics, names: Names) -> Section:
    say = names.say
    called = Called(reckoned, names)
    paragraphs = list(warning_words(called))
    if reckoned.outcome is None:
        paragraphs.append(say("economics.outcome.none"))
    else:
        paragraphs += outcome_words(reckoned.outcome, called)
    paragraphs += support_words(called)
    paragraphs.append(headline_words(reckoned.public_money, called))
    gaps = [called.gap(each) for each in reckoned.missing if each.blocks != "nothing"]
    if gaps:
        paragraphs.append(say("feasibility.economics.lacking", gaps="; ".join(gaps)))
    option = " --with-funding" if reckoned.funding is not None else ""
    paragraphs.append(say("feasibility.economics.more", option=option))
    return Section(title=say("feasibility.economics.heading"), paragraphs=tuple(paragraphs))
