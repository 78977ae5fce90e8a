"""The economics format: whether a co-operative can live, and what it does to public money."""

from typing import Annotated, Literal

from pydantic import Field

from socialfranchise.catalogue.effects import Counts, Payer
from socialfranchise.core.dated import Confidence
from socialfranchise.feasibility.ledger import Kind
from socialfranchise.feasibility.missing import Blocks, Lacking
from socialfranchise.formats.documents.base import BasisDocument, Day, Document, Id
from socialfranchise.formats.documents.results.parts import PlaceDocument, WordsDocument
from socialfranchise.formats.documents.results.proposal_parts import (
    DatedDocument,
    Month,
    Number,
    Pln,
    ProposalResultDocument,
    SpanDocument,
)

Names = list[str]
"""Ids of lines or of inputs of the same result."""


class EndsDocument(Document):
    """An amount with its ends."""

    low: Pln
    base: Pln
    high: Pln


class RangeFromDocument(EndsDocument):
    """An amount with its ends, and what it rests on."""

    from_: Annotated[Names, Field(alias="from")]


class LowPointDocument(RangeFromDocument):
    """The least money there is."""

    month: Month


class InputDocument(Document):
    """A number that something rests on: given by the group or a rule, or a figure of the law."""

    kind: Literal["given", "open", "law"]
    unit: str
    low: Number | None = None
    base: Number | None = None
    high: Number | None = None
    place: PlaceDocument | None = None
    parameter: Id | None = None
    valid: DatedDocument | None = None


class MoneyLineDocument(Document):
    """One thing paid or received."""

    id: str
    kind: Kind
    name: WordsDocument | str
    payer: Payer | None
    place: PlaceDocument | None
    from_: Annotated[Names, Field(alias="from")]
    first_year: list[EndsDocument]
    years: list[EndsDocument]
    total: EndsDocument


class ResultSumsDocument(Document):
    """The result by month, by year and in all."""

    from_: Annotated[Names, Field(alias="from")]
    months: list[EndsDocument]
    years: list[EndsDocument]
    total: EndsDocument


class CashDocument(Document):
    """The money at hand at the end of every month."""

    from_: Annotated[Names, Field(alias="from")]
    months: list[EndsDocument]


class TurnDocument(Document):
    """A month in which something turns for the better."""

    low: Month | None
    base: Month | None
    high: Month | None
    from_: Annotated[Names, Field(alias="from")]


class PointDocument(Document):
    """The outcome for one choice of the uncertain numbers."""

    total: Pln
    low_point: Pln


class SwingDocument(Document):
    """What one uncertain number does by itself."""

    from_: Annotated[Names, Field(alias="from")]
    at_low: PointDocument
    at_high: PointDocument


class HeadlineSwingDocument(Document):
    """What one uncertain number does by itself to what returns to the commune."""

    from_: Annotated[Names, Field(alias="from")]
    at_low: Pln
    at_high: Pln


class FuturesDocument(Document):
    """Random futures."""

    distribution: Literal["triangular"]
    draws: Annotated[int, Field(ge=1)]
    seed: int
    from_: Annotated[Names, Field(alias="from")]
    percents: list[Annotated[int, Field(ge=1, le=100)]]
    total: list[Pln]
    positive: Number


class OutcomeFuturesDocument(FuturesDocument):
    """Random futures of the co-operative."""

    low_point: list[Pln]
    short_of_cash: Number


class EconomicOutcomeDocument(Document):
    """What the lines come to."""

    result: ResultSumsDocument
    cash: CashDocument
    low_point: LowPointDocument
    covers_costs_from: TurnDocument
    breaks_even_in: TurnDocument
    swings: list[SwingDocument]
    spread: OutcomeFuturesDocument


class PayerSumsDocument(Document):
    """What all effects on a payer come to."""

    from_: Annotated[Names, Field(alias="from")]
    years: list[EndsDocument]
    total: EndsDocument


class EffectSumsDocument(Document):
    """An effect by year and in all."""

    years: list[EndsDocument]
    total: EndsDocument


class EffectLineDocument(Document):
    """One effect on one payer."""

    id: str
    effect: Id
    counts: Counts
    payer: Payer
    name: WordsDocument
    confidence: Confidence
    basis: list[BasisDocument]
    sources: list[Id]
    doubt: WordsDocument | None
    rule: PlaceDocument | None
    from_: Annotated[Names, Field(alias="from")]
    gross: EffectSumsDocument
    net: EffectSumsDocument | None


class PublicMoneyDocument(Document):
    """The account of public money."""

    headline: RangeFromDocument | None
    drawn_in: RangeFromDocument
    swings: list[HeadlineSwingDocument]
    spread: FuturesDocument | None
    payers: dict[Payer, PayerSumsDocument]
    all: PayerSumsDocument
    lines: list[EffectLineDocument]


class LackingDocument(Document):
    """Something that was not said."""

    what: Lacking
    about: str | None
    blocks: Blocks
    place: PlaceDocument | None
    usual: SpanDocument | None


class PlanUsedDocument(Document):
    """The funding plan the support is taken from."""

    on: Day
    rate: Number | None
    total: Pln
    aid_limit_unknown: Literal["law", "rate", "received"] | None


class SupportUsedDocument(Document):
    """Where the support that is counted on comes from."""

    said_by: Literal["proposal", "funding-plan"]
    plan: PlanUsedDocument | None
    left_out: list[Id]
    lines: Names


class RaisedWageDocument(Document):
    """A wage below what the law demands, and the first month of it."""

    job: Id
    month: Month
    wage: Pln
    least: Pln
    from_: Annotated[Names, Field(alias="from")]


class EconomicWarningsDocument(Document):
    """What to look out for in the proposal."""

    raised_wages: list[RaisedWageDocument]
    excluding_sources: list[list[Id]]
    refund_excluded_by: list[Id]


class LeftOutDocument(Document):
    """Something that the reckoning leaves out."""

    id: Id
    what: WordsDocument
    concerns: Literal["outcome", "public-money"]
    law: list[Id]
    basis: list[BasisDocument]
    sources: list[Id]
    place: PlaceDocument | None


class EconomicsDocument(ProposalResultDocument):
    """The economics of a proposal."""

    format: Literal["socialfranchise.economics/1"]
    unit: Literal["pln"]
    rounding: str
    support: SupportUsedDocument
    warnings: EconomicWarningsDocument
    not_counted: list[LeftOutDocument]
    months: list[Day]
    lines: list[MoneyLineDocument]
    outcome: EconomicOutcomeDocument | None
    public_money: PublicMoneyDocument
    missing: list[LackingDocument]
    inputs: dict[str, InputDocument]
