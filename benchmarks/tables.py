"""How long official tables take to read: real files, or tables made up of so many values.

    python benchmarks/tables.py FILE...
    python benchmarks/tables.py --values 100000

Seconds of the processor, median of five rounds, and values read.
"""

import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from socialfranchise.sources.observation import Table
from socialfranchise.sources.tables import read_table

ROUNDS = 5
ON = date(2026, 11, 22)
HEAD = '"Kod";"Nazwa";"Grupy";"Rok";"Wartosc";"Jednostka miary";"Atrybut";'


def made_up(values: int) -> bytes:
    """A long export: a commune has twenty years of several groups."""
    rows = [HEAD]
    for number in range(values):
        group, year = number % 50, 2004 + number // 50 % 20
        commune = number // 1000
        code = f"{2 * (commune % 16 + 1):02}{commune // 16 % 50 + 1:02}{commune // 800 + 1:02}1"
        rows.append(f'{code};"Gmina (1)";"grupa {group}";"{year}";{number % 977},5;"osoba";"";')
    return "\r\n".join(rows).encode()


def seconds(content: bytes, name: str) -> tuple[float, Table]:
    """The median of the rounds, and what was read."""
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        table = read_table(content, name, ON)
        took.append(time.process_time() - start)
    return median(took), table


def main(arguments: list[str]) -> None:
    """Print a line for every table."""
    if arguments[:1] == ["--values"]:
        tables = {"made-up.csv": made_up(int(arguments[1]))}
    else:
        tables = {Path(name).name: Path(name).read_bytes() for name in arguments}
    for name, content in tables.items():
        took, table = seconds(content, name)
        size = len(content) / 1e6
        print(f"{name}: {took:.2f} s, {len(table.observations)} values, {size:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
