"""Past one process: the same table by us alone, by Daft and by Spark, Parquet in and out.

``python benchmarks/engines.py ENGINE FOLDER`` does the work once with one engine, and prints the
seconds without the start of the engine; :func:`engines` runs each in a process of its own.
"""

import importlib.util
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from ours import batch, catalogue
from work import work

from socialfranchise import CompiledCatalogue

FIRST = 3
PART = 10_000
WARM = 2
"""Runs before the one that counts."""


def write_work(folder: Path, places: int, models: int) -> None:
    """The facts as a Parquet file, and the catalogue beside it."""
    given = work(PART, models)
    facts = batch(given)
    with pq.ParquetWriter(folder / "facts.parquet", facts.schema) as writer:
        for start in range(0, places, PART):
            some = facts.slice(0, min(PART, places - start))
            ids = pa.array([f"place-{start + n:07}" for n in range(some.num_rows)])
            writer.write_batch(some.set_column(0, facts.schema.field(0), ids))
    (folder / "catalogue.pickle").write_bytes(pickle.dumps(catalogue(given.models)))


def _compiled(folder: Path) -> CompiledCatalogue:
    made = pickle.loads((folder / "catalogue.pickle").read_bytes())  # noqa: S301
    return CompiledCatalogue(made)


def alone(folder: Path) -> Callable[[Path], None]:
    """One process, batch after batch."""
    compiled = _compiled(folder)

    def run(results: Path) -> None:
        results.mkdir()
        file = pq.ParquetFile(folder / "facts.parquet")
        with pq.ParquetWriter(results / "part.parquet", compiled.results_schema()) as writer:
            for found in compiled.match_batches(file.iter_batches(65_536), top=FIRST):
                writer.write_batch(found)

    return run


def daft(folder: Path) -> Callable[[Path], None]:
    """As in docs/examples/batch_with_daft.py."""
    import daft
    from daft import DataType, col
    from daft.functions import to_struct, unnest

    compiled = _compiled(folder)
    type = pa.list_(pa.struct(list(compiled.results_schema())))

    @daft.func.batch(return_dtype=DataType.from_arrow_type(type))
    def models(places: daft.Series) -> pa.Array:
        facts = pa.RecordBatch.from_struct_array(places.to_arrow())
        found = compiled.match(facts, top=FIRST)
        ends = np.arange(facts.num_rows + 1, dtype=np.int32) * min(FIRST, len(compiled.templates))
        return pa.ListArray.from_arrays(ends, found.to_struct_array())

    def run(results: Path) -> None:
        places = daft.read_parquet(str(folder / "facts.parquet"))
        columns = [col(name) for name in places.column_names]
        (
            places.select(models(to_struct(*columns)).alias("found"))
            .explode("found")
            .select(unnest(col("found")))
            .write_parquet(str(results))
        )

    return run


def spark(folder: Path) -> Callable[[Path], None]:
    """As in docs/examples/batch_with_spark.py, on two local cores."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    compiled = _compiled(folder)
    session = SparkSession.builder.master("local[2]").appName("socialfranchise").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    schema = from_arrow_schema(compiled.results_schema())

    def run(results: Path) -> None:
        (
            session.read.parquet(str(folder / "facts.parquet"))
            .mapInArrow(lambda batches: compiled.match_batches(batches, top=FIRST), schema)
            .write.parquet(str(results))
        )

    return run


ENGINES: dict[str, tuple[str, Callable[[Path], Callable[[Path], None]]]] = {
    "socialfranchise alone": ("pyarrow", alone),
    "Daft": ("daft", daft),
    "Spark local[2]": ("pyspark", spark),
}
"""By name: the module that must be there, and what prepares a run."""


def _results(folder: Path) -> pa.Table:
    return pq.read_table(folder).sort_by([("diagnosis", "ascending"), ("rank", "ascending")])


def engines(folder: Path, places: int, models: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of every round by engine; all must give the same results."""
    write_work(folder, places, models)
    present = [n for n, (module, _) in ENGINES.items() if importlib.util.find_spec(module)]
    found: dict[str, list[float]] = {name: [] for name in present}
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    wanted: Any = None
    for number in range(rounds):
        for name in present:
            done = subprocess.run(
                [sys.executable, __file__, name, str(folder), str(number)],
                capture_output=True,
                text=True,
                check=False,
                env=environment,
            )
            if done.returncode:
                raise SystemExit(f"{name} ended with {done.returncode}:\n{done.stderr[-2000:]}")
            found[name].append(float(done.stdout.split()[-1]))
            if number == 0:
                given = _results(folder / f"{name} {number} {WARM}")
                wanted = wanted or given
                if not given.cast(wanted.schema).equals(wanted):
                    raise SystemExit(f"{name} gives other results")
    return found


def main() -> None:
    """Do the work once with one engine, warm."""
    name, folder, number = sys.argv[1:]
    run = ENGINES[name][1](Path(folder))
    for warm in range(WARM + 1):
        start = time.perf_counter()
        run(Path(folder) / f"{name} {number} {warm}")
        taken = time.perf_counter() - start
    print(taken)


if __name__ == "__main__":
    main()
