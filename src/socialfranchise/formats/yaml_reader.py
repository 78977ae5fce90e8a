"""YAML text to plain data, with the position and the raw text of every key and value.

Scalars are read by YAML 1.2: ``yes``, ``1:30`` and ``2018-03-31`` stay text. Duplicate keys,
aliases, tags and merge keys are findings: a form needs none of them, and all of them mislead.
Built on the events of PyYAML's C parser; nothing is constructed by tags.
"""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import yaml
from attrs import define, field

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.core.fixes import Edit, Fix

DEEPEST = 40
LARGEST = 2_000_000
"""Characters in one file."""
LONGEST_NUMBER = 40
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where there is one; only its events are used."""
_WHOLE = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_NOT_A_NUMBER = re.compile(r"(?:([-+])?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_SURROGATES = re.compile(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""How JSON writes a letter beyond the first plane; YAML writes it as one escape."""
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


_NONE: Mapping[Any, Any] = MappingProxyType({})


@define(slots=True)
class Node:
    """A value in the file: its marks and, for a mapping or list, its parts."""

    start: Any
    end: Any
    parts: Mapping[str | int, "Node"] = _NONE
    keys: Mapping[str | int, "Node"] = _NONE


@define(slots=True)
class Parsed:
    """A file as plain data, with the places of its parts."""

    file: str
    text: str
    data: Any
    root: Node
    joined: tuple[tuple[int, int], ...] = ()
    """Line and column (from 0) of every letter that the file writes two characters longer."""

    def node(self, path: tuple[str | int, ...]) -> Node:
        """The innermost node on the way along ``path`` that exists."""
        node = self.root
        for step in path:
            found = node.parts.get(step)
            if found is not None:
                node = found
        return node

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Where the value at ``path`` stands, or the innermost part of the way that exists."""
        return self._place(self.node(path))

    def key_place(self, path: tuple[str | int, ...]) -> Place:
        """Where the key that ends ``path`` stands."""
        key = self.node(path[:-1]).keys.get(path[-1]) if path else None
        return self.place(path) if key is None else self._place(key)

    def raw(self, path: tuple[str | int, ...]) -> str:
        """The author's own text of the value."""
        node = self.node(path)
        return self.text[node.start.index : node.end.index].rstrip()

    def raw_key(self, path: tuple[str | int, ...]) -> str:
        """The author's own text of the key that ends ``path``."""
        key = self.node(path[:-1]).keys.get(path[-1]) if path else None
        return "" if key is None else self.text[key.start.index : key.end.index]

    def _place(self, node: Node) -> Place:
        start, end = node.start, node.end
        return Place(
            self.file,
            start.line + 1,
            start.column + 1 + self._longer(start),
            end.line + 1,
            end.column + 1 + self._longer(end),
        )

    def _longer(self, mark: Any) -> int:
        """How much further right a mark stands in the file than in the text that was read."""
        before = [c for line, c in self.joined if line == mark.line and c < mark.column]
        return 2 * len(before)


def parse(text: str, file: str) -> tuple[Parsed | None, list[Finding]]:
    """Read one YAML document, or JSON. Without a value when it cannot be read at all."""
    text, joined = _without_surrogates(text.removeprefix(BYTE_ORDER_MARK))
    if len(text) > LARGEST:
        return None, [codes.FILE_TOO_LARGE.finding(Place(file, 1, 1, 1, 1), limit=LARGEST)]
    try:
        builder = _Builder(file, LOADER(text).get_event)
        root = builder.build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark is not None and "end of stream" in (error.problem or ""):
            mark = error.context_mark  # where what was never closed begins
        place = _mark_place(file, mark)
        raw = _line(text, place.line)
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            return None, [codes.YAML_TAB.finding(place, raw=raw, fix=_without_tabs(text))]
        problem = error.problem or error.context or ""
        return None, [codes.YAML_BROKEN.finding(place, raw=raw, problem=problem)]
    except yaml.YAMLError as error:
        # libyaml counts bytes, and position is where it stopped.
        read = text.encode("utf-8", "surrogatepass")[: getattr(error, "position", 0)]
        place = _character_place(file, text, len(read.decode("utf-8", "ignore")))
        return None, [codes.YAML_BROKEN.finding(place, problem=str(getattr(error, "reason", "")))]
    if root is None:
        if builder.findings:
            return None, builder.findings
        return None, [codes.FILE_EMPTY.finding(Place(file, 1, 1, 1, 1))]
    node, data = root
    return Parsed(file, text, data, node, joined), builder.findings


def _without_tabs(text: str) -> Fix:
    """Two spaces for every tab that indents a line; a guess, so not a safe one."""
    edits = []
    for number, line in enumerate(text.splitlines(), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            edits.append(Edit(number, 1, number, len(indent) + 1, indent.replace("\t", "  ")))
    return Fix(tuple(edits), safe=False)


def _without_surrogates(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with every pair of escapes as one, and where those now stand."""
    if "\\ud" not in text.lower():
        return text, ()
    places: list[tuple[int, int]] = []
    for found in _SURROGATES.finditer(text):
        line = text.count("\n", 0, found.start())
        before = text.rfind("\n", 0, found.start()) + 1
        earlier = sum(1 for place in places if place[0] == line)
        places.append((line, found.start() - before - 2 * earlier))
    return _SURROGATES.sub(_joined, text), tuple(places)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"


class _TooDeep(Exception):
    pass


@define
class _Builder:
    """One pass over the events; every value comes with the node that says where it stands."""

    file: str
    next_event: Callable[[], Any]
    findings: list[Finding] = field(factory=list)

    def build(self) -> tuple[Node, Any] | None:
        root: tuple[Node, Any] | None = None
        while (event := self.next_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self.findings.append(codes.YAML_SEVERAL.finding(self._place(event)))
                    break
                try:
                    root = self._value(self.next_event(), 0)
                except _TooDeep:
                    return None
        if root is not None and root[1] is None and root[0].start.index == root[0].end.index:
            return None
        return root

    def _value(self, event: Any, depth: int) -> tuple[Node, Any]:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            text = event.value
            value = plain_value(text) if event.implicit[0] else text
            return Node(event.start_mark, event.end_mark), value
        if depth > DEEPEST:
            self.findings.append(codes.YAML_TOO_DEEP.finding(self._place(event), limit=DEEPEST))
            raise _TooDeep
        if kind is yaml.AliasEvent:
            self.findings.append(codes.YAML_ALIAS.finding(self._place(event), name=event.anchor))
            return Node(event.start_mark, event.end_mark), None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if kind is yaml.SequenceStartEvent:
            return self._list(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _list(self, start: Any, depth: int) -> tuple[Node, list[Any]]:
        parts: dict[str | int, Node] = {}
        items: list[Any] = []
        while type(event := self.next_event()) is not yaml.SequenceEndEvent:
            parts[len(items)], item = self._value(event, depth)
            items.append(item)
        return Node(start.start_mark, event.end_mark, parts), items

    def _mapping(self, start: Any, depth: int) -> tuple[Node, dict[str, Any]]:
        parts: dict[str | int, Node] = {}
        keys: dict[str | int, Node] = {}
        items: dict[str, Any] = {}
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            key_node, _ = self._value(event, depth)
            part, item = self._value(self.next_event(), depth)
            key = event.value if type(event) is yaml.ScalarEvent else None
            if key is None or (key == "<<" and event.implicit[0]):
                self.findings.append(codes.YAML_KEY.finding(self._place(event)))
            elif key in items:
                first = keys[key].start.line + 1
                self.findings.append(
                    codes.YAML_DUPLICATE_KEY.finding(self._place(event), key=key, first=first)
                )
            else:
                keys[key], parts[key], items[key] = key_node, part, item
        return Node(start.start_mark, event.end_mark, parts, keys), items

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.findings.append(codes.YAML_ALIAS.finding(self._place(event), name=event.anchor))
        if event.tag is not None:
            self.findings.append(codes.YAML_TAG.finding(self._place(event), tag=event.tag))

    def _place(self, event: Any) -> Place:
        return _mark_place(self.file, event.start_mark, event.end_mark)


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar by the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if not text[0].isdigit() and text[0] not in "+-.":
        return text
    if _WHOLE.match(text):
        return int(text) if len(text) <= LONGEST_NUMBER else Decimal(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    special = _NOT_A_NUMBER.match(text)
    if special:
        infinite = text[-1] in "fF"
        return math.copysign(math.inf, -1 if special[1] == "-" else 1) if infinite else math.nan
    return text


def _mark_place(file: str, start: Any, end: Any = None) -> Place:
    if start is None:
        return Place(file, 1, 1, 1, 1)
    if end is None:
        return Place(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _character_place(file: str, text: str, position: int) -> Place:
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    return Place(file, line, column, line, column + 1)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
