"""Models side by side as a text table that fits the page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core.dated import Figure
from socialfranchise.core.degrees import Truth
from socialfranchise.core.text import Language
from socialfranchise.matching.ranking import Match, Ranking, Reason
from socialfranchise.presentation.matching.match_text import blocking_text, score_text
from socialfranchise.presentation.names import Names
from socialfranchise.presentation.page import WIDTH, headed, paragraph
from socialfranchise.wording.numbers import range_text

ABREAST = 3
"""Models in one table; more of them make more tables."""
LABELS = 14
GAP = 2
"""Characters of the column of labels, and between columns."""

_SMALL = r"a-z\u0105\u0107\u0119\u0142\u0144\u00f3\u015b\u017a\u017c"
_SENTENCE = re.compile(rf"(?<=[.!?]) (?=[^\W\d_{_SMALL}])")


def comparison_text(
    ranking: Ranking, models: Sequence[str], catalogue: Catalogue, language: Language
) -> str:
    """The models with these ids, in this order.

    Raises :class:`UnknownId` for a model that the ranking does not have.
    """
    names = Names(catalogue, language)
    found = [ranking[id] for id in models]
    lines = headed(names.say("compare.heading", place=ranking.diagnosis.locality.name))
    for start in range(0, len(found), ABREAST):
        lines += ["", *_table(found[start : start + ABREAST], names)]
    lines += paragraph(names.say("compare.short"))
    return "\n".join(lines) + "\n"


def _table(matches: Sequence[Match], names: Names) -> Iterator[str]:
    say = names.say
    width = (WIDTH - LABELS) // len(matches) - GAP
    models = [_rows(match, names) for match in matches]
    yield from _row("", [[names.text(match.template.name)] for match in matches], width)
    yield "-" * (LABELS + len(matches) * (GAP + width))
    for key in models[0]:
        cells = [rows[key] for rows in models]
        if any(cells):
            yield from _row(say(f"compare.{key}"), [cell or ["–"] for cell in cells], width)
            yield ""


def _row(label: str, cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """One row: every entry of a cell begins a line of its own."""
    columns = [wrap(label, LABELS)]
    columns += [[line for entry in cell for line in _wrapped(entry, width)] for cell in cells]
    widths = [LABELS, *[width] * len(cells)]
    for number in range(max(len(column) for column in columns)):
        parts = [column[number] if number < len(column) else "" for column in columns]
        line = "".join(f"{p:<{w}}{'':<{GAP}}" for p, w in zip(parts, widths, strict=True))
        yield line.rstrip()


def _wrapped(entry: str, width: int) -> list[str]:
    return wrap(entry, width, subsequent_indent="  ", break_on_hyphens=False)


def _rows(match: Match, names: Names) -> Mapping[str, list[str]]:
    """What is said of a model, by the key of its row."""
    say, template, words = names.say, match.template, names.catalogue.vocabularies
    criteria = match.criteria
    return {
        "verdict": [say(f"verdict.{match.verdict.value}").upper()],
        "score": [score_text(match.score, names.language)],
        "evidence": [say(f"evidence.status.{template.evidence.status}")],
        "failed": [f"! {_short(blocking_text(r, names, held=True))}" for r in match.failed],
        "open": [f"! {_short(blocking_text(r, names, held=False))}" for r in match.open],
        "warnings": [f"! {_short(names.text(r.text))}" for r in match.warnings],
        "for": [f"+ {_weighed(r, names)}" for r in criteria if r.degree.low > 0],
        "against": [
            f"- {_short(names.text(r.text))}" for r in criteria if r.degree.truth is Truth.NO
        ],
        "missing": [f"? {names.fact(missing.fact)}" for missing in match.missing],
        "groups": [names.text(words.target_groups[g.group].name) for g in template.target_groups],
        "jobs": [_figure(template.staffing.jobs, names)],
        "cost": [_figure(template.start_up_cost, names)],
        "funding": [names.text(names.catalogue.funding[id].name) for id in template.funding],
        "legal_forms": [
            names.text(words.legal_forms[id].name) for id in template.founders.legal_forms
        ],
    }


def _short(text: str) -> str:
    """The first sentence of a reason: the others say why it matters."""
    return _SENTENCE.split(text, maxsplit=1)[0].rstrip(".")


def _weighed(reason: Reason, names: Names) -> str:
    """A criterion, shortened, with its share of the score."""
    share = score_text(reason.share or reason.degree, names.language)
    return names.say("compare.share", text=_short(names.text(reason.text)), share=share)


def _figure(figure: Figure, names: Names) -> str:
    say, language = names.say, names.language
    amount = range_text(figure.low, figure.high, figure.unit, language)
    confidence = say(f"evidence.confidence.{figure.confidence}")
    return say("compare.figure", amount=amount, year=figure.year, confidence=confidence)
