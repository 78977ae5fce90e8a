"""Social co-operative franchise models as data: match a place, say why, write the papers.

The names below are the public surface; each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from socialfranchise.core.version import __version__

if TYPE_CHECKING:
    from socialfranchise.batch.columns import facts_batch as facts_batch
    from socialfranchise.batch.compiled import CompiledCatalogue as CompiledCatalogue
    from socialfranchise.catalogue.answers import Answers as Answers
    from socialfranchise.catalogue.catalogue import Catalogue as Catalogue
    from socialfranchise.catalogue.network import NetworkReport as NetworkReport
    from socialfranchise.catalogue.network import NetworkSummary as NetworkSummary
    from socialfranchise.catalogue.network import network_summary as network_summary
    from socialfranchise.catalogue.template import Template as Template
    from socialfranchise.core.errors import InvalidDocument as InvalidDocument
    from socialfranchise.core.errors import MissingExtra as MissingExtra
    from socialfranchise.core.errors import SocialFranchiseError as SocialFranchiseError
    from socialfranchise.core.errors import UnknownId as UnknownId
    from socialfranchise.core.findings import Finding as Finding
    from socialfranchise.core.findings import Report as Report
    from socialfranchise.core.findings import Severity as Severity
    from socialfranchise.diagnosis.facts import Diagnosis as Diagnosis
    from socialfranchise.feasibility.economics import Economics as Economics
    from socialfranchise.feasibility.economics import economics as economics
    from socialfranchise.feasibility.feasibility import Feasibility as Feasibility
    from socialfranchise.feasibility.feasibility import feasibility_of as feasibility_of
    from socialfranchise.feasibility.funding.plan import FundingPlan as FundingPlan
    from socialfranchise.feasibility.funding.plan import funding_plan as funding_plan
    from socialfranchise.feasibility.proposal import Proposal as Proposal
    from socialfranchise.formats.answers import load_answers as load_answers
    from socialfranchise.formats.conformance import conformance_cases as conformance_cases
    from socialfranchise.formats.loading import load_catalogue as load_catalogue
    from socialfranchise.formats.loading import load_diagnosis as load_diagnosis
    from socialfranchise.formats.loading import load_mapping as load_mapping
    from socialfranchise.formats.loading import load_proposal as load_proposal
    from socialfranchise.formats.network import load_network_report as load_network_report
    from socialfranchise.matching.impact import Impact as Impact
    from socialfranchise.matching.impact import impact as impact
    from socialfranchise.matching.questions import Question as Question
    from socialfranchise.matching.questions import next_questions as next_questions
    from socialfranchise.matching.questions import settled as settled
    from socialfranchise.matching.ranking import Match as Match
    from socialfranchise.matching.ranking import Ranking as Ranking
    from socialfranchise.matching.ranking import Verdict as Verdict
    from socialfranchise.matching.ranking import match as match
    from socialfranchise.matching.reach import Reach as Reach
    from socialfranchise.matching.reach import reach as reach
    from socialfranchise.matching.robustness import Robustness as Robustness
    from socialfranchise.matching.robustness import robustness as robustness
    from socialfranchise.matching.what_if import Change as Change
    from socialfranchise.matching.what_if import Plan as Plan
    from socialfranchise.matching.what_if import what_would_it_take as what_would_it_take
    from socialfranchise.package.franchise_package import FranchisePackage as FranchisePackage
    from socialfranchise.package.franchise_package import instantiate as instantiate
    from socialfranchise.package.replace import update_package as update_package
    from socialfranchise.package.update_plan import UpdatePlan as UpdatePlan
    from socialfranchise.package.verify import verify_package as verify_package
    from socialfranchise.presentation.economics.economics_data import (
        economics_data as economics_data,
    )
    from socialfranchise.presentation.feasibility.feasibility_data import (
        feasibility_data as feasibility_data,
    )
    from socialfranchise.presentation.funding.funding_data import (
        funding_plan_data as funding_plan_data,
    )
    from socialfranchise.presentation.funding.funding_text import funding_text as funding_text
    from socialfranchise.presentation.matching.explanation_data import (
        explanation_data as explanation_data,
    )
    from socialfranchise.presentation.matching.match_data import ranking_data as ranking_data
    from socialfranchise.presentation.matching.match_text import ranking_text as ranking_text
    from socialfranchise.sources.local_diagnosis import (
        diagnosis_from_tables as diagnosis_from_tables,
    )
    from socialfranchise.sources.mapped import map_table as map_table
    from socialfranchise.sources.register_files import read_register as read_register
    from socialfranchise.sources.search import find_places as find_places
    from socialfranchise.sources.tables import read_table as read_table
    from socialfranchise.validation.fixing import apply_fixes as apply_fixes
    from socialfranchise.validation.validate import validate as validate

_HOMES = {
    "Answers": "catalogue.answers",
    "Catalogue": "catalogue.catalogue",
    "Change": "matching.what_if",
    "CompiledCatalogue": "batch.compiled",
    "Diagnosis": "diagnosis.facts",
    "Economics": "feasibility.economics",
    "Feasibility": "feasibility.feasibility",
    "Finding": "core.findings",
    "FranchisePackage": "package.franchise_package",
    "FundingPlan": "feasibility.funding.plan",
    "Impact": "matching.impact",
    "InvalidDocument": "core.errors",
    "Match": "matching.ranking",
    "MissingExtra": "core.errors",
    "NetworkReport": "catalogue.network",
    "NetworkSummary": "catalogue.network",
    "Plan": "matching.what_if",
    "Proposal": "feasibility.proposal",
    "Question": "matching.questions",
    "Ranking": "matching.ranking",
    "Reach": "matching.reach",
    "Report": "core.findings",
    "Robustness": "matching.robustness",
    "Severity": "core.findings",
    "SocialFranchiseError": "core.errors",
    "Template": "catalogue.template",
    "UnknownId": "core.errors",
    "UpdatePlan": "package.update_plan",
    "Verdict": "matching.ranking",
    "apply_fixes": "validation.fixing",
    "conformance_cases": "formats.conformance",
    "diagnosis_from_tables": "sources.local_diagnosis",
    "economics": "feasibility.economics",
    "economics_data": "presentation.economics.economics_data",
    "explanation_data": "presentation.matching.explanation_data",
    "facts_batch": "batch.columns",
    "feasibility_data": "presentation.feasibility.feasibility_data",
    "feasibility_of": "feasibility.feasibility",
    "find_places": "sources.search",
    "funding_plan": "feasibility.funding.plan",
    "funding_plan_data": "presentation.funding.funding_data",
    "funding_text": "presentation.funding.funding_text",
    "impact": "matching.impact",
    "instantiate": "package.franchise_package",
    "load_answers": "formats.answers",
    "load_catalogue": "formats.loading",
    "load_diagnosis": "formats.loading",
    "load_mapping": "formats.loading",
    "load_network_report": "formats.network",
    "load_proposal": "formats.loading",
    "map_table": "sources.mapped",
    "match": "matching.ranking",
    "network_summary": "catalogue.network",
    "next_questions": "matching.questions",
    "ranking_data": "presentation.matching.match_data",
    "ranking_text": "presentation.matching.match_text",
    "reach": "matching.reach",
    "read_register": "sources.register_files",
    "read_table": "sources.tables",
    "robustness": "matching.robustness",
    "settled": "matching.questions",
    "update_package": "package.replace",
    "validate": "validation.validate",
    "verify_package": "package.verify",
    "what_would_it_take": "matching.what_if",
}

__all__ = [
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


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
