"""Tables of facts as CSV: comma or semicolon, yes and no in either language, decimal comma.

A decimal comma is read as such only between semicolons; between commas it may be a mistake. What
may be thousands is told: a point between semicolons, and every such sign in a number of whole
things.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import count
from typing import IO, Any

import pyarrow as pa
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
    """Rows with too many or too few cells: they are passed over and told."""

    name: str
    lines: set[int] = field(factory=set)
    findings: list[Finding] = field(factory=list)

    def __call__(self, row: Any) -> str:
        line = row.number + 1
        self.lines.add(line)
        self.findings.append(
            codes.ROW_RAGGED.finding(
                Place(self.name, line, 1, line, 1),
                raw=row.text[:200],
                given=row.actual_columns,
                wanted=row.expected_columns,
            )
        )
        return "skip"

    def told(self) -> list[Finding]:
        """What has been found since the last time."""
        found, self.findings = self.findings, []
        return found


def read_rows(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Rows]:
    """The rows of a CSV file with a header, some at a time.

    A cell that says nothing readable is null and told. Columns of other names stay texts.
    """
    header = decode(file.readline(), name).rstrip("\r\n")
    comma = header.count(";") <= header.count(",")
    names = next(csv.reader([header], delimiter="," if comma else ";"))
    ragged = _Ragged(name)
    reader = pyarrow.csv.open_csv(
        file,
        pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names),
        pyarrow.csv.ParseOptions(
            delimiter="," if comma else ";", newlines_in_values=True, invalid_row_handler=ragged
        ),
        pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            null_values=list(NOTHING),
        ),
    )
    numbers = (line for line in count(2) if line not in ragged.lines)
    known = fact_columns(catalogue)
    for batch in reader:
        lines = [next(numbers) for _ in range(batch.num_rows)]
        findings = ragged.told()
        columns = []
        for title, column in zip(names, batch.columns, strict=True):
            if title in known and title != ID:
                column, wrong = _typed(column, known[title][0], decimal_comma=not comma)
                findings += [
                    _unread(raw, (row, title), known[title][0], _line(name, lines[row]))
                    for row, raw in wrong
                ]
            columns.append(column)
        yield pa.RecordBatch.from_arrays(columns, names), lines, findings


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


def _line(name: str, line: int) -> Place:
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
