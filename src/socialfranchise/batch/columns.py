"""Record batches of facts: a row for each place, a column for each fact or term.

A yes-no fact is a column of truth values, a number one of numbers, a choice one of texts, each
named by the fact. A fact that lists terms has a column of truth values for each term, named
``fact/term``: present, absent, or null when it is not known. Null means unknown everywhere, and so
does a column that is left out. The column ``id`` names the place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialfranchise.batch.facts import Facts, Flags, Numbers
from socialfranchise.catalogue.catalogue import Catalogue
from socialfranchise.catalogue.vocabulary import FactTerm
from socialfranchise.core import codes
from socialfranchise.core.findings import Finding
from socialfranchise.core.nearest import choices, nearest
from socialfranchise.core.plain import LARGEST_NUMBER
from socialfranchise.diagnosis.facts import Answer, Choice, Diagnosis, Number, Terms

ID = "id"
_TYPES = {"answer": pa.bool_(), "number": pa.float64(), "choice": pa.string(), "terms": pa.bool_()}


def column_name(fact: str, term: str = "") -> str:
    """The name of the column of a fact or of one of its terms."""
    return f"{fact}/{term}" if term else fact


def fact_columns(catalogue: Catalogue) -> dict[str, tuple[FactTerm, str]]:
    """The question, and the term of it if it lists terms, behind every column."""
    vocabularies = catalogue.vocabularies.ids()
    found = {}
    for question in catalogue.vocabularies.facts:
        terms: Iterable[str] = ("",)
        if question.kind == "terms":
            terms = sorted(vocabularies.get(question.vocabulary or "", ()))
        for term in terms:
            found[column_name(question.id, term)] = (question, term)
    return found


def facts_schema(catalogue: Catalogue) -> pa.Schema:
    """All columns a record batch of facts can have; only ``id`` is needed."""
    fields = [
        pa.field(name, _TYPES[question.kind])
        for name, (question, _) in fact_columns(catalogue).items()
    ]
    return pa.schema([pa.field(ID, pa.string(), nullable=False), *fields])


def facts_batch(diagnoses: Iterable[Diagnosis], catalogue: Catalogue) -> pa.RecordBatch:
    """Diagnoses as a record batch with every column; each answers the catalogue's questions."""
    places = list(diagnoses)
    columns: list[pa.Array] = [pa.array([place.id for place in places], pa.string())]
    for question, term in fact_columns(catalogue).values():
        values = [_cell(place, question.id, term) for place in places]
        columns.append(pa.array(values, _TYPES[question.kind]))
    return pa.RecordBatch.from_arrays(columns, schema=facts_schema(catalogue))


def _cell(place: Diagnosis, fact: str, term: str) -> bool | float | str | None:
    value = place.value(fact)
    if isinstance(value, Answer):
        return value.yes
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Choice):
        return value.term
    return value.has(term) if isinstance(value, Terms) else None


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with every column as it is without a dictionary, which may hold nulls, too."""
    if not any(pa.types.is_dictionary(column.type) for column in batch.columns):
        return batch
    columns = [
        column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, batch.schema.names)


def facts_of(batch: pa.RecordBatch, catalogue: Catalogue) -> Facts:
    """The facts of a record batch in which :func:`misfits_of` finds nothing."""
    flags: dict[tuple[str, str], tuple[Flags, Flags]] = {}
    numbers: dict[str, tuple[Numbers, Flags | None]] = {}
    chosen = {}
    known = fact_columns(catalogue)
    batch = plain(batch)
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name == ID or pa.types.is_null(column.type):
            continue
        question, term = known[name]
        if question.kind == "number":
            values = column.cast(pa.float64(), safe=False)
            numbers[question.id] = (values.to_numpy(zero_copy_only=False), _missing(values))
        elif question.kind == "choice":
            names = tuple(choice.id for choice in question.choices)
            places = pc.index_in(column.cast(pa.string()), pa.array(names, pa.string()))
            numbered = pc.fill_null(places, -1).to_numpy().astype(np.int16)
            chosen[question.id] = (numbered, names, _missing(places))
        else:
            flags[question.id, term] = _flags(column)
    return Facts(batch.num_rows, flags, numbers, chosen)


def _missing(column: pa.Array) -> Flags | None:
    """Where a column has no value; ``None`` when it has one everywhere."""
    return column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None


def _flags(column: pa.BooleanArray) -> tuple[Flags, Flags]:
    surely = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
    if not column.null_count:
        return surely, surely
    return surely, pc.fill_null(column, True).to_numpy(zero_copy_only=False)


def misfits_of(batch: pa.RecordBatch, catalogue: Catalogue) -> Iterator[Finding]:
    """What in a record batch does not answer a question of the catalogue.

    The path of a finding is the name of the column, or the number of the row, from 0, and the name
    of the column.
    """
    known = fact_columns(catalogue)
    batch = plain(batch)
    names = batch.schema.names
    if ID not in names:
        yield codes.MISSING_KEY.finding(path=(ID,), key=ID)
    for number, (name, column) in enumerate(zip(names, batch.columns, strict=True)):
        if name in names[:number]:
            yield codes.DUPLICATE_ID.finding(path=(name,), raw=name, id=name)
        elif name == ID:
            yield from _nameless(column)
        elif name not in known:
            near, all = list(nearest(name, known)), choices(known)
            yield codes.UNKNOWN_ID.finding(
                path=(name,), raw=name, id=name, target="facts", near=near, known=all
            )
        elif not pa.types.is_null(column.type):
            yield from _misfits_in(name, column, known[name][0])


def _nameless(column: pa.Array) -> Iterator[Finding]:
    if not _is_text(column.type):
        yield codes.FACT_MISFIT.finding(
            path=(ID,), raw=ID, fact=ID, given=str(column.type), wanted="text"
        )
        return
    for row in _where(column.is_null()):
        yield codes.EMPTY_VALUE.finding(path=(row, ID), key=ID)


def _misfits_in(name: str, column: pa.Array, question: FactTerm) -> Iterator[Finding]:
    kind = question.kind
    if not _SUITS[kind](column.type):
        yield codes.FACT_MISFIT.finding(
            path=(name,), raw=name, fact=name, given=str(column.type), wanted=kind
        )
    elif kind == "number":
        yield from _wrong_numbers(name, column.cast(pa.float64(), safe=False), question)
    elif kind == "choice":
        allowed = {choice.id for choice in question.choices}
        known = pc.is_in(column.cast(pa.string()), pa.array(sorted(allowed), pa.string()))
        for row in _where(pc.and_(pc.invert(known), column.is_valid())):
            id = column[row].as_py()
            yield codes.UNKNOWN_ID.finding(
                path=(row, name),
                raw=id,
                id=id,
                target=name,
                near=list(nearest(id, allowed)),
                known=choices(allowed),
            )


def _wrong_numbers(name: str, values: pa.DoubleArray, question: FactTerm) -> Iterator[Finding]:
    wrong = pc.invert(pc.less_equal(pc.abs(values), LARGEST_NUMBER))
    if question.lowest is not None:
        wrong = pc.or_(wrong, pc.less(values, question.lowest))
    if question.highest is not None:
        wrong = pc.or_(wrong, pc.greater(values, question.highest))
    for row in _where(wrong):
        value = values[row].as_py()
        yield codes.FACT_OUT_OF_RANGE.finding(
            path=(row, name),
            raw=f"{value:.15g}",
            fact=name,
            value=value,
            lowest=question.lowest,
            highest=question.highest,
        )
    if question.whole:
        parts = pc.and_(pc.invert(wrong), pc.not_equal(values, pc.floor(values)))
        for row in _where(parts):
            raw = f"{values[row].as_py():.15g}"
            yield codes.FACT_NOT_WHOLE.finding(path=(row, name), raw=raw, fact=name)


def _where(wrong: pa.BooleanArray) -> Iterator[int]:
    for row in np.flatnonzero(pc.fill_null(wrong, False).to_numpy(zero_copy_only=False)):
        yield int(row)


def _is_text(type: pa.DataType) -> bool:
    return bool(pa.types.is_string(type) or pa.types.is_large_string(type))


def _is_number(type: pa.DataType) -> bool:
    return bool(pa.types.is_integer(type) or pa.types.is_floating(type))


_SUITS: Mapping[str, Callable[[pa.DataType], bool]] = {
    "answer": pa.types.is_boolean,
    "terms": pa.types.is_boolean,
    "number": _is_number,
    "choice": _is_text,
}
