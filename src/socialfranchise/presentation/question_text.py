"""Questions in words: what to find out next, who knows it, and what each answer would do."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Number, Terms, Value
from socialfranchise.matching.questions import (
    FIRST,
    Effect,
    Question,
    Standing,
    settled,
    standing,
)
from socialfranchise.matching.ranking import Ranking
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.presentation.values import value_text


def questions_text(
    questions: Sequence[Question], ranking: Ranking, catalogue: Catalogue, language: Language
) -> str:
    """The questions that a ranking leaves open, the one that changes most first."""
    names = Names(catalogue, language)
    return "\n".join(_questions(questions, ranking, names)).rstrip() + "\n"


def question_text(question: Question, names: Names) -> Iterator[str]:
    """The question, who can answer it and where to look, line by line."""
    say, fact = names.say, names.catalogue.vocabularies.facts[question.fact]
    yield names.text(question.text)
    if question.term is not None:
        yield say("question.term", term=names.term(question.fact, question.term))
    yield say("question.known_by", who=names.text(question.known_by))
    if fact.where is not None:
        yield say("question.where", where=names.text(fact.where))


def standings_text(standings: Sequence[Standing], names: Names) -> str:
    """Models in order, each with its verdict."""
    say = names.say
    return "; ".join(
        say(
            "question.place",
            number=number,
            model=names.text(names.catalogue[found.template].name),
            verdict=say(f"verdict.{found.verdict.value}"),
        )
        for number, found in enumerate(standings, 1)
    )


def _questions(questions: Sequence[Question], ranking: Ranking, names: Names) -> Iterator[str]:
    say = names.say
    now = tuple(standing(found) for found in ranking.matches[:FIRST])
    yield from headed(say("question.heading", place=ranking.diagnosis.locality.name))
    yield from paragraph(say("question.now", models=standings_text(now, names)))
    if settled(ranking):
        yield from paragraph(say("question.settled"))
    if not questions:
        yield from paragraph(say("question.none"))
    for number, question in enumerate(questions, 1):
        yield ""
        lead = f"{number}. "
        for line in question_text(question, names):
            yield from paragraph(line, lead)
            lead = " " * len(lead)
        yield from _decides(question, names, lead)
        for answer, effect in _answers(question, names):
            yield from paragraph(_effect(answer, effect, now, names), f"{lead}- ")
    if any(isinstance(q.effects[0].answer, Number) for q in questions):
        yield ""
        yield from paragraph(say("question.tried"))


def _decides(question: Question, names: Names, lead: str) -> Iterator[str]:
    if question.decides:
        models = "; ".join(names.text(names.catalogue[id].name) for id in question.decides)
        yield from paragraph(names.say("question.decides", models=models), lead)


def _answers(question: Question, names: Names) -> Iterator[tuple[str, Effect]]:
    """Every answer with its effect; neighbouring answers that do the same stand together."""
    alike = groupby(question.effects, key=lambda effect: (effect.first, effect.changed))
    groups = [list(group) for _, group in alike]
    for place, group in enumerate(groups):
        if isinstance(group[0].answer, Number):
            text = _numbers(question, group, place == 0, place == len(groups) - 1, names)
        else:
            texts = [_answer(effect.answer, question.fact, names) for effect in group]
            text = names.say("list.or").join(texts)
        yield text, group[0]


def _answer(answer: Value, fact: str, names: Names) -> str:
    if isinstance(answer, Terms):
        return names.say(f"answer.{'yes' if answer.present else 'no'}")
    return value_text(answer, fact, names)


def _numbers(
    question: Question, group: Sequence[Effect], is_first: bool, is_last: bool, names: Names
) -> str:
    """Numbers that do the same. Beyond the outermost ones tried no rule turns any more."""
    say = names.say
    lowest, highest = (value_text(e.answer, question.fact, names) for e in (group[0], group[-1]))
    if is_first and is_last:
        return say("question.any_number")
    if is_first:
        return say("bounds.most", highest=highest)
    if is_last:
        return say("bounds.least", lowest=lowest)
    return lowest if lowest == highest else say("bounds.both", lowest=lowest, highest=highest)


def _effect(answer: str, effect: Effect, now: Sequence[Standing], names: Names) -> str:
    say = names.say
    models = say("question.same")
    if effect.first != now:
        models = standings_text(effect.first, names)
    elsewhere = [found for found in effect.changed if found not in effect.first]
    if elsewhere:
        others = "; ".join(
            say(
                "question.other",
                model=names.text(names.catalogue[found.template].name),
                verdict=say(f"verdict.{found.verdict.value}"),
            )
            for found in elsewhere
        )
        models = say("question.elsewhere", models=models, others=others)
    return say("question.effect", answer=answer, models=models)
