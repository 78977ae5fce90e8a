"""A national table on Spark: python batch_with_spark.py FACTS.parquet RESULTS_FOLDER YEAR-MONTH-DAY

The workers need this package, too. Spark asks for Java and pandas.
"""

import sys
from datetime import date

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from socialfranchise import CompiledCatalogue, load_catalogue

facts, results, day = sys.argv[1:]
compiled = CompiledCatalogue(load_catalogue(), on=date.fromisoformat(day))

spark = SparkSession.builder.appName("socialfranchise").getOrCreate()
(
    spark.read.parquet(facts)
    .mapInArrow(
        lambda batches: compiled.match_batches(batches, top=3),
        from_arrow_schema(compiled.results_schema()),
    )
    .write.parquet(results)
)
