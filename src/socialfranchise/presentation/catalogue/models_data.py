"""The models of a catalogue as plain data: ``socialfranchise.models/1``."""

from collections.abc import Iterable
from typing import Any

from socialfranchise.catalogue.template import Template
from socialfranchise.presentation.parts import text_data

FORMAT = "socialfranchise.models/1"


def models_data(templates: Iterable[Template]) -> dict[str, Any]:
    """The models in short, ready for JSON."""
    return {"format": FORMAT, "models": [_model(template) for template in templates]}


def _model(template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "version": template.version,
        "status": template.status,
        "family": template.family,
        "name": text_data(template.name),
        "summary": text_data(template.summary),
        "evidence": {"status": template.evidence.status, "grade": template.evidence.grade},
    }
