"""The funding plan of a proposal as a workbook: amounts by month and source, with live sums."""

from io import BytesIO
from typing import Any

from attrs import define

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.package.spreadsheet import Spreadsheet, cell, spreadsheet
from socialfranchise.presentation.names import Names


def funding_workbook(plan: FundingPlan, catalogue: Catalogue, language: Language) -> bytes:
    """The best mix of sources; whoever changes an amount sees what is then left to earn or find.

    The same plan gives the same bytes. Raises :class:`MissingExtra` when the extra ``excel`` is
    not installed.
    """
    file = BytesIO()
    with spreadsheet(plan.proposal.title, file) as book:
        _Book(plan, Names(catalogue, language), book)
    return file.getvalue()


@define
class _Book:
    plan: FundingPlan
    names: Names
    book: Spreadsheet

    @property
    def money(self) -> Any:
        """The format of an amount."""
        return self.book.money

    def __attrs_post_init__(self) -> None:
        summary = self.book.sheet(self.say("summary"), (self.plan.proposal.title, ""), (60, 18))
        support = self._months()
        cost, paid = self._purchases()
        self._summary(summary, support, cost, paid)

    def say(self, key: str, **parameters: object) -> str:
        return self.names.say(f"funding_workbook.{key}", **parameters)

    def _months(self) -> str:
        """A row a month: what work costs, what each source pays, what is left; the total."""
        plan = self.plan
        sources = list(dict.fromkeys(p.source.id for p in plan.best.payments if not p.purchase))
        titles = [self.names.text(self.names.catalogue.funding[id].name) for id in sources]
        heads = (self.say("month"), self.say("from"), self.say("cost"), *titles)
        heads = (*heads, self.say("support"), self.say("left"))
        widths = (8, 12, 14, *(18 for _ in sources), 14, 14)
        sheet = self.book.sheet(self.say("months"), heads, widths)
        sheet.freeze_panes(1, 3)
        last = 3 + len(sources)
        for month in range(1, plan.months + 1):
            paid = plan.best.monthly(month)
            sheet.write_number(month, 0, month, self.book.text)
            sheet.write_string(month, 1, plan.first_day(month).isoformat(), self.book.text)
            sheet.write_number(month, 2, float(plan.labour_costs[month - 1]), self.money)
            for column, id in enumerate(sources, start=3):
                sheet.write_number(month, column, float(paid.get(id, 0)), self.money)
            total = float(sum(paid.values()))
            row = f"{cell(month, 3)}:{cell(month, last - 1)}"
            formula = f"=SUM({row})" if sources else "=0"
            sheet.write_formula(month, last, formula, self.money, total)
            left = f"={cell(month, 2)}-{cell(month, last)}"
            sheet.write_formula(month, last + 1, left, self.money, float(plan.to_earn(month)))
        return f"SUM('{self.say('months')}'!{cell(1, last)}:{cell(plan.months, last)})"

    def _purchases(self) -> tuple[str, str]:
        """What is bought and who pays for it; the totals of cost and of what sources pay."""
        keys = ("what", "price", "paid", "own")
        heads = tuple(self.say(key) for key in keys)
        widths = (50, 16, 16, 16)
        sheet = self.book.sheet(self.say("purchases"), heads, widths)
        bought = self.plan.to_buy
        for row, purchase in enumerate(bought, start=1):
            paid = self.plan.best.paid_for(purchase.id)
            sheet.write_string(row, 0, purchase.what, self.book.text)
            self.book.fit(sheet, row, (purchase.what,), widths)
            sheet.write_number(row, 1, float(purchase.cost), self.money)
            sheet.write_number(row, 2, float(paid), self.money)
            formula = f"={cell(row, 1)}-{cell(row, 2)}"
            sheet.write_formula(row, 3, formula, self.money, float(purchase.cost - paid))
        if not bought:
            return "0", "0"
        name = self.say("purchases")
        spans = (f"'{name}'!{cell(1, column)}:{cell(len(bought), column)}" for column in (1, 2))
        cost, paid_for = (f"SUM({span})" for span in spans)
        return cost, paid_for

    def _summary(self, sheet: Any, support: str, cost: str, paid: str) -> None:
        plan, best = self.plan, self.plan.best
        own = plan.proposal.own_money
        cash = None if own is None else own.cash
        monthly = best.total - best.one_off
        rows: list[tuple[str, str, float]] = [
            ("total_support", f"={support}", float(monthly)),
            ("total_cost", f"={cost}", float(plan.purchases)),
            ("total_paid", f"={paid}", float(best.one_off)),
            ("own_contribution", f"={cell(2, 1)}-{cell(3, 1)}", float(plan.own_contribution)),
        ]
        for row, (key, formula, value) in enumerate(rows, start=1):
            sheet.write_string(row, 0, self.say(key), self.book.text)
            sheet.write_formula(row, 1, formula, self.money, value)
        row = len(rows) + 1
        sheet.write_string(row, 0, self.say("cash"), self.book.text)
        if cash is None:
            sheet.write_blank(row, 1, None, self.book.entry)
        else:
            sheet.write_number(row, 1, float(cash), self.money)
        sheet.write_string(row + 1, 0, self.say("gap"), self.book.text)
        needed, has = cell(4, 1), cell(row, 1)
        formula = f'=IF(AND({has}="",{needed}>0),"?",MAX(0,{needed}-{has}))'
        gap = "?" if plan.gap is None else float(plan.gap)
        sheet.write_formula(row + 1, 1, formula, self.money, gap)
        sheet.write_string(row + 3, 0, self.say("about"), self.book.text)
        self.book.fit(sheet, row + 3, (self.say("about"),), (60,))
