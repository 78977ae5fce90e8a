"""What the inputs, amounts and gaps of economics are called."""

from decimal import Decimal

from attrs import frozen

from socialfranchise.core.text import Text
from socialfranchise.feasibility.economics import Economics
from socialfranchise.feasibility.ledger import Line
from socialfranchise.feasibility.missing import Missing
from socialfranchise.feasibility.terms import Given, Range
from socialfranchise.presentation.names import Names
from socialfranchise.wording.numbers import money_text, number_text, percent_text

_LISTS = {
    "jobs": "post",
    "sales": "what",
    "running_costs": "what",
    "purchases": "what",
    "support": "source",
    "outlays": "what",
    "property_lent": "what",
}
"""The lists of a proposal whose parts have ids, and the field that names a part."""


@frozen
class Called:
    """How the parts of the economics of a proposal are called, in one language."""

    found: Economics
    names: Names

    def money(self, amount: Decimal) -> str:
        """An amount, with a real minus sign."""
        text = money_text(abs(amount), self.names.language)
        return f"\N{MINUS SIGN}{text}" if amount < 0 else text

    def ends(self, found: Range) -> str:
        """What is expected, and in brackets the ends when there are two."""
        base = self.money(found.base)
        if found.low == found.high:
            return base
        low, high = self.money(found.low), self.money(found.high)
        return self.names.say("economics.ends", base=base, low=low, high=high)

    def line(self, line: Line) -> str:
        """The name of a line."""
        return self.names.text(line.name) if isinstance(line.name, Text) else line.name

    def beneficiary(self, line: Line) -> str:
        """What a line of support is for: a job, a purchase, or the whole co-operative."""
        proposal = self.found.proposal
        parts = line.id.split(".")
        if line.kind == "refund" and self.found.funding is None:
            job = proposal.job(parts[1])
            return "" if job is None else job.post
        if self.found.funding is None:
            return self.names.say("economics.support.everyone")
        _, _, _, id, *bought = parts
        job = proposal.job(id)
        who = self.names.say("economics.support.everyone") if job is None else job.post
        whats = [each.what for each in proposal.purchases or () if [each.id] == bought]
        return "; ".join((who, *whats))

    def input(self, given: Given) -> str:
        """The name of an input: what it says, of what."""
        section, *rest = given.key.split(".")
        if section == "funding":
            source, _, who, *_, field = rest
            job = self.found.proposal.job(who)
            return self.names.say(
                "economics.input.funding",
                what=self.names.text(self.names.catalogue.funding[source].name),
                who=self.names.say("economics.support.everyone") if job is None else job.post,
                field=field,
            )
        if section == "public_account" and len(rest) > 1:
            section, *rest = rest
        field = rest[-1]
        key = f"economics.input.{section}.{field}"
        if key not in self.names.say:
            key = f"economics.input.{section}.any"
        return self.names.say(key, what=self._what(section, rest[0]), field=field)

    def value(self, given: Given) -> str:
        """The value of an input with its ends."""
        if given.open:
            return self.names.say("economics.open")
        if given.key.startswith("jobs.") and given.key.endswith(".at_risk"):
            return self.names.say("economics.surely")
        base = self._number(given.base, given.unit)
        if not given.uncertain:
            return base
        low, high = (self._number(end, given.unit) for end in (given.low, given.high))
        return self.names.say("economics.ends", base=base, low=low, high=high)

    def gap(self, missing: Missing) -> str:
        """What was not said."""
        about = missing.about or ""
        if missing.what == "at-risk":
            about = self._what("jobs", about)
        elif missing.what == "other-price":
            about = self._what("sales", about)
        elif missing.what == "law":
            about = self.names.parameter(about)
        elif missing.what in ("avoided", "effect-amount"):
            about = self.names.text(self.names.catalogue.effects[about].name)
        return self.names.say(f"economics.gap.{missing.what}", about=about)

    def _number(self, value: Decimal, unit: str) -> str:
        if unit == "share":
            return percent_text(value, self.names.language)
        if unit.startswith("pln"):
            return money_text(value, self.names.language)
        return number_text(value, self.names.language)

    def _what(self, section: str, id: str) -> str:
        proposal = self.found.proposal
        if section == "avoided":
            avoided = (proposal.public_account and proposal.public_account.avoided) or ()
            return self.names.text(self.names.catalogue.effects[avoided[int(id)].effect].name)
        if section == "effects":
            return self.names.text(self.names.catalogue.effects[id].name)
        field = _LISTS.get(section)
        if field is None:
            return id
        holder = proposal if hasattr(proposal, section) else proposal.public_account
        part = next(each for each in getattr(holder, section) if each.id == id)
        name: str = getattr(part, field)
        return (
            self.names.text(self.names.catalogue.funding[name].name) if field == "source" else name
        )
