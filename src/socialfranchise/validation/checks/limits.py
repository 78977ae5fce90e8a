"""The limits the checks go by: data beside this module, for writers to change."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from socialfranchise.core.text import LANGUAGES, Language
from socialfranchise.formats.yaml_reader import parse

_FILE = "limits.yaml"


@frozen
class LawBound:
    """A figure of a template that may not plan less than a parameter of the law asks for."""

    path: tuple[str, ...]
    at_least_law: str


@frozen
class Limits:
    """What is too long, what cannot be printed, which units count the same."""

    law_bounds: tuple[LawBound, ...]
    comparable_units: tuple[frozenset[str], ...]
    time_units: frozenset[str]
    money_units: frozenset[str]
    figure_units: Mapping[str, frozenset[str]]
    """By the fields of effects: the units of the figures that they may name."""
    untranslated_words: int
    sentence_words: int
    titles: frozenset[str]
    wrong_quotes: tuple[tuple[Language, str], ...]
    printable: tuple[tuple[int, int], ...]

    def comparable(self, one: str, other: str) -> bool:
        """May a number in one unit be compared with a number in the other?"""
        return one == other or any({one, other} <= units for units in self.comparable_units)


@cache
def limits() -> Limits:
    """The limits, read once."""
    text = (files(__package__) / _FILE).read_text(encoding="utf-8")
    parsed, findings = parse(text, _FILE)
    if parsed is None or findings:
        raise ValueError(f"{_FILE} is broken: {findings}")
    data: dict[str, Any] = parsed.data
    return Limits(
        law_bounds=tuple(
            LawBound(tuple(bound["path"]), bound["at_least_law"]) for bound in data["law_bounds"]
        ),
        comparable_units=tuple(frozenset(units) for units in data["comparable_units"]),
        time_units=frozenset(data["time_units"]),
        money_units=frozenset(data["money_units"]),
        figure_units={key: frozenset(units) for key, units in data["figure_units"].items()},
        untranslated_words=data["untranslated_words"],
        sentence_words=data["sentence_words"],
        titles=frozenset(data["titles"]),
        wrong_quotes=tuple(
            (language, "".join(data["wrong_quotes"][language])) for language in LANGUAGES
        ),
        printable=tuple((int(low, 16), int(high, 16)) for low, high in data["printable"]),
    )
