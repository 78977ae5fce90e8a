"""Controlled terms: the words templates and diagnoses share, with names in both languages."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Generic, Literal, TypeVar

from attrs import field, frozen

from socialfranchise.core.conditions import Condition
from socialfranchise.core.dated import LegalBasis
from socialfranchise.core.errors import UnknownId
from socialfranchise.core.findings import Place
from socialfranchise.core.formulas import Formula
from socialfranchise.core.nearest import nearest
from socialfranchise.core.text import Text

FactKind = Literal["answer", "number", "choice", "terms"]
Changer = Literal["nobody", "commune", "partner", "founders", "time"]
Direction = Literal["up", "down", "any"]
WhenPaid = Literal["monthly", "once"]
Preference = Literal["newest-year", "source-rank"]


@frozen(kw_only=True)
class Term:
    """An entry of a vocabulary: an id that never changes and names for people."""

    id: str
    name: Text
    description: Text | None = None
    replaced_by: str | None = None
    """The term to use instead, when this one has been withdrawn."""
    place: Place | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Act(Term):
    """A legal act; ``citation`` is its place in the official journal, ``state`` the day read.

    ``cited`` is the name as it stands after an article.
    """

    cited: Text
    citation: str
    state: date | None = None
    url: str | None = None


@frozen(kw_only=True)
class Source(Term):
    """A page or publication a figure comes from; ``name`` is its title."""

    url: str | None = None
    published: str | None = None
    checked: date | None = None
    review: date | None = None
    """The day by which it should be looked at again."""
    rank: int | None = None
    """How near it stands to what it tells, 1 the nearest: decides between two sources."""


@frozen(kw_only=True)
class TargetGroup(Term):
    """People a co-operative may employ; ``statutory`` names the legal categories they can meet.

    ``teaching`` says how training is fitted to them; the catalogue proposes it.
    """

    statutory: tuple[LegalBasis, ...] = ()
    teaching: tuple[Text, ...] = ()


@frozen(kw_only=True)
class Need(Term):
    """A lack in the place that a co-operative could meet."""


@frozen(kw_only=True)
class Service(Term):
    """What a co-operative sells, with PKD 2025 codes and the permits it takes."""

    pkd: tuple[str, ...]
    pkd_checked: bool
    """True when the codes were compared with the official classification."""
    permits: tuple[Text, ...] = ()
    permit_basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class PartnerRole(Term):
    """Something a co-operative needs of its partners.

    Another body can do it instead, unless it is ``tied`` to one, as a permit to its office.
    """

    tied: bool = False


@frozen(kw_only=True)
class Institution(Term):
    """A body that may be present in the place, and what it does for a co-operative.

    ``roles`` are those it can play; bodies that share a role can stand in for each other in it.
    """

    role: Text
    roles: tuple[str, ...] = ()
    basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class FounderKind(Term):
    """A kind of founder of a social co-operative."""

    legal_person: bool
    basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class LegalForm(Term):
    """A legal form; ``founding`` is the condition under which it can be founded.

    ``founders`` are the kinds of founders the law allows it.
    """

    founders: tuple[str, ...]
    founding: Condition
    statement: Text
    """The founding condition as a sentence."""
    basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class Predecessor(Term):
    """A kind of co-operative that can be converted into a social co-operative."""

    basis: tuple[LegalBasis, ...] = ()


@frozen(kw_only=True)
class Asset(Term):
    """Something a place has and could lend or give."""


@frozen(kw_only=True)
class FactTerm(Term):
    """A question of the diagnosis: what kind of answer it takes, who knows it, who can change it.

    ``kind`` says the shape of the value: ``answer`` (yes or no), ``number`` (in ``unit``, between
    ``lowest`` and ``highest``, without a fraction when it counts ``whole`` things), ``choice`` (one
    of ``choices``) or ``terms`` (each term of the vocabulary ``vocabulary`` present, absent or
    unknown).
    """

    question: Text
    kind: FactKind
    known_by: Text
    changed_by: Changer
    direction: Direction
    unit: str | None = None
    whole: bool = False
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[Term, ...] = ()
    vocabulary: str | None = None
    where: Text | None = None
    """Where the answer is found: a register, a variable, a report."""


@frozen(kw_only=True)
class Derived:
    """How a fact follows from others, when nothing tells it directly.

    The value of ``formula`` is rounded half up to so many ``decimals``. The years of what it is
    worked out from may lie so many ``years_apart``; with 0 they are the same.
    """

    formula: Formula
    decimals: int
    years_apart: int = 0
    note: Text | None = None


@frozen(kw_only=True)
class DiagnosisFact(FactTerm):
    """A question of the diagnosis, and what to do when tables answer it.

    ``chosen_by`` says which of several answers is taken: by the first way that tells them apart.
    ``derived`` says how it is worked out when no table has it. A ``compared`` number says something
    when it is held against those of other places.
    """

    chosen_by: tuple[Preference, ...] = ("newest-year", "source-rank")
    derived: Derived | None = None
    compared: bool = False


@frozen(kw_only=True)
class Cost(Term):
    """A kind of cost, paid ``monthly`` for each job or ``once``.

    A monthly cost is the gross wage (when it has a ``lowest`` wage, a parameter of the law) or the
    sum of its ``rates`` of the gross wage, parameters of the law. ``part_of`` names the cost in
    which it is contained, such as contributions that are taken out of the wage.
    """

    when: WhenPaid
    rates: tuple[str, ...] = ()
    part_of: str | None = None
    lowest: str | None = None


People = Literal["founders", "jobs", "members", "staff-and-members"]
Known = Literal["yes", "no", "unknown"]
Disability = Literal["none", "light", "moderate", "severe", "unknown"]
Currency = Literal["pln", "eur"]
FactOrigin = Literal["asked", "counted", "follows", "founder-kinds", "services", "conversion"]


@frozen(kw_only=True)
class Count:
    """How many of the ``people`` of a proposal are like this; what is left out does not matter.

    ``legal_persons`` picks among founders. ``disability`` names degrees. ``time_at_least`` is a
    parameter in full-time posts and ``started_within`` one in months: both are read on the day.
    """

    people: People
    legal_persons: bool | None = None
    at_risk: Known | None = None
    member: Known | None = None
    disability: tuple[str, ...] = ()
    time_at_least: str | None = None
    started_within: str | None = None


@frozen(kw_only=True)
class ProposalFact(FactTerm):
    """A fact of a proposal: asked of the group, or worked out from the rest of the proposal.

    ``origin`` says how. A counted fact is the number ``count``, or its share in ``out_of``; one
    that follows is the truth of ``condition`` on facts that stand before it. ``in_diagnosis`` is
    the fact of a diagnosis that stands for it while there is no proposal.
    """

    origin: FactOrigin
    condition: Condition | None = None
    count: Count | None = None
    out_of: Count | None = None
    in_diagnosis: str | None = None


_T = TypeVar("_T", bound=Term, covariant=True)


@frozen
class Vocabulary(Generic[_T]):
    """An ordered set of terms of one kind, found by id."""

    kind: str
    terms: Mapping[str, _T]

    def __getitem__(self, id: str) -> _T:
        """The term, or :class:`UnknownId` with the nearest ids."""
        try:
            return self.terms[id]
        except KeyError:
            raise UnknownId(self.kind, id, nearest(id, self.terms)) from None

    def __contains__(self, id: object) -> bool:
        return id in self.terms

    def __iter__(self) -> Iterator[_T]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)
