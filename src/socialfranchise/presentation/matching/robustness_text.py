"""Robustness in words: how far the first place hangs on the weights."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.matching.questions import settled
from socialfranchise.matching.ranking import Ranking, Score, Verdict
from socialfranchise.matching.robustness import Robustness, Tipping
from socialfranchise.presentation.matching.match_text import score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.numbers import number_text, percent_text


def robustness_text(
    found: Robustness, ranking: Ranking, catalogue: Catalogue, language: Language
) -> str:
    """How firmly the first model of a ranking stands."""
    return "\n".join(_robustness(found, ranking, Names(catalogue, language))).rstrip() + "\n"


def _robustness(found: Robustness, ranking: Ranking, names: Names) -> Iterator[str]:
    say, language = names.say, names.language
    yield from headed(say("robustness.heading", place=ranking.diagnosis.locality.name))
    first = ranking[found.first]
    verdict = say(f"verdict.{found.verdict.value}")
    score = score_text(first.score, language)
    model = names.text(first.template.name)
    yield from paragraph(say("robustness.first", model=model, verdict=verdict, score=score))
    if found.verdict is Verdict.DOES_NOT_FIT:
        yield from paragraph(say("match.nothing"))
    if found.second is None:
        yield from paragraph(say("robustness.alone"))
        return
    second = ranking[found.second]
    model, score = names.text(second.template.name), score_text(second.score, language)
    yield from paragraph(say("robustness.second", model=model, score=score))
    if _level(first.score, second.score):
        yield from paragraph(say("robustness.tie"))
        return
    if not settled(ranking):
        yield from paragraph(say("robustness.open"))
    yield ""
    share = percent_text(found.share, language)
    ends = {
        "least": number_text(1 - found.spread, language),
        "most": number_text(1 + found.spread, language),
    }
    draws = number_text(found.draws, language)
    yield from paragraph(
        say("robustness.draws", draws=draws, share=share, seed=found.seed, **ends), "- "
    )
    yield from paragraph(_tipping(found.tipping, names), "- ")
    if not found.without:
        yield from paragraph(say("robustness.none_without"), "- ")
        return
    yield from paragraph(say("robustness.without"), "- ")
    for without in found.without:
        line = say(
            "robustness.without_line",
            criterion=_criterion(without.template, without.criterion, names),
            first=names.text(names.catalogue[without.first].name),
        )
        yield from paragraph(line, "    - ")


def _level(one: Score, other: Score) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _tipping(tipping: Tipping | None, names: Names) -> str:
    say = names.say
    if tipping is None:
        return say("robustness.no_tipping")
    criterion = _criterion(tipping.template, tipping.criterion, names)
    if tipping.change == 0:
        return say("robustness.level", criterion=criterion)
    # Rounded away from the weight, so that what is told is enough.
    exact = Decimal(tipping.level_at.numerator) / tipping.level_at.denominator
    rounding = ROUND_CEILING if tipping.up else ROUND_FLOOR
    return say(
        f"robustness.tipping.{'up' if tipping.up else 'down'}",
        criterion=criterion,
        weight=tipping.weight,
        level=number_text(exact, names.language, rounding=rounding),
    )


def _criterion(template: str, criterion: str, names: Names) -> str:
    """A criterion in words, with the model it belongs to."""
    model = names.catalogue[template]
    statement = next(names.text(c.statement) for c in model.criteria if c.id == criterion)
    quoted = names.say("quoted", text=statement.rstrip("."))
    return names.say("robustness.criterion", criterion=quoted, model=names.text(model.name))
