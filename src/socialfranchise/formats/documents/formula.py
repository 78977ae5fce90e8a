"""A formula as a file writes it: one operation an object."""

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from socialfranchise.formats.documents.base import (
    Document,
    FactRef,
    Number,
    exactly_one_shape,
    shapes_schema,
)

SHAPES = tuple(
    frozenset((key,)) for key in ("fact", "number", "sum", "difference", "product", "quotient")
)


def _schema_extra(schema: dict[str, Any]) -> None:
    schema.update(shapes_schema(SHAPES))


_Parts = Annotated[list["FormulaDocument"], Field(min_length=2, max_length=20)]


class FormulaDocument(Document):
    """A fact, a plain number, or one of the four operations on others."""

    model_config = ConfigDict(json_schema_extra=_schema_extra)

    fact: FactRef | None = None
    number: Number | None = None
    sum: _Parts | None = None
    difference: _Parts | None = None
    product: _Parts | None = None
    quotient: _Parts | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        exactly_one_shape(self.model_fields_set, SHAPES)
        return self
