"""A national table on Daft: python batch_with_daft.py FACTS.parquet RESULTS_FOLDER YEAR-MONTH-DAY

Daft runs this in one process, or on a Ray cluster after ``daft.set_runner_ray()``.
"""

import os
import sys
from datetime import date

import daft
import numpy as np
import pyarrow as pa
from daft import DataType, col
from daft.functions import to_struct, unnest

from socialfranchise import CompiledCatalogue, load_catalogue

facts, results, day = sys.argv[1:]
compiled = CompiledCatalogue(load_catalogue(), on=date.fromisoformat(day))
FIRST = 3


@daft.func.batch(
    return_dtype=DataType.from_arrow_type(
        pa.list_(pa.struct(list(compiled.results_schema()))),
    ),
)
def models(places: daft.Series) -> pa.Array:
    """The first models of every place, as a list in its row."""
    batch = pa.RecordBatch.from_struct_array(places.to_arrow())
    found = compiled.match(batch, top=FIRST)
    ends = np.arange(batch.num_rows + 1, dtype=np.int32) * min(FIRST, len(compiled.templates))
    return pa.ListArray.from_arrays(ends, found.to_struct_array())


places = daft.read_parquet(facts)
columns = [col(name) for name in places.column_names]
(
    places.select(models(to_struct(*columns)).alias("found"))
    .explode("found")
    .select(unnest(col("found")))
    .write_parquet(results)
)

# All is written. A thread of Daft may still hold on to Python, whose usual end then fails.
os._exit(0)
