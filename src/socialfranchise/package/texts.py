"""Markdown texts with placeholders, filled in a sandbox from plain data."""

from collections.abc import Mapping
from typing import Any

from socialfranchise.core.errors import BrokenText, MissingExtra
from socialfranchise.core.text import Language
from socialfranchise.package.context import figure_filter
from socialfranchise.package.typography import bind_spaces, escape_markdown
from socialfranchise.wording.numbers import day_text, money_text, number_text, percent_text

try:
    from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup
except ImportError as error:
    raise MissingExtra("documents") from error

_FILTERS = (
    "join",
    "length",
    "default",
    "lower",
    "upper",
    "first",
    "last",
    "sort",
    "list",
    "map",
    "selectattr",
    "rejectattr",
)


def fill(text: str, context: Mapping[str, Any], document: str, language: Language) -> str:
    """The text with its placeholders filled; every value comes out as harmless Markdown."""
    try:
        filled = _environment(language).from_string(text).render(context)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = "" if line is None else f"line {line}: "
        raise BrokenText(document, language, f"{place}{error.message}") from error
    return bind_spaces(str(filled), language)


def answers_used(text: str, language: Language) -> set[str]:
    """The answer fields that a text names."""
    tree = _environment(language).parse(text)
    return {
        str(item.arg.value)
        for item in tree.find_all(nodes.Getitem)
        if isinstance(item.node, nodes.Name)
        and item.node.name == "answers"
        and isinstance(item.arg, nodes.Const)
    }


def _environment(language: Language) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({}),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals = {"namespace": environment.globals["namespace"]}
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | {
        "day": lambda value: day_text(value, language),
        "number": lambda value: number_text(value, language),
        "money": lambda value: money_text(value, language),
        "percent": lambda value: percent_text(value, language),
        "range": figure_filter(language),
    }
    return environment


def _harmless(value: object) -> object:
    """What a placeholder puts out. Output of macros is Markdown already; anything else is text."""
    if value is None:
        raise TemplateError("a placeholder has no value")
    if isinstance(value, Markup | StrictUndefined):
        return value
    return Markup(escape_markdown(str(value)))  # noqa: S704
