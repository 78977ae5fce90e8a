"""Figures and days: gaps in time, values nobody vouches for, shares that cannot be."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.base import FigureDocument
from socialfranchise.formats.documents.law import DatedValueDocument, ParameterDocument
from socialfranchise.formats.documents.pathway import StageDocument
from socialfranchise.formats.documents.template import TemplateDocument
from socialfranchise.formats.documents.vocabulary import FactDocument, SourceDocument
from socialfranchise.validation.checks.limits import limits
from socialfranchise.validation.checks.scope import Node, Scope

_VOUCHED = ("checked", "reported")
_WHOLE = {"share": Decimal(1), "percent": Decimal(100)}
"""The whole, in the units that count parts of it."""


def check_gaps(scope: Scope) -> Iterator[Finding]:
    """Days without a value between two values, of which nothing is said."""
    for node in scope.each(ParameterDocument):
        parameter: ParameterDocument = node.value
        for index, (one, following) in enumerate(pairwise(parameter.values), start=1):
            said = one.doubt or following.doubt or parameter.note
            if one.until is None or said or one.until == date.max:
                continue
            first = one.until + timedelta(days=1)
            if first < following.since:
                yield node.finding(
                    codes.GAP_IN_TIME,
                    "values",
                    index,
                    "since",
                    related=(node.place("values", index - 1, "until"),),
                    id=parameter.id,
                    first=first,
                    last=following.since - timedelta(days=1),
                )


def check_vouched(scope: Scope) -> Iterator[Finding]:
    """A figure that is said to be known names where from; one from memory says so in words."""
    for node in scope.each(DatedValueDocument):
        dated: DatedValueDocument = node.value
        if dated.basis or dated.sources:
            continue
        if dated.confidence in _VOUCHED:
            yield node.finding(codes.UNSOURCED, "confidence", confidence=dated.confidence)
        elif dated.confidence == "recalled" and dated.doubt is None:
            yield node.finding(codes.RECALLED, "confidence")
    with_basis = {
        (id(node.file), (*node.path, "duration"))
        for node in scope.each(StageDocument)
        if node.value.basis
    }
    for node in scope.each(FigureDocument):
        figure: FigureDocument = node.value
        if figure.confidence not in _VOUCHED or figure.sources:
            continue
        if (id(node.file), node.path) not in with_basis:
            yield node.finding(codes.UNSOURCED, "confidence", confidence=figure.confidence)


def check_ranges(scope: Scope) -> Iterator[Finding]:
    """The lower end is below the upper one; no part is larger than the whole."""
    for node in scope.each(FigureDocument):
        if node.value.low > node.value.high:
            yield node.finding(codes.RANGE_REVERSED, "high", low=node.value.low)
        else:
            yield from _larger_than_whole(node, "high", node.value.unit)
    for node in scope.each(FactDocument):
        fact: FactDocument = node.value
        if fact.lowest is not None and fact.highest is not None and fact.lowest > fact.highest:
            yield node.finding(codes.RANGE_REVERSED, "highest", low=fact.lowest)
    for node in scope.each(ParameterDocument):
        for index, _ in enumerate(node.value.values):
            inner = Node(node.file, (*node.path, "values", index), node.value.values[index])
            yield from _larger_than_whole(inner, "value", node.value.unit)


def _larger_than_whole(node: Node, key: str, unit: str) -> Iterator[Finding]:
    whole = _WHOLE.get(unit)
    if whole is not None and getattr(node.value, key) > whole:
        code = codes.SHARE_ABOVE_ONE if unit == "share" else codes.PERCENT_ABOVE_HUNDRED
        yield node.finding(code, key)


def check_reviews(scope: Scope) -> Iterator[Finding]:
    """What was to be looked at again by a day that has passed."""
    if scope.on is None:
        return
    for node in scope.each(DatedValueDocument, SourceDocument):
        review: date | None = node.value.review
        if review is not None and review < scope.on:
            yield node.finding(codes.REVIEW_OVERDUE, "review", day=review, on=scope.on)


def check_law_bounds(scope: Scope) -> Iterator[Finding]:
    """Figures of a template that plan less than the law of the day asks for."""
    for node in scope.each(TemplateDocument):
        for bound in limits().law_bounds:
            figure = _at(node.value, bound.path)
            least = _of_the_day(scope.law.get(bound.at_least_law), scope.on)
            if figure is None or least is None:
                continue
            low = _as_share(figure.low, figure.unit)
            if low is not None and low < least and figure.low <= figure.high:
                yield node.finding(
                    codes.BELOW_LAW,
                    *bound.path,
                    "low",
                    id=bound.at_least_law,
                    least=f"{least * _WHOLE[figure.unit]:f}",
                )


def _at(document: Any, path: tuple[str, ...]) -> FigureDocument | None:
    for name in path:
        document = getattr(document, name, None)
    return document if isinstance(document, FigureDocument) else None


def _of_the_day(parameter: ParameterDocument | None, on: date | None) -> Decimal | None:
    """The parameter as a share on the day; without a day, as it was set last."""
    if parameter is None:
        return None
    valid = [
        dated
        for dated in parameter.values
        if on is None or (dated.since <= on and (dated.until is None or on <= dated.until))
    ]
    return _as_share(valid[-1].value, parameter.unit) if valid else None


def _as_share(number: Decimal, unit: str) -> Decimal | None:
    whole = _WHOLE.get(unit)
    return None if whole is None else number / whole
