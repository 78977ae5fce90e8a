"""Reference cases: real co-operatives that teach something."""

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Outcome = Literal["working", "closed", "unknown"]


@frozen(kw_only=True)
class CaseFigure:
    """A number the sources give of a case, such as its jobs or its start-up money."""

    name: Text
    value: Decimal
    unit: str
    year: int
    sources: tuple[str, ...]


@frozen(kw_only=True)
class Case:
    """A real co-operative, as its sources tell it.

    ``country`` is the two-letter code. ``outcome`` is what was last known of it, in the year
    ``seen``. Ids in ``founders``, ``target_groups``, ``institutions`` and ``services`` are those
    the sources name; what they do not name is not known.
    """

    id: str
    name: str
    country: str
    place_name: str
    founded: int | None
    founders: tuple[str, ...]
    target_groups: tuple[str, ...]
    institutions: tuple[str, ...]
    services: tuple[str, ...]
    outcome: Outcome
    seen: int
    story: Text
    lesson: Text
    figures: tuple[CaseFigure, ...]
    doubts: tuple[Text, ...]
    sources: tuple[str, ...]
    place: Place | None = field(default=None, eq=False)
