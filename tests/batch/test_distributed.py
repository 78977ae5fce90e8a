"""The examples for distributed engines give what the library gives by itself."""

import os
import shutil
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.parquet
import pytest

from socialfranchise import Catalogue, CompiledCatalogue, load_diagnosis
from socialfranchise.batch.columns import facts_batch
from tests.conftest import PLACES, ROOT

DAY = date(2026, 11, 21)
COPIES = 400
KEYS = [("diagnosis", "ascending"), ("rank", "ascending")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(
            "daft", marks=pytest.mark.skipif(find_spec("daft") is None, reason="without Daft")
        ),
        pytest.param(
            "spark",
            marks=pytest.mark.skipif(
                find_spec("pyspark") is None
                or find_spec("pandas") is None
                or shutil.which("java") is None,
                reason="without Spark",
            ),
        ),
    ],
)
def test_example(engine: str, catalogue: Catalogue, tmp_path: Path) -> None:
    places = [load_diagnosis(file, catalogue=catalogue) for file in sorted(PLACES.iterdir())]
    facts = facts_batch(
        [attrs.evolve(p, id=f"{p.id}-{n}") for n in range(COPIES) for p in places], catalogue
    )
    pa.parquet.write_table(pa.Table.from_batches([facts]), tmp_path / "facts.parquet")
    script = ROOT / "docs" / "examples" / f"batch_with_{engine}.py"
    arguments = [str(tmp_path / "facts.parquet"), str(tmp_path / "results"), DAY.isoformat()]
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "DAFT_ANALYTICS_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expected = pa.Table.from_batches([CompiledCatalogue(catalogue, on=DAY).match(facts, top=3)])
    found = pa.parquet.read_table(tmp_path / "results").cast(expected.schema)
    assert found.sort_by(KEYS).equals(expected.sort_by(KEYS))
