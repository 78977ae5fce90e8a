"""Which names each line of a text uses, read from the parsed text and not from one filling.

A name is a path from what a text may use: ``law.min-founders-legal``, ``answers.seat``,
``template.services[].service``. ``[]`` stands for any entry of a list or table. A line uses what
it prints and what decides whether, and how often, it is printed.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from jinja2 import nodes

Names = frozenset[str]
_NOTHING: Names = frozenset()
_BY_ID = ("law", "answers")
"""What stands below one of their entries is not told apart."""


def names_by_line(
    tree: "nodes.Template", known: Iterable[str], reading: Iterable[str]
) -> Mapping[int, Names]:
    """The names that each line of a parsed text uses, as far as they begin with a ``known`` one.

    ``reading`` are the functions that give a table as a list.
    """
    given = {name: _Value(frozenset((name,))) for name in known}
    reader = _Reader(frozenset(reading), given)
    for statement in tree.body:
        reader.statement(statement, _NOTHING)
    return {line: frozenset(map(_entry, names)) for line, names in reader.lines.items()}


def _entry(name: str) -> str:
    first, *rest = name.split(".")
    return ".".join((first, *rest[:1])) if first in _BY_ID else name


@frozen
class _Value:
    """The names an expression may give a value of, and those that only helped to choose it."""

    names: Names = _NOTHING
    others: Names = _NOTHING

    @property
    def all(self) -> Names:
        return self.names | self.others

    def below(self, part: str) -> "_Value":
        return _Value(frozenset(f"{name}{part}" for name in self.names), self.others)


def _joined(values: Iterable[_Value]) -> _Value:
    found = list(values)
    names = frozenset().union(*(value.names for value in found))
    return _Value(names, frozenset().union(*(value.others for value in found)))


@define
class _Reader:
    reading: Names
    scope: dict[str, _Value]
    lines: dict[int, set[str]] = field(factory=dict)

    def statement(self, node: "nodes.Node", because: Names) -> None:
        """Take down what a statement and the statements in it use."""
        from jinja2 import nodes

        if isinstance(node, nodes.Output):
            for child in node.nodes:
                self._output(child, because)
        elif isinstance(node, nodes.If):
            because |= self.value(node.test).all
            for part in (*node.body, *node.elif_, *node.else_):
                self.statement(part, because)
        elif isinstance(node, nodes.For):
            self._loop(node, because)
        elif isinstance(node, nodes.Assign):
            value = self.value(node.node)
            self._bind(node.target, _Value(value.names, value.others | because), added=True)
        elif isinstance(node, nodes.AssignBlock | nodes.Macro):
            inner = _Reader(self.reading, dict(self.scope))
            for part in node.body:
                inner.statement(part, because)
            target = node.name if isinstance(node, nodes.Macro) else node.target
            names = frozenset().union(*inner.lines.values())
            self._bind(target, _Value(_NOTHING, names), added=True)
        else:
            for part in node.iter_child_nodes():
                if isinstance(part, nodes.Stmt):
                    self.statement(part, because)

    def _output(self, node: "nodes.Expr", because: Names) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.TemplateData):
            for number in range(len(node.data.splitlines())):
                self.lines.setdefault(node.lineno + number, set()).update(because)
        else:
            self.lines.setdefault(node.lineno, set()).update(because | self.value(node).all)

    def _loop(self, node: "nodes.For", because: Names) -> None:
        from jinja2 import nodes

        over = self.value(node.iter)
        before = dict(self.scope)
        listed = isinstance(node.iter, nodes.List | nodes.Tuple)
        self._bind(node.target, over if listed else over.below("[]"))
        because |= over.all | (self.value(node.test).all if node.test is not None else _NOTHING)
        for part in (*node.body, *node.else_):
            self.statement(part, because)
        self.scope = before

    def _bind(self, target: "nodes.Node | str", value: _Value, *, added: bool = False) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Tuple):
            for part in target.items:
                self._bind(part, value, added=added)
            return
        name = target if isinstance(target, str) else getattr(target, "name", "")
        before = self.scope.get(name, _Value()) if added else _Value()
        self.scope[name] = _joined((before, value))

    def value(self, node: "nodes.Node") -> _Value:
        """The names that an expression uses."""
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return self.scope.get(node.name, _Value())
        if isinstance(node, nodes.Getattr):
            whole = self.value(node.node)
            return whole if node.attr in self.reading else whole.below(f".{node.attr}")
        if isinstance(node, nodes.Getitem):
            return self._item(node)
        return _joined(self.value(part) for part in node.iter_child_nodes())

    def _item(self, node: "nodes.Getitem") -> _Value:
        from jinja2 import nodes

        whole = self.value(node.node)
        if isinstance(node.arg, nodes.Slice):
            return whole
        if isinstance(node.arg, nodes.Const):
            return whole.below(f".{node.arg.value}")
        entry = whole.below("[]")
        return _Value(entry.names, entry.others | self.value(node.arg).all)
