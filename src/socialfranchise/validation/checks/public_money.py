"""Effects on public money and the cost of a wage: figures of the law in the unit they need."""

from collections.abc import Iterator

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.effects import (
    EffectDocument,
    PayrollDocument,
    RefundDocument,
    RefundStepDocument,
)
from socialfranchise.validation.checks.limits import limits
from socialfranchise.validation.checks.scope import Node, Path, Scope

_PARTS = (EffectDocument, PayrollDocument, RefundDocument, RefundStepDocument)


def check_figures(scope: Scope) -> Iterator[Finding]:
    """A rate is a share, a lump sum is money: else a wage is taken times a wage."""
    for node in scope.each(*_PARTS):
        for key, units in limits().figure_units.items():
            for path, id in _named(node, key):
                parameter = scope.law.get(id)
                if parameter is not None and parameter.unit not in units:
                    yield node.finding(
                        codes.FIGURE_MISFIT,
                        *path,
                        id=id,
                        unit=parameter.unit,
                        field=key,
                        units=sorted(units),
                    )


def _named(node: Node, key: str) -> Iterator[tuple[Path, str]]:
    """The parameters that a field names; a plain number names none."""
    value = getattr(node.value, key, None)
    if isinstance(value, str):
        yield (key,), value
    elif isinstance(value, list):
        for index, id in enumerate(value):
            if isinstance(id, str):
                yield (key, index), id
