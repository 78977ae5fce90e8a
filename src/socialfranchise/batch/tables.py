"""Tables of facts in files, read a part at a time; what cannot be read is told and left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO

import attrs
import pyarrow as pa
import pyarrow.parquet
from attrs import frozen

from socialfranchise.batch.columns import facts_batch, misfits_of, plain
from socialfranchise.batch.csv_table import read_rows
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.core import codes
from socialfranchise.core.errors import InvalidDocument
from socialfranchise.core.findings import Finding, Place, Report, Severity
from socialfranchise.diagnosis.facts import Diagnosis
from socialfranchise.formats.loading import diagnosis_from_text

ROWS = 16_384
"""Rows read at a time where the form of the file leaves it open."""


@frozen
class Part:
    """Some rows of a table: those that hold, and what is wrong with the others.

    In a table without lines, the line of a finding's place is the number of the row, from 1.
    """

    facts: pa.RecordBatch
    findings: tuple[Finding, ...]


def read_table(file: IO[bytes], name: str, form: str, catalogue: Catalogue) -> Iterator[Part]:
    """The rows of a file in one of the ``FORMS``, checked, part by part.

    ``csv`` and ``parquet`` and ``arrow`` (a stream or a file of record batches) have the columns
    of :mod:`socialfranchise.batch.columns`; ``ndjson`` has a diagnosis on every line. Raises
    :class:`InvalidDocument` when the columns are wrong or the file is of another form.
    """
    try:
        yield from FORMS[form](file, name, catalogue)
    except (pa.ArrowException, OSError) as error:
        problem = str(error).splitlines()[0]
        place = Place(name, 1, 1, 1, 1)
        if "UTF8" in problem:
            finding = codes.FILE_NOT_UTF8.finding(place)
        else:
            finding = codes.FILE_UNREADABLE.finding(place, problem=problem)
        raise InvalidDocument(Report((finding,), (name,))) from error


def _csv(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Part]:
    for rows, lines, findings in read_rows(file, name, catalogue):
        yield _checked(rows, name, lines, findings, catalogue)


def _parquet(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Part]:
    source = pa.PythonFile(file, "r") if file.seekable() else pa.BufferReader(file.read())
    try:
        batches = pyarrow.parquet.ParquetFile(source).iter_batches(ROWS)
    except (pa.ArrowException, OSError) as error:
        raise _not_a_table(name) from error
    yield from _numbered(batches, name, catalogue)


def _arrow(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Part]:
    source = pa.PythonFile(file, "r") if file.seekable() else pa.BufferReader(file.read())
    try:
        reader = pa.ipc.open_file(source)
        batches: Iterable[pa.RecordBatch] = map(reader.get_batch, range(reader.num_record_batches))
    except pa.ArrowInvalid:  # it is a stream
        source.seek(0)
        try:
            batches = pa.ipc.open_stream(source)
        except (pa.ArrowException, OSError) as error:
            raise _not_a_table(name) from error
    yield from _numbered(batches, name, catalogue)


def _not_a_table(name: str) -> InvalidDocument:
    finding = codes.NOT_IN_COLUMNS.finding(Place(name, 1, 1, 1, 1))
    return InvalidDocument(Report((finding,), (name,)))


def _numbered(batches: Iterable[pa.RecordBatch], name: str, catalogue: Catalogue) -> Iterator[Part]:
    start = 1
    for rows in batches:
        rows.validate(full=True)  # a file may say of itself what it is not
        yield _checked(plain(rows), name, range(start, start + rows.num_rows), [], catalogue)
        start += rows.num_rows


def _ndjson(file: IO[bytes], name: str, catalogue: Catalogue) -> Iterator[Part]:
    numbered = enumerate(file, 1)
    while some := list(islice(numbered, ROWS)):
        places: list[Diagnosis] = []
        findings: list[Finding] = []
        for line, content in some:
            if not content.strip():
                continue
            place, wrong = _diagnosis(content, name, catalogue)
            findings += [_on_line(finding, line) for finding in wrong]
            if place is not None:
                places.append(place)
        yield Part(facts_batch(places, catalogue), tuple(findings))


def _diagnosis(
    content: bytes, name: str, catalogue: Catalogue
) -> tuple[Diagnosis | None, list[Finding]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [codes.FILE_NOT_UTF8.finding(Place(name, 1, 1, 1, 1))]
    try:
        place, findings = diagnosis_from_text(text, name, catalogue)
    except InvalidDocument as error:
        return None, list(error.report.findings)
    if any(finding.severity >= Severity.ERROR for finding in findings):
        return None, findings
    return place, findings


def _on_line(finding: Finding, line: int) -> Finding:
    place = finding.place
    if place is None:
        return finding
    return attrs.evolve(finding, place=attrs.evolve(place, line=line, end_line=line))


def _checked(
    rows: pa.RecordBatch,
    name: str,
    lines: Sequence[int],
    findings: list[Finding],
    catalogue: Catalogue,
) -> Part:
    """The rows in which nothing is wrong, and every finding at its line."""
    for finding in misfits_of(rows, catalogue):
        row = finding.path[0]
        if not isinstance(row, int):  # a whole column
            place = Place(name, 1, 1, 1, 1)
            raise InvalidDocument(Report((attrs.evolve(finding, place=place),), (name,)))
        line = lines[row]
        findings.append(attrs.evolve(finding, place=Place(name, line, 1, line, 1)))
    wrong = {finding.path[0] for finding in findings if finding.path}
    if wrong:
        rows = rows.filter(pa.array([row not in wrong for row in range(rows.num_rows)]))
    findings.sort(key=lambda finding: finding.place.line if finding.place else 0)
    return Part(rows, tuple(findings))


FORMS: dict[str, Callable[[IO[bytes], str, Catalogue], Iterator[Part]]] = {
    "csv": _csv,
    "ndjson": _ndjson,
    "parquet": _parquet,
    "arrow": _arrow,
}
"""The readers of tables by the form of the file."""
