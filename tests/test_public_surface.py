"""What the package offers to importers: nothing appears or disappears unnoticed."""

import pickle
import subprocess
import sys

import pytest

import socialfranchise

SURFACE = [
    "Answers",
    "Catalogue",
    "Change",
    "CompiledCatalogue",
    "Diagnosis",
    "Economics",
    "Feasibility",
    "Finding",
    "FranchisePackage",
    "FundingPlan",
    "Impact",
    "InvalidDocument",
    "Match",
    "MissingExtra",
    "NetworkReport",
    "NetworkSummary",
    "Plan",
    "Proposal",
    "Question",
    "Ranking",
    "Reach",
    "Report",
    "Robustness",
    "Severity",
    "SocialFranchiseError",
    "Template",
    "UnknownId",
    "UpdatePlan",
    "Verdict",
    "__version__",
    "apply_fixes",
    "conformance_cases",
    "diagnosis_from_tables",
    "economics",
    "economics_data",
    "explanation_data",
    "facts_batch",
    "feasibility_data",
    "feasibility_of",
    "find_places",
    "funding_plan",
    "funding_plan_data",
    "funding_text",
    "impact",
    "instantiate",
    "load_answers",
    "load_catalogue",
    "load_diagnosis",
    "load_mapping",
    "load_network_report",
    "load_proposal",
    "map_table",
    "match",
    "network_summary",
    "next_questions",
    "ranking_data",
    "ranking_text",
    "reach",
    "read_register",
    "read_table",
    "robustness",
    "settled",
    "update_package",
    "validate",
    "verify_package",
    "what_would_it_take",
]


def test_the_public_names_are_these_and_sorted() -> None:
    assert socialfranchise.__all__ == SURFACE == sorted(SURFACE)


@pytest.mark.parametrize("name", SURFACE)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    found = getattr(socialfranchise, name)

    assert name == "__version__" or found.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        socialfranchise.nothing_of_the_kind  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, socialfranchise; "
        "print(sorted({'yaml', 'pydantic', 'jsonschema', 'click', 'attrs'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_the_engine_can_be_embedded_without_yaml_or_pydantic() -> None:
    code = (
        "import sys, socialfranchise.matching.ranking; "
        "print(sorted({'yaml', 'pydantic', 'jsonschema', 'click', 'jinja2'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_a_catalogue_can_be_pickled() -> None:
    catalogue = socialfranchise.load_catalogue()

    assert pickle.loads(pickle.dumps(catalogue)) == catalogue  # noqa: S301
