"""The vocabulary format: terms of one kind."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, RootModel

from socialfranchise.catalogue.vocabulary import (
    Changer,
    Direction,
    FactKind,
    FactOrigin,
    Known,
    People,
    Preference,
    WhenPaid,
)
from socialfranchise.formats.documents.base import (
    BasisDocument,
    Count,
    Day,
    Document,
    FactRef,
    FounderRef,
    Id,
    LawRef,
    Line,
    Number,
    Pkd,
    RoleRef,
    TextDocument,
    Unit,
    Url,
)
from socialfranchise.formats.documents.condition import ConditionDocument
from socialfranchise.formats.documents.formula import FormulaDocument

_T = TypeVar("_T")


class TermDocument(Document):
    """What every term has."""

    id: Id
    name: TextDocument
    description: TextDocument | None = None
    replaced_by: Id | None = None


class ActDocument(TermDocument):
    """A legal act."""

    cited: TextDocument
    citation: Line
    state: Day | None = None
    url: Url | None = None


class SourceDocument(TermDocument):
    """A page or publication."""

    url: Url | None = None
    published: Line | None = None
    checked: Day | None = None
    review: Day | None = None
    rank: Count | None = None


class TargetGroupDocument(TermDocument):
    """People a co-operative may employ."""

    statutory: list[BasisDocument] = []
    teaching: list[TextDocument] = []


class NeedDocument(TermDocument):
    """A lack in the place."""


class ServiceDocument(TermDocument):
    """What a co-operative sells."""

    pkd: Annotated[list[Pkd], Field(min_length=1)]
    pkd_checked: bool
    permits: list[TextDocument] = []
    permit_basis: list[BasisDocument] = []


class PartnerRoleDocument(TermDocument):
    """Something a co-operative needs of its partners."""

    tied: bool = False


class InstitutionDocument(TermDocument):
    """A body and its role."""

    role: TextDocument
    roles: list[RoleRef] = []
    basis: list[BasisDocument] = []


class FounderKindDocument(TermDocument):
    """A kind of founder."""

    legal_person: bool
    basis: list[BasisDocument] = []


class LegalFormDocument(TermDocument):
    """A legal form, who may found it and when it can be founded."""

    founders: Annotated[list[FounderRef], Field(min_length=1)]
    founding: ConditionDocument
    statement: TextDocument
    basis: list[BasisDocument] = []


class PredecessorDocument(TermDocument):
    """A kind of co-operative that can be converted."""

    basis: list[BasisDocument] = []


class AssetDocument(TermDocument):
    """Something a place has."""


class CostDocument(TermDocument):
    """A kind of cost."""

    when: WhenPaid
    rates: list[LawRef] = []
    part_of: Id | None = None
    lowest: LawRef | None = None


class FactDocument(TermDocument):
    """A question of the diagnosis."""

    question: TextDocument
    kind: FactKind
    known_by: TextDocument
    changed_by: Changer
    direction: Direction = "any"
    unit: Unit | None = None
    whole: bool = False
    lowest: Number | None = None
    highest: Number | None = None
    choices: list[TermDocument] = []
    vocabulary: (
        Literal["target-groups", "needs", "institutions", "founders", "assets", "services"] | None
    ) = None
    where: TextDocument | None = None


class DerivedDocument(Document):
    """How a fact follows from others."""

    formula: FormulaDocument
    decimals: Annotated[int, Field(ge=0, le=6)]
    years_apart: Annotated[int, Field(ge=0, le=20)] = 0
    note: TextDocument | None = None


class DiagnosisFactDocument(FactDocument):
    """A question of the diagnosis, and what to do when tables answer it."""

    chosen_by: Annotated[list[Preference], Field(min_length=1)] = ["newest-year", "source-rank"]
    derived: DerivedDocument | None = None
    compared: bool = False


class CountDocument(Document):
    """Which people of a proposal are counted."""

    people: People
    legal_persons: bool | None = None
    at_risk: Known | None = None
    member: Known | None = None
    disability: list[Literal["none", "light", "moderate", "severe"]] = []
    time_at_least: LawRef | None = None
    started_within: LawRef | None = None


class ProposalFactDocument(FactDocument):
    """A fact of a proposal."""

    origin: FactOrigin
    condition: ConditionDocument | None = None
    count: CountDocument | None = None
    out_of: CountDocument | None = None
    in_diagnosis: FactRef | None = None


class _Vocabulary(Document):
    format: Literal["socialfranchise.vocabulary/1"]
    title: TextDocument


class ActsDocument(_Vocabulary):
    """The legal acts the catalogue refers to."""

    kind: Literal["acts"]
    terms: list[ActDocument]


class SourcesDocument(_Vocabulary):
    """The pages and publications figures come from."""

    kind: Literal["sources"]
    terms: list[SourceDocument]


class TargetGroupsDocument(_Vocabulary):
    """Target groups."""

    kind: Literal["target-groups"]
    terms: list[TargetGroupDocument]


class NeedsDocument(_Vocabulary):
    """Needs."""

    kind: Literal["needs"]
    terms: list[NeedDocument]


class ServicesDocument(_Vocabulary):
    """Services."""

    kind: Literal["services"]
    terms: list[ServiceDocument]


class InstitutionsDocument(_Vocabulary):
    """Institutions."""

    kind: Literal["institutions"]
    terms: list[InstitutionDocument]


class FounderKindsDocument(_Vocabulary):
    """Kinds of founders."""

    kind: Literal["founders"]
    terms: list[FounderKindDocument]


class LegalFormsDocument(_Vocabulary):
    """Legal forms."""

    kind: Literal["legal-forms"]
    terms: list[LegalFormDocument]


class PredecessorsDocument(_Vocabulary):
    """What a social co-operative can be converted from."""

    kind: Literal["predecessors"]
    terms: list[PredecessorDocument]


class AssetsDocument(_Vocabulary):
    """Assets."""

    kind: Literal["assets"]
    terms: list[AssetDocument]


class FactsDocument(_Vocabulary):
    """The facts of a diagnosis."""

    kind: Literal["facts"]
    terms: list[DiagnosisFactDocument]


class CostsDocument(_Vocabulary):
    """The kinds of cost that money may pay for."""

    kind: Literal["costs"]
    terms: list[CostDocument]


class JobFactsDocument(_Vocabulary):
    """What the conditions of money ask of a job and the person in it."""

    kind: Literal["job-facts"]
    terms: list[FactDocument]


class PartnerRolesDocument(_Vocabulary):
    """What a co-operative needs of its partners."""

    kind: Literal["partner-roles"]
    terms: list[PartnerRoleDocument]


class ProposalFactsDocument(_Vocabulary):
    """The facts of a proposal."""

    kind: Literal["proposal-facts"]
    terms: list[ProposalFactDocument]


AnyVocabulary = (
    ActsDocument
    | SourcesDocument
    | TargetGroupsDocument
    | NeedsDocument
    | ServicesDocument
    | InstitutionsDocument
    | FounderKindsDocument
    | LegalFormsDocument
    | PredecessorsDocument
    | AssetsDocument
    | FactsDocument
    | CostsDocument
    | JobFactsDocument
    | PartnerRolesDocument
    | ProposalFactsDocument
)


class _Deferred(RootModel[_T], Generic[_T]):
    """A root that is built when a file is first read; a plain one is built on import."""

    model_config = ConfigDict(defer_build=True)


class VocabularyDocument(_Deferred[Annotated[AnyVocabulary, Field(discriminator="kind")]]):
    """A vocabulary of one of the kinds."""
