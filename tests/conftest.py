"""Fixtures every test may use: the bundled catalogue and the real places."""

from pathlib import Path

import pytest
from hypothesis import settings

from socialfranchise import Catalogue, Diagnosis, load_catalogue, load_diagnosis

ROOT = Path(__file__).parents[1]
PLACES = ROOT / "models" / "places"

# A shared machine may be slow for a moment; how long an example takes is not what is tested.
settings.register_profile("default", deadline=None)
settings.load_profile("default")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of this checkout."""
    return load_catalogue()


@pytest.fixture(scope="session")
def kramsk(catalogue: Catalogue) -> Diagnosis:
    """The commune of Kramsk before its co-operative was founded."""
    return load_diagnosis(PLACES / "kramsk-2011.yaml", catalogue=catalogue)
