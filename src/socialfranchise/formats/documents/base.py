"""What all documents share: closed objects, ids, references, texts, numbers, days, figures."""

import re
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from attrs import frozen
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from socialfranchise.core.dated import Confidence
from socialfranchise.core.plain import LARGEST_NUMBER

LARGEST_SUM = 10**9
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TERYT_PATTERN = r"^[0-9]{4}([0-9]{2}[0-9]?)?$"
VERSION_PATTERN = r"^[0-9]+\.[0-9]+\.[0-9]+$"
PKD_PATTERN = r"^[0-9]{2}\.[0-9]{2}\.[A-Z]$"
URL_PATTERN = r"^https?://[^\s<>]+$"
_CONTROLS = r"\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"
LINE_PATTERN = rf"^[^{_CONTROLS}]*[^\s{_CONTROLS}][^{_CONTROLS}]*$"
"""One line with a word on it: no line breaks, no control characters, no reversed writing."""


class Document(BaseModel):
    """A closed object: an unknown key is refused, nothing is converted silently."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True, populate_by_name=False
    )


@frozen
class Reference:
    """Marks a text as the id of something else; ``target`` names the collection it lives in."""

    target: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        result = handler(schema)
        result["x-sf-reference"] = self.target
        return result


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_type", "not a number")
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        raise PydanticCustomError("number_range", "not a finite number of a sane size")
    return number


def _day(value: object) -> date:
    if isinstance(value, str) and re.match(DAY_PATTERN, value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a day written year-month-day")


def exactly_one_shape(keys: AbstractSet[str], shapes: tuple[frozenset[str], ...]) -> None:
    """Refuse a set of keys that is none of the allowed combinations."""
    if frozenset(keys) not in shapes:
        raise PydanticCustomError("shape", "keys do not go together", {"keys": sorted(keys)})


def shapes_schema(
    shapes: tuple[frozenset[str], ...], others: AbstractSet[str] = frozenset()
) -> dict[str, Any]:
    """The JSON Schema of :func:`exactly_one_shape`; keys in ``others`` may stand beside."""
    verbs = sorted(frozenset().union(*shapes))

    def branch(shape: frozenset[str]) -> dict[str, Any]:
        required = {"required": sorted(shape)}
        if not others:
            return {**required, "maxProperties": len(shape)}
        rest = [{"required": [verb]} for verb in verbs if verb not in shape]
        return {**required, "not": {"anyOf": rest}}

    return {"anyOf": [branch(shape) for shape in shapes]}


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
Line = Annotated[str, Field(min_length=1, max_length=2000, pattern=LINE_PATTERN)]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}),
]
Amount = Annotated[
    Decimal,
    Field(ge=0),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": LARGEST_NUMBER}),
]
Sum = Annotated[
    Decimal,
    Field(ge=0, le=LARGEST_SUM),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": LARGEST_SUM}),
]
"""A price or quantity: small enough that price times quantity is exact to the grosz."""
PartOfTime = Annotated[
    Decimal,
    Field(gt=0, le=1),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1}),
]
Share = Annotated[
    Decimal,
    Field(ge=0, le=1),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Whole = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
Count = Annotated[int, Field(ge=1, le=1000)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN}),
]
Url = Annotated[str, Field(pattern=URL_PATTERN, max_length=2000)]
Version = Annotated[str, Field(pattern=VERSION_PATTERN)]
Pkd = Annotated[str, Field(pattern=PKD_PATTERN)]
Teryt = Annotated[str, Field(pattern=TERYT_PATTERN)]
YesNo = Literal["yes", "no"]
Unit = Literal[
    "persons",
    "legal-persons",
    "members",
    "jobs",
    "share",
    "percent",
    "months",
    "years",
    "days",
    "hours-per-week",
    "fte",
    "times",
    "pln",
    "pln-per-month",
    "pln-per-hour",
    "pln-per-year",
    "eur",
    "hours",
    "meals",
    "places",
    "visits",
    "deliveries",
    "grams",
    "number",
]
"""Every unit of the catalogue; each has its words in ``wording``."""

ActRef = Annotated[Id, Reference("acts")]
SourceRef = Annotated[Id, Reference("sources")]
FounderRef = Annotated[Id, Reference("founders")]
GroupRef = Annotated[Id, Reference("target-groups")]
NeedRef = Annotated[Id, Reference("needs")]
ServiceRef = Annotated[Id, Reference("services")]
InstitutionRef = Annotated[Id, Reference("institutions")]
LegalFormRef = Annotated[Id, Reference("legal-forms")]
PredecessorRef = Annotated[Id, Reference("predecessors")]
TemplateRef = Annotated[Id, Reference("templates")]
RoleRef = Annotated[Id, Reference("partner-roles")]
ProposalFactRef = Annotated[Id, Reference("proposal-facts")]
FactRef = Annotated[Id, Reference("facts")]
LawRef = Annotated[Id, Reference("law")]
JobFactRef = Annotated[Id, Reference("job-facts")]
CostRef = Annotated[Id, Reference("costs")]
EffectRef = Annotated[Id, Reference("effects")]
FundingRef = Annotated[Id, Reference("funding")]
PathwayRef = Annotated[Id, Reference("pathways")]


class TextDocument(Document):
    """A text for people in both languages."""

    pl: Line
    en: Line


class BasisDocument(Document):
    """An article of an act."""

    act: ActRef
    article: Line


class FigureDocument(Document):
    """A sourced range of a number."""

    low: Number
    high: Number
    unit: Unit
    year: Year
    confidence: Confidence
    basis: TextDocument
    sources: list[SourceRef] = []
