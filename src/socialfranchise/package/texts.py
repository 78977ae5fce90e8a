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
from socialfranchise.formats.catalogue_files import PARTS
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
_PART_FRAME = "<part "
"""How the names begin that we give to the files of parts."""


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
"""Of the ``names`` a text uses, its ``answers``, its parameters of the ``law`` and the ``parts`` it
includes: the lines."""

Parts = Mapping[str, str]
"""What a text may include, in one language: texts by their ids."""
NO_PARTS: Parts = FrozenMapping({})

_Given = tuple[tuple[str, str], ...]


@frozen
class _Compiled:
    """A text ready to be filled, what it asks for and which names it sets itself."""

    template: "Template"
    asked: Asked
    assigned: frozenset[str]
    names: Mapping[int, Names]


@frozen
class Filled:
    """A filled text, and which line of which text each stretch of it came from."""

    markdown: str
    marks: tuple[Mark, ...]


def fill(
    text: str,
    context: Mapping[str, Any],
    document: str,
    language: Language,
    parts: Parts = NO_PARTS,
) -> str:
    """The text with its placeholders filled; see :func:`fill_traced`."""
    return fill_traced(text, context, document, language, parts).markdown


def fill_traced(
    text: str,
    context: Mapping[str, Any],
    document: str,
    language: Language,
    parts: Parts = NO_PARTS,
) -> Filled:
    """The text with its placeholders filled; every value comes out as harmless Markdown.

    ``document`` is the id to blame; a part that is at fault is blamed as ``parts/`` and its id.
    Raises :class:`BrokenLine`, and :class:`MissingExtra` without the extra ``documents``.
    """
    with _blamed(document, language):
        pieces, length = [], 0
        for piece in _compiled(text, language, _given(parts), None).template.generate(context):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                raise ValueError(f"more than {LONGEST} letters")
    plain, marks = read_marks("".join(pieces))
    # Where a space is bound, one letter takes the place of another: the marks stay right.
    return Filled(bind_spaces(plain, language), marks)


def names_used(
    text: str, document: str, language: Language, parts: Parts = NO_PARTS
) -> Mapping[tuple[str, int], Names]:
    """The names that each line of a text and of the parts in it uses; the text itself is ``""``.

    See :mod:`.names_used`. Raises like :func:`fill`.
    """
    with _blamed(document, language):
        return {
            (part, line): names
            for part, compiled in _with_included(text, language, parts).items()
            for line, names in compiled.names.items()
        }


def answers_used(
    text: str, document: str, language: Language, parts: Parts = NO_PARTS
) -> frozenset[str]:
    """The answer fields that a text and the parts in it name. Raises like :func:`fill`."""
    with _blamed(document, language):
        found = _with_included(text, language, parts).values()
        return frozenset(field for compiled in found for field in compiled.asked["answers"])


def _with_included(text: str, language: Language, parts: Parts) -> dict[str, _Compiled]:
    """The text, under the empty name, and every part that it or one of its parts includes."""
    given = _given(parts)
    found = {"": _compiled(text, language, given, None)}
    waiting = [found[""]]
    while waiting:
        for id in sorted(waiting.pop().asked["parts"].keys() & parts.keys() - found.keys()):
            found[id] = _compiled(parts[id], language, given, id)
            waiting.append(found[id])
    return found


def placeholders(text: str, document: str, language: Language, part: str | None = None) -> Asked:
    """What a text asks for, by its first line; see :data:`Asked`. Raises like :func:`fill`.

    ``part`` is its id when it is one.
    """
    with _blamed(document, language):
        return _compiled(text, language, (), part).asked


def assigned(
    text: str, document: str, language: Language, part: str | None = None
) -> frozenset[str]:
    """The names that a text sets and the parts it includes may use. Raises like :func:`fill`."""
    with _blamed(document, language):
        return _compiled(text, language, (), part).assigned


def _given(parts: Parts) -> _Given:
    return tuple(sorted(parts.items()))


@cache
def _environment(language: Language) -> "Sandbox":
    try:
        from socialfranchise.package.sandbox import sandbox
    except ImportError as error:
        raise MissingExtra("documents") from error
    return sandbox(language)


@lru_cache(maxsize=16)
def _with_parts(language: Language, parts: _Given) -> "Sandbox":
    """An environment whose texts can include these parts, each compiled when first included."""
    environment = _environment(language)
    if not parts:
        return environment
    from socialfranchise.package.sandbox import PartLoader

    texts = dict(parts)
    loader = PartLoader(lambda part: _compiled(texts[part], language, parts, part).template)
    found: Sandbox = environment.overlay(loader=loader)
    return found


@lru_cache(maxsize=256)
def _compiled(text: str, language: Language, parts: _Given, part: str | None) -> _Compiled:
    environment = _with_parts(language, parts)
    from jinja2 import meta, nodes

    from socialfranchise.package.sandbox import READING

    tree = environment.parse(text, part)
    _refuse(tree, part)
    # First of all, since its errors bear the name of the part.
    code = environment.compile(tree, part, _FRAME if part is None else _part_frame(part))
    undeclared = meta.find_undeclared_variables(tree)
    names: dict[str, int] = {}
    own: set[str] = {macro.name for macro in tree.find_all(nodes.Macro)}
    for name in tree.find_all(nodes.Name):
        if name.name in undeclared:
            names.setdefault(name.name, name.lineno)
        elif name.ctx != "load":
            own.add(name.name)
    template = environment.template_class.from_code(environment, code, environment.globals)
    asked = {whole: FrozenMapping(_parts(tree, whole)) for whole in ("answers", "law")}
    asked |= {"names": FrozenMapping(names), "parts": FrozenMapping(_included(tree))}
    used = FrozenMapping(names_by_line(tree, undeclared, READING))
    return _Compiled(template, FrozenMapping(asked), frozenset(own), used)


def _refuse(tree: "nodes.Template", part: str | None) -> None:
    """Refuse what could double a text again and again, or reach another text unseen."""
    from jinja2 import TemplateSyntaxError, nodes

    joined = tree.find(nodes.Concat)
    if joined is not None:
        problem = "~ is not allowed; write two placeholders"
        raise TemplateSyntaxError(problem, joined.lineno, part)
    for kind in (nodes.Import, nodes.FromImport, nodes.Extends):
        other = tree.find(kind)
        if other is not None:
            raise TemplateSyntaxError("a text can only include a part", other.lineno, part)
    for include in tree.find_all(nodes.Include):
        named = isinstance(include.template, nodes.Const) and include.template.value
        plain = include.with_context and not include.ignore_missing
        if not isinstance(named, str) or not plain:
            raise TemplateSyntaxError("write {% include 'id' %}", include.lineno, part)


def _included(tree: "nodes.Template") -> dict[str, int]:
    """The parts that a text includes, by their first line."""
    from jinja2 import nodes

    found: dict[str, int] = {}
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const):
            found.setdefault(str(include.template.value), include.lineno)
    return found


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
        part, line = _where(error)
        blamed = document if part is None else f"{PARTS}/{part}"
        raise BrokenLine(blamed, language, _problem(error), line) from error


def _problem(error: Exception) -> str:
    from jinja2 import TemplateError, TemplateNotFound

    if isinstance(error, TemplateError) and not isinstance(error, TemplateNotFound):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _where(error: Exception) -> tuple[str | None, int | None]:
    """The part that is to blame, if it is one, and the line."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return error.name, error.lineno
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    ours = [(name, line) for name, line in frames if name.startswith((_FRAME, _PART_FRAME))]
    if not ours:
        return None, None
    name, line = ours[-1]
    return (None if name == _FRAME else name.removeprefix(_PART_FRAME).removesuffix(">")), line


def _part_frame(part: str) -> str:
    return f"{_PART_FRAME}{part}>"
