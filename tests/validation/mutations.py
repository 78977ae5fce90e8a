"""Single mistakes as people make them, placed into a good file by position."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

from socialfranchise.formats.yaml_reader import Parsed, parse

Path = tuple[str | int, ...]


@frozen
class Mutant:
    """A file with one mistake: where it must be found, and by which code."""

    kind: str
    text: str
    code: str
    line: int
    column: int


@frozen
class Mutation:
    """A kind of mistake. ``make`` returns nothing where a file has no place for it."""

    kind: str
    make: Callable[[Parsed], Mutant | None]


def _exists(parsed: Parsed, path: Path) -> bool:
    value: Any = parsed.data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def value(kind: str, path: Path, new: str | Callable[[str], str], code: str) -> Mutation:
    """Write something else in the place of a value."""

    def make(parsed: Parsed) -> Mutant | None:
        if not _exists(parsed, path):
            return None
        node, place = parsed.node(path), parsed.place(path)
        old = parsed.text[node.start.index : node.end.index]
        text = new if isinstance(new, str) else new(old)
        whole = parsed.text[: node.start.index] + text + parsed.text[node.end.index :]
        return Mutant(kind, whole, code, place.line, place.column)

    return Mutation(kind, make)


def key(kind: str, path: Path, new: Callable[[str], str], code: str = "SF201") -> Mutation:
    """Misspell a key."""

    def make(parsed: Parsed) -> Mutant | None:
        if not _exists(parsed, path):
            return None
        node = parsed.node(path[:-1]).keys[path[-1]]
        place = parsed.key_place(path)
        old = parsed.text[node.start.index : node.end.index]
        whole = parsed.text[: node.start.index] + new(old) + parsed.text[node.end.index :]
        return Mutant(kind, whole, code, place.line, place.column)

    return Mutation(kind, make)


def without(kind: str, path: Path, code: str = "SF202") -> Mutation:
    """Leave out a line with a short value; the finding points at what lacks it."""

    def make(parsed: Parsed) -> Mutant | None:
        if not _exists(parsed, path):
            return None
        line = parsed.key_place(path).line
        lines = parsed.text.splitlines(keepends=True)
        around = path[:-1]
        if not around or isinstance(around[-1], int):
            place = parsed.place(around)
        else:
            place = parsed.key_place(around)
        del lines[line - 1]
        return Mutant(kind, "".join(lines), code, place.line, place.column)

    return Mutation(kind, make)


def emptied(kind: str, path: Path, new: str) -> Mutation:
    """Take a value away; the finding points at its key."""
    written = value(kind, path, new, "SF106")

    def make(parsed: Parsed) -> Mutant | None:
        made = written.make(parsed)
        place = parsed.key_place(path)
        return made and evolve(made, line=place.line, column=place.column)

    return Mutation(kind, make)


def line_after(kind: str, path: Path, new: str, code: str, column: int) -> Mutation:
    """Add a line below the line where a key stands."""

    def make(parsed: Parsed) -> Mutant | None:
        if not _exists(parsed, path):
            return None
        line = parsed.key_place(path).line
        lines = parsed.text.splitlines(keepends=True)
        lines.insert(line, new + "\n")
        return Mutant(kind, "".join(lines), code, line + 1, column)

    return Mutation(kind, make)


def mutants(text: str, mutations: list[Mutation]) -> list[Mutant]:
    """Every mistake that finds a place in the file."""
    parsed, findings = parse(text, "good.yaml")
    assert parsed is not None
    assert findings == []
    made = (mutation.make(parsed) for mutation in mutations)
    return [mutant for mutant in made if mutant is not None]
