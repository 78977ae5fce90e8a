"""Tests of facts as plain data, in the words of the template format."""

from typing import Any

from socialfranchise.core.conditions import (
    Grows,
    GrowsWithTerms,
    Includes,
    IsAnswer,
    IsOneOf,
    Limit,
    Test,
)


def condition_data(test: Test) -> dict[str, Any]:
    """A test as a template would say it.

    Of the three ways to ask for listed terms always the one that counts them.
    """
    return {"fact": test.fact, **_verbs(test)}


def _verbs(test: Test) -> dict[str, Any]:
    if isinstance(test, IsAnswer):
        return {"is": "yes" if test.answer else "no"}
    if isinstance(test, IsOneOf):
        return {"is_one_of": list(test.terms)}
    if isinstance(test, Includes):
        return {"includes_at_least": {"number": test.number, "terms": list(test.terms)}}
    if isinstance(test, Grows):
        return {"grows": {"none_at": test.none_at, "full_at": test.full_at}}
    if isinstance(test, GrowsWithTerms):
        return {"grows_with": {"terms": list(test.terms), "full_at": test.full_at}}
    return {**_limit("at_least", test.lower), **_limit("at_most", test.upper)}


def _limit(verb: str, limit: Limit | None) -> dict[str, Any]:
    if limit is None:
        return {}
    return {verb: limit.number} if limit.law is None else {f"{verb}_law": limit.law}
