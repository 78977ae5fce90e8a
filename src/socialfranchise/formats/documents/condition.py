"""Conditions as they are written: one closed object whose keys are the verbs of a sentence.

``fact: meals-per-day`` with ``at_least: 250`` reads as it stands. Which keys go together is listed
once, in :data:`SHAPES`, for the documents and for the schema alike.
"""

from itertools import product
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from socialfranchise.formats.documents.base import (
    Count,
    Document,
    FactRef,
    Id,
    LawRef,
    Number,
    YesNo,
    exactly_one_shape,
    shapes_schema,
)

_BRANCHES = [{"all"}, {"any"}, {"not"}, {"at_least_of"}]
_TESTS = ["is", "is_one_of", "includes_any", "includes_all", "includes_at_least"]
_GRADED = ["grows", "grows_with"]
_LOWER = [set(), {"at_least"}, {"at_least_law"}]
_UPPER = [set(), {"at_most"}, {"at_most_law"}]
_LIMITS = [lower | upper for lower, upper in product(_LOWER, _UPPER) if lower | upper]

SHAPES: tuple[frozenset[str], ...] = tuple(
    frozenset(keys)
    for keys in (
        *_BRANCHES,
        *({"fact", test} for test in (*_TESTS, *_GRADED)),
        *({"fact", *limit} for limit in _LIMITS),
    )
)


def _schema_extra(schema: dict[str, Any]) -> None:
    schema.update(shapes_schema(SHAPES))


class GrowsDocument(Document):
    """A straight line from nothing to full."""

    none_at: Number
    full_at: Number


class GrowsWithDocument(Document):
    """The number of listed terms that are present, full at ``full_at`` of them."""

    terms: Annotated[list[Id], Field(min_length=1)]
    full_at: Count


class IncludesAtLeastDocument(Document):
    """A number of listed terms that must be present."""

    number: Count
    terms: Annotated[list[Id], Field(min_length=1)]


class ConditionDocument(Document):
    """A condition on the facts of a diagnosis."""

    model_config = ConfigDict(json_schema_extra=_schema_extra)

    all: Annotated[list["ConditionDocument"], Field(min_length=1)] | None = None
    any: Annotated[list["ConditionDocument"], Field(min_length=1)] | None = None
    not_: Annotated["ConditionDocument | None", Field(alias="not")] = None
    at_least_of: "AtLeastOfDocument | None" = None
    fact: FactRef | None = None
    is_: Annotated[YesNo | None, Field(alias="is")] = None
    is_one_of: Annotated[list[Id], Field(min_length=1)] | None = None
    includes_any: Annotated[list[Id], Field(min_length=1)] | None = None
    includes_all: Annotated[list[Id], Field(min_length=1)] | None = None
    includes_at_least: IncludesAtLeastDocument | None = None
    at_least: Number | None = None
    at_least_law: LawRef | None = None
    at_most: Number | None = None
    at_most_law: LawRef | None = None
    grows: GrowsDocument | None = None
    grows_with: GrowsWithDocument | None = None

    @model_validator(mode="after")
    def _one_sentence(self) -> Self:
        fields = type(self).model_fields
        exactly_one_shape({fields[name].alias or name for name in self.model_fields_set}, SHAPES)
        return self


class AtLeastOfDocument(Document):
    """A number of conditions that must hold."""

    number: Count
    conditions: Annotated[list[ConditionDocument], Field(min_length=1)]


# Only now can the name in ``at_least_of`` be resolved; whoever asks for the fields needs it.
ConditionDocument.model_rebuild()
