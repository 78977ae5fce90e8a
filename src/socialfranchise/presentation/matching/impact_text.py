"""What a change of the catalogue does to places, in words."""

from collections.abc import Iterator

from attrs import frozen

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.matching.impact import Impact, ModelChange, PlaceChange, ReasonChange
from socialfranchise.matching.ranking import Match, Reason
from socialfranchise.presentation.matching.match_text import score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.presentation.readings import reading_text
from socialfranchise.wording.messages import Messages, messages
from socialfranchise.wording.numbers import day_text, number_text, percent_text


def impact_text(found: Impact, old: Catalogue, new: Catalogue, language: Language) -> str:
    """What going from one catalogue to another does to places."""
    page = _Page(Names(old, language), Names(new, language), messages(language))
    return "\n".join(page.impact(found)).rstrip() + "\n"


@frozen
class _Page:
    """How both catalogues call things; what is in both is called as the new one does."""

    old: Names
    new: Names
    say: Messages

    def impact(self, found: Impact) -> Iterator[str]:
        """The whole text, line by line."""
        say, places = self.say, found.places
        yield from headed(say("impact.heading", old=found.old.version, new=found.new.version))
        changed = [place for place in places if place.changed]
        yield from paragraph(
            say(
                "impact.state",
                places=say.counted("count.places", len(places)),
                first=sum(place.other_first for place in places),
                verdict=sum(place.other_verdict for place in places),
                score=sum(place.other_score for place in places),
                unchanged=len(places) - len(changed),
                on=day_text(found.on, say.language),
            )
        )
        if not changed:
            yield say("impact.none")
        for place in changed:
            yield ""
            yield from self.place(place)

    def place(self, place: PlaceChange) -> Iterator[str]:
        """One place: the first model, the facts that cannot be read, the models that changed."""
        say = self.say
        yield from paragraph(say("impact.place", name=place.name, id=place.diagnosis))
        if place.other_first:
            before, after = self.first(place.first_before), self.first(place.first_after)
            yield from paragraph(say("impact.first", before=before, after=after), "  ")
        for key, names, ids in (
            ("before", self.old, place.unread_before),
            ("after", self.new, place.unread_after),
        ):
            if ids:
                facts = ", ".join(self.fact(id, names) for id in ids)
                yield from paragraph(say(f"impact.unread.{key}", facts=facts), "  ! ")
        for model in place.models:
            yield from self.model(model)

    def first(self, id: str | None) -> str:
        """The name of a first model, or that there is none."""
        return self.say("impact.nobody") if id is None else self.name(id)

    def name(self, id: str) -> str:
        """The name of a model."""
        names = self.new if id in self.new.catalogue.templates else self.old
        return names.text(names.catalogue[id].name)

    def fact(self, id: str, names: Names) -> str:
        """The name of a fact in a catalogue, else its id."""
        return names.fact(id) if id in names.catalogue.vocabularies.facts else id

    def model(self, model: ModelChange) -> Iterator[str]:
        """One model: what became of verdict, score and cautions, and why."""
        yield from paragraph(f"{self.name(model.template)}: {self.result(model)}", "  - ")
        for change in model.reasons:
            yield from self.reason(change)

    def result(self, model: ModelChange) -> str:
        """What became of a model, in one sentence."""
        say, before, after = self.say, model.before, model.after
        if before is not None and after is None:
            return say("impact.went", verdict=self.verdict(before), score=self.score(before))
        if before is None or after is None:
            return "" if after is None else self.came(after)
        parts = []
        if model.other_verdict:
            words = {"before": self.verdict(before), "after": self.verdict(after)}
            parts.append(say("impact.verdict", **words))
        if model.other_score:
            words = dict(zip(("before", "after"), self.scores(before, after), strict=True))
            parts.append(say("impact.score", **words))
        return "; ".join(parts) or say("impact.warnings")

    def came(self, found: Match) -> str:
        """A model that is new, in one sentence."""
        return self.say("impact.came", verdict=self.verdict(found), score=self.score(found))

    def verdict(self, found: Match) -> str:
        """The verdict in words."""
        return self.say(f"verdict.{found.verdict.value}")

    def score(self, found: Match) -> str:
        """The score in per cent."""
        return score_text(found.score, self.say.language)

    def scores(self, before: Match, after: Match) -> tuple[str, str]:
        """Two scores that differ, as finely as it takes to see it."""
        rough = self.score(before), self.score(after)
        return rough if rough[0] != rough[1] else (self.finely(before), self.finely(after))

    def finely(self, found: Match) -> str:
        """The score with every decimal that may matter."""
        low = number_text(found.score.low * 100, self.say.language, 4)
        high = percent_text(found.score.high, self.say.language, 4)
        return self.say("range", low=low, high=high)

    def reason(self, change: ReasonChange) -> Iterator[str]:
        """One rule: what was, what is, and what was read for it."""
        say, before, after = self.say, change.before, change.after
        text = ""
        if after is not None:
            text = self.new.text(after.text)
        elif before is not None:
            text = self.old.text(before.text)
        quoted = say("quoted", text=text.rstrip("."))
        line = say("impact.reason", text=quoted, change=self.change(change))
        yield from paragraph(line, "      * ")
        read = {
            "before": () if before is None else self.readings(before, self.old),
            "after": () if after is None else self.readings(after, self.new),
        }
        if before is not None and after is not None and before.degree == after.degree:
            return
        for key, lines in read.items():
            if lines and read["before"] != read["after"]:
                sentence = say(f"impact.read.{key}", readings="; ".join(lines))
                yield from paragraph(sentence, "        ")

    def change(self, change: ReasonChange) -> str:
        """What became of a rule."""
        say, before, after = self.say, change.before, change.after
        if before is not None and after is None:
            return say("impact.rule_went", state=self.state(before))
        if before is None or after is None:
            return "" if after is None else say("impact.rule_came", state=self.state(after))
        parts = []
        if before.weight != after.weight:
            parts.append(say("impact.weight", before=before.weight, after=after.weight))
        if before.effect != after.effect:
            effects = {
                "before": say(f"impact.effect.{before.effect}"),
                "after": say(f"impact.effect.{after.effect}"),
            }
            parts.append(say("impact.became", **effects))
        if before.degree != after.degree:
            states = {"before": self.state(before), "after": self.state(after)}
            parts.append(say("impact.became", **states))
        return "; ".join(parts) or say("impact.rewritten")

    def state(self, reason: Reason) -> str:
        """Is it met? Of a criterion, with its share of the score."""
        state = self.say(f"match.state_of.{reason.degree.truth.value}")
        if reason.share is None:
            return state
        share = score_text(reason.share, self.say.language)
        return f"{state} ({self.say('match.points', share=share)})"

    def readings(self, reason: Reason, names: Names) -> tuple[str, ...]:
        """What was read for a rule."""
        return tuple(reading_text(reading, names) for reading in reason.readings)
