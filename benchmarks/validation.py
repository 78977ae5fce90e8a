"""Loading and validating, side by side in one run: us, check-jsonschema and plain PyYAML.

Usage: python benchmarks/validation.py [FILES …]   (needs check-jsonschema installed)

All contenders get the same files in a temporary folder and must agree that they are valid. Whole
processes are timed; runs are interleaved, the median of the rounds is given with its spread.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "models" / "templates" / "elderly-care.yaml"
SMALL = ROOT / "models" / "funding" / "pfron-job.yaml"
ROUNDS = 5
COUNTS = (1, 100)
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""Byte code as after any installation, for all contenders alike."""

PLAIN = (
    "import sys, yaml\n"
    "for name in sys.argv[1:]:\n"
    "    with open(name, encoding='utf-8') as stream:\n"
    "        yaml.load(stream, Loader=yaml.CSafeLoader)\n"
)


@contextmanager
def copies(source: Path, count: int) -> Iterator[list[str]]:
    """``count`` copies of a file, each with an id of its own."""
    text = source.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number in range(count):
            file = Path(folder) / f"copy-{number}.yaml"
            file.write_text(
                text.replace(f"\nid: {source.stem}\n", f"\nid: copy-{number}\n"), encoding="utf-8"
            )
            names.append(str(file))
        yield names


def timed(command: list[str]) -> float:
    """Seconds a whole process takes; it must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


def contenders(kind: str) -> dict[str, Callable[[list[str]], list[str]]]:
    """The command of every contender for a list of files."""
    bin_folder = Path(sys.executable).parent
    schema = str(ROOT / "schemas" / f"{kind}.schema.json")
    found: dict[str, Callable[[list[str]], list[str]]] = {
        "socialfranchise validate": lambda files: [
            str(bin_folder / "socialfranchise"),
            "validate",
            *files,
        ],
        "PyYAML, C loader, parse only": lambda files: [sys.executable, "-c", PLAIN, *files],
    }
    if shutil.which("check-jsonschema", path=str(bin_folder)):
        found["check-jsonschema"] = lambda files: [
            str(bin_folder / "check-jsonschema"),
            "--schemafile",
            schema,
            *files,
        ]
    return found


def main() -> None:
    """Print a Markdown table."""
    for source, kind in ((SMALL, "funding"), (TEMPLATE, "template")):
        lines = len(source.read_text(encoding="utf-8").splitlines())
        size = source.stat().st_size / 1000
        print(f"\n### {kind}: {lines} lines, {size:.0f} kB a file\n")
        print("| contender | " + " | ".join(f"{count} files" for count in COUNTS) + " |")
        print("| --- |" + " ---: |" * len(COUNTS))
        rows: dict[str, list[str]] = {name: [] for name in contenders(kind)}
        ours: list[float] = []
        for count in COUNTS:
            rounds = ROUNDS if count < 1000 else 2
            with copies(source, count) as files:
                times: dict[str, list[float]] = {name: [] for name in rows}
                for _ in range(rounds):
                    for name, command in contenders(kind).items():
                        times[name].append(timed(command(files)))
            for name, seconds in times.items():
                median = statistics.median(seconds)
                if name.startswith("socialfranchise"):
                    ours.append(median)
                ratio = median / ours[-1]
                spread = (max(seconds) - min(seconds)) / 2
                rows[name].append(f"{median:.2f} ± {spread:.2f} s ({ratio:.1f}×)")
        for name, cells in rows.items():
            print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
