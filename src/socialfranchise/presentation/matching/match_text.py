"""A ranking as plain text: the verdicts, why, and what to find out.

The first model is shown with what was read for each reason, the next ones with the reasons alone.
With ``details`` every requirement, contraindication and criterion of each is shown, with
everything that was read for it and the place of the rule in its file.
"""

from collections.abc import Iterator
from itertools import takewhile

from attrs import define, field

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.degrees import Degree, Truth
from socialfranchise.core.text import Language
from socialfranchise.diagnosis.facts import Fact
from socialfranchise.matching.evaluate import Reading
from socialfranchise.matching.ranking import (
    Match,
    MissingFact,
    Ranking,
    Reason,
    Score,
    Verdict,
    rank,
)
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.presentation.readings import reading_text
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import day_text, number_text, percent_text

QUESTIONS = 5
FEWER_QUESTIONS = 2
"""How many of the missing facts are listed for the first model, and for the next ones."""


def ranking_text(
    ranking: Ranking,
    catalogue: Catalogue,
    language: Language,
    *,
    top: int = 3,
    details: bool = False,
) -> str:
    """The first ``top`` models with their reasons, the others in one line each."""
    page = _Page(Names(catalogue, language), details)
    return "\n".join(page.ranking(ranking, top)).rstrip() + "\n"


def score_text(score: Score | Degree, language: Language) -> str:
    """A score in per cent, as a range while facts are missing."""
    low, high = round(score.low, 2), round(score.high, 2)
    top = percent_text(high, language, 0)
    if low == high:
        return top
    return messages(language)("range", low=number_text(low * 100, language, 0), high=top)


@define
class _Page:
    """One text under way; remembers which sources it has cited."""

    names: Names
    details: bool
    cited: list[tuple[str, int | None]] = field(factory=list)

    def ranking(self, ranking: Ranking, top: int) -> Iterator[str]:
        """The whole text, line by line."""
        names, say = self.names, self.names.say
        yield from headed(say("match.heading", place=ranking.diagnosis.locality.name))
        yield from paragraph(
            say(
                "match.state",
                known=day_text(ranking.diagnosis.day, names.language),
                on=day_text(ranking.on, names.language),
                version=ranking.catalogue_version,
            )
        )
        if not any(match.verdict is not Verdict.DOES_NOT_FIT for match in ranking):
            yield say("match.nothing")
        level = _level_first(ranking)
        if level > 1 and top > 1:
            yield from paragraph(say("match.tie", number=level))
        for number, match in enumerate(ranking.matches[:top], 1):
            yield ""
            yield from self.match(number, match)
        yield ""
        yield from self.others(ranking.matches[top:])
        if self.cited:
            yield f"{say('match.sources')}:"
            for number, (source, year) in enumerate(self.cited, 1):
                key = "match.source" if year is None else "match.source_year"
                text = say(key, number=number, source=source, year=year)
                yield from paragraph(text, "  ")
            yield ""
        models = say.counted("count.models", len(ranking))
        yield from paragraph(say("match.coverage", models=models))

    def match(self, number: int, match: Match) -> Iterator[str]:
        """One model: verdict, evidence, what blocks, what speaks for it, what is missing."""
        say = self.names.say
        evidence = match.template.evidence
        yield from paragraph(
            say(
                "match.line",
                number=number,
                name=self.names.text(match.template.name),
                verdict=say(f"verdict.{match.verdict.value}").upper(),
                score=score_text(match.score, self.names.language),
            )
        )
        yield from paragraph(
            say(
                "match.evidence",
                status=say(f"evidence.status.{evidence.status}"),
                grade=say(f"evidence.grade.{evidence.grade}"),
                stage=say(f"status.{match.template.status}"),
            ),
            "   ",
        )
        for key, lines in self.blocking(match).items():
            if lines:
                yield f"   {say(f'match.{key}')}:"
                for line in lines:
                    yield from paragraph(line, "     ! ")
        if self.details:
            yield from self.everything(match)
        else:
            yield from self.decisive(match, with_readings=number == 1)
        if match.verdict is Verdict.DOES_NOT_FIT:
            line = say("match.what_if", model=match.template.id)
            yield from paragraph(line, "   ")
            return
        yield from self.missing(match, QUESTIONS if number == 1 else FEWER_QUESTIONS)

    def blocking(self, match: Match) -> dict[str, list[str]]:
        """What excludes the model, what may yet exclude it, and what calls for caution."""
        return {
            "failed": [blocking_text(reason, self.names, held=True) for reason in match.failed],
            "open": [blocking_text(reason, self.names, held=False) for reason in match.open],
            "warnings": [self.names.text(reason.text) for reason in match.warnings],
            "missing_law": [self.names.parameter(id) for id in match.missing_law],
        }

    def decisive(self, match: Match, *, with_readings: bool) -> Iterator[str]:
        """The short form: conditions that are met, criteria that are settled."""
        met = [
            reason
            for reason in match.reasons
            if reason.kind in ("founding", "requirement") and reason.degree.truth is Truth.YES
        ]
        criteria = [reason for reason in match.reasons if reason.kind == "criterion"]
        groups = (
            ("requirements", "+", met if with_readings else []),
            ("for", "+", [reason for reason in criteria if reason.degree.low > 0]),
            ("against", "-", [reason for reason in criteria if reason.degree.truth is Truth.NO]),
        )
        for key, mark, reasons in groups:
            if reasons:
                yield f"   {self.names.say(f'match.{key}')}:"
            for reason in reasons:
                yield from self.reason(reason, f"     {mark} ", with_readings=with_readings)

    def everything(self, match: Match) -> Iterator[str]:
        """The long form: every rule in the order of the file."""
        kinds = {
            "founding": "model.requirements",
            "requirement": "model.requirements",
            "contraindication": "match.contraindications",
            "criterion": "model.criteria",
        }
        heading = ""
        for reason in match.reasons:
            if kinds[reason.kind] != heading:
                heading = kinds[reason.kind]
                yield f"   {self.names.say(heading)}:"
            yield from self.reason(reason, "     * ", with_readings=True)

    def reason(self, reason: Reason, lead: str, *, with_readings: bool) -> Iterator[str]:
        """One reason, and what was read for it."""
        say = self.names.say
        text = self.names.text(reason.text)
        notes = []
        if reason.share is not None:
            share = score_text(reason.share, self.names.language)
            notes.append(say("match.points", share=share))
        if self.details:
            notes.insert(0, say(f"match.state_of.{reason.degree.truth.value}"))
            if reason.place is not None:
                place = say("match.line_in_file", file=reason.place.file, line=reason.place.line)
                notes.append(place)
        if notes:
            text = f"{text} [{'; '.join(notes)}]"
        yield from paragraph(text, lead)
        for reading in reason.readings if with_readings else ():
            if self.details or _telling(reading, reason):
                line = f"{reading_text(reading, self.names)} {self.origins(reading.fact)}"
                yield from paragraph(line.rstrip(), " " * (len(lead) + 2))

    def origins(self, fact: Fact) -> str:
        """The numbers of the sources of a fact."""
        numbers: list[str] = []
        for origin in fact.origins:
            source = (origin.source, origin.year)
            if source not in self.cited:
                self.cited.append(source)
            number = self.cited.index(source) + 1
            other = numbers and origin.table is not None and origin.note
            numbers.append(f" [{number}: {origin.note}]" if other else f"[{number}]")
        return "".join(dict.fromkeys(numbers))

    def missing(self, match: Match, number: int) -> Iterator[str]:
        """The questions to ask next."""
        say = self.names.say
        shown = match.missing if self.details else match.missing[:number]
        if not shown:
            return
        yield f"   {say('match.missing')}:"
        for missing in shown:
            yield from paragraph(missing_text(missing, self.names), "     ? ")
        rest = len(match.missing) - len(shown)
        if rest:
            facts = say.counted("count.facts", rest)
            yield from paragraph(say("match.more_missing", facts=facts), "     ")

    def others(self, matches: tuple[Match, ...]) -> Iterator[str]:
        """The models after the first ones, each with what excludes it."""
        if not matches:
            return
        say = self.names.say
        yield f"{say('match.others')}:"
        for match in matches:
            line = say(
                "match.other_line",
                name=self.names.text(match.template.name),
                verdict=say(f"verdict.{match.verdict.value}"),
                score=score_text(match.score, self.names.language),
            )
            yield from paragraph(line, "  - ")
            for reason in match.failed[:1]:
                yield from paragraph(blocking_text(reason, self.names, held=True), "      ")
        yield ""


def _level_first(ranking: Ranking) -> int:
    """How many of the first models have one verdict and one result, so that only ids part them."""
    first = ranking.matches[:1]
    if not first or first[0].verdict is Verdict.DOES_NOT_FIT:
        return 0
    level = takewhile(lambda match: rank(match)[:3] == rank(first[0])[:3], ranking.matches)
    return sum(1 for _ in level)


def _telling(reading: Reading, reason: Reason) -> bool:
    """Does the reading bear on the outcome? In an alternative, what is not known does not."""
    return reading.degree.truth is not Truth.UNKNOWN or not reason.degree.known


def blocking_text(reason: Reason, names: Names, *, held: bool) -> str:
    """What excludes the model, or has still to be settled before it fits."""
    if reason.kind == "contraindication":
        key = "held_exclusion" if held else "open_exclusion"
    else:
        key = "failed_requirement" if held else "open_requirement"
    return names.say(f"match.{key}", text=names.text(reason.text))


def missing_text(missing: MissingFact, names: Names) -> str:
    """The question to ask, who can answer it, and what hangs on it."""
    say = names.say
    fact = names.catalogue.vocabularies.facts[missing.fact]
    parts = [
        say("match.missing_line", question=names.text(fact.question), who=names.text(fact.known_by))
    ]
    if missing.terms:
        terms = names.terms(missing.fact, list(missing.terms), "or")
        parts.append(say("match.missing_terms", terms=terms))
    notes = [say("match.decisive")] if missing.decisive else []
    if missing.weight > 0:
        share = percent_text(missing.weight, names.language, 0)
        notes.append(say("match.points_missing", share=share))
    return f"{' '.join(parts)} [{'; '.join(notes)}]" if notes else " ".join(parts)
