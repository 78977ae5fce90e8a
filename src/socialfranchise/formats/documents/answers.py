"""The answers format: what the founders fill into the documents of a package."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from socialfranchise.catalogue.answers import LONGEST
from socialfranchise.core.plain import LARGEST_NUMBER
from socialfranchise.formats.documents.base import Document, Id, TemplateRef


def _answer(value: object) -> object:
    """A text, a number or a list of texts; what kind it must be, its field says."""
    parts = value if isinstance(value, list) else [value]
    if isinstance(value, bool) or any(isinstance(part, bool | dict | list) for part in parts):
        raise PydanticCustomError("answer_type", "not a text, a number or a list of texts")
    if isinstance(value, list) and not all(isinstance(part, str) for part in parts):
        raise PydanticCustomError("answer_type", "not a list of texts")
    if any(isinstance(part, str) and len(part) > LONGEST for part in parts):
        raise PydanticCustomError("string_too_long", "too long", {"max_length": LONGEST})
    return value


_NUMBER = {"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}
_TEXT = {"type": "string", "maxLength": LONGEST}
AnswerValue = Annotated[
    Any,
    BeforeValidator(_answer),
    WithJsonSchema({"anyOf": [_TEXT, _NUMBER, {"type": "array", "items": _TEXT}]}),
]


class AnswersDocument(Document):
    """The answers of one group of founders."""

    format: Literal["socialfranchise.answers/1"]
    id: Id
    template: TemplateRef
    answers: dict[Id, AnswerValue]
