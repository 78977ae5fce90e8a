"""Checks of meaning, for files whose shape and links are in order.

Every check is a function from a :class:`~socialfranchise.validation.checks.scope.Scope` to
findings; :data:`CHECKS` lists them all.
"""

from socialfranchise.core.findings import Finding
from socialfranchise.validation.checks import (
    dated,
    language,
    logic,
    money,
    privacy,
    public_money,
    references,
    thresholds,
)
from socialfranchise.validation.checks.scope import Check, Scope

CHECKS: tuple[Check, ...] = (
    thresholds.check_thresholds,
    logic.check_branches,
    logic.check_rules,
    dated.check_gaps,
    dated.check_vouched,
    dated.check_ranges,
    dated.check_reviews,
    dated.check_law_bounds,
    references.check_replacements,
    references.check_withdrawn,
    references.check_repeated,
    references.check_exclusions,
    references.check_unused_sources,
    references.check_units,
    references.check_groups,
    references.check_founders,
    money.check_costs_paid,
    money.check_months,
    money.check_excluded_twice,
    public_money.check_figures,
    language.check_language,
    privacy.check_personal_data,
)


def run_checks(scope: Scope) -> list[Finding]:
    """What the checks find, in their order."""
    return [finding for check in CHECKS for finding in check(scope)]
