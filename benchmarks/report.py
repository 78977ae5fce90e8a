"""What was measured, as text, as Markdown and as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contenders import Timed
from growth import Cost

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""A title, the heads of the columns, and rows; the first column is text."""


def number(value: float) -> str:
    """Three figures that count, with commas."""
    if value <= 0:
        return "0"
    digits = 2 - len(str(int(value))) + 1
    rounded = round(value, digits)
    return f"{rounded:,.{max(0, digits)}f}"


def race_table(title: str, timed: Sequence[Timed]) -> Table:
    """Contenders, the fastest first, compared with our batch engine."""
    own = next((t for t in timed if t.name == "socialfranchise batch"), None)
    rows = [
        [
            one.name,
            one.tells,
            f"{one.pairs:,}",
            number(one.rate),
            f"± {one.spread:.0%}",
            number(own.times(one)) if own else "",
        ]
        for one in sorted(timed, key=lambda t: -t.rate)
    ]
    heads = ("contender", "tells", "pairs", "pairs/s", "spread", "our batch ÷ this")
    return title, heads, rows


def cost_table(title: str, costs: Sequence[Cost]) -> Table:
    """What was measured, a row each."""
    rows = [
        [
            one.what,
            f"{one.places:,}",
            f"{one.models:,}",
            f"{number(one.seconds * 1000)} ms",
            f"{number(one.seconds * 1e6 / (one.places * one.models))} µs",
            *([f"{number(one.memory)} MB"] if one.memory else []),
        ]
        for one in costs
    ]
    heads = ("what", "places", "models", "time", "a pair", "most memory")
    return title, heads[: len(rows[0])], rows


def text(tables: Sequence[Table]) -> str:
    """Columns side by side, padded."""
    parts = []
    for title, heads, rows in tables:
        widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
        lines = [title, ""]
        for row in (heads, *rows):
            cells = [
                cell.rjust(width) if n and _figure(rows, n) else cell.ljust(width)
                for n, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            lines.append("  ".join(cells).rstrip())
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def markdown(tables: Sequence[Table]) -> str:
    """For the documentation."""
    parts = []
    for title, heads, rows in tables:
        marks = ["---:" if n and _figure(rows, n) else "---" for n in range(len(heads))]
        lines = [f"| {' | '.join(row)} |" for row in (heads, marks, *rows)]
        parts.append("\n".join([f"### {title}", "", *lines]))
    return "\n\n".join(parts)


def _figure(rows: Sequence[Sequence[str]], column: int) -> bool:
    return all(row[column][:1].isdigit() or row[column][:1] in ("", "±") for row in rows)


def plot(file: Path, timed: Sequence[Timed], growth: Sequence[Cost]) -> None:
    """Pairs a second of every contender, and of ours as the work grows. The same file each time."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: dict[str, Any] = {"svg.hashsalt": "socialfranchise", "svg.fonttype": "none"}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(9, 4 + 0.2 * len(timed)), layout="constrained")
        upper, lower = figure.subplots(2, 1, height_ratios=(len(timed) or 1, 8))
        ordered = sorted(timed, key=lambda t: t.rate)
        ours = ["#1b6ca8" if t.name.startswith("socialfranchise") else "#b0b0b0" for t in ordered]
        upper.barh([t.name for t in ordered], [t.rate for t in ordered], color=ours)
        slowest = min((t.rate for t in timed), default=1.0)
        upper.set(
            xscale="log", xlim=(slowest / 3, None), xlabel="pairs of a place and a model a second"
        )
        for what, axis in (("batch", "models"), ("stream", "places")):
            some = [cost for cost in growth if cost.what == what]
            size = [getattr(cost, axis) for cost in some]
            lower.plot(size, [cost.rate for cost in some], marker="o", label=f"{what}: {axis}")
        lower.set(xscale="log", yscale="log", xlabel="models or places", ylabel="pairs/s")
        if growth:
            lower.legend()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
