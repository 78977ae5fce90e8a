"""Where the figures of the law behind a funding plan come from, and what is in doubt about them."""

from collections.abc import Iterator

from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import day_text


def figure_texts(plan: FundingPlan, names: Names) -> Iterator[str]:
    """A text for every figure in the best and the second best mix that has a source or a doubt."""
    second = () if plan.second is None else plan.second.payments
    limits = (payment.limit for payment in (*plan.best.payments, *second))
    used = {(limit.parameter, limit.dated.since): limit.dated for limit in limits}
    say = names.say
    for (id, since), dated in sorted(used.items(), key=lambda figure: figure[0]):
        grounds = []
        if dated.sources:
            sources = "; ".join(names.source(source) for source in dated.sources)
            grounds.append(say("funding.figure_sources", sources=sources))
        if dated.doubt is not None:
            grounds.append(say("funding.figure_doubt", doubt=names.text(dated.doubt)))
        if grounds:
            day = day_text(since, names.language)
            figure = say("funding.figure", parameter=names.parameter(id), since=day)
            yield " ".join((figure, *grounds))
