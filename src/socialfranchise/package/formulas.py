"""Terms as formulas of a workbook, over the names of their inputs."""

import re
from typing import Literal

from attrs import field, frozen

from socialfranchise.feasibility.terms import Bounds, Exact, Given, LawFigure, Leaf, Node, Term
from socialfranchise.presentation.economics.economics_data import input_id

End = Literal["low", "base", "high"]
_OTHER: dict[End, End] = {"low": "high", "base": "base", "high": "low"}
LONGEST = 8000
"""Letters of a formula; programs take 8192."""


def name_of(leaf: Leaf, end: End = "base") -> str:
    """The name of an input in a workbook; its ends are named after it."""
    name = re.sub(r"[^A-Za-z0-9_.]", "_", input_id(leaf))
    return name if end == "base" or not has_ends(leaf) else f"{name}.{end}"


def has_ends(leaf: Leaf) -> bool:
    """Whether an input has a lower and an upper end."""
    return isinstance(leaf, Given) and leaf.uncertain


@frozen
class Formulas:
    """Writes formulas that give what :class:`Reckoner` and :class:`Bounds` give."""

    bounds: Bounds = field(factory=Bounds)

    def of(self, term: Term, end: End) -> str:
        """The formula of a term, or of an end of its range, without the sign of equality."""
        if isinstance(term, Given | LawFigure):
            return name_of(term, end)
        if isinstance(term, Exact):
            return f"{term.value:f}"
        if term.does == "product":
            return self._product(term.parts, end)
        if term.does == "difference":
            whole, part = term.parts
            return f"({self.of(whole, end)}-{self.of(part, _OTHER[end])})"
        parts = [self.of(part, end) for part in term.parts]
        return _written(term, parts)

    def _product(self, parts: tuple[Term, ...], end: End) -> str:
        if end == "base" or all(self.bounds.range(part).low >= 0 for part in parts):
            return "*".join(self.of(part, end) for part in parts)
        if len(parts) == 1:
            return self.of(parts[0], end)
        *before, last = parts
        ways = [
            f"{one}*{other}"
            for one in (self._product(tuple(before), each) for each in ("low", "high"))
            for other in (self.of(last, each) for each in ("low", "high"))
        ]
        return f"{'MIN' if end == 'low' else 'MAX'}({','.join(ways)})"


def _written(node: Node, parts: list[str]) -> str:
    if node.does == "sum":
        return f"({'+'.join(parts)})"
    if node.does == "least":
        return f"MIN({','.join(parts)})"
    if node.does == "most":
        return f"MAX({','.join(parts)})"
    if node.does == "power":
        return f"{parts[0]}^{node.power}"
    digits = -int(node.places.as_tuple().exponent)
    return f"ROUND({parts[0]},{digits})"
