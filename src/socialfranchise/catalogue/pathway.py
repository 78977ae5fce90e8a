"""Reintegration pathways: how people get from where they are to a job."""

from typing import Literal

from attrs import field, frozen

from socialfranchise.core.dated import Figure, LegalBasis
from socialfranchise.core.findings import Place
from socialfranchise.core.text import Text

Timing = Literal["after", "within", "instead", "optional"]


@frozen(kw_only=True)
class Stage:
    """One stage: where, on what terms in, for how long, and with what result out."""

    name: Text
    institutions: tuple[str, ...]
    """Any one of them can carry the stage; none when the co-operative itself does."""
    entry: Text
    exit: Text
    duration: Figure | None = None
    timing: Timing = "after"
    """How it lies to the stage before: after it, inside its time, instead of it, or not always."""
    at_work: bool = False
    """True from the stage on in which the person is employed by the co-operative."""
    support: Text | None = None
    basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class Pathway:
    """A pathway of one or more target groups through institutions to work."""

    id: str
    name: Text
    summary: Text
    target_groups: tuple[str, ...]
    stages: tuple[Stage, ...]
    risks: tuple[Text, ...]
    known: Text
    """What of the pathway is documented and what is put together from other facts."""
    sources: tuple[str, ...]
    place: Place | None = field(default=None, eq=False)
