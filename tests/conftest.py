"""Fixtures every test may use: the bundled catalogue and the real places."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from socialfranchise import Catalogue, Diagnosis, load_catalogue, load_diagnosis
from socialfranchise.cli.main import COLLECT_AFTER
from tests.parsed_once import parsed_once
from tests.small_catalogue import small_catalogue

ROOT = Path(__file__).parents[1]
PLACES = ROOT / "models" / "places"

gc.set_threshold(COLLECT_AFTER)  # as the command line does

# A shared machine may be slow for a moment; how long an example takes is not what is tested.
# Sixty examples a law, the same on every run, so that what fails here fails everywhere; a test
# that needs more says so. To look for new ones: ``--hypothesis-profile=explore``.
settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=300)
settings.load_profile("default")
# Hundreds of runs of the tests, each the same as the last but for the mutant.
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=25,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="session", autouse=True)
def _catalogues_are_parsed_once() -> Iterator[None]:
    with parsed_once():
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of this checkout."""
    return load_catalogue()


@pytest.fixture(scope="session")
def small_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small catalogue to copy; see :func:`tests.small_catalogue.small_catalogue`."""
    return small_catalogue(tmp_path_factory.mktemp("small") / "models")


@pytest.fixture(scope="session")
def kramsk(catalogue: Catalogue) -> Diagnosis:
    """The commune of Kramsk before its co-operative was founded."""
    return load_diagnosis(PLACES / "kramsk-2011.yaml", catalogue=catalogue)
