"""How often real co-operatives would have been advised a model that was right for them."""

import os
import sys
from pathlib import Path

import pytest

from socialfranchise.catalogue.catalogue import Catalogue
from tests.catalogue.coded_cases import CodedCase, coded_cases
from tests.conftest import ROOT

SHARED = Path(os.environ.get("SOCIALFRANCHISE_SHARED", ROOT.parent / "shared"))
FILE = SHARED / "cases" / "coded.jsonl"
GOALS = {False: (0.70, 0.90), True: (0.88, 0.96)}
"""Share with an accepted model first, and among the first three, by whether services are told."""


@pytest.mark.skipif(not FILE.is_file(), reason="the coded cases lie outside the project")
@pytest.mark.parametrize("needs_from_services", [False, True])
def test_accepted_models_come_first(
    catalogue: Catalogue, needs_from_services: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = list(coded_cases(FILE))
    places = {case.id: _place(case, catalogue, needs_from_services) for case in cases}
    first = sum(place == 1 for place in places.values()) / len(cases)
    third = sum(place <= 3 for place in places.values()) / len(cases)
    told = "with" if needs_from_services else "without"
    later = "".join(f"  {id}: {place}\n" for id, place in places.items() if place > 1)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(cases)} cases {told} needs from services: an accepted model first in "
            f"{first:.0%}, among the first three in {third:.0%}; the others:\n{later}"
        )

    least_first, least_third = GOALS[needs_from_services]
    assert first >= least_first
    assert third >= least_third


def _place(case: CodedCase, catalogue: Catalogue, needs_from_services: bool) -> int:
    """The place of the best accepted model."""
    ranking = case.ranking(catalogue, needs_from_services=needs_from_services)
    order = [match.template.id for match in ranking]
    return min(order.index(id) for id in case.accepted if id in order) + 1
