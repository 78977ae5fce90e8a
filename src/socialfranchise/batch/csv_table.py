"""Tables of facts as CSV: comma or semicolon, yes and no in either language, decimal comma.

A decimal comma is read as such only between semicolons; between commas it may be a mistake. What
may be thousands is told: a point between semicolons, and every such sign in a number of whole
things.
"""

import csv
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, count, islice
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from attrs import define, field

from socialfranchise.batch.columns import ID, fact_columns
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding, Place
from socialfranchise.formats.files import decode
from socialfranchise.formats.numerals import two_meanings, written_number
from socialfranchise.formats.traps import yes_or_no

NOTHING = ("", "?")
"""What stands in a cell when the answer is not known."""
BLOCK = 1 << 22
"""Bytes read at a time."""

Rows = tuple[pa.RecordBatch, Sequence[int], list[Finding]]
"""Facts, the line of each row, and what is wrong with rows and cells."""


@define
class _Ragged:
    """Rows with too many or too few cells, by their number from 1: passed over and told.

    An empty line is such a row, too, and nothing to tell of.
    """

    rows: dict[int, Any] = field(factory=dict)
    new: list[int] = field(factory=list)

    def __call__(self, row: Any) -> str:
        self.rows[row.number] = row
        self.new.append(row.number)
        return "skip"


@define
class _Lines:
    """The lines of rows: a row has one line, and one more for every line end inside a cell."""

    name: str
    ragged: _Ragged
    numbers: Iterator[int] = field(init=False)
    longer: dict[int, int] = field(factory=dict)
    """The line ends inside the cells of a row, by its number."""

    def __attrs_post_init__(self) -> None:
        self.numbers = (number for number in count(1) if number not in self.ragged.rows)

    def of(self, batch: pa.RecordBatch) -> tuple[list[int], list[Finding]]:
        """The line of every row of the next batch, and what is wrong with rows left out of it."""
        numbers = list(islice(self.numbers, batch.num_rows))
        for row, ends in _line_ends(batch):
            self.longer[numbers[row]] = ends
        new, self.ragged.new = self.ragged.new, []
        for number in new:
            ends = self.ragged.rows[number].text.count("\n")
            if ends:
                self.longer[number] = ends
        rows = [self.ragged.rows[number] for number in new]
        told = [row for row in rows if row.text.strip()]
        findings = [
            codes.ROW_RAGGED.finding(
                _at(self.name, line),
                raw=row.text[:200],
                given=row.actual_columns,
                wanted=row.expected_columns,
            )
            for row, line in zip(told, self._lines([row.number for row in told]), strict=True)
        ]
        return self._lines(numbers), findings

    def _lines(self, numbers: list[int]) -> list[int]:
        """The first line of each row; the header is the first line of the file."""
        if not self.longer:
            return [number + 1 for number in numbers]
        rows = sorted(self.longer)
        more = [0, *accumulate(self.longer[row] for row in rows)]
        return [number + 1 + more[bisect_left(rows, number)] for number in numbers]


def _line_ends(batch: pa.RecordBatch) -> Iterator[tuple[int, int]]:
    """The rows with line ends inside their cells, and how many."""
    found: Counter[int] = Counter()
    for column in batch.columns:
        ends = pc.count_substring(column, "\n")
        for row in np.flatnonzero(pc.fill_null(ends, 0).to_numpy(zero_copy_only=False)):
            found[int(row)] += ends[row].as_py()
    yield from found.items()


def read_rows(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Rows]:
    """The rows of a CSV file with a header, some at a time; rows without any answer are nothing.

    A cell that says nothing readable is null and told. Columns of other names stay texts.
    """
    header = decode(file.readline(), name).rstrip("\r\n")
    comma = header.count(";") <= header.count(",")
    names = next(csv.reader([header], delimiter="," if comma else ";"))
    ragged = _Ragged()
    lines = _Lines(name, ragged)
    known = fact_columns(catalogue)
    for batch in _batches(file, names, "," if comma else ";", ragged):
        at, findings = lines.of(batch)
        batch, at = _answered(batch, at)
        columns = []
        for title, column in zip(names, batch.columns, strict=True):
            asked = known.get(title)
            if asked is not None and title != ID:
                column, wrong = _typed(column, asked[0], decimal_comma=not comma)
                findings += [
                    _unread(raw, (row, title), asked[0], _at(name, at[row])) for row, raw in wrong
                ]
            columns.append(column)
        yield pa.RecordBatch.from_arrays(columns, names), at, findings


def _batches(
    file: IO[bytes], names: list[str], delimiter: str, ragged: _Ragged
) -> Iterator[pa.RecordBatch]:
    """The rows as texts; one batch without rows when nothing stands under the header."""
    try:
        yield from pyarrow.csv.open_csv(
            file,
            pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names),
            pyarrow.csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=ragged,
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=True,
                null_values=list(NOTHING),
            ),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV" not in str(error):
            raise
        yield pa.RecordBatch.from_arrays([pa.array([], pa.string()) for _ in names], names)


def _answered(batch: pa.RecordBatch, lines: list[int]) -> tuple[pa.RecordBatch, list[int]]:
    """The rows in which anything stands."""
    if any(not column.null_count for column in batch.columns):
        return batch, lines
    kept = np.zeros(batch.num_rows, bool)
    for column in batch.columns:
        kept |= column.is_valid().to_numpy(zero_copy_only=False)
    if kept.all():
        return batch, lines
    return batch.filter(pa.array(kept)), [lines[row] for row in np.flatnonzero(kept)]


def _typed(
    column: pa.Array, question: FactTerm, *, decimal_comma: bool
) -> tuple[pa.Array, list[tuple[int, str]]]:
    """A column of texts as what the question asks, and the cells that say something else."""
    if question.kind == "choice":
        return column, []
    kind = pa.float64() if question.kind == "number" else pa.bool_()
    encoded = column.dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    if question.kind == "number":
        meant: list[Any] = [_number(text, question, decimal_comma) for text in texts]
    else:
        meant = [yes_or_no(text) for text in texts]
    typed = pa.array(meant, kind).take(encoded.indices)
    bad = {index for index, value in enumerate(meant) if value is None}
    if not bad:
        return typed, []
    places = encoded.indices.to_pylist()
    return typed, [(row, texts[index]) for row, index in enumerate(places) if index in bad]


def _number(text: str, question: FactTerm, decimal_comma: bool) -> float | None:
    """The number in a cell; ``None`` when there is none, or when it may as well be another.

    The sign of the file for decimals is certain, unless the fact counts whole things.
    """
    certain = not question.whole and decimal_comma == ("," in text)
    if not certain and two_meanings(text, question):
        return None
    return written_number(text, decimal_comma=decimal_comma)


def _at(name: str, line: int) -> Place:
    return Place(name, line, 1, line, 1)


def _unread(raw: str, path: tuple[int, str], question: FactTerm, place: Place) -> Finding:
    """What is told of a cell that says nothing certain."""
    column = path[1]
    both = two_meanings(raw, question) if question.kind == "number" else None
    if both is None:
        return codes.CELL_UNREADABLE.finding(
            place, path=path, raw=raw, column=column, cell=question.kind
        )
    return codes.NUMBER_AMBIGUOUS.finding(
        place, path=path, raw=raw, column=column, plain=both.thousands, fraction=both.fraction
    )
