"""Where document texts are run: they read plain data and put out harmless Markdown.

A text may loop, ask and count. It calls nothing but its own macros, and no value it makes can
grow without bounds. Needs the extra ``documents``, so it is imported when a text is first used.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import (
    BaseLoader,
    DictLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from socialfranchise.core.plain import LARGEST_NUMBER
from socialfranchise.core.text import Language
from socialfranchise.package.line_marks import mark_lines
from socialfranchise.package.phrases import figure_text
from socialfranchise.package.studies import Later
from socialfranchise.package.typography import escape_markdown
from socialfranchise.wording.numbers import day_text, money_text, number_text, percent_text

LONGEST_VALUE = 100_000
"""Letters that one value may have."""


_FILTERS = (
    "length",
    "default",
    "first",
    "last",
    "sort",
    "list",
    "map",
    "selectattr",
    "rejectattr",
)
READING = ("items", "keys", "values")
"""What a text may call of a mapping."""


class Lookup(Context):
    """What a text can name; a value that is worked out later is worked out now."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value behind a name."""
        value = super().resolve_or_missing(key)
        return value() if isinstance(value, Later) else value


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a text can neither act nor use up the machine's memory."""

    context_class = Lookup
    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """A hook of Jinja's: what is compiled tells its lines; see :mod:`.line_marks`."""
        mark_lines(source, name or "")
        return super()._generate(source, name, filename, defer_init)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, loops and the reading of a mapping; no method of a text or a number."""
        name = getattr(obj, "__name__", type(obj).__name__)
        owner = getattr(obj, "__self__", None)
        if isinstance(obj, Macro | LoopContext | Undefined) or isinstance(owner, LoopContext):
            return True
        if obj is Namespace or (isinstance(owner, dict) and name in READING):
            return True
        raise SecurityError(f"{name} cannot be called")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers of a sane size: texts and lists do not multiply."""
        sides = (left, right)
        if operator == "**":
            raise SecurityError("** is not allowed")
        if not all(isinstance(side, int | float | Decimal | Undefined) for side in sides):
            raise SecurityError(f"{operator} is for numbers only")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > LARGEST_NUMBER:
            raise SecurityError(f"{operator} gives a number that is too large")
        return result


class PartLoader(BaseLoader):
    """Gives a text the parts it may include and nothing else; ``find`` has them by their ids."""

    def __init__(self, find: Callable[[str], Template]) -> None:
        self.find = find

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        """The part, compiled; ``TemplateNotFound`` when there is none."""
        try:
            return self.find(name)
        except KeyError:
            raise TemplateNotFound(name) from None


def sandbox(language: Language) -> Sandbox:
    """The environment for the texts of one language."""
    environment = Sandbox(
        loader=DictLoader({}),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_placeholder,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    own: dict[str, Callable[..., Any]] = {
        "join": _join,
        "lower": lambda value: _text(value).lower(),
        "upper": lambda value: _text(value).upper(),
        "day": lambda value: day_text(value, language),
        "number": lambda value: number_text(value, language),
        "money": lambda value: money_text(value, language),
        "percent": lambda value: percent_text(value, language),
        "range": lambda value: figure_text(value, language),
    }
    environment.globals = {"namespace": Namespace}
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | own
    return environment


# With the context as its first parameter it is called for constants, too, when the text is run.
@pass_context
def _placeholder(context: Context, value: Any) -> Markup:
    """A value as Markdown. What a macro put out is Markdown already; anything else is text."""
    if isinstance(value, Markup):
        _check_length(value)
        return value
    # Not unsafe: escaping is what makes it safe.
    return Markup(escape_markdown(_text(value)))  # noqa: S704


def _join(values: Iterable[Any], between: str = "") -> str:
    """The values in a row."""
    return _text(_text(between).join(_text(value) for value in values))


def _text(value: Any) -> str:
    """A single value as plain text; a list of lists, written out, might never end."""
    if isinstance(value, Undefined):
        return str(value)  # which raises
    if value is None:
        raise TemplateError("there is no value")
    if isinstance(value, Markup):
        raise TemplateError("what a macro puts out cannot go through a filter")
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal | date):
        raise TemplateError(f"this is no text but a value of type {type(value).__name__}")
    text = str(value)
    _check_length(text)
    return text


def _check_length(text: str) -> None:
    if len(text) > LONGEST_VALUE:
        raise TemplateError(f"a value has more than {LONGEST_VALUE} letters")
