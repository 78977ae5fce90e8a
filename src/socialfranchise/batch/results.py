"""Results of a batch written to a file, a part at a time."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

Write = Callable[[pa.RecordBatch], None]
"""Writes some results."""


@contextmanager
def _csv(file: IO[bytes], schema: pa.Schema) -> Iterator[Write]:
    flat = pa.schema([_flat(field) for field in schema])
    with pyarrow.csv.CSVWriter(file, flat) as writer:

        def write(results: pa.RecordBatch) -> None:
            columns = [_joined(column) for column in results.columns]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=flat))

        yield write


def _joined(column: pa.Array) -> pa.Array:
    if not pa.types.is_list(column.type):
        return column
    return pc.binary_join(column.cast(pa.list_(pa.string())), " ")


def _flat(field: pa.Field) -> pa.Field:
    return field.with_type(pa.string()) if pa.types.is_list(field.type) else field


@contextmanager
def _ndjson(file: IO[bytes], schema: pa.Schema) -> Iterator[Write]:
    def write(results: pa.RecordBatch) -> None:
        for row in results.to_pylist():
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    yield write


@contextmanager
def _parquet(file: IO[bytes], schema: pa.Schema) -> Iterator[Write]:
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        yield writer.write_batch


@contextmanager
def _arrow(file: IO[bytes], schema: pa.Schema) -> Iterator[Write]:
    with pa.ipc.new_file(file, schema) as writer:
        yield writer.write_batch


WRITERS: dict[str, Callable[[IO[bytes], pa.Schema], AbstractContextManager[Write]]] = {
    "csv": _csv,
    "ndjson": _ndjson,
    "parquet": _parquet,
    "arrow": _arrow,
}
"""What writes results, by the form of the file. In CSV the names of rules stand with spaces."""
