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
from socialfranchise.wording.numbers import between_text


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
            before = groups[place - 1][-1].answer if place else None
            after = groups[place + 1][0].answer if place + 1 < len(groups) else None
            text = _numbers(question, group, before, after, names)
        else:
            texts = [_answer(effect.answer, question.fact, names) for effect in group]
            text = names.say("list.or").join(texts)
        yield text, group[0]


def _answer(answer: Value, fact: str, names: Names) -> str:
    if isinstance(answer, Terms):
        return names.say(f"answer.{'yes' if answer.present else 'no'}")
    return value_text(answer, fact, names)


def _numbers(
    question: Question,
    group: Sequence[Effect],
    before: Value | None,
    after: Value | None,
    names: Names,
) -> str:
    """Numbers that do the same. Beyond the outermost ones tried no rule turns any more.

    A rule turns at one of two neighbours of different groups; where the fact may have a fraction,
    the numbers between them belong to the other one.
    """
    say, fact = names.say, names.question(question.fact)
    low, high = group[0].answer, group[-1].answer

    def text(value: Value) -> str:
        return value_text(value, question.fact, names)

    def turns(inner: Value, outer: Value) -> bool:
        numbers = [value.value for value in (inner, outer) if isinstance(value, Number)]
        return fact.whole or numbers[0] in question.turns or numbers[1] not in question.turns

    if before is None and after is None:
        return say("question.any_number")
    from_low = before is None or turns(low, before)
    to_high = after is None or turns(high, after)
    if before is not None and after is not None and from_low and to_high:
        return _between(low, high, question.fact, names)
    ends = []
    if before is not None:
        least = say("bounds.least", lowest=text(low))
        ends.append(least if from_low else say("bounds.above", above=text(before)))
    if after is not None:
        most = say("bounds.most", highest=text(high))
        ends.append(most if to_high else say("bounds.below", below=text(after)))
    return say("list.and").join(ends)


def _between(low: Value, high: Value, fact: str, names: Names) -> str:
    if low == high or not (isinstance(low, Number) and isinstance(high, Number)):
        return value_text(low, fact, names)
    unit = names.question(fact).unit or ""
    return between_text(low.value, high.value, unit, names.language)


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
