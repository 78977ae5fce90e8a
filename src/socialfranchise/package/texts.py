"""Markdown texts with placeholders: compiled once, checked, and filled from plain data."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache, lru_cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from attrs import frozen

from socialfranchise.core.errors import BrokenText, MissingExtra, SocialFranchiseError
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language
from socialfranchise.package.typography import bind_spaces

if TYPE_CHECKING:
    from jinja2 import Template, nodes

    from socialfranchise.package.sandbox import Sandbox

LONGEST = 1_000_000
"""Letters that a filled text may have."""

_FRAME = "<template>"
"""The name Jinja gives to the file of a text that came from no file."""


class BrokenLine(BrokenText):
    """A broken text, with the line that is to blame; ``None`` when it is not known."""

    def __init__(self, document: str, language: str, problem: str, line: int | None) -> None:
        super().__init__(document, language, problem)
        self.args = (document, language, problem, line)
        self.line = line

    def __str__(self) -> str:
        place = "" if self.line is None else f"{self.line}: "
        return f"{self.document}.{self.language}.md: {place}{self.problem}"


@frozen
class _Compiled:
    """A text ready to be filled, and what it asks for: names and answers, by their first line."""

    template: "Template"
    names: Mapping[str, int]
    answers: frozenset[str]


def fill(text: str, context: Mapping[str, Any], document: str, language: Language) -> str:
    """The text with its placeholders filled; every value comes out as harmless Markdown.

    ``document`` is the id to blame. Raises :class:`BrokenLine`, and :class:`MissingExtra` without
    the extra ``documents``.
    """
    with _blamed(document, language):
        pieces, length = [], 0
        for piece in _compiled(text, language).template.generate(context):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                raise ValueError(f"more than {LONGEST} letters")
    return bind_spaces("".join(pieces), language)


def answers_used(text: str, document: str, language: Language) -> frozenset[str]:
    """The answer fields that a text names. Raises like :func:`fill`."""
    with _blamed(document, language):
        return _compiled(text, language).answers


def check_text(
    text: str, document: str, language: Language, names: AbstractSet[str]
) -> tuple[BrokenLine, ...]:
    """What is wrong with a text before it is filled: its syntax, or names outside ``names``."""
    try:
        with _blamed(document, language):
            asked = _compiled(text, language).names
    except BrokenLine as error:
        return (error,)
    return tuple(
        BrokenLine(document, language, f"{name!r} is undefined", line)
        for name, line in asked.items()
        if name not in names
    )


@cache
def _environment(language: Language) -> "Sandbox":
    try:
        from socialfranchise.package.sandbox import sandbox
    except ImportError as error:
        raise MissingExtra("documents") from error
    return sandbox(language)


@lru_cache(maxsize=256)
def _compiled(text: str, language: Language) -> _Compiled:
    environment = _environment(language)
    from jinja2 import TemplateSyntaxError, meta, nodes

    tree = environment.parse(text)
    joined = tree.find(nodes.Concat)
    if joined is not None:
        # It could double a text again and again.
        raise TemplateSyntaxError("~ is not allowed; write two placeholders", joined.lineno)
    undeclared = meta.find_undeclared_variables(tree)
    lines: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.name in undeclared:
            lines.setdefault(name.name, name.lineno)
    code = environment.compile(tree)
    template = environment.template_class.from_code(environment, code, environment.globals)
    return _Compiled(template, FrozenMapping(lines), frozenset(_answers(tree)))


def _answers(tree: "nodes.Template") -> Iterator[str]:
    """The fields asked for as ``answers['field']`` or ``answers.field``."""
    from jinja2 import nodes

    for item in tree.find_all(nodes.Getitem):
        if _is_answers(item.node) and isinstance(item.arg, nodes.Const):
            yield str(item.arg.value)
    for attribute in tree.find_all(nodes.Getattr):
        if _is_answers(attribute.node):
            yield attribute.attr


def _is_answers(node: "nodes.Node") -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.Name) and node.name == "answers"


@contextmanager
def _blamed(document: str, language: Language) -> Iterator[None]:
    """Whatever goes wrong while a text is compiled or run is a fault of the text."""
    try:
        yield
    except SocialFranchiseError:
        raise
    except Exception as error:
        raise BrokenLine(document, language, _problem(error), _line(error)) from error


def _problem(error: Exception) -> str:
    from jinja2 import TemplateError, TemplateNotFound

    if isinstance(error, TemplateError) and not isinstance(error, TemplateNotFound):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _line(error: Exception) -> int | None:
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [
        line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == _FRAME
    ]
    return lines[-1] if lines else None
