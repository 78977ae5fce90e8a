"""Places that were found, as lines of text."""

from collections.abc import Iterable, Iterator, Sequence

from socialfranchise.core.text import Language
from socialfranchise.sources.register import Edition, Register
from socialfranchise.sources.search import Found
from socialfranchise.wording.messages import messages
from socialfranchise.wording.numbers import day_text

_NOTES = {
    "near": "near",
    "kind-changed": "kind_changed",
    "zero-added": "zero_added",
    "former": "former",
}


def found_lines(found: Sequence[Found], language: Language) -> Iterator[str]:
    """A line for every place; before those that are not what was typed, a line that says why."""
    say = messages(language)
    width = max((len(each.unit.code) for each in found), default=0)
    told: str | None = None
    for each in found:
        if each.how != told and each.how in _NOTES:
            yield say(f"place.{_NOTES[each.how]}")
        told = each.how
        line = f"{each.unit.code:<{width}}  {place_line(each, language)}"
        if each.how == "former":
            line = say("place.former_line", line=line, day=day_text(each.edition.day, language))
        yield line


def place_line(found: Found, language: Language) -> str:
    """Name, kind, county and voivodeship."""
    say, unit, edition = messages(language), found.unit, found.edition
    parts = [f"{unit.name} ({say(f'unit_kind.{unit.kind}')})"]
    county, voivodeship = edition.county(unit), edition.voivodeship(unit)
    if county is not None and unit.is_commune and unit.kind != "city-county":
        parts.append(say("place.county_of", name=county.name))
    if voivodeship is not None and voivodeship is not unit:
        parts.append(say("place.voivodeship_of", name=voivodeship.name.lower()))
    return ", ".join(parts)


def edition_text(edition: Edition, language: Language) -> str:
    """The day of an edition and how many communes it has."""
    say = messages(language)
    return say(
        "place.as_of", day=day_text(edition.day, language), communes=_communes(edition, language)
    )


def register_lines(register: Register, language: Language) -> Iterable[str]:
    """A line for every edition."""
    say = messages(language)
    for edition in register.editions:
        day, communes = day_text(edition.day, language), _communes(edition, language)
        yield say("place.edition", day=day, communes=communes)


def _communes(edition: Edition, language: Language) -> str:
    return messages(language).counted("count.communes", len(edition.communes))
