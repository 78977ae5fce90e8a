"""The conformance suite that travels in the package: cases another engine can test itself with."""

import json
from typing import Any

from socialfranchise.formats.files import bundled, read_text

FOLDER = "conformance"
FILE = "cases.json"


def conformance_text() -> str:
    """The whole suite as JSON, ``socialfranchise.conformance/1``."""
    return read_text(bundled(FOLDER) / FILE, FILE)


def conformance_cases() -> tuple[dict[str, Any], ...]:
    """The cases of the conformance suite as plain data, read anew on every call.

    Each case holds all that goes in (day, law, vocabulary, legal forms, facts, rules) and, under
    ``expected``, what has to come out, in the order of the ranking. Degrees, shares, scores and
    weights are to be met within 1e-9, everything else exactly.
    """
    cases: list[dict[str, Any]] = json.loads(conformance_text())["cases"]
    return tuple(cases)
