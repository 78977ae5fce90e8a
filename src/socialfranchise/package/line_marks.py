"""Which line of a text each stretch of the filled text came from.

A parsed text is given marks, in control letters that no text may hold, wherever a line begins to
put something out; once it is filled they are taken out again. What macros and ``set`` blocks put
out is a value of the text and stays unmarked: it counts to the line that prints it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from jinja2 import nodes

_START, _END = "\N{START OF TEXT}", "\N{END OF TEXT}"
_MARK = re.compile(f"{_START}([^{_START}{_END}]*):([0-9]+){_END}")
_STRAY = dict.fromkeys(map(ord, (_START, _END)))


@frozen
class Mark:
    """From ``offset`` on the filled text comes from ``line`` of a text; ``part`` names a shared
    one and is empty for the text of the document itself."""

    offset: int
    part: str
    line: int


def mark_lines(tree: "nodes.Template", part: str = "") -> None:
    """Put marks into a parsed text, which is changed in place."""
    for statement in tree.body:
        _mark(statement, part)


def _mark(node: "nodes.Node", part: str) -> None:
    from jinja2 import nodes

    if isinstance(node, nodes.Macro | nodes.CallBlock | nodes.AssignBlock | nodes.FilterBlock):
        return
    if isinstance(node, nodes.Output):
        node.nodes = [marked for child in node.nodes for marked in _marked(child, part)]
        return
    for child in node.iter_child_nodes():
        _mark(child, part)


def _marked(node: "nodes.Expr", part: str) -> Iterator["nodes.Expr"]:
    from jinja2 import nodes

    def data(text: str, line: int) -> nodes.TemplateData:
        marked = f"{_START}{part}:{line}{_END}{text.translate(_STRAY)}"
        return nodes.TemplateData(marked, lineno=line, environment=node.environment)

    if isinstance(node, nodes.TemplateData):
        for number, line in enumerate(node.data.splitlines(keepends=True)):
            yield data(line, node.lineno + number)
    else:
        yield data("", node.lineno)
        yield node


def read_marks(filled: str) -> tuple[str, tuple[Mark, ...]]:
    """The filled text without its marks, and where they stood."""
    pieces: list[str] = []
    marks: list[Mark] = []
    offset = done = 0
    for found in _MARK.finditer(filled):
        pieces.append(filled[done : found.start()])
        offset += found.start() - done
        done = found.end()
        marks.append(Mark(offset, found[1], int(found[2])))
    pieces.append(filled[done:])
    return "".join(pieces), tuple(marks)


def lines_between(
    text: str, marks: Sequence[Mark], start: int, end: int
) -> tuple[tuple[str, int], ...]:
    """The parts and lines that put out something visible between two offsets, in order."""
    found = set()
    first = bisect_right(marks, start, key=lambda mark: mark.offset) - 1
    for at in range(max(first, 0), len(marks)):
        mark = marks[at]
        if mark.offset >= end:
            break
        upto = marks[at + 1].offset if at + 1 < len(marks) else end
        if text[max(mark.offset, start) : min(upto, end)].strip():
            found.add((mark.part, mark.line))
    return tuple(sorted(found))
