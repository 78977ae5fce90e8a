"""A founding group before the law, in words."""

from collections.abc import Iterable, Iterator
from typing import get_args

from socialfranchise.catalogue.rules import Topic
from socialfranchise.core.degrees import Truth
from socialfranchise.core.findings import Place
from socialfranchise.feasibility.feasibility import Feasibility
from socialfranchise.feasibility.founders import FoundersCheck, Gap, RuleVerdict
from socialfranchise.feasibility.group_facts import GroupFact
from socialfranchise.matching.evaluate import Outcome, undecided
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.readings import reading_text
from socialfranchise.presentation.sections import Section, Table
from socialfranchise.wording.numbers import between_text, day_text, unit_text

TOPICS: tuple[Topic, ...] = get_args(Topic)
COLUMNS = ("verdict", "rule", "missing", "remedy", "depends", "read", "from", "basis", "doubt")


def founders_section(found: Feasibility, names: Names, *, details: bool = True) -> Section:
    """Every rule of the day with its verdict and what is missing.

    Without ``details`` what was read is told only of rules that are not met.
    """
    return Section(
        title=names.say("feasibility.founders.heading"),
        paragraphs=tuple(_paragraphs(found, names)),
        tables=tuple(table for check in found.founders for table in _tables(check, names, details)),
        id="founders",
    )


def _paragraphs(found: Feasibility, names: Names) -> Iterator[str]:
    say = names.say
    for check in found.founders:
        form = names.text(names.catalogue.vocabularies.legal_forms[check.legal_form].name)
        verdicts = "; ".join(
            f"{say(f'feasibility.topic.{topic}')} – {say(f'feasibility.verdict.{truth.value}')}"
            for topic in TOPICS
            if (truth := check.truth(topic)) is not None
        )
        day = day_text(check.on, names.language)
        yield say("feasibility.founders.form", form=form, day=day, verdicts=verdicts)
        if not check.offered:
            yield say("feasibility.founders.not_offered", form=form)
        if any(check.broken_in_every_case(topic) for topic in TOPICS):
            yield say("feasibility.founders.in_every_case")
        waived = [names.text(v.rule.statement) for v in check.verdicts if v.waived]
        if waived and found.proposal is not None and found.proposal.conversion_of is not None:
            yield say("feasibility.founders.waived", rules=" ".join(waived))


def _tables(check: FoundersCheck, names: Names, details: bool) -> Iterator[Table]:
    say = names.say
    form = names.text(names.catalogue.vocabularies.legal_forms[check.legal_form].name)
    for topics in dict.fromkeys(verdict.rule.topics for verdict in check.verdicts):
        rows = [v for v in check.verdicts if v.rule.topics == topics and not v.waived]
        about = "; ".join(say(f"feasibility.topic.{topic}") for topic in topics)
        if rows:
            yield Table(
                caption=f"{form} – {about}",
                columns=tuple(say(f"feasibility.column.{key}") for key in COLUMNS),
                rows=tuple(_row(verdict, check, names, details) for verdict in rows),
                lead=2,
                id=check.legal_form,
                keys=COLUMNS,
            )


def _row(
    verdict: RuleVerdict, check: FoundersCheck, names: Names, details: bool
) -> tuple[str, ...]:
    rule, say = verdict.rule, names.say
    met = verdict.truth is Truth.YES
    readings = () if met and not details else verdict.outcome.readings
    return (
        say(f"feasibility.verdict.{verdict.truth.value}"),
        names.text(rule.statement),
        "; ".join(gap_text(gap, names) for gap in verdict.gaps),
        "" if met or rule.remedy is None else names.text(rule.remedy),
        "" if met or verdict.binds is None else depends_text(verdict.binds, names),
        "; ".join(dict.fromkeys(reading_text(reading, names) for reading in readings)),
        from_text([check.facts.get(r.fact.id) for r in readings], names),
        names.citations(rule.basis),
        "" if rule.doubt is None or (met and not details) else names.text(rule.doubt),
    )


def gap_text(gap: Gap, names: Names) -> str:
    """How many more or fewer are needed."""
    say = names.say
    if gap.most is None:
        return say("feasibility.gap.never")
    kind = "share" if gap.of_share else "more" if gap.more else "fewer"
    unit = "persons" if gap.of_share else names.question(gap.fact).unit or ""
    if gap.fewest == gap.most:
        number = unit_text(gap.most, unit, names.language)
    else:
        number = between_text(gap.fewest, gap.most, unit, names.language)
    return say(f"feasibility.gap.{kind}", number=number)


def depends_text(binds: Outcome, names: Names) -> str:
    """The facts on which it depends whether a rule or duty binds; empty when that is settled."""
    ids = dict.fromkeys(reading.fact.id for reading in undecided(binds))
    return "; ".join(names.fact(id) for id in ids)


def from_text(facts: Iterable[GroupFact | None], names: Names) -> str:
    """Where facts come from: lines of the proposal, and sources of the diagnosis."""
    known = [fact for fact in facts if fact is not None]
    lines = lines_text([place for fact in known for place in fact.lines], names)
    sources = dict.fromkeys(
        origin.source for fact in known if not fact.lines for origin in fact.fact.origins
    )
    return "; ".join(part for part in (lines, *sources) if part)


def lines_text(places: Iterable[Place], names: Names) -> str:
    """Files and lines."""
    by_file: dict[str, list[int]] = {}
    for place in places:
        by_file.setdefault(place.file, []).append(place.line)
    return "; ".join(
        names.say("feasibility.lines", file=file, lines=", ".join(map(str, sorted(set(lines)))))
        for file, lines in by_file.items()
    )
