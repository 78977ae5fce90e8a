"""Names a seeded sample of the mutants that mutmut has made, at most so many of each module.

Usage: mutmut run $(python scripts/sample_mutants.py 50)
"""

import json
import sys
from pathlib import Path
from random import Random

SEED = 1


def main() -> None:
    """Print the names, one a line, in the order of the files."""
    most = int(sys.argv[1])
    for file in sorted(Path("mutants/src").rglob("*.py.meta")):
        names = sorted(json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"])
        drawn = Random(f"{SEED}/{file.name}").sample(names, min(most, len(names)))  # noqa: S311
        sys.stdout.writelines(f"{name}\n" for name in sorted(drawn))


main()
