"""Write the conformance cases with what this engine makes of them into ``conformance/``.

What they expect is checked by the tests against a second, much simpler engine.
"""

import json
import sys
from pathlib import Path
from typing import Any

from conformance_at_random import cases_at_random
from conformance_by_hand import cases_by_hand

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.conformance.engine import expected, ranking_of  # noqa: E402

CASES = 200
WIDTH = 100


def conformance_text() -> str:
    """The file as it is committed."""
    by_hand = cases_by_hand()
    cases = [*by_hand, *cases_at_random(CASES - len(by_hand))]
    whole = [{**case, "expected": expected(ranking_of(case))} for case in cases]
    return _text({"format": "socialfranchise.conformance/1", "cases": whole}, 0) + "\n"


def _text(value: Any, depth: int) -> str:
    """JSON in which whatever fits on a line stands on one."""
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + depth <= WIDTH or not isinstance(value, dict | list):
        return short
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {_text(part, depth + 1)}" for key, part in value.items()]
    else:
        parts = [_text(part, depth + 1) for part in value]
    inside = ",\n".join(f"{' ' * (depth + 1)}{part}" for part in parts)
    left, right = "{}" if isinstance(value, dict) else "[]"
    return f"{left}\n{inside}\n{' ' * depth}{right}"


def main() -> None:
    """Write the file."""
    file = ROOT / "conformance" / "cases.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(conformance_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
