"""What is expected in a proposal lies between its ends, and what ends does so after it starts."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from socialfranchise.catalogue.effects import Effect
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.proposal import (
    EstimateDocument,
    ProposalDocument,
    SaleDocument,
    ShareEstimateDocument,
)
from socialfranchise.formats.shape import Shaped

_Path = tuple[str | int, ...]


def check_estimates(file: Shaped, document: ProposalDocument) -> Iterator[Finding]:
    """Every estimate whose ends stand the wrong way round, and every sale that ends too soon."""
    for path, part in _parts(document, ()):
        if isinstance(part, EstimateDocument | ShareEstimateDocument):
            if part.low is not None and part.low > part.base:
                yield _reversed(file, (*path, "base"), part.base, part.low)
            if part.high is not None and part.high < part.base:
                yield _reversed(file, (*path, "high"), part.high, part.base)
        if isinstance(part, SaleDocument):
            yield from _sale(file, path, part)


def check_avoided(
    file: Shaped, document: ProposalDocument, effects: Mapping[str, Effect]
) -> Iterator[Finding]:
    """Every payment avoided that names an effect which is not counted on people."""
    account = document.public_account
    for index, avoided in enumerate((account and account.avoided) or []):
        effect = effects.get(avoided.effect)
        if effect is not None and effect.counts != "people":
            path: _Path = ("public_account", "avoided", index, "effect")
            yield codes.EFFECT_NOT_OF_PEOPLE.finding(
                file.parsed.place(path), path=path, raw=avoided.effect, effect=avoided.effect
            )


def _sale(file: Shaped, path: _Path, sale: SaleDocument) -> Iterator[Finding]:
    if sale.end_month is not None and sale.end_month < sale.start_month:
        yield _reversed(file, (*path, "end_month"), sale.end_month, sale.start_month)
    seen: set[int] = set()
    for index, season in enumerate(sale.seasonality):
        here: _Path = (*path, "seasonality", index, "month")
        if season.month in seen:
            month = str(season.month)
            yield codes.DUPLICATE_ID.finding(
                file.parsed.place(here), path=here, raw=month, id=month
            )
        seen.add(season.month)


def _reversed(file: Shaped, path: _Path, raw: object, low: object) -> Finding:
    return codes.RANGE_REVERSED.finding(file.parsed.place(path), path=path, raw=str(raw), low=low)


def _parts(part: Any, path: _Path) -> Iterator[tuple[_Path, BaseModel]]:
    if isinstance(part, BaseModel):
        yield path, part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name), (*path, name))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            yield from _parts(item, (*path, index))
