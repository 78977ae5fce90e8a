"""What is in a table, as text: its variables, their years, units and gaps."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from socialfranchise.core.text import Language
from socialfranchise.sources.conventions import conventions
from socialfranchise.sources.observation import COUNTRY, Observation, Table
from socialfranchise.wording.messages import Messages, messages
from socialfranchise.wording.numbers import day_text, number_text

LEVELS = ("country", "voivodeships", "counties", "communes", "parts")


def table_text(table: Table, name: str, language: Language) -> str:
    """Who publishes it and when it was taken, then a paragraph for every variable."""
    say = messages(language)
    publisher = say(f"publishers.{table.source}")
    head = say("table.head", file=name, publisher=publisher)
    if table.read_on is not None:
        head = say("table.read_on", head=head, day=day_text(table.read_on, language))
    variables: dict[tuple[str, str | None], list[Observation]] = defaultdict(list)
    for each in table.observations:
        variables[each.variable, each.unit_of_measure].append(each)
    lines = [head]
    for (variable, unit), observations in variables.items():
        title = variable or say("table.unnamed")
        lines.append("")
        lines.append(say("table.variable", variable=title, unit=unit) if unit else title)
        lines += [f"  {line}" for line in _about(observations, say)]
    return "\n".join(lines) + "\n"


def _about(observations: Sequence[Observation], say: Messages) -> Iterator[str]:
    yield _years({each.period for each in observations if each.period is not None}, say)
    levels = Counter(_level(unit) for unit in {each.unit for each in observations})
    told = (say(f"table.level.{level}", number=levels[level]) for level in LEVELS if levels[level])
    yield say("table.units", levels=", ".join(told))
    missing = Counter(each.status or "empty" for each in observations if each.value is None)
    number = len(observations) - missing.total()
    yield say("table.values", number=number_text(number, say.language))
    for status, number in missing.most_common():
        why = say(f"value_status.{status}")
        yield say("table.missing", number=number_text(number, say.language), status=why)


def _years(years: set[int], say: Messages) -> str:
    first, last = min(years), max(years)
    if first == last:
        return say("table.year", first=first)
    if len(years) == last - first + 1:
        return say("table.years", first=first, last=last)
    number = len(years)
    return say("table.years_some", first=first, last=last, number=number, all=last - first + 1)


def _level(unit: str) -> str:
    if unit == COUNTRY:
        return "country"
    if len(unit) == 7:
        return "communes" if unit[6] in conventions().communes else "parts"
    return "voivodeships" if len(unit) == 2 else "counties"
