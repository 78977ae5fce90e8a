"""The law as plain data for other programs: ``socialfranchise.law-values/1``."""

from datetime import date
from typing import Any

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.dated import DatedValue, Parameter
from socialfranchise.core.text import Text

FORMAT = "socialfranchise.law-values/1"


def law_data(catalogue: Catalogue, parameters: tuple[Parameter, ...], on: date) -> dict[str, Any]:
    """Parameters with their value on the day ``on`` and every other, ready for JSON.

    Numbers are text, so that no digit is lost; ``value`` is ``null`` where none is known.
    """
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "catalogue": {
            "id": catalogue.id,
            "version": catalogue.version,
            "sha256": catalogue.sha256,
        },
        "parameters": [_parameter(parameter, on) for parameter in parameters],
    }


def _parameter(parameter: Parameter, on: date) -> dict[str, Any]:
    dated = parameter.value(on)
    return {
        "id": parameter.id,
        "name": _text(parameter.name),
        "unit": parameter.unit,
        "note": None if parameter.note is None else _text(parameter.note),
        "value": None if dated is None else _dated(dated),
        "history": [_dated(each) for each in parameter],
    }


def _dated(dated: DatedValue) -> dict[str, Any]:
    return {
        "since": dated.since.isoformat(),
        "until": None if dated.until is None else dated.until.isoformat(),
        "value": str(dated.value),
        "confidence": dated.confidence,
        "basis": [{"act": basis.act, "article": basis.article} for basis in dated.basis],
        "sources": list(dated.sources),
        "doubt": None if dated.doubt is None else _text(dated.doubt),
        "review": None if dated.review is None else dated.review.isoformat(),
    }


def _text(text: Text) -> dict[str, str]:
    return {"pl": text.pl, "en": text.en}
