"""The reach of a model in words: where it fits, and what stands in the way elsewhere."""

from collections.abc import Iterator, Sequence

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.matching.ranking import Verdict
from socialfranchise.matching.reach import Blocker, PlaceReached, Reach
from socialfranchise.presentation.matching.match_text import score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.numbers import day_text

MOST_NAMES = 20
"""Places named for one rule; the rest are counted."""


def reach_text(found: Reach, catalogue: Catalogue, language: Language) -> str:
    """Where a model fits and what stands in the way."""
    return "\n".join(_reach(found, Names(catalogue, language))).rstrip() + "\n"


def _reach(found: Reach, names: Names) -> Iterator[str]:
    say = names.say
    yield from headed(say("reach.heading", model=names.text(names.catalogue[found.template].name)))
    counts = ", ".join(
        say("reach.count", verdict=say(f"verdict.{v.value}"), number=len(found.where(v)))
        for v in Verdict
    )
    yield from paragraph(
        say(
            "reach.state",
            places=say.counted("count.places", len(found.places)),
            counts=counts,
            on=day_text(found.on, names.language),
            version=found.catalogue_version,
        )
    )
    for verdict in Verdict:
        places = found.where(verdict)
        if places:
            yield ""
            yield f"{say(f'reach.where.{verdict.value}')}:"
        for place in places:
            score = score_text(place.score, names.language)
            line = say("reach.place", name=place.name, id=place.diagnosis, score=score)
            yield from paragraph(line, "  - ")
    if found.blockers:
        yield ""
        yield from paragraph(f"{say('reach.blockers')}:")
    by_id = {place.diagnosis: place for place in found.places}
    for number, blocker in enumerate(found.blockers, 1):
        yield from _blocker(number, blocker, by_id, names)


def _blocker(
    number: int, blocker: Blocker, places: dict[str, PlaceReached], names: Names
) -> Iterator[str]:
    say = names.say
    text = say(f"reach.rule.{blocker.rule.kind}", text=names.text(blocker.text))
    yield from paragraph(text, f"  {number}. ")
    for key, ids in (("blocks", blocker.blocks), ("leaves_open", blocker.leaves_open)):
        if ids:
            line = say(
                f"reach.{key}",
                places=say.counted("count.places", len(ids)),
                names=_named([places[id].name for id in ids], names),
            )
            yield from paragraph(line, "     - ")


def _named(places: Sequence[str], names: Names) -> str:
    """The places by name; of very many the first ones and how many more there are."""
    shown = ", ".join(places[:MOST_NAMES])
    rest = len(places) - MOST_NAMES
    if rest <= 0:
        return shown
    return names.say("reach.more", names=shown, places=names.say.counted("count.places", rest))
