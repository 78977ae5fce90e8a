"""A funding plan as text that a councillor understands."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core.degrees import Truth
from socialfranchise.core.text import Language
from socialfranchise.feasibility.funding.eligibility import Eligibility, Judged
from socialfranchise.feasibility.funding.mix import Cliff, Mix, Payment, Taken, in_pln
from socialfranchise.feasibility.funding.plan import FundingPlan
from socialfranchise.presentation.funding.funding_figures import figure_texts
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.numbers import day_text, money_text, number_text, unit_text


def funding_text(plan: FundingPlan, catalogue: Catalogue, language: Language) -> str:
    """The plan: the best mix with its amounts, months, gap and end of support, then the reasons."""
    page = FundingWords(plan, Names(catalogue, language))
    return "\n".join(page.lines()).rstrip() + "\n"


@frozen
class Stretch:
    """Months in a row with the same labour cost and the same support."""

    first: int
    last: int
    cost: Decimal
    support: Decimal
    to_earn: Decimal


def stretches(plan: FundingPlan) -> list[Stretch]:
    """The months of the plan, those in a row that are alike taken together."""
    found: list[Stretch] = []
    for month in range(1, plan.months + 1):
        cost, left = plan.labour_costs[month - 1], plan.to_earn(month)
        before = found[-1] if found else None
        if before is not None and (before.cost, before.to_earn) == (cost, left):
            found[-1] = Stretch(before.first, month, cost, cost - left, left)
        else:
            found.append(Stretch(month, month, cost, cost - left, left))
    return found


@frozen
class FundingWords:
    """The sentences of one plan in one language."""

    plan: FundingPlan
    names: Names

    def lines(self) -> Iterator[str]:
        """The whole text."""
        say, plan = self.names.say, self.plan
        yield from headed(self.title())
        yield from paragraph(self.state())
        yield ""
        yield f"{say('funding.best')}:"
        yield from self.mix(plan.best)
        yield ""
        yield f"{say('funding.purchases')}:"
        for line in self.purchases():
            yield from paragraph(line, "  - ")
        yield from paragraph(self.gap(), "  ")
        yield ""
        yield f"{say('funding.months')}:"
        for stretch in stretches(plan):
            yield from paragraph(self.stretch(stretch), "  - ")
        yield ""
        yield f"{say('funding.cliffs')}:"
        for cliff in plan.cliffs:
            yield from paragraph(self.cliff(cliff), "  ! ")
        if not plan.cliffs:
            yield from paragraph(say("funding.no_cliffs"), "  ")
        yield ""
        yield from self.alternatives()
        yield f"{say('funding.aid')}:"
        yield from paragraph(self.aid(), "  ")
        yield ""
        yield from self.judged()
        yield f"{say('funding.notes')}:"
        for note in self.notes():
            yield from paragraph(note, "  - ")

    def title(self) -> str:
        """The heading."""
        return self.names.say("funding.heading", title=self.plan.proposal.title)

    def state(self) -> str:
        """The days and the catalogue everything rests on."""
        return self.names.say(
            "funding.state",
            on=self.day(self.plan.on),
            registration=self.day(self.plan.proposal.registration),
            months=unit_text(self.plan.months, "months", self.names.language),
            version=self.plan.catalogue_version,
        )

    def mix(self, mix: Mix) -> Iterator[str]:
        """A mix: its sum, by whose money, source by source with the amounts behind."""
        say = self.names.say
        yield from paragraph(say("funding.total", total=self.pln(mix.total)), "  ")
        if not mix.taken:
            yield from paragraph(say("funding.nothing"), "  ")
            return
        yield from paragraph(self.funds(mix), "  ")
        for taken in mix.taken:
            yield from paragraph(self.taken(taken, mix), "  + ")
            for depth, line in self.behind(taken, mix):
                yield from paragraph(line, " " * (6 + 2 * depth))

    def funds(self, mix: Mix) -> str:
        """The sums by whose money it is."""
        say = self.names.say
        parts = [
            say("funding.by_fund", fund=say(f"fund.{fund}"), sum=self.pln(sum_))
            for fund, sum_ in mix.by_fund().items()
        ]
        return say("funding.funds", parts="; ".join(parts))

    def taken(self, taken: Taken, mix: Mix) -> str:
        """One source for one job, what it pays in all, and until when the promise lasts."""
        say = self.names.say
        line = say(
            "funding.taken",
            source=self.names.text(taken.source.name),
            who=self.who(taken.job, taken.persons),
            sum=self.pln(self.paid(taken, mix)),
        )
        if taken.keep_until is None:
            return line
        return f"{line} {say('funding.keep', day=self.day(taken.keep_until))}"

    def paid(self, taken: Taken, mix: Mix) -> Decimal:
        """What one source pays for one job in all."""
        return sum((p.amount for p in mix.payments if self._of(p, taken)), Decimal(0))

    def behind(self, taken: Taken, mix: Mix) -> Iterator[tuple[int, str]]:
        """Every amount (depth 0) and the limits behind it (1) with parameter, day and source."""
        for rule in taken.rules:
            own = [p for p in mix.payments if self._of(p, taken) and p.rule.id == rule.id]
            paid = sum((payment.amount for payment in own), Decimal(0))
            months = sorted({payment.month for payment in own})
            seen: dict[tuple[object, ...], Payment] = {}
            for payment in own:
                dated = payment.limit.dated
                seen.setdefault((payment.limit.grosz, dated.since), payment)
            when = "once" if not rule.monthly else "month" if months[0] == months[-1] else "span"
            say = self.names.say
            yield (
                0,
                say(
                    "funding.amount",
                    name=self.names.text(rule.name),
                    sum=self.pln(paid),
                    when=say(f"funding.{when}", first=months[0], last=months[-1]),
                ),
            )
            for payment in seen.values():
                yield 1, self.limit(payment)

    def limit(self, payment: Payment) -> str:
        """Where the most for one person comes from."""
        limit, names = payment.limit, self.names
        parameter = names.catalogue.parameter(limit.parameter)
        known = names.say(f"evidence.confidence.{limit.dated.confidence}")
        return names.say(
            "funding.limit",
            limit=self.pln(in_pln(limit.grosz)),
            times=number_text(payment.rule.times, names.language, 4),
            part=self.part_of_time(payment),
            parameter=names.text(parameter.name),
            value=unit_text(limit.dated.value, parameter.unit, names.language),
            since=self.day(limit.dated.since),
            grounds="; ".join(dict.fromkeys((names.basis(limit.dated), known))),
        )

    def part_of_time(self, payment: Payment) -> str:
        """The part of full time that an amount is counted for, where that matters."""
        job = None if payment.job is None else self.plan.proposal.job(payment.job)
        if job is None or job.time == 1 or payment.rule.by_time == "no":
            return ""
        time = number_text(job.time, self.names.language, 4)
        return self.names.say("funding.part_of_time", time=time)

    def purchases(self) -> Iterator[str]:
        """What is to be bought and who pays for it."""
        say, costs = self.names.say, self.names.catalogue.vocabularies.costs
        for purchase in self.plan.to_buy:
            paid = self.plan.best.paid_for(purchase.id)
            kind = "unknown" if purchase.kind is None else "known"
            yield say(
                f"funding.purchase.{kind}",
                what=purchase.what,
                kind="" if purchase.kind is None else self.names.text(costs[purchase.kind].name),
                cost=self.pln(purchase.cost),
                paid=self.pln(paid),
                left=self.pln(purchase.cost - paid),
            )
        if self.plan.proposal.purchases is None:
            yield say("funding.no_purchases.unknown")
        elif not self.plan.to_buy:
            yield say("funding.no_purchases.none")

    def gap(self) -> str:
        """The own contribution and what is missing for it."""
        say, plan = self.names.say, self.plan
        own = self.pln(plan.own_contribution)
        if plan.proposal.purchases is None:
            return say("funding.gap.purchases")
        if plan.gap is None:
            return say("funding.gap.unknown", own=own)
        money = plan.proposal.own_money
        cash = Decimal(0) if money is None or money.cash is None else money.cash
        key = "missing" if plan.gap else "none"
        return say(f"funding.gap.{key}", own=own, cash=self.pln(cash), gap=self.pln(plan.gap))

    def stretch(self, stretch: Stretch) -> str:
        """The labour cost of some months, the support and what is left to earn."""
        key = "one" if stretch.first == stretch.last else "several"
        return self.names.say(
            f"funding.stretch.{key}",
            first=stretch.first,
            last=stretch.last,
            day=self.day(self.plan.first_day(stretch.first)),
            cost=self.pln(stretch.cost),
            support=self.pln(stretch.support),
            left=self.pln(stretch.to_earn),
        )

    def stretch_cells(self, stretch: Stretch) -> tuple[str, ...]:
        """The same as cells of a table: months, first day, labour cost, support, what is left."""
        first, last = stretch.first, stretch.last
        return (
            str(first) if first == last else f"{first}\N{EN DASH}{last}",
            self.day(self.plan.first_day(first)),
            self.pln(stretch.cost),
            self.pln(stretch.support),
            self.pln(stretch.to_earn),
        )

    def cliff(self, cliff: Cliff) -> str:
        """A month in which support falls."""
        sources = self.names.catalogue.funding
        return self.names.say(
            "funding.cliff",
            month=cliff.month,
            day=self.day(cliff.day),
            fall=self.pln(cliff.fall),
            sources="; ".join(self.names.text(sources[id].name) for id in cliff.sources),
        )

    def alternatives(self) -> Iterator[str]:
        """The second best, and what open questions could bring."""
        say, plan = self.names.say, self.plan
        if plan.second is not None:
            yield f"{say('funding.second')}:"
            less = plan.best.total - plan.second.total
            yield from paragraph(
                say("funding.less", total=self.pln(plan.second.total), less=self.pln(less)), "  "
            )
            for taken in plan.second.taken:
                yield from paragraph(self.taken(taken, plan.second), "  + ")
            yield ""
        more = plan.possible.total - plan.best.total
        if more > 0:
            yield f"{say('funding.possible')}:"
            text = say("funding.more", total=self.pln(plan.possible.total), more=self.pln(more))
            yield from paragraph(text, "  ")
            yield ""

    def aid(self) -> str:
        """The limit of de minimis aid and what the best mix takes of it."""
        say, room = self.names.say, self.plan.room
        used = self.pln(self.plan.best.aid)
        if room.cap is None or room.window_from is None:
            return say("funding.room.law", used=used)
        facts = {
            "used": used,
            "cap": unit_text(room.cap.value, "eur", self.names.language),
            "since": self.day(room.window_from),
            "on": self.day(room.on),
        }
        if room.free is None or room.rate is None:
            return say(f"funding.room.{room.unknown}", **facts)
        rate = number_text(room.rate, self.names.language, 4)
        return say("funding.room.known", free=self.pln(room.free), rate=rate, **facts)

    def judged(self) -> Iterator[str]:
        """Sources by their answer, with the reasons."""
        for heading, lines in self.answers():
            yield f"{heading}:"
            for line, reasons in lines:
                yield from paragraph(line, "  - ")
                for reason in reasons:
                    yield from paragraph(reason, "      ")
            yield ""

    def answers(self) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        """For each answer its heading and the sources with their reasons: yes, open, no."""
        for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO):
            found = [e for e in self.plan.eligibility if e.truth is truth]
            if found:
                yield self.names.say(f"funding.answer.{truth.value}"), self._by_reason(found)

    def _by_reason(self, found: Sequence[Eligibility]) -> list[tuple[str, tuple[str, ...]]]:
        """Sources with the same reasons for several jobs are told once."""
        groups: dict[tuple[str, tuple[str, ...]], list[Eligibility]] = {}
        for e in found:
            groups.setdefault((e.source.id, tuple(self.reasons(e))), []).append(e)
        lines = []
        for (_, reasons), members in groups.items():
            jobs = "; ".join(self.who(None if e.job is None else e.job.id) for e in members)
            name = self.names.text(members[0].source.name)
            lines.append((self.names.say("funding.source", source=name, jobs=jobs), reasons))
        return lines

    def reasons(self, e: Eligibility) -> Iterator[str]:
        """Why a source can surely not be had, or what has still to be found out, and for what."""
        if not e.in_force:
            yield self.names.say("funding.not_in_force", day=self.day(e.signed))
            return
        common = [self.reason(part) for part in e.judged if part.truth is e.truth]
        parts = [
            self.names.say(
                "funding.part", name=self.names.text(amount.amount.name), reason=self.reason(part)
            )
            for amount in e.amounts
            for part in amount.judged
            if part.truth is (Truth.UNKNOWN if e.truth is Truth.YES else e.truth)
            and amount.truth is part.truth
        ]
        if e.truth is Truth.YES:
            yield from parts
        elif common and e.truth is Truth.NO:
            yield from common
        else:
            yield from common
            yield from parts
            if not common and not parts:
                yield self.names.say("funding.no_conditions")

    def reason(self, judged: Judged) -> str:
        """A condition that fails or is open, with who may know."""
        statement = self.names.text(judged.rule.statement)
        if judged.truth is Truth.NO:
            return self.names.say("funding.fails", statement=statement)
        facts = [self._fact(id) for id in judged.asks]
        known_by = "; ".join(dict.fromkeys(self.names.text(fact.known_by) for fact in facts))
        return self.names.say("funding.open", statement=statement, who=known_by)

    def notes(self) -> Iterator[str]:
        """What the plan takes for granted, what it leaves out, and what else there is."""
        say = self.names.say
        yield from say.section("funding.assumptions").values()
        yield from figure_texts(self.plan, self.names)
        for parameter in dict.fromkeys(id for id, _ in self.plan.missing_law):
            first = min(day for id, day in self.plan.missing_law if id == parameter)
            name = self.names.parameter(parameter)
            yield say("funding.missing_law", parameter=name, day=self.day(first))
        for source in self.plan.other_sources:
            key = "loan" if source.money == "loan" else "service"
            yield say(f"funding.{key}", source=self.names.text(source.name))

    def who(self, job: str | None, persons: int | None = None) -> str:
        """A job in the words of the proposal, with the number of persons; or the co-operative."""
        found = None if job is None else self.plan.proposal.job(job)
        if found is None:
            return self.names.say("funding.everyone")
        number = found.number if persons is None else persons
        people = unit_text(number, "persons", self.names.language)
        return self.names.say("funding.who", post=found.post, people=people)

    def pln(self, amount: Decimal) -> str:
        """An amount in PLN."""
        return money_text(amount, self.names.language)

    def day(self, day: date) -> str:
        """A day in words."""
        return day_text(day, self.names.language)

    def _fact(self, id: str) -> FactTerm:
        words = self.names.catalogue.vocabularies
        if id in words.job_facts:
            return words.job_facts[id]
        return words.proposal_facts[id] if id in words.proposal_facts else words.facts[id]

    def _of(self, payment: Payment, taken: Taken) -> bool:
        return (payment.source.id, payment.job) == (taken.source.id, taken.job)
