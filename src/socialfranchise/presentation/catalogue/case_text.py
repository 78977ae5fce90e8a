"""A real co-operative as plain text: its story, its figures, its lesson, its sources."""

from collections.abc import Iterator

from socialfranchise.catalogue.case import Case
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.text import Language
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import headed, paragraph
from socialfranchise.wording.numbers import unit_text


def case_text(case: Case, catalogue: Catalogue, language: Language) -> str:
    """The case in words."""
    return "\n".join(_case(case, Names(catalogue, language))).rstrip() + "\n"


def case_line(case: Case, names: Names) -> str:
    """The case in one line: name, place, what became of it."""
    return f"{case.name}, {case.place_name} ({_outcome(case, names)})"


def _outcome(case: Case, names: Names) -> str:
    return names.say(f"case.outcome.{case.outcome}", year=case.seen)


def _case(case: Case, names: Names) -> Iterator[str]:
    say, words = names.say, names.catalogue.vocabularies
    yield from headed(f"{case.name}, {case.place_name} [{case.id}]")
    if case.founded is not None:
        yield say("case.founded", year=case.founded)
    outcome = _outcome(case, names).removesuffix(".")
    yield from paragraph(f"{outcome[0].upper()}{outcome[1:]}.")
    yield ""
    yield from paragraph(names.text(case.story))
    yield ""
    yield from paragraph(say("case.lesson", lesson=names.text(case.lesson)))
    sections = {
        "founders": [names.text(words.founders[id].name) for id in case.founders],
        "target_groups": [names.text(words.target_groups[id].name) for id in case.target_groups],
        "institutions": [names.text(words.institutions[id].name) for id in case.institutions],
        "services": [names.text(words.services[id].name) for id in case.services],
        "figures": [
            say(
                "case.figure",
                name=names.text(figure.name),
                value=unit_text(figure.value, figure.unit, names.language),
                year=figure.year,
            )
            for figure in case.figures
        ],
        "doubts": [names.text(text) for text in case.doubts],
        "sources": [names.source(id) for id in case.sources],
    }
    for key, lines in sections.items():
        if lines:
            yield ""
            yield f"{say(f'case.{key}')}:"
            for line in lines:
                yield from paragraph(line, "  - ")
