"""Options that several commands share."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import click

from socialfranchise.cli.param_type import ParamType
from socialfranchise.core.text import LANGUAGES
from socialfranchise.wording.messages import Messages

_F = TypeVar("_F", bound=Callable[..., Any])
Decorator = Callable[[_F], _F]


class Day(ParamType[date]):
    """A day written year-month-day."""

    name = "day"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(self.say("cli.bad_day", value=value), param, ctx)


HIGHEST = Decimal(1000)
"""Far above any rate there has been: what is higher was meant otherwise."""


class Rate(ParamType[Decimal]):
    """PLN for one EUR."""

    name = "rate"

    def __init__(self, say: Messages) -> None:
        self.say = say

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """The rate, or a usage error."""
        try:
            rate = Decimal(str(value))
        except InvalidOperation:
            rate = Decimal(0)
        if not (rate.is_finite() and 0 < rate <= HIGHEST):
            self.fail(self.say("cli.bad_rate", value=value), param, ctx)
        return rate


class NamedPath(click.Path):
    """A file or folder; an empty name, which would be this folder, is refused."""

    def __init__(self, say: Messages) -> None:
        super().__init__(path_type=Path)
        self.say = say

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a usage error."""
        if not str(value).strip():
            self.fail(self.say("cli.empty_out"), param, ctx)
        return super().convert(value, param, ctx)


def rate(say: Messages) -> Decorator[Any]:
    """``--rate``: PLN for one EUR; the program knows none."""
    return click.option(
        "--rate", type=Rate(say), metavar=say("cli.words.rate"), help=say("cli.options.rate")
    )


def language(say: Messages) -> Decorator[Any]:
    """``--lang``; read by the entry point before the command is built."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), expose_value=False, help=say("cli.options.lang")
    )


def diagnosis(say: Messages) -> Decorator[Any]:
    """``DIAGNOSIS``: the file of a place."""
    return click.argument(
        "diagnosis", type=click.Path(path_type=Path), metavar=say("cli.words.diagnosis")
    )


def catalogue(say: Messages) -> Decorator[Any]:
    """``--catalogue DIR``."""
    return click.option(
        "--catalogue",
        "catalogue_path",
        type=click.Path(path_type=Path),
        metavar=say("cli.words.folder"),
        help=say("cli.options.catalogue"),
    )


def on_day(say: Messages) -> Decorator[Any]:
    """``--on DATE``."""
    return click.option(
        "--on", type=Day(say), metavar=say("cli.words.day"), help=say("cli.options.on")
    )


def places(say: Messages) -> Decorator[Any]:
    """``--places FILE``: the register of places."""
    return click.option(
        "--places",
        "places_path",
        type=click.Path(path_type=Path),
        envvar="SOCIALFRANCHISE_PLACES",
        metavar=say("cli.words.path"),
        help=say("cli.options.places_file"),
    )


def output_format(say: Messages, formats: Sequence[str] = ("text", "json")) -> Decorator[Any]:
    """``--format``, by default the first of the forms given."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        help=say("cli.options.format"),
    )
