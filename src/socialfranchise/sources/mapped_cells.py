"""What a cell answers to the question of a fact, as a mapping says it is read."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from fractions import Fraction

from socialfranchise.catalogue.mapping import MappedFact
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.codes import Code
from socialfranchise.core.findings import Finding, Place
from socialfranchise.diagnosis.facts import Answer, Choice, Number, Terms, Value
from socialfranchise.formats.numerals import two_meanings
from socialfranchise.formats.traps import meant_word
from socialfranchise.sources.cells import cell_value

_NOTHING = frozenset[str]()


class Unsaid(Exception):
    """A cell says nothing that can be used; ``code`` is the finding that tells why."""

    def __init__(self, code: Code, **parameters: object) -> None:
        super().__init__(code.id)
        self.code = code
        self.parameters = parameters

    def finding(self, place: Place, raw: str, column: str) -> Finding:
        """What to tell of the cell."""
        return self.code.finding(
            place,
            path=(place.line, column),
            raw=raw,
            related=(),
            fix=None,
            **{"column": column, **self.parameters},
        )


def answer_of(
    cell: str, mapped: MappedFact, question: FactTerm, no_value: tuple[str, ...]
) -> Value | None:
    """The answer in a cell, ``None`` when the table has none; raises :class:`Unsaid`."""
    cell = cell.strip()
    if not cell or cell in no_value:
        return None
    if question.kind == "choice":
        meant = _meant(cell, mapped)
        if meant is None:
            raise Unsaid(codes.CELL_UNREADABLE, cell="choice")
        return Choice(meant)
    if question.kind == "answer":
        return Answer(_yes(cell, mapped))
    if question.kind == "terms":
        return _term(cell, mapped)
    return _number(cell, mapped, question)


def number_of(number: float, mapped: MappedFact, question: FactTerm) -> Value:
    """A number in the unit of the fact; raises :class:`Unsaid`."""
    if number == 0 and mapped.zero == "missing":
        raise Unsaid(codes.ZERO_AS_MISSING)
    if mapped.scale is not None:
        number = float(Fraction(repr(number)) * Fraction(repr(mapped.scale)))
    low, high = question.lowest, question.highest
    if (low is not None and number < low) or (high is not None and number > high):
        raise Unsaid(
            codes.FACT_OUT_OF_RANGE, fact=question.id, value=number, lowest=low, highest=high
        )
    if question.whole and not number.is_integer():
        raise Unsaid(codes.FACT_NOT_WHOLE, fact=question.id)
    return Number(number)


def _number(cell: str, mapped: MappedFact, question: FactTerm) -> Value | None:
    read = cell_value(cell.removesuffix("%").rstrip())
    if read is None:
        raise Unsaid(codes.CELL_UNREADABLE, cell="number")
    both = two_meanings(cell, question) if question.whole else None
    if both is not None:
        raise Unsaid(codes.NUMBER_AMBIGUOUS, plain=both.thousands, fraction=both.fraction)
    return None if read[0] is None else number_of(read[0], mapped, question)


def _term(cell: str, mapped: MappedFact) -> Value | None:
    read = None if mapped.cells else cell_value(cell)
    if read is None:
        there = _yes(cell, mapped)
    elif read[0] is None:
        return None
    elif read[0] == 0 and mapped.zero == "missing":
        raise Unsaid(codes.ZERO_AS_MISSING)
    else:
        there = read[0] > 0
    one = frozenset((mapped.term or "",))
    return Terms(one, _NOTHING) if there else Terms(_NOTHING, one)


def _yes(cell: str, mapped: MappedFact) -> bool:
    word = _meant(cell, mapped) or (cell if cell in ("yes", "no") else None)
    word = word or meant_word(cell.casefold(), ("yes", "no"))
    if word is None:
        raise Unsaid(codes.CELL_UNREADABLE, cell="answer")
    return word == "yes"


def _meant(cell: str, mapped: MappedFact) -> str | None:
    return next(_matches(cell, mapped), None)


def _matches(cell: str, mapped: MappedFact) -> Iterator[str]:
    return (each.means for each in mapped.cells if fnmatchcase(cell, each.matches))
