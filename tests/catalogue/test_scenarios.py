"""For every template made-up places it should win and lose, each with the reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from socialfranchise import Ranking, load_diagnosis, match
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.degrees import Truth
from socialfranchise.matching.ranking import Reason

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("*.yaml"))


def scenarios(kind: str) -> list[Any]:
    return list(_scenarios(kind))


def _scenarios(kind: str) -> Iterator[Any]:
    for file in FILES:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        for number, scenario in enumerate(data[kind], 1):
            yield pytest.param(file.stem, scenario, id=f"{file.stem}-{number}")


def ranking(scenario: dict[str, Any], catalogue: Catalogue) -> Ranking:
    diagnosis = load_diagnosis(
        {
            "format": "socialfranchise.diagnosis/1",
            "id": "scenario",
            "title": {"pl": scenario["title"], "en": scenario["title"]},
            "locality": {"name": "Przykładowo"},
            "day": catalogue.published.isoformat(),
            "facts": {id: _typed(value) for id, value in scenario["facts"].items()},
        },
        catalogue=catalogue,
    )
    return match(diagnosis, catalogue)


def _typed(value: dict[str, Any]) -> dict[str, Any]:
    """Numbers as numbers: these files are read without any types."""
    if "number" in value:
        return {**value, "number": float(value["number"])}
    return {"unknown": True} if "unknown" in value else value


def test_every_template_has_its_scenarios(catalogue: Catalogue) -> None:
    assert {file.stem for file in FILES} == {template.id for template in catalogue}
    told = {param.values[0] for kind in ("wins", "loses") for param in scenarios(kind)}
    assert {param.values[0] for param in scenarios("wins")} == told
    assert {param.values[0] for param in scenarios("loses")} == told


@pytest.mark.parametrize(("template", "scenario"), scenarios("wins"))
def test_it_wins(template: str, scenario: dict[str, Any], catalogue: Catalogue) -> None:
    first = ranking(scenario, catalogue).matches[0]

    assert first.template.id == template, scenario["why"]


@pytest.mark.parametrize(("template", "scenario"), scenarios("loses"))
def test_it_loses_for_the_reason_given(
    template: str, scenario: dict[str, Any], catalogue: Catalogue
) -> None:
    found = ranking(scenario, catalogue)
    order = [match.template.id for match in found]
    (reason,) = [r for r in found[template].reasons if r.id == scenario["because"]]

    assert order[0] == scenario["to"], scenario["why"]
    assert _speaks_against(reason), reason


def _speaks_against(reason: Reason) -> bool:
    """A warning holds, or a requirement or criterion does not hold in full."""
    if reason.kind == "contraindication":
        return reason.degree.truth is Truth.YES
    return reason.degree.low < 1
