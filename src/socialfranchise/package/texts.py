"""Markdown texts with placeholders: compiled once, checked, and filled from plain data."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from attrs import frozen

from socialfranchise.core.errors import BrokenText, MissingExtra, SocialFranchiseError
from socialfranchise.core.frozen import FrozenMapping
from socialfranchise.core.text import Language
from socialfranchise.package.line_marks import Mark, read_marks
from socialfranchise.package.names_used import Names, names_by_line
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


Asked = Mapping[str, Mapping[str, int]]
"""Of the ``names`` a text uses, its ``answers`` and its parameters of the ``law``: the lines."""


@frozen
class _Compiled:
    """A text ready to be filled, and what it asks for."""

    template: "Template"
    asked: Asked
    names: Mapping[int, Names]


@frozen
class Filled:
    """A filled text, and which line of which text each stretch of it came from."""

    markdown: str
    marks: tuple[Mark, ...]


def fill(text: str, context: Mapping[str, Any], document: str, language: Language) -> str:
    """The text with its placeholders filled; see :func:`fill_traced`."""
    return fill_traced(text, context, document, language).markdown


def fill_traced(text: str, context: Mapping[str, Any], document: str, language: Language) -> Filled:
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
    plain, marks = read_marks("".join(pieces))
    # Where a space is bound, one letter takes the place of another: the marks stay right.
    return Filled(bind_spaces(plain, language), marks)


def names_used(text: str, document: str, language: Language) -> Mapping[int, Names]:
    """The names that each line of a text uses; see :mod:`.names_used`. Raises like :func:`fill`."""
    with _blamed(document, language):
        return _compiled(text, language).names


def answers_used(text: str, document: str, language: Language) -> frozenset[str]:
    """The answer fields that a text names. Raises like :func:`fill`."""
    with _blamed(document, language):
        return frozenset(_compiled(text, language).asked["answers"])


def placeholders(text: str, document: str, language: Language) -> Asked:
    """What a text asks for, by its first line; see :data:`Asked`. Raises like :func:`fill`."""
    with _blamed(document, language):
        return _compiled(text, language).asked


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

    from socialfranchise.package.sandbox import READING

    tree = environment.parse(text)
    joined = tree.find(nodes.Concat)
    if joined is not None:
        # It could double a text again and again.
        raise TemplateSyntaxError("~ is not allowed; write two placeholders", joined.lineno)
    undeclared = meta.find_undeclared_variables(tree)
    names: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.name in undeclared:
            names.setdefault(name.name, name.lineno)
    used = FrozenMapping(names_by_line(tree, undeclared, READING))
    code = environment.compile(tree)
    template = environment.template_class.from_code(environment, code, environment.globals)
    parts = {whole: FrozenMapping(_parts(tree, whole)) for whole in ("answers", "law")}
    asked = FrozenMapping({"names": FrozenMapping(names), **parts})
    return _Compiled(template, asked, used)


def _parts(tree: "nodes.Template", whole: str) -> dict[str, int]:
    """The parts asked for as ``whole['part']`` or ``whole.part``, by their first line."""
    from jinja2 import nodes

    from socialfranchise.package.sandbox import READING

    found: list[tuple[int, str]] = []
    for item in tree.find_all(nodes.Getitem):
        if _is_name(item.node, whole) and isinstance(item.arg, nodes.Const):
            found.append((item.lineno, str(item.arg.value)))
    for attribute in tree.find_all(nodes.Getattr):
        if _is_name(attribute.node, whole) and attribute.attr not in READING:
            found.append((attribute.lineno, attribute.attr))
    return {part: line for line, part in sorted(found, reverse=True)}


def _is_name(node: "nodes.Node", name: str) -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.Name) and node.name == name


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
