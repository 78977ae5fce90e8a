"""Sources of money whose machine-readable rules contradict themselves."""

from collections.abc import Iterator

from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.formats.documents.funding import AmountRuleDocument, FundingDocument
from socialfranchise.formats.documents.vocabulary import CostsDocument
from socialfranchise.validation.checks.scope import Scope

_MONTHLY = "month-and-person"


def check_costs_paid(scope: Scope) -> Iterator[Finding]:
    """Monthly amounts pay monthly costs, single amounts those paid once."""
    when = {
        cost.id: cost.when for document in scope.documents(CostsDocument) for cost in document.terms
    }
    for node in scope.each(AmountRuleDocument):
        wanted = "monthly" if node.value.per == _MONTHLY else "once"
        for index, cost in enumerate(node.value.pays):
            if when.get(cost, wanted) != wanted:
                yield node.finding(codes.COST_NOT_PAID_SO, "pays", index, id=cost, per=wanted)


def check_months(scope: Scope) -> Iterator[Finding]:
    """Months of an amount that is paid once, and jobs kept for less time than they are paid."""
    for node in scope.each(AmountRuleDocument):
        amount: AmountRuleDocument = node.value
        if amount.per != _MONTHLY:
            for key in ("months", "from_month"):
                if key in amount.model_fields_set:
                    yield node.finding(codes.MONTHS_OF_ONE_OFF, key, per=amount.per)
        elif amount.months is not None and amount.keep_months is not None:
            last = amount.from_month + amount.months - 1
            if amount.keep_months < last:
                yield node.finding(
                    codes.KEPT_TOO_SHORT, "keep_months", keep=amount.keep_months, paid=last
                )


def check_excluded_twice(scope: Scope) -> Iterator[Finding]:
    """A source excluded altogether and once more for single months."""
    for node in scope.each(FundingDocument):
        for index, id in enumerate(node.value.excludes_in_months):
            if id in node.value.excludes:
                related = (node.place("excludes", node.value.excludes.index(id)),)
                yield node.finding(
                    codes.EXCLUDED_TWICE, "excludes_in_months", index, related=related, id=id
                )
